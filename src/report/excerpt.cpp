// A part of a line that fits on a terminal, and where its bytes stand there.
#include "report/excerpt.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "tasklint/text.hpp"

namespace tasklint {

namespace {

constexpr std::uint32_t longest_line = 100;  // cells; a longer line is cut
constexpr std::uint32_t window_cells = 96;   // of a line that is cut
constexpr std::uint32_t cells_before = 32;   // of them before the first label
constexpr std::string_view ellipsis = "…";   // one cell

/// Where the character before `at` begins. @param at above zero
std::size_t step_back(std::string_view text, std::size_t at) {
    auto begin = at - 1;
    while (begin > 0 && at - begin < 4 &&
           (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) {
        --begin;
    }
    return begin + decode_utf8(text, begin).size == at ? begin : at - 1;
}

/// The character continues the one before it: no place to cut.
bool continues(std::string_view text, std::size_t at) {
    const auto character = decode_utf8(text, at);
    const auto code_point = character.code_point;
    const bool joined = at >= 3 && text.substr(at - 3, 3) == "\u200D";
    return character.valid && (joined || code_point == 0xFE0F || code_point == 0x200D ||
                               display_width(text.substr(at, character.size)) == 0);
}

}  // namespace

bool is_long(std::string_view text) {
    constexpr std::size_t many_bytes = 4096;
    return text.size() > many_bytes || display_width(text) > longest_line;
}

Window window_around(std::string_view text, std::size_t focus) {
    Window window;
    window.begin = std::min(focus, text.size());
    for (std::uint32_t cells = 0; window.begin > 0;) {
        const auto before = step_back(text, window.begin);
        cells += display_width(text.substr(before, window.begin - before));
        if (cells > cells_before && !continues(text, window.begin)) {
            break;
        }
        window.begin = before;
    }
    window.end = window.begin;
    for (std::uint32_t cells = 0; window.end < text.size();) {
        const auto size = decode_utf8(text, window.end).size;
        cells += display_width(text.substr(window.end, size));
        if (cells > window_cells && !continues(text, window.end)) {
            break;
        }
        window.end += size;
    }
    window.cut_before = window.begin > 0;
    window.cut_after = window.end < text.size();
    return window;
}

std::string shown(std::string_view text, const Window& window) {
    return fmt::format("{}{}{}", window.cut_before ? ellipsis : "",
                       printable(text.substr(window.begin, window.end - window.begin)),
                       window.cut_after ? ellipsis : "");
}

Cells cells_of(std::string_view text, const Window& window, Label label) {
    const auto cell = [&](std::size_t at) {
        at = std::clamp(at, window.begin, window.end);
        return (window.cut_before ? 1U : 0U) +
               display_width(text.substr(window.begin, at - window.begin));
    };
    return {cell(label.begin), cell(label.end)};
}

}  // namespace tasklint
