#include "lint/check_note.hpp"
#include "support/catch.hpp"

using namespace tasklint;

TEST_CASE("only the tag changes, with the quotes and the rest of the front matter kept",
          "[lint][TL914]") {
    const struct {
        const char* name;
        const char* note;
        const char* mended;
    } cases[] = {
        {"single quotes", "---\ntags: ['a/', b]\n---\n", "---\ntags: ['a', b]\n---\n"},
        {"plain", "---\ntags:\n- my tag\n- person/\nother: x/\n---\n",
         "---\ntags:\n- my-tag\n- person\nother: x/\n---\n"},
        {"one text", "---\ntags: one, two/ three\n---\n", "---\ntags: one, two three\n---\n"},
        {"the key tag, CRLF", "---\r\ntag: person/\r\n---\r\n", "---\r\ntag: person\r\n---\r\n"}};
    for (const auto& [name, note, mended] : cases) {
        DYNAMIC_SECTION(name) { CHECK(mend_note(note, "TL914") == mended); }
    }
}

TEST_CASE("no tag is made that YAML or Obsidian would not read as one", "[lint][TL914]") {
    for (const char* tag : {"true/", "2026/", "\"/\"", "\"a, b\"", "\"a//b/\""}) {
        DYNAMIC_SECTION(tag) {
            const auto note = std::string{"---\ntags:\n  - "} + tag + "\n---\n";
            const auto found = check_note(note, "TL914");
            REQUIRE(found.size() == 1);
            CHECK_FALSE(found[0].fix);
            CHECK(mend_note(note, "TL914") == note);
        }
    }
}
