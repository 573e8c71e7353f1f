// tasklint query, and --query of the other commands.
#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "support/catch.hpp"

using nlohmann::json;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;

namespace {

const std::string home =
    "---\nTQ_extra_instructions: sort by description\n---\n"
    "```tasks\nnot done\npath includes {{query.file.path}}\n```\n"  // 4
    "# Plan\n- [ ] b 📅 2026-01-06\n- [ ] a\n- [x] c\n"
    "> ```tasks\n> not doen\n> ```\n";  // 12

struct MadeVault {
    TemporaryFolder folder;
    MadeVault() {
        support::make_vault(folder);
        write_bytes(folder / "Home.md", home);
        write_bytes(folder / "Sub/Other.md", "- [ ] other 📅 2026-01-02\n");
    }
    [[nodiscard]] support::Finished run(std::vector<std::string> words) const {
        words.insert(words.begin(), {"query", "--today", "2026-01-05"});
        return run_tasklint({words, folder.path()});
    }
};

}  // namespace

TEST_CASE("a query is a text, a note or a line of one", "[cli]") {
    const MadeVault vault;
    const auto text = vault.run({"due before today"});
    CHECK(text.status == 0);
    CHECK(text.out == "- [ ] other 📅 2026-01-02  (Sub/Other.md:1)\n");
    CHECK(text.err.find("1 task\n") != std::string::npos);

    const auto block = vault.run({"Home.md:5"});
    CHECK(block.out == "- [ ] a  (Home.md:10)\n- [ ] b 📅 2026-01-06  (Home.md:9)\n");
    CHECK(vault.run({"-f", "Home.md:4"}).out == block.out);
    CHECK(vault.run({"-e", "due before today", "Sub"}).out == text.out);
    CHECK(vault.run({"not done", "Sub"}).out == text.out);
    CHECK(vault.run({"-e", "Home.md"}).status == 2);
    CHECK(vault.run({"description includes 10:00"}).status == 0);
    CHECK(vault.run({"path includes Nowhere.md:00"}).status == 0);

    const auto several = vault.run({"Home.md"});
    CHECK(several.status == 2);
    CHECK(several.err.find("Home.md has 2 tasks blocks") != std::string::npos);
    CHECK(several.err.find("  Home.md:12: not doen\n") != std::string::npos);
    CHECK(vault.run({"Sub/Other.md"}).err.find("there is no tasks block") != std::string::npos);
}

TEST_CASE("a query can be explained", "[cli]") {
    const MadeVault vault;
    const auto block = vault.run({"Home.md:5", "--explain"});
    CHECK(block.status == 0);
    CHECK(block.out == "not done\npath includes Home.md\nsort by description\n");
    CHECK(vault.run({"--explain", "due this week"}).out == "due 2026-01-05 2026-01-11\n");
    CHECK(vault.run({"--explain", "path includes \x1b[31m"}).out.find('\x1b') == std::string::npos);
    const auto all = vault.run({"--explain", "# nothing"});
    CHECK(all.out.empty());
    CHECK(all.err.find("every task is listed") != std::string::npos);
    CHECK(vault.run({"--explain", "not doen"}).status == 2);

    // The example of the documentation.
    const auto example = run_tasklint(
        {{"query", "--today", "2026-01-09", "--explain", "-e",
          "due before next week\n(done) OR (due this month) AND (priority is high)\nsort by tag 2"},
         vault.folder.path()});
    const std::string docs = support::read_bytes(TASKLINT_SOURCE_DIR "/docs/queries.md");
    CHECK(example.status == 0);
    CHECK(docs.find("sort by tag 2'\n" + example.out + "```\n") != std::string::npos);
    CHECK(vault.run({"--explain", "--json", "done"}).status == 2);
}

TEST_CASE("an error names its place", "[cli]") {
    const MadeVault vault;
    const auto wrong = vault.run({"Home.md:13"});
    CHECK(wrong.status == 2);
    CHECK(wrong.err.find("Home.md:13: \"not doen\": do not understand query "
                         "(unknown-instruction)") != std::string::npos);
    const auto machine = vault.run({"Home.md:13", "--json"});
    CHECK(machine.status == 2);
    const auto error = json::parse(machine.out)["error"];
    CHECK(error["kind"] == "unknown-instruction");
    CHECK(error["in"] == "query");
    CHECK(error["line"] == 1);
    CHECK(error["message"] == "do not understand query");
    CHECK(vault.run({"due by friday"}).err.find("(not-certain)") != std::string::npos);

    write_bytes(vault.folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"globalQuery": "limit 5\nnot doen"})");
    CHECK(vault.run({"done"}).err.find("global query:2: \"not doen\": ") != std::string::npos);
    CHECK(vault.run({"done\nignore global query"}).status == 0);
    write_bytes(vault.folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json", "{}");
    write_bytes(vault.folder / "Own.md",
                "---\nTQ_extra_instructions: not doen\n---\n```tasks\ndone\n```\n");
    CHECK(vault.run({"Own.md"}).err.find("Own.md: properties: do not understand query") !=
          std::string::npos);
    CHECK(vault.run({"\x1b[31m"}).err.find('\x1b') == std::string::npos);
}

TEST_CASE("what a query lists as JSON and for a note", "[cli]") {
    const MadeVault vault;
    const auto result =
        json::parse(vault.run({"--json", "not done\ngroup by folder\nlimit 2"}).out);
    CHECK(result["total"] == 2);
    CHECK(result["before_limit"] == 3);
    CHECK(result["count_text"] == "2 of 3 tasks");
    REQUIRE(result["groups"].size() == 2);
    CHECK(result["groups"][0]["names"] == json::array({"/"}));
    CHECK(result["groups"][1]["tasks"][0]["path"] == "Sub/Other.md");
    CHECK(result["groups"][1]["tasks"][0]["due"] == "2026-01-02");
    const auto none = json::parse(vault.run({"--json", "id includes zzz"}).out);
    CHECK(none["groups"].dump() == R"([{"names":[],"tasks":[]}])");

    const auto markdown = vault.run({"--markdown", "has due date\ngroup by due"});
    CHECK(markdown.out ==
          "#### 2026-01-02 Friday\n\n- ☐ other 📅 2026-01-02 ([[Other]])\n\n"
          "#### 2026-01-06 Tuesday\n\n- ☐ b 📅 2026-01-06 ([[Home]])\n\n2 tasks\n");
}

TEST_CASE("the global query and the presets of the vault count", "[cli]") {
    const MadeVault vault;
    write_bytes(vault.folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"globalQuery":"not done","presets":{"late":"due before today"}})");
    CHECK(vault.run({"description includes c"}).out.empty());
    CHECK(vault.run({"ignore global query\ndescription includes c"}).out ==
          "- [x] c  (Home.md:11)\n");
    CHECK(vault.run({"preset late"}).out == "- [ ] other 📅 2026-01-02  (Sub/Other.md:1)\n");
}

TEST_CASE("a query chooses what other commands take", "[cli]") {
    const MadeVault vault;
    const auto list = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"list", "--jsonl", "--today", "2026-01-05"};
        words.insert(words.end(), more.begin(), more.end());
        return run_tasklint({words, vault.folder.path()});
    };
    const auto taken = list({"--query", "(due before today) OR (done)"});
    CHECK(std::count(taken.out.begin(), taken.out.end(), '\n') == 2);
    const auto open = list({"--query", "(due before today) OR (done)", "--done", "drop"});
    CHECK(std::count(open.out.begin(), open.out.end(), '\n') == 1);
    const auto either = list({"--query", "due before today", "--query", "done"});
    CHECK(std::count(either.out.begin(), either.out.end(), '\n') == 2);
    CHECK(list({"--query", "sort by due"}).status == 2);
    CHECK(list({"--query", "not doen"}).err.find("unknown-instruction") != std::string::npos);
    const auto calendar = run_tasklint(
        {{"export", "--today", "2026-01-05", "--query", "due before today"}, vault.folder.path()});
    CHECK(calendar.out.find("SUMMARY:other") != std::string::npos);
    CHECK(calendar.out.find("SUMMARY:b") == std::string::npos);
    const auto page = run_tasklint(
        {{"agenda", "--today", "2026-01-05", "--query", "path includes Sub"}, vault.folder.path()});
    CHECK(page.err.find("1 task") != std::string::npos);
}
