// A rule as RFC 5545 §3.3.10 writes it, with the parts in the order of rrule.js.

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <tuple>

#include <fmt/format.h>

#include "recurrence/rule.hpp"

namespace tasklint::recurrence {
namespace {

constexpr std::array<std::string_view, 6> frequency_names{"YEARLY", "MONTHLY", "WEEKLY",
                                                          "DAILY",  "HOURLY",  "MINUTELY"};
constexpr std::array<std::string_view, 7> weekday_codes{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

std::string weekday_value(const WeekdayRule& day) {
    const std::string_view code = weekday_codes[day.weekday];
    return day.ordinal == 0 ? std::string{code} : fmt::format("{:+}{}", day.ordinal, code);
}

std::string weekday_list(const std::vector<WeekdayRule>& days) {
    std::string text;
    for (const WeekdayRule& day : days) {
        text += text.empty() ? "" : ",";
        text += weekday_value(day);
    }
    return text;
}

std::string until_value(const date::year_month_day& until) {
    return fmt::format("{:04}{:02}{:02}T000000Z", static_cast<int>(until.year()),
                       static_cast<unsigned>(until.month()), static_cast<unsigned>(until.day()));
}

std::string part_text(const RecurrenceRule& rule, RulePart part) {
    switch (part) {
        case RulePart::interval: return fmt::format("INTERVAL={}", rule.interval.value_or(1));
        case RulePart::freq:
            return fmt::format("FREQ={}",
                               frequency_names[static_cast<std::size_t>(rule.frequency)]);
        case RulePart::byday: return "BYDAY=" + weekday_list(rule.byday);
        case RulePart::bymonth: return fmt::format("BYMONTH={}", fmt::join(rule.bymonth, ","));
        case RulePart::bymonthday:
            return fmt::format("BYMONTHDAY={}", fmt::join(rule.bymonthday, ","));
        case RulePart::byweekno: return fmt::format("BYWEEKNO={}", fmt::join(rule.byweekno, ","));
        case RulePart::byhour: return fmt::format("BYHOUR={}", fmt::join(rule.byhour, ","));
        case RulePart::until: return rule.until ? "UNTIL=" + until_value(*rule.until) : "";
        case RulePart::count: return fmt::format("COUNT={}", rule.count.value_or(1));
    }
    return {};
}

template <typename T, typename Less = std::less<>>
bool same_items(std::vector<T> left, std::vector<T> right, Less less = {}) {
    std::sort(left.begin(), left.end(), less);
    std::sort(right.begin(), right.end(), less);
    return left == right;
}

bool comes_before(const WeekdayRule& left, const WeekdayRule& right) {
    return std::tie(left.weekday, left.ordinal) < std::tie(right.weekday, right.ordinal);
}

}  // namespace

std::string rrule_value(const RecurrenceRule& rule) {
    std::string text;
    for (const RulePart part : rule.parts) {
        text += text.empty() ? "" : ";";
        text += part_text(rule, part);
    }
    return text;
}

bool same_rule(const RecurrenceRule& left, const RecurrenceRule& right) {
    return left.frequency == right.frequency &&
           left.interval.value_or(1) == right.interval.value_or(1) &&
           same_items(left.byday, right.byday, comes_before) &&
           same_items(left.bymonth, right.bymonth) &&
           same_items(left.bymonthday, right.bymonthday) &&
           same_items(left.byweekno, right.byweekno) && same_items(left.byhour, right.byhour) &&
           left.until == right.until && left.count == right.count;
}

}  // namespace tasklint::recurrence
