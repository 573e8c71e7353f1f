#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <date/date.h>

namespace tasklint::query {

/// The form of a date phrase, for those who explain it.
enum class DateForm : std::uint8_t {
    other,          ///< outside of what is known
    nothing,        ///< no reader finds a date in it
    relative,       ///< `this week`: the plugin's own, with whatever stands around it
    written_range,  ///< `2026`, `2026-Q1`, `2026-01`, `2026-W02`
    written,        ///< `2026-01-06`, one or two of them
    unreal,         ///< `2026-02-30`
    word,           ///< `today`, `tomorrow`, `yesterday`
    weekday,        ///< `friday`, `next friday`
    ago_or_ahead,   ///< `3 days ago`, `3 days from now`, `in 3 days`
    span_of_units,  ///< `next 7 days`, `within 7 days`, `last 7 days`: one day
    one_unit,       ///< `next day`, `Next week`: one day
    bare_units,     ///< `3 days`
    month_day,      ///< `March 5`
    month,          ///< `March`, `March 2026`: its first day
    two_by_to,      ///< `2026-01-01 to 2026-01-31`: the first
    day_or_month,   ///< `05.01.2026`
    day_after,      ///< `day after tomorrow`: tomorrow
    word_and_more,  ///< `today + 7`: today
    passed_over,    ///< a phrase that is known behind words that are passed over: `by 2026-01-09`
};

/// What the text of a date filter was read as.
struct DateReading {
    enum class Kind {
        range,        ///< from `start` to `end`
        none,         ///< no date: the plugin reports an error
        not_certain,  ///< outside the phrases that are known
    };
    Kind kind = Kind::not_certain;
    date::year_month_day start{}, end{};
    DateForm form = DateForm::other;
    /// Outside the phrases that are known, the plugin's recorded answers agree on these days: a
    /// remark for people, not an answer.
    bool recorded = false;
    std::string_view phrase;  ///< the part of the text that means days; the rest is passed over
    DateForm inner = DateForm::other;  ///< the form of the phrase behind passed over words
};

/// A line of a date filter behind its field and the one space.
struct DateLine {
    std::string_view keyword;  ///< as written
    std::string_view text;
};
[[nodiscard]] DateLine split_date_line(std::string_view rest);

/// @param today real
[[nodiscard]] DateReading read_dates(const DateLine& line, const date::year_month_day& today);

}  // namespace tasklint::query
