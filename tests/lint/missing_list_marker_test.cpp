#include "lint/check_note.hpp"
#include "support/catch.hpp"

using namespace tasklint;

TEST_CASE("the marker and indentation of the item above are taken over", "[lint][TL008]") {
    const struct {
        const char* note;
        const char* mended;
    } cases[] = {{"- a\n[ ] b\n[x] c\n", "- a\n- [ ] b\n- [x] c\n"},
                 {"> * [ ] a\n> [ ] b\n", "> * [ ] a\n> * [ ] b\n"},
                 {"- a\n\t+ [ ] b\n  [ ] c\r\n", "- a\n\t+ [ ] b\n\t+ [ ] c\r\n"}};
    for (const auto& [note, mended] : cases) {
        DYNAMIC_SECTION(note) { CHECK(mend_note(note, "TL008") == mended); }
    }
}

TEST_CASE("where the line belongs to is not guessed across quotes", "[lint][TL008]") {
    const std::string note = "> - [ ] a\n[ ] b\n";
    const auto found = check_note(note, "TL008");
    for (const auto& finding : found) {
        CHECK_FALSE(finding.fix);
    }
    CHECK(mend_note(note, "TL008") == note);
}

TEST_CASE("digits, words and links in brackets are text", "[lint][TL008]") {
    for (const char* line :
         {"[1] note", "[a] note", "[x](u)", "[x]y", "[!] unregistered", "[ ]", "[ ] {{x}}"}) {
        DYNAMIC_SECTION(line) {
            CHECK(check_note(std::string{"- [ ] a\n"} + line, "TL008").empty());
        }
    }
}
