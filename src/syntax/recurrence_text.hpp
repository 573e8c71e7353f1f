#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <date/date.h>

// Recurrence text cut into words; recurrence/parse_rule.cpp makes a rule of them.
namespace tasklint::syntax {

/// The words that rrule.js knows. Weekdays and months stand in their order, one after another.
enum class RecurrenceWord : std::uint8_t {
    none,  ///< the text is used up or goes on with something that is no word
    number,
    number_as_text,
    nth,
    first,
    second,
    third,
    last,
    days,
    weekdays,
    weeks,
    hours,
    minutes,
    months,
    years,
    times,
    every,
    on,
    at,
    the,
    for_count,
    until,
    comma,
    monday,
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday,
    sunday,
    january,
    february,
    march,
    april,
    may,
    june,
    july,
    august,
    september,
    october,
    november,
    december,
};

/// Hands out the words of a rule one by one. Where no word follows it stops for good.
class RecurrenceWords {
public:
    /// Stands at the first word.
    /// @param text must outlive the reader
    explicit RecurrenceWords(std::string_view text) : rest_(text) { next(); }

    void next();
    /// Leaves the remaining text unread: the current word is `none` from now on.
    void stop() noexcept;
    /// Takes the remaining text as read.
    void finish() noexcept;

    [[nodiscard]] RecurrenceWord word() const noexcept { return word_; }
    /// The value of a `number` or `nth`, at most 2^53.
    [[nodiscard]] std::uint64_t number() const noexcept { return number_; }
    /// What follows the current word.
    [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

private:
    std::string_view rest_;
    RecurrenceWord word_ = RecurrenceWord::none;
    std::uint64_t number_ = 0;
    bool stopped_ = false;
};

/// A recurrence text without its frame.
struct RecurrenceFrame {
    std::string_view body;  ///< trimmed
    bool when_done = false;
};

/// @return nullopt if the text has characters other than letters, digits, comma, space, `!`
[[nodiscard]] std::optional<RecurrenceFrame> read_recurrence_frame(std::string_view text);

/// Reads the date behind `until`.
/// @return nullopt if engines read it differently or not at all. A day that the month lacks is
///         returned as it stands (`!ok()`), up to the 31st.
[[nodiscard]] std::optional<date::year_month_day> read_until_date(std::string_view text);

}  // namespace tasklint::syntax
