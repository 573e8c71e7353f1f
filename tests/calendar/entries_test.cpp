// What tasks become when options ask for more than the default.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "calendar/vault_of.hpp"
#include "config/export_values.hpp"
#include "support/catch.hpp"

using namespace tasklint;
using namespace tasklint::test;

namespace {

template <typename Change> Calendar made(const std::string& text, Profile profile, Change change) {
    auto options = options_for(profile);
    change(options.settings);
    const auto vault = vault_of(text, with_statuses());
    const auto calendar = make_calendar(vault, options);
    CHECK(check_ics(write_ics(calendar)) == std::vector<std::string>{});
    return calendar;
}

Component only(const Calendar& calendar) {
    REQUIRE(calendar.components.size() == 1);
    return calendar.components.front();
}

std::string reasons(const Calendar& calendar) {
    std::string text;
    for (const auto& note : calendar.left_out) {
        text += (text.empty() ? "" : "; ") + note.reason;
    }
    return text;
}

std::string ics_of(const Calendar& calendar) { return write_ics(calendar); }

bool has(const std::string& ics, const std::string& line) {
    return ics.find("\r\n" + line + "\r\n") != std::string::npos;
}

}  // namespace

TEST_CASE("the days of events", "[calendar]") {
    const auto* all = "🛫 2026-01-02 ⏳ 2026-01-04 📅 2026-01-06";
    const struct {
        EventOn on;
        const char* fields;
        std::vector<std::string> events;  // start, end (exclusive), end of the UID
        const char* reasons;
    } cases[] = {
        {EventOn::due, all, {"2026-01-06 2026-01-07 -due"}, ""},
        {EventOn::scheduled, all, {"2026-01-04 2026-01-05 -sched"}, ""},
        {EventOn::scheduled, "🛫 2026-01-02 📅 2026-01-06", {"2026-01-06 2026-01-07 -due"}, ""},
        {EventOn::start, all, {"2026-01-02 2026-01-03 -start"}, ""},
        {EventOn::start, "📅 2026-01-06", {"2026-01-06 2026-01-07 -due"}, ""},
        {EventOn::span, all, {"2026-01-02 2026-01-07 -due"}, ""},
        {EventOn::span, "⏳ 2026-01-04 📅 2026-01-06", {"2026-01-04 2026-01-07 -due"}, ""},
        {EventOn::span, "📅 2026-01-06", {"2026-01-06 2026-01-07 -due"}, ""},
        {EventOn::span, "🛫 2026-01-06 📅 2026-01-06", {"2026-01-06 2026-01-07 -due"}, ""},
        {EventOn::span,
         "🛫 2026-01-09 📅 2026-01-06",
         {"2026-01-06 2026-01-07 -due"},
         "start 2026-01-09 after due 2026-01-06"},
        {EventOn::span, "🛫 2026-01-02", {"2026-01-02 2026-01-03 -start"}, ""},
        {EventOn::each,
         all,
         {"2026-01-02 2026-01-03 -start", "2026-01-04 2026-01-05 -sched",
          "2026-01-06 2026-01-07 -due"},
         ""},
        {EventOn::each, "⏳ 2026-01-06 📅 2026-01-06", {"2026-01-06 2026-01-07 -due"}, ""},
        {EventOn::each, "", {}, "no date"},
    };
    for (const auto& one : cases) {
        CAPTURE(static_cast<int>(one.on), one.fields);
        const auto calendar = made(std::string{"- [ ] Pay "} + one.fields, Profile::events,
                                   [&](auto& settings) { settings.event_on = one.on; });
        std::vector<std::string> events;
        for (const auto& event : calendar.components) {
            events.push_back(text_of(event.start) + " " + text_of(event.end) + " " +
                             event.uid.substr(36));
        }
        std::sort(events.begin(), events.end());
        CHECK(events == one.events);
        CHECK(reasons(calendar) == one.reasons);
    }
}

TEST_CASE("each task once as a to-do and once as an event", "[calendar]") {
    const auto calendar = made("- [ ] A 📅 2026-01-06\n- [ ] B\n- [x] C 📅 2026-01-06 ✅ 2026-01-06\n",
                               Profile::both, [](auto&) {});
    std::vector<std::string> made_of;
    std::set<std::string> uids;
    for (const auto& one : calendar.components) {
        made_of.push_back((one.event ? "event " : "to-do ") + one.summary);
        uids.insert(one.uid);
    }
    std::sort(made_of.begin(), made_of.end());
    CHECK(made_of == std::vector<std::string>{"event A", "to-do A", "to-do B", "to-do C"});
    CHECK(uids.size() == 4);
    CHECK(reasons(calendar).empty());
}

TEST_CASE("what begins a to-do, and what it is due on", "[calendar]") {
    const struct {
        TodoStart start;
        bool fallback;
        const char* fields;
        const char *begins, *due;
    } cases[] = {
        {TodoStart::start_then_scheduled, false, "⏳ 2026-01-04 📅 2026-01-06", "2026-01-04",
         "2026-01-06"},
        {TodoStart::start, false, "⏳ 2026-01-04 📅 2026-01-06", "", "2026-01-06"},
        {TodoStart::start, false, "🛫 2026-01-02 📅 2026-01-06", "2026-01-02", "2026-01-06"},
        {TodoStart::none, false, "🛫 2026-01-02 📅 2026-01-06", "", "2026-01-06"},
        {TodoStart::start_then_scheduled, true, "⏳ 2026-01-04", "", "2026-01-04"},
        {TodoStart::start_then_scheduled, true, "🛫 2026-01-02 ⏳ 2026-01-04", "2026-01-02",
         "2026-01-04"},
        {TodoStart::start_then_scheduled, true, "⏳ 2026-01-04 📅 2026-01-06", "2026-01-04",
         "2026-01-06"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.fields, one.fallback);
        const auto todo =
            only(made(std::string{"- [ ] Pay "} + one.fields, Profile::todo, [&](auto& settings) {
                settings.todo_start = one.start;
                settings.due_fallback = one.fallback;
            }));
        CHECK(text_of(todo.start) == one.begins);
        CHECK(text_of(todo.due) == one.due);
    }
}

TEST_CASE("times of day are read on request", "[calendar]") {
    const struct {
        const char* task;
        const char* summary;
        const char *start, *end;
    } cases[] = {
        {"14:00 Meet 📅 2026-01-06", "Meet", "2026-01-06 14:00:00", "2026-01-06 14:30:00"},
        {"14:00-15:15 Meet 📅 2026-01-06", "Meet", "2026-01-06 14:00:00", "2026-01-06 15:15:00"},
        {"9:05 – 10:00 Meet 📅 2026-01-06", "Meet", "2026-01-06 09:05:00", "2026-01-06 10:00:00"},
        {"22:00-01:00 Watch 📅 2026-01-06", "Watch", "2026-01-06 22:00:00", "2026-01-07 01:00:00"},
        {"23:45 Late 📅 2026-01-06", "Late", "2026-01-06 23:45:00", "2026-01-07 00:15:00"},
        {"Call ⏰ 14:00 📅 2026-01-06", "Call", "2026-01-06 14:00:00", "2026-01-06 14:30:00"},
        {"Call ⏰ 2026-01-06 14:00 📅 2026-01-06", "Call", "2026-01-06 14:00:00",
         "2026-01-06 14:30:00"},
        {"Call ⏰ 2026-01-08 14:00", "Call", "2026-01-08 14:00:00", "2026-01-08 14:30:00"},
        {"24:00 Never 📅 2026-01-06", "24:00 Never", "2026-01-06", "2026-01-07"},
        {"14:00-ish Meet 📅 2026-01-06", "14:00-ish Meet", "2026-01-06", "2026-01-07"},
        {"Meet at 14:00 📅 2026-01-06", "Meet at 14:00", "2026-01-06", "2026-01-07"},
        {"2:1 score 📅 2026-01-06", "2:1 score", "2026-01-06", "2026-01-07"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.task);
        const auto event = only(made(std::string{"- [ ] "} + one.task, Profile::events,
                                     [](auto& settings) { settings.times = true; }));
        CHECK(event.summary == one.summary);
        CHECK(text_of(event.start) == one.start);
        CHECK(text_of(event.end) == one.end);
    }
    const auto untimed = only(events(vault_of("- [ ] 14:00 Meet 📅 2026-01-06")));
    CHECK(untimed.summary == "14:00 Meet");
    CHECK(text_of(untimed.start) == "2026-01-06");
}

TEST_CASE("a to-do with a time has dates of one type", "[calendar]") {
    const auto timed = [](const char* text) {
        return only(made(text, Profile::todo, [](auto& settings) { settings.times = true; }));
    };
    const auto due = timed("- [ ] 14:00 Meet 📅 2026-01-06");
    CHECK(text_of(due.start).empty());
    CHECK(text_of(due.due) == "2026-01-06 14:00:00");
    const auto range = timed("- [ ] 14:00-15:00 Meet 📅 2026-01-06");
    CHECK(text_of(range.start) == "2026-01-06 14:00:00");
    CHECK(text_of(range.due) == "2026-01-06 15:00:00");
    const auto started = timed("- [ ] 14:00 Meet 🛫 2026-01-02 📅 2026-01-06");
    CHECK(text_of(started.start) == "2026-01-02 00:00:00");
    CHECK(text_of(started.due) == "2026-01-06 14:00:00");
}

TEST_CASE("times stand in their zone, which the calendar brings along", "[calendar]") {
    const auto in_zone = [](const char* text, const char* zone) {
        return ics_of(made(text, Profile::events, [&](auto& settings) {
            settings.times = true;
            settings.zone = zone;
        }));
    };
    const auto berlin = in_zone("- [ ] 14:00 Meet 📅 2026-01-06", "Europe/Berlin");
    CHECK(has(berlin, "DTSTART;TZID=Europe/Berlin:20260106T140000"));
    CHECK(has(berlin, "DTEND;TZID=Europe/Berlin:20260106T143000"));
    CHECK(has(berlin, "TZID:Europe/Berlin"));
    CHECK(has(berlin, "TRANSP:OPAQUE"));
    const auto utc = in_zone("- [ ] 14:00 Meet 📅 2026-01-06", "UTC");
    CHECK(has(utc, "DTSTART:20260106T140000Z"));
    CHECK(utc.find("VTIMEZONE") == std::string::npos);
    const auto all_day = in_zone("- [ ] Meet 📅 2026-01-06", "Europe/Berlin");
    CHECK(all_day.find("VTIMEZONE") == std::string::npos);
    const auto weekly =
        in_zone("- [ ] 14:00 Meet 🔁 every week until March 2026 📅 2026-01-06", "Europe/Berlin");
    CHECK(has(weekly, "RRULE:FREQ=WEEKLY;UNTIL=20260301T225959Z"));
    const auto gap = made("- [ ] 02:30 Meet 📅 2026-03-29", Profile::events, [](auto& settings) {
        settings.times = true;
        settings.zone = "Europe/Berlin";
    });
    CHECK(reasons(gap) == "02:30 is on 2026-03-29 no time in Europe/Berlin: the clock changes");
    CHECK(has(ics_of(gap), "DTSTART;TZID=Europe/Berlin:20260329T023000"));
}

TEST_CASE("no entry ends before it begins where the clock is put forward", "[calendar]") {
    const struct {
        const char* zone;
        const char* task;
        const char *start, *end;
    } cases[] = {
        {"Europe/Berlin", "02:30 Gap 📅 2026-03-29", "2026-03-29 02:30:00", "2026-03-29 04:00:00"},
        {"Europe/Berlin", "02:45-03:10 Gap 📅 2026-03-29", "2026-03-29 02:45:00",
         "2026-03-29 04:10:00"},
        {"Europe/Berlin", "01:45 Before 📅 2026-03-29", "2026-03-29 01:45:00",
         "2026-03-29 02:15:00"},
        {"America/Los_Angeles", "02:30 Gap 📅 2026-03-08", "2026-03-08 02:30:00",
         "2026-03-08 04:00:00"},
        {"Europe/Berlin", "02:30-02:45 Twice 📅 2026-10-25", "2026-10-25 02:30:00",
         "2026-10-25 02:45:00"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.zone, one.task);
        for (const auto profile : {Profile::events, Profile::todo}) {
            const auto entry =
                only(made(std::string{"- [ ] "} + one.task, profile, [&](auto& settings) {
                    settings.times = true;
                    settings.zone = one.zone;
                }));
            if (profile == Profile::events) {
                CHECK(text_of(entry.start) == one.start);
                CHECK(text_of(entry.end) == one.end);
            }
        }
    }
}

TEST_CASE("each time at a change of the clock is reported once", "[calendar]") {
    const struct {
        Profile profile;
        const char* task;
        const char* reasons;
    } cases[] = {
        {Profile::todo, "02:30 Gap 📅 2026-03-29",
         "02:30 is on 2026-03-29 no time in Europe/Berlin: the clock changes"},
        {Profile::both, "02:30 Gap 📅 2026-03-29",
         "02:30 is on 2026-03-29 no time in Europe/Berlin: the clock changes"},
        {Profile::todo, "02:30-04:00 Gap 📅 2026-03-29",
         "02:30 is on 2026-03-29 no time in Europe/Berlin: the clock changes"},
        {Profile::both, "02:30-04:00 Gap 📅 2026-03-29",
         "02:30 is on 2026-03-29 no time in Europe/Berlin: the clock changes"},
        {Profile::todo, "01:00-02:30 Gap 📅 2026-03-29",
         "02:30 is on 2026-03-29 no time in Europe/Berlin: the clock changes"},
        {Profile::both, "01:00-02:30 Gap 📅 2026-03-29",
         "02:30 is on 2026-03-29 no time in Europe/Berlin: the clock changes"},
        {Profile::events, "23:00-02:30 Gap 📅 2026-03-28",
         "02:30 is on 2026-03-29 no time in Europe/Berlin: the clock changes"},
        {Profile::todo, "23:00-02:30 Gap 📅 2026-03-28", ""},  // has the begin alone
        {Profile::events, "02:10-02:50 Fold 📅 2026-10-25",
         "02:10 is on 2026-10-25 twice in Europe/Berlin: the clock changes; "
         "02:50 is on 2026-10-25 twice in Europe/Berlin: the clock changes"},
        {Profile::events, "02:30 Gap 📅 2040-03-25",
         "02:30 is on 2040-03-25 no time in Europe/Berlin: the clock changes"},
        {Profile::both, "01:00-04:00 Over it 📅 2026-03-29", ""},
    };
    for (const auto& one : cases) {
        CAPTURE(static_cast<int>(one.profile), one.task);
        CHECK(reasons(made(std::string{"- [ ] "} + one.task, one.profile, [](auto& settings) {
                  settings.times = true;
                  settings.zone = "Europe/Berlin";
              })) == one.reasons);
    }
}

TEST_CASE("a time that the entry does not get stays in its text", "[calendar]") {
    const struct {
        Profile profile;
        EventOn on;
        const char* task;
        const char* summary;
    } cases[] = {
        {Profile::todo, EventOn::due, "14:00 Call", "14:00 Call"},
        {Profile::todo, EventOn::due, "Call ⏰ 14:00", "Call ⏰ 14:00"},
        {Profile::todo, EventOn::due, "14:00 Call 🛫 2026-01-05", "Call"},
        {Profile::todo, EventOn::due, "14:00 Call 📅 2026-01-05", "Call"},
        {Profile::todo, EventOn::due, "14:00 🛫 2026-01-05", "(untitled)"},
        {Profile::todo, EventOn::due, "14:00", "14:00"},
        {Profile::todo, EventOn::due, "14:00 Call 🔁 every week 📅 2026-01-05", "14:00 Call"},
        {Profile::todo, EventOn::due, "Call ⏰ 2026-01-04 14:00 📅 2026-01-05", "Call"},
        {Profile::todo, EventOn::due, "14:00 Call ⏰ 2026-01-04 14:00 📅 2026-01-05", "Call"},
        {Profile::todo, EventOn::due, "14:00 Call ⏰ 2026-01-04 14:00", "Call"},
        {Profile::todo, EventOn::due, "14:00 Call ⏰ 13:00 📅 2026-01-05", "Call ⏰ 13:00"},
        {Profile::events, EventOn::due, "14:00 Trip 🛫 2026-01-05 📅 2026-01-08", "Trip"},
        {Profile::events, EventOn::span, "14:00 Trip 🛫 2026-01-05 📅 2026-01-08",
         "14:00 Trip"},
        {Profile::events, EventOn::span,
         "Trip ⏰ 2026-01-04 14:00 🛫 2026-01-05 📅 2026-01-08", "Trip"},
        {Profile::events, EventOn::span,
         "Trip ⏰ 2026-01-05 14:00 🛫 2026-01-05 📅 2026-01-08", "Trip ⏰ 2026-01-05 14:00"},
    };
    for (const auto& one : cases) {
        CAPTURE(static_cast<int>(one.on), one.task);
        const auto entry =
            only(made(std::string{"- [ ] "} + one.task, one.profile, [&](auto& settings) {
                settings.times = true;
                settings.event_on = one.on;
                settings.recur = RecurrenceOutput::rrule;
            }));
        CHECK(entry.summary == one.summary);
    }
    CHECK(reasons(made("- [ ] 14:00 📅 2026-01-05", Profile::both,
                       [](auto& settings) { settings.times = true; })) == "no text");
}

TEST_CASE("dates of creation and completion are of the zone", "[calendar]") {
    const auto* task = "- [x] Pay ➕ 2026-01-02 📅 2026-01-06 ✅ 2026-01-05";
    const struct {
        const char* zone;
        const char *created, *completed;
    } cases[] = {
        {"UTC", "2026-01-02T00:00:00Z", "2026-01-05T12:00:00Z"},
        {"Europe/Berlin", "2026-01-01T23:00:00Z", "2026-01-05T11:00:00Z"},
        {"America/Los_Angeles", "2026-01-02T08:00:00Z", "2026-01-05T20:00:00Z"},
        {"Asia/Kolkata", "2026-01-01T18:30:00Z", "2026-01-05T06:30:00Z"},
        {"Pacific/Apia", "2026-01-01T11:00:00Z", "2026-01-04T23:00:00Z"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.zone);
        const auto todo =
            only(made(task, Profile::todo, [&](auto& settings) { settings.zone = one.zone; }));
        CHECK(text_of(todo.created) == one.created);
        CHECK(text_of(todo.completed) == one.completed);
        CHECK(text_of(todo.due) == "2026-01-06");
    }
}

TEST_CASE("alarms", "[calendar]") {
    const struct {
        const char* alarm;
        Profile profile;
        const char* task;
        const char* trigger;  // empty: none
    } cases[] = {
        {"due@09:00", Profile::todo, "[ ] Pay 📅 2026-01-06", "TRIGGER;RELATED=END:PT9H"},
        {"due@09:00", Profile::events, "[ ] Pay 📅 2026-01-06", "TRIGGER:PT9H"},
        {"-15m", Profile::todo, "[ ] Pay 📅 2026-01-06", "TRIGGER;RELATED=END:-PT15M"},
        {"-1d", Profile::events, "[ ] Pay 📅 2026-01-06", "TRIGGER:-P1D"},
        {"+2h", Profile::events, "[ ] Pay 📅 2026-01-06", "TRIGGER:PT2H"},
        {"-15m", Profile::events, "[ ] 14:00 Pay 📅 2026-01-06", "TRIGGER:-PT15M"},
        {"due@09:00", Profile::events, "[ ] 14:00 Pay 📅 2026-01-06", "TRIGGER:-PT5H"},
        {"start@18:00", Profile::todo, "[ ] Pay 🛫 2026-01-05 📅 2026-01-06",
         "TRIGGER;RELATED=END:-PT6H"},
        {"start@18:00", Profile::todo, "[ ] Pay 📅 2026-01-06", ""},
        {"-15m", Profile::todo, "[ ] Pay 🛫 2026-01-06", "TRIGGER:-PT15M"},
        {"due@09:00", Profile::todo, "[ ] Pay 🛫 2026-01-06", ""},
        {"due@09:00", Profile::todo, "[ ] Pay", ""},
        {"due@09:00", Profile::todo, "[x] Pay 📅 2026-01-06", ""},
        {"due@09:00", Profile::todo, "[-] Pay 📅 2026-01-06", ""},
    };
    for (const auto& one : cases) {
        CAPTURE(one.alarm, one.task);
        const auto calendar = made(std::string{"- "} + one.task, one.profile, [&](auto& settings) {
            settings.alarms = {*config::alarm_of(one.alarm)};
            settings.times = true;
        });
        const auto ics = ics_of(calendar);
        if (*one.trigger == '\0') {
            CHECK(ics.find("VALARM") == std::string::npos);
        } else {
            CHECK(has(ics, one.trigger));
            CHECK(has(ics, "ACTION:DISPLAY"));
            CHECK(has(ics, "DESCRIPTION:Pay"));
            // ts-ics takes the UID of an alarm for that of its to-do.
            CHECK((ics.find("BEGIN:VALARM\r\nUID:") != std::string::npos) ==
                  (one.profile == Profile::events));
        }
    }
    const auto none = made("- [ ] Pay 📅 2026-01-06", Profile::events, [](auto& settings) {
        settings.alarms = {*config::alarm_of("due@09:00")};
        settings.google = true;
    });
    CHECK(only(none).alarms.empty());
    CHECK(ics_of(none).find("DESCRIPTION:obsidian://open") != std::string::npos);
}

TEST_CASE("alarms ring at their hour on days when the clock changes", "[calendar]") {
    const struct {
        Profile profile;
        const char* alarm;
        const char* task;
        const char* trigger;
    } cases[] = {
        {Profile::events, "due@09:00", "01:00 Pay 📅 2026-03-29", "TRIGGER:PT7H"},
        {Profile::todo, "due@09:00", "01:00 Pay 📅 2026-03-29", "TRIGGER;RELATED=END:PT7H"},
        {Profile::events, "due@09:00", "01:00 Pay 📅 2026-10-25", "TRIGGER:PT9H"},
        {Profile::events, "due@09:00", "01:00 Pay 📅 2026-03-28", "TRIGGER:PT8H"},
        {Profile::events, "due@00:30", "14:00 Pay 📅 2026-03-29", "TRIGGER:-PT12H30M"},
        // without days: these are not of 24 hours
        {Profile::events, "-15m", "14:00 Pay ⏰ 2026-03-28 09:00 📅 2026-03-29", "TRIGGER:-PT28H"},
        {Profile::events, "-15m", "14:00 Pay ⏰ 2026-03-26 09:00 📅 2026-03-27", "TRIGGER:-P1DT5H"},
        {Profile::events, "-1d", "14:00 Pay 📅 2026-03-29", "TRIGGER:-P1D"},
        // whole days, and days of a rule
        {Profile::events, "due@09:00", "Pay 📅 2026-03-29", "TRIGGER:PT9H"},
        {Profile::events, "due@09:00", "01:00 Pay 🔁 every week 📅 2026-03-29", "TRIGGER:PT8H"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.alarm, one.task);
        const auto ics =
            ics_of(made(std::string{"- [ ] "} + one.task, one.profile, [&](auto& settings) {
                settings.alarms = {*config::alarm_of(one.alarm)};
                settings.times = true;
                settings.zone = "Europe/Berlin";
            }));
        CHECK(has(ics, one.trigger));
    }
}

TEST_CASE("recurring events and to-dos", "[calendar]") {
    const auto event = [](const char* text, EventOn on = EventOn::due) {
        return made(std::string{"- [ ] Pay "} + text, Profile::events,
                    [&](auto& settings) { settings.event_on = on; });
    };
    CHECK(has(ics_of(event("🔁 every week 📅 2026-01-06")), "RRULE:FREQ=WEEKLY"));
    CHECK(has(ics_of(event("🔁 every week until March 2026 📅 2026-01-06")),
              "RRULE:FREQ=WEEKLY;UNTIL=20260301"));
    // a span begins before the day that the rule names
    const auto span =
        event("🔁 every week on Tuesday 🛫 2026-01-02 📅 2026-01-06", EventOn::span);
    CHECK(text_of(only(span).start) == "2026-01-06");
    CHECK(text_of(only(span).end) == "2026-01-07");
    const auto plain_span = event("🔁 every week 🛫 2026-01-02 📅 2026-01-06", EventOn::span);
    CHECK(text_of(only(plain_span).start) == "2026-01-02");
    CHECK(text_of(only(plain_span).end) == "2026-01-07");
    CHECK(only(plain_span).rrule == "FREQ=WEEKLY");
    const auto other =
        event("🔁 every week on Tuesday ⏳ 2026-01-04 📅 2026-01-06", EventOn::scheduled);
    CHECK(only(other).rrule.empty());
    CHECK(reasons(other) == "recurrence left out: it counts from 2026-01-06, not from 2026-01-04");
    const auto when_done = event("🔁 every week when done 📅 2026-01-06");
    CHECK(only(when_done).rrule.empty());
    CHECK(when_done.left_out.at(0).by_choice);
    CHECK(reasons(event("🔁 every week on Monday 📅 2026-01-06")) ==
          "recurrence left out: 2026-01-06 is none of its dates");
    // a done line no longer carries the rule
    auto options = options_for(Profile::events);
    options.keep_done = true;
    const auto done =
        make_calendar(vault_of("- [x] Pay 🔁 every week 📅 2026-01-06 ✅ 2026-01-06"), options);
    CHECK(only(done).rrule.empty());

    const auto todo =
        ics_of(made("- [ ] Pay 🔁 every week 🛫 2026-01-02 📅 2026-01-06", Profile::todo,
                    [](auto& settings) { settings.recur = RecurrenceOutput::rrule; }));
    CHECK(has(todo, "DTSTART:20260106T000000"));
    CHECK(has(todo, "DUE:20260106T235959"));
    CHECK(has(todo, "RRULE:FREQ=WEEKLY"));
    CHECK(has(todo, "X-OBSIDIAN-TASKS-START;VALUE=DATE:20260102"));
}

TEST_CASE("a rule counts for the other dates of its task, too", "[calendar]") {
    const struct {
        EventOn on;
        const char* fields;
        const char *start, *end, *rrule;  // the event; its end is exclusive
        const char* reasons;
    } cases[] = {
        // the end is that of the date which the rule counts from
        {EventOn::span, "🔁 every week until January 10, 2026 🛫 2026-01-01 📅 2026-01-10",
         "2026-01-01", "2026-01-11", "FREQ=WEEKLY;UNTIL=20260101", ""},
        {EventOn::scheduled, "🔁 every 5 days until January 16, 2026 ⏳ 2026-01-12 📅 2026-01-10",
         "2026-01-12", "2026-01-13", "FREQ=DAILY;INTERVAL=5;UNTIL=20260118", ""},
        {EventOn::start, "🔁 every week until January 10, 2026 🛫 2026-01-14 📅 2026-01-10",
         "2026-01-14", "2026-01-15", "FREQ=WEEKLY;UNTIL=20260114", ""},
        {EventOn::due, "🔁 every week until January 17, 2026 🛫 2026-01-01 📅 2026-01-10",
         "2026-01-10", "2026-01-11", "FREQ=WEEKLY;UNTIL=20260117", ""},
        {EventOn::span,
         "🔁 every week on Saturday until January 17, 2026 🛫 2026-01-01 📅 2026-01-10",
         "2026-01-10", "2026-01-11", "FREQ=WEEKLY;BYDAY=SA;UNTIL=20260117", ""},
        {EventOn::scheduled, "🔁 every day until December 31, 9999 ⏳ 2026-01-12 📅 2026-01-10",
         "2026-01-12", "2026-01-13", "FREQ=DAILY;UNTIL=99991231", ""},
        // months differ in length, weeks do not
        {EventOn::start, "🔁 every month 🛫 2026-02-02 📅 2026-02-20", "2026-02-02",
         "2026-02-03", "FREQ=MONTHLY", ""},
        {EventOn::start, "🔁 every month 🛫 2026-02-20 📅 2026-03-05", "2026-02-20",
         "2026-02-21", "", "recurrence left out: it counts from 2026-03-05, not from 2026-02-20"},
        {EventOn::start, "🔁 every month 🛫 2026-02-20 📅 2027-02-21", "2026-02-20",
         "2026-02-21", "", "recurrence left out: it counts from 2027-02-21, not from 2026-02-20"},
        {EventOn::start, "🔁 every year 🛫 2027-02-20 📅 2027-03-05", "2027-02-20",
         "2027-02-21", "", "recurrence left out: it counts from 2027-03-05, not from 2027-02-20"},
        {EventOn::start, "🔁 every year 🛫 2027-02-20 📅 2027-02-25", "2027-02-20",
         "2027-02-21", "FREQ=YEARLY", ""},
        {EventOn::start, "🔁 every month 🛫 2026-01-20 📅 2026-01-29", "2026-01-20",
         "2026-01-21", "",
         "recurrence changed: calendars skip months without day 29; recurrence left out: it "
         "counts from 2026-01-29, not from 2026-01-20"},
        {EventOn::span, "🔁 every month 🛫 2026-02-20 📅 2026-03-05", "2026-03-05",
         "2026-03-06", "FREQ=MONTHLY", ""},
        {EventOn::start, "🔁 every 2 weeks 🛫 2026-01-31 📅 2026-03-05", "2026-01-31",
         "2026-02-01", "FREQ=WEEKLY;INTERVAL=2", ""},
    };
    for (const auto& one : cases) {
        CAPTURE(static_cast<int>(one.on), one.fields);
        const auto calendar = made(std::string{"- [ ] Pay "} + one.fields, Profile::events,
                                   [&](auto& settings) { settings.event_on = one.on; });
        const auto event = only(calendar);
        CHECK(text_of(event.start) == one.start);
        CHECK(text_of(event.end) == one.end);
        CHECK(event.rrule == one.rrule);
        CHECK(reasons(calendar) == one.reasons);
    }
}

TEST_CASE("private tasks are left out, or written without their words", "[calendar]") {
    const auto* text = "- [ ] Secret plan @Owner #private/deep 📅 2026-01-06 ⏫\n- [ ] Open\n";
    const auto without = made(text, Profile::todo, [](auto&) {});
    CHECK(only(without).summary == "Open");
    CHECK(reasons(without) == "private");
    CHECK(without.left_out.at(0).by_choice);
    const auto redacted = made(text, Profile::todo, [](auto& settings) { settings.redact = true; });
    const auto* hidden = find(redacted, "Private");
    REQUIRE(hidden != nullptr);
    CHECK(text_of(hidden->due) == "2026-01-06");
    Calendar alone;
    alone.components = {*hidden};
    const auto ics = ics_of(alone);
    CHECK(has(ics, "CLASS:PRIVATE"));
    for (const auto* word : {"Secret", "Owner", "deep", "obsidian://", "PRIORITY"}) {
        CAPTURE(word);
        CHECK(ics.find(word) == std::string::npos);
    }
}

TEST_CASE("owners as categories, contacts or a property of their own", "[calendar]") {
    const auto owned = [](OwnerOutput where) {
        return ics_of(made("- [ ] Pay @Owner #a 📅 2026-01-06", Profile::todo,
                           [&](auto& settings) { settings.owners = where; }));
    };
    CHECK(has(owned(OwnerOutput::categories), "CATEGORIES:@Owner,a"));
    CHECK(has(owned(OwnerOutput::contact), "CATEGORIES:a"));
    CHECK(has(owned(OwnerOutput::contact), "CONTACT:Owner"));
    CHECK(has(owned(OwnerOutput::extra), "X-OBSIDIAN-TASKS-OWNER:Owner"));
}

TEST_CASE("dependencies as a relation on request", "[calendar]") {
    const auto* text = "- [ ] First 🆔 a\n- [ ] Second ⛔ a\n";
    const auto plain = ics_of(made(text, Profile::todo, [](auto&) {}));
    CHECK(plain.find("X-OBSIDIAN-TASKS-DEPENDS-ON:") != std::string::npos);
    CHECK(plain.find("RELATED-TO") == std::string::npos);
    const auto related =
        ics_of(made(text, Profile::todo, [](auto& settings) { settings.depends_on = true; }));
    CHECK(related.find("RELATED-TO;RELTYPE=DEPENDS-ON:") != std::string::npos);
}

TEST_CASE("what stands below a task is its description on request", "[calendar]") {
    const auto body = [](const char* text) {
        const auto calendar =
            made(text, Profile::todo, [](auto& settings) { settings.body = true; });
        return find(calendar, "Pay")->description;
    };
    const struct {
        const char* text;
        const char* body;
    } cases[] = {
        {"- [ ] Pay\n", ""},
        {"- [ ] Pay\n  more; words, here\n    - deeper\n\n  last\nnot this\n",
         "more; words, here\n  - deeper\n\nlast"},
        {"- [ ] Pay\n\t- one\n\t- [ ] Other task\n\t\t- of the other\n\t- two\n", "- one\n- two"},
        {"> - [ ] Pay\n>   quoted\n> end\n", "quoted"},
        {"- [ ] Pay\n- next\n", ""},
        // a quote is no indentation
        {"- [ ] Pay\n> quote\n\n> more\n", ""},
        {"- [ ] Pay\n>   quote\n", ""},
        {"- [ ] Pay\n  > of the task\n> not of it\n", "> of the task"},
        {"> - [ ] Pay\n>> deeper\n", ""},
        {"> - [ ] Pay\n> > deeper\n", ""},
        {"> - [ ] Pay\n>   > of the task\n", "> of the task"},
        {">- [ ] Pay\n> next\n", ""},
        {"> - [ ] Pay\n    no quote\n", ""},
        {"> - [ ] Pay\n>   one\n>\n>   two\n\n>   another quote\n", "one\n\ntwo"},
        {"> > - [ ] Pay\n>>   quoted\n>   less deep\n", "quoted"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.text);
        CHECK(body(one.text) == one.body);
    }
}

TEST_CASE("calendar properties are written when they are set", "[calendar]") {
    const auto ics = ics_of(made("- [ ] Pay", Profile::todo, [](auto& settings) {
        settings.refresh = "PT1H";
        settings.color = "teal";
    }));
    CHECK(has(ics, "REFRESH-INTERVAL;VALUE=DURATION:PT1H"));
    CHECK(has(ics, "X-PUBLISHED-TTL:PT1H"));
    CHECK(has(ics, "COLOR:teal"));
}

TEST_CASE("a split names the calendars that a task belongs to", "[calendar]") {
    auto options = options_for(Profile::todo);
    const auto vault = vault_of(
        {{"a/b/Note.md", "- [ ] Pay. @One @Two #x #y/z\n- [ ] Free\n"}, {"Top.md", "- [ ] Top\n"}});
    const auto groups = [&](CalendarSplit split, const char* summary) {
        options.split = split;
        const auto calendar = make_calendar(vault, options);
        const auto* found = find(calendar, summary);
        REQUIRE(found != nullptr);
        return found->groups;
    };
    using Names = std::vector<std::string>;
    CHECK(groups(CalendarSplit::owner, "Pay.") == Names{"One", "Two"});
    CHECK(groups(CalendarSplit::owner, "Free").empty());
    CHECK(groups(CalendarSplit::tag, "Pay.") == Names{"x", "y/z"});
    CHECK(groups(CalendarSplit::folder, "Pay.") == Names{"a/b"});
    CHECK(groups(CalendarSplit::folder, "Top").empty());
    CHECK(groups(CalendarSplit::none, "Pay.").empty());
}

TEST_CASE("values of the table [export]", "[config]") {
    for (const auto* text : {"due@09:00", "start@23:59", "-15m", "+5m", "-2h", "-1d", "-1w"}) {
        CAPTURE(text);
        const auto alarm = config::alarm_of(text);
        REQUIRE(alarm);
        CHECK(config::alarm_text(*alarm) == text);
    }
    for (const auto* text : {"", "due@24:00", "due@9", "15m", "-m", "-15", "-15x", "end@09:00",
                             "-99999m", "due@09:60"}) {
        CAPTURE(text);
        CHECK_FALSE(config::alarm_of(text));
    }
    CHECK(config::color_of("teal") == 0x008080);
    CHECK_FALSE(config::color_of("Teal"));
    CHECK_FALSE(config::color_of("octarine"));
}

TEST_CASE("the times of a task are not those of the next one", "[calendar]") {
    const std::string times[] = {"14:00-15:00 Meet", "Call ⏰ 14:00", "Walk",
                                 "14:00 Eat ⏰ 2026-01-04 14:00"};
    for (const Profile profile : {Profile::todo, Profile::events, Profile::both}) {
        for (const auto& first : times) {
            CAPTURE(first, static_cast<int>(profile));
            const auto calendar =
                made("- [ ] " + first + " 📅 2026-01-06\n- [ ] Sleep 📅 2026-01-06\n", profile,
                     [](auto& settings) { settings.times = true; });
            const auto plain =
                std::count_if(calendar.components.begin(), calendar.components.end(),
                              [](const Component& one) { return one.summary == "Sleep"; });
            CHECK(plain == (profile == Profile::both ? 2 : 1));
        }
    }
}
