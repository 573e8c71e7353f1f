#include "calendar/match_traces.hpp"

#include <algorithm>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "calendar/vault_of.hpp"
#include "support/catch.hpp"

using namespace tasklint;
using namespace tasklint::test;

namespace {

constexpr auto none = none_index;

/// Traces as known tasks, in order.
std::vector<KnownTask> known_of(const std::vector<TaskTrace>& traces, bool retired = false) {
    std::vector<KnownTask> known;
    for (std::size_t i = 0; i < traces.size(); ++i) {
        known.push_back({&traces[i], static_cast<std::int64_t>(i), retired});
    }
    return known;
}

std::vector<TaskTrace> traces_in(const std::string& text) { return traces_of(vault_of(text)); }

}  // namespace

TEST_CASE("nothing is known at first, and nothing may be there", "[sidecar]") {
    const auto some = traces_in("- [ ] A\n- [ ] B\n");
    CHECK(match_traces({}, some) == std::vector<std::uint32_t>{none, none});
    CHECK(match_traces(known_of(some), {}).empty());
    CHECK(match_traces({}, {}).empty());
}

TEST_CASE("the most similar pair comes first", "[sidecar]") {
    const auto before = traces_in("- [ ] one two three four five six\n");
    const auto after = traces_in("- [ ] one two three four x y\n- [ ] one two three four five x\n");
    CHECK(match_traces(known_of(before), after) == std::vector<std::uint32_t>{none, 0});
}

TEST_CASE("six words in ten have to be the same", "[sidecar]") {
    const auto before = traces_in("- [ ] a b c d e f g h i j\n");
    const struct {
        const char* line;
        bool same;
    } cases[] = {
        {"- [ ] a b c d e f 1 2 3 4\n", true},   // 12 of 20
        {"- [ ] a b c d e 1 2 3 4 5\n", false},  // 10 of 20
        {"- [ ] a b c d e\n", true},             // 10 of 15
        {"- [ ] a b c d\n", false},              // 8 of 14
        {"- [ ] j i h g f e d c b a\n", true},
    };
    for (const auto& [line, same] : cases) {
        INFO(line);
        CHECK(match_traces(known_of(before), traces_in(line))[0] == (same ? 0 : none));
    }
}

TEST_CASE("tasks that are there come before retired ones, but not by id", "[sidecar]") {
    const auto old = traces_in("- [ ] Pay the bill\n- [ ] Pay the bill\n- [ ] Call 🆔 x\n");
    auto known = known_of(old);
    known[0].retired = true;
    known[2].retired = true;
    CHECK(match_traces(known, traces_in("- [ ] Pay the bill\n")) == std::vector<std::uint32_t>{1});
    CHECK(match_traces(known, traces_in("- [ ] Pay the bill\n- [ ] Pay the bill\n")) ==
          std::vector<std::uint32_t>{1, 0});
    CHECK(match_traces(known, traces_in("- [ ] Pay the bill 🆔 x\n")) ==
          std::vector<std::uint32_t>{2});
}

TEST_CASE("a retired task is found by its words only with the same created date", "[sidecar]") {
    const auto old = traces_in("- [ ] Pay the bill ➕ 2026-01-01\n");
    const auto known = known_of(old, true);
    CHECK(match_traces(known, traces_in("- [ ] Pay the whole bill ➕ 2026-01-01\n"))[0] == 0);
    CHECK(match_traces(known, traces_in("- [ ] Pay the whole bill ➕ 2026-01-02\n"))[0] == none);
    CHECK(match_traces(known, traces_in("- [ ] Pay the whole bill\n"))[0] == none);
}

TEST_CASE("the order in which known tasks are given does not count", "[sidecar]") {
    std::string before, after;
    for (int i = 0; i < 40; ++i) {
        before += fmt::format("- [ ] plan {} of {}\n", i % 7, i % 5);
        after += fmt::format("- [ ] new plan {} of {}\n", i % 6, i % 5);
    }
    const auto old = traces_in(before);
    const auto tasks = traces_in(after);
    auto known = known_of(old);
    const auto uids_found = [&] {
        std::vector<std::string> uids;
        for (const auto at : match_traces(known, tasks)) {
            uids.push_back(at == none ? "" : known[at].trace->uid);
        }
        return uids;
    };
    const auto expected = uids_found();
    CHECK(std::count(expected.begin(), expected.end(), "") < 20);
    std::mt19937 random{1};
    for (int i = 0; i < 20; ++i) {
        std::shuffle(known.begin(), known.end(), random);
        CHECK(uids_found() == expected);
    }
}

TEST_CASE("tasks made to be slow to match are not", "[sidecar][time]") {
    const auto seconds = [](std::size_t count, const auto& path, const auto& text) {
        std::vector<TaskTrace> before, after;
        for (std::size_t i = 0; i < count; ++i) {
            for (const bool now : {false, true}) {
                TaskTrace trace;
                trace.path = path(i, now);
                const std::string line = text(i, now);
                trace.words = word_set(line);
                trace.text = std::hash<std::string>{}(line) | 1U;
                trace.uid = std::to_string(i);
                (now ? after : before).push_back(std::move(trace));
            }
        }
        const auto known = known_of(before);
        const auto begin = std::clock();
        CHECK(match_traces(known, after).size() == count);
        return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    };
    const auto one = [](std::size_t, bool) { return std::string{"a.md"}; };
    const auto renamed = [](std::size_t i, bool now) {
        return fmt::format("{}/{:06}.md", now ? "new" : "old", i / 3);
    };
    const auto all_renamed = [](std::size_t i, bool now) {
        return fmt::format("{}{:06}.md", now ? "new" : "old", i / 3);
    };
    const auto twins = [](std::size_t, bool) { return std::string{"the same text"}; };
    const auto alike = [](std::size_t i, bool now) {
        return fmt::format("common words of them all {} {}", i % 3, now ? "now" : "then");
    };
    const auto templates = [](std::size_t i, bool) { return fmt::format("plan {}", i % 3); };
    const auto check = [&](const char* name, const auto& path, const auto& text) {
        constexpr std::size_t count = 20'000;
        const auto half = seconds(count / 2, path, text);
        const auto whole = seconds(count, path, text);
        INFO(name << ": " << half << " s and " << whole << " s");
        CHECK(whole < 10);
        CHECK(whole < 4 * half + 1);
    };
    const auto edited = [](std::size_t i, bool now) {
        return fmt::format("task {} of the{} plan {}", i, now ? " new" : "", i % 7);
    };
    check("all edited", one, edited);
    check("twins", one, twins);
    check("alike", one, alike);
    check("renamed folder", renamed, templates);
    check("renamed notes", all_renamed, templates);
}
