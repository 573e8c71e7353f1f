#include <algorithm>

#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    const bool asks =
        std::any_of(context.statements.begin(), context.statements.end(),
                    [](const StatementReading& statement) {
                        return to_lower(statement.text).find(" start date") != std::string::npos;
                    });
    if (asks) {
        return;
    }
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        if (filter.kind != FilterTrace::Kind::date || filter.field != "start" || filter.problem) {
            return;
        }
        auto& finding = add_at(context, statement, filter.span,
                               "tasks without a start date pass this filter, too", report);
        finding.plugin_reads = fmt::format("no start date, or one {}", days_text(filter));
        finding.help = "add the line `has start date` if they are not meant";
    });
}

}  // namespace

const Rule starts_without_has_start{
    .code = "TQ008",
    .name = "starts-without-has-start",
    .group = "queries",
    .summary = "A filter on start dates also takes all tasks without one.",
    .severity = Severity::info,
    .scope = Scope::query,
    .on = DefaultOn::no,
    .check_query = check,
};

}  // namespace tasklint::lint
