// tasklint read: each task as the plugin reads it, ignored stretches and lines marked.
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "support/catch.hpp"

using nlohmann::json;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;

namespace {

const std::string note =
    "---\n"
    "plan: |\n"
    "  - [ ] in YAML\n"  // 3
    "---\n"
    "# Decisions\n"
    "- [ ] Pay 📅 2026-01-06 to @owner1\n"  // 6
    "    - [ ] child 📅 2026/01/07 ⏫ #a\n"  // 7
    "```\n"
    "- [ ] in code\n"  // 9
    "```\n"
    "- [ ]no space\n"                                                    // 11
    "-[ ] no marker\n"                                                   // 12
    "- [ ] Water 🔁 every 1 week on Monday 📅 2026-01-05 🆔 abc\n"          // 13
    "- [ ] Mow 🔁 every 10 days when done ⏳ 2026-01-05 ⛔ abc 🏁 delete\n"  // 14
    "- [ ] Sweep 🔁 every month 📅 2026-02-30 ^block\n"                    // 15
    "- [ ] Dust 🔁 every blue moon 🛫 2026-01-01\n"                  // 16
    "- [x] Iron 🔁 every day 📅 2026-01-01 ✅ 2026-01-02\n"                 // 17
    "- [?] twice 📅 2026-01-06 📅 2026-01-07\n"                            // 18
    "plain text\n"                                                       // 19
    "- [ ] Vote 🔁 every year\n"                                          // 20
    "- [ ] Vote 🔁 every week until 1 January 2026 📅 2025-12-30\n";       // 21

support::Finished read(const TemporaryFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"read", "--today", "2026-01-08"});
    return run_tasklint({words, folder.path()});
}

}  // namespace

TEST_CASE("read shows a task as the plugin reads it", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "Plan.md", note);

    const auto hidden = read(folder, {"Plan.md:6"});
    INFO(hidden.err);
    CHECK(hidden.status == 0);
    CHECK(hidden.err.empty());
    CHECK(hidden.out ==
          "Plan.md:6: in \"Decisions\"\n"
          "  |\n"
          "6 | - [ ] Pay 📅 2026-01-06 to @owner1\n"
          "  |           ~~~~~~~~~~~~~\n"
          "  = not read: 📅 2026-01-06, meant as due 2026-01-06: text stands behind it\n"
          "  = status: [ ] Todo (TODO)\n"
          "  = description: Pay 📅 2026-01-06 to @owner1\n"
          "  = owner: owner1\n"
          "  = dates: none\n"
          "  = to-do: \"Pay 📅 2026-01-06 to owner1\", open\n"
          "  = event: none: no date\n"
          "  = check: TL101 field-hidden-by-text: `to @owner1` ends the field list here\n");

    const struct {
        const char* place;
        std::vector<const char*> parts;
    } cases[] = {
        {"Plan.md:7",
         {"Plan.md:7: in \"Decisions\", below line 6\n", "  |                 ~~~~~~~~~~~~~\n",
          "not read: 📅 2026/01/07, meant as due 2026-01-07: the date is not written as YYYY-MM-DD",
          "= tags: #a\n", "= priority: high\n"}},
        {"Plan.md:13",
         {"= recurrence: every week on Monday (from \"every 1 week on Monday\"); next due "
          "2026-01-12, 2026-01-19, 2026-01-26\n",
          "= id: abc\n", "= to-do: \"Water\", due 2026-01-05, open\n",
          "= event: \"Water\", all day on 2026-01-05\n"}},
        {"Plan.md:14",
         {"= recurrence: every 10 days when done; next scheduled, if done today, 2026-01-18, "
          "2026-01-28, 2026-02-07\n",
          "= depends on: abc\n", "= on completion: delete\n",
          "= to-do: \"Mow\", start 2026-01-05, open\n"}},
        {"Plan.md:15",
         {"= dates: due 2026-02-30 (there is no such day)\n",
          "= not read: 🔁 every month: the date that it counts from does not exist, so Tasks "
          "deletes it\n",
          "= recurrence: none\n", "= check: TL201 invalid-date: due 2026-02-30 does not exist",
          "= block link: ^block\n",
          "= to-do: \"Sweep\", open; without: impossible due date 2026-02-30\n",
          "= event: none: no date; impossible due date 2026-02-30\n"}},
        {"Plan.md:16",
         {"= dates: start 2026-01-01\n",
          "not read: 🔁 every blue moon: Tasks cannot understand it and deletes it\n"}},
        {"Plan.md:17",
         {"= status: [x] Done (DONE)\n",
          "= recurrence: every day; it is done: the next task was made then\n",
          "= to-do: \"Iron\", due 2026-01-01, completed 2026-01-02, done\n",
          "= event: none: done\n"}},
        {"Plan.md:18",
         {"  |                           ~~~~~~~~~~~~~\n",
          "not read: 📅 2026-01-07, meant as due 2026-01-07: another field of its kind counts",
          "= status: [?] not registered (TODO)\n", "= dates: due 2026-01-06\n"}},
        {"Plan.md:20", {"= recurrence: every year; the task has no date that could move\n"}},
        {"Plan.md:21", {"the rule has no next date: Tasks writes Invalid date\n"}},
        {"Plan.md:13:7:", {"Plan.md:13:"}},  // as check prints it
    };
    for (const auto& [place, parts] : cases) {
        DYNAMIC_SECTION(place) {
            const auto result = read(folder, {place});
            INFO(result.out << result.err);
            CHECK(result.status == 0);
            for (const auto* const part : parts) {
                CHECK_THAT(result.out, TASKLINT_CONTAINS(part));
            }
        }
    }
}

TEST_CASE("read says why a field is not read, and what a status makes of an entry", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    static constexpr struct {
        const char* line;
        const char* part;
    } lines[] = {
        {"- [ ] a ðŸ“… 2026-01-06",
         "meant as due 2026-01-06: its sign was read in a wrong encoding"},
        {"- [ ] a 📅\u2003\u20032026-01-06", "the space behind its sign is none that Tasks takes"},
        {"- [ ] a 📅\u200b2026-01-06", "invisible characters stand in it"},
        {"- [ ] a ⏫\ufe0e", "meant as priority high: its sign is in text style"},
        {"- [ ] a :date: 2026-01-06", "its sign is a shortcode of another program"},
        {"- [ ] a 📅 06/01/2026", "day and month of the date can be taken for each other"},
        {"- [ ] a 📅 tomorrow", "the date is written in words"},
        {"- [ ] a 📅 2026-01-06 10:00", "a time stands behind the date"},
        {"- [ ] a 📅 [[2026-01-06]]", "the date is a link"},
        {"- [/] a 📅 2026-01-06", "= to-do: \"a\", due 2026-01-06, in progress\n"},
        {"- [-] a 📅 2026-01-06 ❌ 2026-01-05", "= event: none: cancelled\n"},
    };
    for (const auto& [line, part] : lines) {
        DYNAMIC_SECTION(line) {
            write_bytes(folder / "Note.md", std::string{line} + "\n");
            const auto result = read(folder, {"Note.md:1"});
            INFO(result.out << result.err);
            CHECK_THAT(result.out, TASKLINT_CONTAINS(part));
        }
    }
}

TEST_CASE("read names the lines that look like tasks and are none", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"globalFilter": "#task"})");
    write_bytes(folder / "Plan.md", note + "- [ ] counts #task\n");

    const auto whole = read(folder, {"Plan.md"});
    INFO(whole.out);
    CHECK(whole.status == 0);
    CHECK(whole.err == "1 task, 14 lines that look like one\n");
    for (const auto* const part :
         {"Plan.md:3: no task: it stands in the front matter, where Obsidian sees no tasks\n",
          "Plan.md:6: no task: it lacks the global filter \"#task\"\n",
          "Plan.md:9: no task: it stands in a code block, where Obsidian sees no tasks\n"
          "  |\n"
          "9 | - [ ] in code\n",
          "Plan.md:11: no task: no space follows the box, so Obsidian sees no task there\n",
          "Plan.md:12: no task: its list marker or its box is not written like `- [ ] `\n"
          "   |\n"
          "12 | -[ ] no marker\n",
          "Plan.md:22: in \"Decisions\"\n"}) {
        CHECK_THAT(whole.out, TASKLINT_CONTAINS(part));
    }
    CHECK(read(folder, {"--quiet", "Plan.md"}).err.empty());

    const struct {
        const char* place;
        const char* message;
    } cases[] = {
        {"Plan.md:9", "Plan.md:9: no task to the plugin: it stands in a code block"},
        {"Plan.md:6", "Plan.md:6: no task to the plugin: it lacks the global filter \"#task\""},
        {"Plan.md:19", "Plan.md:19: there is no task; the nearest task is in line 22"},
        {"Plan.md:99", "Plan.md:99: the note has 22 lines"},
        {"Plan.md:0", "Plan.md:0: lines count from 1"},
        {"Plan.md:99999999999", "no note has that many lines"},
        {"None.md", "None.md: No such file or directory"},
        {"None.md:3", "None.md: No such file or directory"},
        {".", ".: a folder; name a note"},
    };
    for (const auto& [place, message] : cases) {
        DYNAMIC_SECTION(place) {
            const auto result = read(folder, {place});
            CHECK(result.status == 2);
            CHECK(result.out.empty());
            CHECK_THAT(result.err, TASKLINT_CONTAINS(message));
        }
    }
}

TEST_CASE("read gives the same as JSON", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "Plan.md", note);
    const auto result = read(folder, {"--json", "Plan.md"});
    INFO(result.err);
    REQUIRE(result.status == 0);
    const auto all = json::parse(result.out);
    CHECK(all["tasks"].size() == 10);
    CHECK(all["ignored"][1] ==
          json{{"path", "Plan.md"},
               {"line", 9},
               {"text", "- [ ] in code"},
               {"reason", "it stands in a code block, where Obsidian sees no tasks"}});

    const auto& hidden = all["tasks"][0];
    CHECK(hidden["line"] == 6);
    CHECK(hidden["due"].is_null());
    CHECK(hidden["unread"] == json::array({{{"column", 11},
                                            {"end_column", 23},
                                            {"text", "📅 2026-01-06"},
                                            {"meant", "due 2026-01-06"},
                                            {"reason", "text stands behind it"}}}));
    CHECK(hidden["next"].is_null());
    CHECK(hidden["event"] == json{{"summary", nullptr}, {"reasons", {"no date"}}});

    const auto& weekly = all["tasks"][2];
    CHECK(weekly["next"] == json{{"field", "due"},
                                 {"dates", {"2026-01-12", "2026-01-19", "2026-01-26"}},
                                 {"reason", ""}});
    CHECK(weekly["todo"]["due"] == "2026-01-05");
    CHECK(weekly["todo"]["status"] == "NEEDS-ACTION");
    CHECK(weekly["event"]["end"] == "2026-01-06");
}

TEST_CASE("read takes a note from standard input, where it is said to lie", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"useFilenameAsScheduledDate": true})");
    const auto result = run_tasklint({{"read", "-", "--stdin-filename", "Daily/2026-01-05.md"},
                                      folder.path(),
                                      "- [ ] a\x1b[31m\u202E b\n"});
    INFO(result.err);
    CHECK(result.status == 0);
    CHECK_THAT(result.out, TASKLINT_CONTAINS("Daily/2026-01-05.md:1:\n"));
    CHECK_THAT(result.out, TASKLINT_CONTAINS("scheduled 2026-01-05 (from the note's name)"));
    CHECK(support::count_of(result.out, "\x1b") == 0);  // notes do not act on a terminal
    CHECK(support::count_of(result.out, "\u202E") == 0);

    write_bytes(folder / "a.md", "");
    const auto misplaced = read(folder, {"a.md", "--stdin-filename", "b.md"});
    CHECK(misplaced.status == 2);
    CHECK_THAT(misplaced.err, TASKLINT_CONTAINS("--stdin-filename is for the path -"));
}

TEST_CASE("read cuts a long line around what is marked", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    std::string words;
    for (int i = 0; i < 2000; ++i) {
        words += "word ";
    }
    write_bytes(folder / "Plan.md", "- [ ] " + words + "📅 2026-01-06 to " + words + "\n");
    const auto result = read(folder, {"--color", "never", "Plan.md:1"});
    INFO(result.out);
    CHECK_THAT(result.out, TASKLINT_CONTAINS("1 | …"));
    CHECK_THAT(result.out, TASKLINT_CONTAINS("📅 2026-01-06 to word"));
    CHECK_THAT(result.out,
               TASKLINT_CONTAINS("  |                                  ~~~~~~~~~~~~~\n"));
}
