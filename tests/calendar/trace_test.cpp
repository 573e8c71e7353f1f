#include "calendar/trace.hpp"

#include <algorithm>
#include <string>

#include <fmt/core.h>

#include "calendar/vault_of.hpp"
#include "support/catch.hpp"

using namespace tasklint;
using namespace tasklint::test;

TEST_CASE("a trace has what a task is known by", "[sidecar]") {
    const auto traces = traces_of(
        vault_of({{"b.md", "- [ ] Pay the Bill #a 🆔 x1 ➕ 2026-01-02 📅 2026-01-06 ^block\n"},
                  {"a.md", "- [ ] pay the bill\n- [ ] 📅 2026-01-06\n- [ ] Pay ➕ 2026-02-30\n"}}));
    REQUIRE(traces.size() == 4);
    CHECK(traces[0].path == "a.md");
    CHECK(traces[3].path == "b.md");
    CHECK(traces[3].block == "^block");
    CHECK(traces[3].id == "x1");
    CHECK(text_of(traces[3].created) == "2026-01-02");
    CHECK(traces[3].text == traces[0].text);
    CHECK(traces[3].words == traces[0].words);
    CHECK(traces[3].uid.size() == 36);
    CHECK(traces[0].dates == 0);
    CHECK(traces[3].dates != 0);
    CHECK(traces[3].dates == traces[1].dates);
    CHECK(traces[1].text == 0);
    CHECK(traces[1].words.empty());
    CHECK(text_of(traces[2].created) == "2026-02-30");
}

TEST_CASE("done and cancelled dates, and one from the note's name, are no dates of a trace",
          "[sidecar]") {
    Config config;
    config.tasks.filename_as_scheduled_date = true;
    const auto traces = traces_of(vault_of(
        {{"2026-01-06.md", "- [ ] A\n- [x] A ✅ 2026-01-06\n- [-] A ❌ 2026-01-06\n"}}, config));
    REQUIRE(traces.size() == 3);
    for (const auto& trace : traces) {
        CHECK(trace.dates == 0);
    }
}

TEST_CASE("words are what a text says, without punctuation and order", "[sidecar]") {
    const struct {
        const char* a;
        const char* b;
    } same[] = {
        {"pay the bill", "the bill: pay!"},
        {"pay", "pay pay, pay"},
        {"„äpfel“ – und birnen", "birnen und äpfel"},
        {"明日", "日明"},
        {"call 🦊 now", "now🦊call"},
        {"", " ...… "},
    };
    for (const auto& [a, b] : same) {
        INFO(a);
        CHECK(word_set(a) == word_set(b));
    }
    CHECK(word_set("pay the bill").size() == 3);
    CHECK(word_set("会議の資料").size() == 5);
    CHECK(word_set("äpfel").size() == 1);
    CHECK(word_set("pay") != word_set("bay"));
    std::string many;
    for (int i = 0; i < 10000; ++i) {
        many += fmt::format("w{} ", i);
    }
    const auto words = word_set(many);
    CHECK(words.size() == 64);
    CHECK(std::is_sorted(words.begin(), words.end()));
    CHECK(words.back() < (1U << word_bits));
}
