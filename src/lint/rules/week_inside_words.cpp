#include <algorithm>

#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        if (filter.kind != FilterTrace::Kind::date) {
            return;
        }
        const auto text = trim(part_of(statement, filter.value));
        if (filter.dates.form == query::DateForm::relative) {
            const auto phrase = filter.dates.phrase;
            if (text == phrase || joins_a_filter(context, part_of(statement, filter.value)) ||
                text.find(" #") != std::string_view::npos) {
                return;
            }
            auto& finding =
                add_at(context, statement, query::span_in(statement.text, text),
                       fmt::format("of `{}` only `{}` is read: all of it", text, phrase), report);
            finding.plugin_reads = fmt::format("{} {}", filter.field, days_text(filter));
            finding.help = "write one week, month, quarter or year alone, or dates";
            return;
        }
        if (!is_capital_week(text)) {
            return;
        }
        auto& finding = add_at(
            context, statement, query::span_in(statement.text, text),
            fmt::format("with capital letters or more blanks `{}` is one day", text), report);
        finding.plugin_reads = filter.dates.kind == query::DateReading::Kind::range
                                   ? fmt::format("{} {}", filter.field, days_text(filter))
                                   : fmt::format("{} on one day; not certain which", filter.field);
        std::string small = to_lower(text);
        small.erase(std::unique(small.begin(), small.end(),
                                [](char a, char b) { return a == ' ' && b == ' '; }),
                    small.end());
        offer(context, statement, query::span_in(statement.text, text), Safety::unsafe,
              fmt::format("write `{}`", small), small, finding);
    });
}

}  // namespace

const Rule week_inside_words{
    .code = "TQ007",
    .name = "week-inside-words",
    .group = "queries",
    .summary =
        "A week, month, quarter or year inside more words is all of it; with capital letters it is "
        "one day.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
