// The writer of rrule.js 2.8.1 (src/nlp/totext.ts). What it leaves out (the hours of weekdays, the
// months of a daily rule) is lost when the plugin writes the task back.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "recurrence/rule.hpp"

namespace tasklint::recurrence {
namespace {

constexpr std::array<std::string_view, 7> weekday_names{
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> month_names{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// So 101 is no plural.
bool is_plural(std::uint64_t number) { return number % 100 != 1; }

std::string nth_text(int nth) {
    if (nth == -1) {
        return "last";
    }
    std::string text = std::to_string(std::abs(nth));
    switch (std::abs(nth)) {
        case 1:
        case 21:
        case 31: text += "st"; break;
        case 2:
        case 22: text += "nd"; break;
        case 3:
        case 23: text += "rd"; break;
        default: text += "th"; break;  // 32th, 101th: rrule.js knows days of a month only
    }
    if (nth < 0) {
        text += " last";
    }
    return text;
}

std::string weekday_text(const WeekdayRule& day) {
    std::string text;
    if (day.ordinal != 0) {
        text = nth_text(day.ordinal) + ' ';
    }
    text += weekday_names[day.weekday];
    return text;
}

std::string month_text(std::uint8_t month) { return std::string{month_names[month - 1U]}; }

std::string number_text(std::uint64_t number) { return std::to_string(number); }

/// `a, b`, and with a conjunction `a and b` or `a, b and c`.
template <typename T, typename ToText>
std::string list(const std::vector<T>& items, ToText to_text, std::string_view conjunction = {}) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0 && i + 1 == items.size() && !conjunction.empty()) {
            text += ' ';
            text += conjunction;
            text += ' ';
        } else if (i > 0) {
            text += ", ";
        }
        text += to_text(items[i]);
    }
    return text;
}

/// 1, 2, 3, then -1, -2, -3.
std::vector<int> in_order(std::vector<int> month_days) {
    std::sort(month_days.begin(), month_days.end(), [](int left, int right) {
        if ((left < 0) != (right < 0)) {
            return right < 0;
        }
        return std::abs(left) < std::abs(right);
    });
    return month_days;
}

class Writer {
public:
    explicit Writer(const RecurrenceRule& rule)
        : rule_(rule),
          interval_(rule.interval.value_or(1)),
          month_days_(in_order(rule.bymonthday)) {
        std::array<bool, 7> occurs{};
        for (const WeekdayRule& day : rule.byday) {
            occurs[day.weekday] = true;
            (day.ordinal == 0 ? plain_ : ordinal_).push_back(day);
        }
        const auto by_weekday = [](const WeekdayRule& left, const WeekdayRule& right) {
            return left.weekday < right.weekday;
        };
        std::stable_sort(plain_.begin(), plain_.end(), by_weekday);
        std::stable_sort(ordinal_.begin(), ordinal_.end(), by_weekday);
        const bool monday_to_friday =
            std::all_of(occurs.begin(), occurs.begin() + 5, [](bool does) { return does; });
        is_weekdays_ = monday_to_friday && !occurs[5] && !occurs[6];
        is_every_day_ = monday_to_friday && occurs[5] && occurs[6];
    }

    std::string write() && {
        switch (rule_.frequency) {
            case Frequency::hourly: interval_and("hour", "hours"); break;
            case Frequency::minutely: interval_and("minute", "minutes"); break;
            case Frequency::daily:
                interval_and("day", "days");
                hours();
                break;
            case Frequency::weekly: weekly(); break;
            case Frequency::monthly: monthly(); break;
            case Frequency::yearly: yearly(); break;
        }
        if (rule_.until) {
            const auto month = static_cast<unsigned>(rule_.until->month());
            add("until");
            add(month_names[month - 1]);
            add(std::to_string(static_cast<unsigned>(rule_.until->day())) + ',');
            add(std::to_string(static_cast<int>(rule_.until->year())));
        } else if (rule_.count) {
            add("for");
            add(number_text(*rule_.count));
            add(is_plural(*rule_.count) ? "times" : "time");
        }
        return std::move(text_);
    }

private:
    void add(std::string_view words) {
        text_ += ' ';
        text_ += words;
    }

    void interval() {
        if (interval_ != 1) {
            add(number_text(interval_));
        }
    }

    void interval_and(std::string_view singular, std::string_view plural) {
        interval();
        add(is_plural(interval_) ? plural : singular);
    }

    void weekly() {
        if (interval_ != 1) {
            interval_and("week", "weeks");
        }
        if (is_weekdays_) {
            add(interval_ == 1 ? "weekday" : "on weekdays");
            return;
        }
        if (is_every_day_) {  // `every 2 weeks days` too, which reads as `every 2 weeks`
            add(is_plural(interval_) ? "days" : "day");
            return;
        }
        if (interval_ == 1) {
            add("week");
        }
        if (!rule_.bymonth.empty()) {
            add("in");
            months();
        }
        days();
        hours();
    }

    void monthly() {
        if (rule_.bymonth.empty()) {
            interval_and("month", "months");
        } else {
            if (interval_ != 1) {
                interval();
                add(is_plural(interval_) ? "months in" : "months");
            }
            months();
        }
        if (month_days_.empty() && is_weekdays_) {
            add("on weekdays");
        } else {
            days();
        }
    }

    void yearly() {
        if (rule_.bymonth.empty()) {
            interval_and("year", "years");
        } else {
            if (interval_ != 1) {
                interval();
                add("years");
            }
            months();
        }
        days();
        if (!rule_.byweekno.empty()) {
            add(is_plural(rule_.byweekno.size()) ? "in weeks" : "in week");
            add(list(rule_.byweekno, number_text, "and"));
        }
    }

    void months() { add(list(rule_.bymonth, month_text, "and")); }

    void hours() {
        if (!rule_.byhour.empty()) {
            add("at");
            add(list(rule_.byhour, number_text, "and"));
        }
    }

    void days() {
        if (!month_days_.empty()) {
            month_days();
        } else {
            weekdays();
        }
    }

    void month_days() {
        if (plain_.empty()) {
            add("on the");
            add(list(month_days_, nth_text, "and"));
            return;
        }
        add("on");
        add(list(plain_, weekday_text, "or"));
        add("the");
        add(list(month_days_, nth_text, "or"));
    }

    void weekdays() {
        if (!plain_.empty() && !is_weekdays_) {
            add("on");
            add(list(plain_, weekday_text));
        }
        if (!ordinal_.empty()) {
            add(plain_.empty() ? "on the" : "and on the");
            add(list(ordinal_, weekday_text, "and"));
        }
    }

    const RecurrenceRule& rule_;
    std::uint64_t interval_;
    std::vector<int> month_days_;
    std::vector<WeekdayRule> plain_;    // Monday first
    std::vector<WeekdayRule> ordinal_;  // Monday first
    bool is_weekdays_ = false;
    bool is_every_day_ = false;
    std::string text_ = "every";
};

}  // namespace

std::string normal_form(const RecurrenceRule& rule) { return Writer{rule}.write(); }

}  // namespace tasklint::recurrence
