#include <algorithm>
#include <variant>
#include <vector>

#include <fmt/core.h>

#include "lint/query.hpp"
#include "query/plan.hpp"

namespace tasklint::lint {

namespace {

/// Something else groups: the global query, a preset, a property of the note. What cannot be read
/// may do so.
bool groups_elsewhere(const QueryContext& context) {
    const auto read = read_query(context.text, context.note, context.config.tasks, context.today);
    if (const auto* const query = std::get_if<Query>(&read)) {
        return !query->plan().groupers.empty();
    }
    const bool own_only =
        context.config.tasks.global_query.empty() && !has_extra_instructions(context.note) &&
        std::none_of(context.statements.begin(), context.statements.end(),
                     [](const StatementReading& statement) {
                         return statement.instruction.kind == query::Instruction::Kind::preset;
                     });
    return !own_only;
}

void check(const QueryContext& context, Report& report) {
    using query::Instruction;
    const StatementReading* limit = nullptr;
    const StatementReading* group_limit = nullptr;
    std::vector<const StatementReading*> groupers;
    bool columns = false;
    for (const StatementReading& statement : context.statements) {
        const auto kind = statement.instruction.kind;
        if (kind == Instruction::Kind::view) {  // `view list` takes the columns back
            columns = to_lower(statement.instruction.argument).find("columns") == 0;
        }
        if (kind == Instruction::Kind::group) {
            groupers.push_back(&statement);
        }
        auto*& last = kind == Instruction::Kind::limit_groups ? group_limit : limit;
        if (kind != Instruction::Kind::limit && kind != Instruction::Kind::limit_groups) {
            continue;
        }
        if (last != nullptr) {
            auto& finding =
                add_at(context, *last, {0, static_cast<std::uint32_t>(last->text.size())},
                       fmt::format("the last limit counts, `{}`", statement.text), report);
            finding.plugin_reads = "nothing: the limit below takes its place";
            finding.help = "take one of them out";
        }
        last = &statement;
        const auto rest = trim(statement.instruction.passed_over);
        const std::string lower = to_lower(rest);
        if (kind == Instruction::Kind::limit && lower.find("group") != std::string::npos &&
            lower.front() != '#') {
            auto& finding = add_at(context, statement, query::span_in(statement.text, rest),
                                   fmt::format("`{}` is passed over", rest), report);
            finding.plugin_reads = fmt::format("{} tasks in all, cut before they are grouped",
                                               statement.instruction.number.value_or(0));
            finding.help = fmt::format("`limit groups {}` is for each group",
                                       statement.instruction.number.value_or(0));
        }
    }
    if (group_limit != nullptr && groupers.empty() && !columns &&
        context.kind == QueryContext::Kind::block && !groups_elsewhere(context)) {
        auto& finding =
            add_at(context, *group_limit, {0, static_cast<std::uint32_t>(group_limit->text.size())},
                   "there are no groups to limit", report);
        finding.plugin_reads = "no limit at all";
        finding.help = "`limit` without `groups`, or a line `group by …`";
    }
    constexpr std::ptrdiff_t most_groupers = 24;  // there are no more to choose from
    const auto looked_at = std::min(most_groupers, static_cast<std::ptrdiff_t>(groupers.size()));
    for (const StatementReading& statement : context.statements) {
        if (statement.instruction.kind != Instruction::Kind::sort ||
            !statement.instruction.reverse) {
            continue;
        }
        const auto grouper =
            std::find_if(groupers.begin(), groupers.begin() + looked_at, [&](const auto* one) {
                return one->instruction.property == statement.instruction.property &&
                       !one->instruction.reverse;
            });
        if (grouper == groupers.begin() + looked_at) {
            continue;
        }
        auto& finding = add_at(
            context, statement, {0, static_cast<std::uint32_t>(statement.text.size())},
            fmt::format("`{}` puts the groups in order, and not in this one", (*grouper)->text),
            report);
        finding.plugin_reads = "groups from first to last";
        finding.help = fmt::format("`{} reverse`", (*grouper)->text);
    }
}

}  // namespace

const Rule limit_or_order_without_effect{
    .code = "TQ032",
    .name = "limit-or-order-without-effect",
    .group = "queries",
    .summary = "A limit or an order that does nothing, or not what it seems to.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
