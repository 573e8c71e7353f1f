// What cannot stand in a fixture: line ends of Windows, no line end at all, invalid bytes, other
// days.
#include "lint/check_note.hpp"
#include "support/catch.hpp"

using namespace tasklint;

TEST_CASE("line ends of Windows go with the line that goes", "[lint][TL004]") {
    const struct {
        std::string note, mended;
    } cases[] = {
        {"- [ ] a\r\n  📅 2026-01-15\r\nb\r\n", "- [ ] a 📅 2026-01-15\r\nb\r\n"},
        {"- [ ] a\r\n  📅 2026-01-15", "- [ ] a 📅 2026-01-15"},
        {"- [ ] a\r\n  more 📅 2026-01-15\r\n", "- [ ] a 📅 2026-01-15\r\n  more\r\n"},
        {"- [ ] a\n  📅 2026-01-15", "- [ ] a 📅 2026-01-15"},
        {"- [ ] a\n  b\n  📅 2026-01-15\n", "- [ ] a 📅 2026-01-15\n  b\n"},
    };
    for (const auto& [note, mended] : cases) {
        CAPTURE(note);
        CHECK(mend_note(note, "TL004") == mended);
    }
}

TEST_CASE("a box with which the note ends wants no space behind it", "[lint][TL002]") {
    CHECK(check_note("- [ ]", "TL002").empty());
    CHECK(check_note("- [x]\n", "TL002").empty());
    CHECK(check_note("- [x]a", "TL002").size() == 1);
    CHECK(mend_note("- [x]a", "TL002") == "- [x] a");
}

TEST_CASE("invalid bytes in a box are no status", "[lint][TL001]") {
    CHECK(check_note("- [\xFF\xFE] a\n", "TL001").empty());
    CHECK(check_note("- [\xF0\x9F\x93\xFE] a\n", "TL001").empty());
    CHECK(check_note("- [a\xFE] a\n", "TL001").empty());
    CHECK(check_note("- [✔\uFE0F] a\n", "TL001").size() == 1);
}

TEST_CASE("a byte that is no UTF-8 is one byte wide", "[lint][TL807]") {
    const auto found = check_note("- [ ] B\xFCro\n", "TL807");
    REQUIRE(found.size() == 1);
    CHECK(found[0].span == Span{7, 8});
}

TEST_CASE("without a date of its own a task has no day that sinks", "[lint][TL505]") {
    Config config;
    config.select = {"TL505"};
    config.tasks.filename_as_scheduled_date = true;
    LintOptions options;
    options.today = date::year{2026} / 1 / 31;
    const auto found = [&](const std::string& line, const std::string& path = "Note.md") {
        return check(parse(line, path, config.tasks), config, RuleSelection{config}, options)
            .size();
    };
    CHECK(found("- [ ] a 🔁 every month") == 0);
    CHECK(found("- [ ] a 🔁 every month ➕ 2026-01-31") == 0);
    CHECK(found("- [ ] a 🔁 every month", "2026-01-31.md") == 0);
    CHECK(found("- [ ] a 🔁 every month 🛫 2026-01-31") == 1);
    CHECK(found("- [ ] a 🔁 every month ⏳ 2026-01-31") == 1);
    CHECK(found("- [ ] a 🔁 every month 📅 2026-01-31") == 1);
    CHECK(found("- [ ] a 🔁 every month 📅 2026-01-29") == 1);
    CHECK(found("- [ ] a 🔁 every month 📅 2026-01-28") == 0);
    // Any month may come.
    CHECK(found("- [ ] a 🔁 every 12 months on the 31st") == 1);
    CHECK(found("- [ ] a 🔁 every 12 months on the 31st when done 📅 2026-01-31") == 1);
}
