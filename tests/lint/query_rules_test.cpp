// What the pages of the rules about queries do not say: places in callouts, settings, fixes that
// are not believed, suppressions, hostile blocks.
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "check_note.hpp"
#include "lint/query.hpp"
#include "support/catch.hpp"

using namespace tasklint;

namespace {

std::string block(const std::string& query) { return "```tasks\n" + query + "\n```\n"; }

std::vector<std::string> said(const std::vector<Diagnostic>& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(fmt::format("{}:{} {}", finding.begin.line + 1, finding.begin.codepoint + 1,
                                  finding.rule->code));
    }
    return out;
}

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("a finding stands in its line, through quotes and indentation", "[lint][queries]") {
    CHECK(said(check_note(block("not done\nnot doen"), "TQ005")) == Said{"3:1 TQ005"});
    CHECK(said(check_note("> [!todo]\n> ```tasks\n> not done\n> due befor 2026-01-10\n> ```\n",
                          "TQ001")) == Said{"4:7 TQ001"});
    CHECK(said(check_note("- a\n\n  ~~~tasks\n  due friday\n  ~~~\n", "TQ006")) ==
          Said{"4:7 TQ006"});
    CHECK(said(check_note(block("(done) OR \\\n  (due befor 2026-01-10)"), "TQ001")) ==
          Said{"3:8 TQ001"});
    CHECK(said(check_note("```js\nnot doen\n```\n", "TQ005")).empty());
    CHECK(said(check_note("```tasksx\nnot doen\n```\n", "TQ005")).empty());
}

TEST_CASE("each bad line of a block is reported", "[lint][queries]") {
    CHECK(said(check_note(block("not doen\ndone\nlimit five"), "TQ005")) ==
          Said{"2:1 TQ005", "4:1 TQ005"});
    CHECK(said(check_note(block("(not doen) OR (due 2026-02-30) OR (start before today)"), "TQ")) ==
          Said{"2:2 TQ005", "2:16 TQ038", "2:20 TQ021", "2:36 TQ020"});
}

TEST_CASE("suppressions hide findings in the block below them", "[lint][queries]") {
    const std::string hidden = "%% tasklint-disable TQ005 %%\n" + block("not doen") +
                               "%% tasklint-enable TQ005 %%\n" + block("not doen");
    CHECK(said(check_note(hidden, "TQ005")) == Said{"7:1 TQ005"});
    const std::string next =
        "%% tasklint-disable-next TQ005 %%\n\n" + block("not doen\nlimit five") + block("not doen");
    CHECK(said(check_note(next, "TQ005")) == Said{"8:1 TQ005"});
    CHECK(said(check_note(
              block("# %% tasklint-disable-next TQ005: it is a test %%\nnot doen\nlimit five"),
              "TQ005")) == Said{"4:1 TQ005"});
    CHECK(
        said(check_note("> ```tasks\n> # <!-- tasklint-disable-next TQ005 -->\n> not doen\n> ```\n",
                        "TQ005"))
            .empty());
    CHECK(said(check_note("```js\n# %% tasklint-disable-next TQ005 %%\n```\n" + block("not doen"),
                          "TQ005")) == Said{"5:1 TQ005"});
}

TEST_CASE("a safe fix of a query mends it or changes nothing", "[lint][queries][fix]") {
    Config config;
    config.select = {"TQ"};
    LintOptions options;
    options.today = date::year{2026} / 1 / 9;
    const RuleSelection selection{config};
    const auto mended = [&](const std::string& query) {
        return fix(block(query), "Note.md", config, selection, options, false).text;
    };
    const std::pair<const char*, const char*> cases[]{
        {"(done) or (due today)", "(done) OR (due today)"},
        {"(a) or (b)", "(a) or (b)"},
        {"not done AND due today", "(not done) AND (due today)"},
        {"(description includes (x))", "[description includes (x)]"},
        {"start before today\nnot doen", "starts before today\nnot doen"},
        {"sort by tags\nsort by tags reverse", "sort by tag\nsort by tags reverse"},
        {"sort by due asc\nsort by due desc", "sort by due\nsort by due desc"},
        {"due befor 2026-01-10", "due befor 2026-01-10"},
        {"(done) OR (due today) AND (has tags)", "(done) OR ((due today) AND (has tags))"},
        {"has due\nhide tag\ngroup by tag", "has due date\nhide tags\ngroup by tags"},
    };
    for (const auto& [before, after] : cases) {
        INFO(before);
        CHECK(mended(before) == block(after));
    }
}

TEST_CASE("the queries of the settings are reported where they stand", "[lint][queries]") {
    const std::string json = R"({
  "presets": {"mine": "not done\nnot d\u00f6ne", "loop": "preset loop", "fine": "done"},
  "globalQuery": "not done\n  due befor 2026-01-10\nignore global query"
})";
    Config config;
    apply_plugin_settings(config.tasks, json, "data.json");
    config.select = {"default"};
    const auto findings =
        lint::check_settings(json, config, RuleSelection{config}, date::year{2026} / 1 / 9);
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(fmt::format("{} {}", finding.rule->code, finding.span.in(json)));
        CHECK_FALSE(finding.fix);
    }
    CHECK(out == std::vector<std::string>{R"(TQ005 not d\u00f6ne)", "TQ035 loop", "TQ001 befor",
                                          "TQ036 ignore global query"});
    // What is wrong in a preset is not said again where it is used.
    CHECK(said(check_note(block("preset mine"), "TQ", config)).empty());
}

TEST_CASE("what a property adds to all blocks of a note is checked once", "[lint][queries]") {
    const std::string front = "---\nTQ_extra_instructions: \"not doen\"\n---\n";
    const auto findings = check_note(front + block("done") + block("done"), "TQ005");
    CHECK(said(findings) == Said{"2:25 TQ005"});
    CHECK_FALSE(findings.front().fix);
    CHECK(said(check_note(front, "TQ005")).empty());  // there is no block
}

TEST_CASE("JavaScript is as the configuration says", "[lint][queries]") {
    Config config;
    const auto severity = [&] {
        const auto findings = check_note(block("filter by function true"), "TQ011", config);
        return findings.empty() ? std::string{}
                                : std::string{severity_name(findings.front().severity)};
    };
    CHECK(severity() == "info");
    config.query_javascript = false;
    CHECK(severity() == "error");
    config.severity["TQ011"] = Severity::warning;
    CHECK(severity() == "warning");
    config.query_javascript = true;
    CHECK(severity().empty());
}

TEST_CASE("the table of docs/queries.md says what the rules say", "[lint][queries][pages]") {
    const std::string file = TASKLINT_SOURCE_DIR "/docs/queries.md";
    const std::string page = read_file(file);
    const auto begin = page.find("|---|---|---|\n", page.find("<!-- traps")) + 14;
    const auto end = page.find("<!-- end of traps");
    REQUIRE(end != std::string::npos);
    std::string table;
    std::size_t rows = 0;
    for (std::size_t at = begin; at < end; ++rows) {
        const auto line = page.substr(at, page.find('\n', at) - at);
        at += line.size() + 1;
        const auto close = line.find("` |");
        const std::string query = line.substr(3, close - 3);
        const std::string code = line.substr(line.rfind("[") + 1, 5);
        const auto findings = check_note(block(query), code);
        INFO(query);
        REQUIRE(findings.size() == 1);
        CHECK(line.find(fmt::format("[{}](rules/{}.md)", code, findings.front().rule->name)) !=
              std::string::npos);
        table += fmt::format("| `{}` | {} | [{}](rules/{}.md) |\n", query,
                             findings.front().plugin_reads, code, findings.front().rule->name);
    }
    CHECK(rows >= 24);
    const char* const accept = std::getenv("TASKLINT_ACCEPT");
    if (accept != nullptr && std::string_view{accept} == "1") {
        write_file_atomically(file, page.substr(0, begin) + table + page.substr(end));
    } else {
        CHECK(page.substr(begin, end - begin) == table);
    }
}

TEST_CASE("hostile blocks take linear time", "[lint][queries][hostile][time]") {
    const auto repeated = [](std::string_view text, std::size_t times) {
        std::string out;
        for (std::size_t i = 0; i < times; ++i) {
            out += text;
        }
        return out;
    };
    const std::pair<const char*, std::string> cases[]{
        {"operators", repeated("(done) OR ", 4000)},
        {"words", "due " + repeated("befor ", 8000)},
        {"ands", "path includes " + repeated("a AND ", 8000)},
        {"openers", repeated("(", 20000)},
        {"wrong lines", repeated("not doen\n", 4000)},
        {"small operators", repeated("(done) or ", 4000)},
        {"backslashes", repeated("a\\\n", 8000)},
        {"placeholders", repeated("{{query.file.path}}", 2000)},
        {"tags", repeated("#a ", 8000)},
        {"orders", repeated("sort by due reverse\ngroup by due\n", 2000)},
    };
    for (const auto& [name, text] : cases) {
        INFO(name);
        const std::clock_t begin = std::clock();  // of this program, whatever else runs
        (void)check_note(block(text), "TQ");
        CHECK((std::clock() - begin) / CLOCKS_PER_SEC < 20);
    }
}
