// Notes exported some at a time, against the whole vault at once.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
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

TEST_CASE("text that waits to be written is read again, from memory and from its file",
          "[calendar]") {
    const auto text = [](int i) {
        return fmt::format("{}", i) + std::string(static_cast<std::size_t>(i % 50 * 200), '.');
    };
    constexpr int texts = 4'000;  // of 19 MiB, which goes to the file twice
    Spool spool;
    std::vector<std::uint64_t> begins;
    for (int i = 0; i < texts; ++i) {
        begins.push_back(spool.append(text(i)));
    }
    std::string read;
    std::vector<int> wrong;
    for (int i = texts - 1; i >= 0; --i) {
        spool.read(begins[static_cast<std::size_t>(i)], text(i).size(), read);
        if (read != text(i)) {
            wrong.push_back(i);
        }
    }
    CHECK(wrong == std::vector<int>{});
}

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

TEST_CASE("notes for which there is no memory are left out and told", "[calendar]") {
    constexpr std::size_t starved = 5;  // depends on others: it is read twice
    const auto notes = many_notes();
    std::vector<NotePath> paths;
    for (const auto& [path, text] : notes) {
        paths.push_back({path, path, path});
    }
    const struct {
        const char* name;
        int failing_read;  // 0: seeing it fails
    } cases[] = {{"when it is read", 1}, {"when it is read again", 2}, {"when it is seen", 0}};
    for (const auto& [name, failing_read] : cases) {
        DYNAMIC_SECTION(name) {
            const Config config;
            const CalendarOptions options{};
            std::atomic<int> reads = 0;
            std::atomic<std::size_t> told = 0;
            ExportHooks hooks;
            hooks.read = [&, failing = failing_read](std::size_t note, std::string& text) {
                if (note == starved && ++reads == failing) {
                    throw std::bad_alloc{};
                }
                text = notes[note].second;
                return true;
            };
            if (failing_read == 0) {
                hooks.seen = [](std::size_t note, const Document&) {
                    if (note == starved) {
                        throw std::bad_alloc{};
                    }
                };
            }
            hooks.starved = [&](std::size_t note) { told += note; };
            hooks.left_out = [](const CalendarNote&) {};
            const Exporter exporter{config, options, paths, hooks};
            CHECK(told == starved);
            std::string ics;
            exporter.write(0, [&](std::string_view text) { ics += text; });
            CHECK(ics.find("SUMMARY:Own 5\r\n") == std::string::npos);
            CHECK(ics.find("SUMMARY:Own 4\r\n") != std::string::npos);
            CHECK(ics.find("SUMMARY:Own 699\r\n") != std::string::npos);
        }
    }
}
