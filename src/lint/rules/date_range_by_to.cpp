#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        if (!has_form(filter, query::DateForm::two_by_to)) {
            return;
        }
        const auto text = date_phrase(statement, filter);
        auto& finding =
            add_at(context, statement, query::span_in(statement.text, text),
                   fmt::format("`{}` is no range: the second date is passed over", text), report);
        finding.plugin_reads = fmt::format("{} {}", filter.field, days_text(filter));
        const auto first = text.substr(0, text.find(' '));
        const auto second = text.substr(text.rfind(' ') + 1);
        const Span whole{filter.value.begin, query::span_in(statement.text, text).end};
        offer(context, statement, whole, Safety::unsafe, "put one space between the dates",
              fmt::format("{} {}", first, second), finding);
    });
}

}  // namespace

const Rule date_range_by_to{
    .code = "TQ003",
    .name = "date-range-by-to",
    .group = "queries",
    .summary = "`to` or `-` between two dates: only the first of them counts.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
