// The formats that services read: what no run of the command over notes shows. What they hold for
// real notes is compared with `json` by validate_reports.py.
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "report/sample.hpp"
#include "support/catch.hpp"
#include "tasklint/report.hpp"

using nlohmann::json;
using tasklint::Severity;

namespace {

/// What a note or a file's name could try, in every format.
constexpr const char* hostile =
    "]]></failure>\"'&<img src=x>| `x` [a](b) {0} @a #1 \x1b[2J \u202E \u2028 \uFFFE \xff "
    "%0A::error:: ##[error]x ##vso[y]";

tasklint::Diagnostic mendable() {
    auto diagnostic = sample::finding("- [ ] 📅 x", "x");
    diagnostic.fix = tasklint::Fix{};
    diagnostic.fix->title = "replace it";
    diagnostic.fix->edits = {{{111, 112}, "y"}};
    diagnostic.edit_ranges = {{diagnostic.begin, diagnostic.end}};
    diagnostic.fixed_line = "- [ ] 📅 y";
    return diagnostic;
}

/// A fix of two edits: `📅` behind `x`.
tasklint::Diagnostic moving(const std::string& line = "- [ ] 📅 x") {
    auto diagnostic = sample::finding(line, "x");
    const auto sign = static_cast<std::uint32_t>(line.find("📅"));
    const auto end = static_cast<std::uint32_t>(line.size());
    diagnostic.fix = tasklint::Fix{};
    diagnostic.fix->edits = {{{sign, sign + 5}, ""}, {{end, end}, " 📅"}};
    diagnostic.edit_ranges = {
        {sample::position(line, sign, 11), sample::position(line, sign + 5, 11)},
        {sample::position(line, end, 11), sample::position(line, end, 11)}};
    return diagnostic;
}

tasklint::Diagnostic attack() {
    auto diagnostic = mendable();
    diagnostic.path = hostile;
    diagnostic.message = diagnostic.detail = diagnostic.plugin_reads = diagnostic.help = hostile;
    diagnostic.fix->title = hostile;
    diagnostic.fixed_line = hostile;
    return diagnostic;
}

json result_of(const tasklint::CheckResult& result, std::size_t index = 0) {
    return json::parse(sample::written("sarif", result))["runs"][0]["results"][index];
}

json rdjson_of(const tasklint::Diagnostic& diagnostic) {
    return json::parse(sample::written("rdjson", sample::result({diagnostic})))["diagnostics"][0];
}

}  // namespace

TEST_CASE("no format lets a note or a name break out", "[report]") {
    for (const auto& format : tasklint::report_formats()) {
        DYNAMIC_SECTION(format.name) {
            const auto text = sample::written(format.name, sample::result({attack(), attack()}));
            CHECK(tasklint::is_valid_utf8(text));
            for (const char* const raw :
                 {"\x1b", "\u202E", "\u2028", "\n::error::", "##[", "##vso["}) {
                CHECK(text.find(raw) == std::string::npos);
            }
        }
    }
}

TEST_CASE("XML has no character of a note that could end it", "[report]") {
    for (const char* const format : {"junit", "checkstyle"}) {
        DYNAMIC_SECTION(format) {
            const auto text = sample::written(format, sample::result({attack()}));
            CHECK(text.find("]]>") == std::string::npos);
            CHECK(text.find("<img") == std::string::npos);
            CHECK(text.find("\uFFFE") == std::string::npos);
            CHECK_THAT(text, TASKLINT_CONTAINS("]]&gt;&lt;/failure&gt;&quot;&apos;&amp;&lt;img"));
            // In the name as far as XML can say it, in the message by its number.
            CHECK_THAT(text, TASKLINT_CONTAINS("#1 \uFFFD[2J &#x202E;"));
            CHECK_THAT(text, TASKLINT_CONTAINS("#1 &lt;U+001B&gt;[2J &lt;U+202E&gt;"));
            CHECK_THAT(text, TASKLINT_CONTAINS("##&#x5B;error]x ##vso&#x5B;y]"));
        }
    }
}

TEST_CASE("formats without a finding", "[report]") {
    const struct {
        const char* name;
        const char* text;
    } cases[] = {
        {"grouped", ""},
        {"jsonl", ""},
        {"gitlab", "[]\n"},
        {"junit",
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<testsuites name=\"tasklint\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
         "  <testsuite name=\"tasklint\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
         "    <testcase classname=\"tasklint\" name=\"no problems found\"/>\n"
         "  </testsuite>\n</testsuites>\n"},
        {"checkstyle",
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
         "</checkstyle>\n"},
        {"markdown", "## tasklint: no problems\n\nNo problems found in 184 notes (1,902 tasks).\n"},
    };
    for (const auto& [name, text] : cases) {
        DYNAMIC_SECTION(name) { CHECK(sample::written(name, sample::result({})) == text); }
    }
}

TEST_CASE("gitlab tells findings apart that have one fingerprint", "[report]") {
    auto warning = mendable();
    warning.severity = Severity::warning;
    const auto list =
        json::parse(sample::written("gitlab", sample::result({mendable(), warning, mendable()})));
    REQUIRE(list.size() == 3);
    CHECK(list[0]["fingerprint"] == "0123456789abcdef");
    CHECK(list[1]["fingerprint"] == "0123456789abcdef-2");
    CHECK(list[2]["fingerprint"] == "0123456789abcdef-3");
    CHECK(list[0]["severity"] == "major");
    CHECK(list[1]["severity"] == "minor");
    CHECK(list[0]["location"].dump() == R"({"lines":{"begin":12},"path":"Notes/a b.md"})");
}

TEST_CASE("sarif says what it finds, where and how to mend it", "[report]") {
    const auto result = result_of(sample::result({mendable()}));
    CHECK(result["ruleId"] == "TL101");
    CHECK(result["level"] == "error");
    CHECK(result["message"]["text"] == "wrong\nsafe fix: - [ ] 📅 y");
    CHECK(result["locations"][0]["physicalLocation"].dump() ==
          R"({"artifactLocation":{"uri":"Notes/a%20b.md","uriBaseId":"%SRCROOT%"},)"
          R"("region":{"endColumn":10,"endLine":12,"startColumn":9,"startLine":12}})");
    CHECK(result["suppressions"].empty());
    const auto& change = result["fixes"][0]["artifactChanges"][0];
    CHECK(change["artifactLocation"]["uri"] == "Notes/a%20b.md");
    CHECK(change["replacements"].dump() ==
          R"([{"deletedRegion":{"endColumn":10,"endLine":12,"startColumn":9,"startLine":12},)"
          R"("insertedContent":{"text":"y"}}])");
}

TEST_CASE("sarif has no fix that changes nothing or cannot be said", "[report]") {
    auto diagnostic = mendable();
    SECTION("refused") { diagnostic.fix_refused = true; }
    SECTION("without an edit") { diagnostic.fix->edits.clear(); }
    SECTION("without a place") { diagnostic.edit_ranges.clear(); }
    SECTION("bytes that are no UTF-8") { diagnostic.fix->edits[0].text = "\xff"; }
    CHECK_FALSE(result_of(sample::result({diagnostic})).contains("fixes"));
    CHECK_FALSE(rdjson_of(diagnostic).contains("suggestions"));
}

TEST_CASE("sarif keeps what is hidden apart", "[report]") {
    auto result = sample::result({mendable()});
    result.suppressed = {mendable()};
    const auto hidden = result_of(result, 1);
    CHECK(hidden["suppressions"].dump() == R"([{"kind":"inSource"}])");
    CHECK_FALSE(hidden.contains("fixes"));
    for (const auto& format : tasklint::report_formats()) {
        INFO(format.name);
        const bool same = sample::written(format.name, result) ==
                          sample::written(format.name, sample::result({mendable()}));
        CHECK(same != format.wants_suppressed);
    }
}

TEST_CASE("sarif's messages hold no placeholder and no link of a note", "[report]") {
    auto diagnostic = sample::finding("- [ ] x", "x");
    diagnostic.message = "{0} {{a}} [b](c) [d] (e)";
    CHECK(result_of(sample::result({diagnostic}))["message"]["text"] ==
          "{{0}} {{{{a}}}} [b] (c) [d] (e)");
}

TEST_CASE("sarif and gitlab name notes from the top of the sources", "[report]") {
    const auto working = std::filesystem::current_path();
    const auto result = [&](const std::string& path) {
        auto diagnostic = mendable();
        diagnostic.path = path;
        return sample::result({diagnostic});
    };
    tasklint::ReportOptions options;
    options.source_root = working.parent_path().string();
    const auto folder = working.filename().string() + "/";
    const struct {
        const char* name;
        std::string path;
        std::string from_top;
    } cases[] = {
        {"below the working directory", "a/b.md", folder + "a/b.md"},
        {"beside it", "../b.md", "b.md"},
        {"absolute", (working / "b.md").string(), folder + "b.md"},
        {"outside", "/outside/b.md", "/outside/b.md"},
    };
    for (const auto& [name, path, from_top] : cases) {
        DYNAMIC_SECTION(name) {
            const auto gitlab = json::parse(sample::written("gitlab", result(path), options));
            CHECK(gitlab[0]["location"]["path"] == from_top);
            const auto sarif = json::parse(sample::written("sarif", result(path), options));
            const auto& place = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
            const bool outside = from_top.front() == '/';
            CHECK(place["artifactLocation"]["uri"] == (outside ? "file://" : "") + from_top);
            CHECK(place["artifactLocation"].contains("uriBaseId") != outside);
        }
    }
}

TEST_CASE("an end that is not known is the begin", "[report]") {
    auto diagnostic = mendable();
    diagnostic.end = {};
    const auto region =
        result_of(sample::result({diagnostic}))["locations"][0]["physicalLocation"]["region"];
    CHECK(region["endLine"] == region["startLine"]);
    CHECK(region["endColumn"] == region["startColumn"]);
}

TEST_CASE("rdjson counts bytes and makes one suggestion of all edits", "[report]") {
    SECTION("one edit") {
        const auto one = rdjson_of(mendable());
        CHECK(one["location"]["range"].dump() ==
              R"({"end":{"column":13,"line":12},"start":{"column":12,"line":12}})");
        CHECK(one["suggestions"][0]["text"] == "y");
    }
    SECTION("two edits, with what stands between them") {
        const auto suggestions = rdjson_of(moving())["suggestions"];
        REQUIRE(suggestions.size() == 1);
        CHECK(suggestions[0]["text"] == "x 📅");
        CHECK(suggestions[0]["range"].dump() ==
              R"({"end":{"column":13,"line":12},"start":{"column":7,"line":12}})");
    }
    SECTION("not where the line was cut between them") {
        auto diagnostic = moving();
        diagnostic.source = diagnostic.source.substr(0, 8);
        CHECK_FALSE(rdjson_of(diagnostic).contains("suggestions"));
    }
    SECTION("a byte order mark is bytes") {
        auto diagnostic = mendable();
        for (auto* const position : {&diagnostic.begin, &diagnostic.end}) {
            position->line = 0;
            position->offset += 3;
        }
        CHECK(rdjson_of(diagnostic)["location"]["range"]["start"]["column"] == 15);
    }
}

TEST_CASE("junit tells tests of one name apart", "[report]") {
    const auto text = sample::written("junit", sample::result({mendable(), mendable()}));
    CHECK_THAT(text, TASKLINT_CONTAINS("name=\"TL101 field-hidden-by-text 12:9\""));
    CHECK_THAT(text, TASKLINT_CONTAINS("name=\"TL101 field-hidden-by-text 12:9 (2)\""));
}
