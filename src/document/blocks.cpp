#include "document/blocks.hpp"

#include <cstring>

namespace tasklint::document {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at, std::uint32_t end) {
    while (at < end && is_blank(text[at])) {
        ++at;
    }
    return at;
}

std::uint32_t run_of(std::string_view text, std::uint32_t at, std::uint32_t end, char c) {
    const std::uint32_t begin = at;
    while (at < end && text[at] == c) {
        ++at;
    }
    return at - begin;
}

/// End of the list marker at `at`, or `at` if there is none. CommonMark allows nine digits; the
/// plugin allows any number of them, so we do.
std::uint32_t list_marker_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    if (at == end) {
        return at;
    }
    std::uint32_t behind = at;
    if (text[at] == '-' || text[at] == '*' || text[at] == '+') {
        behind = at + 1;
    } else {
        while (behind < end && is_digit(text[behind])) {
            ++behind;
        }
        if (behind == at || behind == end || (text[behind] != '.' && text[behind] != ')')) {
            return at;
        }
        ++behind;
    }
    return behind == end || is_blank(text[behind]) ? behind : at;
}

/// `---`, `* * *`, `___`: three or more of one mark and blanks.
bool is_thematic_break(std::string_view text, std::uint32_t at, std::uint32_t end) {
    const char mark = at < end ? text[at] : '\0';
    if (mark != '-' && mark != '*' && mark != '_') {
        return false;
    }
    std::uint32_t count = 0;
    for (; at < end; ++at) {
        if (text[at] == mark) {
            ++count;
        } else if (!is_blank(text[at])) {
            return false;
        }
    }
    return count >= 3;
}

bool is_fence_mark(std::string_view line) {
    return line.size() >= 3 && (line.substr(0, 3) == "---") &&
           line.find_first_not_of(" \t", 3) == std::string_view::npos;
}

}  // namespace

BlockScanner::BlockScanner(std::string_view text) : text_{text} {
    if (text_.substr(0, 3) == byte_order_mark) {
        at_ = 3;
    }
    // Front matter: `---` on the first line up to the next `---` line.
    const auto line_at = [&](std::uint32_t begin) {
        auto end = text_.find('\n', begin);
        end = end == std::string_view::npos ? text_.size() : end;
        auto line = text_.substr(begin, end - begin);
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        return std::pair{line, static_cast<std::uint32_t>(end)};
    };
    const auto [first, first_end] = line_at(at_);
    if (!is_fence_mark(first)) {
        return;
    }
    for (std::uint32_t begin = first_end + 1; begin < text_.size();) {
        const auto [line, end] = line_at(begin);
        if (is_fence_mark(line)) {
            front_matter_ = {first_end + 1, begin};
            hidden_until_ = end;
            return;
        }
        begin = end + 1;
    }
}

bool BlockScanner::closes_fence(const LineInfo& line) const {
    const std::uint32_t run = run_of(text_, line.content, line.line.end, fence_.mark);
    return run >= fence_.length && line.quote_depth == fence_.quote_depth &&
           line.indent < fence_.container + 4 &&
           skip_blanks(text_, line.content + run, line.line.end) == line.line.end;
}

bool BlockScanner::hides(const LineInfo& line, std::string_view open, std::string_view close,
                         bool& no_more) {
    if (no_more || text_.substr(line.content, open.size()) != open) {
        return false;
    }
    const auto found = text_.find(close, line.content + open.size());
    if (found == std::string_view::npos) {
        no_more = true;
        return false;
    }
    hidden_until_ = static_cast<std::uint32_t>(found) + 1;
    return true;
}

void BlockScanner::open_block(LineInfo& line) {
    const char first = text_[line.content];
    if (first == '`' || first == '~') {
        const std::uint32_t run = run_of(text_, line.content, line.line.end, first);
        const auto info = text_.substr(line.content + run, line.line.end - line.content - run);
        if (run >= 3 && (first == '~' || info.find('`') == std::string_view::npos)) {
            const std::uint32_t container = line.indent >= item_indent_ ? item_indent_ : 0;
            fence_ = {first, run, line.quote_depth, container};
            line.kind = LineKind::hidden;
        }
    } else if (first == '%') {
        if (hides(line, "%%", "%%", no_more_percent_)) {
            line.kind = LineKind::hidden;
        }
    } else if (first == '<') {
        if (hides(line, "<!--", "-->", no_more_html_)) {
            line.kind = LineKind::hidden;
        }
    }
}

bool BlockScanner::next(LineInfo& line) {
    if (at_ >= text_.size()) {
        return false;
    }
    const auto* const newline =
        static_cast<const char*>(std::memchr(text_.data() + at_, '\n', text_.size() - at_));
    std::uint32_t end = newline == nullptr ? static_cast<std::uint32_t>(text_.size())
                                           : static_cast<std::uint32_t>(newline - text_.data());
    line = LineInfo{};
    line.line = {at_, end};
    at_ = end + 1;
    if (line.line.end > line.line.begin && text_[line.line.end - 1] == '\r') {
        --line.line.end;
    }
    end = line.line.end;

    if (line.line.begin < hidden_until_) {
        line.kind = LineKind::hidden;
        return true;
    }

    // Quote marks, then indentation; a tab goes to the next multiple of four.
    std::uint32_t content = line.line.begin;
    std::uint32_t column = 0;
    for (;;) {
        const char c = content < end ? text_[content] : '\0';
        if (c == ' ') {
            ++column;
        } else if (c == '\t') {
            column += 4 - column % 4;
        } else if (c == '>' && column < 4 + item_indent_) {
            ++line.quote_depth;
            column = 0;
            if (content + 1 < end && text_[content + 1] == ' ') {
                ++content;  // one blank belongs to the mark
            }
        } else {
            break;
        }
        ++content;
    }
    line.content = content;
    line.indent = column;

    if (fence_.mark != 0) {
        const bool leaves =
            line.quote_depth < fence_.quote_depth ||
            (content < end && line.indent < fence_.container && fence_.container > 0);
        if (!leaves) {
            if (closes_fence(line)) {
                fence_ = Fence{};
            }
            line.kind = LineKind::hidden;
            return true;
        }
        fence_ = Fence{};
    }
    if (content == end) {
        line.kind = LineKind::blank;
        return true;
    }

    switch (text_[content]) {
        case '`':
        case '~':
        case '%':
        case '<': open_block(line); break;
        case '#': {
            const std::uint32_t level = run_of(text_, content, end, '#');
            if (level <= 6 && line.indent < 4 && line.quote_depth == 0 &&
                (content + level == end || is_blank(text_[content + level]))) {
                line.kind = LineKind::heading;
                item_indent_ = 0;
            }
            break;
        }
        default: {
            const std::uint32_t behind = list_marker_end(text_, content, end);
            if (behind != content && !is_thematic_break(text_, content, end)) {
                line.kind = LineKind::item;
                line.behind_marker = behind;
                const std::uint32_t text_begin = skip_blanks(text_, behind, end);
                const std::uint32_t blanks = text_begin - behind;
                const bool plain =
                    text_begin != end && blanks >= 1 && blanks <= 4 && text_[behind] == ' ';
                line.content_indent = line.indent + (behind - content) + (plain ? blanks : 1);
                item_indent_ = line.content_indent;
            } else if (line.indent == 0) {
                item_indent_ = 0;
            }
        }
    }
    return true;
}

}  // namespace tasklint::document
