#include <algorithm>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        if (filter.kind != FilterTrace::Kind::text || searches(filter) ||
            (filter.problem && filter.problem->kind != "not-certain")) {
            return;
        }
        const auto value = part_of(statement, filter.value);
        const auto end = value.rfind('/');
        const auto flag = value.find('y', std::min(end, value.size()));
        if (end == std::string_view::npos || flag == std::string_view::npos) {
            return;
        }
        const auto at = filter.value.begin + static_cast<std::uint32_t>(flag);
        auto& finding = add_at(
            context, statement, {at, at + 1},
            "with the flag `y` the search goes on where it ended in the task before", report);
        finding.plugin_reads = "a pattern that hits in one task and misses in the next";
        offer(context, statement, {at, at + 1}, Safety::unsafe, "take the flag out", {}, finding);
    });
}

}  // namespace

const Rule regex_flag_y{
    .code = "TQ030",
    .name = "regex-flag-y",
    .group = "queries",
    .summary = "The flag `y` remembers its place from task to task: tasks are missed.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
