#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

#include <libical/ical.h>

#include "calendar/vault_of.hpp"
#include "support/catch.hpp"
#include "tasklint/calendar.hpp"

using namespace tasklint;
using namespace tasklint::test;
using date::year;

namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using ComponentPointer = std::unique_ptr<icalcomponent, FreeComponent>;

ComponentPointer read_back(const std::string& ics) {
    ComponentPointer calendar{icalparser_parse_string(ics.c_str())};
    REQUIRE(calendar);
    CHECK(icalcomponent_count_errors(calendar.get()) == 0);
    return calendar;
}

/// Without folds, for looking for whole properties.
std::string unfolded(std::string ics) {
    for (auto at = ics.find("\r\n "); at != std::string::npos; at = ics.find("\r\n ", at)) {
        ics.erase(at, 3);
    }
    return ics;
}

Component todo_named(std::string summary) {
    Component todo;
    todo.uid = "6a6f5f3b-0000-5000-8000-000000000001";
    todo.summary = std::move(summary);
    todo.status = ComponentStatus::needs_action;
    return todo;
}

std::string written(const Component& component) {
    Calendar calendar;
    calendar.name = "Name";
    calendar.components = {component};
    return write_ics(calendar);
}

}  // namespace

TEST_CASE("the text of a to-do", "[calendar]") {
    const auto vault = vault_of(
        "- [x] Pay; the, bill ⏫ 🛫 2026-01-02 ⏳ 2026-01-03 📅 2026-01-06 ➕ 2026-01-01 "
        "✅ "
        "2026-01-05 #home #a ^b\n");
    const auto calendar = todos(vault);
    REQUIRE(calendar.components.size() == 1);
    CHECK(unfolded(write_ics(calendar)) ==
          "BEGIN:VCALENDAR\r\n"
          "VERSION:2.0\r\n"
          "PRODID:-//tasklint//tasklint//EN\r\n"
          "CALSCALE:GREGORIAN\r\n"
          "NAME:My vault\r\n"
          "X-WR-CALNAME:My vault\r\n"
          "BEGIN:VTODO\r\n"
          "UID:" +
              calendar.components[0].uid +
              "\r\n"
              "DTSTAMP:20260105T000000Z\r\n"
              "CREATED:20260101T000000Z\r\n"
              "SUMMARY:Pay\\; the\\, bill\r\n"
              "DTSTART;VALUE=DATE:20260102\r\n"
              "DUE;VALUE=DATE:20260106\r\n"
              "STATUS:COMPLETED\r\n"
              "PERCENT-COMPLETE:100\r\n"
              "COMPLETED:20260105T120000Z\r\n"
              "PRIORITY:3\r\n"
              "CATEGORIES:a,home\r\n"
              "URL:obsidian://open?vault=My%20vault&file=Note%23%5Eb\r\n"
              "X-OBSIDIAN-TASKS-SCHEDULED;VALUE=DATE:20260103\r\n"
              "END:VTODO\r\n"
              "END:VCALENDAR\r\n");
}

TEST_CASE("the text of an event", "[calendar]") {
    const auto calendar =
        events(vault_of("- [?] Pay 🔁 every week 📅 2026-01-31\n", with_statuses()));
    REQUIRE(calendar.components.size() == 1);
    const auto text = unfolded(write_ics(calendar));
    CHECK(text.substr(text.find("BEGIN:VEVENT")) ==
          "BEGIN:VEVENT\r\n"
          "UID:" +
              calendar.components[0].uid +
              "\r\n"
              "DTSTAMP:19700101T000000Z\r\n"
              "SUMMARY:Pay\r\n"
              "DTSTART;VALUE=DATE:20260131\r\n"
              "DTEND;VALUE=DATE:20260201\r\n"
              "RRULE:FREQ=WEEKLY\r\n"
              "STATUS:TENTATIVE\r\n"
              "URL:obsidian://open?vault=My%20vault&file=Note\r\n"
              "TRANSP:TRANSPARENT\r\n"
              "X-OBSIDIAN-TASKS-RECURRENCE:every week\r\n"
              "END:VEVENT\r\n"
              "END:VCALENDAR\r\n");
}

TEST_CASE("libical reads back what was written", "[calendar]") {
    auto todo = todo_named("Brief; the, team \\ \"now\" 📅");
    todo.due = CalendarMoment{year{2026} / 1 / 6, std::nullopt};
    todo.priority = 3;
    todo.categories = {"@Person Two", "a/b", "back\\slash"};
    todo.parent_uid = "parent";
    todo.extra = {{"X-OBSIDIAN-TASKS-TAGS", "a;b,c\\d"}, {"X-OBSIDIAN-TASKS-STATUS", "On\\Hold"}};
    const auto ics = written(todo);
    CHECK(ics.find("X-OBSIDIAN-TASKS-TAGS;VALUE=TEXT:a\\;b\\,c\\\\d\r\n") != std::string::npos);
    CHECK(ics.find("X-OBSIDIAN-TASKS-STATUS:On\\\\Hold\r\n") != std::string::npos);
    const auto calendar = read_back(ics);
    auto* component = icalcomponent_get_first_component(calendar.get(), ICAL_VTODO_COMPONENT);
    REQUIRE(component != nullptr);
    CHECK(std::string{icalcomponent_get_summary(component)} == todo.summary);
    CHECK(std::string{icalcomponent_get_uid(component)} == todo.uid);
    const auto due = icalcomponent_get_due(component);
    CHECK((due.year == 2026 && due.month == 1 && due.day == 6 && due.is_date == 1));
    CHECK(icalcomponent_count_properties(component, ICAL_CATEGORIES_PROPERTY) == 3);
    auto* tags = icalcomponent_get_first_property(component, ICAL_X_PROPERTY);
    CHECK(std::string{icalproperty_get_value_as_string(tags)} ==
          "a;b,c\\\\d");  // as libical prints it
    auto* related = icalcomponent_get_first_property(component, ICAL_RELATEDTO_PROPERTY);
    CHECK(std::string{icalproperty_get_relatedto(related)} == "parent");
}

TEST_CASE("lines are folded at 75 octets and never inside a character", "[calendar]") {
    for (const auto* piece : {"x", "📅", "e\u0301", "日本", "a b ", "👩‍👧"}) {
        std::string summary;
        while (summary.size() < 400) {
            summary += piece;
        }
        if (summary.ends_with(' ')) {
            summary.pop_back();
        }
        CAPTURE(summary);
        const auto ics = written(todo_named(summary));
        CHECK(check_ics(ics) == std::vector<std::string>{});
        const auto calendar = read_back(ics);
        auto* component = icalcomponent_get_first_component(calendar.get(), ICAL_VTODO_COMPONENT);
        CHECK(std::string{icalcomponent_get_summary(component)} == summary);
    }
}

TEST_CASE("a calendar without tasks is one all the same", "[calendar]") {
    Calendar empty;
    empty.name = "Empty, vault; x\\y";
    const auto ics = write_ics(empty);
    CHECK(check_ics(ics).empty());
    CHECK(icalcomponent_count_components(read_back(ics).get(), ICAL_ANY_COMPONENT) == 1);
    CHECK(ics.find("NAME:Empty\\, vault\\; x\\\\y\r\n") != std::string::npos);
}

TEST_CASE("what must not stand in a calendar is refused by name", "[calendar]") {
    const auto refused = [](const Component& component, const char* name) {
        CHECK_THROWS_WITH(written(component),
                          TASKLINT_CONTAINS(name) && TASKLINT_CONTAINS(component.uid));
    };
    refused(todo_named("two\nlines"), "SUMMARY");
    refused(todo_named("no \xFF UTF-8"), "SUMMARY");
    auto todo = todo_named("x");
    todo.categories = {"a,b"};
    refused(todo, "CATEGORIES");
    todo = todo_named("x");
    todo.due = CalendarMoment{year{2026} / 2 / 30, std::nullopt};
    refused(todo, "DUE");
    todo.due =
        CalendarMoment{year{9999} / 1 / 1, std::nullopt};  // libical would write 00000000T000000
    refused(todo, "DUE");
}

TEST_CASE("a component that clients would refuse is left out and named", "[calendar]") {
    Calendar calendar;
    calendar.components = {todo_named("good"), todo_named("bad"), todo_named("odd"),
                           todo_named("late")};
    auto& bad = calendar.components[1];
    auto& odd = calendar.components[2];
    auto& late = calendar.components[3];
    bad.uid = "bad";
    bad.path = "Note.md";
    bad.line = 7;
    bad.due = CalendarMoment{year{2026} / 2 / 30, std::nullopt};
    odd.uid = "odd";
    odd.rrule = "FREQ=NEVER";
    odd.start = CalendarMoment{year{2026} / 1 / 6, std::nullopt};
    late.uid = "late";  // libical writes it; our own check does not
    late.start = late.due = CalendarMoment{year{2026} / 1 / 6, std::nullopt};
    std::vector<CalendarNote> refused;
    const auto ics = write_ics(calendar, &refused);
    CHECK(check_ics(ics).empty());
    CHECK(ics.find("SUMMARY:good") != std::string::npos);
    REQUIRE(refused.size() == 3);
    CHECK(refused[0].path == "Note.md");
    CHECK(refused[0].line == 7);
    CHECK_THAT(refused[0].reason, TASKLINT_CONTAINS("DUE"));
    CHECK_THAT(refused[1].reason, TASKLINT_CONTAINS("RRULE"));
    CHECK_THAT(refused[2].reason, TASKLINT_CONTAINS("DUE 20260106 is not after DTSTART"));
    CHECK_THROWS(write_ics(calendar));
}

TEST_CASE("the parts of a rule stand in the order of the RFC, not of libical", "[calendar]") {
    auto todo = todo_named("x");
    todo.start = CalendarMoment{year{2026} / 1 / 6, std::nullopt};
    todo.rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=5";
    const auto ics = written(todo);
    CHECK(ics.find("\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=5\r\n") !=
          std::string::npos);
    const auto calendar = read_back(ics);
    auto* component = icalcomponent_get_first_component(calendar.get(), ICAL_VTODO_COMPONENT);
    CHECK(icalcomponent_count_properties(component, ICAL_RRULE_PROPERTY) == 1);
}

// Seen in other exporters.

TEST_CASE("dates have VALUE=DATE and are not shifted by a zone", "[calendar]") {
    const auto* before = std::getenv("TZ");
    const std::string zone = before != nullptr ? before : "";
    const auto vault =
        vault_of("- [x] Pay 🛫 2026-01-05 📅 2026-01-06 ➕ 2026-01-01 ✅ 2026-01-06\n");
    const auto expected = write_ics(todos(vault));
    CHECK(expected.find("DUE;VALUE=DATE:20260106\r\n") != std::string::npos);
    for (const auto* other : {"America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia"}) {
        setenv("TZ", other, 1);
        CHECK(write_ics(todos(vault)) == expected);
    }
    before != nullptr ? setenv("TZ", zone.c_str(), 1) : unsetenv("TZ");
}

TEST_CASE("a comma in a tag or owner does not make two categories", "[calendar]") {
    const auto ics = write_ics(todos(vault_of("- [ ] Pay. @One, Two #a;b\n")));
    CHECK(ics.find("CATEGORIES:@One_ Two,a_b\r\n") != std::string::npos);
    CHECK(ics.find("X-OBSIDIAN-TASKS-OWNER;VALUE=TEXT:One\\, Two\r\n") != std::string::npos);
    CHECK(ics.find("X-OBSIDIAN-TASKS-TAGS;VALUE=TEXT:a\\;b\r\n") != std::string::npos);
}

TEST_CASE("every component has a DTSTAMP in UTC that does not move", "[calendar]") {
    const auto vault = vault_of("- [ ] A\n- [ ] B ➕ 2026-01-02\n");
    auto options = options_for(Profile::todo);
    const auto first = write_ics(make_calendar(vault, options));
    options.today = year{2027} / 1 / 1;
    CHECK(write_ics(make_calendar(vault, options)) == first);
    CHECK(first.find("DTSTAMP:19700101T000000Z\r\n") != std::string::npos);
    CHECK(first.find("DTSTAMP:20260102T000000Z\r\n") != std::string::npos);
}

TEST_CASE("COMPLETED is never the time of the export", "[calendar]") {
    const auto ics = write_ics(todos(vault_of("- [x] Pay 📅 2026-01-06\n")));
    CHECK(ics.find("STATUS:COMPLETED") != std::string::npos);
    CHECK(ics.find("\r\nCOMPLETED") == std::string::npos);
}

TEST_CASE("no RRULE stands on a to-do, and no METHOD in the calendar", "[calendar]") {
    const auto ics =
        write_ics(todos(vault_of("- [ ] Pay 🔁 every week 📅 2026-01-06\n- [ ] A 🔁 every day\n")));
    CHECK(ics.find("RRULE") == std::string::npos);
    CHECK(ics.find("METHOD") == std::string::npos);
    CHECK(check_ics(ics).empty());
}

TEST_CASE("lines of every length are folded rightly", "[calendar]") {
    // libical 3.0.16 puts a fold between the CR and the LF of lines of some lengths.
    for (const std::string letter : {"a", "é", "📅", "a b"}) {
        for (std::size_t count = 1; count < 160; ++count) {
            Calendar calendar;
            Component component;
            component.uid = "a";
            for (std::size_t i = 0; i < count; ++i) {
                component.summary += letter;
            }
            component.url = "obsidian://open?file=" + std::string(count, 'x');
            component.status = ComponentStatus::needs_action;
            calendar.components.push_back(component);
            const std::string ics = write_ics(calendar);
            INFO(letter << " " << count);
            CHECK(check_ics(ics).empty());
            std::string unfolded = ics;
            for (auto at = unfolded.find("\r\n "); at != std::string::npos;
                 at = unfolded.find("\r\n ")) {
                unfolded.erase(at, 3);
            }
            CHECK(unfolded.find("SUMMARY:" + component.summary + "\r\n") != std::string::npos);
        }
    }
}

TEST_CASE("a broken vault gives a sound calendar", "[calendar]") {
    std::string text =
        "- [ ] \n- [ ] 📅 2026-02-30\n- [ ] A 📅 0000-00-00 🛫 9999-99-99\n- [x] B ✅ "
        "2026-02-31\n"
        "- [ ] C 🛫 2026-03-01 📅 2026-02-01\n- [ ] D #a;b;c #;\n- [ ] E. @One, Two; Three\n- "
        "[ "
        "] "
        "\xFF\xFE\n"
        "- [ ] F 🆔 x\n- [ ] G 🆔 x ⛔ x\n- [-] H ❌ 9999-12-31\n- [ ] I\r\n- [ ] J \x1B[0m\x07\n"
        "\t- [ ] K #\xC2\xA0\n\t\t- [ ] {{L}}\n\t\t\t- [ ] M 📅 2026-01-06 🛫 2026-01-06\n- [ "
        "] "
        "N\xE2\x80\xA8O\n";
    text += "- [ ] P";
    text += '\0';
    text += "Q 📅 2026-01-06\n- [ ] " + std::string(5000, 'x') + " 📅 2026-01-06\n";
    const auto vault =
        vault_of({{"we\"ird; na,me\\%.md", text}, {"\xFF.md", text}}, with_statuses());
    for (const auto profile : {Profile::todo, Profile::events, Profile::both}) {
        const auto calendar = make_calendar(vault, options_for(profile));
        const auto ics = write_ics(calendar);
        CHECK(check_ics(ics) == std::vector<std::string>{});
        read_back(ics);
        CHECK(calendar.left_out.size() > 4);
        CHECK(calendar.components.size() > 2);
    }
}
