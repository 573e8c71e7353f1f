#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

constexpr date::year_month_day earliest{date::year{-9999} / 1 / 1};
constexpr date::year_month_day latest{date::year{9999} / 12 / 31};

/// The days that a date filter takes.
std::pair<date::year_month_day, date::year_month_day> span_of(const FilterTrace& filter) {
    const auto& [keyword, dates] = std::tie(filter.keyword, filter.dates);
    if (keyword == "before") {
        return {earliest, date::sys_days{dates.start} - date::days{1}};
    }
    if (keyword == "after") {
        return {date::sys_days{dates.end} + date::days{1}, latest};
    }
    if (keyword == "on or before" || keyword == "in or before") {
        return {earliest, dates.end};
    }
    if (keyword == "on or after" || keyword == "in or after") {
        return {dates.start, latest};
    }
    return {dates.start, dates.end};
}

void check(const QueryContext& context, Report& report) {
    std::uint8_t statuses = 0x3F;  // no task has the type EMPTY
    std::uint8_t priorities = 0x3F;
    std::map<std::string, bool> present;  // by field: `has due date`
    std::map<std::string, std::pair<date::year_month_day, date::year_month_day>> days;
    // What happens is due, scheduled or starts.
    const auto is_on_a_day = [&](const std::string& field) {
        return (field != "start" && days.count(field) != 0) ||
               (field == "happens" && (days.count("due") != 0 || days.count("scheduled") != 0));
    };
    for (const StatementReading& statement : context.statements) {
        const FilterTrace& filter = statement.filter;
        if (statement.problem || filter.kind == FilterTrace::Kind::none ||
            filter.kind == FilterTrace::Kind::boolean) {
            continue;
        }
        const auto say = [&](std::string message) {
            auto& finding = add_at(context, statement, filter.span, std::move(message), report);
            finding.plugin_reads = "no task at all";
        };
        if ((filter.statuses & 0x3FU) == 0) {
            say("no task has that type");
            continue;
        }
        if (filter.priorities == 0) {
            say("no priority is that");
            continue;
        }
        const auto both = static_cast<std::uint8_t>(statuses & filter.statuses);
        const auto levels = static_cast<std::uint8_t>(priorities & filter.priorities);
        if (both == 0 || levels == 0) {
            say("no task passes this and the filters above");
            continue;
        }
        statuses = both;
        priorities = levels;
        if (filter.kind == FilterTrace::Kind::phrase) {
            const std::string lower = to_lower(statement.text);
            for (const bool has : {true, false}) {
                const std::string_view begin = has ? "has " : "no ";
                if (lower.compare(0, begin.size(), begin) != 0) {
                    continue;
                }
                std::string what = lower.substr(begin.size());
                what = what == "tag" ? "tags" : what;
                const auto [known, is_new] = present.emplace(what, has);
                const std::string field = what.substr(0, what.find(' '));
                if ((!is_new && known->second != has) || (!has && is_on_a_day(field))) {
                    say("no task passes this and the filters above");
                }
            }
        }
        if (filter.kind == FilterTrace::Kind::date && filter.field != "happens") {
            const auto lacks = [&](const std::string& field) {
                const auto known = present.find(field + " date");
                return known != present.end() && !known->second;
            };
            const bool happens = filter.field == "due" || filter.field == "scheduled";
            // A task without a start passes each filter of starts.
            if (filter.field != "start" && (lacks(filter.field) || (happens && lacks("happens")))) {
                say("no task passes this and the filters above");
                continue;
            }
            const auto [from, to] = span_of(filter);
            auto& known = days.emplace(filter.field, std::pair{earliest, latest}).first->second;
            const auto begin = std::max(known.first, from);
            const auto end = std::min(known.second, to);
            if (begin > end && filter.field != "start") {
                say(fmt::format("{} is on no day that this and the filters above allow",
                                filter.field));
            } else {
                known = {begin, end};
            }
        }
    }
}

}  // namespace

const Rule contradicting_filters{
    .code = "TQ019",
    .name = "contradicting-filters",
    .group = "queries",
    .summary = "Filters that no task can pass together: the block lists nothing.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
