#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    if (context.task.status_known || context.view.in(context.task.status) != "X") {
        return;
    }
    const Status* const done = context.config.tasks.statuses.find("x");
    const bool lower_is_done = done != nullptr && done->type == StatusType::done;
    auto& finding = report.add(context.task.status,
                               lower_is_done ? "`[X]` is not done to Tasks; only the lower `x` is"
                                             : "`[X]` is not done to Tasks");
    finding.plugin_reads = "an open task (status Unknown, type TODO); calendar: an open to-do";
    if (!lower_is_done) {
        finding.help = "register `X` in the settings of Tasks; `x` is no done status there either";
        return;
    }
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "write the lower `x`";
    fix.edits.push_back({context.task.status, "x"});
    finding.fix = std::move(fix);
}

}  // namespace

const Rule uppercase_done{
    .code = "TL302",
    .name = "uppercase-done",
    .group = "status",
    .summary =
        "A capital `X` shows as ticked in Obsidian, but to Tasks the task is open and stays due.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::unknown_status,
};

}  // namespace tasklint::lint
