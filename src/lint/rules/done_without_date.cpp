#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const Task& task = context.task;
    if (task.status_type != StatusType::done || date_of(task, FieldKind::done) != nullptr ||
        !context.config.tasks.set_done_date) {
        return;
    }
    auto& finding = report.add({task.status.begin - 1, task.status.end + 1}, "done, but on no day");
    finding.plugin_reads = "a done task that no list of a day's done tasks shows";
    const std::string field = task.format == Format::dataview
                                  ? fmt::format("[completion:: {}]", to_string(context.today))
                                  : fmt::format("✅ {}", to_string(context.today));
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = fmt::format("add `{}`, today", field);
    fix.edits.push_back({{task.body.end, task.body.end}, " " + field});
    finding.fix = std::move(fix);
}

}  // namespace

const Rule done_without_date{
    .code = "TL303",
    .name = "done-without-date",
    .group = "status",
    .summary = "A done task without a done date is missing where a day's done tasks are shown.",
    .severity = Severity::info,
    .fix = FixClass::unsafe,
    .on = DefaultOn::no,
    .check_task = check,
    .about = facts::done,
};

}  // namespace tasklint::lint
