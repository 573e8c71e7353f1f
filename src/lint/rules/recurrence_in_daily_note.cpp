#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const Token* const field = context.view.read_field(FieldKind::recurrence);
    if (field == nullptr || is_done(context.task.status_type)) {
        return;
    }
    const auto day = date_in_name(context.document.path, context.config.tasks);
    if (!day) {
        return;
    }
    auto& finding = report.add(
        field->span, fmt::format("a recurring task in the daily note of {}", to_string(*day)));
    finding.plugin_reads =
        "one more open task in this note each time that it is done, and again in every note made "
        "from the same template";
    finding.help = "keep recurring tasks in one note, and show them in the daily note by a query";
}

}  // namespace

const Rule recurrence_in_daily_note{
    .code = "TL506",
    .name = "recurrence-in-daily-note",
    .group = "recurrence",
    .summary =
        "A recurring task in a daily note: its copies multiply there, and with the template.",
    .severity = Severity::warning,
    .on = DefaultOn::no,
    .check_task = check,
    .about = facts::field(FieldKind::recurrence),
};

}  // namespace tasklint::lint
