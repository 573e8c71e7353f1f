#include <algorithm>
#include <string>
#include <vector>

#include "query/collation.hpp"
#include "support/catch.hpp"

using tasklint::query::collation_key;

TEST_CASE("texts stand in the order of the root collation", "[query]") {
    const std::vector<std::string> ordered{
        "",  " ", "_", "-",  ",", ";",  ":", "!", "?",  ".",  "'",   "\"", "(",  ")",  "[", "]",
        "{", "}", "@", "*",  "/", "\\", "&", "#", "%",  "`",  "^",   "+",  "<",  "=",  ">", "|",
        "~", "$", "1", "1a", "2", "10", "a", "A", "a-", "a2", "a10", "ab", "aB", "AB", "b"};
    for (std::size_t i = 1; i < ordered.size(); ++i) {
        INFO(ordered[i - 1] << " before " << ordered[i]);
        CHECK(collation_key(ordered[i - 1]) < collation_key(ordered[i]));
    }
    CHECK(collation_key("01") == collation_key("1"));
    CHECK(collation_key("plain").certain);
    CHECK_FALSE(collation_key("ü").certain);
    CHECK(collation_key("über") < collation_key("uz"));
    CHECK(collation_key("uber") < collation_key("über"));
}
