#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::comment, report);
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        if (filter.problem && filter.problem->kind != "not-certain") {
            return;
        }
        const auto value = part_of(statement, filter.value);
        const bool text = searches(filter);
        if (!text && filter.kind != FilterTrace::Kind::date) {
            return;
        }
        const auto mark = value.find(text ? " # " : " #");
        if (mark == std::string_view::npos || mark == 0 ||
            filter.dates.form == query::DateForm::nothing ||
            filter.dates.form == query::DateForm::unreal) {
            return;
        }
        const auto at = filter.value.begin + static_cast<std::uint32_t>(mark);
        auto& finding =
            add_at(context, statement, {at + 1, filter.value.end},
                   text ? "there are no comments at the end of a line: this is searched for, too"
                        : "there are no comments at the end of a line: this is passed over by luck",
                   report);
        finding.plugin_reads =
            text ? fmt::format("searches for the words \"{}\"", trim(value))
                 : std::string{"a date phrase with more words; a date among them would count"};
        offer(context, statement, {at, filter.value.end}, Safety::unsafe, "take the comment out",
              {}, finding);
    });
    for (const StatementReading& statement : context.statements) {
        const auto& read = statement.instruction;
        const auto rest = trim(read.passed_over);
        const bool open = read.kind == query::Instruction::Kind::sort ||
                          read.kind == query::Instruction::Kind::limit ||
                          read.kind == query::Instruction::Kind::limit_groups;
        if (open && !rest.empty() && rest.front() == '#') {
            auto& finding = add_at(
                context, statement, query::span_in(statement.text, rest),
                "there are no comments at the end of a line: this is passed over by luck", report);
            finding.help = "write comments on lines of their own";
        }
    }
}

}  // namespace

const Rule comment_at_line_end{
    .code = "TQ025",
    .name = "comment-at-line-end",
    .group = "queries",
    .summary =
        "There are no comments at the end of a line: the text is part of the filter, or the block "
        "is an error.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
