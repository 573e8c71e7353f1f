#include "calendar/summary.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "tasklint/text.hpp"
#include "text/ascii.hpp"

namespace tasklint {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || is_ascii_alphanumeric(c);
}

/// White space, or a comment, which nobody sees.
bool shows_nothing(std::string_view gap) {
    gap = trim(gap);
    return gap.empty() || (gap.size() >= 4 && gap.starts_with("%%") && gap.ends_with("%%")) ||
           (gap.size() >= 7 && gap.starts_with("<!--") && gap.ends_with("-->"));
}

/// The token's end; an owner's remark and its closing parenthesis belong to it.
std::uint32_t end_of(const Token& token) {
    return token.remark.empty() ? token.span.end : std::max(token.span.end, token.remark.end + 1);
}

/// Where the trailing run of fields, tags and owners begins. It reaches further left than what the
/// plugin reads, which stops at an owner.
/// @param any_field a field that the plugin does not read belongs to the run
std::uint32_t trailing_run(const TaskView& task, bool any_field) {
    auto begin = task.task->body.end;
    for (const auto* token = task.end(); token != task.begin();) {
        --token;
        const bool of_run = token->kind == TokenKind::tag || token->read ||
                            (token->kind == TokenKind::field && any_field) ||
                            (token->kind == TokenKind::owner && token->in_owner_position);
        const auto end = std::min(end_of(*token), begin);
        if (!of_run || !shows_nothing(task.in({end, begin}))) {
            break;
        }
        begin = token->span.begin;
    }
    return begin;
}

/// Whether a text may have Markdown, a link or a comment: none begins with another character.
bool may_have_markup(std::string_view text) {
    constexpr auto begins = [] {
        std::array<bool, 256> table{};
        for (const char c : std::string_view{"`%<[*_~="}) {
            table[static_cast<unsigned char>(c)] = true;
        }
        return table;
    }();
    return std::any_of(text.begin(), text.end(),
                       [&](char c) { return begins[static_cast<unsigned char>(c)]; });
}

/// The text of a description with what is not shown. All positions count from the text's begin.
class Plain {
public:
    explicit Plain(std::string_view text)
        : text_{text}, skip_to_(text.size(), 0), opaque_(text.size(), false) {}

    /// The bytes from `begin` on are not shown.
    void hide(std::size_t begin, std::size_t end) {
        if (begin < end) {
            skip_to_[begin] = std::max(skip_to_[begin], static_cast<std::uint32_t>(end));
        }
    }
    /// Further passes leave the bytes alone.
    void close(std::size_t begin, std::size_t end) {
        std::fill(opaque_.begin() + static_cast<std::ptrdiff_t>(begin),
                  opaque_.begin() + static_cast<std::ptrdiff_t>(end), true);
    }
    [[nodiscard]] bool open(std::size_t at) const { return !opaque_[at]; }

    void code_spans();
    void comments(std::string_view opening, std::string_view closing);
    void tag(std::size_t begin, std::size_t end);
    void owner(const Token& token, std::size_t base);
    void word(std::string_view filter);
    void wiki_links();
    void links();
    void marks(char mark);

    [[nodiscard]] std::string shown() const {
        std::string out;
        out.reserve(text_.size());
        for (std::size_t i = 0; i < text_.size();) {
            if (skip_to_[i] > i) {
                i = skip_to_[i];
            } else {
                out += text_[i++];
            }
        }
        return out;
    }

private:
    [[nodiscard]] std::size_t run_length(std::size_t at) const {
        const auto end = text_.find_first_not_of(text_[at], at);
        return (end == npos ? text_.size() : end) - at;
    }

    std::string_view text_;
    std::vector<std::uint32_t> skip_to_;
    std::vector<bool> opaque_;
};

/// A run of backticks up to the next run of the same length.
void Plain::code_spans() {
    struct Run {
        std::size_t at, length, next;
    };
    std::vector<Run> runs;
    for (auto at = text_.find('`'); at != npos; at = text_.find('`', at)) {
        const auto length = run_length(at);
        runs.push_back({at, length, npos});
        at += length;
    }
    std::map<std::size_t, std::size_t> nearest;  // from the right, by length
    for (auto i = runs.size(); i-- > 0;) {
        if (const auto [it, fresh] = nearest.try_emplace(runs[i].length, i); !fresh) {
            runs[i].next = std::exchange(it->second, i);
        }
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& run = runs[i];
        if (run.next == npos) {
            continue;
        }
        const auto& closing = runs[run.next];
        hide(run.at, run.at + run.length);
        hide(closing.at, closing.at + closing.length);
        close(run.at, closing.at + closing.length);
        i = run.next;
    }
}

void Plain::comments(std::string_view opening, std::string_view closing) {
    for (auto at = text_.find(opening); at != npos; at = text_.find(opening, at)) {
        if (!open(at)) {
            at += opening.size();
            continue;
        }
        const auto end = text_.find(closing, at + opening.size());
        if (end == npos) {
            return;
        }
        hide(at, end + closing.size());
        close(at, end + closing.size());
        at = end + closing.size();
    }
}

/// `#a/b` shows as `b`.
void Plain::tag(std::size_t begin, std::size_t end) {
    auto last = end;
    while (last > begin + 1 && text_[last - 1] == '/') {
        --last;
    }
    const auto slash = text_.substr(begin, last - begin).rfind('/');
    hide(begin, slash == npos ? begin + 1 : begin + slash + 1);
    hide(last, end);
}

/// An owner in the sentence: `@Name` shows as `Name`, `@[[folder/Note|alias]]` as `alias`.
void Plain::owner(const Token& token, std::size_t base) {
    const auto begin = token.span.begin - base;
    const auto end = token.span.end - base;
    const auto text = text_.substr(begin, end - begin);
    const auto link = text.find("[[");
    const auto link_end = link == npos ? npos : text.find("]]", link);
    if (link_end == npos) {
        if (text.starts_with('@')) {
            hide(begin, begin + 1);
        }
        return;
    }
    const auto bar = text.substr(0, link_end).find('|', link);
    hide(begin, bar == npos ? token.value.begin - base : begin + bar + 1);
    hide(begin + link_end, begin + link_end + 2);
    close(begin, begin + link_end + 2);
}

/// The global filter where it stands as a word, as the plugin takes it out of what it shows.
void Plain::word(std::string_view filter) {
    if (filter.empty()) {
        return;
    }
    const auto at_edge = [&](std::size_t at) { return at >= text_.size() || is_blank(text_[at]); };
    for (auto at = text_.find(filter); at != npos; at = text_.find(filter, at)) {
        const auto end = at + filter.size();
        if ((at == 0 || is_blank(text_[at - 1])) && at_edge(end)) {
            hide(at, end);
            close(at, end);
        }
        at = end;
    }
}

/// `[[note|alias]]` shows as `alias`, `[[note]]` as `note`.
void Plain::wiki_links() {
    auto opening = npos;
    for (std::size_t i = 0; i + 1 < text_.size();) {
        const bool pair = text_[i] == text_[i + 1] && open(i) && open(i + 1);
        if (pair && text_[i] == '[') {
            opening = i;
            i += 2;
        } else if (pair && text_[i] == ']' && opening != npos) {
            const auto begin = opening;
            const auto bar = text_.substr(0, i).find('|', begin);
            hide(begin, bar == npos ? begin + 2 : bar + 1);
            hide(i, i + 2);
            close(begin, i + 2);
            if (begin > 0 && text_[begin - 1] == '!') {
                hide(begin - 1, begin);  // an embedded file
            }
            opening = npos;
            i += 2;
        } else {
            ++i;
        }
    }
}

/// `[text](address)` shows as `text`. An address has no blanks, but a title may follow it.
void Plain::links() {
    std::vector<std::size_t> partner(text_.size(), npos);  // of `]` its `[`, of `(` its `)`
    std::vector<std::size_t> square, round;
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (!open(i)) {
            continue;
        }
        if (text_[i] == '[') {
            square.push_back(i);
        } else if (text_[i] == '(') {
            round.push_back(i);
        } else if (text_[i] == ']' && !square.empty()) {
            partner[i] = square.back();
            square.pop_back();
        } else if (text_[i] == ')' && !round.empty()) {
            partner[round.back()] = i;
            round.pop_back();
        }
    }
    std::size_t blank = 0;  // the first from the target on; targets begin ever further right
    for (auto at = text_.find("]("); at != npos; at = text_.find("](", at + 2)) {
        if (!open(at) || partner[at] == npos || partner[at + 1] == npos) {
            continue;
        }
        const auto begin = partner[at];
        const auto end = partner[at + 1];
        const auto target = std::min(text_.find_first_not_of(" \t", at + 2), end);
        if (blank < target) {
            blank = std::min(text_.find_first_of(" \t", target), text_.size());
        }
        const auto title = blank < end ? std::min(text_.find_first_not_of(" \t", blank), end) : end;
        if (title < end && text_[target] != '<' && text_[title] != '"' && text_[title] != '\'') {
            continue;  // `[text](some remark)` is no link
        }
        const bool picture = begin > 0 && text_[begin - 1] == '!';
        hide(picture ? begin - 1 : begin, begin + 1);
        hide(at, end + 1);
        close(at, end + 1);
    }
}

/// Pairs of `**`, `__`, `~~` or `==` around text.
void Plain::marks(char mark) {
    std::optional<std::pair<std::size_t, std::size_t>> opening;
    for (auto at = text_.find(mark); at != npos; at = text_.find(mark, at)) {
        const auto length = run_length(at);
        const auto end = at + length;
        const bool before = at > 0 && !is_blank(text_[at - 1]);
        const bool after = end < text_.size() && !is_blank(text_[end]);
        const bool in_word =
            mark == '_' && before && after && is_word(text_[at - 1]) && is_word(text_[end]);
        if (length >= 2 && length <= 3 && open(at) && !in_word) {
            if (opening && before) {
                const auto shared = std::min(opening->second, length);
                hide(opening->first, opening->first + shared);
                hide(at, at + shared);
                opening.reset();
            } else if (after) {
                opening = {at, length};
            }
        }
        at = end;
    }
}

/// How far a line is set in behind its quote marks.
struct Indent {
    std::size_t bytes = 0;   // with the marks
    std::size_t width = 0;   // of the blanks behind them
    std::size_t quotes = 0;  // marks that were passed
};

/// @param most as many marks are passed: those behind them are text
Indent indent_of(std::string_view line, std::size_t most) {
    constexpr std::size_t tab = 4;
    Indent indent;
    for (; indent.bytes < line.size(); ++indent.bytes) {
        const char c = line[indent.bytes];
        if (c == '\t') {
            indent.width += tab - indent.width % tab;
        } else if (c == ' ') {
            ++indent.width;
        } else if (c == '>' && indent.quotes < most) {
            ++indent.quotes;
            indent.width = 0;
            if (line.substr(indent.bytes + 1).starts_with(' ')) {
                ++indent.bytes;  // belongs to the mark
            }
        } else {
            break;
        }
    }
    return indent;
}

}  // namespace

std::string body_of(const Document& document, std::size_t task) {
    const std::string_view text = document.text;
    const auto& own = document.tasks[task];
    const auto around = indent_of(own.line.in(text), npos);
    struct Line {
        std::size_t width;
        std::string text;
    };
    std::vector<Line> lines;
    std::size_t next_task = task + 1;
    std::size_t skipped_below = npos;  // lines set in further belong to a task of their own
    for (auto at = text.find('\n', own.line.end); at != npos;) {
        const auto begin = at + 1;
        at = text.find('\n', begin);
        if (begin >= text.size()) {
            break;
        }
        const auto line = text.substr(begin, (at == npos ? text.size() : at) - begin);
        const auto indent = indent_of(line, around.quotes);
        if (indent.quotes != around.quotes) {
            break;
        }
        const auto content = trim(line.substr(indent.bytes));
        if (content.empty()) {
            lines.push_back({npos, {}});
            continue;
        }
        if (indent.width <= around.width) {
            break;
        }
        while (next_task < document.tasks.size() && document.tasks[next_task].line.begin < begin) {
            ++next_task;
        }
        if (skipped_below != npos && indent.width > skipped_below) {
            continue;
        }
        skipped_below = npos;
        if (next_task < document.tasks.size() && document.tasks[next_task].line.begin == begin) {
            skipped_below = indent.width;
            continue;
        }
        lines.push_back({indent.width, clean_text(content)});
    }
    while (!lines.empty() && lines.back().text.empty()) {
        lines.pop_back();
    }
    std::size_t least = npos;
    for (const auto& line : lines) {
        least = std::min(least, line.width);
    }
    std::string out;
    for (const auto& line : lines) {
        out += out.empty() ? "" : "\n";
        if (!line.text.empty()) {
            out.append(line.width - least, ' ').append(line.text);
        }
    }
    return out;
}

std::string clean_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    for (std::size_t i = 0; i < text.size();) {
        auto end = i;  // of visible ASCII
        while (end < text.size() && text[end] > ' ' && text[end] < 0x7F) {
            ++end;
        }
        if (end > i) {
            if (gap && !out.empty()) {
                out += ' ';
            }
            gap = false;
            out += text.substr(i, end - i);
            i = end;
            continue;
        }
        const auto character = decode_utf8(text, i);
        const auto code = character.code_point;
        const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
        const bool direction =
            (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
        if (control || is_white_space(code)) {
            gap = true;
        } else if (!direction) {
            if (gap && !out.empty()) {
                out += ' ';
            }
            gap = false;
            if (character.valid) {
                out += text.substr(i, character.size);
            } else {
                append_utf8(out, 0xFFFD);
            }
        }
        i += character.size;
    }
    return out;
}

std::string summary_of(const TaskView& task, const TaskSettings& settings,
                       const std::vector<Span>& hidden) {
    const auto base = task.task->body.begin;
    const auto end = trailing_run(task, false);
    const auto text = task.in({base, end});
    const bool has_words = std::any_of(task.begin(), task.end(), [&](const Token& token) {
        return token.span.begin < end && token.kind != TokenKind::field;
    });
    if (hidden.empty() && !has_words && settings.global_filter.empty() && !may_have_markup(text)) {
        return clean_text(text);
    }
    Plain plain{text};
    for (const auto& span : hidden) {
        if (span.begin >= base && span.end <= end) {
            plain.hide(span.begin - base, span.end - base);
            plain.close(span.begin - base, span.end - base);
        }
    }
    plain.code_spans();
    plain.comments("%%", "%%");
    plain.comments("<!--", "-->");
    plain.word(settings.global_filter);
    for (const auto& token : task) {
        const auto begin = token.span.begin - base;
        if (token.span.begin >= end || !plain.open(begin)) {
            continue;
        }
        const auto token_end = std::min(end_of(token), end) - base;
        if (token.kind == TokenKind::owner && token.in_owner_position) {
            plain.hide(begin, token_end);
            plain.close(begin, token_end);
        } else if (token.kind == TokenKind::owner) {
            plain.owner(token, base);
        } else if (token.kind == TokenKind::tag) {
            plain.tag(begin, token_end);
        }
    }
    plain.wiki_links();
    plain.links();
    for (const char mark : {'*', '_', '~', '='}) {
        plain.marks(mark);
    }
    return clean_text(plain.shown());
}

std::string normalised_text(const TaskView& task) {
    const auto end = trailing_run(task, true);
    std::string text;
    auto at = task.task->body.begin;
    for (const auto& token : task) {
        if (token.kind == TokenKind::field && token.span.end <= end) {
            text += task.in({at, token.span.begin});
            text += ' ';
            at = token.span.end;
        }
    }
    text += task.in({at, std::max(at, end)});
    return fold_case(clean_text(text));
}

}  // namespace tasklint
