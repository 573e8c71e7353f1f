#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const Token* const cancelled = context.view.read_field(FieldKind::cancelled);
    const Token* const done = context.view.read_field(FieldKind::done);
    const bool is_cancelled = context.task.status_type == StatusType::cancelled;
    if (cancelled != nullptr && !is_cancelled) {
        auto& finding =
            report.add(cancelled->span, "a cancelled date on a task that is not cancelled");
        finding.victim = context.task.status;
        finding.plugin_reads =
            "a task of the status in its box; the next change of status deletes the date";
        finding.help = "cancel the task, or take the date out";
    } else if (done != nullptr && is_cancelled) {
        auto& finding = report.add(done->span, "a done date on a cancelled task");
        finding.victim = context.task.status;
        finding.plugin_reads = "a cancelled task that queries by done date find";
        finding.help = "tick the task if it was done, or take the date out";
    }
}

}  // namespace

const Rule cancelled_date_conflict{
    .code = "TL305",
    .name = "cancelled-date-conflict",
    .group = "status",
    .summary = "A cancelled date on a task that is not cancelled, or beside a done date.",
    .severity = Severity::warning,
    .fix = FixClass::none,
    .check_task = check,
    .about = facts::field(FieldKind::cancelled) | facts::field(FieldKind::done),
};

}  // namespace tasklint::lint
