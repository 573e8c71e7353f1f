// The next date of a recurring task. What the plugin does (Tasks 8.3.0 with rrule.js 2.8.1)
// decides; the conformance data has thousands of its answers, here are the ideas.
#include "tasklint/recurrence.hpp"

#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "tasklint/task.hpp"

using namespace date::literals;
using tasklint::Recurrence;
using tasklint::ReferenceDates;

namespace {

constexpr auto today = 2026_y / 1 / 5;  // a Monday

date::year_month_day day(const std::string& text) {
    const auto date = tasklint::date_from_text(text);
    REQUIRE(date);
    return *date;
}

std::string text_of(const std::optional<date::year_month_day>& date) {
    return !date ? "none" : date->ok() ? tasklint::to_string(*date) : "Invalid date";
}

/// The due date after `due`, when the task is done today.
std::string next_due(const std::string& rule, const std::string& due) {
    const auto recurrence =
        Recurrence::parse(rule, {{}, {}, day(due)}, {.remove_scheduled = false, .today = today});
    REQUIRE(recurrence);
    return text_of(recurrence->next(today).due);
}

}  // namespace

TEST_CASE("the next date is the first of the rule after the old one", "[recurrence]") {
    const struct {
        const char* rule;
        const char* due;
        const char* next;
    } cases[] = {
        {"every day", "2026-01-10", "2026-01-11"},
        {"every day", "2024-02-28", "2024-02-29"},
        {"every 3 days", "2026-02-27", "2026-03-02"},
        {"every week", "2026-01-10", "2026-01-17"},
        {"every weekday", "2026-01-09", "2026-01-12"},
        {"every Monday, Friday", "2026-01-05", "2026-01-09"},
        {"every 2 weeks on Monday, Friday", "2026-01-09", "2026-01-19"},
        {"every 2 weeks on Sunday", "2026-01-05", "2026-01-11"},  // weeks begin on Monday
        {"every week in July", "2026-01-05", "2026-07-06"},
        {"every month on the 15th", "2026-01-20", "2026-02-15"},
        {"every month on the last", "2026-01-31", "2026-02-28"},
        {"every month on the 2nd last", "2026-01-31", "2026-02-27"},
        {"every month on the 2nd Monday", "2026-01-12", "2026-02-09"},
        {"every month on the last Friday", "2026-01-05", "2026-01-30"},
        {"every month on the 5th Monday", "2026-01-05", "2026-03-30"},
        {"every month on Friday the 13th", "2026-01-05", "2026-02-13"},
        {"every 2 months on the 1st", "2026-01-01", "2026-03-01"},
        {"every January and July", "2026-01-15", "2026-07-15"},
        {"every year on the 100th Monday", "2026-01-05", "Invalid date"},
        {"every year on the 10th Monday", "2026-01-05", "2026-03-09"},
        {"every year on week 20", "2026-01-31", "2026-05-11"},
        {"every year on week 1", "2026-01-05", "2027-01-04"},
        {"every year on week 53", "2026-01-05", "2026-12-28"},
        {"every hour", "2026-01-31", "2026-02-01"},
        {"every 36 hours", "2026-01-01", "2026-01-02"},
        {"every 100 hours", "2026-01-01", "2026-01-05"},
        {"every 5000 minutes on Monday", "2026-01-05", "2026-11-16"},
        {"every day at 9, 17", "2026-01-10", "2026-01-11"},
        {"every day at 50", "2026-01-10", "2026-01-12"},  // two hours into the day after the next
        {"every day", "0000-02-28", "0000-02-29"},
    };
    for (const auto& [rule, due, next] : cases) {
        DYNAMIC_SECTION(rule << " from " << due) { CHECK(next_due(rule, due) == next); }
    }
}

TEST_CASE("a month that is too short gives its last day, and the day is lost", "[recurrence]") {
    const struct {
        const char* rule;
        std::vector<const char*> dates;
    } cases[] = {
        {"every month", {"2026-01-31", "2026-02-28", "2026-03-28", "2026-04-28"}},
        {"every month", {"2024-01-31", "2024-02-29", "2024-03-29"}},
        {"every 2 months", {"2025-12-31", "2026-02-28", "2026-04-28"}},
        {"every month on the 31st",
         {"2026-01-31", "2026-03-31", "2026-05-31"}},  // ` on `: it stays
        {"every year", {"2024-02-29", "2025-02-28", "2026-02-28"}},
        {"every 4 years", {"2024-02-29", "2028-02-29"}},
        {"every 3 years", {"2024-02-29", "2027-02-28"}},
        {"every February", {"2024-02-29", "2028-02-29"}},  // neither `month` nor `year`
        {"every 2 February on the 29th", {"2026-01-05", "2028-02-29"}},
        // The year is even until the plugin goes back to find a nearer one.
        {"every 2 February on Monday, 29th", {"2026-01-05", "Invalid date"}},
        {"every 5 months in February", {"2026-01-31", "Invalid date"}},
    };
    for (const auto& [rule, dates] : cases) {
        DYNAMIC_SECTION(rule << " from " << dates.front()) {
            for (std::size_t i = 1; i < dates.size(); ++i) {
                CHECK(next_due(rule, dates[i - 1]) == dates[i]);
            }
        }
    }
}

TEST_CASE("counts begin anew with each date, and until ends a rule", "[recurrence]") {
    const struct {
        const char* rule;
        const char* due;
        const char* next;
    } cases[] = {
        {"every day for 1 time", "2026-01-10", "Invalid date"},
        {"every day for 2 times", "2026-01-10", "2026-01-11"},
        {"every Friday for 1 time", "2026-01-05", "2026-01-09"},  // the old date is none of it
        {"every day at 9, 17 for 2 times", "2026-01-10", "Invalid date"},
        {"every day at 9, 17 for 3 times", "2026-01-10", "2026-01-11"},
        {"every hour for 24 times", "2026-01-10", "Invalid date"},
        {"every hour for 25 times", "2026-01-10", "2026-01-11"},
        {"every week until January 17, 2026", "2026-01-10", "2026-01-17"},
        {"every week until January 16, 2026", "2026-01-10", "Invalid date"},
        {"every day at 9 until January 11, 2026", "2026-01-10",
         "Invalid date"},  // ends at midnight
        {"every February on the 30th", "2026-01-10", "Invalid date"},
        {"every month on the 32nd", "2026-01-10", "Invalid date"},
        {"every day", "9999-12-31", "Invalid date"},
    };
    for (const auto& [rule, due, next] : cases) {
        DYNAMIC_SECTION(rule << " from " << due) { CHECK(next_due(rule, due) == next); }
    }
}

TEST_CASE("when done counts from the day of completion", "[recurrence]") {
    const auto next = [](const char* rule, const date::year_month_day& completed_on) {
        const auto recurrence = Recurrence::parse(rule, {{}, {}, 2025_y / 6 / 15},
                                                  {.remove_scheduled = false, .today = today});
        REQUIRE(recurrence);
        return text_of(recurrence->next(completed_on).due);
    };
    CHECK(next("every week when done", 2026_y / 1 / 7) == "2026-01-14");
    CHECK(next("every month when done", 2026_y / 1 / 31) == "2026-02-28");
    CHECK(next("every Monday when done", 2026_y / 1 / 5) == "2026-01-12");
    CHECK(next("every week", 2026_y / 1 / 7) == "2025-06-22");
}

TEST_CASE("the dates of a task keep their distances", "[recurrence]") {
    const auto start = 2026_y / 1 / 1;
    const auto scheduled = 2026_y / 1 / 3;
    const auto due = 2026_y / 1 / 5;
    const auto impossible = 2026_y / 2 / 30;
    const struct {
        const char* name;
        const char* rule;
        ReferenceDates dates;
        bool remove_scheduled;
        const char *start, *scheduled, *due;
    } cases[] = {
        {"all three",
         "every week",
         {start, scheduled, due},
         false,
         "2026-01-08",
         "2026-01-10",
         "2026-01-12"},
        {"without due",
         "every week",
         {start, scheduled, {}},
         false,
         "2026-01-08",
         "2026-01-10",
         "none"},
        {"no date, no dates", "every week", {}, false, "none", "none", "none"},
        {"the scheduled date goes",
         "every week",
         {start, scheduled, due},
         true,
         "2026-01-08",
         "none",
         "2026-01-12"},
        {"unless it is alone",
         "every week",
         {{}, scheduled, {}},
         true,
         "none",
         "2026-01-10",
         "none"},
        {"and start comes before it",
         "every week",
         {start, scheduled, {}},
         true,
         "2026-01-08",
         "none",
         "none"},
        {"an impossible date is the new one",
         "every week",
         {impossible, scheduled, due},
         false,
         "2026-01-12",
         "2026-01-10",
         "2026-01-12"},
        {"as an impossible reference",
         "every week when done",
         {start, {}, impossible},
         false,
         "2026-01-12",
         "none",
         "2026-01-12"},
        {"nothing further",
         "every week for 1 time",
         {start, {}, due},
         false,
         "Invalid date",
         "none",
         "Invalid date"},
    };
    for (const auto& test_case : cases) {
        DYNAMIC_SECTION(test_case.name) {
            const auto recurrence =
                Recurrence::parse(test_case.rule, test_case.dates,
                                  {.remove_scheduled = test_case.remove_scheduled, .today = today});
            REQUIRE(recurrence);
            const auto next = recurrence->next(today);
            CHECK(text_of(next.start) == test_case.start);
            CHECK(text_of(next.scheduled) == test_case.scheduled);
            CHECK(text_of(next.due) == test_case.due);
        }
    }
}

TEST_CASE("no rule takes long", "[recurrence][time]") {
    std::string weeks = "every year on week 1";
    std::string hours = "every day at 9";
    for (int i = 0; i < 10'000; ++i) {
        weeks += ", 9007199254740992, 53";
        hours += ", 23";
    }
    const std::vector<std::string> rules{
        "every 999999999999 days",
        "every 9007199254740992 minutes",
        "every 9007199254740992 hours",
        "every 9007199254740992 days",
        "every 9007199254740992 weeks",
        "every 9007199254740992 months",
        "every 9007199254740992 years",
        "every day at 9007199254740992",
        "every day for 9007199254740992 times",
        "every February on the 30th when done",
        "every month on the 32nd",
        "every month in week 54",
        "every week on the 30th in February",
        "every hour on the 30th in February",
        "every minute on the 30th in February",
        "every 10080 minutes on Tuesday",  // always a Monday
        "every 7 years on the 29th, Monday in February",
        "every 11 months on week 53",
        "every 5 months in February",
        weeks,
        hours,
    };
    for (const auto& rule : rules) {
        for (const char* const due : {"2026-01-05", "0000-01-03", "9999-12-31"}) {
            DYNAMIC_SECTION(rule.substr(0, 60) << " from " << due) {
                const auto recurrence = Recurrence::parse(
                    rule, {{}, {}, day(due)}, {.remove_scheduled = false, .today = today});
                REQUIRE(recurrence);
                const std::clock_t begin = std::clock();
                const auto next = recurrence->next(today).due;
                const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
                CHECK(next.has_value());
                CHECK(seconds < 0.2);  // a hundredth of it when optimised
            }
        }
    }
}
