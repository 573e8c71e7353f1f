// The command agenda: what goes onto the page, and how it ends.
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "support/catch.hpp"

using support::read_bytes;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;

namespace {

const std::string note =
    "# Plan\n"
    "- [ ] late ⏫ 📅 2026-01-02 #home\n"
    "- [ ] soon. @Person Two 📅 2026-01-12\n"
    "- [x] over 📅 2026-01-01\n"
    "- [ ] far 📅 2026-03-01\n";

support::Finished agenda(const TemporaryFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"agenda", "--today", "2026-01-09"});
    return run_tasklint({words, folder.path()});
}

}  // namespace

TEST_CASE("the agenda is written to standard output or a file", "[cli][agenda]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", note);
    const auto to_output = agenda(folder, {});
    CHECK(to_output.status == 0);
    CHECK(to_output.out.rfind("<!DOCTYPE html>\n", 0) == 0);
    CHECK(to_output.err == "3 tasks and 0 problems written\ntasklint: not shown: 1 done\n");
    const auto to_file = agenda(folder, {"-q", "-o", "page.html", "."});
    CHECK(to_file.status == 0);
    CHECK((to_file.out + to_file.err).empty());
    CHECK(read_bytes(folder / "page.html") == to_output.out);
    CHECK(agenda(folder, {"-o", "no/page.html"}).status == 2);
}

TEST_CASE("the agenda depends on the notes and the date alone", "[cli][agenda]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "v/.obsidian/app.json", "{}");
    write_bytes(folder / "v/a.md", note);
    const auto here = agenda(folder, {"v"});
    const auto elsewhere = run_tasklint({{"agenda", "--today", "2026-01-09"},
                                         folder / "v",
                                         "",
                                         "",
                                         {"TZ=Pacific/Kiritimati", "LC_ALL=C"}});
    CHECK(here.out == elsewhere.out);
    CHECK(here.out.find(folder.path()) == std::string::npos);
}

TEST_CASE("filters and options choose what is on the agenda", "[cli][agenda]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "Sub/a.md", note);
    write_bytes(folder / "b.md", "- [ ] pay 📅 2026-01-09 now\n");
    const struct {
        const char* name;
        std::vector<std::string> words;
        std::vector<std::string> shown, missing;
    } cases[] = {
        {"all open tasks", {}, {">late<", ">soon.<", ">far<", "TL101"}, {">over<"}},
        {"done ones too", {"--done", "keep"}, {">late<", "<s><bdi>over</bdi></s>"}, {}},
        {"a tag", {"--tag", "home"}, {">late<", "TL101"}, {">soon.<", ">far<"}},
        {"an owner", {"--owner", "person two"}, {">soon.<"}, {">late<", ">far<"}},
        {"overdue", {"--overdue"}, {">late<"}, {">soon.<"}},
        {"a priority", {"--priority", "high+"}, {">late<"}, {">soon.<"}},
        {"a window", {"--from", "2026-01-10", "--to", "2026-02-01"}, {">soon.<"}, {">far<"}},
        {"notes, and what is wrong with them", {"--path", "Sub"}, {">late<"}, {"TL101"}},
        {"more weeks", {"--weeks", "8"}, {"id=\"day-2026-03-01\""}, {"id=\"later\""}},
        {"a title", {"--name", "A <b>"}, {"<h1 dir=\"auto\">A &lt;b&gt;</h1>"}, {}},
    };
    for (const auto& [name, words, shown, missing] : cases) {
        DYNAMIC_SECTION(name) {
            const auto run = agenda(folder, words);
            INFO(run.err);
            CHECK(run.status == 0);
            for (const auto& part : shown) {
                CHECK_THAT(run.out, TASKLINT_CONTAINS(part));
            }
            for (const auto& part : missing) {
                CHECK_THAT(run.out, !TASKLINT_CONTAINS(part));
            }
        }
    }
}

TEST_CASE("the agenda marks tasks that wait for others of the whole vault", "[cli][agenda]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] first 🆔 a1\n");
    write_bytes(folder / "b.md", "- [ ] second ⛔ a1\n");
    CHECK_THAT(agenda(folder, {"b.md"}).out, TASKLINT_CONTAINS("badge blocked"));
    CHECK_THAT(agenda(folder, {"--blocking"}).out, TASKLINT_CONTAINS("badge blocking"));
    CHECK_THAT(agenda(folder, {"--blocked"}).out, !TASKLINT_CONTAINS(">first<"));
}

TEST_CASE("the problems are those of check without options", "[cli][agenda]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] pay 📅 2026-01-09 now\n- [ ] wait ⛔ zz\n");
    CHECK_THAT(agenda(folder, {}).out, TASKLINT_CONTAINS("TL101") && TASKLINT_CONTAINS("TL602"));
    CHECK_THAT(agenda(folder, {"a.md"}).out, !TASKLINT_CONTAINS("TL602"));

    SECTION("as configured") {
        write_bytes(folder / ".tasklint.toml", "ignore = [\"TL101\"]\n");
        CHECK_THAT(agenda(folder, {}).out, !TASKLINT_CONTAINS("TL101"));
        CHECK_THAT(agenda(folder, {"--config", "ignore=[]"}).out, TASKLINT_CONTAINS("TL101"));
    }
    SECTION("without those of the baseline") {
        CHECK(run_tasklint({{"check", "--write-baseline"}, folder.path()}).status == 0);
        CHECK_THAT(agenda(folder, {}).out, TASKLINT_CONTAINS("None was found."));
    }
}

TEST_CASE("strict ends with 1 if something is missing on the agenda", "[cli][agenda]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", note);
    CHECK(agenda(folder, {"--strict"}).status == 0);
    write_bytes(folder / "b.md", "- [ ] odd 📅 2026-02-30\n");
    const auto run = agenda(folder, {"--strict"});
    CHECK(run.status == 1);
    CHECK_THAT(run.err, TASKLINT_CONTAINS("1 task left out or changed:\n"
                                          "  b.md:1: impossible due date 2026-02-30\n"));
    CHECK_THAT(run.out, TASKLINT_CONTAINS(">odd<"));
    CHECK(agenda(folder, {}).status == 0);
    // Of many, the first are named, and the others counted by their kind.
    std::string many;
    for (int day = 10; day < 32; ++day) {
        many += std::string{"- [ ] odd 📅 2026-02-"} + (day % 2 == 0 ? "30" : "31") + "\n";
    }
    write_bytes(folder / "b.md", many);
    CHECK_THAT(agenda(folder, {}).err,
               TASKLINT_CONTAINS("22 tasks left out or changed:\n") &&
                   TASKLINT_CONTAINS("  b.md:20: impossible due date") &&
                   TASKLINT_CONTAINS("\n  and more: 2 impossible due date\n"));
}

TEST_CASE("a note on standard input has an agenda without links", "[cli][agenda]") {
    const TemporaryFolder folder;
    const auto run = run_tasklint({{"agenda", "-", "--today", "2026-01-09"},
                                   folder.path(),
                                   "- [ ] pay 📅 2026-01-09 now\n- [ ] a 📅 2026-01-09\n"});
    CHECK(run.status == 0);
    CHECK_THAT(run.out, TASKLINT_CONTAINS("<span class=\"place\"><bdi>line 2</bdi></span>"));
    CHECK_THAT(run.out, TASKLINT_CONTAINS("TL101"));
    CHECK(run.out.find("obsidian:") == std::string::npos);
}

TEST_CASE("the agenda of two vaults has both", "[cli][agenda]") {
    const TemporaryFolder folder;
    for (const std::string name : {"one", "two"}) {
        write_bytes(folder / (name + "/.obsidian/plugins/obsidian-tasks-plugin/data.json"), "{}");
        write_bytes(folder / (name + "/a.md"), "- [ ] task of " + name + " 📅 2026-01-09\n");
    }
    const auto run = agenda(folder, {"two", "one"});
    CHECK(run.status == 0);
    for (const auto* const part :
         {">two, one</h1>", ">task of one<", ">two: a.md:1<", "open?vault=one&amp;file=a"}) {
        CHECK_THAT(run.out, TASKLINT_CONTAINS(part));
    }
}

TEST_CASE("an agenda that cannot be is refused", "[cli][agenda]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    const struct {
        std::vector<std::string> words;
        const char* message;
    } cases[] = {
        {{"--weeks", "0"}, "--weeks: 0 is not from 1 to 53"},
        {{"--weeks", "54"}, "--weeks: 54 is not from 1 to 53"},
        {{"--weeks", "-1"}, "\"-1\" is no number"},
        {{"--done", "maybe"}, "is none of keep|drop"},
        {{"--priority", "urgent"}, "--priority: \"urgent\""},
        {{"nowhere"}, "nowhere: "},
    };
    for (const auto& [words, message] : cases) {
        DYNAMIC_SECTION(message) {
            const auto run = agenda(folder, words);
            CHECK(run.status == 2);
            CHECK(run.out.empty());
            CHECK_THAT(run.err, TASKLINT_CONTAINS(message));
        }
    }
    const auto empty = agenda(folder, {});
    CHECK(empty.status == 0);
    CHECK_THAT(empty.err, TASKLINT_CONTAINS("no notes found under ."));
    CHECK_THAT(empty.out, TASKLINT_CONTAINS("Nothing is overdue."));
}
