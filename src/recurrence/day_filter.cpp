// rrule.js 2.8.1, src/iterinfo/: the masks of a year, and which of its days are left.
#include "recurrence/day_filter.hpp"

#include <algorithm>
#include <cstdlib>

namespace tasklint::recurrence {

namespace {

using date::days;
using date::sys_days;
using date::year_month_day;

constexpr days week{7};

bool is_leap(int year) { return date::year{year}.is_leap(); }
int length_of(int year) { return is_leap(year) ? 366 : 365; }
unsigned length_of(int year, unsigned month) {
    return static_cast<unsigned>((date::year{year} / date::month{month} / date::last).day());
}

/// The number of the week that began in the year before.
/// @param weekday of 1 January @param first_week the first day of week 1
std::size_t last_week_before(int year, int weekday, int first_week) {
    const int length_before = length_of(year - 1);
    const int weekday_before = (weekday + 7 * 53 - length_before) % 7;
    const bool has_week_one = (7 - weekday_before) % 7 >= 4;
    // rrule.js takes the length of the wrong year, and so do we.
    const int counted =
        has_week_one ? length_before + weekday_before : length_of(year) - first_week;
    return counted % 7 >= 4 ? 53 : 52;
}

}  // namespace

DayFilter::DayFilter(const RecurrenceRule& rule, sys_days anchor) : rule_{rule} {
    read_weekdays();
    for (const auto month : rule.bymonth) {
        months_.set(month);
    }
    for (const int day : rule.bymonthday) {
        const auto number = static_cast<std::size_t>(std::abs(day));
        if (number <= longest_month) {
            (day > 0 ? month_days_ : last_month_days_).set(number);
        }
    }
    for (const auto number : rule.byweekno) {
        if (number < weeks_.size()) {
            weeks_.set(static_cast<std::size_t>(number));
        }
    }
    names_days_ = !rule.byday.empty() || !rule.bymonthday.empty() || !rule.byweekno.empty();
    by_month_day_ = !rule.bymonthday.empty();
    if (!names_days_) {
        take_from(anchor);
    }
}

bool DayFilter::takes(sys_days day) {
    const int year = year_of(day);
    return mask_of(year)[static_cast<std::size_t>((day - first_day_of(year)).count())];
}

std::optional<sys_days> DayFilter::first_in(sys_days period, sys_days from, sys_days end) {
    const sys_days first = first_day_of(year_of(period));
    from = std::max(from, period);
    if (from >= end) {
        return std::nullopt;
    }
    const YearMask& mask = mask_of(year_of(period));
    const auto* const found =
        std::find(mask.data() + (from - first).count(), mask.data() + (end - first).count(), true);
    const days at{static_cast<int>(found - mask.data())};
    return first + at < end ? std::optional{first + at} : std::nullopt;
}

/// An ordinal counts in months and years only.
void DayFilter::read_weekdays() {
    const bool counted = rule_.frequency <= Frequency::monthly;
    for (const WeekdayRule& day : rule_.byday) {
        if (day.ordinal == 0 || !counted) {
            weekdays_.set(day.weekday);
        } else {
            has_ordinals_ = true;
        }
    }
}

void DayFilter::take_from(sys_days anchor) {
    const year_month_day day{anchor};
    if (rule_.frequency == Frequency::weekly) {
        weekdays_.set(weekday_of(anchor));
    }
    if (rule_.frequency <= Frequency::monthly) {
        by_month_day_ = true;
        month_days_.set(static_cast<unsigned>(day.day()));
    }
    if (rule_.frequency == Frequency::yearly && months_.none()) {
        months_.set(static_cast<unsigned>(day.month()));
    }
}

const DayFilter::YearMask& DayFilter::mask_of(int year) {
    const auto kind = (weekday_of(first_day_of(year)) * 2 + (is_leap(year) ? 1U : 0U)) * 2 +
                      (is_leap(year - 1) ? 1U : 0U);
    if (!known_[kind]) {
        known_.set(kind);
        fill(masks_[kind], year);
    }
    return masks_[kind];
}

void DayFilter::fill(YearMask& mask, int year) const {
    const YearMask by_week = rule_.byweekno.empty() ? YearMask{} : weeks_of(year);
    const YearMask by_ordinal = has_ordinals_ ? ordinal_days_of(year) : YearMask{};
    std::size_t weekday = weekday_of(first_day_of(year));
    std::size_t i = 0;
    for (unsigned month = 1; i < days_of_mask; month = month % 12 + 1) {
        const unsigned last = length_of(year, month);
        for (unsigned day = 1; day <= last && i < days_of_mask; ++day, ++i) {
            mask[i] = (rule_.byweekno.empty() || by_week[i]) && (!has_ordinals_ || by_ordinal[i]) &&
                      (weekdays_.none() || weekdays_[weekday]) &&
                      (months_.none() || months_[month]) &&
                      (!by_month_day_ || month_days_[day] || last_month_days_[last + 1 - day]);
            weekday = (weekday + 1) % 7;
        }
    }
}

/// The days of the weeks asked for, as rrule.js counts weeks (src/iterinfo/yearinfo.ts), which for
/// the last days of an old year's week is not always as ISO 8601 does.
DayFilter::YearMask DayFilter::weeks_of(int year) const {
    YearMask mask{};
    const int length = length_of(year);
    const int weekday = static_cast<int>(weekday_of(first_day_of(year)));
    const int first_monday = (7 - weekday) % 7;
    // Week 1 has at least four days in the year.
    const int first_week = first_monday >= 4 ? first_monday - 7 : first_monday;
    const int counted = first_week < 0 ? length + weekday : length - first_monday;
    const int count = counted / 7 + (counted % 7 >= 4 ? 1 : 0);
    const auto take = [&](int begin) {
        for (int day = std::max(begin, 0); day < begin + 7; ++day) {
            mask[static_cast<std::size_t>(day)] = true;
        }
    };
    for (int number = 1; number <= count; ++number) {
        if (weeks_[static_cast<std::size_t>(number)]) {
            take(first_week + (number - 1) * 7);
        }
    }
    if (weeks_[1] && first_week + count * 7 < length) {
        take(first_week + count * 7);  // week 1 of the next year
    }
    if (first_week > 0 && weeks_[last_week_before(year, weekday, first_week)]) {
        std::fill_n(mask.begin(), first_week, true);
    }
    return mask;
}

/// `the 2nd Monday` in every month that counts, or in the year if none is named.
DayFilter::YearMask DayFilter::ordinal_days_of(int year) const {
    YearMask mask{};
    if (rule_.frequency == Frequency::yearly && months_.none()) {
        take_ordinals(mask, first_day_of(year), first_day_of(year + 1));
        return mask;
    }
    for (unsigned month = 1; month <= 12; ++month) {
        const auto this_month = date::year{year} / date::month{month};
        take_ordinals(mask, sys_days{this_month / 1}, sys_days{this_month / date::last} + days{1});
    }
    return mask;
}

void DayFilter::take_ordinals(YearMask& mask, sys_days begin, sys_days end) const {
    const sys_days first = first_day_of(year_of(begin));
    for (const WeekdayRule& rule : rule_.byday) {
        const date::weekday weekday{(rule.weekday + 1U) % 7};
        sys_days day{};
        if (rule.ordinal > 0) {
            day = begin + (weekday - date::weekday{begin}) + week * (rule.ordinal - 1);
        } else if (rule.ordinal < 0) {
            const sys_days last = end - days{1};
            day = last - (date::weekday{last} - weekday) + week * (rule.ordinal + 1);
        }
        if (rule.ordinal != 0 && begin <= day && day < end) {
            mask[static_cast<std::size_t>((day - first).count())] = true;
        }
    }
}

}  // namespace tasklint::recurrence
