#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint::lint {

namespace {

constexpr int shortest_month = 28;  // days that every month has

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

void report_skipped(const TaskContext& context, const Token& field, const Recurrence& recurrence,
                    Report& report) {
    const int day = recurrence.rule().bymonthday.front();
    auto& finding = report.add(field.value, fmt::format("`{}` skips every month without a day {}",
                                                        context.view.in(field.value), day));
    finding.plugin_reads = day == 31 ? "a recurrence that leaves out five months of the year"
                                     : "a recurrence that leaves out February";
    const auto on_the_last = on_the_last_day(recurrence);
    if (day == 31) {
        finding.fix = write_last_day(field, on_the_last);
    } else {
        finding.help = fmt::format("if the end of the month is meant, write `{}`", on_the_last);
    }
}

/// The rule counts months from a day that February lacks.
bool sinks(const TaskContext& context, const Recurrence& recurrence) {
    const auto reference = recurrence.dtstart();
    return !recurrence.when_done() && reference.ok() &&
           static_cast<unsigned>(reference.day()) > static_cast<unsigned>(shortest_month) &&
           std::any_of(context.view.begin(), context.view.end(), [](const Token& token) {
               return token.read && token.kind == TokenKind::field &&
                      (token.field == FieldKind::due || token.field == FieldKind::scheduled ||
                       token.field == FieldKind::start);
           });
}

void report_sinking(const TaskContext& context, const Token& field, const Recurrence& recurrence,
                    Report& report) {
    const auto reference = recurrence.dtstart();
    auto& finding = report.add(
        field.value,
        fmt::format("`{}` from day {} sinks to day 28 with the first February, for good",
                    context.view.in(field.value), static_cast<unsigned>(reference.day())));
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
    if (rule.bymonthday.size() == 1 && rule.bymonthday.front() > shortest_month) {
        if (!recurrence->lossy()) {
            report_skipped(context, *field, *recurrence, report);
        }
    } else if (rule.bymonthday.empty() && sinks(context, *recurrence) && !recurrence->lossy()) {
        report_sinking(context, *field, *recurrence, report);
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
