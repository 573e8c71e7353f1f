#include <string>

#include "support/catch.hpp"
#include "tasklint/config.hpp"

using tasklint::nearest;

TEST_CASE("the nearest word is the one that was meant, or none", "[config]") {
    const std::vector<std::string> words{"select", "ignore", "severity", "extends", "me"};
    const struct {
        const char* word;
        const char* nearest;
    } cases[] = {
        {"slect", "select"},
        {"selcet", "select"},
        {"SELECT", "select"},
        {"ignored", "ignore"},
        {"severty", "severity"},
        {"extend", "extends"},
        {"em", "me"},
        {"roster", ""},
        {"", ""},
        {"x", ""},
        {"select", "select"},
    };
    for (const auto& [word, wanted] : cases) {
        DYNAMIC_SECTION(word) { CHECK(nearest(word, words) == wanted); }
    }
    CHECK(nearest("ab", {"aa", "ac"}) == "aa");  // of equals the first
    CHECK(nearest("select", {}).empty());
    CHECK(nearest(std::string(1000000, 's'), {std::string(1000000, 's')}).empty());
}
