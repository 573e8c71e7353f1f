#pragma once

#include <string>
#include <vector>

#include <date/date.h>

#include "tasklint/recurrence.hpp"
#include "tasklint/task.hpp"

// What `tasklint read` says of a task beyond its fields.
namespace tasklint::cli {

/// A stretch of a task's line that looks like a field and has no effect.
struct Unread {
    Span span;
    std::string meant;  ///< `due 2026-01-06`; empty if nothing plain was meant
    std::string reason;
};

/// In order, apart. @param recurs the task has a recurrence that the plugin accepts
[[nodiscard]] std::vector<Unread> unread_in(const TaskView& task, bool recurs);

/// The next tasks of a recurring one.
struct NextDates {
    FieldKind kind = FieldKind::due;  ///< the date that the recurrence counts from
    std::vector<date::year_month_day> days;
    std::string none;  ///< why there are fewer than three
};

/// @param today the first one is done on this day, each other on its own date
[[nodiscard]] NextDates next_dates(const TaskView& task, const Recurrence& first,
                                   const TaskSettings& settings, const date::year_month_day& today);

}  // namespace tasklint::cli
