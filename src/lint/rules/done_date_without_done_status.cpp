#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const Token* const field = context.view.read_field(FieldKind::done);
    const StatusType type = context.task.status_type;
    if (field == nullptr || is_done(type)) {
        return;  // `cancelled-date-conflict` speaks of cancelled tasks
    }
    const auto text = context.view.text;
    auto& finding = report.add(
        field->span,
        fmt::format("a done date on a task of status {}",
                    context.config.tasks.statuses.get(context.task.status.in(text)).name));
    finding.victim = context.task.status;
    finding.plugin_reads = "an open task; ticking it writes another done date over this one";
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "take the done date out";
    fix.edits.push_back({with_blank(context.view, field->span), ""});
    finding.fix = std::move(fix);
}

}  // namespace

const Rule done_date_without_done_status{
    .code = "TL304",
    .name = "done-date-without-done-status",
    .group = "status",
    .summary = "An open task with a done date: the next tick overwrites the date.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::field(FieldKind::done),
};

}  // namespace tasklint::lint
