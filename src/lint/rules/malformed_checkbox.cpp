#include <algorithm>

#include <fmt/core.h>
#include <utf8proc.h>

#include "document/line_marks.hpp"
#include "lint/rule.hpp"
#include "syntax/lenient.hpp"
#include "syntax/parse_task_line.hpp"
#include "text/ascii.hpp"
#include "text/find.hpp"

namespace tasklint::lint {

namespace {

std::uint32_t count_code_points(std::string_view text) {
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += decode_utf8(text, at).size) {
        ++count;
    }
    return count;
}

/// One picture or letter to the eye, though made of several code points.
bool is_one_grapheme(std::string_view text) {
    utf8proc_int32_t state = 0;
    auto before = decode_utf8(text, 0);
    for (std::size_t at = before.size; at < text.size();) {
        const auto next = decode_utf8(text, at);
        if (!before.valid || !next.valid ||
            utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before.code_point),
                                             static_cast<utf8proc_int32_t>(next.code_point),
                                             &state) != 0) {
            return false;
        }
        before = next;
        at += next.size;
    }
    return true;
}

/// `U+2714 U+FE0F`
std::string code_points(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        out += fmt::format("{}U+{:04X}", out.empty() ? "" : " ",
                           static_cast<std::uint32_t>(character.code_point));
        at += character.size;
    }
    return out;
}

/// The first character that is no ordinary space.
std::string first_odd_blank(std::string_view gap) {
    const auto at = gap.find_first_not_of(' ');
    return code_points(gap.substr(at, decode_utf8(gap, at).size));
}

/// What stands before the list marker, with spaces for the blanks that Markdown does not know.
std::string as_indentation(std::string_view lead) {
    constexpr char32_t wide = 0x3000;
    std::string out;
    for (std::size_t at = 0; at < lead.size();) {
        const auto character = decode_utf8(lead, at);
        if (ascii_end(lead, at) > at) {
            out.push_back(lead[at]);
        } else if (character.code_point == wide) {
            out += "  ";
        } else if (is_white_space(character.code_point) && character.code_point != 0xFEFF) {
            out.push_back(' ');
        }
        at += character.size;
    }
    return out;
}

bool has_field(std::string_view text) {
    std::vector<Token> marks;
    for (const Format format : {Format::emoji, Format::dataview}) {
        syntax::mark_body(text, {0, static_cast<std::uint32_t>(text.size())}, format, marks);
    }
    return std::any_of(marks.begin(), marks.end(),
                       [](const Token& mark) { return mark.kind == TokenKind::field; });
}

/// What stands right behind a box, without a blank, is the text of a task rather than a link, a
/// formula or a type of some language.
/// @param inside the box: what it means
bool is_task_text(std::string_view rest, std::string_view inside, bool empty) {
    if (rest[0] == '(' || rest[0] == '[' || rest[0] == ':') {
        return false;
    }
    if (inside == " ") {
        return true;
    }
    if (static_cast<unsigned char>(rest[0]) >= 0x80) {
        return true;
    }
    // `[]string` is a type of Go, `-[x]y` a formula.
    const bool word = rest.size() > 1 && is_ascii_letter(rest[1]) && (!empty || rest[0] <= 'Z');
    return is_ascii_letter(rest[0]) && (word || has_field(rest));
}

/// The byte behind the list marker, or `at` if there is none.
std::uint32_t list_marker_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    if (at < end && (text[at] == '-' || text[at] == '*' || text[at] == '+')) {
        return at + 1;
    }
    std::uint32_t behind = at;
    while (behind < end && is_ascii_digit(text[behind])) {
        ++behind;
    }
    const bool marker = behind > at && behind < end && (text[behind] == '.' || text[behind] == ')');
    return marker ? behind + 1 : at;
}

void check_line(const DocumentContext& context, Span line, Report& report) {
    const std::string_view text = context.document.text;
    std::uint32_t marker = line.begin;
    for (std::uint32_t next = marker;; marker = next) {
        next = document::skip_unseen(text, marker, line.end);
        next += next < line.end && text[next] == '>' ? 1U : 0U;
        if (next == marker) {
            break;
        }
    }
    const std::uint32_t behind_marker = list_marker_end(text, marker, line.end);
    const std::uint32_t open = document::skip_unseen(text, behind_marker, line.end);
    Box box;
    if (behind_marker == marker || !read_box(text, open, line.end, box)) {
        return;
    }
    if (text[marker] == '*' && open == behind_marker &&
        Span{box.end, line.end}.in(text).find('*') != std::string_view::npos) {
        return;  // `*[x] is the mark*` is emphasis
    }
    // From the first blank on that is none to Markdown.
    const auto sound = std::min(text.find_first_not_of(" \t>", line.begin), std::size_t{marker});
    const Span lead{static_cast<std::uint32_t>(sound), marker};
    const bool lead_is_sound = lead.empty();
    const Span gap{behind_marker, open};
    const bool gap_is_sound =
        !gap.empty() && gap.in(text).find_first_not_of(' ') == std::string_view::npos;
    const auto content = box.content.in(text);
    const std::uint32_t content_size = count_code_points(content);
    const auto seen = syntax::without_zero_width(content);
    const std::string inside{trim(std::string_view{seen})};
    if (content_size == 1 && gap_is_sound && lead_is_sound) {
        return;  // a sound box: the line lacks the global filter, or a blank behind it
    }
    if (!box.followed_by_blank &&
        !is_task_text(Span{box.end, line.end}.in(text),
                      content_size == 1                    ? content
                      : inside.empty() && !content.empty() ? " "
                                                           : std::string_view{inside},
                      content.empty())) {
        return;
    }

    const Span wrong{lead_is_sound ? marker : lead.begin, box.end};
    const auto shown = Span{marker, box.end}.in(text);
    Fix fix;
    fix.title = "put the checkbox right";
    fix.effect = Effect::makes_task;
    std::string message;
    if (!lead_is_sound) {
        message = fmt::format("no checkbox: before `{}` stands {}, not an ordinary space",
                              Span{marker, behind_marker}.in(text), first_odd_blank(lead.in(text)));
        fix.edits.push_back({lead, as_indentation(lead.in(text))});
    }
    if (!gap_is_sound) {
        message =
            !message.empty() ? message
            : gap.empty()
                ? fmt::format("`{}` is no checkbox: a space belongs between `{}` and the box",
                              shown, Span{marker, behind_marker}.in(text))
                : fmt::format(
                      "no checkbox: between `{}` and the box stands {}, not an ordinary space",
                      Span{marker, behind_marker}.in(text), first_odd_blank(gap.in(text)));
        fix.edits.push_back({gap, " "});
    }
    if (content_size != 1) {
        if (!inside.empty() && !is_status(inside, context.config)) {
            if (count_code_points(inside) < 2 || !is_one_grapheme(inside) ||
                !box.followed_by_blank) {
                return;  // brackets around a word
            }
            auto& finding = report.add(
                wrong, fmt::format("`{}` is no checkbox: its status is {} characters ({}), not one",
                                   shown, content_size, code_points(content)));
            finding.plugin_reads = "no task; calendar: no event";
            finding.help = "write a status of one character, such as `x` for done";
            return;
        }
        if (message.empty()) {
            message =
                content.empty()
                    ? fmt::format("`{}` is no checkbox: its brackets are empty", shown)
                    : fmt::format("`{}` is no checkbox: its brackets hold {} characters, not one",
                                  shown, content_size);
        }
        fix.edits.push_back({box.content, inside.empty() ? " " : inside});
    } else if (!is_status(content, context.config)) {
        return;  // `-[1] …`, `-[a] …`: more likely a footnote or a formula
    }
    if (!box.followed_by_blank) {
        message += "; a space belongs behind the box, too";
        fix.edits.push_back({{box.end, box.end}, " "});
    }
    auto& finding = report.add(wrong, std::move(message));
    finding.plugin_reads = "no task; calendar: no event";
    finding.fix = std::move(fix);
}

void check(const DocumentContext& context, Report& report) {
    const std::string_view text = context.document.text;
    for (const SuspectLine& suspect : context.document.suspects) {
        const auto line = suspect.line.in(text);
        if (suspect.kind == SuspectLine::Kind::malformed_checkbox && !is_template(line) &&
            !lacks_global_filter(line, context.config)) {
            check_line(context, suspect.line, report);
        }
    }
}

}  // namespace

const Rule malformed_checkbox{
    .code = "TL001",
    .name = "malformed-checkbox",
    .group = "tasks",
    .summary = "A checkbox that is nearly one: the line is no task anywhere.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .scope = Scope::document,
    .check_document = check,
};

}  // namespace tasklint::lint
