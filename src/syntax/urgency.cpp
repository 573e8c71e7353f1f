// The plugin's urgency (Tasks 8.3.0, "Urgency"), in its own order of additions: the double is the
// same to the last bit.
#include "tasklint/task.hpp"

namespace tasklint {

namespace {

double due_part(const date::year_month_day& due, const date::year_month_day& today) noexcept {
    constexpr double most = 12.0;
    const auto overdue = static_cast<double>((date::sys_days{today} - date::sys_days{due}).count());
    if (overdue >= 7.0) {
        return most;
    }
    if (overdue >= -14.0) {
        return ((overdue + 14.0) * 0.8 / 21.0 + 0.2) * most;
    }
    return 0.2 * most;
}

double priority_part(Priority priority) noexcept {
    // The products, not 3.9 and 1.95: they differ in the last bit.
    constexpr double weight = 6.0;
    switch (priority) {
        case Priority::highest: return 1.5 * weight;
        case Priority::high: return 1.0 * weight;
        case Priority::medium: return 0.65 * weight;
        case Priority::none: return 0.325 * weight;
        case Priority::low: return 0.0;
        case Priority::lowest: return -0.3 * weight;
    }
    return 0.0;
}

}  // namespace

double urgency(const Task& task, const date::year_month_day& today) noexcept {
    double sum = 0.0;
    if (const auto due = real_date_of(task, FieldKind::due)) {
        sum += due_part(*due, today);
    }
    if (const auto scheduled = real_date_of(task, FieldKind::scheduled);
        scheduled && *scheduled <= today) {
        sum += 5.0;
    }
    if (const auto start = real_date_of(task, FieldKind::start); start && *start > today) {
        sum -= 3.0;
    }
    return sum + priority_part(task.priority);
}

}  // namespace tasklint
