// check --add-suppressions: comments that hide what is found, and nothing else changes.
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "support/catch.hpp"

using support::Finished;
using support::read_bytes;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;
using Strings = std::vector<std::string>;

namespace {

Finished check(const TemporaryFolder& folder, Strings words) {
    words.insert(words.begin(), {"check", "--today", "2026-01-05"});
    return run_tasklint({std::move(words), folder.path()});
}

std::string list(const TemporaryFolder& folder) {
    return run_tasklint({{"list", "-q", "--jsonl", "--sort", "path", "--done", "keep", "--today",
                          "2026-01-05"},
                         folder.path()})
        .out;
}

}  // namespace

TEST_CASE("comments hide what is found where it stands", "[cli][suppress]") {
    const struct {
        const char* name;
        std::string before, after;
    } cases[] = {
        {"above its task, with all rules of the line",
         "# A\n\n- [ ] a 📅 2026-01-06 b\n- [!] c 📅 2026-02-30\n",
         "# A\n\n%% tasklint-disable-next TL101 %%\n- [ ] a 📅 2026-01-06 b\n"
         "  %% tasklint-disable-next TL201 TL301 %%\n- [!] c 📅 2026-02-30\n"},
        {"with the margin of the task", "> - [ ] a\n> \t- [ ] b 📅 2026-01-06 c\n",
         "> - [ ] a\n> \t%% tasklint-disable-next TL101 %%\n> \t- [ ] b 📅 2026-01-06 c\n"},
        {"with the note's line ending and byte order mark",
         "\xEF\xBB\xBF- [ ] a 📅 2026-01-06 b\r\n",
         "\xEF\xBB\xBF%% tasklint-disable-next TL101 %%\r\n- [ ] a 📅 2026-01-06 b\r\n"},
        {"a line that is no task yet", "- [ ] a\n-[ ] b\n",
         "- [ ] a\n  %% tasklint-disable-next TL001 %%\n-[ ] b\n"},
        {"a note's last line without an ending", "- [ ] a 📅 2026-01-06 b",
         "%% tasklint-disable-next TL101 %%\n- [ ] a 📅 2026-01-06 b"},
        {"in the front matter what belongs to no task", "---\ntags: [a b]\n---\n- [ ] a\n",
         "---\ntags: [a b]\ntasklint-disable: [TL914]\n---\n- [ ] a\n"},
    };
    for (const auto& [name, before, after] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            write_bytes(folder / "a.md", before);
            const auto tasks = list(folder);
            const auto hidden = check(folder, {"--add-suppressions"});
            INFO(hidden.out << hidden.err);
            CHECK(hidden.status == 0);
            CHECK(read_bytes(folder / "a.md") == after);
            CHECK(check(folder, {"--fail-on", "info"}).status == 0);
            CHECK(support::count_of(list(folder), "\n") == support::count_of(tasks, "\n"));
            CHECK(check(folder, {"--add-suppressions"}).status == 0);  // a second time: nothing
            CHECK(read_bytes(folder / "a.md") == after);
        }
    }
}

TEST_CASE("a comment that would change tasks goes to the front matter", "[cli][suppress]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    // Whatever stands right below a table is one of its rows.
    const std::string note = "| a |\n|---|\n- [ ] a 📅 2026-01-06 b\n";
    write_bytes(folder / "a.md", note);
    const auto hidden = check(folder, {"--add-suppressions"});
    INFO(hidden.out << hidden.err << read_bytes(folder / "a.md"));
    CHECK(check(folder, {"--fail-on", "info"}).status == 0);
}

TEST_CASE("a comment stands where it parts no list and is no code", "[cli][suppress]") {
    const std::string bad = " a 📅 2026-01-06 b\n";
    const std::string hides = "%% tasklint-disable-next TL101 %%\n";
    const struct {
        const char* name;
        std::string before, after;
    } cases[] = {
        {"the first item", "- [ ]" + bad, hides + "- [ ]" + bad},
        {"a further item", "- [ ] a\n- [ ]" + bad, "- [ ] a\n  " + hides + "- [ ]" + bad},
        {"a numbered item", "1. [ ] a\n2. [ ]" + bad, "1. [ ] a\n    " + hides + "2. [ ]" + bad},
        {"a nested item", "- [ ] a\n\t- [ ]" + bad, "- [ ] a\n\t" + hides + "\t- [ ]" + bad},
        {"in a quote below a list", "- [ ] a\n> - [ ]" + bad,
         "- [ ] a\n>   " + hides + "> - [ ]" + bad},
        {"numbered, and in a quote", "1. [ ] a\n2. [ ]" + bad + "> - [ ]" + bad,
         "1. [ ] a\n    " + hides + "2. [ ]" + bad + ">   " + hides + "> - [ ]" + bad},
    };
    for (const auto& [name, before, after] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            write_bytes(folder / "a.md", before);
            CHECK(check(folder, {"--add-suppressions"}).status == 0);
            CHECK(read_bytes(folder / "a.md") == after);
        }
    }
}

TEST_CASE("a property that is there gets the further rules", "[cli][suppress]") {
    const struct {
        std::string before, after;
    } cases[] = {
        {"tasklint-disable: TL921", "tasklint-disable: [TL921, TL914]"},
        {"tasklint-disable: [TL921, TL922]", "tasklint-disable: [TL921, TL922, TL914]"},
        {"tasklint-disable:\n  - TL921", "tasklint-disable:\n  - TL921\n  - TL914"},
        {"tasklint-disable: []", "tasklint-disable: [TL914]"},
        {"tasklint-disable:", "tasklint-disable: [TL914]"},
        {"tasklint-disable: null", "tasklint-disable: [TL914]"},
        {"tasklint-disable: [TL921,\n  TL922]", "tasklint-disable: [TL921,\n  TL922, TL914]"},
    };
    for (const auto& [before, after] : cases) {
        DYNAMIC_SECTION(before) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            write_bytes(folder / "a.md", "---\n" + before + "\ntags: [a b]\n---\n");
            CHECK(check(folder, {"--add-suppressions", "--ignore", "TL991"}).status == 0);
            CHECK(read_bytes(folder / "a.md") == "---\n" + after + "\ntags: [a b]\n---\n");
        }
    }
}

TEST_CASE("suppressions are written with a reason, or shown", "[cli][suppress]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    const std::string note = "- [ ] a 📅 2026-01-06 b\n";
    write_bytes(folder / "a.md", note);
    const auto shown = check(folder, {"--add-suppressions=later", "--diff"});
    CHECK(shown.status == 1);
    CHECK_THAT(shown.out, TASKLINT_CONTAINS("+%% tasklint-disable-next TL101: later %%\n"));
    CHECK_THAT(shown.err, TASKLINT_CONTAINS("Would hide 1 finding."));
    CHECK(read_bytes(folder / "a.md") == note);

    const auto hidden = check(folder, {"--add-suppressions=to be looked at", "a.md"});
    CHECK(hidden.status == 0);
    CHECK_THAT(hidden.err, TASKLINT_CONTAINS("Hid 1 finding. No problems found"));
    CHECK(read_bytes(folder / "a.md") ==
          "%% tasklint-disable-next TL101: to be looked at %%\n" + note);

    const struct {
        Strings words;
        const char* message;
    } cases[] = {
        {{"--add-suppressions=a %% b"}, "the reason must be one line without %%"},
        {{"--add-suppressions=a\nb"}, "the reason must be one line without %%"},
        {{"--add-suppressions", "--fix"}, "not with fixes"},
        {{"--add-suppressions", "-"}, "goes with files"},
    };
    for (const auto& [words, message] : cases) {
        const auto wrong = check(folder, words);
        CHECK(wrong.status == 2);
        CHECK_THAT(wrong.err, TASKLINT_CONTAINS(message));
    }
}

TEST_CASE("a front matter that would be broken is left as it is, and what is found stays",
          "[cli][suppress]") {
    const std::string block = "```tasks\nnot doen\n```\n";
    for (const std::string matter :
         {"tasklint-disable: |\n  TL202\n", "tasklint-disable: >-\n  TL202\n", "{a: 1}\n", "- b\n",
          "tasklint-disable: {}\n", "a: [\n", "tasklint-disable: \"\" # none\n"}) {
        DYNAMIC_SECTION(matter) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            const std::string note = "---\n" + matter + "---\n- [ ] ok\n" + block;
            write_bytes(folder / "a.md", note);
            CHECK(check(folder, {"--select", "TQ005", "--add-suppressions"}).status == 1);
            CHECK(read_bytes(folder / "a.md") == note);
        }
    }
}

TEST_CASE("of a property only what hides nothing is unused", "[cli][suppress]") {
    const struct {
        const char* name;
        std::string property, report, mended;
    } cases[] = {
        {"a list on a line", "tasklint-disable: [TL202, TL101]\n",
         "a.md:3:20: warning TL991 unused-suppression `TL202` hides nothing\n",
         "tasklint-disable: [TL202, TL101]\n"},
        {"a text", "tasklint-disable: TL202, TL101\n",
         "a.md:3:19: warning TL991 unused-suppression `TL202` hides nothing\n",
         "tasklint-disable: TL202, TL101\n"},
        {"a text of lines", "tasklint-disable: |\n  TL202\n  TL101\n",
         "a.md:4:3: warning TL991 unused-suppression `TL202` hides nothing\n",
         "tasklint-disable: |\n  TL202\n  TL101\n"},
        {"all of it", "tasklint-disable: [TL202, TL201]\n",
         "a.md:3:1: warning TL991 unused-suppression it hides nothing [*]\n", ""},
        {"all of it, on lines", "tasklint-disable: [TL202,\n  TL201]\n",
         "a.md:3:1: warning TL991 unused-suppression it hides nothing\n"
         "a.md:4:1: warning TL991 unused-suppression it hides nothing\n",
         "tasklint-disable: [TL202,\n  TL201]\n"},
    };
    for (const auto& [name, property, report, mended] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            const bool hides = property.find("TL101") != std::string::npos;
            const std::string task = hides ? "- [ ] a 📅 2026-01-06 x\n" : "- [ ] a\n";
            write_bytes(folder / "a.md", "---\ntags: [a]\n" + property + "---\n" + task);
            const auto found = check(folder, {"--report", "concise"});
            CHECK(found.out == report);
            CHECK(check(folder, {"--fix", "-q"}).status != 2);
            CHECK(read_bytes(folder / "a.md") == "---\ntags: [a]\n" + mended + "---\n" + task);
        }
    }
}
