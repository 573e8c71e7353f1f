#include "tasklint/text.hpp"

#include <array>
#include <cstdlib>
#include <random>
#include <string>

#include <utf8proc.h>

#include "support/catch.hpp"
#include "text/find.hpp"

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

TEST_CASE("nothing of a note is a command of a runner", "[text]") {
    const struct {
        const char* text;
        const char* shown;
    } cases[] = {
        {"##[error]x", "##<U+005B>error]x"},
        {"a é ###[b ##[c", "a é ###<U+005B>b ##<U+005B>c"},
        {"@##vso[task.x]", "@##vso<U+005B>task.x]"},
        {"##VsO[x ##[", "##VsO<U+005B>x ##<U+005B>"},
        {"##[[a]", "##<U+005B>[a]"},
        {"##[\u0301", "##<U+005B>\u0301"},
        {"# [a] #[b] ## [c] ##v[d] #vso[e] ##vso [f] [",
         "# [a] #[b] ## [c] ##v[d] #vso[e] ##vso [f] ["},
    };
    for (const auto& [text, shown] : cases) {
        DYNAMIC_SECTION(text) {
            CHECK(printable(text) == shown);
            CHECK(printable(shown) == shown);
            CHECK(display_width(text) == display_width(shown));
        }
    }
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

TEST_CASE("a text is UTF-8 if all of its characters are", "[text]") {
    const auto all_valid = [](const std::string& text) {
        bool valid = true;
        for (std::size_t at = 0; at < text.size() && valid;) {
            const auto character = decode_utf8(text, at);
            valid = character.valid;
            at += character.size;
        }
        return valid;
    };
    static constexpr std::array pieces{"a",
                                       "plain text of more than sixteen",
                                       "é",
                                       "日",
                                       "📅",
                                       "\u0800",
                                       "\uD7FF",
                                       "\uE000",
                                       "\uFFFF",
                                       "\U0010FFFF",
                                       "\u07FF",
                                       "\u0080",
                                       "\xC3",
                                       "\x80",
                                       "\xC0\x80",
                                       "\xE0\x9F\x80",
                                       "\xED\xA0\x80",
                                       "\xE6\x97",
                                       "\xF0\x8F\x80\x80",
                                       "\xF4\x90\x80\x80",
                                       "\xF5\x80\x80\x80",
                                       "\xFF"};
    std::mt19937 random{3};
    std::size_t valid = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        const std::size_t some = random() % 3 == 0 ? pieces.size() : 12;
        for (auto count = random() % 20; count > 0; --count) {
            text += pieces[random() % some];
        }
        text.resize(text.size() - random() % 2 * (text.size() > 3 ? random() % 3 : 0));
        INFO(printable(text));
        REQUIRE(is_valid_utf8(text) == all_valid(text));
        valid += all_valid(text) ? 1 : 0;
    }
    CHECK(valid > 5'000);
    CHECK(valid < 15'000);
    // Every pair of bytes at every place of a block.
    for (unsigned pair = 0; pair < 0x10000; ++pair) {
        std::string text(20, 'a');
        const std::size_t at = pair % 17;
        text[at] = static_cast<char>(pair >> 8U);
        text[at + 1] = static_cast<char>(pair);
        text[at + 2] = '\x80';
        REQUIRE(is_valid_utf8(text) == all_valid(text));
    }
}

TEST_CASE("all lines of longer texts are known", "[text]") {
    std::mt19937 random{2};
    for (int round = 0; round < 500; ++round) {
        std::string text;
        for (auto size = random() % 300; size > 0; --size) {
            text += random() % 9 == 0 ? '\n' : 'a';
        }
        INFO(text);
        const LineIndex lines{text};
        std::uint32_t line = 0;
        REQUIRE(lines.begin_of(0) == 0);
        for (std::uint32_t at = 0; at < text.size(); ++at) {
            if (text[at] == '\n') {
                REQUIRE(lines.begin_of(++line) == at + 1);
            }
        }
        REQUIRE(lines.line_count() == line + 1);
    }
}

TEST_CASE("the searches over whole notes find what their plain twins find", "[text]") {
    std::mt19937 random{1};
    for (int round = 0; round < 3'000; ++round) {
        std::string text;
        for (auto size = random() % 70; size > 0; --size) {
            text += "abcab-\xC3"[random() % (random() % 4 == 0 ? 7 : 6)];
        }
        INFO(text);
        const std::size_t at = random() % (text.size() + 1);
        REQUIRE(tasklint::ascii_end(text, at) == tasklint::ascii_end_plainly(text, at));
        for (const char* const word : {"ab", "abc", "abcab-", "-\xC3", "aa"}) {
            REQUIRE(tasklint::contains(text, word) == (text.find(word) != std::string::npos));
        }
        REQUIRE(tasklint::has_wide_pair(text) == tasklint::has_wide_pair_plainly(text));
    }
}

TEST_CASE("texts are mapped as utf8proc maps the whole", "[text]") {
    const auto whole = [](const std::string& text, int options) {
        utf8proc_uint8_t* out = nullptr;
        const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &out,
                                       static_cast<utf8proc_option_t>(options));
        std::string made = size < 0 ? text
                                    : std::string{reinterpret_cast<const char*>(out),
                                                  static_cast<std::size_t>(size)};
        std::free(out);
        return made;
    };
    static constexpr std::array<const char*, 16> pieces{
        "A",          "b",      "Q",      " ",      "e\u0301", "\u0308",
        "\u0323",     "\u1E9E", "\u03A3", "\u0130", "\uD55C",  "\u1100\u1161",
        "\U0001F4C5", "\u00C5", "1",      "\xFF"};
    std::mt19937 random{20260106};
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto count = random() % 9; count > 0; --count) {
            text += pieces[random() % (random() % 20 == 0 ? 16 : 15)];
        }
        INFO(text);
        REQUIRE(fold_case(text) ==
                whole(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
        REQUIRE(to_nfc(text) == whole(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    }
}

TEST_CASE("a text is UTF-8 if each of its characters is", "[text]") {
    // First and last bytes of every row of the Unicode Standard's table 3-7, and what is well
    // formed.
    static constexpr std::array<const char*, 30> pieces{"a",      "abcdefghijklmnopq",
                                                        "\x7F",   "\x80",
                                                        "\x8F",   "\x90",
                                                        "\x9F",   "\xA0",
                                                        "\xBF",   "\xC0",
                                                        "\xC1",   "\xC2",
                                                        "\xDF",   "\xE0",
                                                        "\xE1",   "\xEC",
                                                        "\xED",   "\xEE",
                                                        "\xEF",   "\xF0",
                                                        "\xF1",   "\xF4",
                                                        "\xF5",   "\xFF",
                                                        "é",      "日",
                                                        "\u200B", "\uFFFD",
                                                        "📅",      "\U0010FFFF"};
    std::mt19937 random{20260105};
    std::size_t sound = 0;
    std::size_t broken = 0;
    for (int i = 0; i < 100'000; ++i) {
        std::string text;
        for (auto count = 1 + random() % 6; count > 0; --count) {
            text += pieces[i % 3 == 0 ? (random() % 8 + 24) % 30 : random() % 30];
        }
        bool expected = true;
        for (std::size_t at = 0; at < text.size();) {
            const auto character = decode_utf8(text, at);
            expected = expected && character.valid;
            at += character.size;
        }
        ++(expected ? sound : broken);
        if (is_valid_utf8(text) != expected) {
            FAIL(text);
        }
    }
    CHECK(sound > 10'000);
    CHECK(broken > 10'000);
}
