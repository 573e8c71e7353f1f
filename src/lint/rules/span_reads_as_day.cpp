#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        const bool span = has_form(filter, query::DateForm::span_of_units);
        const bool month = has_form(filter, query::DateForm::month);
        const bool on_day =
            filter.keyword.empty() || filter.keyword == "on" || filter.keyword == "in";
        const bool to_end = filter.keyword == "after" || filter.keyword == "on or before" ||
                            filter.keyword == "in or before";
        if (!(span && on_day) && !(month && (on_day || to_end))) {
            return;
        }
        const auto text = trim(part_of(statement, filter.value));
        auto& finding =
            add_at(context, statement, query::span_in(statement.text, text),
                   fmt::format("`{}` is one day to the plugin, not a span", text), report);
        finding.plugin_reads =
            filter.dates.kind == query::DateReading::Kind::range || filter.dates.recorded
                ? fmt::format("{} {}", filter.field, days_text(filter))
                : fmt::format("{} on one day; not certain which", filter.field);
        if (month) {
            finding.help = fmt::format("for the whole month write {}",
                                       to_string(filter.dates.start).substr(0, 7));
        } else if (filter.dates.start < context.today) {
            finding.help = fmt::format(
                "for the days up to today: `({} after {}) AND ({} before "
                "tomorrow)`, with a date or `7 days ago`",
                filter.field, to_string(filter.dates.start), filter.field);
        } else {
            finding.help = fmt::format(
                "for the days from now on: `{} on or before {}` and `{} "
                "after yesterday`",
                filter.field, to_string(filter.dates.start), filter.field);
        }
    });
}

}  // namespace

const Rule span_reads_as_day{
    .code = "TQ004",
    .name = "span-reads-as-day",
    .group = "queries",
    .summary = "A span of days or a month is meant, and one single day is read.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
