#include "lint/check_note.hpp"
#include "support/catch.hpp"

using namespace tasklint;

TEST_CASE("the first byte that is no UTF-8 is reported once, and nothing is changed",
          "[lint][TL807]") {
    const struct {
        const char* name;
        std::string note;
        std::uint32_t at;
        const char* message;
    } cases[] = {{"Latin-1", "- [ ] B\xFCro r\xE4umen\n", 7, "byte 0xFC at offset 7 is no UTF-8"},
                 {"cut short", "- [ ] pay \xF0\x9F\x93", 10, "byte 0xF0 at offset 10 is no UTF-8"},
                 {"surrogate", "a\xED\xA0\x80", 1, "byte 0xED at offset 1 is no UTF-8"},
                 {"UTF-16LE", std::string{"\xFF\xFE-\0 \0", 6}, 0,
                  "the note is UTF-16 (little endian), not UTF-8"},
                 {"UTF-16BE", std::string{"\xFE\xFF\0-\0 ", 6}, 0,
                  "the note is UTF-16 (big endian), not UTF-8"}};
    for (const auto& [name, note, at, message] : cases) {
        DYNAMIC_SECTION(name) {
            const auto found = check_note(note, "TL807");
            REQUIRE(found.size() == 1);
            CHECK(found[0].span.begin == at);
            CHECK(found[0].message == message);
            CHECK_FALSE(found[0].fix);
            CHECK(mend_note(note, "TL807") == note);
        }
    }
}

TEST_CASE("UTF-8 with a byte order mark, NUL or noncharacters is UTF-8", "[lint][TL807]") {
    CHECK(check_note("\xEF\xBB\xBF- [ ] B\xC3\xBCro\n", "TL807").empty());
    CHECK(check_note(std::string{"- [ ] a\0b\n", 10}, "TL807").empty());
    CHECK(check_note("\xEF\xBF\xBF \xF4\x8F\xBF\xBF", "TL807").empty());
    CHECK(check_note("", "TL807").empty());
}
