// The one table of fields and signifiers.
#include "tasklint/task.hpp"

#include <fmt/core.h>

namespace tasklint {

namespace {

constexpr std::array<FieldInfo, field_kind_count> fields{{
    {FieldKind::id, "id", "id", "🆔", "id"},
    {FieldKind::depends_on, "depends_on", "depends on", "⛔", "dependsOn"},
    {FieldKind::priority, "priority", "priority", "", "priority"},
    {FieldKind::recurrence, "recurrence", "recurrence", "🔁", "repeat"},
    {FieldKind::on_completion, "on_completion", "on completion", "🏁", "onCompletion"},
    {FieldKind::created, "created", "created", "➕", "created"},
    {FieldKind::start, "start", "start", "🛫", "start"},
    {FieldKind::scheduled, "scheduled", "scheduled", "⏳", "scheduled"},
    {FieldKind::due, "due", "due", "📅", "due"},
    {FieldKind::cancelled, "cancelled", "cancelled", "❌", "cancelled"},
    {FieldKind::done, "done", "done", "✅", "completion"},
}};

constexpr std::array<Signifier, 18> signs{{
    {"🆔", FieldKind::id, Priority::none, true},
    {"⛔", FieldKind::depends_on, Priority::none, true},
    {"🔺", FieldKind::priority, Priority::highest, true},
    {"⏫", FieldKind::priority, Priority::high, true},
    {"🔼", FieldKind::priority, Priority::medium, true},
    {"🔽", FieldKind::priority, Priority::low, true},
    {"⏬", FieldKind::priority, Priority::lowest, true},
    {"🔁", FieldKind::recurrence, Priority::none, true},
    {"🏁", FieldKind::on_completion, Priority::none, true},
    {"➕", FieldKind::created, Priority::none, true},
    {"🛫", FieldKind::start, Priority::none, true},
    {"⏳", FieldKind::scheduled, Priority::none, true},
    {"⌛", FieldKind::scheduled, Priority::none, false},
    {"📅", FieldKind::due, Priority::none, true},
    {"📆", FieldKind::due, Priority::none, false},
    {"🗓", FieldKind::due, Priority::none, false},
    {"❌", FieldKind::cancelled, Priority::none, true},
    {"✅", FieldKind::done, Priority::none, true},
}};

constexpr std::array<std::string_view, 6> priorities{"highest", "high", "medium",
                                                     "none",    "low",  "lowest"};

std::size_t date_index(FieldKind kind) {
    return static_cast<std::size_t>(kind) - static_cast<std::size_t>(FieldKind::created);
}

}  // namespace

const FieldInfo& field_info(FieldKind kind) noexcept {
    return fields[static_cast<std::size_t>(kind)];
}
const std::array<Signifier, 18>& signifiers() noexcept { return signs; }

std::string_view priority_name(Priority priority) noexcept {
    return priorities[static_cast<std::size_t>(priority)];
}

std::string_view priority_emoji(Priority priority) noexcept {
    for (const auto& sign : signs) {
        if (sign.kind == FieldKind::priority && sign.priority == priority) {
            return sign.emoji;
        }
    }
    return {};
}

const date::year_month_day* date_of(const Task& task, FieldKind kind) noexcept {
    const auto index = date_index(kind);
    return (task.dates_present >> index & 1U) != 0 ? &task.dates[index] : nullptr;
}

std::optional<date::year_month_day> real_date_of(const Task& task, FieldKind kind) noexcept {
    const auto* const found = date_of(task, kind);
    return found != nullptr && found->ok() ? std::optional{*found} : std::nullopt;
}

std::string to_string(const date::year_month_day& date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<date::year_month_day> date_from_text(std::string_view text) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = 0;
        for (std::size_t i = at; i < at + count; ++i) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    if (year < 0 || month < 0 || day < 0) {
        return std::nullopt;
    }
    return date::year_month_day{date::year{year}, date::month{static_cast<unsigned>(month)},
                                date::day{static_cast<unsigned>(day)}};
}

}  // namespace tasklint
