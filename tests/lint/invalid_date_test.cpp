#include "lint/check_note.hpp"
#include "support/catch.hpp"

using namespace tasklint;

TEST_CASE("the reason why a date does not exist is said", "[lint][TL201]") {
    const struct {
        const char* line;
        const char* message;
    } cases[] = {
        {"- [ ] a 📅 2026-00-10", "due 2026-00-10 does not exist: there is no month 00"},
        {"- [ ] a 📅 2026-04-00", "due 2026-04-00 does not exist: no month has a day 00"},
        {"- [ ] a ✅ 2028-02-30", "done 2028-02-30 does not exist: February 2028 has 29 days"}};
    for (const auto& [line, message] : cases) {
        DYNAMIC_SECTION(line) {
            const auto found = check_note(line, "TL201");
            REQUIRE(found.size() == 1);
            CHECK(found[0].message == message);
        }
    }
}

TEST_CASE("a recurrence that is lost with its reference date is named, and is no fault of its own",
          "[lint][TL201]") {
    const char* const line = "- [ ] a 🔁 every day 📅 2026-02-30";
    const auto found = check_note(line, "TL201");
    REQUIRE(found.size() == 1);
    CHECK(found[0].detail == "lost with it: recurrence every day");
    CHECK(check_note(line, "TL501").empty());
    CHECK(check_note(line, "TL503").empty());

    // It counts from the completion, or from another date.
    CHECK(check_note("- [ ] a 🔁 every day when done 📅 2026-02-30", "TL201").at(0).detail.empty());
    CHECK(
        check_note("- [ ] a 🔁 every day ⏳ 2026-02-30 📅 2026-02-03", "TL201").at(0).detail.empty());
}

TEST_CASE("only dates that the plugin reads are judged", "[lint][TL201]") {
    CHECK(check_note("- [ ] a 📅 2026-02-30 b", "TL201").empty());
    CHECK(check_note("- [ ] a 📅 2026-02-03 📅 2026-02-30", "TL201").empty());
}
