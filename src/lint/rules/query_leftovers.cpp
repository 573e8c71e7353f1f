#include <algorithm>
#include <map>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    using Kind = query::Instruction::Kind;
    std::map<std::string, const StatementReading*> seen;
    bool filters = false;
    bool instructions = false;
    for (const StatementReading& statement : context.statements) {
        const auto kind = statement.instruction.kind;
        if (kind == Kind::comment) {
            continue;
        }
        instructions = true;
        // A function may put in order or group, too.
        filters = filters || kind == Kind::none || kind == Kind::preset ||
                  (kind == Kind::needs_javascript &&
                   to_lower(statement.text).compare(0, 6, "filter") == 0);
        const Span whole{0, static_cast<std::uint32_t>(statement.text.size())};
        const bool urgency = kind == Kind::show &&
                             to_lower(statement.instruction.argument).compare(0, 7, "urgency") == 0;
        if (kind == Kind::explain || urgency) {
            add_at(context, statement, whole,
                   urgency ? "a number that few readers know what to do with"
                           : "the explanation is shown above the tasks",
                   report)
                .help = "take it out when the query works";
        }
        if (!seen.emplace(statement.text, &statement).second) {
            add_at(context, statement, whole, "the same line stands above", report).help =
                "take it out";
        }
    }
    if (!filters && context.kind == QueryContext::Kind::block &&
        context.config.tasks.global_query.empty() && !has_extra_instructions(context.note)) {
        const std::uint32_t at = context.places.front();
        const auto first = context.text.substr(0, context.text.find('\n'));
        report
            .add({at, at + static_cast<std::uint32_t>(first.size())},
                 instructions ? "no line filters: every task of the vault is listed"
                              : "an empty query: every task of the vault is listed")
            .help = "`not done` at the least";
    }
}

}  // namespace

const Rule query_leftovers{
    .code = "TQ037",
    .name = "query-leftovers",
    .group = "queries",
    .summary =
        "What was useful while a query was written, or does nothing: `explain`, `show urgency`, a "
        "line twice, no filter at all.",
    .severity = Severity::info,
    .scope = Scope::query,
    .on = DefaultOn::no,
    .check_query = check,
};

}  // namespace tasklint::lint
