// Date phrases beyond those that are known, as far as the plugin's recorded answers go: for people
// who ask what a query means, not for answers.
#include "query/date_parts.hpp"

namespace tasklint::query::phrases {
namespace {

/// Words that the plugin's date library has a meaning for, months and weekdays aside.
constexpr std::string_view date_words[] = {"now",       "today",
                                           "tonight",   "tomorrow",
                                           "tmr",       "tmrw",
                                           "yesterday", "last",
                                           "this",      "next",
                                           "past",      "ago",
                                           "later",     "earlier",
                                           "from",      "in",
                                           "within",    "for",
                                           "about",     "around",
                                           "roughly",   "approximately",
                                           "just",      "half",
                                           "few",       "several",
                                           "couple",    "of",
                                           "a",         "an",
                                           "the",       "morning",
                                           "noon",      "evening",
                                           "night",     "midnight",
                                           "afternoon", "midday",
                                           "out",       "at",
                                           "and",       "to",
                                           "until",     "till",
                                           "through",   "thru",
                                           "hence",     "before",
                                           "after",     "since",
                                           "first",     "second",
                                           "third",     "following",
                                           "upcoming",  "coming",
                                           "previous",  "current",
                                           "weekend",   "weekday",
                                           "st",        "nd",
                                           "rd",        "th",
                                           "am",        "pm",
                                           "or"};

/// A word of letters that no date can be made of.
bool means_nothing(std::string_view word) {
    const std::string lower = to_lower(word);
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return lower.size() > 1 && std::all_of(lower.begin(), lower.end(), is_letter) &&
           std::find(std::begin(date_words), std::end(date_words), lower) == std::end(date_words) &&
           !parts_of<g::seq<g::weekday, g::eof>>(lower) &&
           !parts_of<g::seq<g::month_name, g::eof>>(lower) &&
           !parts_of<g::seq<g::unit, g::eof>>(lower) &&
           !parts_of<g::seq<g::count_word, g::eof>>(lower);
}

/// Words and signs that the plugin passes over in front of a date, by its recorded answers.
bool is_passed_over(std::string_view word) {
    constexpr std::string_view known[] = {"or",    "the",  "from",   "since",
                                          "until", "till", "before", "after"};
    std::string lower = to_lower(word);
    if (lower.size() > 1 && lower.back() == ':') {
        lower.pop_back();
    }
    return means_nothing(lower) ||
           std::find(std::begin(known), std::end(known), lower) != std::end(known) ||
           lower.find_first_not_of("<>=!") == std::string::npos;
}

}  // namespace

DateReading recorded_phrase(std::string_view keyword, std::string_view text,
                            const year_month_day& today) {
    using Form = DateForm;
    if (const auto parts = parts_of<g::two_by_to>(text);
        parts && parts->written[0].ok() && parts->written[1].ok()) {
        return recorded(Form::two_by_to, parts->written[0]);
    }
    if (const auto parts = parts_of<g::marked_date>(text)) {
        const bool month_first = parts->first <= 12;
        const auto found = date::year{*parts->year} /
                           static_cast<int>(month_first ? parts->first : parts->second) /
                           static_cast<int>(month_first ? parts->second : parts->first);
        return found.ok() ? recorded(Form::day_or_month, found) : DateReading{};
    }
    if (parts_of<g::day_after>(text)) {
        return recorded(Form::day_after, plus(today, Unit::day, 1));
    }
    if (parts_of<g::today_and_more>(text)) {
        return recorded(Form::word_and_more, today);
    }
    if (parts_of<g::nearly_date>(text)) {
        return formed(Form::nothing, DateReading{});
    }
    // Words in front of a phrase and behind it.
    auto rest = text;
    while (!rest.empty()) {
        const auto blank = std::min(rest.find(' '), rest.size());
        if (!is_passed_over(rest.substr(0, blank))) {
            break;
        }
        rest = trim(rest.substr(blank));
    }
    for (auto blank = rest.rfind(' '); blank != std::string_view::npos; blank = rest.rfind(' ')) {
        const std::string last = to_lower(rest.substr(blank + 1));
        if (!means_nothing(last) && last != "and" && last != "or") {
            break;
        }
        rest = trim(rest.substr(0, blank));
    }
    if (rest.empty()) {
        return formed(Form::nothing, DateReading{});
    }
    if (rest.size() == text.size()) {
        return {};
    }
    auto inner = known_phrase(keyword, rest, today);
    if (inner.kind == Kind::not_certain) {
        inner = recorded_phrase(keyword, rest, today);
    }
    DateReading reading;
    reading.form = Form::passed_over;
    reading.phrase = rest;
    reading.inner = inner.form;
    const bool agreed =
        inner.kind == Kind::range && (inner.form == Form::written || inner.form == Form::word ||
                                      inner.form == Form::span_of_units);
    if (agreed || inner.recorded) {
        reading.recorded = true;
        reading.start = inner.start;
        reading.end = inner.end;
    }
    return reading;
}

}  // namespace tasklint::query::phrases
