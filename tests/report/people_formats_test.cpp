// The formats grouped and markdown.
#include <string>
#include <vector>

#include "report/sample.hpp"
#include "support/catch.hpp"
#include "tasklint/report.hpp"

using tasklint::Severity;

namespace {

tasklint::Diagnostic of(Severity severity, const std::string& path, const std::string& message) {
    auto diagnostic = sample::finding("- [ ] x", "x");
    diagnostic.severity = severity;
    diagnostic.path = path;
    diagnostic.message = message;
    return diagnostic;
}

std::string markdown_row(const std::string& path, const std::string& message) {
    const auto text =
        sample::written("markdown", sample::result({of(Severity::error, path, message)}));
    return sample::line_of(text, 6);
}

}  // namespace

TEST_CASE("grouped has the findings of a note in columns below it", "[report]") {
    auto first = of(Severity::error, "a b.md", "one");
    first.fix = tasklint::Fix{};
    first.begin.line = 0;
    const auto result = sample::result({first, of(Severity::warning, "a b.md", "two\n\u202E"),
                                        of(Severity::info, "::error::c.md", "three")});
    CHECK(sample::written("grouped", result) ==
          "a b.md\n"
          "   1:7  error    TL101 field-hidden-by-text  one [*]\n"
          "  12:7  warning  TL101 field-hidden-by-text  two<U+000A><U+202E>\n"
          "\n"
          "./::error::c.md\n"
          "  12:7  info  TL101 field-hidden-by-text  three\n");

    tasklint::ReportOptions options;
    options.color = true;
    CHECK_THAT(sample::written("grouped", result, options),
               TASKLINT_CONTAINS("\x1b[1ma b.md\x1b[0m\n") &&
                   TASKLINT_CONTAINS("\x1b[1;31merror\x1b[0m    \x1b[1mTL101"));
}

TEST_CASE("markdown counts, then lists the worst first", "[report]") {
    const auto text = sample::written(
        "markdown",
        sample::result({of(Severity::info, "a.md", "three"), of(Severity::error, "b.md", "one"),
                        of(Severity::warning, "c.md", "two")}));
    CHECK(text ==
          "## tasklint: 1 error, 1 warning, 1 info\n"
          "\n"
          "Found 1 error, 1 warning, 1 info in 2 of 184 notes (1,902 tasks).\n"
          "\n"
          "| severity | place | rule | message |\n"
          "| --- | --- | --- | --- |\n"
          "| error | `b.md:12:7` | TL101 field-hidden-by-text | `one` |\n"
          "| warning | `c.md:12:7` | TL101 field-hidden-by-text | `two` |\n"
          "| info | `a.md:12:7` | TL101 field-hidden-by-text | `three` |\n");
}

TEST_CASE("in markdown nothing of a note acts", "[report]") {
    const struct {
        const char* name;
        const char* message;
        const char* cell;
    } cases[] = {
        {"mentions, references and HTML are code", "@a #1 <img>", "`@a #1 <img>`"},
        {"links are code", "[a](b) https://c", "`[a](b) https://c`"},
        {"backticks need more of them", "`a` ``b``", "``` `a` ``b`` ```"},
        {"a pipe stands between", "[[a|b]]", "`[[a`&#124;`b]]`"},
        {"pipes alone", "||", "&#124;&#124;"},
        {"a backslash saves no pipe", "a\\|b", "`a\\`&#124;`b`"},
        {"a blank in front stays", " a", "`  a `"},
        {"blanks alone", "  ", "`  `"},
        {"nothing", "", ""},
        {"control characters are written out", "a\nb\x1b\u202E", "`a<U+000A>b<U+001B><U+202E>`"},
    };
    for (const auto& [name, message, cell] : cases) {
        DYNAMIC_SECTION(name) {
            CHECK(markdown_row("a.md", message) ==
                  "| error | `a.md:12:7` | TL101 field-hidden-by-text | " + std::string{cell} +
                      " |");
        }
    }
    CHECK(markdown_row("a|`b`.md", "x") ==
          "| error | `a`&#124;`` `b`.md:12:7 `` | TL101 field-hidden-by-text | `x` |");
}

TEST_CASE("markdown is cut to what GitHub takes", "[report]") {
    const std::vector<tasklint::Diagnostic> many(
        10'000, of(Severity::warning, "a.md", std::string(400, 'm')));
    const auto text = sample::written("markdown", sample::result(many));
    CHECK(text.size() > 990'000);
    CHECK(text.size() < 1024 * 1024);
    std::size_t rows = 0;
    for (auto at = text.find("\n| warning"); at != std::string::npos;
         at = text.find("\n| warning", at + 1)) {
        ++rows;
    }
    CHECK_THAT(text, TASKLINT_CONTAINS("\n\n" + std::to_string((10'000 - rows) / 1000) + "," +
                                       std::to_string((10'000 - rows) % 1000) +
                                       " findings more left out: GitHub shows one megabyte"));
}
