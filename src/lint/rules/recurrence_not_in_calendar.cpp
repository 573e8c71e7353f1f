#include <string>
#include <string_view>

#include <fmt/core.h>

#include "calendar/model.hpp"
#include "calendar/rule.hpp"
#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint::lint {

namespace {

/// The export writes rules of recurrence at all.
bool writes_rules(const Config& config) {
    return config.calendar.profile != Profile::todo || config.calendar.google ||
           config.calendar.recur == RecurrenceOutput::rrule;
}

void check(const TaskContext& context, Report& report) {
    const Token* const field = context.view.read_field(FieldKind::recurrence);
    if (field == nullptr || is_done(context.view.task->status_type) ||
        !writes_rules(context.config)) {
        return;
    }
    const auto& recurrence = context.recurrence();
    if (!recurrence) {
        return;  // TL501
    }
    const auto dates = reference_dates_of(*context.view.task);
    const auto reference =
        reference_date(dates, context.config.tasks.remove_scheduled_date_on_recurrence);
    if (!reference || !fits_calendar(*reference)) {
        return;  // TL503, TL201
    }
    const bool shift = context.config.calendar.shift_unsynced;
    const auto rule = calendar_rule(*recurrence, *reference, shift);
    const auto& reason = rule.left_out.empty() ? rule.changed : rule.left_out;
    if (reason.empty() || rule.skips_months) {  // the latter is TL505's
        return;
    }
    auto& finding =
        report.add(field->value, fmt::format("`{}`: {}", context.view.in(field->value), reason));
    finding.plugin_reads = rule.left_out.empty() ? "a recurrence; calendar: not quite the same one"
                                                 : fmt::format("a recurrence; calendar: {} alone",
                                                               to_string(*reference));
    if (recurrence->when_done()) {
        finding.help = "nothing to mend: the calendar gets the next date when the task is done";
    } else if (const auto next = calendar_rule(*recurrence, *reference, true);
               !shift && next.left_out.empty() && next.start != *reference) {
        finding.help = fmt::format(
            "give it a date that it has, such as {}, or set `[export] "
            "unsynced = \"shift\"`",
            to_string(next.start));
    }
}

}  // namespace

const Rule recurrence_not_in_calendar{
    .code = "TL509",
    .name = "recurrence-not-in-calendar",
    .group = "recurrence",
    .summary = "A recurrence that a calendar cannot have, or has otherwise.",
    .severity = Severity::info,
    .on = DefaultOn::exports,
    .check_task = check,
    .about = facts::field(FieldKind::recurrence),
};

}  // namespace tasklint::lint
