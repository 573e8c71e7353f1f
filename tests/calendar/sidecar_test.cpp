// UIDs that last: what people do to their notes between two runs.
#include "calendar/sidecar.hpp"

#include <algorithm>
#include <ctime>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "calendar/sidecar_of.hpp"
#include "support/catch.hpp"

using namespace tasklint;
using namespace tasklint::test;

namespace {

bool all_differ(const std::vector<std::string>& uids) {
    return std::set<std::string>{uids.begin(), uids.end()}.size() == uids.size();
}

/// For each task which of the earlier ones it is: `0 1 -`, where `-` is a new one.
std::string kept(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    std::string text;
    for (const auto& uid : after) {
        const auto at = std::find(before.begin(), before.end(), uid) - before.begin();
        text += text.empty() ? "" : " ";
        text += at == static_cast<std::ptrdiff_t>(before.size()) ? "-" : std::to_string(at);
    }
    return text;
}

}  // namespace

TEST_CASE("a sidecar that is switched on changes no UID", "[sidecar]") {
    const Notes notes{{"a.md", "- [ ] One\n- [ ] Twin\n- [ ] Twin\n- [ ] Two 🆔 x\n"},
                      {"b.md", "- [ ] Twin\n- [ ] Three ➕ 2026-01-01\n- [ ] Four 🆔 x\n"}};
    const auto stateless = stateless_uids(vault_of(notes));
    std::vector<std::string> expected = stateless[0];
    expected.insert(expected.end(), stateless[1].begin(), stateless[1].end());
    std::string text;
    const auto uids = uids_of(notes, text);
    CHECK(uids == expected);
    CHECK(all_differ(uids));

    // The file is lost: all is as at the beginning.
    std::string lost;
    CHECK(uids_of(notes, lost) == uids);
    CHECK(lost == text);
}

TEST_CASE("a task keeps its UID through what people do to it", "[sidecar]") {
    const std::string abc = "- [ ] Pay the bill\n- [ ] Write the letter\n- [ ] Call the office\n";
    const struct {
        const char* name;
        Notes before, after;
        const char* expected;  // which task before is it, in order of path, then line
    } cases[] = {
        {"nothing", {{"a.md", abc}}, {{"a.md", abc}}, "0 1 2"},
        {"text edited",
         {{"a.md", abc}},
         {{"a.md", "- [ ] Pay the bill\n- [ ] Write the long letter\n- [ ] Call the office\n"}},
         "0 1 2"},
        {"all texts edited",
         {{"a.md", abc}},
         {{"a.md",
           "- [ ] Pay the old bill\n- [ ] Write the long letter\n- [ ] Call the new office\n"}},
         "0 1 2"},
        {"the only task of a note edited",
         {{"a.md", "- [ ] Pay the bill\n"}},
         {{"a.md", "- [ ] Pay the whole bill\n"}},
         "0"},
        {"text of a script without spaces edited",
         {{"a.md", "- [ ] 明日の会議の資料を準備する\n"}},
         {{"a.md", "- [ ] 明後日の会議の資料を準備する\n"}},
         "0"},
        {"due date, status, tag and priority changed",
         {{"a.md", "- [ ] Pay 📅 2026-01-06\n- [ ] Pay more 📅 2026-01-06\n"}},
         {{"a.md", "- [x] Pay #money ⏫ 📅 2026-02-06 ✅ 2026-01-06\n- [ ] Pay more\n"}},
         "0 1"},
        {"created date changed",
         {{"a.md", "- [ ] Pay ➕ 2026-01-06\n"}},
         {{"a.md", "- [ ] Pay ➕ 2026-01-05\n"}},
         "0"},
        {"lines inserted above",
         {{"a.md", abc}},
         {{"a.md", "# New\n- [ ] First of all\nText\n" + abc}},
         "- 0 1 2"},
        {"moved to another note",
         {{"a.md", abc}, {"b.md", "- [ ] Other\n"}},
         {{"a.md", "- [ ] Pay the bill\n- [ ] Call the office\n"},
          {"b.md", "- [ ] Write the letter\n- [ ] Other\n"}},
         "0 2 1 3"},
        {"moved to a new note",
         {{"a.md", abc}},
         {{"a.md", "- [ ] Pay the bill\n- [ ] Call the office\n"},
          {"b.md", "- [ ] Write the letter\n"}},
         "0 2 1"},
        {"note renamed", {{"a.md", abc}}, {{"z.md", abc}}, "0 1 2"},
        {"note renamed, with twins that other notes have, too",
         {{"a.md", "- [ ] Read\n- [ ] Read\n- [ ] Book\n"}, {"b.md", "- [ ] Read\n"}},
         {{"b.md", "- [ ] Read\n"}, {"c.md", "- [ ] Read\n- [ ] Read\n- [ ] Book\n"}},
         "3 0 1 2"},
        {"note renamed and a task edited",
         {{"a.md", abc}},
         {{"z.md", "- [ ] Pay the bill\n- [ ] Write the long letter\n- [ ] Call the office\n"}},
         "0 1 2"},
        {"note renamed, all block ids kept",
         {{"a.md", abc + "- [ ] Old ^x\n"}},
         {{"z.md", abc + "- [ ] Something else ^x\n"}},
         "0 1 2 3"},
        {"note moved to a folder and its task edited",
         {{"a/Plan.md", "- [ ] Pay the bill\n"}},
         {{"b/Plan.md", "- [ ] Pay the last bill\n"}},
         "0"},
        {"folder of notes with the same tasks renamed",
         {{"a/1.md", "- [ ] Plan\n- [ ] Look back\n"}, {"a/2.md", "- [ ] Plan\n- [ ] Look back\n"}},
         {{"b/1.md", "- [ ] Plan\n- [ ] Look back\n"}, {"b/2.md", "- [ ] Plan\n- [ ] Look back\n"}},
         "0 1 2 3"},
        {"notes of one name are told apart by their texts",
         {{"a/Plan.md", "- [ ] Write one part for A\n"},
          {"b/Plan.md", "- [ ] Buy\n- [ ] Sell\n- [ ] Call\n"}},
         {{"c/Plan.md", "- [ ] Write one part for C\n"},
          {"d/Plan.md", "- [ ] Buy\n- [ ] Sell\n- [ ] Call home\n"}},
         "- 1 2 3"},
        {"two notes swap their names",
         {{"a.md", abc}, {"b.md", "- [ ] Other\n"}},
         {{"a.md", "- [ ] Other\n"}, {"b.md", abc}},
         "3 0 1 2"},
        {"reordered",
         {{"a.md", abc}},
         {{"a.md", "- [ ] Call the office\n- [ ] Write the letter\n- [ ] Pay the bill\n"}},
         "2 1 0"},
        {"reordered and edited, with created dates",
         {{"a.md",
           "- [ ] Pay the bill ➕ 2026-01-01\n- [ ] Call the office ➕ 2026-01-02\n- [ ] "
           "Write\n"}},
         {{"a.md",
           "- [ ] Write\n- [ ] Call the new office ➕ 2026-01-02\n- [ ] Pay all ➕ 2026-01-03\n"}},
         "2 1 -"},
        {"split: the more similar part is the task",
         {{"a.md", "- [ ] Buy bread, cheese and wine and call home\n- [ ] Other\n"}},
         {{"a.md", "- [ ] call home\n- [ ] Buy bread, cheese and wine\n- [ ] Other\n"}},
         "- 0 1"},
        {"two joined into one: the more similar one lives on",
         {{"a.md", "- [ ] Buy bread, cheese and wine\n- [ ] Call home\n"}},
         {{"a.md", "- [ ] Buy bread, cheese and wine, call home\n"}},
         "0"},
        {"duplicated below",
         {{"a.md", abc}},
         {{"a.md",
           "- [ ] Pay the bill\n- [ ] Pay the bill\n- [ ] Write the letter\n- [ ] Call the "
           "office\n"}},
         "0 - 1 2"},
        {"duplicated at the top of the note",
         {{"a.md", "- [ ] Other\n- [ ] Pay the bill\n"}},
         {{"a.md", "- [ ] Pay the bill\n- [ ] Other\n- [ ] Pay the bill\n"}},
         "- 0 1"},
        {"duplicated above with another date",
         {{"a.md", "- [ ] Pay the bill 📅 2026-01-06\n"}},
         {{"a.md", "- [ ] Pay the bill 📅 2026-02-06\n- [ ] Pay the bill 📅 2026-01-06\n"}},
         "- 0"},
        {"duplicated into a note that comes first",
         {{"b.md", abc}},
         {{"a.md", "- [ ] Pay the bill\n"}, {"b.md", abc}},
         "- 0 1 2"},
        {"note copied", {{"b.md", abc}}, {{"a.md", abc}, {"b.md", abc}}, "- - - 0 1 2"},
        {"a recurring task done: the plugin puts the next one above",
         {{"a.md", "- [ ] Water 🔁 every week 📅 2026-01-06\n- [ ] Other\n"}},
         {{"a.md",
           "- [ ] Water 🔁 every week 📅 2026-01-13\n- [x] Water 🔁 every week 📅 "
           "2026-01-06 ✅ 2026-01-06\n- [ ] Other\n"}},
         "- 0 1"},
        {"the first of twins deleted",
         {{"a.md", "- [ ] Read\n- [ ] One\n- [ ] Read\n- [ ] Two\n"}},
         {{"a.md", "- [ ] One\n- [ ] Read\n- [ ] Two\n"}},
         "1 2 3"},
        {"a twin inserted between twins",
         {{"a.md", "- [ ] Read\n- [ ] One\n- [ ] Read\n- [ ] Two\n"}},
         {{"a.md", "- [ ] Read\n- [ ] One\n- [ ] Read\n- [ ] Two\n- [ ] Read\n"}},
         "0 1 2 3 -"},
        {"the dates of twins tell them apart",
         {{"a.md", "- [ ] Read 📅 2026-01-06\n- [ ] Read 📅 2026-01-07\n"}},
         {{"a.md", "- [ ] Read 📅 2026-01-07\n- [ ] Read 📅 2026-01-06\n"}},
         "1 0"},
        {"one of them postponed",
         {{"a.md", "- [ ] Read 📅 2026-01-06\n- [ ] Read 📅 2026-01-07\n"}},
         {{"a.md", "- [ ] Read 📅 2026-02-06\n- [ ] Read 📅 2026-01-07\n"}},
         "0 1"},
        {"twins in two notes, one of them moves on",
         {{"a.md", "- [ ] Read\n"}, {"b.md", "- [ ] Read\n"}},
         {{"a.md", "- [ ] Read\n"}, {"c.md", "- [ ] New\n- [ ] Read\n"}},
         "0 - 1"},
        {"an id given later",
         {{"a.md", abc}},
         {{"a.md", "- [ ] Pay the bill 🆔 abc\n- [ ] Write the letter\n- [ ] Call the office\n"}},
         "0 1 2"},
        {"with an id, all else may change",
         {{"a.md", "- [ ] Pay the bill 🆔 abc\n- [ ] Other\n"}},
         {{"b.md", "- [ ] Something quite different 🆔 abc ➕ 2026-01-01\n"}},
         "0"},
        {"a copy that took the id along",
         {{"b.md", "- [ ] Pay the bill 🆔 abc\n"}},
         {{"a.md", "- [ ] Pay the bill 🆔 abc\n"}, {"b.md", "- [ ] Pay the bill 🆔 abc\n"}},
         "- 0"},
        {"an id taken away",
         {{"a.md", "- [ ] Pay the bill 🆔 abc\n"}},
         {{"a.md", "- [ ] Pay the bill\n"}},
         "0"},
        {"a block id holds a task through any edit",
         {{"a.md", "- [ ] Pay the bill ^x\n- [ ] Other\n"}},
         {{"a.md", "- [ ] Other\n- [ ] Something quite different ^x\n"}},
         "1 0"},
        {"another task in its place is new",
         {{"a.md", abc}},
         {{"a.md", "- [ ] Pay the bill\n- [ ] Paint a door\n- [ ] Call the office\n"}},
         "0 - 2"},
        {"a similar one elsewhere in the note is new",
         {{"a.md", "- [ ] Ask One about the plan\n- [ ] A\n- [ ] B\n- [ ] C\n"}},
         {{"a.md", "- [ ] A\n- [ ] B\n- [ ] Ask Two about the plan\n- [ ] C\n"}},
         "1 2 - 3"},
        {"a similar one in another note is new",
         {{"a.md", "- [ ] Ask One about the plan\n- [ ] A\n"}, {"b.md", "- [ ] B\n"}},
         {{"a.md", "- [ ] A\n"}, {"b.md", "- [ ] Ask Two about the plan\n- [ ] B\n"}},
         "1 - 2"},
        {"tasks without a text stay in their note",
         {{"a.md", "- [ ] 📅 2026-01-06\n"}},
         {{"a.md", "- [ ] A\n"}, {"b.md", "- [ ] 📅 2026-01-06\n- [ ] B\n- [ ] C\n"}},
         "- - - -"},
        {"all gone", {{"a.md", abc}}, {{"a.md", "Nothing\n"}}, ""},
    };
    for (const auto& [name, before, after, expected] : cases) {
        DYNAMIC_SECTION(name) {
            std::string text;
            const auto first = uids_of(before, text);
            REQUIRE(all_differ(first));
            const auto unchanged = text;
            CHECK(uids_of(before, text) == first);
            CHECK(text == unchanged);
            const auto second = uids_of(after, text);
            CHECK(kept(first, second) == expected);
            CHECK(all_differ(second));
            // And no UID of before is another's now.
            const auto settled = text;
            CHECK(uids_of(after, text, first_day + date::days{1}) == second);
            CHECK(text == settled);
            // Taking it back gives what was.
            const auto back = uids_of(before, text, first_day + date::days{2});
            CHECK(all_differ(back));
            if (second.empty()) {
                CHECK(back == first);
            }
        }
    }
}

TEST_CASE("a task that is brought back is itself for 90 days", "[sidecar]") {
    const Notes with{{"a.md", "- [ ] Stay\n- [ ] Pay the bill\n"}};
    const Notes elsewhere{{"a.md", "- [ ] Stay\n"}, {"b.md", "- [ ] New\n- [ ] Pay the bill\n"}};
    const Notes edited{{"a.md", "- [ ] Stay\n- [ ] Pay the whole bill\n"}};
    const Notes without{{"a.md", "- [ ] Stay\n"}};
    std::string text;
    // A task that has not its stateless UID, so that it can be told whether it is remembered.
    uids_of({{"a.md", "- [ ] Stay\n- [ ] Pay the little bill\n"}}, text);
    const auto uid = uids_of(with, text)[1];
    REQUIRE(uid != stateless_uids_of(with)[1]);
    uids_of(without, text);
    const auto gone = text;

    CHECK(uids_of(with, text, first_day + date::days{90})[1] == uid);
    text = gone;
    CHECK(uids_of(elsewhere, text, first_day + date::days{90})[2] == uid);
    text = gone;
    CHECK(uids_of(with, text, first_day + date::days{91})[1] == stateless_uids_of(with)[1]);
    CHECK(text.find(uid) == std::string::npos);
    // The day on which it went does not move on.
    text = gone;
    uids_of(without, text, first_day + date::days{60});
    CHECK(text == gone);
    uids_of(without, text, first_day + date::days{91});
    CHECK(text.find(uid) == std::string::npos);
    // A clock that is wrong loses nothing.
    text = gone;
    CHECK(uids_of(with, text, first_day - date::days{1000})[1] == uid);
    // What is merely similar is another task.
    text = gone;
    CHECK(uids_of(edited, text)[1] != uid);
}

TEST_CASE("the UID of a task that is gone is not given to another", "[sidecar]") {
    std::string text;
    const auto first = uids_of({{"a.md", "- [ ] Pay the bill\n"}}, text)[0];
    // Edited, so that its first text is free for another task, which has the same stateless UID.
    const Notes both{{"a.md", "- [ ] Pay the whole bill\n"}, {"b.md", "- [ ] Pay the bill\n"}};
    uids_of({{"a.md", "- [ ] Pay the whole bill\n"}}, text);
    const auto second = uids_of(both, text);
    CHECK(second[0] == first);
    CHECK(second[1] != first);
    CHECK(second[1].size() == first.size());
    // The same on any machine.
    std::string again;
    uids_of({{"a.md", "- [ ] Pay the bill\n"}}, again);
    uids_of({{"a.md", "- [ ] Pay the whole bill\n"}}, again);
    CHECK(uids_of(both, again) == second);

    uids_of({{"b.md", "- [ ] Pay the bill\n"}}, text);
    CHECK(uids_of({{"b.md", "- [ ] Pay the bill\n"}, {"c.md", "- [ ] New one\n- [ ] Pay\n"}},
                  text)[0] == second[1]);
}

TEST_CASE("tasks that come with one UID are given two", "[sidecar]") {
    auto tasks = traces_of(vault_of("- [ ] A\n- [ ] B\n- [ ] C\n"));
    tasks[1].uid = tasks[0].uid;
    tasks[2].uid = tasks[0].uid;
    Sidecar sidecar;
    const auto uids = sidecar.match(tasks, first_day);
    CHECK(uids[0] == tasks[0].uid);
    CHECK(all_differ(uids));
}

TEST_CASE("the vault id counts for new UIDs", "[sidecar]") {
    Config config;
    config.vault_id = "0b0f2a0e-4c53-4a53-9f11-3a1d6a5a0001";
    const auto vault = vault_of("- [ ] Pay\n", config);
    Sidecar sidecar;
    CHECK(lasting_uids(vault, sidecar, first_day) == stateless_uids(vault));
    CHECK(lasting_uids(vault_of("- [ ] Pay\n"), sidecar, first_day) == stateless_uids(vault));
}

TEST_CASE("a component keeps stamp and sequence until it changes", "[sidecar]") {
    const auto vault = vault_of("- [ ] Pay\n");
    Sidecar sidecar;
    const auto uid = lasting_uids(vault, sidecar, first_day)[0][0];
    CHECK(sidecar.revise(uid, "", 1, 1000) == Revision{1000, 0});
    CHECK(sidecar.revise(uid, "-due", 5, 1100) == Revision{1100, 0});
    CHECK(sidecar.revise(uid, "", 1, 2000) == Revision{1000, 0});
    CHECK(sidecar.revise(uid, "", 2, 3000) == Revision{3000, 1});
    sidecar = Sidecar::read(sidecar.to_text(), "ids.tsv");
    CHECK(sidecar.revise(uid, "", 2, 4000) == Revision{3000, 1});
    CHECK(sidecar.revise(uid, "-due", 5, 4000) == Revision{1100, 0});
    // A clock that went back.
    CHECK(sidecar.revise(uid, "", 3, 2500) == Revision{3000, 2});

    // Gone and brought back, it goes on.
    lasting_uids(vault_of("Nothing\n"), sidecar, first_day);
    lasting_uids(vault, sidecar, first_day);
    CHECK(sidecar.revise(uid, "", 3, 5000) == Revision{3000, 2});
    CHECK(sidecar.revise(uid, "", 4, 5000) == Revision{5000, 3});

    CHECK_THROWS_AS(sidecar.revise("nobody", "", 1, 1), std::invalid_argument);
    CHECK_THROWS_AS(sidecar.revise(uid, "-a\tb", 1, 1), std::invalid_argument);
}

TEST_CASE("random edits never give two tasks one UID, nor a task that stays another", "[sidecar]") {
    std::mt19937 random{20260106};
    const auto upto = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>{0, count - 1}(random);
    };
    struct Line {
        std::string text;
        std::size_t number;  // which task it is; twins are not told apart
        bool unique;
    };
    std::size_t next = 0;
    const auto new_line = [&] {
        static constexpr const char* words[] = {"pay", "call", "bill", "office", "letter", "plan"};
        const bool twin = upto(5) == 0;
        auto text = fmt::format("{} the {} of {}", words[upto(6)], words[upto(6)], words[upto(6)]);
        const auto number = next++;
        return Line{twin ? "Read" : fmt::format("{} {}", text, number), number, !twin};
    };
    for (int vault = 0; vault < 20; ++vault) {
        std::vector<std::vector<Line>> notes(4);
        for (auto& note : notes) {
            for (std::size_t i = upto(8); i > 0; --i) {
                note.push_back(new_line());
            }
        }
        std::map<std::size_t, std::string> uid_by_number;
        std::string text;
        auto today = first_day;
        for (int step = 0; step < 30; ++step) {
            auto& note = notes[upto(notes.size())];
            auto& other = notes[upto(notes.size())];
            const auto at = note.empty() ? 0 : upto(note.size());
            const auto where = note.begin() + static_cast<std::ptrdiff_t>(at);
            switch (note.empty() ? 0 : upto(6)) {
                case 0: note.insert(where, new_line()); break;
                case 1: note.erase(where); break;
                case 2: std::shuffle(note.begin(), note.end(), random); break;
                case 3: {  // move
                    const auto line = *where;
                    note.erase(where);
                    other.push_back(line);
                    break;
                }
                case 4:  // edit: whether it is the same task then is not said here
                    *where = {where->text + " now", next++, false};
                    break;
                default: std::swap(note, other); break;
            }
            today += date::days{upto(20)};
            Notes written;
            std::vector<const Line*> lines;
            for (std::size_t i = 0; i < notes.size(); ++i) {
                std::string note_text;
                for (const auto& line : notes[i]) {
                    note_text += "- [ ] " + line.text + "\n";
                    lines.push_back(&line);
                }
                written.emplace_back(fmt::format("{}.md", i), note_text);
            }
            const auto uids = uids_of(written, text, today);
            REQUIRE(uids.size() == lines.size());
            REQUIRE(all_differ(uids));
            std::map<std::size_t, std::string> now;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                if (lines[i]->unique) {
                    const auto known = uid_by_number.find(lines[i]->number);
                    if (known != uid_by_number.end()) {
                        INFO(lines[i]->text);
                        REQUIRE(known->second == uids[i]);
                    }
                    now[lines[i]->number] = uids[i];
                }
            }
            uid_by_number = now;
            const auto settled = text;
            REQUIRE(uids_of(written, text, today) == uids);
            REQUIRE(text == settled);
        }
    }
}

namespace {

/// Seconds of computing from text to text in a vault of which every fiftieth task was edited, and
/// every fiftieth moved to another note.
double seconds_for(std::size_t count, bool one_note) {
    const auto traces = [&](bool later) {
        std::vector<TaskTrace> tasks;
        for (std::size_t i = 0; i < count; ++i) {
            const bool edited = later && i % 50 == 1;
            const auto text =
                fmt::format("task {} of the{} plan {}", i, edited ? " new" : "", i % 7);
            TaskTrace trace;
            const bool moved = later && i % 50 == 2;
            trace.path = one_note ? "a.md" : fmt::format("{:06}.md", i / 20 + (moved ? 1 : 0));
            trace.text = i + 1 + (edited ? count : 0);
            trace.words = word_set(text);
            trace.uid = fmt::format("uid-{}{}", i, later ? "-later" : "");
            tasks.push_back(std::move(trace));
        }
        std::stable_sort(tasks.begin(), tasks.end(),
                         [](const TaskTrace& a, const TaskTrace& b) { return a.path < b.path; });
        return tasks;
    };
    Sidecar sidecar;
    sidecar.match(traces(false), first_day);
    const auto text = sidecar.to_text();
    const auto later = traces(true);
    const auto begin = std::clock();
    auto again = Sidecar::read(text, "ids.tsv");
    const auto uids = again.match(later, first_day);
    CHECK(again.to_text().size() > text.size() / 2);
    const auto taken = std::clock() - begin;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
        kept += uids[i] + "-later" == later[i].uid ? 1 : 0;
    }
    CHECK(kept == count);
    return static_cast<double>(taken) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("a large vault is matched in linear time", "[sidecar][time]") {
    for (const bool one_note : {false, true}) {
        const auto half = seconds_for(50'000, one_note);
        const auto whole = seconds_for(100'000, one_note);
        INFO(half << " s and " << whole << " s");
        CHECK(whole < 20);
        CHECK(whole < 4 * half + 1);
    }
}
