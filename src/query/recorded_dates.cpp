// Date phrases beyond those that are known, as far as the plugin's recorded answers go: for people
// who ask what a query means, not for answers.
#include "query/date_parts.hpp"
#include "text/ascii.hpp"

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
/// Units of its own beside those that are known.
constexpr std::string_view other_units[] = {
    "second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour",
    "hours",  "hr",      "hrs", "qtr",  "qtrs",   "yr",      "yrs", "mo",   "mos"};

template <typename Words> bool is_one_of(const Words& words, std::string_view word) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_unit(std::string_view lower) {
    return parts_of<g::seq<g::unit, g::eof>>(lower) || is_one_of(other_units, lower);
}

/// `nextfriday`, `thisweek`: the date library needs no blank between them.
bool is_run_together(std::string_view lower) {
    for (const std::string_view first : {"this", "last", "past", "next", "after", "on"}) {
        const auto rest = lower.substr(std::min(first.size(), lower.size()));
        if (lower.substr(0, first.size()) == first &&
            (is_unit(rest) || parts_of<g::seq<g::weekday, g::eof>>(rest))) {
            return true;
        }
    }
    return false;
}

/// A word of letters that no date can be made of.
bool means_nothing(std::string_view word) {
    const std::string lower = to_lower(word);
    return lower.size() > 1 && std::all_of(lower.begin(), lower.end(), is_ascii_lower) &&
           !is_one_of(date_words, lower) && !is_unit(lower) && !is_run_together(lower) &&
           !parts_of<g::seq<g::weekday, g::eof>>(lower) &&
           !parts_of<g::seq<g::month_name, g::eof>>(lower) &&
           !parts_of<g::seq<g::count_word, g::eof>>(lower);
}

/// Words, single letters and signs that no date can be made of together: `AND is recurring`, `# x`.
bool all_mean_nothing(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && is_ascii_letter(text[end])) {
            ++end;
        }
        if (end == at) {
            const char c = text[at++];
            if (is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80) {
                return false;
            }
            continue;
        }
        const auto word = text.substr(at, end - at);
        const std::string lower = to_lower(word);
        if (word.size() > 1 && lower != "and" && lower != "or" && !means_nothing(word)) {
            return false;
        }
        at = end;
    }
    return true;
}

/// Words and signs that the plugin passes over in front of a date, by its recorded answers.
bool is_passed_over(std::string_view word) {
    constexpr std::string_view known[] = {"or",    "the",  "from",   "since",
                                          "until", "till", "before", "after"};
    std::string lower = to_lower(word);
    if (lower.size() > 1 && lower.back() == ':') {
        lower.pop_back();
    }
    return means_nothing(lower) || is_one_of(known, lower) ||
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
    if (all_mean_nothing(text)) {
        return formed(Form::nothing, DateReading{});
    }
    // Words in front of a phrase and behind it, and what looks like a comment.
    auto rest = text;
    if (const auto mark = text.find(" #");
        mark != std::string_view::npos && all_mean_nothing(text.substr(mark))) {
        rest = trim(text.substr(0, mark));
    }
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
    if (inner.form == Form::unreal || inner.form == Form::nothing) {
        auto without = formed(inner.form, DateReading{});
        without.phrase = rest;
        return without;
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
