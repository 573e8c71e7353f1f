#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>

#include <date/date.h>

#include "tasklint/recurrence.hpp"

// Which days a rule means. That hangs on the kind of year alone, and there are 28: how long it is,
// the weekday it begins with, and how long the year before it was (for the number of its first
// week).
namespace tasklint::recurrence {

[[nodiscard]] inline date::sys_days first_day_of(int year) {
    return date::year{year} / date::January / 1;
}
[[nodiscard]] inline int year_of(date::sys_days day) {
    return static_cast<int>(date::year_month_day{day}.year());
}
/// 0 is Monday.
[[nodiscard]] inline unsigned weekday_of(date::sys_days day) {
    return date::weekday{day}.iso_encoding() - 1;
}

/// Which days of a year the BY… parts of a rule let through, as rrule.js 2.8.1 has it.
class DayFilter {
public:
    /// @param rule must outlive the filter
    /// @param anchor DTSTART, which gives what the rule leaves open
    DayFilter(const RecurrenceRule& rule, date::sys_days anchor);

    /// The rule itself says which days it means, whatever it is anchored at.
    [[nodiscard]] bool names_days() const noexcept { return names_days_; }

    [[nodiscard]] bool takes(date::sys_days day);

    /// The first day in `[from, end)` that is not before `period` begins.
    /// @param end at most a week into the year after `period`'s
    [[nodiscard]] std::optional<date::sys_days> first_in(date::sys_days period, date::sys_days from,
                                                         date::sys_days end);

private:
    static constexpr std::size_t longest_month = 31;
    /// Days from 1 January; those of the next year's first week follow, as a week is a period too.
    static constexpr std::size_t days_of_mask = 366 + 7;
    using YearMask = std::array<bool, days_of_mask>;

    void read_weekdays();
    void take_from(date::sys_days anchor);
    const YearMask& mask_of(int year);
    void fill(YearMask& mask, int year) const;
    [[nodiscard]] YearMask weeks_of(int year) const;
    [[nodiscard]] YearMask ordinal_days_of(int year) const;
    void take_ordinals(YearMask& mask, date::sys_days begin, date::sys_days end) const;

    const RecurrenceRule& rule_;
    std::bitset<7> weekdays_;  // none: all
    std::bitset<13> months_;   // none: all
    std::bitset<longest_month + 1> month_days_, last_month_days_;
    std::bitset<54> weeks_;
    bool by_month_day_ = false, has_ordinals_ = false, names_days_ = false;
    std::bitset<28> known_;
    std::array<YearMask, 28> masks_;  // those that are known
};

}  // namespace tasklint::recurrence
