#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

#include "tasklint/task.hpp"

namespace tasklint::cli {

/// From one status to another.
struct StatusChange {
    Status from, to;
};

/// One character that can stand in the box of a line.
[[nodiscard]] bool is_symbol(std::string_view text);

/// The change makes a done task of one that was not: its recurrence and on completion count.
[[nodiscard]] bool gets_done(const StatusChange& change);

/// What the plugin loses or changes without a word when it writes the task back, one sentence each.
/// @param task was parsed on its own, not in its note
[[nodiscard]] std::vector<std::string> losses(const TaskView& task, const StatusChange& change,
                                              const TaskSettings& settings,
                                              const date::year_month_day& today);

/// What may surprise whoever ticks a task to get it done: that it is not. Empty if it is.
[[nodiscard]] std::string surprise(const TaskView& task, const StatusChange& change,
                                   const StatusRegistry& statuses);

/// Why the lines that would be written are no tasks, or empty if all of them are.
[[nodiscard]] std::string why_no_tasks(const std::vector<std::string>& lines,
                                       const StatusChange& change, const TaskSettings& settings);

}  // namespace tasklint::cli
