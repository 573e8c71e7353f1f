#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include <date/date.h>

#include "tasklint/task.hpp"

namespace tasklint {

/// Times of day in a task's text. The plugin knows none; other plugins write them.
struct TaskTimes {
    std::optional<std::chrono::minutes> begin, end;  ///< `14:00`, `14:00-15:30` before the text
    std::optional<std::chrono::minutes> reminder;    ///< `⏰ 14:00`, `⏰ 2026-01-06 14:00`
    std::optional<date::year_month_day> reminder_day;
    std::vector<Span> spans;  ///< what is read, in the note
};

/// Reads the description. Linear in the line.
[[nodiscard]] TaskTimes times_of(const TaskView& task);

}  // namespace tasklint
