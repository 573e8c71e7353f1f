#include <algorithm>

#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

/// What a person who wrote these words most likely meant, or empty.
std::string keyword_for(std::string_view words, std::string_view keyword) {
    constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"<", "before"},
        {"<=", "on or before"},
        {">", "after"},
        {">=", "on or after"},
        {"=", "on"},
        {"by", "on or before"},
        {"until", "on or before"},
        {"till", "on or before"},
        {"since", "on or after"},
        {"from", "on or after"},
        {"or on", ""},
        {"date", "on"},
        {"is", "on"},
        {"date:", "on"},
        {"=<", "on or before"},
        {"on", "on"},
        {"in", "in"},
        {"not before", "on or after"},
        {"not after", "on or before"}};
    const std::string lower = to_lower(words);
    if (lower == "or on" || lower == "or in") {
        return keyword == "before" || keyword == "after" ? fmt::format("on or {}", keyword)
                                                         : std::string{};
    }
    if (!keyword.empty()) {
        return {};
    }
    for (const auto& [written, meant] : known) {
        if (lower == written) {
            return std::string{meant};
        }
    }
    // `is before`, `date before`, `befor`.
    std::string_view rest = lower;
    for (const std::string_view filler : {"date ", "is "}) {
        if (rest.substr(0, filler.size()) == filler) {
            rest.remove_prefix(filler.size());
        }
    }
    const auto again = std::find_if(std::begin(known), std::end(known),
                                    [&](const auto& entry) { return entry.first == rest; });
    if (again != std::end(known) && rest.size() < lower.size()) {
        return std::string{again->second};
    }
    if (rest.substr(0, 3) == "not") {
        return {};  // what is near without it means the reverse
    }
    const std::string near = nearest_word(
        rest, {"before", "after", "on or before", "on or after", "in or before", "in or after"});
    return near;
}

/// Other rules speak of it: a second filter, a comment, a week with a capital letter.
bool is_of_others(const QueryContext& context, const FilterTrace& filter, std::string_view text) {
    return filter.kind != FilterTrace::Kind::date || joins_a_filter(context, text) ||
           small_operator(text) || text.find(" #") != std::string_view::npos ||
           is_capital_week(text);
}

void check(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        using query::DateForm;
        const auto form = filter.dates.form;
        const auto inner = filter.dates.inner;
        const bool words = form == DateForm::passed_over && inner != DateForm::two_by_to &&
                           inner != DateForm::day_or_month && inner != DateForm::day_after &&
                           inner != DateForm::word_and_more && inner != DateForm::span_of_units;
        const auto text = part_of(statement, filter.value);
        if (filter.kind != FilterTrace::Kind::date || is_refused(filter) ||
            !(words || (form == DateForm::other && !is_of_others(context, filter, text)))) {
            return;
        }
        if (words && is_of_others(context, filter, text)) {
            return;
        }
        if (form == DateForm::other) {
            auto& finding = add_at(
                context, statement, filter.value,
                fmt::format("`{}` is no date phrase that all readers understand alike", trim(text)),
                report);
            finding.plugin_reads = "not certain which days";
            finding.help = "2026-01-09, 2026-W02, today, in 3 days, this week, …";
            finding.confidence = Confidence::likely;
            return;
        }
        const Span phrase = query::span_in(statement.text, filter.dates.phrase);
        auto ignored = trim(part_of(statement, {filter.value.begin, phrase.begin}));
        const bool in_front = !ignored.empty();
        if (!in_front) {
            ignored = trim(part_of(statement, {phrase.end, filter.value.end}));
        }
        auto& finding = add_at(
            context, statement, query::span_in(statement.text, ignored),
            fmt::format("`{}` is passed over: it is no keyword of date filters", ignored), report);
        finding.plugin_reads = filter.dates.recorded
                                   ? fmt::format("{} {}", filter.field, days_text(filter))
                                   : fmt::format("{} {} some day; not certain which", filter.field,
                                                 filter.keyword.empty() ? "on" : filter.keyword);
        const std::string meant = in_front ? keyword_for(ignored, filter.keyword) : std::string{};
        if (meant.empty()) {
            finding.help = "before, after, on, on or before, on or after";
            return;
        }
        const Span from{filter.value.begin, phrase.begin};
        const auto head = trim(Span{filter.span.begin, filter.value.begin}.in(statement.text));
        const Span replaced = filter.keyword.empty()
                                  ? from
                                  : Span{query::span_in(statement.text, head).end -
                                             static_cast<std::uint32_t>(filter.keyword.size()),
                                         from.end};
        offer(context, statement, replaced, Safety::unsafe, fmt::format("write `{}`", meant),
              meant + " ", finding);
    });
}

}  // namespace

const Rule date_words_ignored{
    .code = "TQ001",
    .name = "date-words-ignored",
    .group = "queries",
    .summary =
        "Words of a date filter that are neither a keyword nor a date are passed over: the filter "
        "compares with one day only.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
