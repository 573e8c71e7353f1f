// Changing a status as Tasks 8.3.0 does (src/Task/Task.ts, src/Task/OnCompletion.ts,
// src/Commands/ToggleDone.ts): dates, the new task of a recurring one, and what goes.

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "recurrence/write_task.hpp"
#include "syntax/list_item.hpp"
#include "tasklint/recurrence.hpp"
#include "tasklint/task.hpp"

namespace tasklint {

namespace {

using recurrence::TaskValues;
using recurrence::write_values;

/// What a recurring task leaves behind when it is done.
TaskValues next_task(const TaskValues& done, const Recurrence& rule, const Status& reached,
                     const TaskSettings& settings, const date::year_month_day& today) {
    TaskValues task = done;
    task.symbol = settings.statuses.next_of_recurrence(reached).symbol;
    task.id.clear();
    task.depends_on.clear();
    task.block_link = {};
    const ReferenceDates dates = rule.next(today);
    task.date(FieldKind::start) = dates.start;
    task.date(FieldKind::scheduled) = dates.scheduled;
    task.date(FieldKind::due) = dates.due;
    task.date(FieldKind::done).reset();
    task.date(FieldKind::cancelled).reset();
    task.date(FieldKind::created) = settings.set_created_date ? std::optional{today} : std::nullopt;
    return task;
}

std::vector<std::string> change_status(const TaskView& task, const Status& to,
                                       const TaskSettings& settings,
                                       const date::year_month_day& today) {
    const Format format = task.task->format;
    TaskValues values = recurrence::values_of(task, settings, today);
    const Status from = settings.statuses.get(values.symbol);
    if (from == to) {
        return {write_values(values, format)};
    }
    std::vector<std::string> lines;
    const bool gets_done = to.type == StatusType::done && from.type != StatusType::done;
    if (const auto rule = gets_done ? recurrence_of(task, settings, today) : std::nullopt) {
        lines.push_back(write_values(next_task(values, *rule, to, settings, today), format));
    }
    if (gets_done && values.on_completion == OnCompletion::delete_line) {
        return lines;
    }
    const auto mark_day = [&](FieldKind kind, StatusType type, bool is_set) {
        if (to.type != type) {
            values.date(kind).reset();
        } else if (from.type != type) {
            values.date(kind) = is_set ? std::optional{today} : std::nullopt;
        }
    };
    mark_day(FieldKind::done, StatusType::done, settings.set_done_date);
    mark_day(FieldKind::cancelled, StatusType::cancelled, settings.set_cancelled_date);
    values.symbol = to.symbol;
    lines.push_back(write_values(values, format));
    if (settings.recurrence_on_next_line) {
        std::reverse(lines.begin(), lines.end());
    }
    return lines;
}

/// A line that the plugin does not take for a task.
std::string toggle_other(std::string_view line) {
    const auto item = syntax::read_list_item(line);
    const auto indentation = item.indentation.in(line);
    const auto rest = item.rest.in(line);
    if (!item.marker) {
        return fmt::format("{}- [ ] {}", indentation, rest);
    }
    const auto marker = item.marker->in(line);
    if (!item.status) {
        return fmt::format("{}{} [ ]{}", indentation, marker, rest);
    }
    return fmt::format("{}{} [{}] {}", indentation, marker,
                       item.status->in(line) == " " ? 'x' : ' ', rest);
}

}  // namespace

std::vector<std::string> toggle(std::string_view line, const TaskSettings& settings,
                                const date::year_month_day& today) {
    const auto parsed = parse_task_line(line, settings);
    if (!parsed) {
        return {toggle_other(line)};
    }
    const auto task = view(line, *parsed);
    const Status status = settings.statuses.get(task.in(parsed->task.status));
    return change_status(task, settings.statuses.next(status), settings, today);
}

std::vector<std::string> set_status(std::string_view line, std::string_view symbol,
                                    const TaskSettings& settings,
                                    const date::year_month_day& today) {
    const auto parsed = parse_task_line(line, settings);
    if (!parsed) {
        return {std::string{line}};
    }
    return change_status(view(line, *parsed), settings.statuses.get(symbol), settings, today);
}

}  // namespace tasklint
