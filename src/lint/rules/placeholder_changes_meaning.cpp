#include <functional>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

/// What stands in place of the first placeholder, and up to the end of the last one's value.
std::string values_of(const StatementReading& statement) {
    const std::string& raw = statement.raw.text;
    const auto open = raw.find("{{");
    const auto close = raw.rfind("}}");
    if (open == std::string::npos || close == std::string::npos) {
        return {};
    }
    const auto behind = raw.size() - close - 2;
    return statement.text.size() < open + behind
               ? std::string{}
               : statement.text.substr(open, statement.text.size() - open - behind);
}

std::size_t count_filters(const FilterTrace& filter) {
    std::size_t count = filter.kind == FilterTrace::Kind::boolean ? 0 : 1;
    for (const FilterTrace& operand : filter.operands) {
        count += count_filters(operand);
    }
    return count;
}

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::changed_by_values, report);
    for (const StatementReading& statement : context.statements) {
        if (!statement.expanded || statement.problem) {
            continue;
        }
        bool as_pattern = false;
        std::size_t filters = 0;
        const std::function<void(const FilterTrace&)> look = [&](const FilterTrace& filter) {
            for (const FilterTrace& operand : filter.operands) {
                look(operand);
            }
            filters += filter.kind == FilterTrace::Kind::boolean ? 0 : 1;
            as_pattern =
                as_pattern || (filter.kind == FilterTrace::Kind::text && !searches(filter));
        };
        look(statement.filter);
        if (as_pattern) {
            const auto values = values_of(statement);
            if (values.find_first_of(".*+?()[]{}|^$\\/") == std::string::npos) {
                continue;
            }
            auto& finding =
                add_at(context, statement, {0, static_cast<std::uint32_t>(statement.text.size())},
                       "what the placeholder stands for is a pattern here", report);
            finding.plugin_reads = "signs such as `.` and `(` of a path match other texts, too";
            finding.help = "`includes` compares texts as they are";
        } else if (statement.filter.kind == FilterTrace::Kind::boolean) {
            const auto plain = context.explain(with_plain_values(statement.raw.text));
            if (plain.size() == 1 && plain.front().filter.operands.size() != 0 &&
                count_filters(plain.front().filter) != filters) {
                auto& finding = add_at(
                    context, statement, {0, static_cast<std::uint32_t>(statement.text.size())},
                    "what the placeholder stands for changes which filters there "
                    "are",
                    report);
                finding.help = "use other delimiters, such as `[ ]` or `{ }`";
            }
        }
    }
}

}  // namespace

const Rule placeholder_changes_meaning{
    .code = "TQ028",
    .name = "placeholder-changes-meaning",
    .group = "queries",
    .summary =
        "What a placeholder stands for is pasted before the line is read: it can break a "
        "combination, and is a pattern in a regular expression.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
