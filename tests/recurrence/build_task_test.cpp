#include <stdexcept>
#include <string>

#include "support/catch.hpp"
#include "tasklint/task.hpp"

using namespace tasklint;
using namespace date::literals;

namespace {

constexpr auto today = 2026_y / 1 / 5;

std::optional<date::year_month_day>& date_at(NewTask& task, FieldKind kind) {
    return task
        .dates[static_cast<std::size_t>(kind) - static_cast<std::size_t>(FieldKind::created)];
}

/// What the refusal says; empty if the task was written.
std::string refusal(const NewTask& task, const TaskSettings& settings = {}) {
    try {
        static_cast<void>(write_new_task(task, settings, today));
        return {};
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("a new task is written as the plugin would write it", "[recurrence]") {
    NewTask task;
    task.description = " Send the draft. ";
    CHECK(write_new_task(task, {}, today) == "- [ ] Send the draft.");
    task.symbol = "?";
    task.owners = {"Person Two"};
    task.tags = {"task", "#proposed"};
    task.priority = Priority::high;
    date_at(task, FieldKind::due) = 2026_y / 1 / 6;
    date_at(task, FieldKind::created) = 2026_y / 1 / 1;
    task.recurrence = "every week";
    task.on_completion = OnCompletion::keep;
    task.id = "abc";
    task.depends_on = {"d1", "d2"};
    task.block_link = "^block-1";
    CHECK(write_new_task(task, {}, today) ==
          "- [?] Send the draft. @Person Two #task #proposed 🆔 abc ⛔ d1,d2 ⏫ 🔁 every week 🏁 keep "
          "➕ 2026-01-01 📅 2026-01-06 ^block-1");
    TaskSettings dataview;
    dataview.format = Format::dataview;
    NewTask due;
    due.description = "Pay";
    date_at(due, FieldKind::due) = 2026_y / 1 / 6;
    CHECK(write_new_task(due, dataview, today) == "- [ ] Pay  [due:: 2026-01-06]");
}

TEST_CASE("the owners of a new task are read as they were given", "[recurrence]") {
    const struct {
        const char* description;
        std::vector<std::string> owners;
        const char* line;
    } cases[] = {
        {"Send the draft.", {"Person Two"}, "- [ ] Send the draft. @Person Two"},
        {"Send the draft", {"Person Two"}, "- [ ] Send the draft @Person Two"},
        // Without an end of the sentence before it only the first word would be the name.
        {"Call", {"azure networking team"}, "- [ ] Call @[[azure networking team]]"},
        {"Call.", {"azure networking team"}, "- [ ] Call. @azure networking team"},
        {"Plan", {"One", "Two"}, "- [ ] Plan @One @Two"},
        {"Ask @Ana about it.", {"Person Two"}, "- [ ] Ask @Ana about it. @Person Two"},
        {"", {"Ana"}, "- [ ] @Ana"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.line);
        NewTask task;
        task.description = one.description;
        task.owners = one.owners;
        CHECK(write_new_task(task, {}, today) == one.line);
    }
}

TEST_CASE("tags of a new task stand once", "[recurrence]") {
    NewTask task;
    task.description = "Pay #home";
    task.tags = {"home", "bills"};
    CHECK(write_new_task(task, {}, today) == "- [ ] Pay #home #bills");
    TaskSettings filtered;
    filtered.global_filter = "#task";
    CHECK(
        refusal(task, filtered) ==
        "without the global filter \"#task\" it is no task: add it to the tags or the description");
    task.tags = {"task"};
    CHECK(write_new_task(task, filtered, today) == "- [ ] Pay #home #task");
}

TEST_CASE("a new task that would be read otherwise is refused", "[recurrence]") {
    const auto with = [](auto change) {
        NewTask task;
        task.description = "Pay";
        change(task);
        return refusal(task);
    };
    CHECK(with([](NewTask&) {}).empty());
    CHECK(with([](NewTask& task) { task.description = "Pay 📅 2026-01-06"; }) ==
          "the description ends with a field of its own, \"📅 2026-01-06\": give it by its name");
    CHECK(with([](NewTask& task) { task.description = "Pay ^abc"; }) ==
          "the description ends with a block link: give it by its name");
    CHECK(with([](NewTask& task) { task.description = "Pay\nmore"; }) ==
          "the description has more than one line");
    CHECK(with([](NewTask& task) { task.symbol = "ab"; }) == "the status is one character");
    CHECK(with([](NewTask& task) { task.symbol = ""; }) == "the status is one character");
    CHECK(with([](NewTask& task) { task.owners = {"TBD"}; }) ==
          "owners: \"TBD\" would be read as nothing");
    CHECK(with([](NewTask& task) { task.owners = {""}; }) == "an owner without a name");
    CHECK(with([](NewTask& task) { task.tags = {""}; }) == "a tag without a name");
    CHECK(with([](NewTask& task) { task.tags = {"two words"}; }) ==
          "tags: \"#two words\" would be read as \"#two\"");
    CHECK(with([](NewTask& task) { task.id = "a b"; }) == "id: \"a b\" would be read as nothing");
    CHECK(with([](NewTask& task) { task.depends_on = {"a b"}; }) ==
          "depends on: \"a b\" would be read as nothing");
    CHECK(with([](NewTask& task) { task.block_link = "abc"; }) ==
          "block link: \"abc\" would be read as nothing");
    CHECK(with([](NewTask& task) { date_at(task, FieldKind::due) = 2026_y / 2 / 30; }) ==
          "the due date does not exist");
    CHECK(with([](NewTask& task) { task.recurrence = "every so often"; }) ==
          "recurrence: Tasks cannot read \"every so often\"");
    CHECK(with([](NewTask& task) { task.recurrence = "weekly 📅 2026-01-01"; }) ==
          "recurrence: \"weekly 📅 2026-01-01\" would be read as nothing");
    TaskSettings filtered;
    filtered.filename_as_scheduled_date = true;
    NewTask plain;
    plain.description = "Pay";
    CHECK(refusal(plain, filtered).empty());
}
