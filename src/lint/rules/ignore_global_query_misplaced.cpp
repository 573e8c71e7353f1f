#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    const StatementReading* wrong = nullptr;
    for (const StatementReading& statement : context.statements) {
        if (statement.problem && statement.problem->kind != "not-certain" && wrong == nullptr) {
            wrong = &statement;
        }
        if (statement.instruction.kind != query::Instruction::Kind::ignore_global) {
            continue;
        }
        const Span whole{0, static_cast<std::uint32_t>(statement.text.size())};
        if (context.kind == QueryContext::Kind::global_query) {
            auto& finding =
                add_at(context, statement, whole, "the global query cannot ignore itself", report);
            finding.plugin_reads = "nothing";
            finding.help = "write it into the blocks that are to ignore it";
        } else if (wrong != nullptr && context.kind == QueryContext::Kind::block) {
            auto& finding =
                add_at(context, statement, whole,
                       fmt::format("it stands behind `{}`, which is an error: it is not "
                                   "seen",
                                   wrong->text),
                       report);
            finding.plugin_reads = "the global query counts, and its errors come first";
            finding.help = "put it on the first line";
        }
    }
}

}  // namespace

const Rule ignore_global_query_misplaced{
    .code = "TQ036",
    .name = "ignore-global-query-misplaced",
    .group = "queries",
    .summary = "`ignore global query` stands where the plugin does not see it.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
