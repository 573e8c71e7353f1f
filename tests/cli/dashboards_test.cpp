// The vault of dashboards in examples/: each trap is reported, and mended from the report alone
// nothing is left. TASKLINT_ACCEPT=1 writes the report anew.
#include <cstdlib>
#include <string>

#include "cli/command.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "tasklint/lint.hpp"

using support::run_tasklint;

namespace {

const std::string source_folder = TASKLINT_TEST_DATA "/..";

}  // namespace

TEST_CASE("every trap of the dashboards is reported, and none is left when mended",
          "[cli][golden][queries]") {
    const auto run = run_tasklint(
        {{"check", "examples/dashboards", "--select", "queries", "--today", "2026-01-09"},
         source_folder});
    CHECK(run.status == 1);
    const std::string golden = TASKLINT_TEST_DATA "/golden/dashboards.txt";
    if (std::getenv("TASKLINT_ACCEPT") != nullptr) {
        support::write_bytes(golden, run.out);
    }
    CHECK(run.out == support::read_bytes(golden));
    for (const tasklint::Rule* const rule : tasklint::rules()) {
        if (rule->group == "queries") {
            INFO(rule->code);
            CHECK(run.out.find(" " + std::string{rule->code} + " ") != std::string::npos);
        }
    }
    CHECK(run.out.find("Sound.md") == std::string::npos);
    CHECK(run.out.find("_templates") == std::string::npos);
}

TEST_CASE("the queries of the settings are checked once, with the whole vault", "[cli][queries]") {
    const support::TemporaryFolder folder;
    const std::string settings = ".obsidian/plugins/obsidian-tasks-plugin/data.json";
    support::write_bytes(folder / settings,
                         "{\n  \"globalQuery\": \"not done\\nnot doen\",\n"
                         "  \"presets\": {\"mine\": \"due befor 2026-01-10\"}\n}\n");
    support::write_bytes(folder / "A.md", "```tasks\npreset mine\n```\n");
    support::write_bytes(folder / "B.md", "```tasks\npreset mine\n```\n");
    const auto check = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--report", "concise", "--today", "2026-01-09"});
        return run_tasklint({words, folder.path()});
    };
    const auto all = check({"check", "."});
    CHECK(all.status == 1);
    CHECK(all.out ==
          settings +
              ":2:29: error TQ005 unknown-instruction no instruction and no filter reads like "
              "`not doen`\n" +
              settings +
              ":3:28: warning TQ001 date-words-ignored `befor` is passed over: it is no keyword "
              "of date filters\n");
    CHECK(check({"check", "A.md"}).out.empty());
    CHECK(check({"check", ".", "--ignore", "TQ"}).out.empty());

    // Its place is found behind whatever JSON has.
    support::write_bytes(
        folder / settings,
        "{\"other\": [1, {\"a\": \"}\\\"\"}],\n"
        " \"globalQuery\": \"path includes \\u00e9\\ud83d\\udcc5\\t\\/\\nnot doen\"}");
    CHECK(check({"check", "."}).out.find(settings + ":2:56: error TQ005 ") == 0);
}
