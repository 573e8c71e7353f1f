// Date phrases as days: the plugin's own ranges first, then the known part of what its date library
// reads.
#include "query/dates.hpp"

#include "query/date_parts.hpp"

namespace tasklint::query {
namespace phrases {
namespace {

/// Months keep the day of the month, cut to the month's length.
year_month_day plus_months(const year_month_day& from, int count) {
    const auto moved = from + months{count};
    return moved.ok() ? moved : year_month_day{moved.year() / moved.month() / date::last};
}

}  // namespace

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

namespace {

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

}  // namespace

DateReading known_phrase(std::string_view keyword, std::string_view text,
                         const year_month_day& today) {
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

}  // namespace phrases

namespace {

namespace g = grammar;
using date::year_month_day;
using Kind = DateReading::Kind;

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
    if (const auto found = phrases::plugin_range(line.text, today)) {
        return *found;
    }
    const std::string keyword = to_lower(line.keyword);
    auto reading = phrases::known_phrase(keyword, trim(line.text), today);
    if (reading.kind == Kind::not_certain) {
        reading = phrases::recorded_phrase(keyword, trim(line.text), today);
    }
    return reading;
}

}  // namespace tasklint::query
