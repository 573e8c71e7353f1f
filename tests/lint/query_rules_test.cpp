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
        // An operator in what is searched for is none.
        {"[done] or [description regex matches /(a)|(b)/]",
         "[done] OR [description regex matches /(a)|(b)/]"},
        {"(done) or (description regex matches /rock and (roll)/)",
         "(done) OR (description regex matches /rock and (roll)/)"},
        {"descripton regex matches /(a)|(b)/", "descripton regex matches /(a)|(b)/"},
        {"(descripton regex matches /(a)|(b)/) or (done)",
         "(descripton regex matches /(a)|(b)/) or (done)"},
        {R"((description regex matches /\(/) or (done))",
         R"((description regex matches /\(/) OR (done))"},
        {"((done) or (due today)) and not (is recurring)",
         "((done) OR (due today)) AND NOT (is recurring)"},
        {"\"done\" || \"due today\"", "\"done\" OR \"due today\""},
        // The sign too many may be the mistake, or the order of the operators.
        {"(path includes x))", "(path includes x))"},
        {"(path includes (a)) AND (done)", "[path includes (a)] AND [done]"},
        {"is recurring AND due today OR scheduled today",
         "is recurring AND due today OR scheduled today"},
    };
    for (const auto& [before, after] : cases) {
        INFO(before);
        CHECK(mended(before) == block(after));
    }
}

TEST_CASE("what is refused whatever stands around it is said", "[lint][queries]") {
    const std::pair<const char*, Said> cases[]{
        {"done # comment", {"2:5 TQ025"}},
        {"done AND is recurring", {"2:1 TQ013"}},
        {"(done AND is recurring)", {"2:2 TQ013"}},
        {"due soonish # x", {"2:5 TQ021"}},
        {"due soonish AND is recurring", {"2:5 TQ021"}},
        {"(due soonish # x) OR (done)", {"2:6 TQ021"}},
        {"due before 2026-02-30 # x", {"2:12 TQ021"}},
        {"due by 2026-02-30", {"2:8 TQ021"}},
        {"due *", {"2:5 TQ021"}},
        {"due weekdays", {"2:5 TQ021"}},
        {"due today # x", {"2:11 TQ025"}},
        {"(path includes n) && (path includes k)", {"2:19 TQ012"}},
        {"(path includes n) | (path includes k)", {"2:19 TQ012"}},
        {"path includes (a) | (b)", {}},
        {"(due today) or (done)", {"2:13 TQ012"}},
        {"due before {{date}}", {"2:12 TQ026"}},
        {"due before {{date:YYYY-MM-DD}}", {"2:12 TQ026"}},
        {"path includes {{ title }}", {"2:15 TQ026"}},
        {"path includes {{ titel }}", {"2:15 TQ027"}},
        {"descripton regex matches /(a)|(b)/", {"2:1 TQ020"}},
        {"(group by due) AND (done)", {"2:2 TQ020"}},
        {"group by due please", {"2:13 TQ020"}},
        {"(path includes (a)) AND (done)", {"2:1 TQ014"}},
        // What the date library reads although it is no known phrase
        {"due nextfriday", {"2:5 TQ001"}},
        {"due thisweek", {"2:5 TQ001"}},
        {"due in 13 hours", {"2:8 TQ001"}},
        {"due next qtr", {"2:5 TQ001"}},
        {"done past week", {"2:6 TQ004"}},
        {"done next day", {}},
    };
    Config config;
    config.ignore = {"TQ038"};
    for (const auto& [query, findings] : cases) {
        INFO(query);
        CHECK(said(check_note(block(query), "TQ", config)) == findings);
    }
}

TEST_CASE("the help of a span can be written so", "[lint][queries]") {
    CHECK(
        check_note(block("starts within 7 days"), "TQ004").front().help ==
        "for the days from now on: `starts on or before 2026-01-16` and `starts after yesterday`");
    CHECK(check_note(block("due by december"), "TQ004").front().help ==
          "write the first and the last day, or a month such as 2026-01");
}

TEST_CASE("groups to limit may come from elsewhere", "[lint][queries]") {
    const std::string limit = block("limit groups 5");
    CHECK(said(check_note(limit, "TQ032")) == Said{"2:1 TQ032"});
    Config config;
    config.tasks.global_query = "group by due";
    CHECK(said(check_note(limit, "TQ032", config)).empty());
    CHECK(said(check_note(block("ignore global query\nlimit groups 5"), "TQ032", config)) ==
          Said{"3:1 TQ032"});
    config.tasks.global_query = "not done";
    CHECK(said(check_note(limit, "TQ032", config)) == Said{"2:1 TQ032"});
    config.tasks.presets.emplace()["mine"] = "group by due";
    CHECK(said(check_note(block("preset mine\nlimit groups 5"), "TQ032", config)).empty());
    CHECK(said(check_note("---\nTQ_extra_instructions: group by due\n---\n" + limit, "TQ032"))
              .empty());
}

TEST_CASE("a property that a note lacks is missed wherever it is asked for", "[lint][queries]") {
    Config config;
    config.tasks.presets.emplace()["mine"] = "path includes {{query.file.property('nope')}}";
    const auto findings = check_note(block("done\npreset mine"), "TQ027", config);
    CHECK(said(findings) == Said{"3:8 TQ027"});
    CHECK(findings.front().message ==
          "this note has no property for `{{query.file.property('nope')}}` of the preset");
    CHECK(said(check_note("---\nTQ_extra_instructions: \"path includes "
                          "{{query.file.property('nope')}}\"\n---\n" +
                              block("done"),
                          "TQ027")) == Said{"2:39 TQ027"});
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

TEST_CASE("a backslash at the end of the global query takes the first line of every block",
          "[lint][queries][TQ031]") {
    const struct {
        const char* query;
        std::size_t begin;  ///< of the finding, from the query's; none if it is 99
    } cases[] = {{R"(not done \\)", 9},
                 {R"(not done \\\\)", 99},
                 {R"(\\)", 0},
                 {R"(not done)", 99},
                 {R"(not done\\)", 8}};
    for (const auto& [query, begin] : cases) {
        CAPTURE(query);
        const std::string json = fmt::format(R"({{"globalQuery": "{}"}})", query);
        Config config;
        apply_plugin_settings(config.tasks, json, "data.json");
        config.select = {"TQ031"};
        const auto found =
            lint::check_settings(json, config, RuleSelection{config}, date::year{2026} / 1 / 9);
        REQUIRE(found.size() == (begin == 99 ? 0 : 1));
        if (!found.empty()) {
            CHECK(found[0].span == Span{static_cast<std::uint32_t>(17 + begin),
                                        static_cast<std::uint32_t>(19 + begin)});
        }
    }
}
