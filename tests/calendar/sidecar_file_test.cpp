// The file of the sidecar: what it looks like, branches that are merged, and damage of all kinds.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "calendar/sidecar.hpp"
#include "calendar/sidecar_of.hpp"
#include "cli/scratch_repository.hpp"
#include "support/catch.hpp"
#include "tasklint/config.hpp"

using namespace tasklint;
using namespace tasklint::test;

namespace {

const Notes two{{"a.md", "- [ ] Pay the bill\n- [ ] Write the letter\n"}};

/// A sidecar of these notes, whose components changed at that time.
std::string sidecar_of(const Notes& notes, std::string text = {}, std::int64_t now = 1000,
                       std::uint64_t body = 1) {
    const auto uids = uids_of(notes, text);
    auto sidecar = Sidecar::read(text, "ids.tsv");
    for (const auto& uid : uids) {
        sidecar.revise(uid, "", body, now);
    }
    return sidecar.to_text();
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at) + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) {
        text += line;
    }
    return text;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        text.replace(at, what.size(), with);
        at += with.size();
    }
    return text;
}

/// What reading it says; empty if it can be read.
std::string error_of(const std::string& text) {
    try {
        static_cast<void>(Sidecar::read(text, ".tasklint/ids.tsv"));
        return {};
    } catch (const ConfigError& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("the file has a header and a line a task, sorted", "[sidecar]") {
    std::string text;
    const auto uids =
        uids_of({{"A note.md", "- [ ] Pay the bill 🆔 x ➕ 2026-01-02 📅 2026-01-06 ^b\n"}}, text);
    auto sidecar = Sidecar::read(text, "ids.tsv");
    sidecar.revise(uids[0], "-due", 0xABC, 1767657600);
    sidecar.revise(uids[0], "", 0xDEF, 1767657601);
    lasting_uids(vault_of("Nothing\n"), sidecar, first_day);
    CHECK(sidecar.to_text() ==
          "# tasklint ids 1: uid, path, block id, id, text, words, created, dates, place, "
          "components, retired\n" +
              uids[0] +
              "\tA note.md\t^b\tx\tb1565c5b9bc30884\tubgAyuwe8z19\t2026-01-02\t00000000019f4a97\t"
              "1048576\t=0000000000000def,1767657601,0;-due=0000000000000abc,1767657600,0\t"
              "2026-01-06\n");
    const auto lines = lines_of(sidecar_of({{"a.md", "- [ ] A\n- [ ] B\n- [ ] C\n- [ ] D\n"}}));
    CHECK(lines.size() == 5);
    CHECK(std::is_sorted(lines.begin(), lines.end()));
}

TEST_CASE("no path, id or block id breaks a line", "[sidecar]") {
    std::vector<TaskTrace> tasks(1);
    for (const std::string odd :
         {"a\tb", "a\nb", "a\\", "a\r", "\xFF\xFE", "=;,", "#", "<<<<<<< a", "\xE2\x80\xA8"}) {
        INFO(odd);
        tasks[0].path = odd;
        tasks[0].id = odd;
        tasks[0].block = odd;
        tasks[0].text = 1;
        tasks[0].uid = "one";
        Sidecar sidecar;
        sidecar.match(tasks, first_day);
        const auto text = sidecar.to_text();
        CHECK(lines_of(text).size() == 2);
        auto again = Sidecar::read(text, "ids.tsv");
        CHECK(again.to_text() == text);
        tasks[0].uid = "two";
        CHECK(again.match(tasks, first_day) == std::vector<std::string>{"one"});
    }
}

TEST_CASE("one change touches one line, or two", "[sidecar]") {
    const auto note = [](const char* middle) {
        return Notes{{"a.md", std::string{"- [ ] First one\n"} + middle + "- [ ] Last one\n"}};
    };
    const auto before = sidecar_of(note("- [ ] Pay the bill\n- [ ] Call\n"));
    const struct {
        const char* name;
        const char* middle;
        std::size_t changed;  // lines that were not there before
    } cases[] = {
        {"nothing", "- [ ] Pay the bill\n- [ ] Call\n", 0},
        {"edited", "- [ ] Pay the long bill\n- [ ] Call\n", 1},
        {"inserted", "- [ ] Pay the bill\n- [ ] Some text\n- [ ] Call\n", 1},
        {"deleted", "- [ ] Pay the bill\n", 1},
        {"swapped", "- [ ] Call\n- [ ] Pay the bill\n", 1},
    };
    for (const auto& [name, middle, changed] : cases) {
        DYNAMIC_SECTION(name) {
            auto text = before;
            uids_of(note(middle), text);
            const auto old = lines_of(before);
            std::size_t fresh = 0;
            for (const auto& line : lines_of(text)) {
                fresh += std::find(old.begin(), old.end(), line) == old.end() ? 1 : 0;
            }
            CHECK(fresh == changed);
        }
    }
}

TEST_CASE("a file that is damaged is refused, with the place and what to do", "[sidecar]") {
    const auto good = sidecar_of(two);
    const auto lines = lines_of(good);
    REQUIRE(lines.size() == 3);
    const auto with_field = [&](std::size_t column, const char* value) {
        auto line = lines[1];
        std::size_t begin = 0;
        for (; column > 0; --column) {
            begin = line.find('\t', begin) + 1;
        }
        line.replace(begin, line.find_first_of("\t\n", begin) - begin, value);
        return lines[0] + line + lines[2];
    };
    const struct {
        const char* name;
        std::string text;
        const char* message;  // part of it
    } cases[] = {
        {"sound", good, ""},
        {"a newer version", replaced(good, "ids 1", "ids 2"),
         ".tasklint/ids.tsv:1:1: this list of UIDs has version 2, and this tasklint knows "
         "version 1"},
        {"no version", replaced(good, "ids 1", "ids one"), "ids.tsv:1:1: \"one\" is no version"},
        {"version 0", replaced(good, "ids 1", "ids 0"), "ids.tsv:1:1: \"0\" is no version"},
        {"no header", lines[1] + lines[2], "ids.tsv:1:1: this is no list of UIDs"},
        {"another file", "a: 1\n", "ids.tsv:1:1: this is no list of UIDs"},
        {"another file, one line", "a: 1", "ids.tsv:1:1: this is no list of UIDs"},
        {"a line of rubbish", lines[0] + lines[1] + "rubbish\n" + lines[2],
         "ids.tsv:3:1: a task has 11 columns, this line 1; restore the file, or delete this line"},
        {"a comment", lines[0] + "# mine\n" + lines[1], "ids.tsv:2:1: a task has 11 columns"},
        {"spaces for tabs", lines[0] + replaced(lines[1], "\t", " "), "this line 1"},
        {"a UID that is a path", with_field(0, "../x"),
         "ids.tsv:2:1: \"../x\" cannot be the "
         "column \"uid\""},
        {"no UID", with_field(0, ""), "column \"uid\""},
        {"an escape that is none", with_field(1, "a\\b"), "column \"path\""},
        {"a block id that is none", with_field(2, "\\"), "column \"block id\""},
        {"an id that is none", with_field(3, "\\"), "column \"id\""},
        {"a text that is no hash", with_field(4, "12"), "column \"text\""},
        {"words that are cut", with_field(5, "abc"), "column \"words\""},
        {"words that are none", with_field(5, "ab.d"), "column \"words\""},
        {"words not in order", with_field(5, "BBBBAAAA"), "column \"words\""},
        {"created that is no date", with_field(6, "today"), "column \"created\""},
        {"dates that are no hash", with_field(7, "1"), "column \"dates\""},
        {"dates of too many digits", with_field(7, "1111111111111111"), "column \"dates\""},
        {"a place that is no number", with_field(8, "one"), "column \"place\""},
        {"a place out of range", with_field(8, "9000000000000000000"), "column \"place\""},
        {"components that are none", with_field(9, "x"), "column \"components\""},
        {"a component without a stamp", with_field(9, "=0000000000000001,5"),
         "column \"components\""},
        {"a negative sequence", with_field(9, "=0000000000000001,5,-1"), "\"components\""},
        {"an empty component", with_field(9, ";"), "\"components\""},
        {"an impossible date", with_field(10, "2026-02-30"), "column \"retired\""},
        {"zeros", std::string(200, '\0') + "\n", "this is no list of UIDs"},
    };
    for (const auto& [name, text, message] : cases) {
        DYNAMIC_SECTION(name) {
            const auto error = error_of(text);
            CHECK_THAT(error, TASKLINT_CONTAINS(message));
            CHECK(error.empty() == (std::string{message}.empty()));
        }
    }
}

TEST_CASE("a file that is cut short is mended, with a warning", "[sidecar]") {
    const auto good = sidecar_of(two);
    std::string text = good;
    const auto uids = uids_of(two, text);
    for (std::size_t size = 0; size < good.size(); ++size) {
        const auto cut = good.substr(0, size);
        INFO(cut);
        auto sidecar = Sidecar::read(cut, "ids.tsv");
        const bool at_line_end = size > 0 && cut.back() == '\n';
        const bool ends_whole = size > 0 && good[size] == '\n';
        CHECK(sidecar.warnings().size() == (at_line_end || ends_whole ? 0 : 1));
        auto mended = sidecar.to_text();
        CHECK(uids_of(two, mended) == uids);
    }
    CHECK_THAT(Sidecar::read(good.substr(0, good.size() - 9), "ids.tsv").warnings().at(0),
               TASKLINT_CONTAINS("ids.tsv:3: this line is cut short"));
    CHECK_THAT(Sidecar::read("", "ids.tsv").warnings().at(0),
               TASKLINT_CONTAINS("ids.tsv: this file is empty"));
}

TEST_CASE("what does not change the meaning of the file is read", "[sidecar]") {
    const auto good = sidecar_of(two);
    const auto lines = lines_of(good);
    const auto crlf = replaced(good, "\n", "\r\n");
    const struct {
        const char* name;
        std::string text, written;
    } cases[] = {
        {"CRLF is kept", crlf, crlf},
        {"no final newline", good.substr(0, good.size() - 1), good},
        {"a BOM", "\xEF\xBB\xBF" + good, good},
        {"empty lines", replaced(good, "\n", "\n\n"), good},
        {"lines in another order", lines[0] + lines[2] + lines[1], good},
        {"a line twice", good + lines[1], good},
        {"the header twice", good + lines[0], good},
        {"another text behind the version", "# tasklint ids 1\n" + lines[1] + lines[2], good},
        {"further columns are kept", lines[0] + replaced(lines[1], "\n", "\tmore\t\n") + lines[2],
         lines[0] + replaced(lines[1], "\n", "\tmore\t\n") + lines[2]},
    };
    for (const auto& [name, text, written] : cases) {
        DYNAMIC_SECTION(name) {
            const auto sidecar = Sidecar::read(text, "ids.tsv");
            CHECK(sidecar.to_text() == written);
            CHECK(sidecar.warnings().empty());
        }
    }
}

TEST_CASE("of two lines with one UID the newer one counts, in any order", "[sidecar]") {
    const Notes before{{"a.md", "- [ ] Pay the bill\n"}};
    const Notes moved{{"b.md", "- [ ] Pay the bill\n"}};
    const auto base = sidecar_of(before, {}, 1000, 1);
    const auto ours = lines_of(sidecar_of(moved, base, 2000, 2)).at(1);
    const auto theirs = lines_of(sidecar_of(before, base, 3000, 3)).at(1);
    auto gone = base;
    uids_of({{"a.md", "Nothing\n"}}, gone);
    const auto retired = replaced(lines_of(gone).at(1), ",1000,0", ",9000,9");
    const auto head = lines_of(base).at(0);
    const struct {
        const char* name;
        std::vector<std::string> lines;
        std::string expected;
    } cases[] = {
        {"the newer stamp", {ours, theirs}, theirs},
        {"a task that is there before one that is gone",
         {retired, theirs},
         replaced(theirs, "=0000000000000003,3000,1", "=0000000000000001,9000,9")},
        {"each component is the newest of both",
         {replaced(ours, "\t=", "\t-due=0000000000000007,5000,2;-start=0000000000000001,1,0;="),
          theirs},
         replaced(replaced(ours, "\t=", "\t="), "=0000000000000002,2000,1",
                  "=0000000000000003,3000,1;-due=0000000000000007,5000,2;-start="
                  "0000000000000001,1,0")},
        {"three of them",
         {ours, retired, theirs, ours},
         replaced(theirs, "=0000000000000003,3000,1", "=0000000000000001,9000,9")},
    };
    for (const auto& [name, lines, expected] : cases) {
        DYNAMIC_SECTION(name) {
            auto some = lines;
            std::sort(some.begin(), some.end());
            do {
                CHECK(Sidecar::read(head + joined(some), "ids.tsv").to_text() == head + expected);
            } while (std::next_permutation(some.begin(), some.end()));
        }
    }
}

TEST_CASE("a conflict that git left is read as both sides", "[sidecar]") {
    const Notes base_notes{{"a.md", "- [ ] Pay the bill\n"}};
    const auto base = sidecar_of(base_notes);
    const auto ours = sidecar_of({{"a.md", "- [ ] Pay the old bill\n- [ ] Ours\n"}}, base, 2000, 2);
    const auto theirs =
        sidecar_of({{"a.md", "- [ ] Pay the new bill\n- [ ] Theirs\n"}}, base, 3000, 3);
    const auto head = lines_of(base).at(0);
    const auto body = [&](const std::string& text) { return text.substr(head.size()); };
    const auto expected = Sidecar::read(ours + body(theirs), "ids.tsv").to_text();
    CHECK(lines_of(expected).size() == 4);
    for (const auto& middle : {std::string{}, "||||||| base\n" + body(base) + "rubbish\n"}) {
        for (const bool windows : {false, true}) {
            auto text = fmt::format("{}<<<<<<< HEAD\n{}{}=======\n{}>>>>>>> other\n", head,
                                    body(ours), middle, body(theirs));
            text = windows ? replaced(text, "\n", "\r\n") : text;
            const auto sidecar = Sidecar::read(text, "ids.tsv");
            CHECK(replaced(sidecar.to_text(), "\r", "") == expected);
            REQUIRE(sidecar.warnings().size() == 1);
            CHECK_THAT(sidecar.warnings()[0], TASKLINT_CONTAINS("ids.tsv:2: git left a conflict"));
        }
    }
}

TEST_CASE("branches are merged by git", "[sidecar]") {
    const auto vault = [](const char* first, const char* second, const char* more) {
        return Notes{{"a.md", fmt::format("- [ ] {}\n- [ ] Middle one\n- [ ] {}\n", first, second)},
                     {"b.md", fmt::format("- [ ] Other\n{}", more)}};
    };
    const auto base = vault("Pay the bill", "Write the letter", "");
    const auto ours = vault("Pay the whole bill", "Write the letter", "- [ ] Ours\n");
    const auto theirs = vault("Pay the bill", "Write the long letter", "- [ ] Theirs\n");
    const auto both =
        vault("Pay the whole bill", "Write the long letter", "- [ ] Ours\n- [ ] Theirs\n");
    // Both changed the first task, in different ways.
    const auto clash = vault("Pay the little bill", "Write the long letter", "- [ ] Ours\n");
    for (const bool by_union : {true, false}) {
        for (const bool clashing : {false, true}) {
            DYNAMIC_SECTION((by_union ? "union" : "plain") << (clashing ? ", clashing" : "")) {
                const support::ScratchRepository repository;
                const auto commit = [&](const Notes& notes, const std::string& from,
                                        std::int64_t now) {
                    auto text = sidecar_of(notes, from, now, static_cast<std::uint64_t>(now));
                    repository.write(".tasklint/ids.tsv", text);
                    repository.commit();
                    return text;
                };
                repository.write(".gitattributes",
                                 by_union ? ".tasklint/ids.tsv merge=union\n" : "");
                auto first = sidecar_of(base);
                const auto uids = uids_of(base, first);
                const auto start = commit(base, first, 1000);
                repository.git({"checkout", "--quiet", "-b", "other"});
                commit(clashing ? clash : theirs, start, 3000);
                repository.git({"checkout", "--quiet", "main"});
                commit(ours, start, 2000);
                auto merge = support::Program{
                    .words = {"git", "-c", "user.name=Participant One", "-c",
                              "user.email=one@example.org", "merge", "--quiet", "other"},
                    .folder = repository.path(),
                    .environment = support::ScratchRepository::environment()};
                const auto status = support::run(merge).status;
                CHECK((status == 0 || !by_union));

                auto text = support::read_bytes(repository / ".tasklint/ids.tsv");
                const auto after = uids_of(both, text);
                CHECK(after[0] == uids[0]);
                CHECK(after[1] == uids[1]);
                CHECK(after[2] == uids[2]);
                CHECK(after[3] == uids[3]);
                CHECK(after[4] == stateless_uids_of(both)[4]);
                CHECK(after[5] == stateless_uids_of(both)[5]);
                CHECK(text.find("<<<<") == std::string::npos);
                auto again = text;
                CHECK(uids_of(both, again) == after);
                CHECK(again == text);
            }
        }
    }
}

TEST_CASE("of two UIDs for one task one is kept and the other retires", "[sidecar]") {
    const auto base = sidecar_of({{"a.md", "- [ ] Pay the bill\n"}});
    auto copy = lines_of(base).at(1);
    copy.replace(0, copy.find('\t'), "ffffffff-0000-5000-8000-000000000001");
    auto text = base + copy;
    const auto uids = uids_of({{"a.md", "- [ ] Pay the bill\n"}}, text);
    CHECK(uids == stateless_uids_of({{"a.md", "- [ ] Pay the bill\n"}}));
    CHECK_THAT(lines_of(text).at(2),
               TASKLINT_CONTAINS("ffffffff") && TASKLINT_CONTAINS("\t2026-01-06\n"));
    CHECK_THAT(lines_of(text).at(1), !TASKLINT_CONTAINS("\t2026-01-06\n"));
}
