#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    const std::string& global = context.config.tasks.global_filter;
    if (global.empty()) {
        return;
    }
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        using query::TextOperation;
        if (filter.kind != FilterTrace::Kind::text || filter.problem ||
            (filter.field != "tags" && filter.field != "description") ||
            (filter.operation != TextOperation::includes &&
             filter.operation != TextOperation::includes_not)) {
            return;
        }
        if (to_lower(part_of(statement, filter.value)) != to_lower(global)) {
            return;
        }
        const bool positive = filter.operation == TextOperation::includes;
        auto& finding =
            add_at(context, statement, filter.value,
                   fmt::format("`{}` is the global filter, which is taken out before tasks are "
                               "searched",
                               global),
                   report);
        finding.plugin_reads = positive ? "no task but those with a tag below it"
                                        : "all tasks but those with a tag below it";
        finding.help = "leave the line out: every task has the global filter";
    });
}

}  // namespace

const Rule global_filter_as_search{
    .code = "TQ009",
    .name = "global-filter-as-search",
    .group = "queries",
    .summary =
        "The global filter is never part of tags and descriptions: a search for it finds nothing.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
