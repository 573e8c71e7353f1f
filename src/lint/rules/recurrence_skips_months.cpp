#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint::lint {

namespace {

constexpr int shortest_month = 28;  // days that every month has

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
    if (rule.frequency != Frequency::monthly || !rule.bymonth.empty() || !rule.byday.empty() ||
        recurrence->lossy()) {
        return;
    }
    const auto value = context.view.in(field->value);
    Fix fix;
    fix.safety = Safety::unsafe;
    const std::string months = rule.interval.value_or(1) > 1
                                   ? fmt::format("every {} months", *rule.interval)
                                   : "every month";
    const auto on_the_last =
        fmt::format("{} on the last{}", months, recurrence->when_done() ? " when done" : "");
    fix.title = fmt::format("write `{}`", on_the_last);
    fix.edits.push_back({field->value, on_the_last});
    if (rule.bymonthday.size() == 1 && rule.bymonthday.front() > shortest_month) {
        const int day = rule.bymonthday.front();
        auto& finding = report.add(
            field->value, fmt::format("`{}` skips every month without a day {}", value, day));
        finding.plugin_reads = day == 31 ? "a recurrence that leaves out five months of the year"
                                         : "a recurrence that leaves out February";
        if (day == 31) {
            finding.fix = std::move(fix);
        } else {
            finding.help = fmt::format("if the end of the month is meant, write `{}`", on_the_last);
        }
        return;
    }
    if (!rule.bymonthday.empty() || recurrence->when_done()) {
        return;
    }
    const auto reference = recurrence->dtstart();
    const bool dated =
        std::any_of(context.view.begin(), context.view.end(), [](const Token& token) {
            return token.read && token.kind == TokenKind::field &&
                   (token.field == FieldKind::due || token.field == FieldKind::scheduled ||
                    token.field == FieldKind::start);
        });
    if (!dated || !reference.ok() ||
        static_cast<unsigned>(reference.day()) <= static_cast<unsigned>(shortest_month)) {
        return;
    }
    auto& finding =
        report.add(field->value,
                   fmt::format("`{}` from day {} sinks to day 28 with the first February, for good",
                               value, static_cast<unsigned>(reference.day())));
    finding.plugin_reads = "a recurrence whose day moves to the end of the shortest month";
    if (reference.day() == (reference.year() / reference.month() / date::last).day()) {
        finding.fix = std::move(fix);
    } else {
        finding.help = fmt::format("if the end of the month is meant, write `{}`", on_the_last);
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
