#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        if (!searches(filter)) {
            return;
        }
        const auto value = trim(part_of(statement, filter.value));
        if (value.size() < 3 || value.front() != value.back() ||
            (value.front() != '"' && value.front() != '\'')) {
            return;
        }
        const std::string inner{value.substr(1, value.size() - 2)};
        if (inner.find(value.front()) != std::string::npos) {
            return;  // `"a" or "b"`: not one word in quotes
        }
        auto& finding = add_at(context, statement, query::span_in(statement.text, value),
                               "the quotes are part of what is searched for", report);
        finding.plugin_reads = fmt::format("{} with {}", filter.field, value);
        offer(context, statement, query::span_in(statement.text, value), Safety::unsafe,
              fmt::format("write `{}`", inner), inner, finding);
    });
}

}  // namespace

const Rule quoted_search_word{
    .code = "TQ017",
    .name = "quoted-search-word",
    .group = "queries",
    .summary = "Quotes around a search word are searched for, too.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
