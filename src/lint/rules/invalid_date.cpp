#include <array>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint::lint {

namespace {

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

/// Why the date is on no calendar.
std::string reason(const date::year_month_day& day) {
    if (!day.month().ok()) {
        return fmt::format("there is no month {:02}", static_cast<unsigned>(day.month()));
    }
    if (static_cast<unsigned>(day.day()) == 0) {
        return "no month has a day 00";
    }
    const auto last =
        date::year_month_day_last{day.year(), date::month_day_last{day.month()}}.day();
    return fmt::format("{} {} has {} days", months[static_cast<unsigned>(day.month()) - 1],
                       static_cast<int>(day.year()), static_cast<unsigned>(last));
}

/// The recurrence that is lost because it counts from this date, or null.
const Token* lost_recurrence(const TaskContext& context) {
    const Token* const rule = context.view.read_field(FieldKind::recurrence);
    if (rule == nullptr || context.recurrence()) {
        return nullptr;
    }
    // It is read without the dates: so they are what it fails on.
    return Recurrence::parse(context.view.in(rule->value), {},
                             {.remove_scheduled = false, .today = context.today})
               ? rule
               : nullptr;
}

FieldKind reference_kind(const TaskContext& context) {
    const bool start_first = context.config.tasks.remove_scheduled_date_on_recurrence;
    for (const FieldKind kind :
         {FieldKind::due, start_first ? FieldKind::start : FieldKind::scheduled}) {
        if (date_of(context.task, kind) != nullptr) {
            return kind;
        }
    }
    return start_first ? FieldKind::scheduled : FieldKind::start;
}

void check(const TaskContext& context, Report& report) {
    for (const FieldKind kind : date_kinds) {
        const auto* const day = date_of(context.task, kind);
        if (day == nullptr || day->ok()) {
            continue;
        }
        const Token* const field = context.view.read_field(kind);
        if (field == nullptr) {
            continue;
        }
        auto& finding =
            report.add(field->value, fmt::format("{} {} does not exist: {}", field_info(kind).label,
                                                 context.view.in(field->value), reason(*day)));
        if (reference_kind(context) == kind) {
            if (const Token* const rule = lost_recurrence(context)) {
                finding.victim = rule->span;
                finding.detail =
                    fmt::format("lost with it: recurrence {}", context.view.in(rule->value));
            }
        }
        finding.plugin_reads = plugin_reading(context.view);
        finding.help =
            "write the day that was meant; Tasks writes `Invalid date` when it next changes the "
            "line";
        // No fix: year, month or day may be the slip.
    }
}

}  // namespace

const Rule invalid_date{
    .code = "TL201",
    .name = "invalid-date",
    .group = "dates",
    .summary =
        "A date that is on no calendar is found in no range and becomes `Invalid date` in the "
        "note.",
    .severity = Severity::error,
    .check_task = check,
    .about = facts::any_date,
};

}  // namespace tasklint::lint
