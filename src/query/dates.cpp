// Date phrases as days: the plugin's own ranges first, then the known part of what its date library
// reads.
#include "query/dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "query/date_grammar.hpp"
#include "tasklint/text.hpp"

namespace tasklint::query {
namespace {

namespace g = grammar;
using date::days;
using date::months;
using date::sys_days;
using date::year_month_day;
using Kind = DateReading::Kind;

int number_of(std::string_view digits) {
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

enum class Unit { day, week, month, quarter, year };

/// What a phrase names.
struct Parts {
    int count = 0;
    Unit unit = Unit::day;
    unsigned weekday = 0;  // 0 is Sunday
    unsigned month = 0, day = 0;
    std::optional<int> year;
    std::string_view which;                 // of `last week`
    std::string_view relative;              // `last week`
    unsigned first = 0, second = 0;         // of `05.01.2026`
    std::array<year_month_day, 2> written;  // days as YYYY-MM-DD
    std::size_t written_count = 0;
    std::string_view matched;
};

constexpr std::array<std::string_view, 14> count_words{"a",    "one",    "two",    "three", "four",
                                                       "five", "six",    "seven",  "eight", "nine",
                                                       "ten",  "eleven", "twelve", "an"};
constexpr std::array<std::string_view, 7> weekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr std::array<std::string_view, 12> month_names{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};

template <std::size_t size>
unsigned place_of(const std::array<std::string_view, size>& names, std::string_view name) {
    return static_cast<unsigned>(std::find(names.begin(), names.end(), name) - names.begin());
}

template <typename Rule> struct phrase_action {};

template <typename Derived> struct with_text {
    template <typename ActionInput> static void apply(const ActionInput& in, Parts& parts) {
        Derived::set(parts, in.string_view());
    }
};
template <Unit unit> struct sets_unit {
    static void apply0(Parts& parts) { parts.unit = unit; }
};

template <> struct phrase_action<g::unit_day> : sets_unit<Unit::day> {};
template <> struct phrase_action<g::unit_week> : sets_unit<Unit::week> {};
template <> struct phrase_action<g::unit_month> : sets_unit<Unit::month> {};
template <> struct phrase_action<g::unit_quarter> : sets_unit<Unit::quarter> {};
template <> struct phrase_action<g::unit_year> : sets_unit<Unit::year> {};
template <> struct phrase_action<g::count_digits> : with_text<phrase_action<g::count_digits>> {
    static void set(Parts& parts, std::string_view text) { parts.count = number_of(text); }
};
template <> struct phrase_action<g::count_word> : with_text<phrase_action<g::count_word>> {
    static void set(Parts& parts, std::string_view text) {
        const auto place = static_cast<int>(place_of(count_words, to_lower(text)));
        parts.count = place == 0 || place == 13 ? 1 : place;
    }
};
template <> struct phrase_action<g::weekday> : with_text<phrase_action<g::weekday>> {
    static void set(Parts& parts, std::string_view text) {
        parts.weekday = place_of(weekdays, to_lower(text.substr(0, 3)));
    }
};
struct sets_month : with_text<sets_month> {
    static void set(Parts& parts, std::string_view text) {
        parts.month = place_of(month_names, to_lower(text.substr(0, 3))) + 1;
    }
};
template <> struct phrase_action<g::full_month> : sets_month {};
template <> struct phrase_action<g::cut_month> : sets_month {};
template <> struct phrase_action<g::day_number> : with_text<phrase_action<g::day_number>> {
    static void set(Parts& parts, std::string_view text) {
        parts.day = static_cast<unsigned>(number_of(text));
    }
};
template <> struct phrase_action<g::month_number> : with_text<phrase_action<g::month_number>> {
    static void set(Parts& parts, std::string_view text) {
        parts.month = static_cast<unsigned>(number_of(text));
    }
};
template <> struct phrase_action<g::two_digits> : with_text<phrase_action<g::two_digits>> {
    static void set(Parts& parts, std::string_view text) { parts.count = number_of(text); }
};
struct sets_year : with_text<sets_year> {
    static void set(Parts& parts, std::string_view text) { parts.year = number_of(text); }
};
template <> struct phrase_action<g::year> : sets_year {};
template <> struct phrase_action<g::stated_year> : sets_year {};
template <> struct phrase_action<g::written_day> {
    static void apply0(Parts& parts) {
        if (parts.written_count < parts.written.size()) {
            parts.written[parts.written_count++] = date::year{parts.year.value_or(0)} /
                                                   static_cast<int>(parts.month) /
                                                   static_cast<int>(parts.day);
        }
    }
};
template <> struct phrase_action<g::relative_which> : with_text<phrase_action<g::relative_which>> {
    static void set(Parts& parts, std::string_view text) { parts.which = text; }
};
template <> struct phrase_action<g::relative_unit> : with_text<phrase_action<g::relative_unit>> {
    static void set(Parts& parts, std::string_view text) {
        parts.relative = {parts.which.data(),
                          static_cast<std::size_t>(text.data() + text.size() - parts.which.data())};
        parts.unit = text == "week"      ? Unit::week
                     : text == "month"   ? Unit::month
                     : text == "quarter" ? Unit::quarter
                                         : Unit::year;
    }
};

template <> struct phrase_action<g::first_number> : with_text<phrase_action<g::first_number>> {
    static void set(Parts& parts, std::string_view text) {
        parts.first = static_cast<unsigned>(number_of(text));
    }
};
template <> struct phrase_action<g::second_number> : with_text<phrase_action<g::second_number>> {
    static void set(Parts& parts, std::string_view text) {
        parts.second = static_cast<unsigned>(number_of(text));
    }
};

/// What a whole phrase names, or nullopt if the text is another one.
template <typename Phrase> std::optional<Parts> parts_of(std::string_view text) {
    auto in = g::input_of(text);
    Parts parts;
    return g::parse<Phrase, phrase_action>(in, parts) ? std::optional{parts} : std::nullopt;
}

DateReading range(const sys_days& start, const sys_days& end) {
    DateReading reading;
    reading.kind = Kind::range;
    reading.start = start;
    reading.end = end;
    return reading;
}
DateReading day(const year_month_day& day) { return range(day, day); }
DateReading none() {
    DateReading reading;
    reading.kind = Kind::none;
    return reading;
}
DateReading formed(DateForm form, DateReading reading) {
    reading.form = form;
    return reading;
}
/// Days that only the recorded answers give.
DateReading recorded(DateForm form, const year_month_day& day) {
    DateReading reading;
    reading.start = reading.end = day;
    reading.form = form;
    reading.recorded = true;
    return reading;
}

/// Months keep the day of the month, cut to the month's length.
year_month_day plus_months(const year_month_day& from, int count) {
    const auto moved = from + months{count};
    return moved.ok() ? moved : year_month_day{moved.year() / moved.month() / date::last};
}

year_month_day plus(const year_month_day& from, Unit unit, int count) {
    switch (unit) {
        case Unit::day: return sys_days{from} + days{count};
        case Unit::week: return sys_days{from} + days{7 * count};
        case Unit::month: return plus_months(from, count);
        case Unit::quarter: return plus_months(from, 3 * count);
        case Unit::year: break;
    }
    return plus_months(from, 12 * count);
}

/// The ISO week, month, quarter or year around a day.
DateReading range_around(const year_month_day& at, Unit unit) {
    if (unit == Unit::week) {
        const auto since_monday = date::weekday{sys_days{at}} - date::Monday;
        const auto monday = sys_days{at} - since_monday;
        return range(monday, monday + days{6});
    }
    const auto month = static_cast<unsigned>(at.month());
    const unsigned length = unit == Unit::month ? 1 : unit == Unit::quarter ? 3 : 12;
    const unsigned first = month - (month - 1) % length;
    const year_month_day start = at.year() / static_cast<int>(first) / 1;
    return range(sys_days{start},
                 sys_days{at.year() / static_cast<int>(first + length - 1) / date::last});
}

/// Monday of the ISO week, or nullopt if the year has no such week.
std::optional<sys_days> iso_week(int year, int week) {
    const sys_days fourth = date::year{year} / date::January / 4;
    const auto first = fourth - (date::weekday{fourth} - date::Monday);
    const auto monday = first + days{7 * (week - 1)};
    const year_month_day thursday = monday + days{3};
    if (week < 1 || static_cast<int>(thursday.year()) != year) {
        return std::nullopt;
    }
    return monday;
}

/// A range with a keyword of the plugin: `last week`, `2026-Q1`.
std::optional<DateReading> plugin_range(std::string_view text, const year_month_day& today) {
    if (const auto parts = parts_of<g::find_relative>(text)) {
        const int step = parts->which == "last" ? -1 : parts->which == "next" ? 1 : 0;
        auto reading =
            formed(DateForm::relative, range_around(plus(today, parts->unit, step), parts->unit));
        reading.phrase = parts->relative;
        return reading;
    }
    text = trim(text);
    const auto written = [](DateReading reading) {
        return formed(DateForm::written_range, std::move(reading));
    };
    if (const auto parts = parts_of<g::year_range>(text)) {
        return written(range_around(date::year{*parts->year} / 1 / 1, Unit::year));
    }
    if (const auto parts = parts_of<g::quarter_range>(text)) {
        const int quarter = text.back() - '0';
        return written(range_around(date::year{*parts->year} / (3 * quarter) / 1, Unit::quarter));
    }
    if (const auto parts = parts_of<g::month_range>(text);
        parts && parts->count >= 1 && parts->count <= 12) {
        return written(range_around(date::year{*parts->year} / parts->count / 1, Unit::month));
    }
    if (const auto parts = parts_of<g::week_range>(text)) {
        if (const auto monday = iso_week(*parts->year, parts->count)) {
            return written(range(*monday, *monday + days{6}));
        }
    }
    return std::nullopt;
}

/// A day that may lie beyond the end of its month, counted on into the next one.
sys_days counted_on(int year, unsigned month, unsigned day) {
    return sys_days{date::year{year} / static_cast<int>(month) / 1} +
           days{static_cast<int>(day) - 1};
}

/// `March 5`: of the last, this and the next year the one that is nearest.
DateReading month_and_day(const Parts& parts, const year_month_day& today) {
    if (parts.day < 1 || parts.day > 31) {
        return none();
    }
    const int this_year = static_cast<int>(today.year());
    int year = parts.year.value_or(this_year);
    if (!parts.year) {
        const auto distance = [&](int candidate) {
            return std::abs(
                (counted_on(candidate, parts.month, parts.day) - sys_days{today}).count());
        };
        for (const int other : {this_year - 1, this_year + 1}) {
            if (distance(other) < distance(year)) {
                year = other;
            }
        }
    }
    const year_month_day found =
        date::year{year} / static_cast<int>(parts.month) / static_cast<int>(parts.day);
    return found.ok() ? day(found) : none();
}

DateReading weekday_in_week(unsigned weekday, int weeks, const year_month_day& today) {
    // Weeks from Sunday to Saturday.
    const auto sunday = sys_days{today} - (date::weekday{sys_days{today}} - date::Sunday);
    return day(sunday + days{7 * weeks + static_cast<int>(weekday)});
}

DateReading nearest_weekday(unsigned weekday, const year_month_day& today) {
    auto ahead = (date::weekday{weekday} - date::weekday{sys_days{today}}).count();
    if (ahead > 3) {
        ahead -= 7;
    }
    return day(sys_days{today} + days{ahead});
}

bool counts_ahead(std::string_view keyword) {
    return keyword == "in" || keyword == "after" || keyword == "on or after" ||
           keyword == "in or after";
}

/// A phrase that is known. @param text trimmed
DateReading phrase(std::string_view keyword, std::string_view text, const year_month_day& today) {
    using Form = DateForm;
    if (const auto parts = parts_of<g::one_day>(text)) {
        return parts->written[0].ok() ? formed(Form::written, day(parts->written[0]))
                                      : formed(Form::unreal, none());
    }
    if (const auto parts = parts_of<g::two_days>(text)) {
        const auto& [first, second] = parts->written;
        if (!first.ok() || !second.ok()) {
            return {};
        }
        return formed(Form::written, range(std::min(sys_days{first}, sys_days{second}),
                                           std::max(sys_days{first}, sys_days{second})));
    }
    if (parts_of<g::today_word>(text)) {
        return formed(Form::word, day(today));
    }
    if (parts_of<g::tomorrow_word>(text)) {
        return formed(Form::word, day(plus(today, Unit::day, 1)));
    }
    if (parts_of<g::yesterday_word>(text)) {
        return formed(Form::word, day(plus(today, Unit::day, -1)));
    }
    if (const auto parts = parts_of<g::bare_weekday>(text)) {
        return formed(Form::weekday, nearest_weekday(parts->weekday, today));
    }
    if (const auto parts = parts_of<g::this_weekday>(text)) {
        return formed(Form::weekday, weekday_in_week(parts->weekday, 0, today));
    }
    if (const auto parts = parts_of<g::last_weekday>(text)) {
        return formed(Form::weekday, weekday_in_week(parts->weekday, -1, today));
    }
    if (const auto parts = parts_of<g::next_weekday>(text)) {
        return formed(Form::weekday, weekday_in_week(parts->weekday, 1, today));
    }
    if (const auto parts = parts_of<g::units_ago>(text)) {
        return formed(Form::ago_or_ahead, day(plus(today, parts->unit, -parts->count)));
    }
    if (const auto parts = parts_of<g::units_ahead>(text)) {
        return formed(Form::ago_or_ahead, day(plus(today, parts->unit, parts->count)));
    }
    if (const auto parts = parts_of<g::in_units>(text)) {
        const std::string first = to_lower(text.substr(0, text.find(' ')));
        const bool one_day = first == "in" || first == "after";
        return formed(one_day ? Form::ago_or_ahead : Form::span_of_units,
                      day(plus(today, parts->unit, parts->count)));
    }
    if (const auto parts = parts_of<g::last_units>(text)) {
        return formed(Form::span_of_units, day(plus(today, parts->unit, -parts->count)));
    }
    if (const auto parts = parts_of<g::next_unit>(text)) {
        return formed(Form::one_unit, day(plus(today, parts->unit, 1)));
    }
    if (const auto parts = parts_of<g::last_unit>(text)) {
        return formed(Form::one_unit, day(plus(today, parts->unit, -1)));
    }
    if (const auto parts = parts_of<g::bare_units>(text)) {
        return formed(Form::bare_units,
                      counts_ahead(keyword) ? day(plus(today, parts->unit, parts->count)) : none());
    }
    for (const auto& parts : {parts_of<g::month_day>(text), parts_of<g::day_month>(text)}) {
        if (parts) {
            return formed(Form::month_day, month_and_day(*parts, today));
        }
    }
    for (auto parts : {parts_of<g::month_year>(text), parts_of<g::bare_month>(text)}) {
        if (parts) {
            parts->day = 1;
            return formed(Form::month, month_and_day(*parts, today));
        }
    }
    return parts_of<g::no_date>(text) ? formed(Form::nothing, none()) : DateReading{};
}

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

/// What the recorded answers of the plugin say of a phrase that is not known.
/// @param text trimmed
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
    auto inner = phrase(keyword, rest, today);
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

template <typename Rule> struct line_action {};
template <> struct line_action<g::keyword> {
    template <typename ActionInput> static void apply(const ActionInput& in, DateLine& line) {
        line.keyword = in.string_view();
    }
};
template <> struct line_action<g::date_text> {
    template <typename ActionInput> static void apply(const ActionInput& in, DateLine& line) {
        line.text = in.string_view();
    }
};

}  // namespace

DateLine split_date_line(std::string_view rest) {
    auto in = g::input_of(rest);
    DateLine line;
    g::parse<g::date_filter, line_action>(in, line);
    return line;
}

DateReading read_dates(const DateLine& line, const year_month_day& today) {
    if (const auto found = plugin_range(line.text, today)) {
        return *found;
    }
    const std::string keyword = to_lower(line.keyword);
    auto reading = phrase(keyword, trim(line.text), today);
    if (reading.kind == Kind::not_certain) {
        reading = recorded_phrase(keyword, trim(line.text), today);
    }
    return reading;
}

}  // namespace tasklint::query
