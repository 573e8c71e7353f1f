#include "tasklint/document.hpp"

#include "document/lines.hpp"
#include "support/catch.hpp"

using namespace tasklint;

TEST_CASE("which lines of a note are tasks", "[document]") {
    const struct {
        const char* name;
        std::string note;
        const char* lines;
    } cases[] = {
        {"list items of every marker", "- [ ] a\n* [ ] b\n+ [ ] c\n1. [ ] d\n1) [ ] e\n",
         "0 1 2 3 4"},
        {"not in front matter", "---\nx: 1\n- [ ] a\n---\n- [ ] b\n", "4"},
        {"front matter that never closes is none", "---\n- [ ] a\n", "1"},
        {"front matter behind a BOM", "\xEF\xBB\xBF---\n- [ ] a\n---\n- [ ] b\n", "3"},
        {"not in fenced code",
         "```\n- [ ] a\n```\n- [ ] b\n~~~~ md\n- [ ] c\n~~~\n- [ ] d\n~~~~\n- [ ] e\n", "3 9"},
        {"not in a fence of an item", "- [ ] a\n  ```\n  - [ ] b\n  ```\n  - [ ] c\n", "0 4"},
        {"a fence ends with its item", "- [ ] a\n  ```\n- [ ] b\n", "0 2"},
        {"a fence ends with its quote", "> ```\n> - [ ] a\n- [ ] b\n", "2"},
        {"an unclosed fence hides the rest", "- [ ] a\n```\n- [ ] b\n", "0"},
        {"backticks behind text are no fence", "a ```\n- [ ] b\n", "1"},
        {"not in a block comment", "%%\n- [ ] a\n%%\n- [ ] b\n<!--\n- [ ] c\n-->\n- [ ] d\n",
         "3 7"},
        {"a comment on one line hides no other", "%% x %%\n- [ ] a\n<!-- x -->\n- [ ] b\n", "1 3"},
        {"a comment that never closes hides nothing", "%%\n- [ ] a\n<!--\n- [ ] b\n", "1 3"},
        {"in quotes and callouts", "> [!todo] x\n> - [ ] a\n>> - [ ] b\n >>> - [ ] c\n", "1 2 3"},
        {"not without a blank behind the box", "- [ ]a\n- [x](link)\n- [ ] b\n", "2"},
        {"not behind U+200B", "- [ ] a\n\xE2\x80\x8B- [ ] b\n", "0"},
        {"CRLF", "- [ ] a 📅 2026-01-06\r\n- [ ] b\r\n", "0 1"},
        {"not a thematic break", "- - -\n***\n- [ ] a\n", "2"},
        {"NUL and invalid bytes are text", std::string{"\0\xFF\n- [ ] a\xC3\n", 12}, "1"},
    };
    for (const auto& [name, note, lines] : cases) {
        DYNAMIC_SECTION(name) { CHECK(task_lines(parse(note, "", {})) == lines); }
    }
}

TEST_CASE("a CRLF line is read without its CR", "[document]") {
    const Document note = parse("- [ ] a 📅 2026-01-06  \r\n- [x] b  \n", "", {});
    REQUIRE(note.tasks.size() == 2);
    CHECK(note.view(0).read_field(FieldKind::due) != nullptr);
    CHECK(note.tasks[0].hard_break.empty());
    CHECK(note.tasks[1].hard_break.size() == 2);
}

TEST_CASE("headings and parents", "[document]") {
    const Document note = parse(
        "# One ##\n- [ ] a\n  - b\n    - [ ] c\n\t- [ ] d\n - [ ] e\n\n## Two\n- [ ] f\n", "", {});
    REQUIRE(note.tasks.size() == 5);
    CHECK(note.heading_of(note.tasks[0])->text.in(note.text) == "One");
    CHECK(note.heading_of(note.tasks[4])->text.in(note.text) == "Two");
    CHECK(note.tasks[1].parent == 0);  // through the plain item b
    CHECK(note.tasks[2].parent == 0);
    CHECK(note.tasks[3].parent == none_index);  // one blank is no nesting
}

TEST_CASE("hostile notes are read in linear time", "[document][hostile]") {
    // Each would take hours with a quadratic reader.
    constexpr std::size_t n = 200'000;
    const auto repeat = [](std::string_view piece, std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) {
            out += piece;
        }
        return out;
    };
    const std::string task = "- [ ] ";
    const std::string notes[] = {task + repeat("📅 2026-01-06 ", n),
                                 task + repeat("📅 ", n),
                                 task + repeat("#a ", n),
                                 task + "⛔ " + repeat("a ,", n) + "x",
                                 task + repeat("`", n),
                                 task + repeat("@Ana ", n),
                                 task + repeat("(", n),
                                 task + repeat("🔁 every ", n),
                                 repeat("> ", n) + task + "a",
                                 repeat("```\n", n),
                                 repeat("%%\n", n) + "x",
                                 repeat("<!--\n", n),
                                 repeat("- ", n) + "[ ] a",
                                 task + repeat("\xC2\xA0", n),
                                 task + repeat(" ^a", n),
                                 task + repeat("#a📅", n),
                                 task + repeat("$a ", n),
                                 task + repeat("[[@", n)};
    std::string nested;
    for (std::size_t i = 0; i < 2'000; ++i) {
        nested += std::string(2 * i, ' ') + "- [ ] a\n";
    }
    for (const std::string& note : notes) {
        INFO(note.substr(0, 40));
        CHECK(parse(note, "", {}).text.size() == note.size());
    }
    const Document deep = parse(nested, "", {});
    REQUIRE(deep.tasks.size() == 2'000);
    CHECK(deep.tasks.back().parent == 1'998);
}

TEST_CASE("a line of megabytes is one task", "[document][hostile]") {
    const std::string note = "- [ ] " + std::string(4U << 20U, 'a') + " 📅 2026-01-06\n";
    const Document document = parse(note, "", {});
    REQUIRE(document.tasks.size() == 1);
    CHECK(document.view(0).read_field(FieldKind::due) != nullptr);
}
