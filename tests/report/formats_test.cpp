// The formats concise, json and github, and the summary.
#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "report/finding_text.hpp"
#include "report/sample.hpp"
#include "support/catch.hpp"
#include "tasklint/report.hpp"
#include "tasklint/text.hpp"

using nlohmann::json;
using nlohmann::ordered_json;
using tasklint::Severity;

namespace {

tasklint::Diagnostic mendable(tasklint::Safety safety = tasklint::Safety::safe) {
    auto diagnostic = sample::finding("- [ ] 📅 x", "x");
    diagnostic.fix = tasklint::Fix{};
    diagnostic.fix->safety = safety;
    diagnostic.fix->title = "replace it";
    diagnostic.fix->edits = {{{111, 112}, "y"}};
    diagnostic.edit_ranges = {{diagnostic.begin, diagnostic.end}};
    diagnostic.fixed_line = "- [ ] 📅 y";
    return diagnostic;
}

tasklint::Diagnostic of_severity(Severity severity) {
    auto diagnostic = sample::finding("- [ ] x", "x");
    diagnostic.severity = severity;
    return diagnostic;
}

std::size_t lines_starting(const std::string& text, const std::string& begin) {
    std::size_t found = text.substr(0, begin.size()) == begin ? 1 : 0;
    for (auto at = text.find("\n" + begin); at != std::string::npos;
         at = text.find("\n" + begin, at + 1)) {
        ++found;
    }
    return found;
}

}  // namespace

TEST_CASE("concise is one line a finding", "[report]") {
    auto odd = mendable(tasklint::Safety::unsafe);
    odd.message = "two\nlines \u202E";
    odd.severity = Severity::info;
    CHECK(sample::written("concise", sample::result({mendable(), odd})) ==
          "Notes/a b.md:12:9: error TL101 field-hidden-by-text wrong [*]\n"
          "Notes/a b.md:12:9: info TL101 field-hidden-by-text two<U+000A>lines <U+202E> [!]\n");
}

TEST_CASE("a path cannot begin a workflow command", "[report]") {
    for (const std::string path : {"::error::a.md", "  ::error::a.md", "\t:"}) {
        auto diagnostic = sample::finding("- [ ] x", "x");
        diagnostic.path = path;
        const auto result = sample::result({diagnostic});
        for (const char* const format : {"concise", "full", "grouped"}) {
            INFO(format << " of " << path);
            const auto begin = "./" + tasklint::printable(path);
            CHECK(sample::written(format, result).substr(0, begin.size()) == begin);
        }
    }
}

TEST_CASE("a text cannot begin a workflow command", "[report]") {
    CHECK(tasklint::line_text("::error::a") == "<U+003A>:error::a");
    CHECK(tasklint::line_text("\t ::a") == "  <U+003A>:a");
    CHECK(tasklint::line_text("a ::b\n") == "a ::b<U+000A>");
    CHECK(tasklint::line_text(": a") == ": a");
    CHECK(tasklint::line_text("  ") == "  ");
    CHECK(tasklint::begins_command("\u00A0 ::a"));
    CHECK(!tasklint::begins_command("a::b"));
    CHECK(tasklint::path_from_here("\t::a\x1b.md") == "./\t::a\x1b.md");
}

TEST_CASE("json has all fields of a finding, in their order", "[report]") {
    const auto list = ordered_json::parse(sample::written("json", sample::result({mendable()})));
    REQUIRE(list.size() == 1);
    CHECK(
        list[0].dump() ==
        R"({"path":"Notes/a b.md","vault_path":"a b.md","line":12,"column":9,"end_line":12,"end_column":10,)"
        R"("columns":{"byte":12,"utf16":10,"cell":10,"end_byte":13,"end_utf16":11,"end_cell":11},)"
        R"("code":"TL101","name":"field-hidden-by-text","severity":"error","confidence":"certain",)"
        R"("message":"wrong","help":"","fix":{"safety":"safe","title":"replace it","edits":[{"line":12,)"
        R"("column":9,"end_line":12,"end_column":10,"byte":111,"end_byte":112,"text":"y"}]},)"
        R"("fingerprint":"0123456789abcdef"})");
}

TEST_CASE("json is sound whatever the note holds", "[report]") {
    CHECK(sample::written("json", sample::result({})) == "[]\n");

    auto diagnostic = mendable();
    diagnostic.fix_refused = true;
    diagnostic.message = "a\xff\x1b\u009B31m\u202E\u2028\x7F 📅 ##[a] ##Vso[b] #[c]";
    const auto text = sample::written("json", sample::result({diagnostic, diagnostic}));
    CHECK(tasklint::is_valid_utf8(text));
    for (const char* const raw : {"\x1b", "\u009B", "\u202E", "\u2028", "\x7F", "##[", "##Vso["}) {
        CHECK(text.find(raw) == std::string::npos);
    }
    const auto list = json::parse(text);
    REQUIRE(list.size() == 2);
    CHECK(list[1]["message"] == "a\uFFFD\x1b\u009B31m\u202E\u2028\x7F 📅 ##[a] ##Vso[b] #[c]");
    CHECK_THAT(text, TASKLINT_CONTAINS("##\\u005ba] ##Vso\\u005bb] #[c]"));
    CHECK(list[1]["fix"].is_null());
}

TEST_CASE("github escapes what would end a command or a property", "[report]") {
    auto diagnostic = mendable();
    diagnostic.path = "a, 100%: b\n.md";
    diagnostic.message = "50 % off: a, b";
    diagnostic.plugin_reads = "nothing";
    CHECK(sample::written("github", sample::result({diagnostic})) ==
          "::error file=a%2C 100%25%3A b%0A.md,line=12,endLine=12,col=9,endColumn=10,"
          "title=TL101 field-hidden-by-text::50 %25 off: a, b%0Aplugin reads: nothing%0Asafe fix: "
          "- [ ] 📅 y\n");

    diagnostic.end.line += 1;
    CHECK(sample::written("github", sample::result({diagnostic})).find("col=") ==
          std::string::npos);
}

TEST_CASE("github keeps to ten annotations of a level, the worst first", "[report]") {
    std::vector<tasklint::Diagnostic> diagnostics;
    for (int i = 0; i < 12; ++i) {
        diagnostics.push_back(of_severity(Severity::info));
        diagnostics.push_back(of_severity(Severity::error));
    }
    diagnostics.push_back(of_severity(Severity::warning));
    const auto text = sample::written("github", sample::result(diagnostics));
    CHECK(lines_starting(text, "::error ") == 10);
    CHECK(lines_starting(text, "::warning ") == 1);
    CHECK(lines_starting(text, "::notice ") == 10);
    CHECK(text.find("::warning") > text.rfind("::error"));
    CHECK(text.find("::notice") > text.rfind("::warning"));
    CHECK_THAT(text, TASKLINT_CONTAINS("\n2 errors, 2 infos more without an annotation"));
    CHECK(std::count(text.begin(), text.end(), '\n') == 22);
}

TEST_CASE("the summary counts in words", "[report]") {
    const auto error = of_severity(Severity::error);
    const auto warning = of_severity(Severity::warning);
    SECTION("as on the first page of the manual") {
        CHECK(tasklint::summary_line(sample::result(
                  {mendable(), mendable(), mendable(tasklint::Safety::unsafe), warning})) ==
              "Found 3 errors, 1 warning in 2 of 184 notes (1,902 tasks). 2 fixable with --fix, 1 "
              "more with "
              "--unsafe-fixes.");
    }
    SECTION("nothing to mend") {
        auto result = sample::result({error, of_severity(Severity::info)});
        result.notes = result.notes_with_findings = 1;
        result.tasks = 1;
        CHECK(tasklint::summary_line(result) == "Found 1 error, 1 info in 1 of 1 note (1 task).");
    }
    SECTION("only unsafe fixes") {
        CHECK(tasklint::summary_line(sample::result({mendable(tasklint::Safety::unsafe)})) ==
              "Found 1 error in 2 of 184 notes (1,902 tasks). 1 fixable with --unsafe-fixes.");
    }
    SECTION("a fix that was refused is none") {
        auto refused = mendable();
        refused.fix_refused = true;
        CHECK(tasklint::summary_line(sample::result({refused})) ==
              "Found 1 error in 2 of 184 notes (1,902 tasks).");
    }
    SECTION("nothing found") {
        auto result = sample::result({});
        result.tasks = 1'234'567;
        CHECK(tasklint::summary_line(result) ==
              "No problems found in 184 notes (1,234,567 tasks).");
        result.fixed = 1;
        CHECK(tasklint::summary_line(result) ==
              "Fixed 1 problem. No problems left in 184 notes (1,234,567 tasks).");
    }
}

TEST_CASE("every format is found by its name", "[report]") {
    for (const auto& format : tasklint::report_formats()) {
        CHECK(tasklint::find_report_format(format.name) == &format);
        CHECK_FALSE(format.write(sample::result({mendable()}), {}).empty());
    }
    CHECK(tasklint::find_report_format("fulll") == nullptr);
}
