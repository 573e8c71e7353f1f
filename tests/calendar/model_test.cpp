#include <algorithm>
#include <string>
#include <vector>

#include "calendar/vault_of.hpp"
#include "support/catch.hpp"
#include "tasklint/calendar.hpp"

using namespace tasklint;
using namespace tasklint::test;

namespace {

Component only(const Calendar& calendar) {
    REQUIRE(calendar.components.size() == 1);
    return calendar.components.front();
}

std::vector<std::string> reasons(const Calendar& calendar) {
    std::vector<std::string> out;
    for (const auto& note : calendar.left_out) {
        out.push_back(note.reason);
    }
    return out;
}

std::string extra(const Component& component, std::string_view name) {
    for (const auto& [key, value] : component.extra) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

std::string extra_date(const Component& component, std::string_view name) {
    for (const auto& [key, day] : component.extra_dates) {
        if (key == name) {
            return to_string(day);
        }
    }
    return {};
}

}  // namespace

TEST_CASE("the dates of a to-do", "[calendar]") {
    const struct {
        const char* name;
        const char* fields;
        const char *start, *due, *x_start, *x_scheduled;
        const char* reason;
    } cases[] = {
        {"due", "📅 2026-01-06", "", "2026-01-06", "", "", ""},
        {"none", "", "", "", "", "", ""},
        {"start before due", "🛫 2026-01-01 📅 2026-01-06", "2026-01-01", "2026-01-06", "", "",
         ""},
        {"start on the due day", "🛫 2026-01-06 📅 2026-01-06", "", "2026-01-06", "2026-01-06",
         "", ""},
        {"start after due", "🛫 2026-01-07 📅 2026-01-06", "", "2026-01-06", "2026-01-07", "",
         "start 2026-01-07 after due 2026-01-06"},
        {"start only", "🛫 2026-01-01", "2026-01-01", "", "", "", ""},
        {"scheduled before due", "⏳ 2026-01-02 📅 2026-01-06", "2026-01-02", "2026-01-06", "",
         "2026-01-02", ""},
        {"scheduled on the due day", "⏳ 2026-01-06 📅 2026-01-06", "", "2026-01-06", "",
         "2026-01-06", ""},
        {"scheduled after due", "⏳ 2026-01-08 📅 2026-01-06", "", "2026-01-06", "", "2026-01-08",
         ""},
        {"scheduled only", "⏳ 2026-01-02", "2026-01-02", "", "", "2026-01-02", ""},
        {"start and scheduled", "🛫 2026-01-01 ⏳ 2026-01-02", "2026-01-01", "", "",
         "2026-01-02", ""},
        {"start too late, scheduled", "🛫 2026-01-09 ⏳ 2026-01-02 📅 2026-01-06", "",
         "2026-01-06", "2026-01-09", "2026-01-02", "start 2026-01-09 after due 2026-01-06"},
        {"impossible due", "📅 2026-02-30", "", "", "", "", "impossible due date 2026-02-30"},
        {"impossible start", "🛫 2026-13-01 ⏳ 2026-01-02", "2026-01-02", "", "", "2026-01-02",
         "impossible start date 2026-13-01"},
        {"year that no calendar takes", "📅 0000-01-01", "", "", "", "",
         "unusable due date 0000-01-01"},
        {"the last year", "📅 9999-12-31", "", "", "", "", "unusable due date 9999-12-31"},
    };
    for (const auto& one : cases) {
        DYNAMIC_SECTION(one.name) {
            const auto calendar = todos(vault_of(std::string{"- [ ] Pay "} + one.fields));
            const auto todo = only(calendar);
            CHECK_FALSE(todo.event);
            CHECK(text_of(todo.start) == one.start);
            CHECK(text_of(todo.due) == one.due);
            CHECK(extra_date(todo, "X-OBSIDIAN-TASKS-START") == one.x_start);
            CHECK(extra_date(todo, "X-OBSIDIAN-TASKS-SCHEDULED") == one.x_scheduled);
            const auto said = reasons(calendar);
            CHECK((said.empty() ? "" : said.front()) == one.reason);
            CHECK(said.size() <= 1);
        }
    }
}

TEST_CASE("a scheduled date from the file's name counts", "[calendar]") {
    Config config;
    config.tasks.filename_as_scheduled_date = true;
    const auto calendar = todos(vault_of({{"Daily/2026-01-06.md", "- [ ] Pay"}}, config));
    CHECK(text_of(only(calendar).start) == "2026-01-06");
}

TEST_CASE("the status of a to-do", "[calendar]") {
    const struct {
        const char* name;
        const char* line;
        ComponentStatus status;
        const char* completed;
        const char* x_status;
    } cases[] = {
        {"to do", "- [ ] Pay", ComponentStatus::needs_action, "", ""},
        {"unknown symbol", "- [X] Pay", ComponentStatus::needs_action, "", ""},
        {"in progress", "- [/] Pay", ComponentStatus::in_process, "", ""},
        {"on hold", "- [h] Pay", ComponentStatus::needs_action, "", "On Hold"},
        {"proposed", "- [?] Pay", ComponentStatus::needs_action, "", "Proposed"},
        {"done", "- [x] Pay ✅ 2026-01-05", ComponentStatus::completed, "2026-01-05T12:00:00Z", ""},
        {"done without a date", "- [x] Pay", ComponentStatus::completed, "", ""},
        {"done on no day", "- [x] Pay ✅ 2026-02-30", ComponentStatus::completed, "", ""},
        {"done date on an open task", "- [ ] Pay ✅ 2026-01-05", ComponentStatus::needs_action, "",
         ""},
        {"cancelled", "- [-] Pay ❌ 2026-01-04", ComponentStatus::cancelled, "", ""},
    };
    for (const auto& one : cases) {
        DYNAMIC_SECTION(one.name) {
            const auto todo = only(todos(vault_of(one.line, with_statuses())));
            CHECK(todo.status == one.status);
            CHECK(text_of(todo.completed) == one.completed);
            CHECK(extra(todo, "X-OBSIDIAN-TASKS-STATUS") == one.x_status);
        }
    }
    const auto cancelled = only(todos(vault_of("- [-] Pay ❌ 2026-01-04")));
    CHECK(extra_date(cancelled, "X-OBSIDIAN-TASKS-CANCELLED") == "2026-01-04");
    CHECK(reasons(todos(vault_of("- [ ] Pay ✅ 2026-01-05"))) ==
          std::vector<std::string>{"done date 2026-01-05 of a task that is not done"});
}

TEST_CASE("which statuses are proposals", "[calendar]") {
    Config config;
    config.proposed = {"p"};
    const auto calendar = todos(vault_of("- [p] A\n- [?] B\n", config));
    CHECK(extra(*find(calendar, "A"), "X-OBSIDIAN-TASKS-STATUS") == "Proposed");
    CHECK(extra(*find(calendar, "B"), "X-OBSIDIAN-TASKS-STATUS").empty());

    auto options = options_for(Profile::todo);
    options.drop_proposed = true;
    const auto dropped = make_calendar(vault_of("- [p] A\n- [?] B\n", config), options);
    CHECK(only(dropped).summary == "B");
    CHECK(reasons(dropped) == std::vector<std::string>{"proposed"});
}

TEST_CASE("what is left out is named with its place", "[calendar]") {
    const auto calendar = todos(vault_of(
        {{"b.md", "- [~] A\n\n- [ ] Pay {{date}}\n"}, {"a.md", "x\n- [ ] #t 📅 2026-02-30\n"}},
        with_statuses()));
    REQUIRE(calendar.left_out.size() == 4);
    const auto& notes = calendar.left_out;
    CHECK((notes[0].path == "a.md" && notes[0].line == 2 && notes[0].reason == "no text"));
    CHECK((notes[1].path == "a.md" && notes[1].line == 2 &&
           notes[1].reason == "impossible due date 2026-02-30"));
    CHECK((notes[2].path == "b.md" && notes[2].line == 1 &&
           notes[2].reason == "no task by its status"));
    CHECK((notes[3].path == "b.md" && notes[3].line == 3 && notes[3].reason == "template text"));
    CHECK(only(calendar).summary == "(untitled)");
}

TEST_CASE("done and cancelled tasks are kept or dropped", "[calendar]") {
    const auto vault =
        vault_of("- [x] Done 📅 2026-01-01\n- [-] Off 📅 2026-01-02\n- [ ] Open 📅 2026-01-03\n");
    CHECK(todos(vault).components.size() == 3);
    CHECK(only(events(vault)).summary == "Open");
    CHECK(reasons(events(vault)) == std::vector<std::string>{"done", "cancelled"});

    auto options = options_for(Profile::todo);
    options.keep_done = false;
    CHECK(only(make_calendar(vault, options)).summary == "Open");

    options = options_for(Profile::events);
    options.keep_done = true;
    const auto with_done = make_calendar(vault, options);
    REQUIRE(with_done.components.size() == 2);
    REQUIRE(find(with_done, "✓ Done") != nullptr);
    CHECK(find(with_done, "✓ Done")->status == ComponentStatus::none);

    options = options_for(Profile::events);
    options.keep_cancelled = true;
    const auto with_cancelled = make_calendar(vault, options);
    REQUIRE(find(with_cancelled, "Off") != nullptr);
    CHECK(find(with_cancelled, "Off")->status == ComponentStatus::cancelled);
}

TEST_CASE("priorities", "[calendar]") {
    const struct {
        const char* sign;
        int priority;
    } cases[] = {{"🔺", 1}, {"⏫", 3}, {"🔼", 5}, {"", 0}, {"🔽", 7}, {"⏬", 9}};
    for (const auto& one : cases) {
        CAPTURE(one.sign);
        CHECK(int{only(todos(vault_of(std::string{"- [ ] Pay "} + one.sign))).priority} ==
              one.priority);
    }
}

TEST_CASE("categories are the tags and owners, sorted, unique ignoring case", "[calendar]") {
    const auto todo =
        only(todos(vault_of("- [ ] Pay #b #A/c #a/C. @Person Two 📅 2026-01-06 #B #task")));
    CHECK(todo.categories == std::vector<std::string>{"@Person Two", "A/c", "b", "task"});

    Config config;
    config.tasks.global_filter = "#task";
    CHECK(only(todos(vault_of("- [ ] Pay #b #task", config))).categories ==
          std::vector<std::string>{"b"});
    CHECK(only(todos(vault_of("- [ ] Decide. @TBD #b"))).categories ==
          std::vector<std::string>{"b"});
}

TEST_CASE("a backslash in a category, which programs read in different ways", "[calendar]") {
    const auto todo = only(todos(vault_of("- [ ] Pay. @One\\Two #b\\")));
    for (const auto& category : todo.categories) {
        CHECK(category.find('\\') == std::string::npos);
    }
    CHECK(extra(todo, "X-OBSIDIAN-TASKS-OWNER") == "One\\Two");
}

TEST_CASE("commas and semicolons in categories cannot split them", "[calendar]") {
    const auto calendar = todos(vault_of("- [ ] Pay. @One, Two #a;b"));
    const auto todo = only(calendar);
    CHECK(todo.categories == std::vector<std::string>{"@One_ Two", "a_b"});
    CHECK(extra(todo, "X-OBSIDIAN-TASKS-TAGS") == "a;b");
    CHECK(extra(todo, "X-OBSIDIAN-TASKS-OWNER") == "One, Two");
    CHECK(reasons(calendar).size() == 1);
}

TEST_CASE("parents and dependencies are named if they are exported", "[calendar]") {
    const auto calendar = todos(vault_of(
        "- [ ] Parent 🆔 p\n    - [ ] Child ⛔ p,gone\n- [~] Note 🆔 n\n    - [ ] Orphan ⛔ n\n",
        with_statuses()));
    const auto* parent = find(calendar, "Parent");
    const auto* child = find(calendar, "Child");
    const auto* orphan = find(calendar, "Orphan");
    REQUIRE((parent && child && orphan));
    CHECK(child->parent_uid == parent->uid);
    CHECK(child->extra == std::vector<std::pair<std::string, std::string>>{
                              {"X-OBSIDIAN-TASKS-DEPENDS-ON", parent->uid}});
    CHECK(parent->parent_uid.empty());
    CHECK(orphan->parent_uid.empty());
    CHECK(orphan->extra.empty());
}

TEST_CASE("the link opens the note, percent-encoded once", "[calendar]") {
    const auto calendar = todos(vault_of({{"A & B/50% of 日.md", "- [ ] Pay ^b-1\n"}}));
    CHECK(only(calendar).url ==
          "obsidian://open?vault=My%20vault&file=A%20%26%20B%2F50%25%20of%20%E6%97%A5%23%5Eb-1");
    Config config;
    config.root = "/home/me/Work notes/";
    auto vault = vault_of("- [ ] Pay", config);
    vault.config.vault_name.clear();
    CHECK(only(todos(vault)).url == "obsidian://open?vault=Work%20notes&file=Note");
    CHECK(todos(vault).name == "Work notes");
}

TEST_CASE("only the open line carries the recurrence, as text", "[calendar]") {
    const auto open =
        only(todos(vault_of("- [ ] Pay 🔁 every 2 weeks on Monday, Friday when done 📅 2026-01-06")));
    CHECK(extra(open, "X-OBSIDIAN-TASKS-RECURRENCE") ==
          "every 2 weeks on Monday, Friday when done");
    const auto done = only(todos(vault_of("- [x] Pay 🔁 every week 📅 2026-01-06 ✅ 2026-01-06")));
    CHECK(extra(done, "X-OBSIDIAN-TASKS-RECURRENCE").empty());
    const auto event = only(events(vault_of("- [ ] Pay 🔁 every week 📅 2026-01-06")));
    CHECK(extra(event, "X-OBSIDIAN-TASKS-RECURRENCE") == "every week");
}

TEST_CASE("stamps come from the line, never from the clock", "[calendar]") {
    const struct {
        const char* line;
        const char *created, *stamp;
    } cases[] = {
        {"- [ ] Pay 📅 2026-01-06", "", ""},
        {"- [ ] Pay ➕ 2026-01-02", "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z"},
        {"- [x] Pay ➕ 2026-01-02 ✅ 2026-01-05", "2026-01-02T00:00:00Z", "2026-01-05T00:00:00Z"},
        {"- [-] Pay ➕ 2026-01-02 ❌ 2026-01-04", "2026-01-02T00:00:00Z", "2026-01-04T00:00:00Z"},
        {"- [ ] Pay ➕ 2026-02-30", "", ""},
    };
    for (const auto& one : cases) {
        CAPTURE(one.line);
        const auto todo = only(todos(vault_of(one.line)));
        CHECK(text_of(todo.created) == one.created);
        CHECK(text_of(todo.stamp) == one.stamp);
    }
}

TEST_CASE("an event stands on its due, else scheduled, else start date", "[calendar]") {
    const struct {
        const char* name;
        const char* fields;
        const char *start, *end, *suffix;
    } cases[] = {
        {"due", "🛫 2026-01-01 ⏳ 2026-01-02 📅 2026-01-31", "2026-01-31", "2026-02-01",
         "-due"},
        {"scheduled", "🛫 2026-01-01 ⏳ 2026-12-31", "2026-12-31", "2027-01-01", "-sched"},
        {"start", "🛫 2028-02-28", "2028-02-28", "2028-02-29", "-start"},
        {"impossible due", "⏳ 2026-01-02 📅 2026-02-30", "2026-01-02", "2026-01-03", "-sched"},
    };
    for (const auto& one : cases) {
        DYNAMIC_SECTION(one.name) {
            const auto vault = vault_of(std::string{"- [ ] Pay "} + one.fields);
            const auto event = only(events(vault));
            CHECK(event.event);
            CHECK(text_of(event.start) == one.start);
            CHECK(text_of(event.end) == one.end);
            CHECK_FALSE(event.due);
            CHECK(event.status == ComponentStatus::none);
            CHECK(event.uid == only(todos(vault)).uid + one.suffix);
        }
    }
}

TEST_CASE("events without a date are left out", "[calendar]") {
    const auto calendar = events(vault_of("- [ ] A\n- [ ] B 📅 2026-02-30\n- [ ] C ➕ 2026-01-01\n"));
    CHECK(calendar.components.empty());
    CHECK(reasons(calendar) == std::vector<std::string>{"no date", "no date",
                                                        "impossible due date 2026-02-30",
                                                        "no date"});
}

TEST_CASE("a proposal is a tentative event", "[calendar]") {
    CHECK(only(events(vault_of("- [?] Pay 📅 2026-01-06", with_statuses()))).status ==
          ComponentStatus::tentative);
}

TEST_CASE("components are sorted by UID, whatever the order of the notes", "[calendar]") {
    const std::pair<std::string, std::string> a{"a.md", "- [ ] One\n- [ ] Two\n"};
    const std::pair<std::string, std::string> b{"b.md", "- [ ] Three\n- [ ] One\n"};
    const auto first = todos(vault_of({a, b}));
    const auto second = todos(vault_of({b, a}));
    REQUIRE(first.components.size() == 4);
    CHECK(std::is_sorted(first.components.begin(), first.components.end(),
                         [](const auto& x, const auto& y) { return x.uid < y.uid; }));
    CHECK(write_ics(first) == write_ics(second));
}

TEST_CASE("touching one task changes one component", "[calendar]") {
    const auto before = todos(vault_of("- [ ] One 📅 2026-01-06\n- [ ] Two 📅 2026-01-06\n"));
    const auto after = todos(vault_of("- [ ] One 📅 2026-01-07\n- [ ] Two 📅 2026-01-06\n"));
    CHECK(find(before, "One")->uid == find(after, "One")->uid);
    Calendar one, other;
    one.components = {*find(before, "Two")};
    other.components = {*find(after, "Two")};
    CHECK(write_ics(one) == write_ics(other));
    CHECK(write_ics(before) != write_ics(after));
}
