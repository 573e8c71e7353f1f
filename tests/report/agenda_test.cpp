// The agenda page: where a task stands, and that nothing of a note is more than text there.
// tests/agenda reads whole pages, and shows them to a browser.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "calendar/vault_of.hpp"
#include "report/html_text.hpp"
#include "report/sample.hpp"
#include "support/catch.hpp"
#include "tasklint/agenda.hpp"

using namespace tasklint;
using namespace tasklint::test;

namespace {

Agenda agenda_of(const Vault& vault, bool keep_done = false) {
    Agenda agenda;
    agenda.today = date::year{2026} / 1 / 9;  // a Friday
    AgendaOptions options;
    options.keep_done = keep_done;
    static_cast<void>(add_to_agenda(agenda, vault, {}, options));
    return agenda;
}

AgendaTask only(const Agenda& agenda) {
    REQUIRE(agenda.tasks.size() == 1);
    return agenda.tasks.front();
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

/// The bytes from one text up to another one.
std::string between(const std::string& page, std::string_view begin, std::string_view end) {
    const auto at = page.find(begin);
    REQUIRE(at != std::string::npos);
    return page.substr(at, page.find(end, at) - at);
}

}  // namespace

TEST_CASE("due, else scheduled, else start places a task", "[agenda]") {
    const struct {
        const char* name;
        const char* line;
        const char* date;
        FieldKind kind;
        AgendaPart part;
    } cases[] = {
        {"no date", "- [ ] a", "", FieldKind::due, AgendaPart::undated},
        {"due before today", "- [ ] a 📅 2026-01-08", "2026-01-08", FieldKind::due,
         AgendaPart::overdue},
        {"due today", "- [ ] a 📅 2026-01-09", "2026-01-09", FieldKind::due, AgendaPart::today},
        {"due tomorrow", "- [ ] a 📅 2026-01-10", "2026-01-10", FieldKind::due, AgendaPart::coming},
        {"due on the last Sunday", "- [ ] a 📅 2026-02-15", "2026-02-15", FieldKind::due,
         AgendaPart::coming},
        {"due behind it", "- [ ] a 📅 2026-02-16", "2026-02-16", FieldKind::due, AgendaPart::later},
        {"scheduled", "- [ ] a ⏳ 2026-01-10 🛫 2026-01-01", "2026-01-10", FieldKind::scheduled,
         AgendaPart::coming},
        {"scheduled before today is not overdue", "- [ ] a ⏳ 2026-01-08", "2026-01-08",
         FieldKind::scheduled, AgendaPart::begun},
        {"begun", "- [ ] a 🛫 2026-01-08", "2026-01-08", FieldKind::start, AgendaPart::begun},
        {"begun, due later", "- [ ] a 🛫 2026-01-08 📅 2026-03-08", "2026-03-08",
         FieldKind::due, AgendaPart::later},
        {"an impossible date is none", "- [ ] a 📅 2026-02-30", "", FieldKind::due,
         AgendaPart::undated},
        {"and the next one counts", "- [ ] a ⏳ 2026-01-12 📅 2026-02-30", "2026-01-12",
         FieldKind::scheduled, AgendaPart::coming},
        {"done in time", "- [x] a 📅 2026-01-08", "2026-01-08", FieldKind::due, AgendaPart::closed},
        {"done ahead of time", "- [x] a 📅 2026-01-12", "2026-01-12", FieldKind::due,
         AgendaPart::coming},
        {"cancelled without a date", "- [-] a", "", FieldKind::due, AgendaPart::closed},
    };
    for (const auto& [name, line, date, kind, part] : cases) {
        DYNAMIC_SECTION(name) {
            const auto agenda = agenda_of(vault_of(line), true);
            const auto task = only(agenda);
            CHECK(text_of(task.date) == date);
            CHECK(task.date_kind == kind);
            CHECK(agenda_part(agenda, task) == part);
        }
    }
}

TEST_CASE("the coming weeks are whole, and as many as asked for", "[agenda]") {
    const struct {
        const char* today;
        unsigned weeks;
        const char* end;
    } cases[] = {
        {"2026-01-09", 5, "2026-02-15"}, {"2026-01-05", 5, "2026-02-08"},  // a Monday
        {"2026-01-04", 5, "2026-02-08"},                                   // a Sunday
        {"2026-01-09", 1, "2026-01-18"}, {"2026-01-05", 1, "2026-01-11"},
        {"2027-12-29", 1, "2028-01-09"},
    };
    for (const auto& [today, weeks, end] : cases) {
        DYNAMIC_SECTION(today << " " << weeks) {
            Agenda agenda;
            agenda.today = *date_from_text(today);
            agenda.weeks = weeks;
            CHECK(to_string(agenda_end(agenda)) == end);
        }
    }
}

TEST_CASE("a task of the agenda has what its line says", "[agenda]") {
    auto vault = vault_of({{"Sub/No te.md",
                            "- [ ] first 🆔 a1\n"
                            "- [?] Send **it** to [[Home|home]] @Person Two #a/b #A/B 🔁 every "
                            "week ⏫ 📅 2026-01-12 ⛔ a1 ^x1\n"}},
                          with_statuses());
    vault.config.proposed = {"?"};
    vault.dependencies.add(vault.documents.front());
    const auto agenda = agenda_of(vault);
    REQUIRE(agenda.tasks.size() == 2);
    CHECK(agenda.tasks[0].blocking);
    const auto& task = agenda.tasks[1];
    CHECK(task.summary == "Send it to home");
    CHECK(task.path == "Sub/No te.md");
    CHECK(task.line == 2);
    CHECK(task.url == "obsidian://open?vault=My%20vault&file=Sub%2FNo%20te%23%5Ex1");
    CHECK(task.owners == std::vector<std::string>{"Person Two"});
    CHECK(task.tags == std::vector<std::string>{"#a/b", "#A/B"});
    CHECK(task.recurrence == "every week");
    CHECK(task.priority == Priority::high);
    CHECK(task.proposed);
    CHECK(task.blocked);
    const auto page = write_agenda(agenda);
    for (const auto* const part :
         {"<bdi>Send it to home</bdi>", "class=\"badge proposed\"", "class=\"badge blocked\"",
          "class=\"badge blocking\"", "due <time datetime=\"2026-01-12\">Mon 12 Jan</time>",
          "file=Sub%2FNo%20te%23%5Ex1", "<bdi>Sub/No te.md:2</bdi>", "every week",
          "data-owners=\"0\" data-tags=\"0 1\" data-priority=\"high\""}) {
        CHECK_THAT(page, TASKLINT_CONTAINS(part));
    }
}

TEST_CASE("what is left out of the agenda is named", "[agenda]") {
    const auto vault = vault_of(
        "- [x] done\n- [-] dropped\n- [~] note\n- [ ] {{title}}\n- [ ] odd 📅 2026-02-30\n- [ ]\n",
        with_statuses());
    const auto reasons_of = [&](bool keep_done) {
        Agenda agenda;
        agenda.today = date::year{2026} / 1 / 9;
        AgendaOptions options;
        options.keep_done = keep_done;
        std::string reasons;
        for (const auto& note : add_to_agenda(agenda, vault, {}, options)) {
            reasons += fmt::format("{} {}{}\n", note.line, note.reason, note.by_choice ? "!" : "");
        }
        return reasons;
    };
    CHECK(reasons_of(false) ==
          "1 done!\n2 cancelled!\n3 no task by its status\n4 template text\n"
          "5 impossible due date 2026-02-30\n");
    CHECK(reasons_of(true) ==
          "3 no task by its status\n4 template text\n"
          "5 impossible due date 2026-02-30\n");
    const auto page = write_agenda(agenda_of(vault, true));
    CHECK_THAT(page, TASKLINT_CONTAINS("<s><bdi>done</bdi></s>"));
    CHECK_THAT(page, TASKLINT_CONTAINS("<s><bdi>dropped</bdi></s>"));
    CHECK_THAT(page, TASKLINT_CONTAINS("impossible due date 2026-02-30"));
    CHECK_THAT(page, TASKLINT_CONTAINS("<bdi>(untitled)</bdi>"));
}

TEST_CASE("the calendar has every day once and its tasks", "[agenda]") {
    const auto page = write_agenda(agenda_of(
        vault_of("- [ ] late 📅 2026-01-06\n- [ ] low 🔽 📅 2026-02-01\n- [ ] high 🔺 📅 2026-02-01\n"
                 "- [ ] b 📅 2026-02-01\n- [ ] c 📅 2026-02-01\n- [ ] d 📅 2026-02-01\n"
                 "- [ ] far 📅 2026-02-16\n")));
    const auto table = between(page, "<table", "</table>");
    constexpr std::size_t all_days = 42;  // of six weeks
    CHECK(count_of(table, "<td ") == all_days);
    CHECK(count_of(table, "<tr>") == 7);
    CHECK_THAT(table, TASKLINT_CONTAINS("<caption>5 January to 15 February</caption>"));
    CHECK_THAT(table, TASKLINT_CONTAINS("<th scope=\"row\"><span class=\"spoken\">Week </span>2"));
    CHECK_THAT(table, TASKLINT_CONTAINS("<td class=\"now\">"));
    CHECK(count_of(table, "<time ") == all_days);
    const auto first = between(table, "<time datetime=\"2026-02-01\"", "</td>");
    CHECK(first.find(">high<") < first.find(">b<"));
    CHECK(first.find(">d<") < first.find(">low<"));
    CHECK_THAT(first, TASKLINT_CONTAINS("<p class=\"all many\"><a href=\"#day-2026-02-01\"><b>5"));
    CHECK_THAT(between(table, "<time datetime=\"2026-01-06\"", "</td>"),
               TASKLINT_CONTAINS("href=\"#t1\""));
    CHECK(table.find("far") == std::string::npos);
}

TEST_CASE("weeks have their numbers around the turn of a year", "[agenda]") {
    const struct {
        const char* today;
        const char* weeks;
    } cases[] = {{"2026-12-28", "53 1 2"}, {"2027-12-31", "52 1 2"}, {"2024-12-30", "1 2 3"}};
    for (const auto& [today, weeks] : cases) {
        DYNAMIC_SECTION(today) {
            Agenda agenda;
            agenda.today = *date_from_text(today);
            agenda.weeks = 3;
            const auto page = write_agenda(agenda);
            std::string found;
            constexpr std::string_view before =
                "<th scope=\"row\"><span class=\"spoken\">Week </span>";
            for (auto at = page.find(before); at != std::string::npos;
                 at = page.find(before, at + 1)) {
                const auto begin = at + before.size();
                found +=
                    (found.empty() ? "" : " ") + page.substr(begin, page.find('<', begin) - begin);
            }
            CHECK(found.substr(0, std::string{weeks}.size()) == weeks);
        }
    }
}

TEST_CASE("an agenda without tasks says so", "[agenda]") {
    const auto page = write_agenda(agenda_of(vault_of("# Nothing\n")));
    for (const auto* const part :
         {"<h1 dir=\"auto\">My vault</h1>", "Nothing is overdue.", "Nothing is planned for today.",
          "Nothing is planned up to <time datetime=\"2026-02-15\">15 February</time>.",
          "None was found.", "Read by tasklint from 1 note,"}) {
        CHECK_THAT(page, TASKLINT_CONTAINS(part));
    }
    CHECK(page.find("id=\"later\"") == std::string::npos);
    CHECK(page.find("<details") == std::string::npos);
    CHECK_THAT(write_agenda(Agenda{{}, date::year{2026} / 1 / 9, 5, {}, 0, {}, {}}),
               TASKLINT_CONTAINS("<h1 dir=\"auto\">Tasks</h1>"));
}

TEST_CASE("no text is markup", "[agenda]") {
    const struct {
        const char* name;
        std::string text, html;
    } cases[] = {
        {"plain", "Pay the Straße 電話 👩‍💻", "Pay the Straße 電話 👩‍💻"},
        {"an element", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"an attribute's end", "\" onclick='x' ", "&quot; onclick=&#39;x&#39;"},
        {"a reference", "&lt;b&gt; &#x3C;", "&amp;lt;b&amp;gt; &amp;#x3C;"},
        {"a comment", "--> <!-- <![CDATA[", "--&gt; &lt;!-- &lt;![CDATA["},
        {"bidi controls are gone", "a\u202E\u2066b", "ab"},
        {"a mark of direction", "a\u200Fb", "a&lt;U+200F&gt;b"},
        {"invisible", "a\u200Bb\uE000", "a&lt;U+200B&gt;b&lt;U+E000&gt;"},
        {"control characters", std::string{"a\0b\x1b[2J\x7f", 8}, "a b [2J"},
        {"lines", "a\r\nb\u2028c", "a b c"},
        {"no UTF-8", "a\xff<\xc3", "a\uFFFD&lt;\uFFFD"},
        {"commands of runners", "a ##[b] ##vso[c] [d", "a ##&#91;b] ##vso&#91;c] [d"},
    };
    for (const auto& [name, text, html] : cases) {
        DYNAMIC_SECTION(name) { CHECK(html_text(text) == html); }
    }
}

TEST_CASE("nothing of a note acts on the agenda page", "[agenda]") {
    const std::string attack =
        "\"'></bdi></script></style><script>x()</script><img src=x "
        "onerror=x()>\u202E\x1b[0m\xff&#60; ##[error]x";
    Agenda agenda = agenda_of(vault_of("- [ ] a 📅 2026-01-09\n"));
    auto& task = agenda.tasks.front();
    agenda.title = agenda.vaults.front() = attack;
    task.path = task.summary = task.recurrence = task.remark = task.status_name = attack;
    task.status_type = StatusType::in_progress;
    task.owners = {attack, "javascript:x()"};
    task.tags = {"#" + attack + "/x"};
    task.url = "obsidian://open?file=" + attack;
    AgendaProblem problem;
    problem.path = problem.url = problem.code = problem.name = problem.message = attack;
    problem.plugin_reads = problem.help = attack;
    agenda.problems.assign(2, problem);
    const auto page = write_agenda(agenda);
    CHECK(is_valid_utf8(page));
    CHECK(count_of(page, "<script") == 1);
    CHECK(count_of(page, "</script") == 1);
    CHECK(count_of(page, "</style") == 1);
    CHECK(count_of(page, "<bdi>") == count_of(page, "</bdi>"));
    for (const char* const raw : {"<img", "\u202E", "\x1b", "\xff", "\"'>", "&#60;", "##["}) {
        INFO(raw);
        CHECK(page.find(raw) == std::string::npos);
    }
}

TEST_CASE("problems are counted, the worst first, and not without end", "[agenda]") {
    Agenda agenda;
    agenda.today = date::year{2026} / 1 / 9;
    auto error = sample::finding("- [ ] a", "a");
    auto warning = error;
    warning.severity = Severity::warning;
    warning.message = "less wrong";
    warning.fix = Fix{};
    static_cast<void>(
        add_to_agenda(agenda, vault_of("- [ ] a\n"), {warning, error, error}, AgendaOptions{}));
    REQUIRE(agenda.problems.size() == 3);
    CHECK(agenda.problems[0].fixable);
    CHECK(agenda.problems[0].line == 12);
    CHECK(agenda.problems[0].url == "obsidian://open?vault=My%20vault&file=a%20b");
    auto page = write_agenda(agenda);
    CHECK_THAT(page, TASKLINT_CONTAINS("2 errors, 1 warning."));
    CHECK_THAT(page, TASKLINT_CONTAINS("<code>tasklint check --fix</code> mends 1 of them."));
    CHECK_THAT(page, TASKLINT_CONTAINS("<details open>"));
    CHECK(page.find("<bdi>wrong") < page.find("<bdi>less wrong"));

    agenda.problems.insert(agenda.problems.end(), 1'500, agenda.problems.back());
    page = write_agenda(agenda);
    CHECK_THAT(page, TASKLINT_CONTAINS("1,003 more: <code>tasklint check</code> shows them all"));
    CHECK_THAT(page, TASKLINT_CONTAINS("<details>\n<summary>Show the first 500</summary>"));
}

TEST_CASE("tasks of two vaults stand side by side", "[agenda]") {
    auto agenda = agenda_of(vault_of("- [ ] a 📅 2026-01-09\n"));
    Config config;
    config.vault_name = "Other";
    static_cast<void>(add_to_agenda(agenda, vault_of("- [ ] b 📅 2026-01-09\n", config), {}, {}));
    const auto page = write_agenda(agenda);
    CHECK_THAT(page, TASKLINT_CONTAINS("<h1 dir=\"auto\">My vault, Other</h1>"));
    CHECK_THAT(page, TASKLINT_CONTAINS("<bdi>My vault: Note.md:1</bdi>"));
    CHECK_THAT(page, TASKLINT_CONTAINS("href=\"obsidian://open?vault=Other&amp;file=Note\""));
}
