#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        const bool tomorrow = has_form(filter, query::DateForm::day_after);
        if (!tomorrow && !has_form(filter, query::DateForm::word_and_more)) {
            return;
        }
        const auto text = date_phrase(statement, filter);
        auto& finding =
            add_at(context, statement, query::span_in(statement.text, text),
                   fmt::format("of `{}` only `{}` is read", text, tomorrow ? "tomorrow" : "today"),
                   report);
        finding.plugin_reads = fmt::format("{} {}", filter.field, days_text(filter));
        finding.help = "`in 2 days`, `7 days ago`, or a date";
    });
}

}  // namespace

const Rule relative_date_misread{
    .code = "TQ024",
    .name = "relative-date-misread",
    .group = "queries",
    .summary =
        "Words that count from today or tomorrow are passed over: the day is today or tomorrow "
        "itself.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
