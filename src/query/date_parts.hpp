#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "query/date_grammar.hpp"
#include "query/dates.hpp"
#include "tasklint/text.hpp"

// What the readers of date phrases share: the parts that a phrase names.
namespace tasklint::query::phrases {

namespace g = grammar;
using date::days;
using date::months;
using date::sys_days;
using date::year_month_day;
using Kind = DateReading::Kind;

inline int number_of(std::string_view digits) {
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

inline constexpr std::array<std::string_view, 14> count_words{
    "a",     "one",   "two",  "three", "four",   "five",   "six",
    "seven", "eight", "nine", "ten",   "eleven", "twelve", "an"};
inline constexpr std::array<std::string_view, 7> weekdays{"sun", "mon", "tue", "wed",
                                                          "thu", "fri", "sat"};
inline constexpr std::array<std::string_view, 12> month_names{
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

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

inline DateReading range(const sys_days& start, const sys_days& end) {
    DateReading reading;
    reading.kind = Kind::range;
    reading.start = start;
    reading.end = end;
    return reading;
}
inline DateReading day(const year_month_day& day) { return range(day, day); }
inline DateReading none() {
    DateReading reading;
    reading.kind = Kind::none;
    return reading;
}
inline DateReading formed(DateForm form, DateReading reading) {
    reading.form = form;
    return reading;
}
/// Days that only the recorded answers give.
inline DateReading recorded(DateForm form, const year_month_day& day) {
    DateReading reading;
    reading.start = reading.end = day;
    reading.form = form;
    reading.recorded = true;
    return reading;
}

[[nodiscard]] year_month_day plus(const year_month_day& from, Unit unit, int count);

/// A phrase that is known. @param keyword in lower case @param text trimmed
[[nodiscard]] DateReading known_phrase(std::string_view keyword, std::string_view text,
                                       const year_month_day& today);
/// What the plugin's recorded answers say of a phrase that is not known. @param text trimmed
[[nodiscard]] DateReading recorded_phrase(std::string_view keyword, std::string_view text,
                                          const year_month_day& today);

}  // namespace tasklint::query::phrases
