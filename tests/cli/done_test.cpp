// tasklint done: what it writes, and what it refuses.
#include <string>
#include <utility>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

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
        {"a place as reports print it", {"a.md:2:7"}, "a\n- [ ] b\n", "a\n- [x] b ✅ 2026-01-05\n"},
        {"with their colon", {"a.md:2:1:"}, "a\n- [ ] b\n", "a\n- [x] b ✅ 2026-01-05\n"},
        {"a colon behind the line", {"a.md:2:"}, "a\n- [ ] b\n", "a\n- [x] b ✅ 2026-01-05\n"},
        {"twice, with column and without",
         {"a.md:1:1", "a.md:1"},
         "- [ ] b\n",
         "- [x] b ✅ 2026-01-05\n"},
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

TEST_CASE("done warns of what the plugin loses of a line", "[cli]") {
    const std::string impossible = "becomes \"Invalid date\": there is no such day";
    const std::string no_further =
        "the recurrence has no further date, so the new task gets \"Invalid date\"";
    const struct {
        const char* line;
        const char* status;
        std::vector<std::string> warnings;
    } cases[] = {
        {"- [ ] a 🔁 every nothing",
         nullptr,
         {"🔁 every nothing is dropped: the plugin cannot read it"}},
        {"- [ ] a 🏁 other", nullptr, {"🏁 other is dropped: it is neither keep nor delete"}},
        {"- [ ] a 📅 2026-01-07 📅 2026-01-08",
         nullptr,
         {"📅 2026-01-08 is dropped: the field stands there twice, and the first due counts"}},
        // words of a recurrence
        {"- [ ] a 🔁 every month on the 15 📅 2026-01-15",
         nullptr,
         {"🔁 every month on the 15 becomes \"every month\""}},
        {"- [ ] a 🔁 every month on the 15",
         "/",
         {"🔁 every month on the 15 becomes \"every month\""}},
        {"- [ ] a [repeat:: every month on the 15]", nullptr, {}},  // no field in this format
        {"- [ ] a 🔁 every 1 day 📅 2026-01-15", nullptr, {}},
        {"- [ ] a 🔁 every month on the 15 🏁 delete",
         nullptr,
         {"🔁 every month on the 15 becomes \"every month\""}},
        {"- [ ] a 📅 2026-02-30 🏁 delete", nullptr, {}},  // the whole line goes
        // impossible dates, and what only looks like them
        {"- [ ] a 🛫 2026-02-30", nullptr, {"🛫 2026-02-30 " + impossible}},
        {"- [ ] says Invalid date", nullptr, {}},
        {"- [ ] says Invalid date 🔁 every day 📅 2026-01-07", nullptr, {}},
        {"- [ ] a ✅ 2026-02-30", nullptr, {"✅ 2026-02-30 is replaced by today"}},
        {"- [ ] a ❌ 2026-01-01 ✅ 2026-01-02",
         nullptr,
         {"❌ 2026-01-01 is taken out", "✅ 2026-01-02 is replaced by today"}},
        {"- [ ] a ❌ 2026-01-01", "-", {"❌ 2026-01-01 is replaced by today"}},
        {"- [x] a ✅ 2026-02-30", nullptr, {}},  // removed
        {"- [x] a ✅ 2026-02-30", "x", {"✅ 2026-02-30 " + impossible}},
        {"- [-] a ❌ 2026-02-30 ✅ 2026-02-30",
         "-",
         {"❌ 2026-02-30 " + impossible, "✅ 2026-02-30 " + impossible}},
        {"- [-] a ❌ 2026-02-30", "/", {}},
        {"- [ ] a 🔁 every day for 1 time 📅 2026-01-07", nullptr, {no_further}},
        {"- [ ] a 🔁 every day for 1 time 📅 2026-01-07", "/", {}},
        {"- [ ] a 🔁 every day when done 🛫 2026-02-30 📅 2026-01-07",
         nullptr,
         {"🛫 2026-02-30 " + impossible}},
        {"- [ ] a 🔁 every day when done 🏁 delete 🛫 2026-02-30 📅 2026-01-07",
         nullptr,
         {}},
        // why a recurrence goes
        {"- [ ] bad 🔁 every day 📅 2026-02-30",
         nullptr,
         {"🔁 every day is dropped: there is no 2026-02-30, the date that it counts from",
          "📅 2026-02-30 " + impossible}},
        {"- [ ] bad 🔁 every nothing 📅 2026-02-30",
         nullptr,
         {"🔁 every nothing is dropped: the plugin cannot read it", "📅 2026-02-30 " + impossible}},
    };
    for (const auto& [line, status, warnings] : cases) {
        DYNAMIC_SECTION(line << " to " << (status == nullptr ? "the next" : status)) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            write_bytes(folder / "a.md", std::string{line} + "\n");
            std::vector<std::string> words{"-q", "a.md:1"};
            if (status != nullptr) {
                words.insert(words.end(), {"--status", status});
            }
            const auto ticked = done(folder, words);
            std::string expected;
            for (const auto& warning : warnings) {
                expected += "tasklint: warning: a.md:1: " + warning + "\n";
            }
            CHECK(ticked.status == 0);
            CHECK(ticked.err == expected);
        }
    }
}

TEST_CASE("done warns of tasks that are none without the one above", "[cli]") {
    const std::string gone = " no task any more: it stood below one that is gone\n";
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md",
                "- [ ] x\n\n- [ ] a 🏁 delete\n    - [ ] b\n    - [ ] c\n\ntext\n\n- [ ] d 🏁 "
                "delete\n- [ ] e\n");
    const auto ticked = done(folder, {"-q", "a.md:3", "a.md:9"});
    CHECK(ticked.status == 0);
    CHECK(read_bytes(folder / "a.md") ==
          "- [ ] x\n\n    - [ ] b\n    - [ ] c\n\ntext\n\n- [ ] e\n");
    CHECK(ticked.err == "");
    write_bytes(folder / "b.md", "- [ ] a 🏁 delete\n    - [ ] b\n- [ ] d\n");
    CHECK(done(folder, {"-q", "b.md:1"}).err == "tasklint: warning: b.md:2:" + gone);
}

TEST_CASE("done says what may surprise", "[cli]") {
    const std::string settings = R"({"statusSettings": {"coreStatuses": [
        {"symbol": " ", "name": "Todo", "nextStatusSymbol": "/", "type": "TODO"},
        {"symbol": "x", "name": "Done", "nextStatusSymbol": " ", "type": "DONE"}],
        "customStatuses": [
        {"symbol": "/", "name": "In Progress", "nextStatusSymbol": "x", "type": "IN_PROGRESS"},
        {"symbol": "-", "name": "Cancelled", "nextStatusSymbol": " ", "type": "CANCELLED"},
        {"symbol": "c", "name": "Waived", "nextStatusSymbol": "-", "type": "TODO"},
        {"symbol": "u", "name": "Odd", "nextStatusSymbol": "!", "type": "TODO"},
        {"symbol": "d", "name": "Checked", "nextStatusSymbol": "x", "type": "DONE"},
        {"symbol": "s", "name": "Same", "nextStatusSymbol": "s", "type": "TODO"}]}})";
    const struct {
        const char* line;
        const char* status;
        const char* remark;
    } cases[] = {
        {"- [ ] a", nullptr, "now In Progress, not yet done"},
        {"- [/] a", nullptr, ""},
        {"- [ ] a", "/", ""},
        {"- [c] a", nullptr, "now Cancelled, not done"},
        {"- [u] a", nullptr, "now [!], which is no status of the vault, not yet done"},
        {"- [x] a ✅ 2026-01-02", nullptr, "was done; it is open again, without its done date"},
        {"- [x] a", nullptr, "was done; it is open again"},
        {"- [x] a", " ", ""},
        {"- [-] a ❌ 2026-01-02", nullptr,
         "was cancelled; it is open again, without its cancelled date"},
        {"- [-] a ❌ 2026-01-02 ✅ 2026-01-02", nullptr,
         "was cancelled; it is open again, without its done and cancelled date"},
        {"- [d] a ✅ 2026-01-02", nullptr, ""},
        {"- [s] a", nullptr, "nothing changes, it has that status"},
        {"- [x] a", "x", "nothing changes, it has that status"},
        {"- [x] a", "?", "[?] is no status of the vault, so to the plugin the task is open"},
        {"- [/] a 🏁 delete", nullptr, "the done task is deleted, as it asks for"},
    };
    for (const auto& [line, status, remark] : cases) {
        DYNAMIC_SECTION(line << " to " << (status == nullptr ? "the next" : status)) {
            const TemporaryFolder folder;
            write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json", settings);
            write_bytes(folder / "a.md", std::string{line} + "\n");
            std::vector<std::string> words{"a.md:1"};
            if (status != nullptr) {
                words.insert(words.end(), {"--status", status});
            }
            const auto ticked = done(folder, words);
            const std::string text{remark};
            CHECK(ticked.status == 0);
            CHECK(ticked.err == (text.empty() ? "" : "tasklint: a.md:1: " + text + "\n"));
        }
    }
    const auto help = run_tasklint({{"done", "--help"}});
    CHECK_THAT(help.out, TASKLINT_CONTAINS("next status"));
}

TEST_CASE("done never makes a line that is no task", "[cli]") {
    const auto settings = [](const std::string& done_next) {
        return R"({"statusSettings": {"coreStatuses": [
            {"symbol": " ", "name": "Todo", "nextStatusSymbol": "x", "type": "TODO"},
            {"symbol": "x", "name": "Done", "nextStatusSymbol": ")" +
               done_next + R"(", "type": "DONE"}],
            "customStatuses": [
            {"symbol": "h", "name": "Hold", "nextStatusSymbol": "", "type": "ON_HOLD"},
            {"symbol": "w", "name": "Wide", "nextStatusSymbol": "xx", "type": "TODO"},
            {"symbol": "b", "name": "Box", "nextStatusSymbol": "x] ", "type": "TODO"},
            {"symbol": "l", "name": "Line", "nextStatusSymbol": "\u2028", "type": "TODO"}]}})";
    };
    const struct {
        const char* line;
        const char* done_next;
        const char* message;
    } cases[] = {
        {"- [h] hold", " ",
         "it would become `- [] hold`: the next symbol of the status Hold ([h]) is \"\""},
        {"- [w] wide", " ", "`- [xx] wide`: the next symbol of the status Wide ([w]) is \"xx\""},
        {"- [b] box", " ", "the status Box ([b]) is \"x] \", not one character"},
        {"- [l] line", " ", "the next symbol of the status Line ([l]) is \"<U+2028>\""},
        {"- [ ] again 🔁 every day 📅 2026-01-05", "",
         "`- [] again 🔁 every day 📅 2026-01-06`: the next symbol of the status Done ([x]) is \"\""},
    };
    for (const auto& [line, done_next, message] : cases) {
        DYNAMIC_SECTION(line) {
            const TemporaryFolder folder;
            write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                        settings(done_next));
            const auto note = std::string{"- [ ] other\n"} + line + "\n";
            write_bytes(folder / "a.md", note);
            const auto refused = done(folder, {"a.md:1", "a.md:2"});
            CHECK(refused.status == 2);
            CHECK(refused.out.empty());
            CHECK_THAT(refused.err,
                       TASKLINT_CONTAINS("tasklint: error: a.md:2: no task would be left"));
            CHECK_THAT(refused.err, TASKLINT_CONTAINS(message));
            CHECK(support::count_of(refused.err, "\n") == 1);
            CHECK(read_bytes(folder / "a.md") == note);
        }
    }
}

TEST_CASE("done takes a number for a column unless the file is called so", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] a\n- [ ] b\n");
    write_bytes(folder / "a.md:2", "- [ ] other\n");
    CHECK(done(folder, {"a.md:2:1"}).out == "a.md:2:1: - [x] other ✅ 2026-01-05\n");
    CHECK(done(folder, {"a.md:1:1"}).out == "a.md:1: - [x] a ✅ 2026-01-05\n");
}

TEST_CASE("done writes all notes before it reports, or says which it has written", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    const std::string open = "- [ ] a\n";
    const std::string ticked = "- [x] a ✅ 2026-01-05\n";
    const std::string large(100000, ' ');
    write_bytes(folder / "a.md", open);
    write_bytes(folder / "b.md", open);
    write_bytes(folder / "large.md", open + large);
    SECTION("nobody can read the report") {
        const auto full = run_tasklint({{"done", "--today", "2026-01-05", "a.md:1", "b.md:1"},
                                        folder.path(),
                                        {},
                                        "/dev/full"});
        CHECK(full.status == 2);
        CHECK_THAT(full.err, TASKLINT_CONTAINS("standard output: No space left on device"));
        CHECK(read_bytes(folder / "a.md") == ticked);
        CHECK(read_bytes(folder / "b.md") == ticked);
    }
    SECTION("a write fails half-way") {
        const auto failed = support::run(
            {{"sh", "-c",
              "trap '' XFSZ; ulimit -f 16; exec \"$0\" done --today 2026-01-05 a.md:1 b.md:1 "
              "large.md:1",
              TASKLINT_COMMAND},
             folder.path()});
        CHECK(failed.status == 2);
        CHECK(failed.out.empty());
        CHECK_THAT(failed.err, TASKLINT_CONTAINS("large.md: File too large"));
        CHECK_THAT(failed.err, TASKLINT_CONTAINS("already written: a.md, b.md"));
        CHECK(read_bytes(folder / "a.md") == ticked);
        CHECK(read_bytes(folder / "large.md") == open + large);
    }
    SECTION("a note or its folder cannot be written") {
        write_bytes(folder / "Locked/c.md", open);
        const bool file = GENERATE(true, false);
        const auto locked = folder / (file ? "Locked/c.md" : "Locked");
        REQUIRE(::chmod(locked.c_str(), file ? 0444 : 0555) == 0);
        const auto refused = done(folder, {"a.md:1", "Locked/c.md:1"});
        REQUIRE(::chmod(locked.c_str(), 0755) == 0);
        const bool superuser = ::geteuid() == 0 && !file;  // may write into every folder
        CHECK(refused.status == (superuser ? 0 : 2));
        CHECK(read_bytes(folder / "a.md") == (superuser ? ticked : open));
        CHECK(read_bytes(folder / "Locked/c.md") == (superuser ? ticked : open));
        const std::string message =
            file ? "Locked/c.md: Permission denied" : "Locked/c.md: its folder: Permission denied";
        CHECK(support::count_of(refused.err, message) == (superuser ? 0U : 1U));
    }
}

TEST_CASE("done says once which folders have no settings of the plugin", "[cli]") {
    const TemporaryFolder folder;
    for (const std::string note : {"A/a.md", "A/b.md", "B/c.md"}) {
        write_bytes(folder / note, "- [ ] a\n");
    }
    const auto ticked = done(folder, {"A/a.md:1", "A/b.md:1", "B/c.md:1"});
    CHECK(ticked.status == 0);
    CHECK(ticked.err ==
          "tasklint: no settings of the Tasks plugin found in A, B, using its defaults\n");
    CHECK(done(folder, {"-q", "A/a.md:1"}).err.empty());
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
        "b\n"                   // 11
        "- [ ]nospace #task\n"  // 12
        "- [ ]\n";              // 13
    write_bytes(folder / "a.md", note);
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    const struct {
        std::vector<std::string> words;
        const char* message;
    } cases[] = {
        {{"a.md"}, "\"a.md\" is not FILE:LINE; name the line of the task as well, such as a.md:12"},
        {{":3"}, "\":3\" is not FILE:LINE"},
        {{"a.md:"}, "\"a.md:\" is not FILE:LINE"},
        {{"a.md:x"}, "\"a.md:x\" is not FILE:LINE"},
        {{"a.md:0"}, "a.md:0: lines count from 1"},
        {{"a.md:14"}, "a.md:14: the note has 13 lines"},
        {{"a.md:14:2"}, "a.md:14: the note has 13 lines"},
        {{"a.md:0:2"}, "a.md:0: lines count from 1"},
        {{"a.md:99999999999999"}, "no note has that many lines"},
        {{"b.md:1"}, "b.md:1: No such file or directory"},
        {{".obsidian:1"}, ".obsidian:1: Is a directory"},
        {{"pipe:1"}, "pipe:1: no regular file"},
        {{"/dev/zero:1"}, "/dev/zero:1: no regular file"},
        {{"-"}, "notes on standard input cannot be ticked"},
        {{"-:1"}, "notes on standard input cannot be ticked"},
        {{"-:1:2"}, "notes on standard input cannot be ticked"},
        {{"a.md:12"},
         "a.md:12: no task to the plugin: no space follows the box, so Obsidian sees no task "
         "there"},
        {{"a.md:3"}, "a.md:3: no task to the plugin: it stands in a code block"},
        {{"a.md:3"}, "; the nearest task is in line 1"},
        {{"a.md:5"}, "a.md:5: no task to the plugin: it lacks the global filter \"#task\""},
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
