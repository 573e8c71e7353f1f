#include "tasklint/recurrence.hpp"

#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace date::literals;
using tasklint::Recurrence;
using tasklint::ReferenceDates;

namespace {

constexpr auto today = 2026_y / 1 / 5;
constexpr auto impossible = 2026_y / 2 / 30;

std::optional<Recurrence> read(std::string_view text, const ReferenceDates& dates = {}) {
    return Recurrence::parse(text, dates, {.remove_scheduled = false, .today = today});
}

/// The normal form, or `dropped`.
std::string normal_form(std::string_view text) {
    const auto recurrence = read(text);
    return recurrence ? recurrence->to_text() : "dropped";
}

std::string rrule(std::string_view text) {
    const auto recurrence = read(text);
    return recurrence ? recurrence->rrule() : "dropped";
}

bool lossy(std::string_view text) {
    INFO(text);
    const auto recurrence = read(text);
    REQUIRE(recurrence);
    return recurrence->lossy();
}

std::string repeated(std::string_view part, std::size_t bytes) {
    std::string text;
    text.reserve(bytes + part.size());
    while (text.size() < bytes) {
        text += part;
    }
    return text;
}

}  // namespace

TEST_CASE("recurrence texts have a normal form and an RRULE", "[recurrence]") {
    const struct {
        const char* text;
        const char* normal_form;
        const char* rrule;
    } cases[] = {
        {"every day", "every day", "FREQ=DAILY"},
        {"EVERYDAY", "every day", "FREQ=DAILY"},
        {"  every  days  ", "every day", "FREQ=DAILY"},
        {"every 1 day", "every day", "INTERVAL=1;FREQ=DAILY"},
        {"every 101 days", "every 101 day", "INTERVAL=101;FREQ=DAILY"},
        {"every day at 9, 17 and 20", "every day at 9, 17 and 20", "FREQ=DAILY;BYHOUR=9,17,20"},
        {"every hour", "every hour", "FREQ=HOURLY"},
        {"every 30 minutes", "every 30 minutes", "INTERVAL=30;FREQ=MINUTELY"},
        {"every weekday", "every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
        {"every 2 weekdays", "every 2 weeks on weekdays",
         "INTERVAL=2;FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
        {"every fri or tues", "every week on Tuesday, Friday", "FREQ=WEEKLY;BYDAY=FR,TU"},
        {"every Mon, Tue, Wed, Thu, Fri, Sat, Sun", "every day",
         "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"},
        {"every 2 weeks on Monday, Friday", "every 2 weeks on Monday, Friday",
         "INTERVAL=2;FREQ=WEEKLY;BYDAY=MO,FR"},
        {"every week in June", "every week in June", "FREQ=WEEKLY;BYMONTH=6"},
        {"every Friday on the 13th", "every week on Friday the 13th",
         "FREQ=WEEKLY;BYDAY=FR;BYMONTHDAY=13"},
        {"every Tuesday, Monday on the 13th", "every week on Monday or Tuesday the 13th",
         "FREQ=WEEKLY;BYDAY=TU,MO;BYMONTHDAY=13"},
        {"every month on the last", "every month on the last", "FREQ=MONTHLY;BYMONTHDAY=-1"},
        {"every month on the 1st last", "every month on the last", "FREQ=MONTHLY;BYMONTHDAY=-1"},
        {"every month on the 32nd", "every month on the 32th", "FREQ=MONTHLY;BYMONTHDAY=32"},
        {"every month on the 15th, last, 1th and 2nd last",
         "every month on the 1st, 15th, last and 2nd last", "FREQ=MONTHLY;BYMONTHDAY=15,-1,1,-2"},
        {"every month on the second Tuesday and last Friday",
         "every month on the 2nd Tuesday and last Friday", "FREQ=MONTHLY;BYDAY=+2TU,-1FR"},
        {"every month on Sunday, first Friday, third last Monday",
         "every month on Sunday and on the 3rd last Monday and 1st Friday",
         "FREQ=MONTHLY;BYDAY=SU,+1FR,-3MO"},
        {"every month on weekdays", "every month on weekdays", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR"},
        {"every January and July on the 1st", "every January and July on the 1st",
         "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1"},
        {"every year on the last Friday in November", "every November on the last Friday",
         "FREQ=YEARLY;BYDAY=-1FR;BYMONTH=11"},
        {"every 2 years in March", "every 2 years March", "INTERVAL=2;FREQ=YEARLY;BYMONTH=3"},
        {"every 3 months in March", "every 3 months in March", "INTERVAL=3;FREQ=MONTHLY;BYMONTH=3"},
        {"every year on week 20, 30", "every year in weeks 20 and 30",
         "FREQ=YEARLY;BYWEEKNO=20,30"},
        {"every day for 3", "every day for 3 times", "FREQ=DAILY;COUNT=3"},
        {"every day for 1 time", "every day for 1 time", "FREQ=DAILY;COUNT=1"},
    };
    for (const auto& [text, expected_text, expected_rrule] : cases) {
        INFO(text);
        CHECK(normal_form(text) == expected_text);
        CHECK(rrule(text) == expected_rrule);
    }
}

TEST_CASE("until takes the dates that every JavaScript engine reads alike", "[recurrence]") {
    const struct {
        const char* date;
        const char* rrule;
    } cases[] = {
        {"June 1 2026", "FREQ=DAILY;UNTIL=20260601T000000Z"},
        {"jun 01, 2026", "FREQ=DAILY;UNTIL=20260601T000000Z"},
        {"1 JUNE 2026", "FREQ=DAILY;UNTIL=20260601T000000Z"},
        {"May 2026", "FREQ=DAILY;UNTIL=20260501T000000Z"},
        {"2027", "FREQ=DAILY;UNTIL=20270101T000000Z"},
        {"1 January 1970", "dropped"},  // the number 0, which rrule.js takes for a failure
        {"2 January 1970", "FREQ=DAILY;UNTIL=19700102T000000Z"},
        {"June 31 2026", "FREQ=DAILY;UNTIL=20260701T000000Z"},  // JavaScript counts on
        {"June 32 2026", "dropped"},
        {"June 0 2026", "dropped"},
        {"20260601", "dropped"},
        {"tomorrow", "dropped"},
        {"", "dropped"},
    };
    for (const auto& [date, expected] : cases) {
        INFO(date);
        CHECK(rrule(std::string{"every day until "} + date) == expected);
    }
    CHECK(rrule("every day til June 1 2026") == "FREQ=DAILY;UNTIL=20260601T000000Z");
    CHECK(normal_form("every day until jun 1 2026") == "every day until June 1, 2026");
    CHECK(lossy("every day until June 31 2026"));
    CHECK_FALSE(lossy("every day until June 30 2026"));
}

TEST_CASE("texts that only look like a rule become another one, and are lossy", "[recurrence]") {
    const struct {
        const char* text;
        const char* means;
    } cases[] = {
        {"every month on the 15", "every month"},
        {"every January 15th", "every January"},
        {"every year on January 15th", "every January"},
        {"every month on the fourth Friday", "every month"},
        {"every month on the first Monday and the last Friday", "every month on the 1st Monday"},
        {"every month on the last weekday", "every month on the last"},
        {"every month on the first last Friday", "every month on the 1st"},
        {"every Mon Wed", "every week on Monday"},
        {"every weekend", "every week"},
        {"every sunset", "every week on Sunday"},
        {"every marchy", "every March"},
        {"every Moday", "every week on Monday"},
        {"every day on Monday", "every day"},
        {"every weekday in March", "every weekday"},
        {"every week on 1", "every week"},
        {"every day extra words", "every day"},
        {"every week on Monday!", "every week on Monday"},
        {"every Friday on the 13th, 14th", "every week on Friday the 13th"},
        {"every Friday on the 13th for 3 times", "every week on Friday the 13th"},
        // Read in full, but not all of it has an effect.
        {"every month on the", "every month"},
        {"every Friday on", "every week on Friday"},
        {"every day at 9 at 17", "every day at 17"},
        {"every year on week 20 on week 30", "every year in week 30"},
        {"every month on Friday, weekdays", "every month on Friday"},
        // Read in full, but the normal form cannot say it.
        {"every weekday at 9", "every weekday"},
        {"every hour on Monday", "every hour"},
        {"every week on week 20", "every week"},
        {"every year on weekdays", "every year"},
        {"every month in January", "every January"},
        {"every 2 years in March", "every 2 years March"},
        {"every month on the 1st, second Friday", "every month on the 1st"},
    };
    for (const auto& [text, means] : cases) {
        INFO(text);
        CHECK(normal_form(text) == means);
        CHECK(lossy(text));
    }
}

TEST_CASE("another spelling of the same rule is not lossy", "[recurrence]") {
    for (const char* text :
         {"every 1 day", "every days", "everyday", "EVERY DAY WHEN DONE", "every Tue, Mon",
          "every Friday on the 13th day", "every 2 weekdays", "every month on the second last day",
          "every year on the last Friday in November", "every month on 3rd", "every day for 3",
          "every 2 months on the 15th and 1st until 1 June 2026", "every week on the Monday"}) {
        INFO(text);
        CHECK_FALSE(lossy(text));
    }
}

TEST_CASE("texts that the plugin does not accept are dropped", "[recurrence]") {
    const char* const texts[] = {"",
                                 " ",
                                 "!",
                                 ",",
                                 "every",
                                 "day",
                                 "when done",
                                 " when done",
                                 "daily",
                                 "weekly",
                                 "each day",
                                 "every other week",
                                 "every second week",
                                 "every two weeks",
                                 "every 2nd Monday",
                                 "every 15th",
                                 "every quarter",
                                 "every fortnight",
                                 "every 0 days",
                                 "every 01 days",
                                 "every week until 2026-06-01",
                                 "every Monday,",
                                 "every May and 3",
                                 "every day at noon",
                                 "every day for ever",
                                 "every month on the 367th",
                                 "every week on week",
                                 "every Friday on the 13th day, Monday",
                                 "every\tday",
                                 "every day.",
                                 "every day (x)",
                                 "every d\xC3\xA1y",
                                 "every day\n"};
    for (const char* text : texts) {
        INFO(text);
        CHECK(normal_form(text) == "dropped");
    }
    CHECK(normal_form({"every day\0", 10}) == "dropped");
}

TEST_CASE("when done counts as the last words only, with single spaces", "[recurrence]") {
    const struct {
        const char* text;
        const char* normal_form;
        bool when_done;
    } cases[] = {
        {"every day when done", "every day when done", true},
        {"every day  When DONE", "every day when done", true},
        {"every day when done when done", "every day when done", true},
        {"every day when  done", "every day", false},
        {"every day whendone", "every day", false},
        {"every day when done!", "every day", false},
        {"every day when done ", "every day", false},
    };
    for (const auto& [text, expected, when_done] : cases) {
        INFO(text);
        const auto recurrence = read(text);
        REQUIRE(recurrence);
        CHECK(recurrence->to_text() == expected);
        CHECK(recurrence->when_done() == when_done);
    }
}

TEST_CASE("a recurrence counts from due, else scheduled, else start, else today", "[recurrence]") {
    constexpr auto start = 2026_y / 3 / 1;
    constexpr auto scheduled = 2026_y / 3 / 2;
    constexpr auto due = 2026_y / 3 / 3;
    const auto dtstart = [](const ReferenceDates& dates, bool remove_scheduled = false) {
        const auto recurrence = Recurrence::parse(
            "every day", dates, {.remove_scheduled = remove_scheduled, .today = today});
        REQUIRE(recurrence);
        return recurrence->dtstart();
    };
    CHECK(dtstart({start, scheduled, due}) == due);
    CHECK(dtstart({start, scheduled, {}}) == scheduled);
    CHECK(dtstart({start, {}, {}}) == start);
    CHECK(dtstart({}) == today);
    CHECK(dtstart({start, scheduled, {}}, true) == start);
    CHECK(dtstart({{}, scheduled, {}}, true) == scheduled);
    CHECK(dtstart({start, scheduled, due}, true) == due);

    const auto when_done = read("every day when done", {start, scheduled, due});
    REQUIRE(when_done);
    CHECK(when_done->dtstart() == today);
}

TEST_CASE("an impossible reference date drops the recurrence, unless it counts from completion",
          "[recurrence]") {
    CHECK_FALSE(read("every day", {{}, {}, impossible}));
    CHECK_FALSE(read("every day", {today, today, impossible}));
    CHECK(read("every day", {impossible, impossible, today}));
    CHECK(read("every day when done", {{}, {}, impossible}));
}

TEST_CASE("a rule tells its parts", "[recurrence]") {
    const auto recurrence = read("every 2 months on the third last Monday in May for 4 times");
    REQUIRE(recurrence);
    const auto& rule = recurrence->rule();
    CHECK(rule.frequency == tasklint::Frequency::monthly);
    CHECK(rule.interval == 2U);
    CHECK(rule.byday == std::vector<tasklint::WeekdayRule>{{0, -3}});
    CHECK(rule.bymonth == std::vector<std::uint8_t>{5});
    CHECK(rule.bymonthday.empty());
    CHECK_FALSE(rule.until);
    CHECK(rule.count == 4U);
    using enum tasklint::RulePart;
    CHECK(rule.parts == std::vector<tasklint::RulePart>{interval, freq, byday, bymonth, count});
}

TEST_CASE("numbers beyond JavaScript's exact ones are capped", "[recurrence]") {
    CHECK(normal_form("every 9007199254740992 days") == "every 9007199254740992 days");
    CHECK(normal_form("every 9007199254740993 days") == "every 9007199254740992 days");
    CHECK(normal_form("every " + std::string(100, '9') + " days") == "every 9007199254740992 days");
}

TEST_CASE("a megabyte of recurrence text is read in linear time", "[recurrence][time]") {
    constexpr std::size_t megabyte = 1U << 20U;
    const struct {
        const char* name;
        std::string text;
    } cases[] = {
        {"words that are ignored", "every day " + repeated("monday ", megabyte)},
        {"spaces", "every" + repeated(" ", megabyte) + "day"},
        {"one number", "every " + repeated("9", megabyte) + " days"},
        {"one comma", "every Monday" + repeated(",", megabyte) + "Friday"},
        {"many hours", "every day at 1" + repeated(",1", megabyte)},
        {"many weekdays", "every Monday" + repeated(" and fr", megabyte)},
        {"many ordinals", "every month on the 1st" + repeated(", 2nd last Friday", megabyte)},
        {"nearly when done", "every day" + repeated(" when don", megabyte)},
        {"often when done", "every day" + repeated(" when done", megabyte)},
        {"a long until", "every day until" + repeated(" June 1", megabyte)},
        {"one letter", repeated("e", megabyte)},
    };
    for (const auto& [name, text] : cases) {
        DYNAMIC_SECTION(name) {
            const std::clock_t begin = std::clock();  // of this program, whatever else runs
            const auto recurrence = read(text);
            if (recurrence) {
                CHECK(recurrence->to_text().size() < 3 * text.size());
                CHECK(recurrence->rrule().size() < 3 * text.size());
                static_cast<void>(recurrence->lossy());
            }
            // A quadratic reader would take minutes; one with coverage, on a busy machine, 14
            // seconds.
            CHECK(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC < 40);
        }
    }
}
