// What the command says about itself, and to those who mistype.
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "support/catch.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/version.hpp"

using support::run_tasklint;

TEST_CASE("help fits a screen and goes to standard output", "[cli]") {
    for (const std::string command :
         {"", "check", "export", "list", "done", "parse", "explain", "rules"}) {
        DYNAMIC_SECTION("tasklint " << command) {
            std::vector<std::string> words{"--help"};
            if (!command.empty()) {
                words.insert(words.begin(), command);
            }
            const auto help = run_tasklint({words});
            CHECK(help.status == 0);
            CHECK(help.err.empty());
            CHECK_THAT(help.out, TASKLINT_CONTAINS("Usage: tasklint"));
            CHECK(support::count_of(help.out, "\n") <= (command == "export"  ? 82
                                                        : command == "check" ? 66
                                                                             : 45));
            for (std::size_t at = 0; at < help.out.size(); at = help.out.find('\n', at) + 1) {
                CHECK(help.out.find('\n', at) - at <= 110);
            }
        }
    }
    CHECK_THAT(run_tasklint({{"check", "--help"}}).out,
               TASKLINT_CONTAINS("[*]") && TASKLINT_CONTAINS("[!]"));
}

TEST_CASE("the version names the plugin's too", "[cli]") {
    const auto version = run_tasklint({{"--version"}});
    CHECK(version.status == 0);
    CHECK(version.out == "tasklint " + std::string{tasklint::version} +
                             " (reads as Obsidian Tasks " + std::string{tasklint::plugin_version} +
                             ")\n");
}

TEST_CASE("a wrong command line ends with 2 and one line that helps", "[cli]") {
    const struct {
        std::vector<std::string> words;
        const char* message;
    } cases[] = {
        {{}, "a command is missing"},
        {{"chek"}, "unknown command \"chek\"; did you mean \"check\"?"},
        {{"check", "--slect", "x"}, "unknown option \"--slect\"; did you mean \"--select\"?"},
        {{"check", "--color", "red"}, "--color: \"red\" is none of auto|always|never"},
        {{"check", "--threads", "-1"}, "--threads: \"-1\" is no number"},
        {{"check", "--max-diagnostics", "x"}, "--max-diagnostics: \"x\" is no number"},
        {{"check", "--report", "fulll"}, "unknown format \"fulll\"; did you mean \"full\"?"},
        {{"check", "--report", "json="}, "the file's name is missing"},
        {{"check", "--report", "json", "--report", "full"},
         "only one report can go to standard output"},
        {{"check", "--today", "2026-02-30"}, "--today: there is no 2026-02-30"},
        {{"check", "--today", "today"}, "--today: \"today\" is no date"},
        {{"check", "--unsafe-fixes"}, "--unsafe-fixes does nothing alone"},
        {{"check", "-", "x.md"}, "cannot stand beside other paths"},
        {{"check", "--stdin-filename", "x.md"}, "--stdin-filename is for the path -"},
        {{"list", "--json", "--csv"}, "exclude each other"},
        {{"list", "--due", "someday"}, "--due: \"someday\": \"someday\" is no date phrase"},
        {{"list", "--due", "today\nnot done"}, "one line is wanted"},
        {{"list", "--priority", "urgent"}, "--priority: \"urgent\" is none of highest, high"},
        {{"list", "--status", "Tood"}, "--status: \"Tood\" is no symbol, name or type of a status"},
        {{"list", "--from", "soon"}, "--from: \"soon\" is no date"},
        {{"export", "--profile", "all"}, "--profile: \"all\" is none of todo|events|both"},
        {{"export", "--tz", "Mars/Phobos"}, "\"Mars/Phobos\" is no time zone of this system"},
        {{"export", "--alarm", "soon"}, "\"export.alarms\" holds \"soon\""},
        {{"export", "--split", "owner"}, "name a folder with -o or --vdir"},
        {{"export", "--state", "--stateless"}, "--state and --stateless exclude each other"},
        {{"export", "--vdir", "v", "-o", "x.ics"}, "--vdir and -o exclude each other"},
        {{"export", "--vdir", "v", "--format", "jcal"}, "a vdir holds iCalendar files"},
        {{"query"}, "a query is missing"},
        {{"query", "-f", "x.md", "-e", "done"}, "-f and -e exclude each other"},
        {{"fmt", "--stdin-filename", "x.md"}, "--stdin-filename is for the path -"},
        {{"export", "-", "--state"}, "--state is for notes in a vault"},
        {{"done"}, "FILE:LINE is required"},
        {{"done", "--staus", "x", "a.md:1"},
         "unknown option \"--staus\"; did you mean \"--status\"?"},
        {{"parse", "a", "b"}, "unknown argument \"b\""},
        {{"explain"}, "RULE is required"},
        {{"explain", "TL10l"}, "unknown rule \"TL10l\"; did you mean \"TL101\"?"},
        {{"explain", "x\x1b[2J"}, "unknown rule \"x<U+001B>[2J\""},
    };
    const support::TemporaryFolder empty;
    for (const auto& [words, message] : cases) {
        DYNAMIC_SECTION(message) {
            const auto wrong = run_tasklint({words, empty.path()});
            CHECK(wrong.status == 2);
            CHECK(wrong.out.empty());
            CHECK_THAT(wrong.err, TASKLINT_CONTAINS(std::string{"tasklint: error: "}) &&
                                      TASKLINT_CONTAINS(message));
            CHECK(support::count_of(wrong.err, "tasklint: error:") == 1);
        }
    }
}

TEST_CASE("explain prints the page of every rule", "[cli]") {
    for (const auto* const rule : tasklint::rules()) {
        const auto by_code = run_tasklint({{"explain", std::string{rule->code}}});
        CHECK(by_code.status == 0);
        CHECK(by_code.err.empty());
        CHECK_THAT(by_code.out, TASKLINT_CONTAINS(std::string{rule->code}));
    }
    CHECK(run_tasklint({{"explain", "TL101"}}).out ==
          run_tasklint({{"explain", "field-hidden-by-text"}}).out);
}

TEST_CASE("rules lists every rule, for people and programs", "[cli]") {
    const auto table = run_tasklint({{"rules"}});
    const auto list = run_tasklint({{"rules", "--json"}});
    CHECK(table.status == 0);
    CHECK(list.status == 0);
    const auto json = nlohmann::json::parse(list.out);
    const auto& rules = tasklint::rules();
    REQUIRE(json.size() == rules.size());
    for (std::size_t i = 0; i < rules.size(); ++i) {
        CHECK(json[i]["code"] == rules[i]->code);
        CHECK(json[i]["name"] == rules[i]->name);
        CHECK_THAT(table.out, TASKLINT_CONTAINS("\n" + std::string{rules[i]->code} + " "));
    }
}

TEST_CASE("a reader that goes away is no error, a full disk is one", "[cli]") {
    const auto closed =
        support::run({{"bash", "-o", "pipefail", "-c", "\"$0\" rules | true", TASKLINT_COMMAND}});
    CHECK(closed.status == 0);
    CHECK(closed.err.empty());

    const auto full = run_tasklint({.words = {"rules"}, .output = "/dev/full"});
    CHECK(full.status == 2);
    CHECK(full.err == "tasklint: error: standard output: No space left on device\n");

    const auto missing = support::run({{"bash", "-c", "\"$0\" rules >&-", TASKLINT_COMMAND}});
    CHECK(missing.status == 2);
    CHECK(missing.err == "tasklint: error: standard output: Bad file descriptor\n");
}
