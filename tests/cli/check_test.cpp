#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "support/catch.hpp"
#include "tasklint/lint.hpp"

namespace fs = std::filesystem;
using nlohmann::json;
using support::read_bytes;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;

namespace {

const std::string hidden = "- [ ] call 📅 2026-01-06 soon\n";  // TL101, error, safe fix
const std::string mended = "- [ ] call soon 📅 2026-01-06\n";
const std::string warned = "- [ ] call ⛔\n";  // TL103, warning
const std::string sound = "- [ ] call 📅 2026-01-06\n";

}  // namespace

TEST_CASE("the exit code says what is left", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", warned);
    const auto status = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "check");
        return run_tasklint({words, folder.path()}).status;
    };
    CHECK(status({}) == 0);
    CHECK(status({"--fail-on", "warning"}) == 1);
    CHECK(status({"--fail-on", "info"}) == 1);
    CHECK(status({"--fail-on", "info", "--exit-zero"}) == 0);
    CHECK(status({"--fail-on", "info", "--ignore", "TL103"}) == 0);
    CHECK(status({"--fail-on", "info", "--select", "TL202,TL5"}) == 0);
    CHECK(status({"--fail-on", "info", "--select", "TL2", "--extend-select", "TL1"}) == 1);
    write_bytes(folder / "a.md", hidden);
    CHECK(status({}) == 1);
    CHECK(status({"--exit-zero"}) == 0);
    CHECK(status({"--diff"}) == 1);
    CHECK(read_bytes(folder / "a.md") == hidden);
    CHECK(status({"--fix-only"}) == 0);
    CHECK(read_bytes(folder / "a.md") == mended);
    CHECK(status({"--diff"}) == 0);
    CHECK(status({}) == 0);
}

TEST_CASE("the report is the output, the summary goes beside it", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "Notes/a.md", hidden + warned);
    const auto check = run_tasklint({{"check", "--report", "concise"}, folder.path()});
    CHECK(support::count_of(check.out, "\n") == 2);
    CHECK_THAT(check.out, TASKLINT_CONTAINS("Notes/a.md:1:25: error TL101 field-hidden-by-text") &&
                              TASKLINT_CONTAINS(" [*]\n"));
    CHECK(check.err ==
          "\nFound 1 error, 1 warning in 1 of 1 note (2 tasks). 1 fixable with --fix.\n");
    CHECK(run_tasklint({{"check", "-q"}, folder.path()}).err.empty());

    SECTION("paths count from where one stands") {
        const auto inside =
            run_tasklint({{"check", "--report", "concise", ".."}, folder / "Notes"});
        CHECK_THAT(inside.out, TASKLINT_CONTAINS("a.md:1:25: error"));
        const auto list =
            json::parse(run_tasklint({{"check", "--report", "json"}, folder / "Notes"}).out);
        CHECK(list[0]["path"] == "a.md");
        CHECK(list[0]["vault_path"] == "Notes/a.md");
    }
    SECTION("several reports, each to its file") {
        const auto many = run_tasklint({{"check", "--report", "json=out.json", "--report",
                                         "github=out.txt", "--report", "concise"},
                                        folder.path()});
        CHECK(many.out == check.out);
        CHECK(json::parse(read_bytes(folder / "out.json")).size() == 2);
        CHECK_THAT(read_bytes(folder / "out.txt"),
                   TASKLINT_CONTAINS("::error file=Notes/a.md,line=1"));
    }
    SECTION("no more findings than asked for, all counted") {
        const auto one =
            run_tasklint({{"check", "--report", "json", "--max-diagnostics", "1"}, folder.path()});
        CHECK(json::parse(one.out).size() == 1);
        CHECK_THAT(one.err,
                   TASKLINT_CONTAINS("showing 1 of 2 findings") && TASKLINT_CONTAINS("1 warning"));
    }
    SECTION("statistics by rule") {
        const auto counted = run_tasklint({{"check", "-q", "--statistics"}, folder.path()});
        CHECK_THAT(counted.err,
                   TASKLINT_CONTAINS("     1  TL101 field-hidden-by-text (1 fixable)\n") &&
                       TASKLINT_CONTAINS(" s\n"));
    }
    SECTION("colour when asked for, not in a file") {
        CHECK(check.out.find('\x1b') == std::string::npos);
        CHECK_THAT(run_tasklint({{"check", "--color", "always"}, folder.path()}).out,
                   TASKLINT_CONTAINS("\x1b["));
        const auto forced = run_tasklint(
            {.words = {"check"}, .folder = folder.path(), .environment = {"FORCE_COLOR=1"}});
        CHECK_THAT(forced.out, TASKLINT_CONTAINS("\x1b["));
        const auto no = run_tasklint({.words = {"check"},
                                      .folder = folder.path(),
                                      .environment = {"FORCE_COLOR=1", "NO_COLOR=1"}});
        CHECK(no.out.find('\x1b') == std::string::npos);
    }
}

TEST_CASE("what is only likely can be left out", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] [x] a\n" + hidden);  // TL006 is likely, TL101 certain
    const auto codes = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"check", "-q", "--report", "json"});
        std::vector<std::string> found;
        for (const auto& finding : json::parse(run_tasklint({words, folder.path()}).out)) {
            found.push_back(finding["code"]);
        }
        return found;
    };
    CHECK(codes({}) == std::vector<std::string>{"TL006", "TL101"});
    CHECK(codes({"--min-confidence", "likely"}).size() == 2);
    CHECK(codes({"--min-confidence", "certain"}) == std::vector<std::string>{"TL101"});
    CHECK(run_tasklint({{"check", "--min-confidence", "low"}, folder.path()}).status == 2);
}

TEST_CASE("the same for any number of threads", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    for (int i = 0; i < 300; ++i) {
        write_bytes(folder / ("n" + std::to_string(i % 7) + "/" + std::to_string(i) + ".md"),
                    hidden + warned);
    }
    const auto one = run_tasklint({{"check", "--report", "json", "--threads", "1"}, folder.path()});
    const auto eight =
        run_tasklint({{"check", "--report", "json", "--threads", "8"}, folder.path()});
    CHECK(json::parse(one.out).size() == 600);
    CHECK(one.out == eight.out);
}

TEST_CASE("fix mends what is safe and keeps the rest of the bytes", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "\xEF\xBB\xBF# head\r\n" + hidden.substr(0, hidden.size() - 1) +
                                     "\r\n" + warned + "last");
    const auto fix = run_tasklint({{"check", "--fix", "--report", "concise"}, folder.path()});
    CHECK(fix.status == 0);
    CHECK(support::count_of(fix.out, "\n") == 1);
    CHECK_THAT(fix.err,
               TASKLINT_CONTAINS("Fixed 1 problem. Found 1 warning in 1 of 1 note (2 tasks)."));
    const auto after =
        "\xEF\xBB\xBF# head\r\n" + mended.substr(0, mended.size() - 1) + "\r\n" + warned + "last";
    CHECK(read_bytes(folder / "a.md") == after);
    const auto again = run_tasklint({{"check", "--fix"}, folder.path()});
    CHECK_THAT(again.err, !TASKLINT_CONTAINS("Fixed"));
    CHECK(read_bytes(folder / "a.md") == after);
}

TEST_CASE("unsafe fixes want to be asked for", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    const std::string twice = "- [ ] call 📅 2026-01-06 📅 2026-02-07\n";
    write_bytes(folder / "a.md", twice);
    CHECK(run_tasklint({{"check", "--fix"}, folder.path()}).status == 1);
    CHECK(read_bytes(folder / "a.md") == twice);
    CHECK(run_tasklint({{"check", "--fix", "--unsafe-fixes"}, folder.path()}).status == 0);
    CHECK(read_bytes(folder / "a.md") == sound);
}

TEST_CASE("the patch of --diff does with git what --fix does", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    std::string long_note = "# head\n";
    for (int i = 0; i < 40; ++i) {
        long_note += i % 13 == 5 ? hidden : "line " + std::to_string(i) + "\n";
    }
    write_bytes(folder / "Some notes/long.md", long_note);
    write_bytes(folder / "crlf.md", "a\r\n- [ ] call 📅 2026-01-06 soon\r\nb\r\n");
    write_bytes(folder / "no end.md", "x\n" + hidden.substr(0, hidden.size() - 1));
    write_bytes(folder / "odd \"name\".md", hidden);
    write_bytes(folder / "latin.md", "caf\xe9\n" + hidden + "caf\xe9\n");
    write_bytes(folder / "sound.md", sound);

    const auto diff = run_tasklint({{"check", "--diff"}, folder.path()});
    CHECK(diff.status == 1);
    CHECK_THAT(diff.err, TASKLINT_CONTAINS("Would mend 7 problems in 5 notes."));
    CHECK(read_bytes(folder / "Some notes/long.md") == long_note);

    const TemporaryFolder copy;
    fs::copy(folder.path(), copy.path(), fs::copy_options::recursive);
    const auto applied = support::run({{"git", "apply", "-"}, copy.path(), diff.out});
    CHECK(applied.err.empty());
    CHECK(applied.status == 0);
    CHECK(run_tasklint({{"check", "--fix"}, folder.path()}).status == 1);  // one note is no UTF-8
    for (const std::string name : {"Some notes/long.md", "crlf.md", "no end.md", "odd \"name\".md",
                                   "latin.md", "sound.md"}) {
        CHECK(read_bytes(copy / name) == read_bytes(folder / name));
    }
    CHECK(read_bytes(copy / "no end.md") == "x\n" + mended.substr(0, mended.size() - 1));
}

TEST_CASE("a note on standard input", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    const auto check = run_tasklint(
        {.words = {"check", "-", "--report", "concise"}, .folder = folder.path(), .input = hidden});
    CHECK(check.status == 1);
    CHECK_THAT(check.out, TASKLINT_CONTAINS("<stdin>:1:25: error TL101"));

    SECTION("is given a name") {
        const auto named = run_tasklint(
            {.words = {"check", "-", "--report", "json", "--stdin-filename", "Notes/x.md"},
             .folder = folder.path(),
             .input = hidden});
        const auto list = json::parse(named.out);
        REQUIRE(list.size() == 1);
        CHECK(list[0]["path"] == "Notes/x.md");
        CHECK(list[0]["vault_path"] == "Notes/x.md");
    }
    SECTION("comes out mended") {
        const auto fix = run_tasklint(
            {.words = {"check", "-", "--fix"}, .folder = folder.path(), .input = hidden + warned});
        CHECK(fix.status == 0);
        CHECK(fix.out == mended + warned);
        CHECK_THAT(fix.err, TASKLINT_CONTAINS("Fixed 1 problem."));
    }
    SECTION("comes out as a patch") {
        const auto diff =
            run_tasklint({.words = {"check", "-", "--diff", "--stdin-filename", "x.md"},
                          .folder = folder.path(),
                          .input = hidden});
        CHECK(diff.status == 1);
        CHECK(diff.out == "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-" + hidden + "+" + mended);
    }
    SECTION("may be empty") {
        const auto empty =
            run_tasklint({.words = {"check", "-", "--fix"}, .folder = folder.path()});
        CHECK(empty.status == 0);
        CHECK(empty.out.empty());
    }
}

TEST_CASE("rules over the whole vault", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] one 🆔 same\n");
    write_bytes(folder / "sub/b.md", "- [ ] two 🆔 same\n");
    const auto found = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"check", "--report", "concise"});
        return run_tasklint({words, folder.path()});
    };
    CHECK_THAT(found({}).out, TASKLINT_CONTAINS("TL601"));
    CHECK_THAT(found({"--vault-rules", "off"}).out, !TASKLINT_CONTAINS("TL601"));

    const auto part = found({"sub"});
    CHECK_THAT(part.out, !TASKLINT_CONTAINS("TL601"));
    CHECK_THAT(part.err, TASKLINT_CONTAINS("not checked in sub: TL601, "));

    const auto forced = found({"sub", "--vault-rules", "on"});
    CHECK_THAT(forced.out, TASKLINT_CONTAINS("sub/b.md:1:"));
    CHECK_THAT(forced.out, !TASKLINT_CONTAINS("a.md:1:") || TASKLINT_CONTAINS("sub/b.md"));
    CHECK(support::count_of(forced.out, "\n") <= support::count_of(found({}).out, "\n"));
    CHECK_THAT(forced.err, !TASKLINT_CONTAINS("are off"));
}

TEST_CASE("notes of two vaults are read with their own settings", "[cli]") {
    const TemporaryFolder folder;
    const std::string status =
        R"({"statusSettings":{"customStatuses":[{"symbol":"?","name":"Proposed","type":"TODO","nextStatusSymbol":"x","availableAsCommand":false}]}})";
    write_bytes(folder / "b/.obsidian/plugins/obsidian-tasks-plugin/data.json", status);
    write_bytes(folder / "b/x.md", "- [?] a\n");
    write_bytes(folder / "a/.obsidian/plugins/obsidian-tasks-plugin/data.json", "{}");
    write_bytes(folder / "a/x.md", "- [?] a\n");
    const auto check = run_tasklint(
        {{"check", "--report", "concise", "--select", "TL301", "b", "a"}, folder.path()});
    CHECK_THAT(check.out,
               TASKLINT_CONTAINS("a/x.md:1:4: warning TL301") && !TASKLINT_CONTAINS("b/x.md"));
    const auto calendar = run_tasklint({{"export", "a", "b"}, folder.path()});
    CHECK(calendar.status == 2);
    CHECK_THAT(calendar.err, TASKLINT_CONTAINS("belong to two vaults"));
}

TEST_CASE("defaults of the plugin are taken, and that is said once", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / "a.md", sound);
    const auto check = run_tasklint({{"check"}, folder.path()});
    CHECK(support::count_of(check.err,
                            "no settings of the Tasks plugin found, using its defaults") == 1);
    CHECK(run_tasklint({{"check", "--quiet"}, folder.path()}).err.empty());
}

TEST_CASE("what is hidden is kept for a report that shows it", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md",
                "- [ ] pay 📅 2026-03-01 today\n"
                "%% tasklint-disable-next TL101 %%\n"
                "- [ ] pay 📅 2026-03-01 today\n"
                "- [ ] one 🆔 x\n");
    write_bytes(folder / "b.md", "- [ ] two 🆔 x\n");
    write_bytes(folder / "c.md", "---\ntasklint-disable: duplicate-id\n---\n- [ ] three 🆔 x\n");
    const auto suppressed = [](const std::string& log) {
        std::vector<std::string> places;
        const auto whole = json::parse(log);
        for (const auto& result : whole["runs"][0]["results"]) {
            const auto& place = result["locations"][0]["physicalLocation"];
            if (!result["suppressions"].empty()) {
                places.push_back(place["artifactLocation"]["uri"].get<std::string>() + ":" +
                                 place["region"]["startLine"].dump() + " " +
                                 result["ruleId"].get<std::string>());
            }
        }
        return places;
    };
    const auto alone = run_tasklint({{"check", "--report", "concise"}, folder.path()});
    const auto beside = run_tasklint(
        {{"check", "--report", "concise", "--report", "sarif=out.sarif"}, folder.path()});
    CHECK(beside.out == alone.out);
    CHECK(beside.err == alone.err);
    CHECK(beside.status == alone.status);
    const auto duplicate = std::string{tasklint::find_rule("duplicate-id")->code};
    CHECK(suppressed(read_bytes(folder / "out.sarif")) ==
          std::vector<std::string>{"a.md:3 TL101", "c.md:4 " + duplicate});

    SECTION("also of a note on standard input") {
        const auto log = run_tasklint({.words = {"check", "-", "--report", "sarif"},
                                       .folder = folder.path(),
                                       .input = read_bytes(folder / "a.md")});
        CHECK(suppressed(log.out) == std::vector<std::string>{"%3Cstdin%3E:3 TL101"});
    }
    SECTION("also when the rest is mended") {
        const auto rest =
            run_tasklint({{"check", "--fix", "--report", "sarif=out.sarif"}, folder.path()});
        CHECK_THAT(rest.err, TASKLINT_CONTAINS("Fixed 1 problem."));
        CHECK(suppressed(read_bytes(folder / "out.sarif")) ==
              std::vector<std::string>{"a.md:3 TL101", "c.md:4 " + duplicate});
    }
}

TEST_CASE("sarif and gitlab count paths from git's top level", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "Notes/a.md", "- [ ] pay 📅 2026-03-01 today\n");
    const auto path = [&] {
        const auto list =
            json::parse(run_tasklint({{"check", "--report", "gitlab"}, folder / "Notes"}).out);
        return list[0]["location"]["path"].get<std::string>();
    };
    CHECK(path() == "a.md");
    write_bytes(folder / ".git", "gitdir: elsewhere\n");  // as in a worktree
    CHECK(path() == "Notes/a.md");
}
