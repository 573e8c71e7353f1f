#include <string>

#include <tao/pegtl/contrib/analyze.hpp>

#include "tasklint/task.hpp"

#include "support/catch.hpp"
#include "syntax/emoji_grammar.hpp"
#include "syntax/task_line_grammar.hpp"

using namespace tasklint;

namespace {

std::string text_of(const TaskView& task, FieldKind kind) {
    const Token* const field = task.read_field(kind);
    return field == nullptr ? std::string{} : std::string{task.in(field->value)};
}

}  // namespace

TEST_CASE("the grammars have no rule that loops without progress", "[syntax]") {
    CHECK(tao::pegtl::analyze<syntax::task_line::frame>() == 0);
    CHECK(tao::pegtl::analyze<syntax::emoji::body>() == 0);
    CHECK(tao::pegtl::analyze<syntax::emoji::description>() == 0);
}

TEST_CASE("due dates count only at the end of the line", "[syntax]") {
    const struct {
        const char* name;
        const char* line;
        const char* due;
    } cases[] = {
        {"alone", "- [ ] pay 📅 2026-03-01", "2026-03-01"},
        {"tags may follow", "- [ ] pay 📅 2026-03-01 #home", "2026-03-01"},
        {"fields may follow", "- [ ] pay 📅 2026-03-01 ⏫ 🔁 every day", "2026-03-01"},
        {"a block link may follow", "- [ ] pay 📅 2026-03-01 ^abc", "2026-03-01"},
        {"no blank is needed", "- [ ] pay📅2026-03-01⏫", "2026-03-01"},
        {"U+FE0F belongs to the sign", "- [ ] pay 🗓️ 2026-03-01", "2026-03-01"},
        {"of two the left one", "- [ ] pay 📅 2026-03-01 📅 2026-04-01", "2026-03-01"},
        {"text after it hides it", "- [ ] pay 📅 2026-03-01 soon", ""},
        {"an owner after it hides it", "- [ ] pay 📅 2026-03-01 @Ana", ""},
        {"NBSP is no blank", "- [ ] pay 📅\u00A02026-03-01", ""},
        {"a second U+FE0F is text", "- [ ] pay 📅️️ 2026-03-01", ""},
        {"twenty tags may follow",
         "- [ ] pay 📅 2026-03-01 #1 #2 #3 #4 #5 #6 #7 #8 #9 #10 #11 #12 #13 #14 #15 #16 #17 #18 "
         "#19 #20",
         "2026-03-01"},
        {"twenty-one may not",
         "- [ ] pay 📅 2026-03-01 #1 #2 #3 #4 #5 #6 #7 #8 #9 #10 #11 #12 #13 #14 #15 #16 #17 #18 "
         "#19 #20 #21",
         ""},
        {"a date glued to a tag is tried before the tag", "- [ ] pay #a📅2026-03-01", "2026-03-01"},
    };
    for (const auto& [name, line, due] : cases) {
        DYNAMIC_SECTION(name) {
            const auto parsed = parse_task_line(line);
            REQUIRE(parsed);
            CHECK(text_of(view(line, *parsed), FieldKind::due) == due);
        }
    }
}

TEST_CASE("in a glued tag the order of the plugin's patterns decides", "[syntax]") {
    // In each pass: priority, dates and recurrence, then one tag, then ids.
    const struct {
        const char* line;
        std::vector<std::string> tags;
        Priority priority;
        const char* id;
    } cases[] = {
        {"- [ ] a #x⏫", {"#x"}, Priority::high, ""},
        {"- [ ] a #x🆔b", {"#x🆔b"}, Priority::none, ""},
        {"- [ ] a #x🆔b #y", {"#x", "#y"}, Priority::none, "b"},
        {"- [ ] a #y⏫📅 2026-01-06", {"#y⏫"}, Priority::none, ""},
        {"- [ ] a #y📅 2026-01-06⏫", {"#y"}, Priority::high, ""},
    };
    for (const auto& [line, tags, priority, id] : cases) {
        DYNAMIC_SECTION(line) {
            const std::string text = line;
            const auto parsed = parse_task_line(text);
            REQUIRE(parsed);
            CHECK(tags_of(view(text, *parsed), {}) == tags);
            CHECK(parsed->task.priority == priority);
            CHECK(id_of(view(text, *parsed)) == id);
        }
    }
}

TEST_CASE("the frame of a task line", "[syntax]") {
    const struct {
        const char* name;
        std::string line;
        bool task;
        const char* body;
    } cases[] = {
        {"a dash", "- [ ] a", true, "a"},
        {"a number with leading zeros", "007) [x] a", true, "a"},
        {"quotes and blanks in any order", "> >\t> * [ ] a", true, "a"},
        {"one code point of any kind", "- [😀] a", true, "a"},
        {"no blank behind the box", "- [ ]a", true, "a"},
        {"a closing bracket as status", "- []] y", true, "y"},
        {"an invalid byte as status", "- [\xFF] a", true, "a"},
        {"two code points", "- [✔️] a", false, ""},
        {"nothing in the box", "- [] a", false, ""},
        {"a tab behind the marker", "-\t[ ] a", false, ""},
        {"no marker", "[ ] a", false, ""},
        {"a callout title", "> [!note] - [ ] a", false, ""},
        {"a line terminator hides the rest", "- [ ] a \u2028 📅 2026-01-06", true, "a"},
        {"NUL is text", std::string{"- [ ] a\0b", 9}, true, nullptr},
    };
    for (const auto& [name, line, task, body] : cases) {
        DYNAMIC_SECTION(name) {
            const auto parsed = parse_task_line(line);
            REQUIRE(parsed.has_value() == task);
            if (parsed && body != nullptr) {
                CHECK(parsed->task.body.in(line) == body);
            }
        }
    }
}

TEST_CASE("an impossible date is a date, and is kept", "[syntax]") {
    const std::string line = "- [ ] a 📅 2026-02-30";
    const auto parsed = parse_task_line(line);
    REQUIRE(parsed);
    const auto* const due = date_of(parsed->task, FieldKind::due);
    REQUIRE(due != nullptr);
    CHECK_FALSE(due->ok());
    CHECK(to_string(*due) == "2026-02-30");
    CHECK(real_date_of(parsed->task, FieldKind::due) == std::nullopt);
}
