#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for (const StatementReading& statement : context.statements) {
        if (!is_sort_by_tags(statement)) {
            continue;
        }
        const auto rest = statement.instruction.passed_over;
        const auto at = query::span_in(statement.text, rest).begin;
        const Span word{at - 3, at + 1};
        const auto more = trim(rest.substr(1));
        auto& finding = add_at(context, statement, word, "the field is called `tag` here", report);
        finding.plugin_reads =
            more.empty() ? std::string{"by the first tag, not reversed"}
                         : fmt::format("by the first tag, not reversed; `{}` is passed over", more);
        offer(context, statement, word, more.empty() ? Safety::safe : Safety::unsafe, "write `tag`",
              "tag", finding);
    }
}

}  // namespace

const Rule sort_by_tags{
    .code = "TQ016",
    .name = "sort-by-tags",
    .group = "queries",
    .summary =
        "The field is `tag`: the `s` and what follows it are passed over, so `sort by tags "
        "reverse` is not reversed.",
    .severity = Severity::warning,
    .fix = FixClass::safe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
