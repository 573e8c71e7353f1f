#include <algorithm>

#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// What stands before an item's text: quote marks, then indentation, then a list marker.
struct Prefix {
    std::uint32_t quotes = 0;
    Span indentation;  ///< white space behind the last quote mark
    std::uint32_t content = 0;
};

Prefix prefix_of(std::string_view text, Span line) {
    Prefix prefix;
    std::uint32_t at = line.begin;
    prefix.indentation.begin = at;
    for (; at < line.end && (text[at] == ' ' || text[at] == '\t' || text[at] == '>'); ++at) {
        if (text[at] == '>') {
            ++prefix.quotes;
            prefix.indentation.begin = at + 1;
        }
    }
    prefix.indentation.end = at;
    prefix.content = at;
    return prefix;
}

void check_line(const DocumentContext& context, const SuspectLine& suspect, Report& report) {
    const std::string_view text = context.document.text;
    const Prefix own = prefix_of(text, suspect.line);
    Box box;
    if (suspect.item_above == none_index || !read_box(text, own.content, suspect.line.end, box) ||
        box.end == suspect.line.end || !box.followed_by_blank ||
        !is_status(box.content.in(text), context.config)) {
        return;
    }
    const Span shown{own.content, box.end};
    auto& finding = report.add(
        shown, fmt::format("`{}` has no list marker before it: text that continues the item above",
                           shown.in(text)));
    finding.plugin_reads = "no task; calendar: no event";

    const Span item = context.document.items[suspect.item_above].line;
    const Prefix above = prefix_of(text, item);
    if (above.quotes != own.quotes) {
        finding.help = "put a list marker before the box";  // where it belongs to is not certain
        return;
    }
    const auto blank = text.substr(0, item.end).find_first_of(" \t", above.content);
    const auto marker =
        text.substr(above.content, std::min<std::size_t>(blank, item.end) - above.content);
    Fix fix;
    fix.title = "add the list marker of the item above";
    fix.effect = Effect::makes_task;
    fix.edits.push_back(
        {own.indentation, fmt::format("{}{} ", above.indentation.in(text), marker)});
    finding.fix = std::move(fix);
}

void check(const DocumentContext& context, Report& report) {
    for (const SuspectLine& suspect : context.document.suspects) {
        const auto line = suspect.line.in(context.document.text);
        if (suspect.kind == SuspectLine::Kind::missing_list_marker && !is_template(line) &&
            !lacks_global_filter(line, context.config)) {
            check_line(context, suspect, report);
        }
    }
}

}  // namespace

const Rule missing_list_marker{
    .code = "TL008",
    .name = "missing-list-marker",
    .group = "tasks",
    .summary = "A box without a list marker below a list item: the line is no task anywhere.",
    .severity = Severity::error,
    .confidence = Confidence::likely,
    .fix = FixClass::safe,
    .scope = Scope::document,
    .check_document = check,
};

}  // namespace tasklint::lint
