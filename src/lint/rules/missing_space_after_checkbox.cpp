#include <fmt/core.h>

#include "lint/rule.hpp"
#include "text/ascii.hpp"
#include "text/find.hpp"

namespace tasklint::lint {

namespace {

bool is_word_of_brackets(std::string_view symbol, const Config& config) {
    const char c = symbol.size() == 1 ? symbol[0] : '\0';
    const bool letter = is_ascii_letter(c);
    return is_ascii_digit(c) || (letter && !is_status(symbol, config));
}

void check_line(const DocumentContext& context, Span line, Report& report) {
    const std::string_view text = context.document.text;
    // The plugin's pattern takes it; Obsidian does not offer the line.
    const auto parsed = parse_task_line(line.in(text), context.config.tasks);
    if (!parsed || ascii_end(parsed->task.indentation.in(line.in(text)), 0) !=
                       parsed->task.indentation.size()) {
        return;  // or `malformed-checkbox` speaks of more than that
    }
    const Span status{line.begin + parsed->task.status.begin, line.begin + parsed->task.status.end};
    const std::uint32_t behind = status.end + 1;
    if (behind >= line.end || text[behind] == '(' || text[behind] == '[' || text[behind] == ':' ||
        is_white_space(decode_utf8(text, behind).code_point) ||
        is_word_of_brackets(status.in(text), context.config)) {
        return;
    }
    const Span box{status.begin - 1, behind};
    auto& finding = report.add(
        box, fmt::format("`{}` is no checkbox: a space belongs behind it", box.in(text)));
    finding.plugin_reads = "no task; calendar: no event";
    Fix fix;
    fix.title = "put a space behind the box";
    fix.effect = Effect::makes_task;
    fix.edits.push_back({{behind, behind}, " "});
    finding.fix = std::move(fix);
}

void check(const DocumentContext& context, Report& report) {
    for (const SuspectLine& suspect : context.document.suspects) {
        const auto line = suspect.line.in(context.document.text);
        if (suspect.kind == SuspectLine::Kind::malformed_checkbox && !is_template(line)) {
            check_line(context, suspect.line, report);
        }
    }
}

}  // namespace

const Rule missing_space_after_checkbox{
    .code = "TL002",
    .name = "missing-space-after-checkbox",
    .group = "tasks",
    .summary = "Text right behind the box: Obsidian shows no checkbox, and the line is no task.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .scope = Scope::document,
    .check_document = check,
};

}  // namespace tasklint::lint
