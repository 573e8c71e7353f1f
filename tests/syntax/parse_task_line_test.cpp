#include <string>

#include <tao/pegtl/contrib/analyze.hpp>

#include "tasklint/task.hpp"

#include "support/catch.hpp"
#include "syntax/dataview_grammar.hpp"
#include "syntax/emoji_grammar.hpp"
#include "syntax/find_byte.hpp"
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
    CHECK(tao::pegtl::analyze<syntax::dataview::body>() == 0);
    CHECK(tao::pegtl::analyze<syntax::body::description>() == 0);
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

TEST_CASE("fields of the Dataview format", "[syntax]") {
    const struct {
        const char* name;
        const char* line;
        FieldKind kind;
        const char* value;
        const char* description;
    } cases[] = {
        {"in brackets", "- [ ] pay [due:: 2026-03-01]", FieldKind::due, "2026-03-01", "pay"},
        {"in parentheses", "- [ ] pay (due:: 2026-03-01)", FieldKind::due, "2026-03-01", "pay"},
        {"spaces inside", "- [ ] pay [  due::2026-03-01  ]", FieldKind::due, "2026-03-01", "pay"},
        {"one comma behind it", "- [ ] pay [due:: 2026-03-01] ,", FieldKind::due, "2026-03-01",
         "pay"},
        {"tags and fields may follow", "- [ ] pay [due:: 2026-03-01], #home [priority:: high]",
         FieldKind::due, "2026-03-01", "pay #home"},
        {"glued to a tag", "- [ ] pay #home[due:: 2026-03-01]", FieldKind::due, "2026-03-01",
         "pay #home"},
        {"done has a name of its own", "- [x] pay [completion:: 2026-03-01]", FieldKind::done,
         "2026-03-01", "pay"},
        {"a rule", "- [ ] pay [repeat:: every day when done ]", FieldKind::recurrence,
         "every day when done", "pay"},
        {"a rule of spaces is taken off and is none", "- [ ] pay [repeat:: ]",
         FieldKind::recurrence, "", "pay"},
        {"ids", "- [ ] pay [dependsOn:: a , b]", FieldKind::depends_on, "a , b", "pay"},
        {"of two the left one", "- [ ] pay [due:: 2026-03-01] [due:: 2026-04-01]", FieldKind::due,
         "2026-03-01", "pay"},
    };
    TaskSettings settings;
    settings.format = Format::dataview;
    for (const auto& [name, line, kind, value, description] : cases) {
        DYNAMIC_SECTION(name) {
            const std::string text = line;
            const auto parsed = parse_task_line(text, settings);
            REQUIRE(parsed);
            CHECK(parsed->task.format == Format::dataview);
            REQUIRE(view(text, *parsed).read_field(kind) != nullptr);
            CHECK(text_of(view(text, *parsed), kind) == value);
            CHECK(description_of(view(text, *parsed)) == description);
        }
    }
}

TEST_CASE("what is no field of the Dataview format", "[syntax]") {
    TaskSettings settings;
    settings.format = Format::dataview;
    for (const std::string body :
         {"pay [Due:: 2026-03-01]", "pay [due :: 2026-03-01]", "pay [due: 2026-03-01]",
          "pay [due:: 2026-3-1]", "pay [due:: 2026-03-01)", "pay [[due:: 2026-03-01]]",
          "pay ([due:: 2026-03-01])", "pay due:: 2026-03-01", "pay [due::\u00A02026-03-01]",
          "pay [my due:: 2026-03-01]", "pay [due:: 2026-03-01] soon", "pay [due:: 2026-03-01],,",
          "pay [priority:: High]", "pay [priority:: none]", "pay [repeat::]", "pay [owner:: me]",
          "pay [dependsOn:: a,]", "pay 📅 2026-03-01"}) {
        DYNAMIC_SECTION(body) {
            const std::string text = "- [ ] " + body;
            const auto parsed = parse_task_line(text, settings);
            REQUIRE(parsed);
            CHECK(description_of(view(text, *parsed)) == body);
        }
    }
}

TEST_CASE("a line's own format, where the settings leave it open", "[syntax]") {
    const struct {
        const char* line;
        Format format;
        const char* due;
    } cases[] = {
        {"- [ ] pay 📅 2026-03-01", Format::emoji, "2026-03-01"},
        {"- [ ] pay [due:: 2026-03-01]", Format::dataview, "2026-03-01"},
        {"- [ ] pay [due:: 2026-03-02] 📅 2026-03-01 #a", Format::emoji, "2026-03-01"},
        {"- [ ] pay 📅 2026-03-02 [due:: 2026-03-01] #a", Format::dataview, "2026-03-01"},
        {"- [ ] pay [due:: 2026-03-01] soon", Format::dataview, ""},
        {"- [ ] pay 📅 2026-03-01 [due:: 2026-03-01] soon", Format::emoji, ""},
        {"- [ ] pay #home", Format::emoji, ""},
    };
    TaskSettings settings;
    settings.format = Format::automatic;
    for (const auto& [line, format, due] : cases) {
        DYNAMIC_SECTION(line) {
            const std::string text = line;
            const auto parsed = parse_task_line(text, settings);
            REQUIRE(parsed);
            CHECK(parsed->task.format == format);
            CHECK(text_of(view(text, *parsed), FieldKind::due) == due);
        }
    }
}

TEST_CASE("every kind of field is written and read back in both formats", "[syntax]") {
    const std::string line =
        "- [x] pay #home 🆔 a1 ⛔ b2,c3 ⏫ 🔁 every week 🏁 keep ➕ 2026-01-01 "
        "🛫 2026-01-02 ⏳ 2026-01-03 📅 2026-01-04 ❌ 2026-01-05 ✅ 2026-01-06";
    const date::year_month_day today{date::year{2026}, date::month{1}, date::day{5}};
    const auto parsed = parse_task_line(line);
    REQUIRE(parsed);
    TaskSettings dataview;
    dataview.format = Format::dataview;
    const std::string written = write_task(view(line, *parsed), {}, today, Format::dataview);
    CHECK(written ==
          "- [x] pay #home  [id:: a1]  [dependsOn:: b2,c3]  [priority:: high]  [repeat:: every "
          "week]  "
          "[onCompletion:: keep]  [created:: 2026-01-01]  [start:: 2026-01-02]  "
          "[scheduled:: 2026-01-03]  [due:: 2026-01-04]  [cancelled:: 2026-01-05]  "
          "[completion:: 2026-01-06]");
    const auto again = parse_task_line(written, dataview);
    REQUIRE(again);
    CHECK(description_of(view(written, *again)) == "pay #home");
    CHECK(write_task(view(written, *again), dataview, today) == written);
    CHECK(write_task(view(written, *again), dataview, today, Format::emoji) == line);
}

TEST_CASE("bytes are found the same sixteen at once and one by one", "[syntax]") {
    // Every length and place around the size of a block, in the middle of other text.
    std::string text(80, 'a');
    for (std::size_t begin = 0; begin < 20; ++begin) {
        for (std::size_t end = begin; end < text.size(); ++end) {
            for (const std::size_t at : {begin, begin + 1, (begin + end) / 2, end - 1, end}) {
                if (at >= text.size()) {
                    continue;
                }
                text[at] = end % 2 == 0 ? '#' : '\xE2';
                const char* const first = text.data() + begin;
                const char* const last = text.data() + end;
                REQUIRE(syntax::find_byte<'#', '\xE2'>(text.data(), first, last) ==
                        syntax::find_byte_plainly<'#', '\xE2'>(first, last));
                // The text may begin where the search does.
                REQUIRE(syntax::find_byte<'#', '\xE2'>(first, first, last) ==
                        syntax::find_byte_plainly<'#', '\xE2'>(first, last));
                const std::string_view part{first, end - begin};
                REQUIRE(syntax::bytes_in<'#', 'a', '\xE2'>(part) ==
                        syntax::bytes_in_plainly<'#', 'a', '\xE2'>(part));
                text[at] = 'a';
            }
        }
    }
}
