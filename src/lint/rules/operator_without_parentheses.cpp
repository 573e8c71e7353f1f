#include <fmt/core.h>

#include "lint/query.hpp"
#include "text/ascii.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        if (filter.kind != FilterTrace::Kind::date && filter.kind != FilterTrace::Kind::text) {
            return;
        }
        const auto text = part_of(statement, filter.value);
        const auto joined = joins_a_filter(context, text);
        if (!joined || (filter.kind == FilterTrace::Kind::text && !joined->capital) ||
            filter.dates.form == query::DateForm::nothing ||
            (filter.problem && filter.problem->kind != "not-certain")) {
            return;
        }
        const auto at = filter.value.begin + static_cast<std::uint32_t>(joined->at);
        const auto size = static_cast<std::uint32_t>(joined->sign.size());
        auto& finding =
            add_at(context, statement, {at, at + size},
                   fmt::format("`{}` joins nothing here: each filter needs its own `( )`",
                               Span{at, at + size}.in(statement.text)),
                   report);
        const auto value = trim(text);
        finding.plugin_reads =
            filter.kind == FilterTrace::Kind::text
                ? fmt::format("searches for the words \"{}\"", value)
            : filter.dates.kind == query::DateReading::Kind::range || filter.dates.recorded
                ? fmt::format("{} {}; the rest is passed over", filter.field, days_text(filter))
                : "the dates alone; the other filter is passed over";
        const auto first = trim(Span{filter.span.begin, at}.in(statement.text));
        const auto second = trim(Span{at + size, filter.span.end}.in(statement.text));
        const std::string mended =
            fmt::format("({}) {} ({})", first, ascii_upper(joined->sign), second);
        const std::string whole = statement.text.substr(0, filter.span.begin) + mended +
                                  statement.text.substr(filter.span.end);
        if (context.reads(whole)) {
            offer(context, statement, filter.span, Safety::unsafe,
                  fmt::format("write `{}`", mended), mended, finding);
        } else {
            finding.help = "put each filter in its own parentheses";
        }
    });
}

}  // namespace

const Rule operator_without_parentheses{
    .code = "TQ002",
    .name = "operator-without-parentheses",
    .group = "queries",
    .summary =
        "AND or OR between filters without parentheses around each is part of a date or of what is "
        "searched for.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
