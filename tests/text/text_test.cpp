#include "tasklint/text.hpp"

#include "support/catch.hpp"

using namespace tasklint;

TEST_CASE("every byte sequence has characters", "[text]") {
    const struct {
        const char* name;
        std::string bytes;
        std::string shown;
    } cases[] = {
        {"ASCII", "abc", "abc"},
        {"an overlong slash", "\xC0\xAF", "\uFFFD\uFFFD"},
        {"a surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
        {"cut inside an emoji", "\xF0\x9F\x93", "\uFFFD\uFFFD\uFFFD"},
        {"above U+10FFFF", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"the last code point", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
    };
    for (const auto& [name, bytes, shown] : cases) {
        DYNAMIC_SECTION(name) { CHECK(to_valid_utf8(bytes) == shown); }
    }
}

TEST_CASE("white space is JavaScript's", "[text]") {
    CHECK(trim("\u00A0\u3000\uFEFF\t a \u2003\r\n") == "a");
    CHECK(trim("\u200Ba\u200B") == "\u200Ba\u200B");  // zero-width space is a character
    CHECK(trim("\u0085") == "\u0085");
    CHECK(trim("   ").empty());
}

TEST_CASE("letters become small as JavaScript makes them", "[text]") {
    const struct {
        const char* text;
        const char* lower;
    } cases[] = {
        {"ABC 1", "abc 1"},
        {"ÄÖ", "äö"},
        {"STRASSE ß", "strasse ß"},
        {"İ", "i\u0307"},
        {"ΑΣ", "ας"},
        {"ΑΣΑ", "ασα"},
        {"Σ", "σ"},
        {"ΑΣ.", "ας."},
        {"ΑΣ.Α", "ασ.α"},
        {"K", "k"},
        {"\xFF\x41", "\xFF\x61"},
    };
    for (const auto& [text, lower] : cases) {
        DYNAMIC_SECTION(text) { CHECK(to_lower(text) == lower); }
    }
}

TEST_CASE("columns in every unit", "[text]") {
    const std::string line =
        "a📅é\xFF"
        "b";
    const auto at = static_cast<std::uint32_t>(line.find('b'));
    CHECK(column_of(line, at, ColumnUnit::byte) == 8);
    CHECK(column_of(line, at, ColumnUnit::codepoint) == 4);
    CHECK(column_of(line, at, ColumnUnit::utf16) == 5);
    CHECK(column_of("\xEF\xBB\xBF"
                    "ab",
                    4, ColumnUnit::codepoint) == 1);  // a BOM is no column
}

TEST_CASE("width in terminal cells", "[text]") {
    const struct {
        const char* text;
        std::uint32_t cells;
    } cases[] = {{"abc", 3},     {"📅", 2},      {"🗓", 1}, {"🗓️", 2}, {"日本", 4},
                 {"e\u0301", 1}, {"\u200B", 8}, {"\t", 1},   {"👍🏽", 2}};
    for (const auto& [text, cells] : cases) {
        DYNAMIC_SECTION(text) { CHECK(display_width(text) == cells); }
    }
}

TEST_CASE("nothing of a note acts on a terminal", "[text]") {
    CHECK(printable("a\x1B[31mb") == "a<U+001B>[31mb");
    CHECK(printable("a\u202Eb") == "a<U+202E>b");
    CHECK(printable("a\u00A0b") == "a<U+00A0>b");
    CHECK(printable("\uF8FF") == "<U+F8FF>");
    CHECK(printable("\xFF") == "<0xFF>");
    CHECK(printable("\u009B") == "<U+009B>");
    CHECK(printable("a\tb\r") == "a b<U+000D>");
    CHECK(printable("👨\u200D👩\u200D👧 می\u200Cخواهم 🗓\uFE0F") ==
          "👨\u200D👩\u200D👧 می\u200Cخواهم 🗓\uFE0F");
    CHECK(printable("a\u200Db") == "a<U+200D>b");
}

TEST_CASE("lines end at LF only", "[text]") {
    const std::string text = "a\r\nb\rc\u2028d\n";
    const LineIndex lines{text};
    REQUIRE(lines.line_count() == 3);
    CHECK(lines.span_of(0, text).in(text) == "a");
    CHECK(lines.span_of(1, text).in(text) == "b\rc\u2028d");
    CHECK(lines.line_of(3) == 1);
    CHECK(lines.line_of(static_cast<std::uint32_t>(text.size())) == 2);
}
