// Recurrences for calendars. All clients have to agree on the dates: what they were seen to read
// in different ways is written otherwise or not at all.
#include "calendar/rule.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "recurrence/day_filter.hpp"

namespace tasklint {
namespace {

constexpr std::uint64_t largest_interval = 32767;  // of libical
constexpr std::uint64_t largest_count = 1'000'000;
constexpr int last_year = 2999;
constexpr date::days longest_shift{366 * 8};

constexpr std::array<std::string_view, 7> weekday_codes{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

std::string_view frequency_name(Frequency frequency) {
    switch (frequency) {
        case Frequency::yearly: return "YEARLY";
        case Frequency::monthly: return "MONTHLY";
        case Frequency::weekly: return "WEEKLY";
        default: return "DAILY";
    }
}

bool names_days(const RecurrenceRule& rule) {
    return !rule.byday.empty() || !rule.bymonth.empty() || !rule.bymonthday.empty() ||
           !rule.byweekno.empty();
}

/// Why iCalendar has no such rule; empty: it has.
std::string_view not_in_icalendar(const RecurrenceRule& rule) {
    if (rule.interval.value_or(1) > largest_interval) {
        return "its interval is too long";
    }
    if (rule.count && *rule.count > largest_count) {
        return "its count is too large";
    }
    if (rule.count && rule.until) {
        return "it has two ends";
    }
    if (!rule.byweekno.empty() &&
        (rule.frequency != Frequency::yearly ||
         std::any_of(rule.byweekno.begin(), rule.byweekno.end(), [](auto n) { return n > 53; }))) {
        return "weeks of the year are for yearly rules";
    }
    if (!rule.bymonthday.empty() && rule.frequency == Frequency::weekly) {
        return "days of the month are not for weekly rules";
    }
    if (std::any_of(rule.bymonthday.begin(), rule.bymonthday.end(),
                    [](int day) { return std::abs(day) > 31; })) {
        return "no month has such a day";
    }
    const int most = rule.frequency == Frequency::monthly  ? 5
                     : rule.frequency == Frequency::yearly ? 53
                                                           : 0;
    if (std::any_of(rule.byday.begin(), rule.byday.end(), [&](const WeekdayRule& day) {
            return std::abs(day.ordinal) > most || (day.ordinal != 0 && !rule.byweekno.empty());
        })) {
        return "a numbered weekday is for monthly and yearly rules";
    }
    return {};
}

/// Days of the month in a yearly rule without months: Tasks and some programs take every month,
/// others one month of the year.
bool is_of_every_month(const RecurrenceRule& rule) {
    return rule.frequency == Frequency::yearly && !rule.bymonthday.empty() && rule.bymonth.empty();
}

/// Why programs were seen to read the rule in different ways; empty: they agree.
std::string_view read_differently(const RecurrenceRule& rule) {
    // The first weeks of a year and its last ones have days of the year beside it.
    const bool sure_weeks = std::all_of(rule.byweekno.begin(), rule.byweekno.end(),
                                        [](auto number) { return number > 1 && number < 52; });
    if (!rule.byweekno.empty() && (!sure_weeks || rule.byday.empty() || !rule.bymonthday.empty())) {
        return "programs differ in which days of a week of the year it means";
    }
    if (is_of_every_month(rule) && (rule.interval.value_or(1) != 1 || !rule.byday.empty())) {
        return "programs differ in whether a day of the month is of one month of a year";
    }
    const auto is_plain = [](const WeekdayRule& day) { return day.ordinal == 0; };
    if (std::any_of(rule.byday.begin(), rule.byday.end(), is_plain) &&
        !std::all_of(rule.byday.begin(), rule.byday.end(), is_plain)) {
        return "programs differ in what numbered weekdays beside others mean";
    }
    return {};
}

template <typename Number> std::string list(std::vector<Number> numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return fmt::format("{}", fmt::join(numbers, ","));
}

std::string weekday_list(std::vector<WeekdayRule> days) {
    const auto key = [](const WeekdayRule& day) { return std::pair{day.ordinal, day.weekday}; };
    std::sort(days.begin(), days.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::string text;
    for (const auto& day : days) {
        text += text.empty() ? "" : ",";
        text += day.ordinal == 0 ? std::string{} : fmt::format("{}", day.ordinal);
        text += weekday_codes.at(day.weekday);
    }
    return text;
}

std::string value_of(const RecurrenceRule& rule) {
    std::string value = fmt::format("FREQ={}", frequency_name(rule.frequency));
    if (rule.interval.value_or(1) > 1) {
        value += fmt::format(";INTERVAL={}", *rule.interval);
    }
    if (!rule.bymonth.empty()) {
        value += ";BYMONTH=" + list(std::vector<int>(rule.bymonth.begin(), rule.bymonth.end()));
    }
    if (!rule.byweekno.empty()) {
        value += ";BYWEEKNO=" + list(rule.byweekno);
    }
    if (!rule.bymonthday.empty()) {
        value += ";BYMONTHDAY=" + list(rule.bymonthday);
    }
    if (!rule.byday.empty()) {
        value += ";BYDAY=" + weekday_list(rule.byday);
    }
    if (rule.count) {
        value += fmt::format(";COUNT={}", *rule.count);
    }
    return value;
}

}  // namespace

ReferenceDates reference_dates_of(const Task& task) {
    return {real_date_of(task, FieldKind::start),
            task.scheduled_inferred ? std::nullopt : real_date_of(task, FieldKind::scheduled),
            real_date_of(task, FieldKind::due)};
}

CalendarRule calendar_rule(const Recurrence& recurrence, const date::year_month_day& reference,
                           bool shift) {
    CalendarRule out;
    out.start = reference;
    RecurrenceRule rule = recurrence.rule();
    if (recurrence.when_done()) {
        out.left_out = "it counts from the day of completion";
        return out;
    }
    if (rule.frequency == Frequency::hourly || rule.frequency == Frequency::minutely) {
        out.left_out = "a date has no hours";
        return out;
    }
    if (const auto reason = not_in_icalendar(rule); !reason.empty()) {
        out.left_out = reason;
        return out;
    }
    if (const auto reason = read_differently(rule); !reason.empty()) {
        out.left_out = reason;
        return out;
    }
    if (!rule.byhour.empty()) {
        out.changed = "the time of day is left out";
        rule.byhour.clear();
    }
    recurrence::DayFilter filter{rule, date::sys_days{reference}};
    if (!filter.takes(date::sys_days{reference})) {
        if (!shift) {
            out.left_out = fmt::format("{} is none of its dates", to_string(reference));
            return out;
        }
        auto day = date::sys_days{reference} + date::days{1};
        const auto end = day + longest_shift;
        while (day < end && !filter.takes(day)) {
            day += date::days{1};
        }
        out.start = day;
        if (day == end || int{out.start.year()} > last_year) {
            out.left_out = "it has no date in the next years";
            return out;
        }
        out.changed = fmt::format("{} is none of its dates, it begins on {}", to_string(reference),
                                  to_string(out.start));
    }
    if (rule.until && *rule.until < out.start) {
        out.left_out = fmt::format("it ends on {}, before its date", to_string(*rule.until));
        return out;
    }
    out.names_days = names_days(rule);
    out.by_months = rule.frequency <= Frequency::monthly;
    const auto day = unsigned{out.start.day()};
    if (!out.names_days && rule.frequency == Frequency::monthly && day >= 29) {
        // Programs differ in how they read the exact rule, and agree on the last day.
        if (day == 31) {
            rule.bymonthday = {-1};
            out.names_days = true;
        } else {
            out.skips_months = true;
            out.changed = fmt::format("calendars skip months without day {}", day);
        }
    } else if (!out.names_days && rule.frequency == Frequency::yearly && day == 29 &&
               out.start.month() == date::February) {
        rule.bymonth = {2};
        rule.bymonthday = {-1};
        out.names_days = true;
    }
    if (is_of_every_month(rule)) {
        rule.frequency = Frequency::monthly;
    }
    out.until = rule.until;
    out.value = value_of(rule);
    return out;
}

}  // namespace tasklint
