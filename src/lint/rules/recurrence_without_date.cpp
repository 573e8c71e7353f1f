#include <fmt/core.h>

#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const Token* const rule = context.view.read_field(FieldKind::recurrence);
    if (rule == nullptr) {
        return;
    }
    bool has_inferred = false;
    for (const FieldKind kind : {FieldKind::due, FieldKind::scheduled, FieldKind::start}) {
        // A date from the note's name is not in the line, and the next task does not get it.
        const bool inferred = kind == FieldKind::scheduled && context.task.scheduled_inferred;
        has_inferred = has_inferred || inferred;
        if (!inferred && date_of(context.task, kind) != nullptr) {
            return;
        }
    }
    if (!context.recurrence()) {
        return;  // `unparseable-recurrence` speaks of it
    }
    auto& finding =
        report.add(rule->span, fmt::format("`{}` counts from a date, and the task has none",
                                           context.view.in(rule->value)));
    finding.plugin_reads =
        has_inferred ? "a task with the date of the note's name; its repeats do not get it"
                     : "a task with no dates; its repeats get none either; calendar: no event";
    finding.help = "add the first date, such as `📅 2026-01-06`, at the line's end";
}

}  // namespace

const Rule recurrence_without_date{
    .code = "TL503",
    .name = "recurrence-without-date",
    .group = "recurrence",
    .summary =
        "A recurring task without a date is found by no query by date, nor are those that follow "
        "it.",
    .severity = Severity::error,
    .check_task = check,
    .about = facts::field(FieldKind::recurrence),
};

}  // namespace tasklint::lint
