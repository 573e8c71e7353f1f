#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "syntax/find_byte.hpp"
#include "tasklint/text.hpp"

// What single lines are made of, whatever blocks they stand in.
namespace tasklint::document {

[[nodiscard]] inline bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }

/// The end of the spaces and tabs that begin at `at`.
[[nodiscard]] inline std::uint32_t skip_blanks(std::string_view text, std::uint32_t at,
                                               std::uint32_t end) noexcept {
    while (at < end && is_blank(text[at])) {
        ++at;
    }
    return at;
}

/// A character that is blank or nothing to the eye, but no blank to Markdown, can begin with this
/// byte: U+00A0, U+3000, U+200B, U+FEFF and the like.
[[nodiscard]] constexpr bool may_be_unseen(char c) noexcept {
    return c == '\xC2' || c == '\xE1' || c == '\xE2' || c == '\xE3' || c == '\xEF';
}

/// The end of the white space of any kind, and of the characters without width, at `at`.
[[nodiscard]] std::uint32_t skip_unseen(std::string_view text, std::uint32_t at,
                                        std::uint32_t end) noexcept;

/// Such characters stand at `at`, and right behind them what may be a list marker.
[[nodiscard]] bool hides_list_marker(std::string_view text, std::size_t at) noexcept;

/// How many `c` stand at `at`, one behind another.
[[nodiscard]] inline std::uint32_t run_of(std::string_view text, std::uint32_t at,
                                          std::uint32_t end, char c) noexcept {
    const std::uint32_t begin = at;
    while (at < end && text[at] == c) {
        ++at;
    }
    return at - begin;
}

/// Behind the line ending at `end`. The largest note ends at the largest number.
[[nodiscard]] constexpr std::uint32_t after(std::uint32_t end) noexcept {
    return end + (end != std::numeric_limits<std::uint32_t>::max() ? 1 : 0);
}

/// The line that begins at `begin`, without its ending.
/// @param next where the one behind it begins
[[nodiscard]] inline Span line_from(std::string_view text, std::uint32_t begin,
                                    std::uint32_t& next) noexcept {
    // Lines are short: in a call of memchr more time goes by than in looking.
    const char* const newline =
        syntax::find_byte<'\n'>(text.data(), text.data() + begin, text.data() + text.size());
    auto end = static_cast<std::uint32_t>(newline - text.data());
    next = after(end);
    if (end > begin && text[end - 1] == '\r') {
        --end;
    }
    return {begin, end};
}

/// The line ending that a note uses at a place: that of its line, else that of the last one before.
[[nodiscard]] inline std::string_view ending_at(std::string_view text, std::size_t at) noexcept {
    auto newline = text.find('\n', at);
    newline = newline == std::string_view::npos ? text.rfind('\n') : newline;
    const bool carriage_return =
        newline != std::string_view::npos && newline > 0 && text[newline - 1] == '\r';
    return carriage_return ? "\r\n" : "\n";
}

/// End of the list marker at `at`, or `at` if there is none. CommonMark allows nine digits, the
/// plugin any number of them.
[[nodiscard]] std::uint32_t list_marker_end(std::string_view text, std::uint32_t at,
                                            std::uint32_t end) noexcept;

/// `[`, at most one code point or a few, `]` at `at`? @return the byte behind it, or 0
[[nodiscard]] std::uint32_t short_box_end(std::string_view text, std::uint32_t at,
                                          std::uint32_t end) noexcept;

/// Spaces, such a box, and a blank or the end behind it: what the plugin takes for a task behind a
/// list marker, or nearly so.
[[nodiscard]] bool box_follows(std::string_view text, std::uint32_t at, std::uint32_t end) noexcept;

/// `---`, which begins and ends front matter.
[[nodiscard]] bool is_front_matter_mark(std::string_view line) noexcept;

/// `[name]: target` alone makes no paragraph.
[[nodiscard]] bool is_link_definition(std::string_view text, Span paragraph) noexcept;

}  // namespace tasklint::document
