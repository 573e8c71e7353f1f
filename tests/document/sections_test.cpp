#include <string>

#include "tasklint/document.hpp"

#include "support/catch.hpp"

using namespace tasklint;

namespace {

const char* name_of(SectionType type) {
    switch (type) {
        case SectionType::front_matter: return "yaml";
        case SectionType::heading: return "heading";
        case SectionType::list: return "list";
        case SectionType::paragraph: return "paragraph";
        case SectionType::quote: return "quote";
        case SectionType::callout: return "callout";
        case SectionType::code: return "code";
        case SectionType::table: return "table";
        case SectionType::html: return "html";
        case SectionType::comment: return "comment";
        case SectionType::math: return "math";
        case SectionType::footnote: return "footnote";
        case SectionType::thematic_break: return "break";
    }
    return "";
}

/// `heading 0, list 1-3`
std::string sections_of(const char* text) {
    const Document note = parse(text, "", {});
    const LineIndex lines{note.text};
    std::string out;
    for (const Section& section : read_sections(note)) {
        const auto first = lines.line_of(section.lines.begin);
        const auto last = lines.line_of(section.lines.end);
        out += (out.empty() ? "" : ", ") + std::string{name_of(section.type)} + " " +
               std::to_string(first) + (last == first ? "" : "-" + std::to_string(last));
    }
    return out;
}

}  // namespace

TEST_CASE("the top-level blocks of a note", "[document]") {
    const struct {
        const char* name;
        const char* note;
        const char* sections;
    } cases[] = {
        {"an empty note", "", ""},
        {"blank lines", "\n \n\n", ""},
        {"front matter", "---\na: b\n---\n# c\n", "yaml 0-2, heading 3"},
        {"paragraphs", "a\nb\n\nc\n", "paragraph 0-1, paragraph 3"},
        {"a list with blank lines is one", "- a\n\n- b\n  - c\n\n\n  d\n- e\n", "list 0-7"},
        {"another marker begins another list", "- a\n* b\n+ c\n1. d\n2. e\n1) f\n",
         "list 0, list 1, list 2, list 3-4, list 5"},
        {"other markers further in do not", "- a\n  * b\n  1. c\n- d\n", "list 0-3"},
        {"two lists around a comment", "- a\n\n<!-- x -->\n\n- b\n", "list 0, html 2, list 4"},
        {"a lazy line belongs to its list", "- a\nb\n\nc\n", "list 0-1, paragraph 3"},
        {"a list interrupts a paragraph", "a\n- b\n", "paragraph 0, list 1"},
        {"a quote with all in it", "> a\n> - b\n>\n> ```\n> c\n\n> d\n", "quote 0-4, quote 6"},
        {"a quote that ends in an empty line of its own", "> a\n>\n", "quote 0-1"},
        {"a callout with a callout", " > [!tip]+ a\n >> [!note]\n >> - [ ] b\n", "callout 0-2"},
        {"not every bracket makes a callout", "> [a]\n\n> [!]\n", "quote 0, quote 2"},
        {"headings", "# a\nb\n===\n\nc\n---\n", "heading 0, heading 1-2, heading 4-5"},
        {"code", "```\na\n\nb\n```\nc\n\n    d\n\n    e\n", "code 0-4, paragraph 5, code 7-9"},
        {"two fences", "```\n```\n```\n```\n", "code 0-1, code 2-3"},
        {"HTML", "<div>\na\n\n<!-- b\n\n-->\n<span>\nc\n", "html 0-1, html 3-5, html 6-7"},
        {"comments and formulas", "%%\na\n%%\n$$\nb\n$$\n", "comment 0-2, math 3-5"},
        {"a table", "| a | b |\n| - | :-: |\n| c |\nd\n\ne\n", "table 0-3, paragraph 5"},
        {"a table below a line of text", "a\nb | c\n--- | ---\n", "paragraph 0, table 1-2"},
        {"a row of other length makes no table", "a | b\n--- | --- | ---\n", "paragraph 0-1"},
        {"a footnote", "[^1]: a\n\n    b\n\nc\n", "footnote 0-2, paragraph 4"},
        {"a break", "a\n\n---\n***\n", "paragraph 0, break 2, break 3"},
        {"CRLF", "a\r\nb | c\r\n-|-\r\n\r\n- d\r\n", "paragraph 0, table 1-2, list 4"},
    };
    for (const auto& [name, note, sections] : cases) {
        DYNAMIC_SECTION(name) { CHECK(sections_of(note) == sections); }
    }
}

TEST_CASE("sections do not reach into line endings", "[document]") {
    const Document note = parse("a\r\n\r\nb | c\r\n-|-\r\n", "", {});
    const auto sections = read_sections(note);
    REQUIRE(sections.size() == 2);
    CHECK(sections[0].lines.in(note.text) == "a");
    CHECK(sections[1].lines.in(note.text) == "b | c\r\n-|-");
}
