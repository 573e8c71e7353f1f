// A task as the plugin writes it back (Tasks 8.3.0, src/TaskSerializer; docs/syntax.md).
#include "recurrence/write_task.hpp"

#include <fmt/format.h>

#include "tasklint/recurrence.hpp"

namespace tasklint {

namespace recurrence {

namespace {

std::string date_text(const std::optional<date::year_month_day>& date) {
    return !date ? "" : date->ok() ? to_string(*date) : "Invalid date";
}

std::string_view completion_text(OnCompletion on_completion) {
    switch (on_completion) {
        case OnCompletion::keep: return "keep";
        case OnCompletion::delete_line: return "delete";
        case OnCompletion::none: break;
    }
    return "";
}

constexpr std::size_t date_index(FieldKind kind) noexcept {
    return static_cast<std::size_t>(kind) - static_cast<std::size_t>(date_kinds.front());
}

/// What stands behind the field's sign or key; empty if the field is not written.
std::string value_text(const TaskValues& values, FieldKind kind, Format format) {
    switch (kind) {
        case FieldKind::id: return values.id;
        case FieldKind::depends_on: return fmt::format("{}", fmt::join(values.depends_on, ","));
        case FieldKind::priority:
            if (values.priority == Priority::none) {
                return {};
            }
            return std::string{format == Format::dataview ? priority_name(values.priority)
                                                          : priority_emoji(values.priority)};
        case FieldKind::recurrence: return values.recurrence;
        case FieldKind::on_completion: return std::string{completion_text(values.on_completion)};
        default: return date_text(values.dates[date_index(kind)]);
    }
}

void append_field(std::string& out, FieldKind kind, std::string_view value, Format format) {
    const FieldInfo& info = field_info(kind);
    if (format == Format::dataview) {
        out.append("  [").append(info.dataview).append(":: ").append(value).append("]");
        return;
    }
    out.append(" ");
    if (kind != FieldKind::priority) {  // its value is its sign
        out.append(info.emoji).append(" ");
    }
    out.append(value);
}

}  // namespace

std::optional<date::year_month_day>& TaskValues::date(FieldKind kind) noexcept {
    return dates[date_index(kind)];
}

TaskValues values_of(const TaskView& task, const TaskSettings& settings,
                     const date::year_month_day& today) {
    const Task& record = *task.task;
    TaskValues values;
    values.indentation = task.in(record.indentation);
    values.marker = task.in(record.marker);
    values.symbol = task.in(record.status);
    values.description = description_of(task);
    values.id = id_of(task);
    values.depends_on = depends_on_of(task);
    values.priority = record.priority;
    if (const auto rule = recurrence_of(task, settings, today)) {
        values.recurrence = rule->to_text();
    }
    values.on_completion = record.on_completion;
    for (const FieldKind kind : date_kinds) {
        const bool inferred = kind == FieldKind::scheduled && record.scheduled_inferred;
        if (const auto* const date = date_of(record, kind); date != nullptr && !inferred) {
            values.date(kind) = *date;
        }
    }
    values.block_link = task.in(record.block_link);
    values.hard_break = task.in(record.hard_break);
    return values;
}

std::string write_values(const TaskValues& values, Format format) {
    std::string out = fmt::format("{}{} [{}] {}", values.indentation, values.marker, values.symbol,
                                  values.description);
    for (std::size_t i = 0; i < field_kind_count; ++i) {
        const auto kind = static_cast<FieldKind>(i);
        if (const auto value = value_text(values, kind, format); !value.empty()) {
            append_field(out, kind, value, format);
        }
    }
    out.append(values.block_link).append(values.hard_break);
    return out;
}

}  // namespace recurrence

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
    return write_task(task, settings, today, task.task->format);
}

std::string write_task(const TaskView& task, const TaskSettings& settings,
                       const date::year_month_day& today, Format format) {
    return recurrence::write_values(recurrence::values_of(task, settings, today), format);
}

}  // namespace tasklint
