// tasklint done: what it writes, and what it refuses.
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "support/catch.hpp"

using support::read_bytes;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;

namespace {

support::Finished done(const TemporaryFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"done", "--today", "2026-01-05"});
    return run_tasklint({words, folder.path()});
}

}  // namespace

TEST_CASE("done ticks a line and leaves every other byte", "[cli]") {
    const struct {
        const char* name;
        std::vector<std::string> words;
        std::string before, after;
    } cases[] = {
        {"a line", {"a.md:2"}, "\xFF\n- [ ] a\nb", "\xFF\n- [x] a ✅ 2026-01-05\nb"},
        {"CRLF", {"a.md:1"}, "- [ ] a  \r\nb\r\n", "- [x] a ✅ 2026-01-05  \r\nb\r\n"},
        {"two lines for one",
         {"a.md:1"},
         "- [ ] a 🔁 every day 📅 2026-01-05\r\n    - [ ] child",
         "- [ ] a 🔁 every day 📅 2026-01-06\r\n"
         "- [x] a 🔁 every day 📅 2026-01-05 ✅ 2026-01-05\r\n    - [ ] child"},
        {"two lines at the end",
         {"a.md:2"},
         "# A\r\n- [ ] a 🔁 every day 📅 2026-01-05",
         "# A\r\n- [ ] a 🔁 every day 📅 2026-01-06\r\n"
         "- [x] a 🔁 every day 📅 2026-01-05 ✅ 2026-01-05"},
        {"a byte order mark stays in front",
         {"a.md:1"},
         "\xEF\xBB\xBF- [ ] a 🔁 every day 📅 2026-01-05\n",
         "\xEF\xBB\xBF- [ ] a 🔁 every day 📅 2026-01-06\n"
         "- [x] a 🔁 every day 📅 2026-01-05 ✅ 2026-01-05\n"},
        {"deletion", {"a.md:2"}, "a\r\n- [ ] b 🏁 delete\r\nc\r\n", "a\r\nc\r\n"},
        {"deletion at the end", {"a.md:2"}, "a\r\n- [ ] b 🏁 delete", "a"},
        {"deletion of everything", {"a.md:1"}, "- [ ] b 🏁 delete", ""},
        {"several lines, as they were before, in any order",
         {"a.md:3", "./a.md:1", "a.md:2", "a.md:3"},
         "- [ ] a 🔁 every day 📅 2026-01-05\n- [ ] b 🏁 delete\n- [ ] c\n",
         "- [ ] a 🔁 every day 📅 2026-01-06\n"
         "- [x] a 🔁 every day 📅 2026-01-05 ✅ 2026-01-05\n- [x] c ✅ 2026-01-05\n"},
        {"a status by symbol", {"a.md:1", "--status", "/"}, "- [ ] a\n", "- [/] a\n"},
        {"by name", {"a.md:1", "--status", "in progress"}, "- [ ] a\n", "- [/] a\n"},
        {"by type", {"a.md:1", "--status", "CANCELLED"}, "- [ ] a\n", "- [-] a ❌ 2026-01-05\n"},
        {"in a quote", {"a.md:1"}, "> - [ ] a\n", "> - [x] a ✅ 2026-01-05\n"},
    };
    for (const auto& [name, words, before, after] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            write_bytes(folder / "a.md", before);
            const auto ticked = done(folder, words);
            CHECK(ticked.status == 0);
            CHECK_THAT(ticked.err, !TASKLINT_CONTAINS("error"));
            CHECK(read_bytes(folder / "a.md") == after);
        }
    }
}

TEST_CASE("done prints the new lines with their places, fit for a terminal", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "at 9:00.md",
                "# A\n- [ ] a 🔁 every day 📅 2026-01-05\n- [ ] gone 🏁 delete\n- [ ] \x1b[2J b\n");
    const auto ticked = done(folder, {"at 9:00.md:2", "at 9:00.md:3", "at 9:00.md:4"});
    CHECK(ticked.status == 0);
    CHECK(ticked.out ==
          "at 9:00.md:2: - [ ] a 🔁 every day 📅 2026-01-06\n"
          "at 9:00.md:3: - [x] a 🔁 every day 📅 2026-01-05 ✅ 2026-01-05\n"
          "at 9:00.md:4: - [x] <U+001B>[2J b ✅ 2026-01-05\n");
    CHECK(ticked.err == "tasklint: at 9:00.md:3: the done task is deleted, as it asks for\n");
}

TEST_CASE("done follows the vault's settings", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"setDoneDate": false, "setCreatedDate": true, "recurrenceOnNextLine": true})");
    write_bytes(folder / "Sub/a.md", "- [ ] a 🔁 every day 📅 2026-01-05\n");
    CHECK(done(folder, {"Sub/a.md:1"}).status == 0);
    CHECK(read_bytes(folder / "Sub/a.md") ==
          "- [x] a 🔁 every day 📅 2026-01-05\n- [ ] a 🔁 every day ➕ 2026-01-05 📅 2026-01-06\n");
}

TEST_CASE("done --dry-run prints a patch and writes nothing", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] a\n");
    const auto shown = done(folder, {"--dry-run", "a.md:1"});
    CHECK(shown.status == 0);
    CHECK(shown.out == "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-- [ ] a\n+- [x] a ✅ 2026-01-05\n");
    CHECK(read_bytes(folder / "a.md") == "- [ ] a\n");
}

TEST_CASE("done says what the plugin loses of a line", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(
        folder / "a.md",
        "- [ ] a 🔁 every nothing 🏁 other 🛫 2026-02-30 📅 2026-01-07 📅 2026-01-08\n"
        "- [ ] b 🔁 every day for 1 time 📅 2026-01-07\n"
        "- [x] c\n");
    const auto ticked = done(folder, {"-q", "a.md:1", "a.md:2"});
    CHECK(ticked.status == 0);
    for (const char* const warning :
         {"a.md:1: 🔁 every nothing is dropped: the plugin cannot read it",
          "a.md:1: 🏁 other is dropped: it is neither keep nor delete",
          "a.md:1: 🛫 2026-02-30 becomes \"Invalid date\"", "a.md:1: 📅 2026-01-08 is dropped",
          "a.md:2: the recurrence has no further date"}) {
        CHECK_THAT(ticked.err, TASKLINT_CONTAINS(std::string{"tasklint: warning: "} + warning));
    }
    CHECK(support::count_of(ticked.err, "\n") == 5);
    const auto same = done(folder, {"--status", "x", "a.md:4"});
    CHECK(same.out == "a.md:4: - [x] c\n");
    CHECK_THAT(same.err, TASKLINT_CONTAINS("a.md:4: nothing changes"));
    CHECK_THAT(done(folder, {"--status", "?", "a.md:4"}).err,
               TASKLINT_CONTAINS("a.md:4: [?] is no status of the vault"));
}

TEST_CASE("done refuses what it cannot tick, and then writes nothing at all", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"globalFilter": "#task"})");
    const std::string note =
        "- [ ] one #task\n"            // 1
        "```\n- [ ] two #task\n```\n"  // 3
        "- [ ] three\n"                // 5
        "- four #task\n"               // 6
        "\n\n\n\n"                     // 10
        "- [ ] #task a\xE2\x80\xA8"
        "b\n";  // 11
    write_bytes(folder / "a.md", note);
    const struct {
        std::vector<std::string> words;
        const char* message;
    } cases[] = {
        {{"a.md"}, "\"a.md\" is not FILE:LINE; name the line of the task as well, such as a.md:12"},
        {{":3"}, "\":3\" is not FILE:LINE"},
        {{"a.md:"}, "\"a.md:\" is not FILE:LINE"},
        {{"a.md:x"}, "\"a.md:x\" is not FILE:LINE"},
        {{"a.md:0"}, "a.md:0: lines count from 1"},
        {{"a.md:12"}, "a.md:12: the note has 11 lines"},
        {{"a.md:99999999999999"}, "no note has that many lines"},
        {{"b.md:1"}, "b.md:1: No such file or directory"},
        {{".obsidian:1"}, ".obsidian:1: Is a directory"},
        {{"a.md:3"}, "a.md:3: it looks like a task, but stands where Obsidian sees none"},
        {{"a.md:3"}, "; the nearest task is in line 1"},
        {{"a.md:5"}, "a.md:5: no task to the plugin, for it lacks the global filter \"#task\""},
        {{"a.md:6"}, "a.md:6: there is no task; `tasklint list` prints where tasks are"},
        {{"a.md:11"}, "a.md:11: a line ending within the line hides the text behind it"},
        {{"a.md:1", "--status", "dne"}, "\"dne\" is no symbol"},
        {{"a.md:1", "--status", "dne"}, "did you mean \"Done\"?"},
        {{"a.md:1", "--status", ""}, "--status: \"\" is no symbol"},
        {{"a.md:1", "--status", "\n"}, "--status: a line ending cannot be a status"},
        {{"a.md:1", "--status", "\xFF"}, "is no symbol"},
    };
    for (const auto& [words, message] : cases) {
        DYNAMIC_SECTION(message) {
            // Beside one that could be ticked.
            auto all = words;
            all.emplace_back("a.md:1");
            const auto refused = done(folder, all);
            CHECK(refused.status == 2);
            CHECK(refused.out.empty());
            CHECK_THAT(refused.err, TASKLINT_CONTAINS("tasklint: error: "));
            CHECK_THAT(refused.err, TASKLINT_CONTAINS(message));
            CHECK(support::count_of(refused.err, "\n") == 1);
            CHECK(read_bytes(folder / "a.md") == note);
        }
    }
}
