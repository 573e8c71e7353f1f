// Patterns of JavaScript: refused, run, or not certain.
#include <string>

#include "query/js_regex.hpp"
#include "query/regex.hpp"
#include "support/catch.hpp"

using namespace tasklint::query;
using Kind = JsRegex::Kind;

TEST_CASE("patterns are refused as the plugin does it", "[query]") {
    const struct {
        const char* pattern;
        const char* flags;
        Kind kind;
    } cases[] = {
        {"a+b?", "", Kind::sound},
        {"(ab)?", "", Kind::sound},
        {"a.*?b", "", Kind::sound},
        {"(a|b)*", "", Kind::sound},
        {"a{2}{", "", Kind::sound},
        {"a]", "", Kind::sound},
        {"]", "u", Kind::syntax},
        {"x{2,1}", "", Kind::syntax},
        {"*a", "", Kind::syntax},
        {"a**", "", Kind::syntax},
        {"^*", "", Kind::syntax},
        {"(a", "", Kind::syntax},
        {"a)", "", Kind::syntax},
        {"[b-a]", "", Kind::syntax},
        {"[a", "", Kind::syntax},
        {"a\\", "", Kind::syntax},
        {"(?a)", "", Kind::syntax},
        {"a", "x", Kind::syntax},
        {"a", "ii", Kind::syntax},
        {"a", "uv", Kind::syntax},
        {"(ab?)?", "", Kind::unsafe},
        {"(?:a|b+)*", "", Kind::unsafe},
        {"\\d+(\\.\\d+)?", "", Kind::unsafe},
        {"(?<=a)b", "", Kind::unsafe},
        {"a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?", "", Kind::unsafe},
        {"(?=a)b", "", Kind::not_certain},
        {"(a)\\1", "", Kind::not_certain},
        {"a", "y", Kind::not_certain},
        {"\\p{Script=Greek}", "u", Kind::not_certain},
        {"\\p{Lu}", "u", Kind::sound},
        {"(?<year>a)(?<day>b)", "", Kind::sound},
        {"(?<year>a)(?<year>b)", "", Kind::not_certain},
        {"(?<é>a)", "", Kind::not_certain},
        {"(?<>a)", "", Kind::syntax},
        {"(?<a", "", Kind::syntax},
        {"\\u{41}", "u", Kind::not_certain},
        {"\\x4", "u", Kind::syntax},
        {"\\x4", "", Kind::sound},
        {"\\uD800", "", Kind::not_certain},
        {"\\cA", "", Kind::not_certain},
        {"\\0", "", Kind::not_certain},
        {"\\t\\v\\f\\r\\n", "", Kind::sound},
        {"[\\b\\s\\S\\d]", "", Kind::sound},
        {"[\\d-z]", "", Kind::sound},
        {"[\\d-z]", "u", Kind::syntax},
        {"[\\", "", Kind::syntax},
        {"[\\p{Lu}]", "u", Kind::sound},
    };
    for (const auto& [pattern, flags, kind] : cases) {
        DYNAMIC_SECTION(pattern << " " << flags) {
            const auto read = read_js_regex(pattern, flags);
            CHECK(read.kind == kind);
            CHECK((kind != Kind::sound || Regex::make(read) != nullptr));
        }
    }
    CHECK(read_js_regex(std::string(500, 'x'), "").kind == Kind::sound);
    CHECK(read_js_regex(std::string(501, 'x'), "").kind == Kind::too_long);
}

TEST_CASE("patterns match as in JavaScript", "[query]") {
    const struct {
        const char* pattern;
        const char* flags;
        const char* text;
        bool matches;
    } cases[] = {
        {"^a.c$", "", "abc", true},       {"^a.c$", "", "a\u2028c", false},
        {"^a.c$", "s", "a\u2028c", true}, {"B", "", "abc", false},
        {"B", "i", "abc", true},          {"a\\sb", "", "a\u00A0b", true},
        {"a\\Sb", "", "a\u00A0b", false}, {"[\\S]", "", "\u00A0 ", false},
        {"[]", "", "a", false},           {"^[^]$", "", "a", true},
        {"a\\/b", "", "a/b", true},       {"a{,2}", "", "a{,2}", true},
        {"\\u00e9", "", "é", true},       {"[a-\\d]", "", "-", true},
        {"\\bw", "", "éw", true},  // \b knows ASCII only
        {"#", "", "#tag", true},
    };
    for (const auto& [pattern, flags, text, matches] : cases) {
        DYNAMIC_SECTION(pattern << " in " << text) {
            const auto regex = Regex::make(read_js_regex(pattern, flags));
            REQUIRE(regex != nullptr);
            CHECK(regex->matches(text) == matches);
        }
    }
}
