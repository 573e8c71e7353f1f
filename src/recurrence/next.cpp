// The next occurrence as Tasks 8.3.0 finds it (src/Task/Recurrence.ts) with rrule.js 2.8.1: RFC
// 5545 with the week starting on Monday, all at midnight of one time zone, until the year 9999.
//   * The rule is asked for one occurrence, the first after the day it is anchored at. So a period
//     after the other is looked at, and a count only has to outlast that one day.
//   * Which days count is asked of recurrence/day_filter.hpp.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "recurrence/day_filter.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint {

namespace {

using date::days;
using date::sys_days;
using date::year_month_day;
using recurrence::DayFilter;
using recurrence::first_day_of;
using recurrence::weekday_of;
using recurrence::year_of;
using Minutes = std::chrono::minutes;
using Instant = date::sys_time<Minutes>;

constexpr int last_year = 9999;
constexpr days week{7};
constexpr std::int64_t years_of_round = 400;  // of the Gregorian calendar, weekdays and all
constexpr days days_of_round{146'097};
/// Beyond the calendar in every unit, and small enough to multiply by any of them.
constexpr std::uint64_t largest_interval = 6'000'000'000;
constexpr std::uint64_t largest_hour = 2'400'000'000;  // JavaScript's dates end there

/// A rule anchored at a day: its occurrences from that day on.
class Series {
public:
    Series(const RecurrenceRule& rule, sys_days anchor)
        : rule_{rule},
          anchor_{anchor},
          interval_{
              static_cast<std::int64_t>(std::min(rule.interval.value_or(1), largest_interval))},
          filter_{std::in_place, rule, anchor} {}

    void anchor_at(sys_days anchor) {
        anchor_ = anchor;
        if (!filter_->names_days()) {
            filter_.emplace(rule_, anchor);
        }
    }

    /// The first day after the anchor on which something occurs.
    [[nodiscard]] std::optional<sys_days> after_anchor() {
        found_.reset();
        std::uint64_t left = rule_.count.value_or(std::numeric_limits<std::uint64_t>::max());
        if (filter_->takes(anchor_) && !pass_anchor(left)) {
            return found_;
        }
        if (const auto instant = first_from(anchor_ + days{1})) {
            static_cast<void>(occurs(*instant, left));
        }
        return found_;
    }

    /// Going back day by day: the next one at which the rule, anchored there, may have another
    /// answer.
    [[nodiscard]] sys_days earlier_anchor() {
        sys_days day = anchor_;
        const auto same_answer = [&] {
            const year_month_day date{day};
            const year_month_day following{day + days{1}};
            const bool same_period = rule_.frequency == Frequency::yearly
                                         ? date.year() == following.year()
                                         : date.month() == following.month();
            return filter_->names_days() && same_period && !filter_->takes(day) &&
                   !filter_->takes(day + days{1});
        };
        do {
            day -= days{1};
        } while (same_answer());
        return day;
    }

private:
    /// What occurs on the anchor itself. @return false if the search ends there
    [[nodiscard]] bool pass_anchor(std::uint64_t& left) {
        if (rule_.frequency <= Frequency::daily) {
            return occurs(anchor_, left);
        }
        constexpr std::int64_t day = Minutes{days{1}}.count();
        const auto count = static_cast<std::uint64_t>((day - 1) / unit().count() + 1);
        const bool goes_on = count < left;
        left -= std::min(left, count);
        return goes_on;
    }

    /// Counts what occurs on a day, hour by hour. Hours beyond 23 run into later days, as
    /// JavaScript's dates do. @return false if the search ends
    [[nodiscard]] bool occurs(Instant instant, std::uint64_t& left) {
        if (rule_.byhour.empty()) {
            return occurs_at(instant, left);
        }
        return std::all_of(rule_.byhour.begin(), rule_.byhour.end(), [&](std::uint64_t hour) {
            return hour > largest_hour ||
                   occurs_at(instant + std::chrono::hours{static_cast<std::int64_t>(hour)}, left);
        });
    }

    [[nodiscard]] bool occurs_at(Instant instant, std::uint64_t& left) {
        if (rule_.until && instant > Instant{sys_days{*rule_.until}}) {
            return false;
        }
        if (instant >= anchor_ + days{1}) {
            if (instant < first_day_of(last_year + 1)) {
                found_ = date::floor<days>(instant);
            }
            return false;
        }
        return --left > 0;
    }

    /// From one occurrence of a rule without BY… parts to the next; years and months apart.
    [[nodiscard]] Minutes unit() const {
        switch (rule_.frequency) {
            case Frequency::minutely: return Minutes{interval_};
            case Frequency::hourly: return Minutes{interval_ * 60};
            case Frequency::weekly: return Minutes{interval_ * Minutes{week}.count()};
            default: return Minutes{interval_ * Minutes{days{1}}.count()};
        }
    }

    [[nodiscard]] std::optional<Instant> first_from(sys_days from) {
        switch (rule_.frequency) {
            case Frequency::yearly: return in_years(from);
            case Frequency::monthly: return in_months(from);
            case Frequency::weekly: return in_weeks(from);
            default: return in_steps(from);
        }
    }

    /// How far to look: the calendar repeats itself after a while, and after as many of its rounds
    /// as it takes the steps to come by the same days nothing new comes.
    static std::int64_t horizon(std::int64_t step, std::int64_t round) {
        constexpr std::int64_t most = last_year / years_of_round + 1;
        return (std::min(step / std::gcd(step, round), most) + 1) * round;
    }

    [[nodiscard]] Instant end_of_search() const {
        const Minutes most{horizon(unit().count(), Minutes{days_of_round}.count())};
        return std::min(Instant{first_day_of(last_year + 1)}, anchor_ + most);
    }

    [[nodiscard]] std::optional<Instant> in_years(sys_days from) {
        const std::int64_t begin = year_of(anchor_);
        const auto end =
            std::min<std::int64_t>(last_year, begin + horizon(interval_, years_of_round));
        for (std::int64_t year = begin; year <= end; year += interval_) {
            const sys_days first = first_day_of(static_cast<int>(year));
            const sys_days next = first_day_of(static_cast<int>(year) + 1);
            if (const auto day = filter_->first_in(first, from, next)) {
                return *day;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Instant> in_months(sys_days from) {
        const year_month_day anchor{anchor_};
        std::int64_t year = static_cast<int>(anchor.year());
        std::int64_t month = static_cast<unsigned>(anchor.month()) - 1;  // from 0
        const auto last =
            std::min<std::int64_t>(last_year, year + horizon(interval_, years_of_round * 12) / 12);
        while (year <= last) {
            const auto this_month =
                date::year{static_cast<int>(year)} / date::month{static_cast<unsigned>(month) + 1};
            const sys_days end = sys_days{this_month / date::last} + days{1};
            if (const auto day = filter_->first_in(sys_days{this_month / 1}, from, end)) {
                return *day;
            }
            month += interval_;
            year += month / 12;
            month %= 12;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Instant> in_weeks(sys_days from) {
        const sys_days monday = anchor_ - days{weekday_of(anchor_)};
        const Instant end = end_of_search();
        // The anchor's week begins with the anchor, in the anchor's year.
        if (const auto day = filter_->first_in(anchor_, from, monday + week)) {
            return *day;
        }
        for (Instant at = monday + unit(); at < end; at += unit()) {
            const sys_days begin = date::floor<days>(at);
            if (const auto day = filter_->first_in(begin, from, begin + week)) {
                return *day;
            }
        }
        return std::nullopt;
    }

    /// Days, hours, minutes: one step after the other, whatever day that is. Days that do not count
    /// are passed over at once.
    [[nodiscard]] std::optional<Instant> in_steps(sys_days from) {
        const Instant end = end_of_search();
        const Instant anchor = anchor_;
        for (;;) {
            const Instant at = anchor + ((from - anchor - Minutes{1}) / unit() + 1) * unit();
            if (at >= end) {
                return std::nullopt;
            }
            const sys_days day = date::floor<days>(at);
            if (filter_->takes(day)) {
                return at;
            }
            const auto next = next_taken(day);
            if (!next) {
                return std::nullopt;
            }
            from = *next;
        }
    }

    [[nodiscard]] std::optional<sys_days> next_taken(sys_days day) {
        for (int year = year_of(day); year <= last_year; ++year) {
            if (const auto next =
                    filter_->first_in(first_day_of(year), day, first_day_of(year + 1))) {
                return next;
            }
        }
        return std::nullopt;
    }

    const RecurrenceRule& rule_;
    sys_days anchor_;
    std::int64_t interval_;
    std::optional<DayFilter> filter_;
    std::optional<sys_days> found_;
};

/// The plugin corrects rules whose normal form begins with `every month`, `every 2 years` and the
/// like, those of months only if ` on ` stands nowhere. That is the same as asking the rule.
bool is_corrected(const RecurrenceRule& rule) {
    // `every January` names no unit, but `every 2 years January` does.
    const bool names_unit = rule.bymonth.empty() || rule.interval.value_or(1) != 1;
    const bool has_on = !rule.byday.empty() || !rule.bymonthday.empty();
    return names_unit && (rule.frequency == Frequency::yearly ||
                          (rule.frequency == Frequency::monthly && !has_on));
}

/// The first occurrence after the day `base` of the rule anchored at it; nullopt: there is none.
std::optional<sys_days> occurrence_after(const RecurrenceRule& rule, sys_days base) {
    const auto interval = rule.interval.value_or(1);
    const bool corrected = is_corrected(rule);
    const auto skips_too_many = [&](sys_days next) {
        const year_month_day from{base};
        const year_month_day to{next};
        const auto years = static_cast<std::int64_t>((to.year() - from.year()).count());
        const auto months =
            years * 12 + static_cast<unsigned>(to.month()) - static_cast<unsigned>(from.month());
        const auto skipped = rule.frequency == Frequency::yearly ? years : months;
        return skipped > 0 && static_cast<std::uint64_t>(skipped) > interval;
    };
    Series series{rule, base};
    auto next = series.after_anchor();
    // From 31 January every month would be 31 March: the plugin goes back from day to day, each the
    // rule's new anchor, until the month after is reached.
    while (next && corrected && skips_too_many(*next)) {
        base = series.earlier_anchor();
        series.anchor_at(base);
        next = series.after_anchor();
    }
    return next;
}

/// `next`, as many days away as `date` is from `reference`.
year_month_day moved(const year_month_day& date, const year_month_day& reference, sys_days next) {
    // The plugin adds NaN days for an impossible date, which to Moment.js is none.
    const bool comparable = date.ok() && reference.ok();
    const year_month_day result = comparable ? next + (sys_days{date} - sys_days{reference}) : next;
    const bool four_digits = result.year() >= date::year{0} && result.year() <= date::year{9999};
    return four_digits ? result : year_month_day{};
}

}  // namespace

ReferenceDates Recurrence::next(const year_month_day& completed_on) const {
    const auto reference = reference_date(dates_, remove_scheduled_);
    if (!reference) {
        return {};
    }
    const year_month_day base = when_done_ ? completed_on : *reference;
    const auto next = base.ok() ? occurrence_after(rule_, base) : std::nullopt;
    const auto move = [&](const std::optional<year_month_day>& date) {
        return !date   ? std::nullopt
               : !next ? std::optional{year_month_day{}}
                       : std::optional{moved(*date, *reference, *next)};
    };
    ReferenceDates dates{move(dates_.start), move(dates_.scheduled), move(dates_.due)};
    if (remove_scheduled_ && (dates_.start || dates_.due)) {
        dates.scheduled.reset();
    }
    return dates;
}

}  // namespace tasklint
