#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const auto due = real_date_of(context.task, FieldKind::due);
    const Token* const field = context.view.read_field(FieldKind::due);
    if (is_done(context.task.status_type) || !due || field == nullptr || *due >= context.today) {
        return;
    }
    const auto days = (date::sys_days{context.today} - date::sys_days{*due}).count();
    auto& finding = report.add(field->span, fmt::format("due {}, {} day{} ago", to_string(*due),
                                                        days, days == 1 ? "" : "s"));
    finding.plugin_reads = plugin_reading(context.view);
    finding.help = "do it, postpone it or cancel it";
}

}  // namespace

const Rule overdue{
    .code = "TL922",
    .name = "overdue",
    .group = "notes",
    .summary = "An open task that was due before today.",
    .severity = Severity::info,
    .fix = FixClass::none,
    .on = DefaultOn::no,
    .check_task = check,
    .about = facts::field(FieldKind::due),
};

}  // namespace tasklint::lint
