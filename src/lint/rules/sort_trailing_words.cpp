#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for (const StatementReading& statement : context.statements) {
        const auto& read = statement.instruction;
        const auto rest = trim(read.passed_over);
        if (read.kind != query::Instruction::Kind::sort || rest.empty() || rest.front() == '#' ||
            is_sort_by_tags(statement)) {
            continue;
        }
        const Span place = query::span_in(statement.text, rest);
        auto& finding =
            add_at(context, statement, place, fmt::format("`{}` is passed over", rest), report);
        const auto head = trim(std::string_view{statement.text}.substr(
            0, statement.text.size() - read.passed_over.size()));
        finding.plugin_reads =
            fmt::format("`{}`, {}", head, read.reverse ? "reversed" : "not reversed");
        const std::string lower = to_lower(rest);
        const Span behind{static_cast<std::uint32_t>(head.size()), place.end};
        if (!read.reverse && (lower == "asc" || lower == "ascending")) {
            offer(context, statement, behind, Safety::safe, "take it out", {}, finding);
        } else if (!read.reverse && (lower == "desc" || lower == "descending" ||
                                     lower == "reversed" || lower == "rev")) {
            offer(context, statement, behind, Safety::unsafe, "write `reverse`", " reverse",
                  finding);
        } else {
            finding.help = "one field on each line, then at most `reverse`";
        }
    }
}

}  // namespace

const Rule sort_trailing_words{
    .code = "TQ015",
    .name = "sort-trailing-words",
    .group = "queries",
    .summary = "Words behind `sort by` and its field are passed over: the order is another one.",
    .severity = Severity::warning,
    .fix = FixClass::safe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
