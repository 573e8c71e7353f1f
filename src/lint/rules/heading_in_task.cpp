#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    constexpr std::uint32_t deepest = 6;
    const auto text = context.view.text;
    const Span body = context.task.body;
    std::uint32_t at = body.begin;
    while (at < body.end && text[at] == '#') {
        ++at;
    }
    const std::uint32_t level = at - body.begin;
    if (level == 0 || level > deepest || at == body.end || text[at] != ' ') {
        return;
    }
    const Span shown{body.begin, body.end};
    auto& finding = report.add(
        {body.begin, at}, fmt::format("`{}` is a heading that was made a task", shown.in(text)));
    finding.plugin_reads = fmt::format(
        "a task named `{}`, and no heading: what stands below it "
        "belongs to the one above",
        context.view.in(context.task.description));
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "make it a heading again";
    fix.effect = Effect::ends_task;
    fix.edits.push_back({{context.task.indentation.begin, body.begin}, ""});
    finding.fix = std::move(fix);
}

}  // namespace

const Rule heading_in_task{
    .code = "TL007",
    .name = "heading-in-task",
    .group = "tasks",
    .summary = "A heading that was toggled by accident: it is a task, and no heading any more.",
    .severity = Severity::warning,
    .confidence = Confidence::likely,
    .fix = FixClass::unsafe,
    .check_task = check,
};

}  // namespace tasklint::lint
