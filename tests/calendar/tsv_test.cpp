#include "calendar/tsv.hpp"

#include <string>

#include "support/catch.hpp"
#include "tasklint/text.hpp"

using namespace tasklint;

TEST_CASE("any text is a field and comes back", "[sidecar]") {
    const struct {
        std::string text, field;
    } cases[] = {
        {"", ""},
        {"A note/Ä 🆔.md", "A note/Ä 🆔.md"},
        {"a\tb\nc\rd\\e", "a\\tb\\nc\\rd\\\\e"},
        {std::string{"\0\x1F\x7F", 3}, "\\x00\\x1f\\x7f"},
        {"a\xFF\xC3", "a\\xff\\xc3"},
        {"\\t", "\\\\t"},
        {"# <<<<<<<", "# <<<<<<<"},
    };
    for (const auto& [text, field] : cases) {
        INFO(field);
        CHECK(escape_field(text) == field);
        CHECK(unescape_field(field) == text);
    }
    std::string all;
    for (int byte = 0; byte < 256; ++byte) {
        all += static_cast<char>(byte);
    }
    const auto field = escape_field(all);
    CHECK(field.find_first_of("\t\n\r") == std::string::npos);
    CHECK(is_valid_utf8(field));
    CHECK(unescape_field(field) == all);
}

TEST_CASE("what no field can be is said", "[sidecar]") {
    for (const auto* field :
         {"\\", "a\\", "\\n\\", "\\a", "\\x", "\\x1", "\\xG0", "\\xA0", "\\T"}) {
        INFO(field);
        CHECK_FALSE(unescape_field(field));
    }
}

TEST_CASE("numbers and hashes are read strictly", "[sidecar]") {
    CHECK(whole_number("-12") == -12);
    for (const auto* text : {"", "+1", " 1", "1 ", "1.5", "0x1", "99999999999999999999"}) {
        INFO(text);
        CHECK_FALSE(whole_number(text));
    }
    CHECK(hash_from_hex(hex_of(0xFEDCBA9876543210U)) == 0xFEDCBA9876543210U);
    for (const auto* text :
         {"", "0123", "0123456789abcdeF", "0123456789abcdef0", "0123456789abcde "}) {
        INFO(text);
        CHECK_FALSE(hash_from_hex(text));
    }
    // What XXH3 gives for the empty text: files of other machines must have the same.
    CHECK(hex_of(hash_of("")) == "2d06800538d394c2");
    CHECK(parts_of("a\t\tb\t", '\t').size() == 4);
    CHECK(parts_of("", '\t').size() == 1);
}

TEST_CASE("a UID is letters, digits and hyphens", "[sidecar]") {
    CHECK(is_plain_uid("0b0f2a0e-4c53-4a53-9f11-3a1d6a5a0001-due"));
    for (const auto* text : {"", "a b", "../a", "a.b", "a\n", "ä", "a/b", "a_b", "a\tb"}) {
        INFO(text);
        CHECK_FALSE(is_plain_uid(text));
    }
}
