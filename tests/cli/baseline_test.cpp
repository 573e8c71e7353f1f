#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "cli/scratch_repository.hpp"
#include "support/catch.hpp"

namespace fs = std::filesystem;
using nlohmann::json;
using support::places_of;
using support::read_bytes;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;

namespace {

const std::string call = "- [ ] call 📅 2026-01-06 soon\n";    // TL101, error
const std::string pay = "- [ ] pay 📅 2026-01-06 soon\n";      // TL101, error
const std::string third = "- [ ] third 📅 2026-01-06 soon\n";  // TL101, error
const std::string file = ".tasklint/baseline.json";

support::Finished check(const TemporaryFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"check", "--report", "concise"});
    return run_tasklint({std::move(words), folder.path()});
}

}  // namespace

TEST_CASE("a baseline keeps what it knows through edits and moves", "[cli][baseline]") {
    const struct {
        const char* name;
        std::function<void(const TemporaryFolder&)> change;
        const char* found;
        const char* said;
    } cases[] = {
        {"nothing changed", [](const auto&) {}, "", "as the baseline has them: 3."},
        {"lines above",
         [](const auto& folder) { write_bytes(folder / "a.md", "# new\n\n" + call + pay); }, "",
         "as the baseline has them: 3."},
        {"other order", [](const auto& folder) { write_bytes(folder / "a.md", pay + call); }, "",
         "as the baseline has them: 3."},
        {"blanks",
         [](const auto& folder) {
             write_bytes(folder / "a.md", "  - [ ]  call  📅 2026-01-06  soon\n" + pay);
         },
         "", "as the baseline has them: 3."},
        {"a renamed note", [](const auto& folder) { fs::rename(folder / "a.md", folder / "z.md"); },
         "", "as the baseline has them: 3."},
        {"a task in another note",
         [](const auto& folder) {
             write_bytes(folder / "a.md", call);
             write_bytes(folder / "c.md", pay);
         },
         "", "as the baseline has them: 3."},
        {"a new finding",
         [](const auto& folder) { write_bytes(folder / "a.md", call + third + pay); },
         "a.md:2 TL101", "as the baseline has them: 3."},
        {"a copy of a known one is new",
         [](const auto& folder) { write_bytes(folder / "c.md", pay); }, "c.md:1 TL101",
         "as the baseline has them: 3."},
        {"a twin in the same note is new",
         [](const auto& folder) { write_bytes(folder / "a.md", call + pay + pay); }, "a.md:3 TL101",
         "as the baseline has them: 3."},
        {"a mended task is gone", [](const auto& folder) { write_bytes(folder / "a.md", pay); }, "",
         "1 entry of the baseline is gone; --write-baseline takes it out"},
        {"a deleted note is gone", [](const auto& folder) { fs::remove(folder / "a.md"); }, "",
         "2 entries of the baseline are gone; --write-baseline takes them out"},
    };
    for (const auto& [name, change, found, said] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            write_bytes(folder / "a.md", call + pay);
            write_bytes(folder / "b.md", call);
            const auto written = check(folder, {"--write-baseline"});
            CHECK(written.status == 0);
            CHECK(written.out.empty());
            CHECK_THAT(written.err,
                       TASKLINT_CONTAINS(file + ": 3 findings in the baseline, 3 of them new"));
            change(folder);
            const auto later = check(folder, {});
            CHECK(places_of(later.out) == found);
            CHECK(later.status == (std::string{found}.empty() ? 0 : 1));
            CHECK_THAT(later.err, TASKLINT_CONTAINS(said));
            CHECK(check(folder, {"--no-baseline"}).status == 1);
            CHECK(check(folder, {"--write-baseline"}).status == 0);
            const auto after = check(folder, {});
            CHECK(after.status == 0);
            CHECK_THAT(after.err, !TASKLINT_CONTAINS("gone"));
        }
    }
}

TEST_CASE("a baseline is read by people and by git", "[cli][baseline]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "Some notes/b.md", pay);
    write_bytes(folder / "a.md",
                call + call + "- [ ] " + std::string(200, 'x') + " 📅 2026-01-06 y\n");
    CHECK(check(folder, {"--write-baseline", "--baseline", "known.json"}).status == 0);
    const auto text = read_bytes(folder / "known.json");
    const auto baseline = json::parse(text);
    CHECK(baseline["version"] == 1);
    REQUIRE(baseline["findings"].size() == 4);
    CHECK(support::count_of(text, "\n{\"rule\":\"TL101\",\"path\":\"a.md\"") == 3);
    const auto& last = baseline["findings"][3];
    CHECK(last["path"] == "a.md");
    const auto& first = baseline["findings"][0];
    CHECK(first["path"] == "Some notes/b.md");
    CHECK(first["text"] == "pay 📅 2026-01-06 soon");
    CHECK(first["fingerprint"].get<std::string>().size() == 16);
    CHECK(first["content"].get<std::string>().size() == 16);
    CHECK(last["text"].get<std::string>().size() < 120);
    CHECK(baseline["findings"][1]["fingerprint"] != baseline["findings"][2]["fingerprint"]);
    CHECK(baseline["findings"][1]["content"] == baseline["findings"][2]["content"]);

    CHECK(check(folder, {}).status == 1);  // only the vault's own file is taken unasked
    CHECK(check(folder, {"--baseline", "known.json"}).status == 0);
    CHECK(check(folder, {"--write-baseline", "--baseline", "known.json"}).status == 0);
    CHECK(read_bytes(folder / "known.json") == text);

    SECTION("its report is empty, and says so to programs") {
        const auto report = run_tasklint(
            {{"check", "--report", "json", "--baseline", "known.json"}, folder.path()});
        CHECK(json::parse(report.out).empty());
    }
}

TEST_CASE("part of a vault judges its own entries", "[cli][baseline]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a/a.md", call);
    write_bytes(folder / "b/b.md", pay);
    write_bytes(folder / "c.md", "- [ ] one 🆔 same\n- [ ] two 🆔 same\n");
    CHECK(check(folder, {"--write-baseline"}).status == 0);
    const auto before = read_bytes(folder / file);

    SECTION("entries of other notes are neither gone nor another's") {
        write_bytes(folder / "a/a.md", pay);
        const auto part = check(folder, {"a"});
        CHECK(places_of(part.out) == "a/a.md:1 TL101");
        CHECK_THAT(part.err, TASKLINT_CONTAINS("1 entry of the baseline is gone"));
    }
    SECTION("entries of rules that did not run are kept") {
        CHECK_THAT(check(folder, {"--select", "TL3"}).err, !TASKLINT_CONTAINS("gone"));
        CHECK_THAT(check(folder, {"a", "b"}).err, !TASKLINT_CONTAINS("gone"));
        CHECK(check(folder, {"--write-baseline", "--select", "TL3"}).status == 0);
        CHECK(read_bytes(folder / file) == before);
        CHECK(check(folder, {"--write-baseline", "a"}).status == 0);
        CHECK(read_bytes(folder / file) == before);
    }
    SECTION("a note that was renamed keeps its entries there, too") {
        fs::rename(folder / "a/a.md", folder / "a/z.md");
        CHECK(check(folder, {"a"}).status == 0);
        CHECK(check(folder, {"--write-baseline", "a"}).status == 0);
        const auto after = check(folder, {});
        CHECK(after.status == 0);
        CHECK_THAT(after.err, !TASKLINT_CONTAINS("gone"));
    }
    SECTION("findings over the whole vault are known") {
        CHECK(check(folder, {"--fail-on", "info"}).status == 0);
        CHECK(check(folder, {"--fail-on", "info", "--no-baseline", "--select", "TL601"}).status ==
              1);
    }
    SECTION("a note on standard input") {
        const auto input = run_tasklint({.words = {"check", "-", "--stdin-filename", "a/a.md"},
                                         .folder = folder.path(),
                                         .input = call});
        CHECK(input.status == 0);
        const auto fresh =
            run_tasklint({.words = {"check", "-", "--fix", "--stdin-filename", "a/a.md"},
                          .folder = folder.path(),
                          .input = call + third});
        CHECK(fresh.status == 0);
        CHECK(fresh.out == call + "- [ ] third soon 📅 2026-01-06\n");
    }
}

TEST_CASE("what a baseline knows is not mended", "[cli][baseline]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", call + pay);
    CHECK(check(folder, {"--write-baseline"}).status == 0);
    write_bytes(folder / "a.md", call + third + pay + pay);
    const auto diff = check(folder, {"--diff"});
    CHECK(diff.status == 1);
    CHECK_THAT(diff.err, TASKLINT_CONTAINS("Would mend 2 problems in 1 note."));
    const auto fix = check(folder, {"--fix"});
    CHECK(fix.status == 0);
    CHECK_THAT(fix.err, TASKLINT_CONTAINS("Fixed 2 problems. No problems left") &&
                            TASKLINT_CONTAINS("as the baseline has them: 2."));
    CHECK(read_bytes(folder / "a.md") ==
          call + "- [ ] third soon 📅 2026-01-06\n" + pay + "- [ ] pay soon 📅 2026-01-06\n");
    CHECK(check(folder, {}).status == 0);
    CHECK(check(folder, {"--fix", "--no-baseline"}).status == 0);
    CHECK_THAT(check(folder, {}).err, TASKLINT_CONTAINS("2 entries of the baseline are gone"));
}

TEST_CASE("a file that cannot be read is in no baseline", "[cli][baseline]") {
    if (::geteuid() == 0) {
        return;  // who may read everything
    }
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", call);
    fs::permissions(folder / "a.md", fs::perms::none);
    CHECK(check(folder, {"--write-baseline"}).status == 1);
}

TEST_CASE("two runs at once that write a baseline do not lose each other's entries",
          "[cli][baseline]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "A/a.md", call);
    write_bytes(folder / "B/b.md", call);
    for (int round = 0; round < 5; ++round) {
        fs::remove_all(folder / ".tasklint");
        std::vector<std::thread> runs;
        std::array<int, 2> status{-1, -1};
        for (std::size_t i = 0; i < status.size(); ++i) {
            runs.emplace_back([&, i] {
                const char* const part = i == 0 ? "A" : "B";
                status[i] =
                    run_tasklint({{"check", part, "--write-baseline"}, folder.path()}).status;
            });
        }
        for (auto& run : runs) {
            run.join();
        }
        CHECK(status == std::array<int, 2>{0, 0});
        const auto baseline = support::read_bytes(folder / ".tasklint/baseline.json");
        CHECK_THAT(baseline, TASKLINT_CONTAINS("A/a.md"));
        CHECK_THAT(baseline, TASKLINT_CONTAINS("B/b.md"));
    }
}

TEST_CASE("a baseline that is none says where", "[cli][baseline]") {
    const struct {
        const char* name;
        const char* text;
        const char* message;
    } cases[] = {
        {"no JSON", "{\n\"version\": 1,\n\"findings\": [\n{]\n", "known.json:4:1: this is no JSON"},
        {"empty", "", "known.json:1:1: this is no JSON"},
        {"a list", "[]", "known.json:1:1: this is no baseline"},
        {"no version", "{\"findings\": []}", "known.json:1:1: this is no baseline"},
        {"newer", "{\n\"version\": 2,\n\"entries\": []}",
         "known.json:2:1: this baseline has version 2, and this tasklint knows version 1"},
        {"no findings", "{\"version\": 1}", "known.json:1:1: the list \"findings\" is missing"},
        {"half an entry",
         "{\"version\": 1,\n\"findings\": [\n{\"rule\": \"TL101\", \"path\": \"}{\", "
         "\"fingerprint\": \"1\", \"content\": \"\"},\n{\"rule\": \"TL101\"}\n]}",
         "known.json:4:1: this entry has no \"path\""},
        {"a word as entry", "{\"version\": 1,\n\"findings\": [7]}", "this entry has no \"path\""},
        {"a conflict", "{\n\"version\": 1,\n<<<<<<< ours\n",
         "known.json:3:1: git left a conflict here"},
    };
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", call);
    for (const auto& [name, text, message] : cases) {
        DYNAMIC_SECTION(name) {
            write_bytes(folder / "known.json", text);
            for (const bool write : {false, true}) {
                std::vector<std::string> words{"--baseline", "known.json"};
                if (write) {
                    words.emplace_back("--write-baseline");
                }
                const auto broken = check(folder, words);
                CHECK(broken.status == 2);
                CHECK(broken.out.empty());
                CHECK_THAT(broken.err, TASKLINT_CONTAINS(message));
                CHECK(read_bytes(folder / "known.json") == text);
            }
        }
    }
}

TEST_CASE("options about baselines that do not go together", "[cli][baseline]") {
    const TemporaryFolder folder;
    write_bytes(folder / "a/.obsidian/app.json", "{}");
    write_bytes(folder / "b/.obsidian/app.json", "{}");
    write_bytes(folder / "a/a.md", call);
    write_bytes(folder / "b/b.md", call);
    const struct {
        std::vector<std::string> words;
        const char* message;
    } cases[] = {
        {{"a", "--baseline", "no.json"}, "there is no no.json; --write-baseline makes it"},
        {{"a", "b", "--baseline", "x.json", "--write-baseline"}, "is for one vault"},
        {{"a", "--no-baseline", "--write-baseline"}, "--no-baseline does not go with"},
        {{"a", "--fix", "--write-baseline"}, "--write-baseline mends nothing"},
        {{"-", "--write-baseline"}, "--write-baseline does not go with -"},
        {{"a", "--baseline", "no/x.json", "--write-baseline"}, "no/x.json: No such file"},
    };
    for (const auto& [words, message] : cases) {
        const auto done = check(folder, words);
        CHECK(done.status == 2);
        CHECK_THAT(done.err, TASKLINT_CONTAINS(message));
    }
    // Each vault has its own.
    CHECK(check(folder, {"a", "b", "--write-baseline"}).status == 0);
    CHECK(fs::exists(folder / ("a/" + file)));
    CHECK(check(folder, {"a", "b"}).status == 0);
    CHECK_THAT(check(folder, {"a", "b"}).err, TASKLINT_CONTAINS("as the baseline has them: 2."));
}

TEST_CASE("changed lines and a baseline together", "[cli][baseline][git]") {
    const support::ScratchRepository repository;
    repository.write("a.md", call);
    repository.commit();
    CHECK(repository.check({"--write-baseline"}).status == 0);
    repository.write("a.md", "x\n" + call + pay);
    CHECK(places_of(repository.check({"--changed"}).out) == "a.md:3 TL101");
    CHECK(places_of(repository.check({"--changed-lines"}).out) == "a.md:3 TL101");
    repository.write("a.md", "x\n" + pay + "- [ ] call  📅 2026-01-06 soon\n");
    CHECK(places_of(repository.check({"--changed-lines"}).out) == "a.md:2 TL101");
}

TEST_CASE("what a run did not look at is not gone from the baseline", "[cli][baseline]") {
    const std::string likely = "- [ ] pay 📅 01/02/2026\n";  // TL203, likely
    const struct {
        const char* name;
        std::vector<std::string> words;
    } cases[] = {
        {"left out", {"--exclude", "Old"}},
        {"certain findings alone", {"--min-confidence", "certain"}},
        {"some rules", {"--select", "TL202"}},
    };
    for (const auto& [name, words] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            fs::create_directories(folder / "Old");
            write_bytes(folder / "Old/a.md", likely);
            write_bytes(folder / "b.md", "- [ ] sound\n");
            CHECK(check(folder, {"--write-baseline"}).status == 0);
            const auto before = read_bytes(folder / file);
            const auto part = check(folder, words);
            CHECK(part.err.find("gone") == std::string::npos);
            auto writing = words;
            writing.emplace_back("--write-baseline");
            CHECK(check(folder, writing).status == 0);
            CHECK(read_bytes(folder / file) == before);
            CHECK(check(folder, {}).status == 0);
        }
    }
    const TemporaryFolder folder;  // and a note that cannot be read
    support::make_vault(folder);
    write_bytes(folder / "a.md", call);
    CHECK(check(folder, {"--write-baseline"}).status == 0);
    const auto before = read_bytes(folder / file);
    fs::resize_file(folder / "a.md", std::uintmax_t{1} << 32U);  // too large
    CHECK(check(folder, {"--write-baseline"}).status == 1);
    CHECK(read_bytes(folder / file) == before);
}
