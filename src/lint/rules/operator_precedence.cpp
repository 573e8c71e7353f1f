#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for (const StatementReading& statement : context.statements) {
        const FilterTrace& filter = statement.filter;
        if (statement.problem || filter.grouped.empty() ||
            filter.kind != FilterTrace::Kind::boolean) {
            continue;
        }
        auto& finding =
            add_at(context, statement, filter.span,
                   "the order in which these operators count is not to be seen", report);
        finding.plugin_reads = filter.grouped;
        const bool round = filter.open == '(';
        if (round && context.reads(filter.grouped)) {
            offer(context, statement, filter.span, Safety::safe, "write the parentheses",
                  filter.grouped, finding);
        } else {
            finding.help = "put delimiters around what belongs together";
        }
    }
}

}  // namespace

const Rule operator_precedence{
    .code = "TQ034",
    .name = "operator-precedence",
    .group = "queries",
    .summary = "Operators side by side without parentheses: XOR binds first, then AND, then OR.",
    .severity = Severity::info,
    .fix = FixClass::safe,
    .scope = Scope::query,
    .on = DefaultOn::no,
    .check_query = check,
};

}  // namespace tasklint::lint
