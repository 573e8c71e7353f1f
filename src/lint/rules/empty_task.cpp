#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const Task& task = context.task;
    bool meant = false;  // an empty box alone waits for its text
    std::uint32_t at = task.body.begin;
    for (const Token& token : context.view) {
        if (token.kind != TokenKind::tag && !(token.kind == TokenKind::field && token.read)) {
            return;
        }
        if (token.span.begin > at && !trim(Span{at, token.span.begin}, context.view.text).empty()) {
            return;
        }
        at = std::max(at, token.span.end);
        meant = true;
    }
    if (!meant || !trim(Span{at, task.body.end}, context.view.text).empty()) {
        return;
    }
    auto& finding = report.add(task.body, "a task without a title");
    finding.plugin_reads = plugin_reading(context.view);
    finding.help = "say what is to be done";
}

}  // namespace

const Rule empty_task{
    .code = "TL003",
    .name = "empty-task",
    .group = "tasks",
    .summary = "Fields and tags alone are a task without a title.",
    .severity = Severity::warning,
    .fix = FixClass::none,
    .check_task = check,
    .about = facts::tag | facts::any_field,
};

}  // namespace tasklint::lint
