// What takes the place of a line when its task is ticked (Tasks 8.3.0).
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "tasklint/task.hpp"

using namespace date::literals;
using tasklint::set_status;
using tasklint::Status;
using tasklint::StatusRegistry;
using tasklint::StatusType;
using tasklint::TaskSettings;
using tasklint::toggle;
using Lines = std::vector<std::string>;

namespace {

constexpr auto today = 2026_y / 1 / 5;

TaskSettings with(void (*change)(TaskSettings&)) {
    TaskSettings settings;
    change(settings);
    return settings;
}

}  // namespace

TEST_CASE("ticking a task writes what the plugin writes", "[recurrence]") {
    const struct {
        const char* name;
        const char* line;
        Lines lines;
    } cases[] = {
        {"done today", "- [ ] a 📅 2026-01-06", {"- [x] a 📅 2026-01-06 ✅ 2026-01-05"}},
        {"open again", "- [x] a ✅ 2026-01-01", {"- [ ] a"}},
        {"from cancelled to open", "- [-] a ❌ 2026-01-01", {"- [ ] a"}},
        {"an unknown status is open", "- [?] a", {"- [x] a ✅ 2026-01-05"}},
        {"the rest stays",
         "> 1. [/] a #b 🆔 c ⛔ d, e ⏬ ^f  ",
         {"> 1. [x] a #b 🆔 c ⛔ d,e ⏬ ✅ 2026-01-05 ^f  "}},
        {"a hard break stays", "- [ ] a  ", {"- [x] a ✅ 2026-01-05  "}},
        {"an old done date is replaced", "- [ ] a ✅ 2025-01-01", {"- [x] a ✅ 2026-01-05"}},
        {"a recurring task makes a new one above it",
         "- [ ] a 🆔 b ⛔ c 🔁 every week ➕ 2025-12-01 📅 2026-01-02 ^d",
         {"- [ ] a 🔁 every week 📅 2026-01-09",
          "- [x] a 🆔 b ⛔ c 🔁 every week ➕ 2025-12-01 📅 2026-01-02 ✅ 2026-01-05 ^d"}},
        {"a done one that recurs makes none",
         "- [x] a 🔁 every week 📅 2026-01-02",
         {"- [ ] a 🔁 every week 📅 2026-01-02"}},
        {"delete leaves nothing", "- [ ] a 🏁 delete", {}},
        {"delete leaves the new task",
         "- [ ] a 🔁 every day 🏁 delete 📅 2026-01-02",
         {"- [ ] a 🔁 every day 🏁 delete 📅 2026-01-03"}},
        {"delete is for those that get done", "- [x] a 🏁 delete", {"- [ ] a 🏁 delete"}},
        {"no further date",
         "- [ ] a 🔁 every day for 1 time 📅 2026-01-02",
         {"- [ ] a 🔁 every day for 1 time 📅 Invalid date",
          "- [x] a 🔁 every day for 1 time 📅 2026-01-02 ✅ 2026-01-05"}},
        {"a recurrence that nobody can read goes",
         "- [ ] a 🔁 every nothing 📅 2026-01-02",
         {"- [x] a 📅 2026-01-02 ✅ 2026-01-05"}},
    };
    for (const auto& [name, line, lines] : cases) {
        DYNAMIC_SECTION(name) { CHECK(toggle(line, TaskSettings{}, today) == lines); }
    }
}

TEST_CASE("settings decide which dates are written and where the new task goes", "[recurrence]") {
    const char* const line = "- [ ] a 🔁 every day 🛫 2026-01-01 ⏳ 2026-01-02";
    const struct {
        const char* name;
        TaskSettings settings;
        Lines lines;
    } cases[] = {
        {"created",
         with([](TaskSettings& settings) { settings.set_created_date = true; }),
         {"- [ ] a 🔁 every day ➕ 2026-01-05 🛫 2026-01-02 ⏳ 2026-01-03",
          "- [x] a 🔁 every day 🛫 2026-01-01 ⏳ 2026-01-02 ✅ 2026-01-05"}},
        {"not done",
         with([](TaskSettings& settings) { settings.set_done_date = false; }),
         {"- [ ] a 🔁 every day 🛫 2026-01-02 ⏳ 2026-01-03",
          "- [x] a 🔁 every day 🛫 2026-01-01 ⏳ 2026-01-02"}},
        {"below",
         with([](TaskSettings& settings) { settings.recurrence_on_next_line = true; }),
         {"- [x] a 🔁 every day 🛫 2026-01-01 ⏳ 2026-01-02 ✅ 2026-01-05",
          "- [ ] a 🔁 every day 🛫 2026-01-02 ⏳ 2026-01-03"}},
        {"no scheduled date",
         with([](TaskSettings& settings) { settings.remove_scheduled_date_on_recurrence = true; }),
         {"- [ ] a 🔁 every day 🛫 2026-01-02",
          "- [x] a 🔁 every day 🛫 2026-01-01 ⏳ 2026-01-02 ✅ 2026-01-05"}},
    };
    for (const auto& [name, settings, lines] : cases) {
        DYNAMIC_SECTION(name) { CHECK(toggle(line, settings, today) == lines); }
    }
    TaskSettings uncancelled;
    CHECK(set_status("- [ ] a", "-", uncancelled, today) == Lines{"- [-] a ❌ 2026-01-05"});
    uncancelled.set_cancelled_date = false;
    CHECK(set_status("- [ ] a", "-", uncancelled, today) == Lines{"- [-] a"});
}

TEST_CASE("a task is written in the format in which it was read", "[recurrence]") {
    TaskSettings settings;
    settings.format = tasklint::Format::dataview;
    CHECK(toggle("- [ ] a [repeat:: every day] [due:: 2026-01-02] (priority:: high)", settings,
                 today) ==
          Lines{"- [ ] a  [priority:: high]  [repeat:: every day]  [due:: 2026-01-03]",
                "- [x] a  [priority:: high]  [repeat:: every day]  [due:: 2026-01-02]  "
                "[completion:: 2026-01-05]"});
    settings.format = tasklint::Format::automatic;
    CHECK(toggle("- [ ] a [due:: 2026-01-02]", settings, today) ==
          Lines{"- [x] a  [due:: 2026-01-02]  [completion:: 2026-01-05]"});
    CHECK(toggle("- [ ] a 📅 2026-01-02", settings, today) ==
          Lines{"- [x] a 📅 2026-01-02 ✅ 2026-01-05"});
}

TEST_CASE("lines that are no tasks are toggled as lists are", "[recurrence]") {
    const struct {
        const char* line;
        const char* toggled;
    } cases[] = {
        {"- item", "- [ ] item"},
        {"\t12) item", "\t12) [ ] item"},
        {"text", "- [ ] text"},
        {"", "- [ ] "},
        {"> quote", "> - [ ] quote"},
        {"-[ ] x", "- [ ][ ] x"},
        {"- [xx] y", "- [ ] [xx] y"},
        {"**bold**", "* [ ]*bold**"},  // no space is asked for behind a marker
        {"\xFF", "- [ ] \xFF"},
    };
    for (const auto& [line, toggled] : cases) {
        DYNAMIC_SECTION(line) {
            CHECK(toggle(line, TaskSettings{}, today) == Lines{toggled});
            CHECK(set_status(line, "x", TaskSettings{}, today) == Lines{line});
        }
    }
    TaskSettings filtered;
    filtered.global_filter = "#task";
    CHECK(toggle("- [ ]  a 📅 2026-01-06  ", filtered, today) == Lines{"- [x] a 📅 2026-01-06  "});
    CHECK(toggle("- [/] a\xE2\x80\xA8"
                 "b",
                 filtered, today) == Lines{"- [ ] a\xE2\x80\xA8"
                                           "b"});
    CHECK(toggle("- [ ] a #task", filtered, today) == Lines{"- [x] a #task ✅ 2026-01-05"});
}

TEST_CASE("statuses lead to others", "[syntax]") {
    const StatusRegistry statuses{{
        {" ", "To do", "/", StatusType::todo},
        {"/", "Doing", "x", StatusType::in_progress},
        {"x", "Done", "w", StatusType::done},
        {"w", "Waiting", "/", StatusType::on_hold},
        {"e", "Empty", "", StatusType::empty},
        {"y", "To the empty one", "e", StatusType::todo},
    }};
    const auto next = [&](const char* symbol) { return statuses.next(statuses.get(symbol)); };
    CHECK(next(" ").name == "Doing");
    CHECK(next("?").name == "Done");  // an unknown one goes to x
    CHECK(next("y") == Status{"e", "Unknown", "x", StatusType::todo});
    CHECK(next("e") == Status{"", "Unknown", "x", StatusType::todo});
    // x, w, / and round again: no TODO on the way, but one in progress.
    CHECK(statuses.next_of_recurrence(statuses.get("x")).symbol == "/");
    const StatusRegistry closed{{{"x", "Done", "x", StatusType::done}}};
    CHECK(closed.next_of_recurrence(closed.get("x")) ==
          Status{" ", "Unknown", "x", StatusType::todo});
}

TEST_CASE("a status that a task has changes nothing but the spelling", "[recurrence]") {
    CHECK(set_status("- [x] a ✅ 2025-01-01 🏁 DELETE", "x", TaskSettings{}, today) ==
          Lines{"- [x] a 🏁 delete ✅ 2025-01-01"});
    CHECK(set_status("- [ ] a", "🔥", TaskSettings{}, today) == Lines{"- [🔥] a"});
}
