#pragma once

#include <optional>
#include <string_view>

#include <date/date.h>

namespace tasklint::query {

/// What the text of a date filter was read as.
struct DateReading {
    enum class Kind {
        range,        ///< from `start` to `end`
        none,         ///< no date: the plugin reports an error
        not_certain,  ///< outside the phrases that are known
    };
    Kind kind = Kind::not_certain;
    date::year_month_day start, end;
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
