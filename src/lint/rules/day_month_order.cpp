#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        if (!has_form(filter, query::DateForm::day_or_month)) {
            return;
        }
        const auto text = date_phrase(statement, filter);
        auto& finding =
            add_at(context, statement, query::span_in(statement.text, text),
                   fmt::format("`{}` is read month first, and day first only where no month has "
                               "that number",
                               text),
                   report);
        finding.plugin_reads = fmt::format("{} {}", filter.field, days_text(filter));
        finding.help = "write dates as 2026-01-09";
    });
}

}  // namespace

const Rule day_month_order{
    .code = "TQ022",
    .name = "day-month-order",
    .group = "queries",
    .summary = "A date with the year last is read month first where it can be.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
