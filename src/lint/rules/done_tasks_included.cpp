#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    bool says_done = false;
    const StatementReading* dated = nullptr;
    const FilterTrace* dates = nullptr;
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        says_done = says_done || filter.statuses != 0x7F ||
                    filter.kind == FilterTrace::Kind::function ||
                    (filter.kind == FilterTrace::Kind::text && filter.field == "status.name") ||
                    (filter.kind == FilterTrace::Kind::date &&
                     (filter.field == "done" || filter.field == "cancelled"));
        const bool ahead = filter.kind == FilterTrace::Kind::date &&
                           (filter.field == "due" || filter.field == "scheduled" ||
                            filter.field == "start" || filter.field == "happens");
        if (ahead && dated == nullptr) {
            dated = &statement;
            dates = &filter;
        }
    });
    for (const StatementReading& statement : context.statements) {
        const auto kind = statement.instruction.kind;
        says_done = says_done || kind == query::Instruction::Kind::preset ||
                    kind == query::Instruction::Kind::needs_javascript ||
                    statement.text.find("has done date") != std::string::npos;
    }
    says_done =
        says_done || to_lower(context.config.tasks.global_query).find("done") != std::string::npos;
    if (dated == nullptr || says_done || context.kind != QueryContext::Kind::block) {
        return;
    }
    auto& finding =
        add_at(context, *dated, dates->span, "tasks that are done are listed, too", report);
    finding.plugin_reads = "every task with such a date, whatever its status";
    finding.help = "add the line `not done` if they are not meant";
}

}  // namespace

const Rule done_tasks_included{
    .code = "TQ038",
    .name = "done-tasks-included",
    .group = "queries",
    .summary = "A query of dates also lists tasks that are done.",
    .severity = Severity::info,
    .confidence = Confidence::likely,
    .scope = Scope::query,
    .on = DefaultOn::no,
    .check_query = check,
};

}  // namespace tasklint::lint
