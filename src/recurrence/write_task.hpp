#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

#include "tasklint/task.hpp"

// A task between reading and writing: what the plugin keeps of a line. Changing a status changes
// some of it and writes the rest as it is.
namespace tasklint::recurrence {

struct TaskValues {
    std::string_view indentation;
    std::string_view marker;
    std::string symbol;
    std::string description;
    std::string id;
    std::vector<std::string> depends_on;
    Priority priority = Priority::none;
    std::string recurrence;  ///< the normal form; empty: none, or one that cannot be read
    OnCompletion on_completion = OnCompletion::none;
    /// As `date_kinds`, without an inferred one. Impossible ones are written `Invalid date`.
    std::array<std::optional<date::year_month_day>, date_kinds.size()> dates;
    std::string_view block_link;
    std::string_view hard_break;

    /// @param kind one of `date_kinds`
    [[nodiscard]] std::optional<date::year_month_day>& date(FieldKind kind) noexcept;
};

/// @return views into the task's text, which must outlive them
[[nodiscard]] TaskValues values_of(const TaskView& task, const TaskSettings& settings,
                                   const date::year_month_day& today);

/// @param format emoji or dataview
[[nodiscard]] std::string write_values(const TaskValues& values, Format format);

}  // namespace tasklint::recurrence
