// The commands that print tasks: list, export and parse.
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "support/catch.hpp"

using nlohmann::json;
using nlohmann::ordered_json;
using support::read_bytes;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;

namespace {

const std::string note =
    "# Plan\n"
    "- [ ] late ⏫ 📅 2026-01-02 #home/garden\n"                  // 2
    "    - [ ] child @Person Two ⏳ 2026-01-20\n"                // 3
    "- [/] later. @Myself 📅 2026-02-01 #Home\n"                 // 4
    "- [x] done 📅 2026-01-01 ✅ 2026-01-02\n"                    // 5
    "- [-] dropped 📅 2026-01-01\n"                              // 6
    "- [ ] impossible 🔽 📅 2026-02-30 #homer\n"                  // 7
    "- [ ] =cmd(), \"quoted\" 🔁 every 2 weeks 📅 2026-03-01\n";  // 8

std::vector<int> lines_of(const TemporaryFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"list", "--json", "--today", "2026-01-05"});
    const auto list = run_tasklint({words, folder.path()});
    INFO(list.err);
    REQUIRE(list.status == 0);
    std::vector<int> lines;
    for (const auto& task : json::parse(list.out)) {
        lines.push_back(task["line"]);
    }
    return lines;
}

}  // namespace

TEST_CASE("filters choose tasks", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "Sub/a.md", note);
    const struct {
        const char* name;
        std::vector<std::string> words;
        std::vector<int> lines;
    } cases[] = {
        {"open tasks, by due date", {}, {2, 4, 8, 3, 7}},
        {"done ones too", {"--done", "keep", "--sort", "path"}, {2, 3, 4, 5, 6, 7, 8}},
        {"by priority", {"--sort", "priority"}, {2, 4, 8, 3, 7}},
        {"by urgency", {"--sort", "urgency"}, {2, 4, 8, 3, 7}},
        {"overdue", {"--overdue"}, {2}},
        {"overdue is never done", {"--overdue", "--done", "keep"}, {2}},
        {"a tag and those below it, in any case", {"--tag", "home"}, {2, 4}},
        {"a tag below", {"--tag", "#home/garden"}, {2}},
        {"either of two tags", {"--tag", "home/garden", "--tag", "homer"}, {2, 7}},
        {"an owner", {"--owner", "person two"}, {3}},
        {"me", {"--owner", "me"}, {4}},
        {"nobody", {"--owner", "none"}, {2, 8, 7}},
        {"a status by symbol", {"--status", "/"}, {4}},
        {"by name", {"--status", "in progress"}, {4}},
        {"by type", {"--status", "CANCELLED", "--done", "keep"}, {6}},
        {"a symbol that looks like an option", {"--status", "-", "--done", "keep"}, {6}},
        {"a priority", {"--priority", "low"}, {7}},
        {"or better", {"--priority", "none+"}, {2, 4, 8, 3}},
        {"from a day", {"--from", "2026-02-01"}, {4, 8}},
        {"up to a day, scheduled counts", {"--to", "2026-01-20"}, {2, 3}},
        {"between", {"--from", "2026-01-20", "--to", "2026-02-01"}, {4, 3}},
        {"due, in the words of a query", {"--due", "before 2026-01-21"}, {2}},
        {"either of two", {"--due", "on 2026-01-02", "--due", "after 2026-02-01"}, {2, 8}},
        {"a folder", {"--path", "Sub"}, {2, 4, 8, 3, 7}},
        {"a pattern", {"--path", "*/a.md", "--overdue"}, {2}},
        {"another folder", {"--path", "Su"}, {}},
        {"different options must all hold", {"--tag", "home", "--owner", "me"}, {4}},
    };
    for (const auto& [name, words, lines] : cases) {
        DYNAMIC_SECTION(name) { CHECK(lines_of(folder, words) == lines); }
    }
}

TEST_CASE("the most urgent task comes first", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / "a.md",
                "- [ ] none\n- [ ] low 🔽\n- [ ] soon 📅 2026-01-07\n- [ ] begun ⏳ 2026-01-01 ⏫\n"
                "- [ ] late 📅 2025-12-01 ⏬\n- [ ] none too\n");
    CHECK(lines_of(folder, {"--sort", "urgency"}) == std::vector<int>{4, 5, 3, 1, 6, 2});
}

TEST_CASE("tasks that wait and tasks that are waited for", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md",
                "- [ ] first 🆔 a1\n- [ ] second 🆔 a2 ⛔ a1\n- [ ] third ⛔ a2\n- [ ] free\n"
                "- [x] done ⛔ a1\n");
    CHECK(lines_of(folder, {"--blocked", "--done", "keep"}) == std::vector<int>{2, 3});
    CHECK(lines_of(folder, {"--blocking"}) == std::vector<int>{1, 2});
    CHECK(lines_of(folder, {"--blocking", "--blocked"}) == std::vector<int>{2});

    SECTION("over all notes") {
        write_bytes(folder / "b.md", "- [ ] last ⛔ a1\n");
        CHECK(lines_of(folder, {"--blocked", "--path", "b.md"}) == std::vector<int>{1});
    }
    SECTION("of a note on standard input too") {
        const auto list = run_tasklint({{"list", "-", "--blocked", "--jsonl"},
                                        folder.path(),
                                        "- [ ] one 🆔 a1\n- [ ] two ⛔ a1\n"});
        CHECK(support::count_of(list.out, "\n") == 1);
        CHECK_THAT(list.out, TASKLINT_CONTAINS("\"blocked\":true,\"blocking\":false}"));
    }
}

TEST_CASE("one date has to lie in the whole window", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / "a.md",
                "- [ ] around 🛫 2026-01-01 📅 2026-02-01\n- [ ] in ⏳ 2026-01-15\n");
    const auto run = run_tasklint(
        {{"list", "--jsonl", "--from", "2026-01-10", "--to", "2026-01-20", "--today", "2026-01-05"},
         folder.path()});
    CHECK(run.out.find("around") == std::string::npos);
    CHECK_THAT(run.out, TASKLINT_CONTAINS("\"description\":\"in\""));
}

TEST_CASE("a list as JSON, lines of JSON and CSV says the same", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", note);
    const auto list = [&](const std::string& format) {
        const auto run = run_tasklint(
            {{"list", format, "--sort", "path", "--today", "2026-01-05"}, folder.path()});
        CHECK(run.status == 0);
        CHECK(run.err == "5 of 7 tasks\n");
        return run.out;
    };
    const auto tasks = ordered_json::parse(list("--json"));
    REQUIRE(tasks.size() == 5);
    CHECK(
        tasks[1].dump() ==
        R"({"path":"a.md","line":3,"heading":"Plan","parent_line":2,"section_line":2,"section_index":1,"status_symbol":" ","status_name":"Todo",)"
        R"("status_type":"TODO","body":"child @Person Two ⏳ 2026-01-20","description":"child @Person Two",)"
        R"("priority":"none","created":null,"start":null,"scheduled":"2026-01-20","due":null,"done":null,)"
        R"("cancelled":null,"invalid_dates":[],"recurrence":null,"on_completion":"","id":"","depends_on":[],)"
        R"("tags":[],"block_link":"","owners":["Person Two"],"scheduled_inferred":false,)"
        R"("urgency":1.9500000000000002,"blocked":false,"blocking":false})");
    std::string lines;
    for (const auto& task : tasks) {
        lines += task.dump() + "\n";
    }
    CHECK(list("--jsonl") == lines);

    const auto csv = list("--csv");
    CHECK(csv.substr(0, 54) == "path,line,heading,parent_line,section_line,section_ind");
    CHECK(support::count_of(csv, "\r\n") == 6);
    CHECK_THAT(csv, TASKLINT_CONTAINS(",\"'=cmd(), \"\"quoted\"\"\",none,"));
    CHECK_THAT(csv, TASKLINT_CONTAINS(",every 2 weeks,"));
    CHECK_THAT(csv, TASKLINT_CONTAINS("impossible #homer,low,,,,2026-02-30,,,due,,"));
}

TEST_CASE("an empty list is empty", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "no task\n");
    CHECK(run_tasklint({{"list"}, folder.path()}).out.empty());
    CHECK(run_tasklint({{"list", "--json"}, folder.path()}).out == "[]\n");
    CHECK(support::count_of(run_tasklint({{"list", "--csv"}, folder.path()}).out, "\r\n") == 1);
}

TEST_CASE("the table lines up whatever it holds", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] 電話する @田中 📅 2026-01-06\n- [ ] " +
                                     std::string(200, 'x') + "\n- [ ] a\u202Eb\n");
    const auto table = run_tasklint({{"list"}, folder.path()}).out;
    CHECK_THAT(table, TASKLINT_CONTAINS("x…  ") && TASKLINT_CONTAINS("a<U+202E>b  "));
    CHECK(table.find("\u202E") == std::string::npos);
}

TEST_CASE("a calendar is written the same every time", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", note);
    const std::vector<std::string> words{"export", "--today", "2026-01-05", "-o", "tasks.ics"};
    const auto first = run_tasklint({words, folder.path()});
    CHECK(first.status == 0);
    CHECK(first.out.empty());
    const auto bytes = read_bytes(folder / "tasks.ics");
    CHECK(run_tasklint({words, folder.path()}).status == 0);
    CHECK(read_bytes(folder / "tasks.ics") == bytes);
    CHECK(run_tasklint({{"export", "--today", "2026-01-05"}, folder.path()}).out == bytes);
    CHECK_THAT(bytes, TASKLINT_CONTAINS("DUE;VALUE=DATE:20260102\r\n"));
    CHECK_THAT(first.err, TASKLINT_CONTAINS("to-dos written to tasks.ics\n") &&
                              TASKLINT_CONTAINS("a.md:7: ") && TASKLINT_CONTAINS("2026-02-30"));

    SECTION("what was not asked for is no loss") {
        CHECK(run_tasklint({{"export", "--done", "drop"}, folder.path()})
                  .err.find("not written, as asked: 1 cancelled, 1 done") != std::string::npos);
        write_bytes(folder / "a.md", "- [ ] a 📅 2026-01-06\n- [x] b 📅 2026-01-06\n");
        CHECK(run_tasklint({{"export", "--done", "drop", "--strict"}, folder.path()}).status == 0);
    }
    SECTION("strict says what was left out by its exit code too") {
        CHECK(run_tasklint({{"export", "--strict"}, folder.path()}).status == 1);
    }
    SECTION("a note on standard input") {
        const auto run = run_tasklint(
            {{"export", "-", "--today", "2026-01-05"}, folder.path(), "- [ ] a 📅 2026-01-06\n"});
        CHECK(run.status == 0);
        CHECK_THAT(run.out, TASKLINT_CONTAINS("DUE;VALUE=DATE:20260106\r\n"));
        CHECK(run_tasklint({{"list", "-", "."}, folder.path()}).status == 2);
    }
    SECTION("as events") {
        const auto events =
            run_tasklint({{"export", "--profile", "events", "--name", "My week"}, folder.path()});
        CHECK_THAT(events.out, TASKLINT_CONTAINS("BEGIN:VEVENT") &&
                                   !TASKLINT_CONTAINS("BEGIN:VTODO") &&
                                   TASKLINT_CONTAINS("X-WR-CALNAME:My week"));
        CHECK_THAT(events.err, TASKLINT_CONTAINS("events written\n"));
        CHECK_THAT(events.out,
                   !TASKLINT_CONTAINS("SUMMARY:✓ done") && !TASKLINT_CONTAINS("dropped"));
        const auto kept =
            run_tasklint({{"export", "--profile", "events", "--done", "keep", "--keep-cancelled"},
                          folder.path()});
        CHECK(support::count_of(kept.out, "BEGIN:VEVENT") ==
              support::count_of(events.out, "BEGIN:VEVENT") + 2);
    }
    SECTION("without what is done") {
        const auto open = run_tasklint({{"export", "--done", "drop"}, folder.path()});
        CHECK_THAT(open.out, !TASKLINT_CONTAINS("STATUS:COMPLETED"));
    }
    SECTION("quietly") { CHECK(run_tasklint({{"export", "-q"}, folder.path()}).err.empty()); }
}

TEST_CASE("parse reads every line on its own", "[cli]") {
    const auto parse = run_tasklint(
        {.words = {"parse"}, .input = "- [ ] a\r\n\n```\n- [x] caf\xe9 📅 2026-01-06\nlast"});
    CHECK(parse.status == 0);
    CHECK(parse.err.empty());
    std::vector<ordered_json> lines;
    for (std::size_t at = 0; at < parse.out.size(); at = parse.out.find('\n', at) + 1) {
        lines.push_back(ordered_json::parse(parse.out.substr(at, parse.out.find('\n', at) - at)));
    }
    REQUIRE(lines.size() == 5);
    CHECK(lines[0]["input"] == "- [ ] a\r");
    CHECK(lines[1].dump() == R"({"input":"","is_task":false})");
    CHECK(lines[2]["is_task"] == false);
    CHECK(lines[3]["due"] == "2026-01-06");
    CHECK(lines[3]["description"] == "caf\uFFFD");
    CHECK(lines[3]["not_utf8"] == true);
    CHECK(lines[4]["input"] == "last");
    CHECK_FALSE(lines[4].contains("not_utf8"));
}

TEST_CASE("parse takes a vault's settings when asked to", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"globalFilter": "#task"})");
    write_bytes(folder / "a.md", "- [ ] a\n- [ ] b #task\n");
    const auto plain = run_tasklint({{"parse", "a.md"}, folder.path()});
    CHECK(support::count_of(plain.out, R"("is_task":true)") == 2);
    const auto vault = run_tasklint({{"parse", "--vault", ".", "a.md"}, folder.path()});
    CHECK(support::count_of(vault.out, R"("is_task":true)") == 1);
}

TEST_CASE("a task of one note waits for one of another that was not named", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / ".obsidian/app.json", "{}");
    write_bytes(folder / "a.md", "- [ ] root 🆔 r\n");
    write_bytes(folder / "b.md", "- [ ] other ⛔ r\n");
    const auto blocked = run_tasklint({{"list", "--blocked", "b.md"}, folder.path()});
    CHECK(blocked.out.find("other") != std::string::npos);
    const auto blocking = run_tasklint({{"list", "--jsonl", "a.md"}, folder.path()});
    CHECK(blocking.out.find("\"blocking\":true") != std::string::npos);
}

TEST_CASE("parse says what the plugin says, line by line", "[cli][conformance]") {
    const auto [name, format] =
        GENERATE(std::pair{"emoji_lines", "emoji"}, std::pair{"dataview_lines", "dataview"});
    const auto file = read_bytes(std::string{TASKLINT_TEST_DATA "/conformance/"} + name + ".jsonl");
    std::vector<ordered_json> cases;
    std::string input;
    for (std::size_t at = 0; at < file.size(); at = file.find('\n', at) + 1) {
        cases.push_back(ordered_json::parse(file.substr(at, file.find('\n', at) - at)));
        input += cases.back()["input"].get<std::string>() + "\n";
    }
    REQUIRE(cases.size() > 1000);
    const auto parse = run_tasklint(
        {.words = {"parse", "--format", format, "--today", "2026-01-05"}, .input = input});
    REQUIRE(parse.status == 0);
    std::size_t at = 0;
    for (auto& wanted : cases) {
        const auto end = parse.out.find('\n', at);
        REQUIRE(end != std::string::npos);
        auto found = ordered_json::parse(parse.out.substr(at, end - at));
        at = end + 1;
        INFO(wanted["case"]);
        wanted.erase("case");
        wanted.erase("group");
        found.erase("owners");                 // ours, not the plugin's
        CHECK(found.dump() == wanted.dump());  // the order of the keys counts as well
    }
    CHECK(at == parse.out.size());
}

TEST_CASE("parse --note reads the input as one note", "[cli]") {
    const auto parse = run_tasklint({.words = {"parse", "--note"},
                                     .input = "# One\n\n- a\n  - [x] b 📅 2026-01-06\n"
                                              "    - [ ] 1. c\x1b\xff\n"
                                              "```\n- [ ] d\n```\n"});
    CHECK(parse.status == 0);
    CHECK(parse.err.empty());
    CHECK(parse.out ==
          R"({"list_items":[{"line":2,"task":null,"parent":null},)"
          R"({"line":3,"task":"x","parent":2},{"line":4,"task":" ","parent":3},)"
          R"({"line":4,"task":null,"parent":4}],"tasks":[)"
          R"({"line":3,"description":"b","due":"2026-01-06","heading":"One","section_start":2,)"
          R"("section_index":0,"parent_line":2,"closest_parent_task_line":null,"child_lines":[4]},)"
          R"({"line":4,"description":"1. c\u001b�","due":null,"heading":"One","section_start":2,)"
          R"("section_index":1,"parent_line":3,"closest_parent_task_line":3,"child_lines":[4]}]})"
          "\n");
    const auto empty = run_tasklint({.words = {"parse", "--note"}, .input = ""});
    CHECK(empty.out == "{\"list_items\":[],\"tasks\":[]}\n");
}

TEST_CASE("what a task waits for is looked for in all that was read and in the vault", "[cli]") {
    const std::string both = "- [ ] a 🆔 q\n- [ ] b ⛔ q\n";
    const auto blocked = [](const TemporaryFolder& folder, std::vector<std::string> words,
                            const std::string& input = "") {
        words.insert(words.end(), {"-q", "--blocked", "--jsonl"});
        words.insert(words.begin(), "list");
        return support::count_of(run_tasklint({words, folder.path(), input}).out, "\n");
    };
    const TemporaryFolder vault;
    support::make_vault(vault);
    CHECK(blocked(vault, {"-"}, both) == 1);
    write_bytes(vault / "n.md", both);
    write_bytes(vault / ".tasklintignore", "n.md\n");
    CHECK(blocked(vault, {"n.md"}) == 1);
    // A repository is a vault, too.
    const TemporaryFolder repository;
    std::filesystem::create_directory(repository / ".git");
    write_bytes(repository / "a.md", "- [ ] a 🆔 z\n");
    write_bytes(repository / "b.md", "- [ ] b ⛔ z\n");
    CHECK(blocked(repository, {"b.md"}) == 1);
    CHECK(blocked(repository, {"."}) == 1);
}

TEST_CASE("list and query end with 1 for a note that cannot be read, if asked to", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] a\n");
    const std::vector<std::vector<std::string>> commands{{"list"}, {"query", "not done"}};
    for (auto words : commands) {
        CHECK(run_tasklint({words, folder.path()}).status == 0);
        words.emplace_back("--strict");
        CHECK(run_tasklint({words, folder.path()}).status == 0);
    }
    write_bytes(folder / "b.md", "");
    std::filesystem::resize_file(folder / "b.md", std::uintmax_t{1} << 32U);  // too large
    for (auto words : commands) {
        CHECK(run_tasklint({words, folder.path()}).status == 0);
        words.emplace_back("--strict");
        CHECK(run_tasklint({words, folder.path()}).status == 1);
    }
}
