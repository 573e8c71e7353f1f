// tasklint export: state, vdirs, several calendars, ids, stamps, other forms.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "support/catch.hpp"
#include "tasklint/calendar.hpp"

using support::read_bytes;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;

namespace fs = std::filesystem;

namespace {

support::Finished run_export(const TemporaryFolder& folder, std::vector<std::string> words,
                             const std::string& now = "1767700000") {
    words.insert(words.begin(), {"export", "--today", "2026-01-06"});
    support::Program program{std::move(words), folder.path()};
    program.environment = {"SOURCE_DATE_EPOCH=" + now};
    return run_tasklint(std::move(program));
}

/// The lines of a property, by SUMMARY.
std::map<std::string, std::string> by_summary(const std::string& ics, const std::string& property) {
    std::map<std::string, std::string> found;
    std::string value;
    std::string summary;
    std::size_t at = 0;
    while (at < ics.size()) {
        const auto end = ics.find("\r\n", at);
        const auto line = ics.substr(at, end - at);
        at = end + 2;
        if (line.rfind("BEGIN:V", 0) == 0) {
            value.clear();
        } else if (line.rfind(property + ":", 0) == 0) {
            value = line.substr(property.size() + 1);
        } else if (line.rfind("SUMMARY:", 0) == 0) {
            summary = line.substr(8);
        } else if (line == "END:VTODO" || line == "END:VEVENT") {
            found[summary] = value;
        }
    }
    return found;
}

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

}  // namespace

TEST_CASE("with a state, an edited task stays the same entry and only it changes", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] Write the long report 📅 2026-01-06\n- [ ] Pay\n");
    const std::vector<std::string> words{"--state", "-o", "tasks.ics"};
    REQUIRE(run_export(folder, words).status == 0);
    const auto first = read_bytes(folder / "tasks.ics");
    const auto state = read_bytes(folder / ".tasklint/ids.tsv");
    CHECK(first.find("SEQUENCE:0\r\n") != std::string::npos);
    CHECK(first.find("LAST-MODIFIED:20260106T114640Z\r\n") != std::string::npos);

    SECTION("nothing has changed: the same bytes, whatever time it is") {
        REQUIRE(run_export(folder, words, "1767800000").status == 0);
        CHECK(read_bytes(folder / "tasks.ics") == first);
        CHECK(read_bytes(folder / ".tasklint/ids.tsv") == state);
    }
    SECTION("an edit") {
        write_bytes(folder / "a.md",
                    "new line above\n- [ ] Write the short report 📅 2026-01-07\n- [ ] Pay\n");
        REQUIRE(run_export(folder, {"-o", "tasks.ics"}, "1767800000").status == 0);  // it is there
        const auto second = read_bytes(folder / "tasks.ics");
        CHECK(by_summary(first, "UID")["Write the long report"] ==
              by_summary(second, "UID")["Write the short report"]);
        CHECK(by_summary(second, "SEQUENCE")["Write the short report"] == "1");
        CHECK(by_summary(second, "DTSTAMP")["Write the short report"] == "20260107T153320Z");
        CHECK(by_summary(second, "SEQUENCE")["Pay"] == "0");
        CHECK(by_summary(second, "DTSTAMP")["Pay"] == "20260106T114640Z");
    }
    SECTION("a part of the vault does not make the rest forget") {
        write_bytes(folder / "b.md", "- [ ] Other\n");
        REQUIRE(run_export(folder, {"a.md", "-o", "a.ics"}).status == 0);
        CHECK(by_summary(read_bytes(folder / "a.ics"), "UID").count("Other") == 0);
        const auto& text = read_bytes(folder / ".tasklint/ids.tsv");
        CHECK(text.find("b.md") != std::string::npos);
    }
    SECTION("--stateless leaves it alone") {
        write_bytes(folder / "a.md", "- [ ] Write the short report\n");
        const auto done = run_export(folder, {"--stateless"});
        CHECK(done.out.find("SEQUENCE") == std::string::npos);
        CHECK(read_bytes(folder / ".tasklint/ids.tsv") == state);
    }
    SECTION("a file that makes no sense is never written over") {
        write_bytes(folder / ".tasklint/ids.tsv", "rubbish\n");
        const auto refused = run_export(folder, words);
        CHECK(refused.status == 2);
        CHECK(refused.err.find("ids.tsv:1") != std::string::npos);
        CHECK(read_bytes(folder / ".tasklint/ids.tsv") == "rubbish\n");
        CHECK(read_bytes(folder / "tasks.ics") == first);
    }
}

TEST_CASE("switching the state on changes no UID", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] One\n- [ ] Two 🆔 x\n- [ ] One\n- [ ] Wait ⛔ x\n");
    const auto without = run_export(folder, {"--stateless"});
    const auto with = run_export(folder, {"--state=elsewhere.tsv"});
    CHECK(by_summary(without.out, "UID") == by_summary(with.out, "UID"));
    CHECK(by_summary(without.out, "X-OBSIDIAN-TASKS-DEPENDS-ON") ==
          by_summary(with.out, "X-OBSIDIAN-TASKS-DEPENDS-ON"));
    CHECK(fs::exists(folder / "elsewhere.tsv"));
    CHECK_FALSE(fs::exists(folder / ".tasklint/ids.tsv"));
}

TEST_CASE("a vdir has one file an entry and touches only what changed", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] One 📅 2026-01-06\n- [ ] Two 📅 2026-01-07\n");
    const std::vector<std::string> words{"--vdir", "out/tasks", "--state", "--name",
                                         "Mine",   "--color",   "teal"};
    const auto first = run_export(folder, words);
    CHECK(first.status == 0);
    CHECK(first.err.find("2 to-dos in out/tasks: 4 files written, 0 unchanged, 0 deleted\n") !=
          std::string::npos);
    CHECK(read_bytes(folder / "out/tasks/displayname") == "Mine");
    CHECK(read_bytes(folder / "out/tasks/color") == "#008080");
    for (const auto& name : names_in(folder / "out/tasks")) {
        if (name.size() > 4 && name.substr(name.size() - 4) == ".ics") {
            CHECK(tasklint::check_ics(read_bytes(folder / ("out/tasks/" + name))).empty());
        }
    }
    write_bytes(folder / "a.md", "- [ ] One 📅 2026-01-06\n- [ ] Two 📅 2026-01-08\n");
    CHECK(run_export(folder, words, "1767800000")
              .err.find("1 file written, 3 unchanged, 0 deleted") != std::string::npos);
    write_bytes(folder / "a.md", "- [ ] One 📅 2026-01-06\n");
    write_bytes(folder / "out/tasks/foreign.ics", "BEGIN:VCALENDAR\r\n");
    const auto third = run_export(folder, words, "1767900000");
    CHECK(third.err.find("0 files written, 3 unchanged, 1 deleted") != std::string::npos);
    CHECK(third.err.find("out/tasks/foreign.ics: ") != std::string::npos);
    CHECK(fs::exists(folder / "out/tasks/foreign.ics"));
}

TEST_CASE("several calendars, one for each owner, tag or folder", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a/x.md", "- [ ] Pay. @One @Two #x/y\n- [ ] Free\n");
    write_bytes(folder / "b.md", "- [ ] Odd\n");
    const auto done = run_export(folder, {"--split", "owner", "-o", "out"});
    CHECK(done.status == 0);
    CHECK(done.err.find("3 to-dos written to 3 calendars in out\n") != std::string::npos);
    const auto names = names_in(folder / "out");
    CHECK(names.count("One.ics") == 1);
    CHECK(names.count("Two.ics") == 1);
    CHECK(names.count("unassigned.ics") == 1);
    CHECK(names.size() == 3);
    for (const auto& name : names) {
        CAPTURE(name);
        CHECK(name.find('/') == std::string::npos);
        CHECK(name.front() != '.');
        CHECK(tasklint::check_ics(read_bytes(folder / ("out/" + name))).empty());
    }
    CHECK(by_summary(read_bytes(folder / "out/unassigned.ics"), "UID").count("Free") == 1);
    // a tag's slash is no folder
    CHECK(run_export(folder, {"--split", "tag", "-o", "tags"}).status == 0);
    CHECK(names_in(folder / "tags") == std::set<std::string>{"x-y.ics", "unassigned.ics"});
    CHECK(run_export(folder, {"--split", "folder", "--vdir", "v"}).status == 0);
    CHECK(names_in(folder / "v") ==
          std::set<std::string>{".tasklint-split.tsv", "a", "unassigned"});
    write_bytes(folder / "a/x.md", "nothing\n");
    const auto later = run_export(folder, {"--split", "folder", "--vdir", "v"});
    CHECK(later.err.find("3 deleted") != std::string::npos);
}

TEST_CASE("an entry is not deleted because its note cannot be read", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] One 📅 2026-01-06\n");
    write_bytes(folder / "b.md", "- [ ] Two 📅 2026-01-06 @Two\n");
    const std::vector<std::vector<std::string>> forms{{"--vdir", "v"},
                                                      {"--vdir", "s", "--split", "owner"}};
    for (const auto& words : forms) {
        CHECK(run_export(folder, words).status == 0);
    }
    fs::remove(folder / "a.md");
    fs::resize_file(folder / "b.md", 5'000'000'000);
    for (const auto& words : forms) {
        CAPTURE(words);
        const auto run = run_export(folder, words);
        CHECK_THAT(run.err, TASKLINT_CONTAINS("0 deleted"));
        CHECK_THAT(run.err, TASKLINT_CONTAINS("2 files of earlier runs not deleted, since some "
                                              "notes could not be read"));
    }
    fs::remove(folder / "b.md");  // like a vault that is not mounted
    for (const auto& words : forms) {
        CAPTURE(words);
        const auto run = run_export(folder, words);
        CHECK_THAT(run.err, TASKLINT_CONTAINS("2 files of earlier runs not deleted, since there "
                                              "are no notes"));
    }
    write_bytes(folder / "c.md", "- [ ] Three 📅 2026-01-06\n");
    for (const auto& words : forms) {
        const auto run = run_export(folder, words);
        CHECK_THAT(run.err, TASKLINT_CONTAINS(" deleted\n"));
        CHECK_THAT(run.err, !TASKLINT_CONTAINS("0 deleted"));
    }
    CHECK(names_in(folder / "v").size() == 3);  // the list, `displayname` and one entry
}

TEST_CASE("a split empties the vdirs of its own vault alone", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / "one/.obsidian/app.json", "{}");
    write_bytes(folder / "two/.obsidian/app.json", "{}");
    write_bytes(folder / "one/a.md", "- [ ] a @One 📅 2026-01-06\n");
    write_bytes(folder / "two/b.md", "- [ ] b @Two 📅 2026-01-06\n");
    const std::vector<std::string> split{"--vdir", "out", "--split", "owner"};
    const auto with = [](std::string vault, std::vector<std::string> words) {
        words.insert(words.begin(), std::move(vault));
        return words;
    };
    CHECK(run_export(folder, with("one", {"--vdir", "out/plain"})).status == 0);
    CHECK(run_export(folder, with("one", {"--vdir", "elsewhere"})).status == 0);
    fs::create_directory_symlink("../elsewhere", folder / "out/link");
    CHECK(run_export(folder, with("one", split)).status == 0);
    const auto second = run_export(folder, with("two", split));
    CHECK_THAT(second.err, TASKLINT_CONTAINS("0 deleted"));
    CHECK_THAT(second.err, TASKLINT_CONTAINS("out/plain: not written by this split"));
    const auto entries = [&](const char* vdir) {
        const auto names = names_in(folder / vdir);
        return std::count_if(names.begin(), names.end(),
                             [](const auto& name) { return fs::path{name}.extension() == ".ics"; });
    };
    for (const char* vdir : {"out/plain", "out/One", "out/Two", "elsewhere"}) {
        CAPTURE(vdir);
        CHECK(entries(vdir) == 1);
    }
    write_bytes(folder / "two/b.md", "- [ ] b @Three 📅 2026-01-06\n");
    CHECK_THAT(run_export(folder, with("two", split)).err,
               TASKLINT_CONTAINS("2 deleted"));  // its `displayname`, too
    CHECK(entries("out/Two") == 0);
    CHECK(entries("out/One") == 1);
    // A calendar that was taken away does not come back.
    fs::remove_all(folder / "out/Two");
    CHECK(run_export(folder, with("two", split)).status == 0);
    CHECK_FALSE(fs::exists(folder / "out/Two"));

    write_bytes(folder / "out/.tasklint-split.tsv", "# tasklint split 2: x\n");
    const auto newer = run_export(folder, with("two", split));
    CHECK(newer.status == 2);
    CHECK_THAT(newer.err, TASKLINT_CONTAINS("out/.tasklint-split.tsv:1:1: "));
}

TEST_CASE("the files of a vault do not lead out of it, nor count as missing unseen", "[cli]") {
    const TemporaryFolder folder;
    write_bytes(folder / "v/.obsidian/app.json", "{}");
    write_bytes(folder / "v/a.md", "- [ ] a 📅 2026-01-06 today\n");
    fs::create_directory(folder / "out");
    const struct {
        const char* link;
        const char* to;
        std::vector<std::string> words;
        const char* message;
    } cases[] = {
        {".tasklint", "../out", {"export", "v", "--state"}, "leads out of the vault"},
        {".tasklint", "../out", {"check", "v", "--write-baseline"}, "leads out of the vault"},
        {".tasklint", ".tasklint", {"export", "v"}, "v/.tasklint/ids.tsv: "},
        {".tasklint", ".tasklint", {"check", "v"}, "v/.tasklint/baseline.json: "},
        {".tasklint/ids.tsv", "../../out/x", {"export", "v", "--state"}, "leads out of the vault"},
        {".tasklint/baseline.json",
         "../../out/x",
         {"check", "v", "--write-baseline"},
         "leads out of the vault"},
        {".tasklint.toml", "../out/x", {"init", "v"}, "it is there already"},
        {".tasklint.toml", "../out/x", {"init", "v", "--force"}, "leads out of the vault"},
    };
    for (const auto& [link, to, words, message] : cases) {
        CAPTURE(link, words);
        const fs::path place{folder / (std::string{"v/"} + link)};
        fs::create_directories(place.parent_path());
        fs::create_symlink(to, place);
        const auto run = run_tasklint({words, folder.path()});
        CHECK(run.status == 2);
        CHECK_THAT(run.err, TASKLINT_CONTAINS(message));
        CHECK(fs::is_empty(folder / "out"));
        fs::remove(place);
        fs::remove_all(folder / "v/.tasklint");
    }
    // A link that stays inside is as good as a file.
    fs::create_symlink("state", folder / "v/.tasklint");
    fs::create_directory(folder / "v/state");
    CHECK(run_export(folder, {"v", "--state"}).status == 0);
    CHECK(fs::exists(folder / "v/state/ids.tsv"));
}

TEST_CASE("jCal says the same as iCalendar", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md",
                "- [ ] Pay; the, rent 🔁 every 2 weeks on Tuesday 📅 2026-01-06 ⏫ #a #b\n");
    const auto done = run_export(folder, {"--format", "jcal", "--profile", "events"});
    REQUIRE(done.status == 0);
    const auto calendar = nlohmann::json::parse(done.out);
    CHECK(calendar[0] == "vcalendar");
    REQUIRE(calendar[2].size() == 1);
    CHECK(calendar[2][0][0] == "vevent");
    std::map<std::string, nlohmann::json> properties;
    for (const auto& property : calendar[2][0][1]) {
        properties[property[0]] = property;
    }
    using nlohmann::json;
    CHECK(properties["summary"] == json::parse(R"(["summary", {}, "text", "Pay; the, rent"])"));
    CHECK(properties["dtstart"] == json::parse(R"(["dtstart", {}, "date", "2026-01-06"])"));
    CHECK(properties["priority"] == json::parse(R"(["priority", {}, "integer", 3])"));
    CHECK(properties["categories"] == json::parse(R"(["categories", {}, "text", "a", "b"])"));
    CHECK(
        properties["rrule"] ==
        json::parse(R"(["rrule", {}, "recur", {"freq": "WEEKLY", "interval": 2, "byday": "TU"}])"));
    CHECK(properties["dtstamp"][2] == "date-time");
}

TEST_CASE("ids are written into notes on request only", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    const std::string before =
        "# Plan\r\n- [ ] Pay 📅 2026-01-06 ^block\r\n- [ ] Has 🆔 abc\n- [~] {{x}}\n- text\n";
    write_bytes(folder / "a.md", before);
    REQUIRE(run_export(folder, {}).status == 0);
    CHECK(read_bytes(folder / "a.md") == before);
    const auto done = run_export(folder, {"--write-ids"});
    CHECK(done.status == 0);
    CHECK(done.err.find("wrote 1 id into the notes") != std::string::npos);
    const auto after = read_bytes(folder / "a.md");
    const auto at = after.find("- [ ] Pay 📅 2026-01-06 🆔 ");
    REQUIRE(at != std::string::npos);
    CHECK(after.find(" ^block\r\n", at) != std::string::npos);
    CHECK(after.substr(after.find("- [ ] Has")) == before.substr(before.find("- [ ] Has")));
    CHECK(run_export(folder, {"--write-ids"}).err.find("wrote 0 ids") != std::string::npos);
    CHECK(read_bytes(folder / "a.md") == after);
}

TEST_CASE("filters choose what is exported", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md",
                "- [ ] Mine. @One #x 📅 2026-01-05\n- [ ] Other. @Two 📅 2026-01-09\n- [ ] None\n");
    const auto names = [&](std::vector<std::string> words) {
        std::string all;
        for (const auto& [name, uid] :
             by_summary(run_export(folder, std::move(words)).out, "UID")) {
            all += (all.empty() ? "" : ", ") + name;
        }
        return all;
    };
    CHECK(names({}) == "Mine., None, Other.");
    CHECK(names({"--owner", "one"}) == "Mine.");
    CHECK(names({"--tag", "x"}) == "Mine.");
    CHECK(names({"--overdue"}) == "Mine.");
    CHECK(names({"--from", "2026-01-06"}) == "Other.");
    CHECK(names({"--owner", "none"}) == "None");
}

TEST_CASE("one bad note cannot spoil a calendar", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md",
                "- [ ] Good 📅 2026-01-06\n- [ ] Bad 📅 2026-02-30\n- [ ] \x01\x02 odd \xFF\xFE\n");
    const auto done = run_export(folder, {"--profile", "both"});
    CHECK(done.status == 0);
    CHECK(tasklint::check_ics(done.out).empty());
    CHECK(done.err.find("a.md:2: impossible due date 2026-02-30") != std::string::npos);
    CHECK(run_export(folder, {"--strict"}).status == 1);
}

TEST_CASE("a calendar for Google has events only", "[cli]") {
    const struct {
        const char* config;  // [export]
        std::vector<std::string> words;
        const char* refused;  // empty: events are written
    } cases[] = {
        {"", {"--google"}, ""},
        {"", {"--google", "--profile", "events"}, ""},
        {"google = true", {}, ""},
        {"google = true\nprofile = \"both\"", {"--profile", "events"}, ""},
        {"", {"--google", "--profile", "todo"}, "--google and --profile todo exclude each other"},
        {"", {"--google", "--profile", "both"}, "--google and --profile both exclude each other"},
        {"google = true",
         {"--profile", "todo"},
         "[export] google = true (.tasklint.toml) and --profile todo exclude each other"},
        {"profile = \"both\"",
         {"--google"},
         "--google and [export] profile = \"both\" (.tasklint.toml) exclude each other"},
        {"google = true\nprofile = \"todo\"", {}, "[export] profile = \"todo\" (.tasklint.toml)"},
    };
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] A 📅 2026-01-08\n");
    for (const auto& one : cases) {
        CAPTURE(one.config, one.words);
        write_bytes(folder / ".tasklint.toml", std::string{"[export]\n"} + one.config + "\n");
        const auto done = run_export(folder, one.words);
        if (*one.refused != '\0') {
            CHECK(done.status == 2);
            CHECK(done.out.empty());
            CHECK(done.err.find(one.refused) != std::string::npos);
            continue;
        }
        CHECK(done.status == 0);
        CHECK(done.err.find("1 event written") != std::string::npos);
        CHECK(done.out.find("BEGIN:VEVENT") != std::string::npos);
        CHECK(done.out.find("VTODO") == std::string::npos);
    }
}

TEST_CASE("a UID does not hang on which part of the vault is exported", "[cli]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "A.md", "- [ ] Buy milk\n");
    write_bytes(folder / "sub/B.md", "- [ ] Buy milk\n- [ ] Buy milk\n- [ ] Bread\n");
    write_bytes(folder / ".gitignore", "left/\n");
    write_bytes(folder / "left/C.md", "- [ ] Out\n");
    const auto uids = [&](const std::vector<std::string>& words) {
        const auto done = run_export(folder, words);
        CHECK(done.status == 0);
        std::multiset<std::string> found;
        for (auto at = done.out.find("\r\nUID:"); at != std::string::npos;
             at = done.out.find("\r\nUID:", at + 1)) {
            found.insert(done.out.substr(at + 6, 36));
        }
        return found;
    };
    const auto all = uids({});
    const auto first = uids({"A.md"});
    CHECK(all.size() == 4);
    CHECK(first.size() == 1);
    for (const auto* part : {"sub/B.md", "sub"}) {
        CAPTURE(part);
        auto parts = uids({part});
        CHECK(parts.size() == 3);
        parts.insert(first.begin(), first.end());
        CHECK(parts == all);
    }
    // named, though it is left out otherwise
    CHECK(uids({"left/C.md"}).size() == 1);
    CHECK(uids({"left/C.md", "--state"}).size() == 1);
    fs::remove_all(folder / ".tasklint");
    fs::create_directory(folder / "empty");
    CHECK(uids({"empty"}).empty());
    CHECK(run_export(folder, {"empty"}).err.find("no notes found under empty") !=
          std::string::npos);
}
