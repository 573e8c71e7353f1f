// Columns for people and protocols, and text that is safe to print.
#include "tasklint/text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>
#include <utf8proc.h>

#include "text/terminal.hpp"

namespace tasklint {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Draws nothing, or something else than it is: shown by its number.
bool is_invisible(char32_t code_point) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP: return true;
        case UTF8PROC_CATEGORY_ZS: return code_point != U' ';
        default:
            // Letters that draw nothing: Hangul fillers, the empty braille cell.
            return code_point == 0x115F || code_point == 0x1160 || code_point == 0x2800 ||
                   code_point == 0x3164 || code_point == 0xFFA0 || code_point == 0xFE0E;
    }
}

/// ASCII that draws something, or a space: no table has to be asked.
constexpr bool is_plain(char32_t code_point) { return code_point >= 0x20 && code_point < 0x7F; }

/// ZWNJ and ZWJ are spelling between letters and between emoji.
bool is_joiner_in_word(std::string_view text, std::size_t at, char32_t code_point,
                       char32_t before) {
    if ((code_point != 0x200C && code_point != 0x200D) || before < 0x80 || is_invisible(before)) {
        return false;
    }
    if (at + 3 >= text.size()) {
        return false;
    }
    const auto next = decode_utf8(text, at + 3);
    return next.valid && next.code_point >= 0x80 && !is_invisible(next.code_point);
}

/// Calls `piece(printed, width)` for each grapheme cluster or escaped character.
template <typename Piece> void for_each_piece(std::string_view text, Piece piece) {
    std::string cluster;
    std::uint32_t width = 0;
    utf8proc_int32_t state = 0;
    char32_t before = 0;
    const auto flush = [&] {
        if (!cluster.empty()) {
            piece(std::string_view{cluster}, width);
            cluster.clear();
            width = 0;
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        const char32_t code_point = character.code_point;
        const bool plain = is_plain(code_point);
        if (!character.valid || code_point == U'\t' ||
            (!plain && is_invisible(code_point) &&
             !is_joiner_in_word(text, at, code_point, before))) {
            flush();
            const std::string shown =
                !character.valid ? fmt::format("<0x{:02X}>", static_cast<unsigned char>(text[at]))
                : code_point == U'\t'
                    ? std::string{" "}
                    : fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(code_point));
            piece(std::string_view{shown}, static_cast<std::uint32_t>(shown.size()));
            before = 0;
            state = 0;
            at += character.size;
            continue;
        }
        if (plain && is_plain(before)) {
            state = 0;  // nothing joins two of them
            flush();
        } else if (before == 0 || utf8proc_grapheme_break_stateful(
                                      static_cast<utf8proc_int32_t>(before),
                                      static_cast<utf8proc_int32_t>(code_point), &state)) {
            flush();
        }
        cluster.append(text.substr(at, character.size));
        const auto cells =
            plain ? 1U
                  : static_cast<std::uint32_t>(
                        std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point))));
        // A cluster is as wide as its widest part; U+FE0F asks for the emoji form, two cells.
        width = code_point == 0xFE0F ? 2 : std::max(width, cells);
        before = code_point;
        at += character.size;
        if (plain && at < text.size() && is_plain(static_cast<unsigned char>(text[at]))) {
            // A run: but for its last character, which may have something to join, it is done.
            const std::size_t from = at - 1;
            while (at + 1 < text.size() && is_plain(static_cast<unsigned char>(text[at + 1]))) {
                ++at;
            }
            if (cluster.size() == 1) {
                cluster.clear();
                piece(text.substr(from, at - from), static_cast<std::uint32_t>(at - from));
            } else {
                flush();
                piece(text.substr(from + 1, at - from - 1),
                      static_cast<std::uint32_t>(at - from - 1));
            }
            cluster.assign(1, text[at]);
            width = 1;
            state = 0;
            before = static_cast<unsigned char>(text[at]);
            ++at;
        }
    }
    flush();
}

/// Calls back for each bracket that opens a command of a runner.
template <typename Found> void for_each_command(std::string_view text, Found found) {
    for (auto at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
        if (opens_command(text, at)) {
            found(at);
        }
    }
}

std::string without_commands(std::string text) {
    std::string out;  // stays empty while there is none
    std::size_t copied = 0;
    for_each_command(text, [&](std::size_t at) {
        out.append(text, copied, at - copied).append(shown_bracket);
        copied = at + 1;
    });
    if (copied == 0) {
        return text;
    }
    return out.append(text, copied);
}

std::uint32_t cells_of(std::string_view text) {
    std::uint32_t plain = 0;
    while (plain < text.size() && is_plain(static_cast<unsigned char>(text[plain]))) {
        ++plain;
    }
    if (plain == text.size()) {
        return plain;
    }
    // The last of them may have something to join.
    std::uint32_t width = plain == 0 ? 0 : plain - 1;
    for_each_piece(text.substr(width),
                   [&](std::string_view, std::uint32_t cells) { width += cells; });
    return width;
}

}  // namespace

std::uint32_t display_width(std::string_view text) {
    auto width = cells_of(text);
    constexpr auto wider = static_cast<std::uint32_t>(shown_bracket.size() - 1);
    for_each_command(text, [&](std::size_t) { width += wider; });
    return width;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for_each_piece(text, [&](std::string_view shown, std::uint32_t) { out.append(shown); });
    return without_commands(std::move(out));
}

std::uint32_t column_of(std::string_view line, std::uint32_t offset, ColumnUnit unit) {
    if (line.substr(0, 3) == byte_order_mark && offset >= 3) {
        line.remove_prefix(3);
        offset -= 3;
    }
    const auto before = line.substr(0, offset);
    switch (unit) {
        case ColumnUnit::byte: return offset;
        case ColumnUnit::cell: return display_width(before);
        case ColumnUnit::utf16:
        case ColumnUnit::codepoint: break;
    }
    std::uint32_t column = 0;
    for (std::size_t at = 0; at < before.size();) {
        if (static_cast<unsigned char>(before[at]) < 0x80) {
            ++column;
            ++at;
            continue;
        }
        const auto character = decode_utf8(before, at);
        column += unit == ColumnUnit::utf16 && character.code_point > 0xFFFF ? 2 : 1;
        at += character.size;
    }
    return column;
}

}  // namespace tasklint
