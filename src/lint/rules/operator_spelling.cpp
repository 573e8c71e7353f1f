#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::operator_word, report);
    // Where both ends of the line are delimiters, all between them may be one filter.
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        const auto value = part_of(statement, filter.value);
        const bool date = filter.kind == FilterTrace::Kind::date && !is_refused(filter);
        const auto sign = searches(filter) || date ? small_operator(value) : std::nullopt;
        if (!sign) {
            return;
        }
        const auto at = filter.value.begin + static_cast<std::uint32_t>(sign->at);
        const Span place{at, at + static_cast<std::uint32_t>(sign->sign.size())};
        auto& finding = add_at(context, statement, place,
                               "operators are AND, OR, XOR and NOT in capital letters", report);
        finding.plugin_reads =
            !date ? fmt::format("searches for the words \"{}\"", trim(value))
            : filter.dates.kind == query::DateReading::Kind::range || filter.dates.recorded
                ? fmt::format("{} {}; the rest is passed over", filter.field, days_text(filter))
                : "the dates alone; the other filter is passed over";
        const std::string mended{operator_for(sign->sign)};
        if (context.reads(statement.text.substr(0, place.begin) + mended +
                          statement.text.substr(place.end))) {
            offer(context, statement, place, Safety::unsafe, fmt::format("write `{}`", mended),
                  mended, finding);
        }
    });
}

}  // namespace

const Rule operator_spelling{
    .code = "TQ012",
    .name = "operator-spelling",
    .group = "queries",
    .summary =
        "An operator in small letters or as a sign: the block shows an error, or searches for it.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
