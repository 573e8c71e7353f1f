#include <fmt/core.h>
#include <utf8proc.h>

#include "lint/rule.hpp"

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

/// The byte behind the list marker, or `at` if there is none.
std::uint32_t list_marker_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    if (at < end && (text[at] == '-' || text[at] == '*' || text[at] == '+')) {
        return at + 1;
    }
    std::uint32_t behind = at;
    while (behind < end && text[behind] >= '0' && text[behind] <= '9') {
        ++behind;
    }
    const bool marker = behind > at && behind < end && (text[behind] == '.' || text[behind] == ')');
    return marker ? behind + 1 : at;
}

void check_line(const DocumentContext& context, Span line, Report& report) {
    const std::string_view text = context.document.text;
    std::uint32_t marker = line.begin;
    while (marker < line.end &&
           (text[marker] == ' ' || text[marker] == '\t' || text[marker] == '>')) {
        ++marker;
    }
    const std::uint32_t behind_marker = list_marker_end(text, marker, line.end);
    const std::uint32_t open = skip_white_space(text, behind_marker, line.end);
    Box box;
    if (behind_marker == marker || !read_box(text, open, line.end, box) || !box.followed_by_blank) {
        return;
    }
    if (text[marker] == '*' && open == behind_marker &&
        Span{box.end, line.end}.in(text).find('*') != std::string_view::npos) {
        return;  // `*[x] is the mark*` is emphasis
    }
    const Span gap{behind_marker, open};
    const bool gap_is_sound =
        !gap.empty() && gap.in(text).find_first_not_of(' ') == std::string_view::npos;
    const auto content = box.content.in(text);
    const std::uint32_t content_size = count_code_points(content);
    const auto inside = trim(content);
    if (content_size == 1 && gap_is_sound) {
        return;  // a sound box: the line lacks the global filter
    }

    const Span wrong{marker, box.end};
    const auto shown = wrong.in(text);
    Fix fix;
    fix.title = "put the checkbox right";
    fix.effect = Effect::makes_task;
    std::string message;
    if (!gap_is_sound) {
        message =
            gap.empty()
                ? fmt::format("`{}` is no checkbox: a space belongs between `{}` and the box",
                              shown, Span{marker, behind_marker}.in(text))
                : fmt::format(
                      "no checkbox: between `{}` and the box stands {}, not an ordinary space",
                      Span{marker, behind_marker}.in(text), first_odd_blank(gap.in(text)));
        fix.edits.push_back({gap, " "});
    }
    if (content_size != 1) {
        if (!inside.empty() && !is_status(inside, context.config)) {
            if (count_code_points(inside) < 2 || !is_one_grapheme(inside)) {
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
        fix.edits.push_back({box.content, std::string{inside.empty() ? " " : inside}});
    } else if (!is_status(content, context.config)) {
        return;  // `-[1] …`, `-[a] …`: more likely a footnote or a formula
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
