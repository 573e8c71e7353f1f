#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint::lint {

namespace {

constexpr unsigned days_of_every_month = 28;
constexpr std::array<unsigned, 12> days_of_month{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr std::array<const char*, 12> month_names{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

/// The rule counts from a date of the task's own line.
bool is_dated(const TaskView& task) {
    return std::any_of(task.begin(), task.end(), [](const Token& token) {
        return token.read && token.kind == TokenKind::field &&
               (token.field == FieldKind::due || token.field == FieldKind::scheduled ||
                token.field == FieldKind::start);
    });
}

/// The months, from 0, that the rule comes to, the first one first. All of them if it counts from
/// the day it is done, or from none that is known.
std::vector<std::size_t> months_of(const TaskContext& context, const Recurrence& recurrence) {
    const auto reference = recurrence.dtstart();
    const bool certain = !recurrence.when_done() && is_dated(context.view) && reference.ok();
    const std::size_t first = certain ? static_cast<unsigned>(reference.month()) - 1 : 0;
    const auto step =
        certain
            ? static_cast<std::size_t>(recurrence.rule().interval.value_or(1) % month_names.size())
            : 1;
    std::vector<std::size_t> months{first};
    for (std::size_t next = (first + step) % month_names.size(); next != first;
         next = (next + step) % month_names.size()) {
        months.push_back(next);
    }
    return months;
}

/// `every month on the last`, as the rule's months are counted.
std::string on_the_last_day(const Recurrence& recurrence) {
    const auto interval = recurrence.rule().interval.value_or(1);
    return fmt::format("{} on the last{}",
                       interval > 1 ? fmt::format("every {} months", interval) : "every month",
                       recurrence.when_done() ? " when done" : "");
}

Fix write_last_day(const Token& field, const std::string& on_the_last) {
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = fmt::format("write `{}`", on_the_last);
    fix.edits.push_back({field.value, on_the_last});
    return fix;
}

/// @param months that the rule comes to
void report_skipped(const TaskContext& context, const Token& field, const Recurrence& recurrence,
                    const std::vector<std::size_t>& months, Report& report) {
    const auto day = static_cast<unsigned>(recurrence.rule().bymonthday.front());
    std::vector<const char*> skipped;
    for (std::size_t month = 0; month < month_names.size(); ++month) {
        if (days_of_month[month] < day &&
            std::find(months.begin(), months.end(), month) != months.end()) {
            skipped.push_back(month_names[month]);
        }
    }
    if (skipped.empty()) {
        return;
    }
    auto& finding = report.add(field.value, fmt::format("`{}` skips every month without a day {}",
                                                        context.view.in(field.value), day));
    finding.plugin_reads = fmt::format("a recurrence that leaves out {}", fmt::join(skipped, ", "));
    const auto on_the_last = on_the_last_day(recurrence);
    if (day == 31) {
        finding.fix = write_last_day(field, on_the_last);
    } else {
        finding.help = fmt::format("if the end of the month is meant, write `{}`", on_the_last);
    }
}

/// A rule that counts months from a day that one of them lacks.
void report_sinking(const TaskContext& context, const Token& field, const Recurrence& recurrence,
                    const std::vector<std::size_t>& months, Report& report) {
    const auto reference = recurrence.dtstart();
    const auto day = static_cast<unsigned>(reference.day());
    const std::size_t shortest = *std::min_element(
        months.begin(), months.end(),
        [](std::size_t a, std::size_t b) { return days_of_month[a] < days_of_month[b]; });
    if (recurrence.when_done() || !reference.ok() || day <= days_of_month[shortest]) {
        return;
    }
    auto& finding = report.add(
        field.value, fmt::format("`{}` from day {} sinks to day {} with the first {}, for good",
                                 context.view.in(field.value), day, days_of_month[shortest],
                                 month_names[shortest]));
    finding.plugin_reads = "a recurrence whose day moves to the end of the shortest month";
    const auto on_the_last = on_the_last_day(recurrence);
    if (reference.day() == (reference.year() / reference.month() / date::last).day()) {
        finding.fix = write_last_day(field, on_the_last);
    } else {
        finding.help = fmt::format("if the end of the month is meant, write `{}`", on_the_last);
    }
}

void check(const TaskContext& context, Report& report) {
    const Token* const field = context.view.read_field(FieldKind::recurrence);
    if (field == nullptr) {
        return;
    }
    const auto& recurrence = context.recurrence();
    if (!recurrence) {
        return;
    }
    const RecurrenceRule& rule = recurrence->rule();
    if (rule.frequency != Frequency::monthly || !rule.bymonth.empty() || !rule.byday.empty()) {
        return;
    }
    if (recurrence->lossy()) {
        return;
    }
    if (rule.bymonthday.size() == 1 &&
        rule.bymonthday.front() > static_cast<int>(days_of_every_month)) {
        report_skipped(context, *field, *recurrence, months_of(context, *recurrence), report);
    } else if (rule.bymonthday.empty() && is_dated(context.view)) {
        report_sinking(context, *field, *recurrence, months_of(context, *recurrence), report);
    }
}

}  // namespace

const Rule recurrence_skips_months{
    .code = "TL505",
    .name = "recurrence-skips-months",
    .group = "recurrence",
    .summary = "A monthly recurrence on a day that not every month has skips months or moves.",
    .severity = Severity::info,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::field(FieldKind::recurrence),
};

}  // namespace tasklint::lint
