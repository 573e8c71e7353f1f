// A task as the plugin writes it back (Tasks 8.3.0, src/TaskSerializer; docs/syntax.md).
#include "tasklint/task.hpp"

#include <fmt/format.h>

#include "tasklint/recurrence.hpp"

namespace tasklint {

namespace {

std::string date_text(const date::year_month_day& date) {
    return date.ok() ? to_string(date) : std::string{"Invalid date"};
}

/// The value that the plugin writes, or empty if the field is lost on writing.
std::string written_value(const TaskView& task, const Token& field, const TaskSettings& settings,
                          const date::year_month_day& today) {
    switch (field.field) {
        case FieldKind::priority: return {};
        case FieldKind::id: return std::string{task.in(field.value)};
        case FieldKind::depends_on: return fmt::format("{}", fmt::join(depends_on_of(task), ","));
        case FieldKind::on_completion:
            return task.task->on_completion == OnCompletion::keep          ? "keep"
                   : task.task->on_completion == OnCompletion::delete_line ? "delete"
                                                                           : "";
        case FieldKind::recurrence: {
            const auto rule = recurrence_of(task, settings, today);
            return rule ? rule->to_text() : std::string{};
        }
        default: return date_text(*date_of(*task.task, field.field));
    }
}

}  // namespace

std::optional<Recurrence> recurrence_of(const TaskView& task, const TaskSettings& settings,
                                        const date::year_month_day& today) {
    const Token* const field = task.read_field(FieldKind::recurrence);
    if (field == nullptr) {
        return std::nullopt;
    }
    ReferenceDates dates;
    const auto copy = [&](FieldKind kind, std::optional<date::year_month_day>& to) {
        if (const auto* const found = date_of(*task.task, kind)) {
            to = *found;
        }
    };
    copy(FieldKind::start, dates.start);
    copy(FieldKind::due, dates.due);
    if (!task.task->scheduled_inferred) {
        copy(FieldKind::scheduled, dates.scheduled);
    }
    RecurrenceOptions options;
    options.remove_scheduled = settings.remove_scheduled_date_on_recurrence;
    options.today = today;
    return Recurrence::parse(task.in(field->value), dates, options);
}

std::string write_task(const TaskView& task, const TaskSettings& settings,
                       const date::year_month_day& today) {
    const Task& record = *task.task;
    std::string out =
        fmt::format("{}{} [{}] {}", task.in(record.indentation), task.in(record.marker),
                    task.in(record.status), description_of(task));
    for (std::size_t i = 0; i < field_kind_count; ++i) {
        const auto kind = static_cast<FieldKind>(i);
        const Token* const field = task.read_field(kind);
        if (field == nullptr) {
            continue;
        }
        if (kind == FieldKind::priority) {
            out.append(" ").append(priority_emoji(record.priority));
            continue;
        }
        const std::string value = written_value(task, *field, settings, today);
        if (!value.empty()) {
            out.append(" ").append(field_info(kind).emoji).append(" ").append(value);
        }
    }
    out.append(task.in(record.block_link)).append(task.in(record.hard_break));
    return out;
}

}  // namespace tasklint
