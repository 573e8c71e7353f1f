#include "document/line_marks.hpp"

#include <algorithm>

#include "syntax/lenient.hpp"
#include "text/ascii.hpp"

namespace tasklint::document {

std::uint32_t skip_unseen(std::string_view text, std::uint32_t at, std::uint32_t end) noexcept {
    while (at < end) {
        const auto character = decode_utf8(text.substr(0, end), at);
        if (!character.valid || (!is_white_space(character.code_point) &&
                                 !syntax::is_zero_width(character.code_point))) {
            break;
        }
        at += character.size;
    }
    return at;
}

bool hides_list_marker(std::string_view text, std::size_t at) noexcept {
    constexpr std::size_t most = 96;  // bytes
    const std::size_t end = std::min(text.size(), at + most);
    while (at < end && (is_blank(text[at]) || text[at] == '>' || may_be_unseen(text[at]))) {
        const auto character = decode_utf8(text, at);
        if (!is_blank(text[at]) && text[at] != '>' && !is_white_space(character.code_point) &&
            !syntax::is_zero_width(character.code_point)) {
            return false;
        }
        at += character.size;
    }
    return at < end &&
           (text[at] == '-' || text[at] == '*' || text[at] == '+' || is_ascii_digit(text[at]));
}

std::uint32_t list_marker_end(std::string_view text, std::uint32_t at, std::uint32_t end) noexcept {
    if (at == end) {
        return at;
    }
    std::uint32_t behind = at;
    if (text[at] == '-' || text[at] == '*' || text[at] == '+') {
        behind = at + 1;
    } else {
        while (behind < end && is_ascii_digit(text[behind])) {
            ++behind;
        }
        if (behind == at || behind == end || (text[behind] != '.' && text[behind] != ')')) {
            return at;
        }
        ++behind;
    }
    return behind == end || is_blank(text[behind]) ? behind : at;
}

std::uint32_t short_box_end(std::string_view text, std::uint32_t at, std::uint32_t end) noexcept {
    constexpr std::uint32_t most = 24;  // bytes, from the bracket on
    if (at >= end || text[at] != '[') {
        return 0;
    }
    const auto close = text.substr(0, at + std::min(end - at, most)).find(']', at + 1);
    return close == std::string_view::npos ? 0 : static_cast<std::uint32_t>(close) + 1;
}

bool box_follows(std::string_view text, std::uint32_t at, std::uint32_t end) noexcept {
    at += run_of(text, at, end, ' ');
    const std::uint32_t behind = short_box_end(text, at, end);
    return behind != 0 && (behind == end || is_blank(text[behind]));
}

bool is_front_matter_mark(std::string_view line) noexcept {
    return line.substr(0, 3) == "---" && line.find_first_not_of(" \t", 3) == std::string_view::npos;
}

bool is_link_definition(std::string_view text, Span paragraph) noexcept {
    const std::uint32_t begin = skip_blanks(text, paragraph.begin, paragraph.end);
    const auto line = Span{begin, paragraph.end}.in(text);
    return line.substr(0, 1) == "[" && line.find('\n') == std::string_view::npos &&
           line.find("]:") != std::string_view::npos;
}

}  // namespace tasklint::document
