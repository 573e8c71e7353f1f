#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        const bool span = has_form(filter, query::DateForm::span_of_units);
        const bool month = has_form(filter, query::DateForm::month);
        const auto text = trim(part_of(statement, filter.value));
        // `last week` in small letters is a week; with capitals another rule speaks of it.
        const bool past =
            has_form(filter, query::DateForm::one_unit) &&
            to_lower(date_phrase(statement, filter)).find("day") == std::string::npos &&
            !is_capital_week(text);
        const bool on_day =
            filter.keyword.empty() || filter.keyword == "on" || filter.keyword == "in";
        const bool to_end = filter.keyword == "after" || filter.keyword == "on or before" ||
                            filter.keyword == "in or before";
        if (!((span || past) && on_day) && !(month && (on_day || to_end))) {
            return;
        }
        auto& finding =
            add_at(context, statement, query::span_in(statement.text, text),
                   fmt::format("`{}` is one day to the plugin, not a span", text), report);
        const bool known =
            filter.dates.kind == query::DateReading::Kind::range || filter.dates.recorded;
        const std::string field = filter.field == "start" ? "starts" : filter.field;
        finding.plugin_reads = known
                                   ? fmt::format("{} {}", filter.field, days_text(filter))
                                   : fmt::format("{} on one day; not certain which", filter.field);
        if (!known) {
            finding.help = "write the first and the last day, or a month such as 2026-01";
        } else if (month) {
            finding.help = fmt::format("for the whole month write {}",
                                       to_string(filter.dates.start).substr(0, 7));
        } else if (filter.dates.start < context.today) {
            finding.help = fmt::format(
                "for the days up to today: `({} after {}) AND ({} before "
                "tomorrow)`, with a date or `7 days ago`",
                field, to_string(filter.dates.start), field);
        } else {
            finding.help = fmt::format(
                "for the days from now on: `{} on or before {}` and `{} "
                "after yesterday`",
                field, to_string(filter.dates.start), field);
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
