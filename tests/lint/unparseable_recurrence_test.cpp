#include "lint/check_note.hpp"
#include "support/catch.hpp"

using namespace tasklint;

TEST_CASE("a recurrence in other words is written in those of the plugin", "[lint][TL501]") {
    const struct {
        const char* text;
        const char* wanted;
    } cases[] = {{"Weekly", "every week"},
                 {"monthly on the 15th", "every month on the 15th"},
                 {"daily when done", "every day when done"},
                 {"every other week on Monday", "every 2 weeks on Monday"},
                 {"every other Monday", "every 2 weeks on Monday"},
                 {"every 2nd month", "every 2 months"},
                 {"every third day", "every 3 days"},
                 {"every four weeks", "every 4 weeks"},
                 {"2 weeks", "every 2 weeks"},
                 {"quarterly", "every 3 months"},
                 {"annually", "every year"}};
    for (const auto& [text, wanted] : cases) {
        DYNAMIC_SECTION(text) {
            const auto line = std::string{"- [ ] a 🔁 "} + text + " 📅 2026-01-06";
            CHECK(mend_note(line, "TL501") == std::string{"- [ ] a 🔁 "} + wanted + " 📅 2026-01-06");
        }
    }
}

TEST_CASE("no words are made up for what cannot be said", "[lint][TL501]") {
    for (const char* text :
         {"whenever", "every", "sometimes on Monday", "other", "every other", "once in a while"}) {
        DYNAMIC_SECTION(text) {
            const auto found =
                check_note(std::string{"- [ ] a 🔁 "} + text + " 📅 2026-01-06", "TL501");
            REQUIRE(found.size() == 1);
            CHECK_FALSE(found[0].fix);
            CHECK_FALSE(found[0].help.empty());
        }
    }
}
