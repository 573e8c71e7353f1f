#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        if (filter.kind != FilterTrace::Kind::date ||
            filter.dates.form != query::DateForm::weekday) {
            return;
        }
        const auto text = trim(part_of(statement, filter.value));
        const bool bare = text.find(' ') == std::string_view::npos;
        auto& finding =
            add_at(context, statement, query::span_in(statement.text, text),
                   bare ? fmt::format("`{}` is the nearest such day, back or ahead", text)
                        : fmt::format("`{}` is counted in weeks from Sunday to Saturday", text),
                   report);
        const auto away =
            (date::sys_days{filter.dates.start} - date::sys_days{context.today}).count();
        finding.plugin_reads =
            fmt::format("{} {}{}", filter.field, days_text(filter),
                        away == 0  ? std::string{", which is today"}
                        : away < 0 ? fmt::format(", {} day{} ago", -away, away == -1 ? "" : "s")
                                   : fmt::format(", in {} day{}", away, away == 1 ? "" : "s"));
        finding.help =
            "`this week` and `next week` are weeks from Monday to Sunday; a date or `in 3 "
            "days` is one day";
    });
}

}  // namespace

const Rule weekday_name{
    .code = "TQ006",
    .name = "weekday-name",
    .group = "queries",
    .summary =
        "The name of a weekday is the nearest such day, back or ahead, or one of a week that "
        "begins on Sunday.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
