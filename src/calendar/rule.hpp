#pragma once

#include <optional>
#include <string>

#include <date/date.h>

#include "tasklint/recurrence.hpp"
#include "tasklint/task.hpp"

namespace tasklint {

/// A recurrence as a calendar can have it.
struct CalendarRule {
    /// RRULE value (RFC 5545, 3.3.10) without UNTIL, which hangs on the type of DTSTART; its parts
    /// in the order of the RFC. Empty: no rule can be written.
    std::string value;
    std::optional<date::year_month_day> until;
    date::year_month_day start;  ///< the first date: the reference date, unless it was shifted
    bool names_days = false;     ///< BY… parts say which days: the rule holds from `start` only
    bool by_months = false;      ///< it goes by months or years, which differ in their days
    std::string left_out;        ///< why there is no rule; empty: there is one
    std::string changed;         ///< what the rule does not say or the calendar does otherwise
    bool skips_months = false;   ///< that is what changed: months without the day
};

/// The dates of a task that its recurrence may count from.
[[nodiscard]] ReferenceDates reference_dates_of(const Task& task);

/// @param reference the date that the recurrence counts from; real
/// @param shift a rule that the date does not fit begins at the next date that it does
[[nodiscard]] CalendarRule calendar_rule(const Recurrence& recurrence,
                                         const date::year_month_day& reference, bool shift);

}  // namespace tasklint
