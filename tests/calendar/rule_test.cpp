#include <string>

#include "calendar/rule.hpp"
#include "support/catch.hpp"
#include "tasklint/task.hpp"

using namespace tasklint;

namespace {

struct Result {
    std::string value, start, left_out, changed;
};

Result rule(const char* text, const char* day, bool shift = false) {
    const auto date = *date_from_text(day);
    ReferenceDates dates;
    dates.due = date;
    RecurrenceOptions options;
    options.today = date;
    const auto recurrence = Recurrence::parse(text, dates, options);
    REQUIRE(recurrence);
    const auto made = calendar_rule(*recurrence, date, shift);
    return {made.value, to_string(made.start), made.left_out, made.changed};
}

}  // namespace

TEST_CASE("rules as every client reads them", "[calendar]") {
    const struct {
        const char* text;
        const char* day;
        const char* value;
        const char* left_out;
        const char* changed;
    } cases[] = {
        {"every day", "2026-01-06", "FREQ=DAILY", "", ""},
        {"every 3 days", "2026-01-06", "FREQ=DAILY;INTERVAL=3", "", ""},
        {"every 1 week", "2026-01-06", "FREQ=WEEKLY", "", ""},
        {"every week on Tuesday", "2026-01-06", "FREQ=WEEKLY;BYDAY=TU", "", ""},
        {"every week on Thursday, Tuesday", "2026-01-06", "FREQ=WEEKLY;BYDAY=TU,TH", "", ""},
        {"every weekday", "2026-01-06", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "", ""},
        {"every month", "2026-01-06", "FREQ=MONTHLY", "", ""},
        {"every month", "2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "", ""},
        {"every 2 months", "2026-01-31", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1", "", ""},
        {"every month", "2026-01-30", "FREQ=MONTHLY", "", "calendars skip months without day 30"},
        {"every month", "2026-01-29", "FREQ=MONTHLY", "", "calendars skip months without day 29"},
        {"every month on the last", "2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "", ""},
        {"every month on the 2nd Tuesday", "2026-01-13", "FREQ=MONTHLY;BYDAY=2TU", "", ""},
        {"every month on the last Friday", "2026-01-30", "FREQ=MONTHLY;BYDAY=-1FR", "", ""},
        {"every year", "2028-02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "", ""},
        {"every year", "2026-02-28", "FREQ=YEARLY", "", ""},
        {"every January on the 4th", "2026-01-04", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=4", "", ""},
        {"every week for 3 times", "2026-01-06", "FREQ=WEEKLY;COUNT=3", "", ""},
        {"every week when done", "2026-01-06", "", "it counts from the day of completion", ""},
        {"every hour", "2026-01-06", "", "a date has no hours", ""},
        {"every week on Monday", "2026-01-06", "", "2026-01-06 is none of its dates", ""},
        {"every week until January 2025", "2026-01-06", "",
         "it ends on 2025-01-01, before its date", ""},
        // a day of the month is one of each month, and not all programs know that of a year's rule
        {"every year on the 15th", "2026-01-15", "FREQ=MONTHLY;BYMONTHDAY=15", "", ""},
        {"every year on the last", "2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "", ""},
        {"every year on the 15th for 3 times", "2026-01-15", "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3",
         "", ""},
        {"every 2 years on the 15th", "2026-01-15", "",
         "programs differ in whether a day of the month is of one month of a year", ""},
        {"every year on the 15th on Thursday", "2026-01-15", "",
         "programs differ in whether a day of the month is of one month of a year", ""},
        {"every year in week 2 on Monday", "2026-01-05", "FREQ=YEARLY;BYWEEKNO=2;BYDAY=MO", "", ""},
        {"every year in week 2", "2026-01-05", "",
         "programs differ in which days of a week of the year it means", ""},
        {"every year in week 1 on Thursday", "2026-01-01", "",
         "programs differ in which days of a week of the year it means", ""},
        {"every year in week 52 on Monday", "2026-12-21", "",
         "programs differ in which days of a week of the year it means", ""},
        {"every month on Monday, 1st Monday", "2026-01-05", "",
         "programs differ in what numbered weekdays beside others mean", ""},
        {"every 40000 days", "2026-01-06", "", "its interval is too long", ""},
    };
    for (const auto& one : cases) {
        CAPTURE(one.text, one.day);
        const auto made = rule(one.text, one.day);
        CHECK(made.value == one.value);
        CHECK(made.left_out == one.left_out);
        CHECK(made.changed == one.changed);
        CHECK(made.start == one.day);
    }
}

TEST_CASE("a rule that its date does not fit can begin at the next one", "[calendar]") {
    const auto made = rule("every week on Monday", "2026-01-06", true);
    CHECK(made.value == "FREQ=WEEKLY;BYDAY=MO");
    CHECK(made.start == "2026-01-12");
    CHECK(made.changed == "2026-01-06 is none of its dates, it begins on 2026-01-12");
    CHECK(rule("every week on Monday", "2026-01-12", true).changed.empty());
}
