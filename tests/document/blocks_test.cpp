// Which lines of a note count, construct by construct: the table in docs/syntax.md.
#include <string>
#include <string_view>

#include "tasklint/document.hpp"

#include "document/lines.hpp"
#include "support/catch.hpp"

using namespace tasklint;

namespace {

/// All items with their parents: `0 1<0 2<1`.
std::string item_lines(const Document& note) {
    const LineIndex lines{note.text};
    std::string out;
    for (const ListItem& item : note.items) {
        out += (out.empty() ? "" : " ") + std::to_string(lines.line_of(item.line.begin));
        if (item.parent != none_index) {
            out += "<" + std::to_string(lines.line_of(note.items[item.parent].line.begin));
        }
    }
    return out;
}

std::string repeat(std::string_view piece, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += piece;
    }
    return out;
}

/// An item in an item in an item, each with a comment.
std::string nested_openers(std::size_t depth) {
    std::string out;
    for (std::size_t i = 0; i < depth; ++i) {
        out += std::string(2 * i, ' ') + "- <!--\n";
    }
    return out;
}

}  // namespace

TEST_CASE("blocks hide tasks, and what is in doubt does not", "[document]") {
    const struct {
        const char* name;
        const char* note;
        const char* lines;
    } cases[] = {
        // fences
        {"tildes", "~~~\n- [ ] a\n```\n- [ ] b\n~~~\n- [ ] c\n", "5"},
        {"a tilde fence may have backticks behind it", "~~~ a`b`\n- [ ] a\n~~~\n- [ ] b\n", "3"},
        {"a backtick fence may not", "``` a`b`\n- [ ] a\n", "1"},
        {"a closing fence has nothing behind it", "```\n- [ ] a\n``` x\n- [ ] b\n```\n- [ ] c\n",
         "5"},
        {"a closing fence is as long as the opening one", "````\n- [ ] a\n```\n- [ ] b\n", ""},
        {"three columns of indentation", "   ```\n- [ ] a\n   ```\n- [ ] b\n", "3"},
        {"four columns are no fence", "text\n    ```\n- [ ] a\n", "2"},
        {"a fence far right in an item hides what is as far right",
         "- [ ] a\n      ```\n      - [ ] b\n      ```\n  - [ ] c\n", "0 4"},
        {"a closing fence is not indented", "```\n    ```\n- [ ] a\n```\n- [ ] b\n", "4"},
        {"on a marker's line", "- ```\n  - [ ] a\n  ```\n  - [ ] b\n", "3"},
        {"on a marker's line, ended by its item", "- ```\n- [ ] a\n", "1"},
        {"in a quote, ended by a line without mark", "> ```\n> - [ ] a\n>\n> - [ ] b\n\n- [ ] c\n",
         "5"},
        {"a mark far right does not go on with a quote", "> ```\n    > x\n> - [ ] a\n", "2"},
        {"in a quote in an item", "- > ```\n  > - [ ] a\n  > ```\n  > - [ ] b\n", "3"},
        {"a blank line does not end one in an item", "- a\n  ```\n\n  - [ ] b\n  ```\n- [ ] c\n",
         "5"},
        // indented code
        {"indented code", "    - [ ] a\n\n    - [ ] b\n\ntext\n\n\t- [ ] c\n", ""},
        {"indented code below a heading", "# x\n    - [ ] a\n", ""},
        {"indented code in a quote", ">     - [ ] a\n", ""},
        {"not below an item", "- [ ] a\n\n        - [ ] b\n", "0 2"},
        {"not below an item whose text is further right", "12.  a\n\n    - [ ] b\n", "2"},
        {"not behind a paragraph's line", "text\n    - [ ] a\n", "1"},
        {"not where the line above was in doubt", "> - a\n    - [ ] b\n>     - [ ] c\n", "1 2"},
        {"code behind a marker", "-      [ ] a\n", "0"},
        // HTML
        {"a block tag hides up to a blank line",
         "<div>\n- [ ] a\n</div>\n- [ ] b\n\n- [ ] c\n</DETAILS >\n- [ ] d\n", "5"},
        {"a block tag in a list ends with its item", "- a\n  <table>\n  - [ ] b\n- [ ] c\n", "3"},
        {"raw text hides up to its end",
         "<pre>\n\n- [ ] a\n</pre>\n- [ ] b\n<Script src=x>\n- [ ] c\n</sCRIPT> x\n- [ ] d\n",
         "4 8"},
        {"raw text that never closes hides nothing", "<pre>\n- [ ] a\n", "1"},
        {"comments of one line", "<!-- x -->\n- [ ] a\n<!-->\n- [ ] b\n", "1 3"},
        {"comments over blank lines", "<!--\n\n- [ ] a\n\n--> x\n- [ ] b\n", "5"},
        {"a comment ends with its quote", "> <!--\n- [ ] a\n-->\n", "1"},
        {"a comment in text is no block", "x <!--\n- [ ] a\n-->\n", "1"},
        {"instructions, declarations, data",
         "<?x\n- [ ] a\n?>\n- [ ] b\n<!X\n- [ ] c\n>\n- [ ] d\n<![CDATA[\n- [ ] e\n]]>\n- [ ] f\n",
         "3 7 11"},
        {"other tags hide nothing", "<span>\n- [ ] a\n</span>\n<https://example.org>\n- [ ] b\n",
         "1 4"},
        {"four columns are no block", "text\n    <div>\n- [ ] a\n", "2"},
        // Obsidian's
        {"comments", "%%\n\n- [ ] a\n%% - [ ] b\n- [ ] c\n%% x %%\n- [ ] d\n", "4 6"},
        {"a comment in an item does not end behind it", "- x\n  %%\n  - [ ] a\n- [ ] b\n%%\n",
         "2 3"},
        {"formulas", "$$\n- [ ] a\n\n- [ ] b$$\n- [ ] c\n", "4"},
        {"a formula in one line", "$$x$$\n- [ ] a\n$$y$$\n- [ ] b\n", "1 3"},
        {"a formula that never closes hides nothing", "- [ ] a\n$$\n- [ ] b\n", "0 2"},
        {"three dollars are no formula", "$$$\n- [ ] a\n$$\n", "1"},
        {"a footnote's own line is no task, its lines are",
         "[^1]: - [ ] a\n    - [ ] b\n\n    - [ ] c\n\n- [ ] d\n", "1 3 5"},
        {"a callout's title is no item", "> [!todo] - [ ] a\n> - [ ] b\n", "1"},
        // a closing mark outside of the quote or item closes nothing
        {"a formula, closed in the next item", "- $$ spent\n  - [ ] a\n- $$ more\n", "1"},
        {"a comment in an item, closed below it", "- %% x\n  - [ ] a\n\npara %% y\n", "1"},
        {"a comment in a quote, closed below it", "> %% x\n> - [ ] a\n\npara %% y\n", "1"},
        {"an HTML comment, closed below it", "> <!-- x\n> - [ ] a\n\npara --> y\n", "1"},
        {"closed by a line without mark", "> %% x\n> - [ ] a\n%%\n- [ ] b\n", "1 3"},
        {"closed in the next quote", "> $$\n> - [ ] a\n\n> - [ ] b\n> $$\n", "1 3"},
        {"closed behind a line without text that ends the quote", "> %%\n> - [ ] a\n\n> %%\n", "1"},
        {"closed outside of a footnote", "[^1]: %%\n    - [ ] a\n\nb %%\n", "1"},
        {"raw text, closed outside", "- <pre>\n  - [ ] a\n- </pre>\n", "1"},
        {"instructions, data, closed outside",
         "- <?\n  - [ ] a\n- ?>\n- <![CDATA[\n  - [ ] b\n- ]]>\n", "1 4"},
        {"a declaration, closed outside", "- <!X\n  - [ ] a\n- >\n", "1"},
        {"a quote's own mark closes no declaration", "> <!X\n> - [ ] a\n> - [ ] b\n\n>", "1 2"},
        {"a mark in the text of a quote does", "> <!X\n> - [ ] a\n> >\n> - [ ] b\n\n>", "3"},
        {"closed in the item", "- $$\n  - [ ] a\n  $$\n  - [ ] b\n", "3"},
        {"closed in the item, behind blank lines", "- %%\n\n  - [ ] a\n\n  %%\n  - [ ] b\n", "5"},
        {"closed in the quote", "> <!--\n> - [ ] a\n> -->\n> - [ ] b\n", "3"},
        {"closed in the quote, behind a blank line of it", "> %%\n>\n> - [ ] a\n>%%\n> - [ ] b\n",
         "4"},
        {"closed in the footnote", "[^1]: %%\n    - [ ] a\n\n    %%\n    - [ ] b\n", "4"},
        {"closed in the item, with CRLF", "- %%\r\n\r\n  - [ ] a\r\n  %%\r\n- [ ] b\r\n", "4"},
        {"closed on the note's last line", "- x\n  %%\n  - [ ] a\n  %%", ""},
        {"closed in an item of the item", "- %%\n  - [ ] a\n    - [ ] b %%\n  - [ ] c\n", "3"},
        {"closed in the item around", "- x\n  - %%\n    - [ ] a\n  %%\n  - [ ] b\n", "2 4"},
        {"closed in the quote around", "> > %%\n> > - [ ] a\n>\n> %%\n> - [ ] b\n", "1 4"},
        {"closed in the quote in an item", "- > $$\n  > - [ ] a\n  > $$\n  > - [ ] b\n", "3"},
        {"closed in the item around the quote", "- > $$\n  > - [ ] a\n\n  $$\n  - [ ] b\n", "1 4"},
        {"closed in the item, opened anew behind an inner one that is not closed",
         "- <!--\n  - %%\n    - [ ] a\n- x\n\n  <!--\n  - [ ] b\n  -->\n  - [ ] c %%\n", "2 8"},
        {"the next one is closed in its item", "- %%\n  - [ ] a\n- x\n  %%\n  - [ ] b\n  %%\n",
         "1"},
        {"a lazy line does not hold the mark", "> x\n> %%\n%%\n> - [ ] a\n", "3"},
        {"at the top level it may stand in a list", "%%\n- [ ] a\n- x %%\n- [ ] b\n", "3"},
        // lists
        {"a list interrupts a paragraph", "text\n- [ ] a\ntext\n1. [ ] b\n", "1 3"},
        {"numbers that are not 1 do so too", "text\n2. [ ] a\n", "1"},
        {"numbers of many digits", "1234567890. [ ] a\n12345678901234567890) [ ] b\n", "0 1"},
        {"numbers that begin anywhere", "0. [ ] a\n7. [ ] b\n", "0 1"},
        {"two markers on a line are no task", "- - [ ] a\n1. - [ ] b\n- > - [ ] c\n", ""},
        {"a task in a quote in an item", "- a\n  > - [ ] b\n", "1"},
        {"a quote far right", "- a\n      > - [ ] b\n", "1"},
        {"lazy lines", "> - [ ] a\ntext\n- [ ] b\n", "0 2"},
        {"a tab behind the marker", "-\t[ ] a\n", ""},
        // tables
        {"cells hold no items", "| a |\n| - |\n| - [ ] b |\n- [ ] c | d\n", "3"},
        {"a table may end at a list", "| a |\n| - |\n- [ ] b\n", "2"},
        {"a link definition is no block", "[a]: https://example.org\n- [ ] a\n", "1"},
    };
    for (const auto& [name, note, lines] : cases) {
        DYNAMIC_SECTION(name) { CHECK(task_lines(parse(note, "", {})) == lines); }
    }
}

TEST_CASE("items and their parents", "[document]") {
    const struct {
        const char* name;
        const char* note;
        const char* items;
    } cases[] = {
        {"what is left of the text above it is no child", "- a\n - b\n  - c\n   - d\n", "0 1 2 3"},
        {"by three and four spaces", "- a\n   - b\n       - c\n", "0 1<0 2<1"},
        {"by tabs", "- a\n\t- b\n\t\t- c\n\t- d\n", "0 1<0 2<1 3<0"},
        {"a tab behind the marker moves the text", "-\ta\n  - b\n    - c\n", "0 1 2<1"},
        {"wide markers", "100. a\n  - b\n     - c\n10.  d\n", "0 1 2<1 3"},
        {"text further right wants children further right", "-   a\n  - b\n    - c\n", "0 1 2<1"},
        {"blank lines end no list", "- a\n\n\n  - b\n\n- c\n", "0 3<0 5"},
        {"paragraphs of an item", "- a\n\n  text\n\n  - b\n", "0 4<0"},
        {"a paragraph at the margin ends the list", "- a\n\ntext\n\n  - b\n", "0 4"},
        {"without a blank line it belongs to the item", "- a\ntext\n  - b\n", "0 2<0"},
        {"a heading ends the list", "- a\n# x\n  - b\n", "0 2"},
        {"a heading in an item does not", "- a\n  # x\n  - b\n", "0 2<0"},
        {"a rule ends the list", "- a\n***\n  - b\n", "0 2"},
        {"a rule in an item does not", "- a\n  ***\n  - b\n", "0 2<0"},
        {"a fence at the margin ends the list", "- a\n```\n```\n  - b\n", "0 3"},
        {"a fence in an item does not", "- a\n  ```\n  ```\n  - b\n", "0 3<0"},
        {"quotes count behind their marks", "> - a\n>   - b\n>  - c\n", "0 1<0 2"},
        {"a blank line ends a quote", "> - a\n\n>   - b\n", "0 2"},
        {"a quote in an item", "- a\n  > - b\n  - c\n", "0 1<0 2<0"},
        {"two markers on a line are two items", "- - a\n    - b\n  - c\n", "0 0<0 1<0 2<0"},
        {"a marker alone", "-\n  - a\n", "0 1<0"},
        {"a marker alone and a blank line", "-\n\n  - a\n", "0 2"},
        {"a marker alone interrupts no paragraph", "text\n*\n+\n1.\n", ""},
        {"numbers without a box that are not 1 neither", "text\n1984. b\n1. c\n", "2"},
        {"a dash below text is an underline", "text\n-\n- a\n", "2"},
        {"a dash below an item is an item", "- text\n-\n", "0 1"},
        {"a number behind the box", "- [ ] 1. a\n  - b\n", "0 0<0 1<0"},
        {"items of a footnote have no parent", "[^1]: x\n    - a\n", "1"},
        {"an item far right without a box is text", "- a\n\n        - b\n", "0"},
        {"bytes of any kind behind a marker", "- \xFF\n  - \xC3", "0 1<0"},
    };
    for (const auto& [name, note, items] : cases) {
        DYNAMIC_SECTION(name) { CHECK(item_lines(parse(note, "", {})) == items); }
    }
}

TEST_CASE("what is a heading", "[document]") {
    const struct {
        const char* name;
        const char* note;
        const char* heading;
        int level;
    } cases[] = {
        {"three columns of indentation", "   ## a\n- [ ] t\n", "a", 2},
        {"four columns are text", "text\n    # a\n- [ ] t\n", "", 0},
        {"a tag is no heading", "#a\n- [ ] t\n", "", 0},
        {"seven are too many", "####### a\n- [ ] t\n", "", 0},
        {"not in a quote", "> # a\n- [ ] t\n", "", 0},
        {"not in an item", "- # a\n- [ ] t\n", "", 0},
        {"underlined", "a b\n===\n- [ ] t\n", "a b", 1},
        {"underlined twice as deep", "a\n--- \n- [ ] t\n", "a", 2},
        {"underlined, of two lines", "a\nb\n-\n- [ ] t\n", "a\nb", 2},
        {"raw text", "# [[a]] *b* ##\n- [ ] t\n", "[[a]] *b*", 1},
        {"a rule behind a blank line", "a\n\n---\n- [ ] t\n", "", 0},
        {"a rule below an item", "- a\n---\n- [ ] t\n", "", 0},
        {"a lazy line below a quote", "> a\n===\n- [ ] t\n", "", 0},
        {"a link definition is no paragraph", "[a]: b\n---\n- [ ] t\n", "", 0},
        {"hidden", "<div>\n# a\n\n- [ ] t\n", "", 0},
        {"of any level, the last one", "# a\n### b\n- [ ] t\n", "b", 3},
    };
    for (const auto& [name, text, heading, level] : cases) {
        DYNAMIC_SECTION(name) {
            const Document note = parse(text, "", {});
            REQUIRE(!note.tasks.empty());
            const Heading* const found = note.heading_of(note.tasks.back());
            CHECK((found == nullptr ? "" : found->text.in(note.text)) == heading);
            CHECK((found == nullptr ? 0 : found->level) == level);
        }
    }
}

TEST_CASE("suspect lines are not in hidden blocks", "[document]") {
    CHECK(parse("```\n-[ ] a\n```\n<div>\n-[ ] a\n\n    -[ ] a\n", "", {}).suspects.empty());
    CHECK(parse("$$\n-[ ] a\n$$\n%%\n-[ ] a\n%%\n", "", {}).suspects.empty());
    CHECK(parse("- - [] a\n", "", {}).suspects.empty());
    CHECK(parse("- x\n[ ] a\n-[ ] b\n", "", {}).suspects.size() == 2);
    CHECK(parse("-[ ] a\n- [] a\n- [x ] b\n", "", {}).suspects.size() == 3);
}

TEST_CASE("a box behind blanks that are none to Markdown is suspect", "[document]") {
    const struct {
        const char* text;
        std::size_t suspects;
    } cases[] = {
        {"\u00A0- [ ] a\n\u3000* [ ] b\n\uFEFF1. [ ] c\n", 3},
        {"prose\n\u00A0- [ ] a\nprose\n\n\u200B- [ ] b\nprose", 2},
        {"a line that is longer than thirty-two bytes, of prose\n\u00A0+ [x] a", 1},
        {"- a\n  \u00A0- [ ] b\n> \u00A0- [ ] c", 2},
        {"\u00A0 > \u00A0- [ ] a", 1},
        {"\uFEFF\uFEFF- [ ] behind the mark of a file", 1},
        {"- \u200B[ ] a\n-\u200B[ ] b\n- \u2060 [ ] c", 3},
        {"\u00A0- a\n\u00A0[ ] b\n\u00A0\n\u3000prose\n\u201Cprose\u201D\n\u00E9- [ ] a", 0},
        {"```\n\u00A0- [ ] a\n```\n    \u00A0- [ ] code\n\n<div>\n\u00A0- [ ] a\n", 0},
        {"\u00A0", 0},
        {"\u00A0-", 0},
        {"\u00A01", 0},
        {"prose\n\xC2", 0},
    };
    for (const auto& [text, suspects] : cases) {
        DYNAMIC_SECTION(text) {
            const auto document = parse(text, "", {});
            CHECK(document.suspects.size() == suspects);
            CHECK(document.tasks.empty());
        }
    }
}

TEST_CASE("blocks are found in linear time", "[document][hostile]") {
    // Each would take minutes with a quadratic scanner.
    constexpr std::size_t n = 100'000;
    const std::string notes[] = {
        repeat("```\n", n),
        repeat("> ```\n\n", n),
        repeat("- ```\n", n),
        repeat("> <!--\n\n", n) + "-->",
        repeat("- %%\n", n) + "\n%%",
        repeat("> $$\n\n", n) + "$$",
        repeat("- <!--\n", n),
        repeat("> <!--\n> - $$\n> - <?\n", n) + "\n--> $$ ?>",
        repeat("- x\n  <!--\n  > <?\n  > - <![CDATA[\n", n) + "\n--> ?> ]]>",
        "- x\n" + repeat("  <pre>\n\n", n) + "</pre>",
        repeat("> <!X\n", n) + "\n>",
        repeat("> a\n%%\n<!--\n", n) + "\n\n%%",
        nested_openers(1000) + repeat("\n", 10 * n) + "-->",
        repeat("$$\n\n$$x\n", n),
        repeat("<?\n<![CDATA[\n<!X\n<pre>\n", n),
        repeat("> <pre>\n</x\n", n) + "</pre>",
        repeat("<div>\n\n", n),
        repeat("> ", n) + "\n" + repeat("a\n\n> b\n", n),
        repeat("- ", n) + "a\n" + repeat("\n", n) + repeat("  b\n", n),
        repeat("- ", n) + "[ ] a\n" + repeat("- ", n) + "b\n",
        repeat("> - ", n) + "\n" + repeat(">\n", n) + repeat("> a\n", n),
        repeat("- * ", n) + "a",
        repeat("[^1]: ", n) + "a\n" + repeat("\n", n),
        repeat("[^", n),
        repeat("a\n", n) + "===\n" + repeat("[a]: b\n---\n", n),
        repeat("    > - [ ] a\n", n),
        "a\n    " + repeat("> ", n) + "- [ ] a\n",
        repeat("- ", n) + "a\n\n" + repeat("\t", n) + "- [ ] b",
        std::string(4U << 20U, '>'),
        std::string(4U << 20U, '`') + "\n" + std::string(4U << 20U, '-') + "x",
        repeat("| a ", n) + "\n" + repeat("| - ", n) + "\n" + repeat("| - |\n", n),
    };
    for (const std::string& text : notes) {
        INFO(text.substr(0, 40));
        const Document note = parse(text, "", {});
        CHECK(read_sections(note).size() <= text.size());
    }
}
