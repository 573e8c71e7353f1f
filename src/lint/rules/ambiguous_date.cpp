#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "text/ascii.hpp"

namespace tasklint::lint {

namespace {

/// The two readings of `01/02/2026`; the first is the day-first one.
std::pair<date::year_month_day, date::year_month_day> readings(std::string_view value) {
    unsigned numbers[3] = {};
    std::size_t part = 0;
    for (const char c : value) {
        if (is_ascii_digit(c)) {
            numbers[part] = numbers[part] * 10 + static_cast<unsigned>(c - '0');
        } else {
            ++part;
        }
    }
    const date::year year{static_cast<int>(numbers[2])};
    return {year / date::month{numbers[1]} / date::day{numbers[0]},
            year / date::month{numbers[0]} / date::day{numbers[1]}};
}

void check(const TaskContext& context, Report& report) {
    const auto report_one = [&](std::size_t i, const syntax::Piece& piece) {
        const auto value = context.reading->text_of(piece.value);
        const auto [day_first, month_first] = readings(value);
        const bool two = day_first.ok() && month_first.ok() && day_first != month_first;
        std::string message = fmt::format("`{}` is no date that Tasks reads", value);
        if (two) {
            message +=
                fmt::format("; it may be {} or {}", to_string(day_first), to_string(month_first));
        }
        auto& finding =
            report_flaw(context, *context.reading, i, piece.value, std::move(message), {}, report);
        const auto order = context.config.date_order;
        const auto& meant = two ? (order == DateOrder::month_first ? month_first : day_first)
                                : (day_first.ok() ? day_first : month_first);
        if (!meant.ok()) {
            finding.help = "there is no such day: write the date that is meant as YYYY-MM-DD";
        } else if (two && order == DateOrder::unknown) {
            finding.help = "write the one that is meant, or set `[tasks] date-order`";
        } else if (auto reason = context.reading->why_not_repaired(i); !reason.empty()) {
            finding.help = std::move(reason);
        } else {
            finding.fix = context.reading->repair(i, fmt::format("write {}", to_string(meant)),
                                                  context.reading->spelt(piece, to_string(meant)));
        }
    };
    for_each_flaw(context, syntax::Flaw::ambiguous_date, report_one);
}

}  // namespace

const Rule ambiguous_date{
    .code = "TL203",
    .name = "ambiguous-date",
    .group = "dates",
    .summary =
        "A date with the year last is text, hides the fields left of it, and may mean two days.",
    .severity = Severity::error,
    .confidence = Confidence::likely,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
