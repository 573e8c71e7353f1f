// Notes exported some at a time, against the whole vault at once.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "calendar/exporter.hpp"
#include "calendar/vault_of.hpp"
#include "support/catch.hpp"
#include "tasklint/calendar.hpp"

using namespace tasklint;
using namespace tasklint::test;

namespace {

/// Enough notes for several rounds: twins, dependencies both ways, what no calendar can have.
std::vector<std::pair<std::string, std::string>> many_notes() {
    constexpr int count = 700;
    std::vector<std::pair<std::string, std::string>> notes;
    for (int i = 0; i < count; ++i) {
        std::string text = fmt::format("- [ ] Twin\n- [ ] Own {} 🆔 id{} 📅 2026-01-06\n", i, i);
        if (i % 5 == 0) {
            text += fmt::format("- [ ] Wants {} ⛔ id{}, id{}\n", i, (i + 400) % count,
                                (i + 300) % count);
        }
        if (i % 70 == 3) {
            text += "    - [ ] Bad 📅 2026-02-30\n- [x] Done ✅ 2026-01-05\n- [ ] {{date}}\n";
        }
        notes.emplace_back(fmt::format("{:03}.md", i), text);
    }
    return notes;
}

using LeftOutLine = std::tuple<std::string, std::uint32_t, std::string>;

std::vector<LeftOutLine> sorted(const std::vector<CalendarNote>& notes) {
    std::vector<LeftOutLine> lines;
    for (const auto& note : notes) {
        lines.emplace_back(note.path, note.line, note.reason);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

}  // namespace

TEST_CASE("notes exported some at a time give the calendar of all at once", "[calendar]") {
    const auto notes = many_notes();
    const auto vault = vault_of(notes);
    std::vector<NotePath> paths;
    for (const auto& [path, text] : notes) {
        paths.push_back({path, path, path});
    }
    CalendarOptions options;
    options.keep_done = false;
    SECTION("as to-dos") {}
    SECTION("as events") { options.settings.profile = Profile::events; }
    SECTION("as both") { options.settings.profile = Profile::both; }
    const auto whole = make_calendar(vault, options);

    std::atomic<std::size_t> reads = 0;
    std::vector<CalendarNote> left_out;
    ExportHooks hooks;
    hooks.read = [&](std::size_t note, std::string& text) {
        ++reads;
        text = notes[note].second;
        return true;
    };
    hooks.left_out = [&](const CalendarNote& note) { left_out.push_back(note); };
    const Exporter exporter{vault.config, options, paths, hooks};
    std::string ics;
    exporter.write(0, [&](std::string_view text) { ics += text; });
    CHECK(ics == write_ics(whole));
    CHECK(sorted(left_out) == sorted(whole.left_out));
    CHECK(exporter.todos() + exporter.events() == whole.components.size());
    CHECK(reads == notes.size() + notes.size() / 5);  // those with dependencies twice
}
