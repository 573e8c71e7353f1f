// The configuration as the command sees it: values of the command line, overrides, rules of the
// house, what is left out, config and init.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "support/catch.hpp"

using nlohmann::json;
using support::Finished;
using support::read_bytes;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;
using Strings = std::vector<std::string>;

namespace {

Finished run_in(const TemporaryFolder& folder, Strings words) {
    return run_tasklint({std::move(words), folder.path()});
}

/// `path:line CODE severity` of what `check` finds.
Strings findings(const TemporaryFolder& folder, Strings words) {
    words.insert(words.begin(), {"check", "-q", "--today", "2026-01-05", "--report", "json"});
    const auto check = run_in(folder, words);
    INFO(check.err);
    REQUIRE(check.status < 2);
    Strings found;
    for (const auto& finding : json::parse(check.out)) {
        found.push_back(finding["path"].get<std::string>() + ":" +
                        std::to_string(finding["line"].get<int>()) + " " +
                        finding["code"].get<std::string>() + " " +
                        finding["severity"].get<std::string>());
    }
    return found;
}

constexpr const char* hidden = "- [ ] a 📅 2026-01-06 b\n";  // TL101

}  // namespace

TEST_CASE("a value of the command line goes over the file", "[cli][config]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / ".tasklint.toml", "ignore = [\"TL101\"]\n[tasks]\nstale-days = 3\n");
    write_bytes(folder / "a.md", hidden);
    CHECK(findings(folder, {}).empty());
    CHECK(findings(folder, {"--config", "ignore=[]"}) == Strings{"a.md:1 TL101 error"});
    CHECK(findings(folder, {"--config", "ignore = []", "--config", "severity.TL101=warning"}) ==
          Strings{"a.md:1 TL101 warning"});  // what is no TOML is a text
    CHECK(findings(folder, {"--isolated"}) == Strings{"a.md:1 TL101 error"});
    write_bytes(folder / "other=1.toml", "severity = { TL101 = \"info\" }\n");
    CHECK(findings(folder, {"--config", "other=1.toml"}) == Strings{"a.md:1 TL101 info"});

    const struct {
        Strings words;
        const char* message;
    } cases[] = {
        {{"--config", "slect=[]"}, "--config:1:1: unknown key \"slect\"; did you mean \"select\"?"},
        {{"--config", "tasks.stale-days=many"}, "\"tasks.stale-days\" must be a whole number"},
        {{"--config", "select=[\"TL999\"]"}, "unknown rule \"TL999\""},
        {{"--config", "a.toml", "--config", "b.toml"}, "--config names two files, a.toml and b"},
        {{"--config", "none.toml"}, "none.toml: No such file or directory"},
    };
    for (const auto& [words, message] : cases) {
        DYNAMIC_SECTION(words.back()) {
            Strings all{"check"};
            all.insert(all.end(), words.begin(), words.end());
            const auto check = run_in(folder, all);
            CHECK(check.status == 2);
            CHECK(check.out.empty());
            CHECK_THAT(check.err, TASKLINT_CONTAINS(message));
        }
    }
}

TEST_CASE("the settings that count can be named on the command line", "[cli][config]") {
    const TemporaryFolder folder;
    write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"globalFilter": "#task"})");
    write_bytes(folder / "a.md", hidden);
    CHECK(findings(folder, {"--ignore", "TL005"}).empty());
    CHECK(findings(folder, {"--config", "extends=defaults"}) == Strings{"a.md:1 TL101 error"});
    write_bytes(folder / ".tasklint.toml", "extends = \"obsidian\"\n");
    CHECK(findings(folder, {"--config", "extends=\"defaults\""}) == Strings{"a.md:1 TL101 error"});
}

TEST_CASE("overrides change the rules for some notes", "[cli][config]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / ".tasklint.toml", R"(
ignore = ["TL902"]
[[overrides]]
files = ["Old/", "*.draft.md"]
ignore = ["fields", "TL601"]
[[overrides]]
files = ["Old/new/**"]
select = ["TL101", "TL902"]
severity = { TL101 = "info" }
)");
    const std::string note = std::string{hidden} + "- [ ] b 🗓️ 2026-01-06 🆔 one\n";
    for (const auto* const path : {"a.md", "b.draft.md", "Old/c.md", "Old/new/d.md"}) {
        write_bytes(folder / path, note);
    }
    CHECK(findings(folder, {}) == Strings{"Old/new/d.md:1 TL101 info", "Old/new/d.md:2 TL902 info",
                                          "a.md:1 TL101 error", "a.md:2 TL601 error"});
    CHECK(findings(folder, {"Old/c.md"}).empty());  // whichever path was given

    // A fix is made only where its rule is on.
    CHECK(run_in(folder, {"check", "--fix", "-q", "."}).status == 1);
    CHECK_THAT(read_bytes(folder / "a.md"), TASKLINT_CONTAINS("- [ ] a b 📅 2026-01-06\n"));
    CHECK(read_bytes(folder / "Old/c.md") == note);

    write_bytes(folder / ".tasklint.toml", "[[overrides]]\nfiles=[\"x\"]\nignore=[\"TL9999\"]\n");
    const auto wrong = run_in(folder, {"check"});
    CHECK(wrong.status == 2);
    CHECK_THAT(wrong.err, TASKLINT_CONTAINS(".tasklint.toml:3:9: unknown rule \"TL9999\""));
}

TEST_CASE("a vault has rules of its own", "[cli][config]") {
    const TemporaryFolder folder;
    write_bytes(folder / ".tasklint.toml", R"(
extends = "defaults"
[tasks]
statuses = { "?" = "Proposed" }
[[custom]]
code = "HOUSE1"
when = { tag = "#proposed", without = "owner" }
message = "a proposal needs an owner"
help = "write @ and a name"
severity = "error"
[[custom]]
code = "HOUSE2"
name = "long-ago"
when = { status = ["Proposed", "DONE"], with = ["due", "priority"], path = "Daily/" }
message = "no due date in daily notes"
)");
    write_bytes(folder / "Daily/a.md",
                "- [?] a #proposed/auto 📅 2026-01-06 ⏫\n"      // HOUSE1, HOUSE2
                "- [ ] b #Proposed @Person One\n"              // an owner
                "- [x] c 📅 2026-01-06 ⏫ ✅ 2026-01-02\n"        // HOUSE2
                "- [?] d 📅 2026-01-06\n"                       // no priority
                "%% tasklint-disable-next HOUSE1: later %%\n"  //
                "- [ ] e #proposed\n"                          // hidden
                "- [ ] {{title}} #proposed\n");                // a template
    write_bytes(folder / "b.md", "- [?] f 📅 2026-01-06 ⏫\n");
    const Strings both{"Daily/a.md:1 HOUSE1 error", "Daily/a.md:1 HOUSE2 warning",
                       "Daily/a.md:3 HOUSE2 warning"};
    CHECK(findings(folder, {}) == both);
    CHECK(findings(folder, {"--select", "custom"}) == both);
    CHECK(findings(folder, {"--select", "HOUSE"}) == both);
    CHECK(findings(folder, {"--select", "TL1"}).empty());
    CHECK(findings(folder, {"--ignore", "long-ago"}) == Strings{both[0]});
    CHECK(findings(folder, {"--config", "severity.HOUSE2=info"})[1] == "Daily/a.md:1 HOUSE2 info");

    const auto full = run_in(folder, {"check", "-q", "--select", "HOUSE1"});
    CHECK(full.status == 1);
    CHECK_THAT(full.out, TASKLINT_CONTAINS("error HOUSE1 house1"));
    CHECK_THAT(full.out, TASKLINT_CONTAINS("a proposal needs an owner"));
    CHECK_THAT(full.out, TASKLINT_CONTAINS("= help: write @ and a name"));

    write_bytes(folder / "c.md", "%% tasklint-disable-next HOUSE3 %%\n- [ ] g\n");
    CHECK(findings(folder, {"c.md"}) == Strings{"c.md:1 TL992 error"});
    write_bytes(folder / "c.md", "%% tasklint-disable-next HOUSE1 %%\n- [ ] g\n");
    CHECK(findings(folder, {"c.md"}) == Strings{"c.md:1 TL991 warning"});
}

TEST_CASE("notes can be left out", "[cli][config]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / ".tasklint.toml", "exclude = [\"Old/\", \"*.draft.md\"]\n");
    write_bytes(folder / ".gitignore", "ignored.md\n");
    write_bytes(folder / ".tasklintignore", "private/\n");
    for (const auto* const path :
         {"a.md", "b.draft.md", "Old/c.md", "Old/sub/d.md", "ignored.md", "private/e.md"}) {
        write_bytes(folder / path, hidden);
    }
    const auto notes = [&](const Strings& words) {
        Strings paths;
        for (const auto& finding : findings(folder, words)) {
            paths.push_back(finding.substr(0, finding.find(':')));
        }
        return paths;
    };
    const struct {
        const char* name;
        Strings words;
        Strings found;
    } cases[] = {
        {"as configured", {}, {"a.md"}},
        {"one more", {"--exclude", "a.md"}, {}},
        {"an anchored pattern", {"--exclude", "/sub/a.md"}, {"a.md"}},
        {"ignore files do not count", {"--no-ignore"}, {"a.md", "ignored.md", "private/e.md"}},
        {"a folder that is named", {"Old"}, {"Old/c.md", "Old/sub/d.md"}},
        {"what is named is taken", {"Old/c.md", "ignored.md"}, {"Old/c.md", "ignored.md"}},
        {"unless it is forced",
         {"--force-exclude", "Old/c.md", "ignored.md", "a.md", "private", "b.draft.md"},
         {"a.md"}},
        {"a folder, forced", {"--force-exclude", "Old/sub"}, {}},
    };
    for (const auto& [name, words, found] : cases) {
        DYNAMIC_SECTION(name) { CHECK(notes(words) == found); }
    }
    const auto list = run_in(folder, {"list", "-q", "--jsonl", "--exclude", "a.md"});
    CHECK(list.out.empty());
    const auto format = run_in(folder, {"fmt", "--check", "--no-ignore", "--exclude", "a.md"});
    CHECK_THAT(format.err, TASKLINT_CONTAINS("2 notes"));
}

TEST_CASE("config shows what counts and why", "[cli][config]") {
    const TemporaryFolder folder;
    write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"taskFormat": "dataview", "other": "secret"})");
    write_bytes(folder / ".tasklint.toml", "ignore = [\"TL505\"]\n");
    write_bytes(folder / "Sub/a.md", "");
    const auto show = run_in(folder, {"config", "show", "Sub/a.md", "--config", "tags.known=[]"});
    CHECK(show.status == 0);
    CHECK_THAT(show.out, TASKLINT_CONTAINS("ignore = [\"TL505\"]  # .tasklint.toml:1\n"));
    CHECK_THAT(show.out, TASKLINT_CONTAINS("format = \"dataview\"  # "
                                           ".obsidian/plugins/obsidian-tasks-plugin/data.json\n"));
    CHECK_THAT(show.out, TASKLINT_CONTAINS("known = []  # --config\n"));
    CHECK_THAT(show.out, TASKLINT_CONTAINS("stale-days = 14  # default\n"));
    CHECK_THAT(show.out, TASKLINT_CONTAINS("# date-order is not set\n"));

    const auto values = json::parse(run_in(folder, {"config", "show", "--json"}).out);
    CHECK(values["tasks.format"]["value"] == "dataview");
    CHECK(run_in(folder, {"config", "file"}).out == ".tasklint.toml\n");
    CHECK(run_in(folder, {"config", "file", "--isolated"}).out.empty());
    CHECK(json::parse(run_in(folder, {"config", "schema"}).out)["properties"].contains("tasks"));
    CHECK(run_in(folder, {"config"}).status == 2);
    CHECK(run_in(folder, {"config", "show", "nowhere"}).status == 2);
    write_bytes(folder / ".tasklint.toml", "ignore = [\"TL5055\"]\n");
    const auto wrong = run_in(folder, {"config", "show"});
    CHECK(wrong.status == 2);
    CHECK_THAT(wrong.err, TASKLINT_CONTAINS(".tasklint.toml:1:11: unknown rule \"TL5055\""));
}

TEST_CASE("init writes a configuration that changes nothing", "[cli][config]") {
    const TemporaryFolder folder;
    write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"globalFilter": "#task", "other": "secret"})");
    const auto before = json::parse(run_in(folder, {"config", "show", "--json"}).out);
    const auto made = run_in(folder, {"init"});
    CHECK(made.status == 0);
    CHECK(made.out == ".tasklint.toml\n");
    const auto text = read_bytes(folder / ".tasklint.toml");
    CHECK_THAT(text, TASKLINT_CONTAINS("# global-filter = \"#task\"\n"));
    CHECK_THAT(text, TASKLINT_CONTAINS("# From .obsidian/plugins/"));
    CHECK(json::parse(run_in(folder, {"config", "show", "--json"}).out) == before);

    const auto again = run_in(folder, {"init"});
    CHECK(again.status == 2);
    CHECK_THAT(again.err, TASKLINT_CONTAINS(".tasklint.toml: it is there already; --force"));
    CHECK(read_bytes(folder / ".tasklint.toml") == text);

    const auto copied = run_in(folder, {"init", "--settings", "--force"});
    CHECK(copied.status == 0);
    CHECK(copied.out == ".tasklint/data.json\n.tasklint.toml\n");
    CHECK(json::parse(read_bytes(folder / ".tasklint/data.json")) ==
          json{{"globalFilter", "#task"}});
    const auto after = json::parse(run_in(folder, {"config", "show", "--json"}).out);
    CHECK(after["tasks.global-filter"]["value"] == "#task");
    CHECK(after["tasks.global-filter"]["origin"] == ".tasklint/data.json");

    CHECK(run_in(folder, {"init", "nowhere"}).status == 2);
}

TEST_CASE("init puts no configuration out of force", "[cli][config]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "pyproject.toml", "[tool.tasklint]\nselect = [\"TL101\"]\n");
    const auto refused = run_tasklint({{"init"}, folder.path()});
    CHECK(refused.status == 2);
    CHECK(refused.err ==
          "tasklint: error: pyproject.toml configures tasklint already, and .tasklint.toml would "
          "count instead; --force writes it\n");
    CHECK_FALSE(std::filesystem::exists(folder / ".tasklint.toml"));
    CHECK(run_tasklint({{"init", "--force"}, folder.path()}).status == 0);
    CHECK(std::filesystem::exists(folder / ".tasklint.toml"));
}

TEST_CASE("lists of tables on the command line take the place of those in the file",
          "[cli][config]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] a 📅 2026-01-06 b\n");
    write_bytes(
        folder / ".tasklint.toml",
        "[[overrides]]\nfiles = [\"*.md\"]\nignore = [\"TL101\"]\n[[custom]]\n"
        "code = \"HOUSE1\"\nname = \"no-b\"\nmessage = \"no b\"\nwhen = { text = \"b\" }\n");
    const auto codes = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"check", "-q", "--report", "concise"});
        const auto out = run_tasklint({words, folder.path()}).out;
        return std::string{out.find("TL101") != std::string::npos ? "TL101 " : ""} +
               (out.find("HOUSE1") != std::string::npos ? "HOUSE1" : "");
    };
    CHECK(codes({}) == "HOUSE1");
    CHECK(codes({"--config", "overrides=[]"}) == "TL101 HOUSE1");
    CHECK(codes({"--config", "custom=[]"}) == "");
}

TEST_CASE("an empty list of proposed statuses is none", "[cli][config]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [?] a ➕ 2025-01-01 📅 2026-01-20\n");
    const std::string statuses = "[tasks]\nstatuses = {\"?\" = \"Proposed\"}\n";
    const auto found = [&] {
        return run_tasklint({{"check", "-q", "--report", "concise", "--select", "TL923", "--today",
                              "2026-01-05"},
                             folder.path()})
            .out;
    };
    write_bytes(folder / ".tasklint.toml", statuses);
    CHECK(found().find("TL923") != std::string::npos);
    write_bytes(folder / ".tasklint.toml", statuses + "proposed = []\n");
    CHECK(found() == "");
}
