#include <string>

#include "report/sample.hpp"
#include "support/catch.hpp"
#include "tasklint/report.hpp"

using tasklint::full_report;

TEST_CASE("a finding shows cause, victim, consequence and the mended line", "[report]") {
    auto diagnostic = sample::finding("- [ ] Brief the team 📅 2026-01-06 before lunch",
                                      "before lunch", "📅 2026-01-06");
    diagnostic.path = "Meetings/2026-01-06 Kickoff.md";
    diagnostic.message = "`before lunch` ends the field list here";
    diagnostic.detail = "hidden: due 2026-01-06";
    diagnostic.plugin_reads = "a task with no dates; calendar: no event";
    diagnostic.fix = tasklint::Fix{};
    diagnostic.fixed_line = "- [ ] Brief the team before lunch 📅 2026-01-06";
    CHECK(full_report(diagnostic) ==
          "Meetings/2026-01-06 Kickoff.md:12:35: error TL101 field-hidden-by-text [*]\n"
          "   |\n"
          "12 | - [ ] Brief the team 📅 2026-01-06 before lunch\n"
          "   |                      ~~~~~~~~~~~~~ ^^^^^^^^^^^^ `before lunch` ends the field list "
          "here\n"
          "   |                      hidden: due 2026-01-06\n"
          "   = plugin reads: a task with no dates; calendar: no event\n"
          "   = safe fix: - [ ] Brief the team before lunch 📅 2026-01-06\n");
}

TEST_CASE("carets stand below what they mean, by terminal cells", "[report]") {
    const struct {
        const char* name;
        const char* line;
        const char* cause;
        const char* shown;
        const char* carets;
    } cases[] = {
        {"ASCII", "- [ ] pay x", "x", "- [ ] pay x", "          ^"},
        {"an emoji takes two cells", "📅 x", "x", "📅 x", "   ^"},
        {"one with U+FE0F takes two", "🗓\uFE0F x", "x", "🗓\uFE0F x", "   ^"},
        {"one without takes one", "🗓 x", "x", "🗓 x", "  ^"},
        {"accents take none", "e\u0301e\u0301 x", "x", "e\u0301e\u0301 x", "   ^"},
        {"ideographs take two", "電話 x", "x", "電話 x", "     ^"},
        {"the cause's own width", "a 電話 b", "電話", "a 電話 b", "  ^^^^"},
        {"a family of emoji is one picture", "👩\u200D👧 x", "x", "👩\u200D👧 x", "   ^"},
        {"an invisible character is written out", "a\u200Bb x", "x", "a<U+200B>b x",
         "           ^"},
        {"also as the cause", "a\u200Bb", "\u200B", "a<U+200B>b", " ^^^^^^^^"},
        {"an escape does nothing", "\x1b[31m x", "x", "<U+001B>[31m x", "             ^"},
        {"a byte that is no UTF-8", "a\xff x", "x", "a<0xFF> x", "        ^"},
        {"a tab is one cell", "a\tx", "x", "a x", "  ^"},
    };
    for (const auto& [name, line, cause, shown, carets] : cases) {
        DYNAMIC_SECTION(name) {
            const auto text = full_report(sample::finding(line, cause));
            CHECK(sample::line_of(text, 2) == "12 | " + std::string{shown});
            CHECK(sample::line_of(text, 3) == "   | " + std::string{carets} + " wrong");
        }
    }
}

TEST_CASE("labels stand in the order of the line", "[report]") {
    SECTION("the victim behind the cause") {
        const auto text = full_report(sample::finding("- [ ] a b c", "a", "c"));
        CHECK(sample::line_of(text, 3) == "   |       ^   ~ wrong");
    }
    SECTION("the cause inside the victim is seen") {
        const auto text = full_report(sample::finding("- [ ] abc", "b", "abc"));
        CHECK(sample::line_of(text, 3) == "   |       ~^~ wrong");
    }
    SECTION("an insertion point takes a cell") {
        auto diagnostic = sample::finding("- [ ] abc", "abc");
        diagnostic.end = diagnostic.begin;
        CHECK(sample::line_of(full_report(diagnostic), 3) == "   |       ^ wrong");
    }
    SECTION("what goes on in the next line ends with this one") {
        auto diagnostic = sample::finding("tags: [a,", "[a,");
        diagnostic.end.line += 1;
        diagnostic.end.byte = 2;
        CHECK(sample::line_of(full_report(diagnostic), 3) == "   |       ^^^ wrong");
    }
}

TEST_CASE("a long line is cut to a window around its labels", "[report]") {
    SECTION("before and after") {
        const auto line = "- [ ] " + std::string(300, 'a') + "X" + std::string(300, 'b');
        const auto text = full_report(sample::finding(line, "X"));
        CHECK(sample::line_of(text, 2) ==
              "12 | …" + std::string(32, 'a') + "X" + std::string(63, 'b') + "…");
        CHECK(sample::line_of(text, 3) == "   | " + std::string(33, ' ') + "^ wrong");
    }
    SECTION("wide characters are never halved") {
        std::string line = "- [ ] ";
        for (int i = 0; i < 100; ++i) {
            line += "電";
        }
        const auto text = full_report(sample::finding(line + "X" + line, "X"));
        CHECK(tasklint::is_valid_utf8(text));
        CHECK(sample::line_of(text, 3) == "   | " + std::string(33, ' ') + "^ wrong");
    }
    SECTION("a victim far before it does not push the cause out") {
        const auto line = "V" + std::string(300, 'a') + "X";
        const auto text = full_report(sample::finding(line, "X", "V"));
        CHECK(sample::line_of(text, 2) == "12 | …" + std::string(32, 'a') + "X");
        CHECK_THAT(sample::line_of(text, 3), TASKLINT_CONTAINS("^ wrong"));
    }
    SECTION("a line that was cut before says so") {
        auto diagnostic = sample::finding("abc X def", "X");
        diagnostic.source_begin = 1000;
        diagnostic.line_size = 5000;
        diagnostic.begin.byte += 1000;
        diagnostic.end.byte += 1000;
        const auto text = full_report(diagnostic);
        CHECK(sample::line_of(text, 2) == "12 | …abc X def…");
        CHECK(sample::line_of(text, 3) == "   |      ^ wrong");
    }
    SECTION("a long mended line shows its edit") {
        const auto line = "- [ ] " + std::string(300, 'a') + " X";
        auto diagnostic = sample::finding(line, "X");
        diagnostic.fix = tasklint::Fix{};
        diagnostic.edit_ranges = {{diagnostic.begin, diagnostic.end}};
        diagnostic.fixed_line = "- [ ] " + std::string(300, 'a') + " Y";
        const auto text = full_report(diagnostic);
        CHECK_THAT(text, TASKLINT_CONTAINS("   = safe fix: …" + std::string(31, 'a') + " Y\n"));
    }
}

TEST_CASE("lines of megabytes are reported at once", "[report]") {
    std::string line;
    while (line.size() < 1'000'000) {
        line += "電\xff\u200B";
    }
    const auto text = full_report(sample::finding(line + "X" + line, "X"));
    CHECK(text.size() < 1000);
}

TEST_CASE("fixes say how safe they are", "[report]") {
    auto diagnostic = sample::finding("- [ ] abc", "abc");
    diagnostic.fix = tasklint::Fix{};
    diagnostic.fix->title = "do it";
    diagnostic.fixed_line = "- [ ] xyz";
    SECTION("unsafe") {
        diagnostic.fix->safety = tasklint::Safety::unsafe;
        CHECK_THAT(full_report(diagnostic), TASKLINT_CONTAINS("field-hidden-by-text [!]\n"));
        CHECK_THAT(full_report(diagnostic), TASKLINT_CONTAINS("   = unsafe fix: - [ ] xyz\n"));
    }
    SECTION("refused") {
        diagnostic.fix_refused = true;
        CHECK_THAT(full_report(diagnostic), TASKLINT_CONTAINS("field-hidden-by-text\n"));
        CHECK_THAT(full_report(diagnostic), TASKLINT_CONTAINS("   = not safe here: do it"));
        CHECK_THAT(full_report(diagnostic), !TASKLINT_CONTAINS("xyz"));
    }
    SECTION("none") {
        diagnostic.fix.reset();
        diagnostic.help = "write it\x1b[2J anew";
        CHECK_THAT(full_report(diagnostic),
                   TASKLINT_CONTAINS("   = help: write it<U+001B>[2J anew\n"));
    }
}

TEST_CASE("a byte order mark is neither shown nor counted", "[report]") {
    auto diagnostic = sample::finding("\uFEFF- [ ] abc x", "x");
    for (auto* const position : {&diagnostic.begin, &diagnostic.end}) {
        position->line = 0;
    }
    diagnostic.fix = tasklint::Fix{};
    diagnostic.fixed_line = "\uFEFF- [ ] abc y";
    CHECK(full_report(diagnostic) ==
          "Notes/a b.md:1:11: error TL101 field-hidden-by-text [*]\n"
          "  |\n"
          "1 | - [ ] abc x\n"
          "  |           ^ wrong\n"
          "  = safe fix: - [ ] abc y\n");
}

TEST_CASE("a finding without a line has no excerpt", "[report]") {
    auto diagnostic = sample::finding("", "");
    diagnostic.path = "gone\n.md";
    diagnostic.begin = diagnostic.end = {};
    CHECK(full_report(diagnostic) ==
          "gone<U+000A>.md:1:1: error TL101 field-hidden-by-text\n"
          "  = wrong\n");
}

TEST_CASE("colours and links are added, never needed", "[report]") {
    auto diagnostic = sample::finding("- [ ] abc", "abc");
    const auto plain = full_report(diagnostic);
    CHECK(plain.find('\x1b') == std::string::npos);

    tasklint::ReportOptions options;
    options.color = true;
    options.hyperlinks = true;
    diagnostic.path = "a\x07 b.md";
    const auto styled = full_report(diagnostic, options);
    CHECK_THAT(styled, TASKLINT_CONTAINS("\x1b]8;;file:///"));
    CHECK_THAT(styled, TASKLINT_CONTAINS("/a%07%20b.md\x1b\\"));
    CHECK_THAT(styled, TASKLINT_CONTAINS("\x1b[1;31m^^^\x1b[0m wrong"));
    CHECK(styled.find('\x07') == std::string::npos);
}
