// bench_parts FOLDER: where the time of a check and of an export goes, part by part, on one core
// and on notes that are in memory. FOLDER as bench/make_vault.py writes it.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "document/blocks.hpp"
#include "tasklint/tasklint.hpp"

namespace {

using namespace tasklint;

struct Notes {
    Vault vault;
    std::size_t bytes = 0;
    std::size_t tasks = 0;
};

Notes read(const std::string& folder) {
    Config config;
    config.root = folder;
    Notes notes{load_vault({folder}, std::move(config)), 0, 0};
    for (const Document& note : notes.vault.documents) {
        notes.bytes += note.text.size();
        notes.tasks += note.tasks.size();
    }
    return notes;
}

/// Prints the median of some rounds. @param run gives a number that depends on all of its work
template <typename Run> void measure(const char* part, const Notes& notes, const Run& run) {
    constexpr int rounds = 7;
    std::vector<double> seconds;
    std::size_t sum = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        sum += run();
        const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
        seconds.push_back(time.count());
    }
    std::sort(seconds.begin(), seconds.end());
    const double median = seconds[rounds / 2];
    fmt::print("{:28} {:8.1f} ms {:8.0f} MB/s {:8.0f} ns a task   ({})\n", part, median * 1000,
               static_cast<double>(notes.bytes) / median / 1e6,
               median * 1e9 / static_cast<double>(notes.tasks), sum / rounds);
}

void measure_all(const Notes& notes) {
    const Vault& vault = notes.vault;
    const date::year_month_day today{date::year{2026}, date::month{1}, date::day{5}};
    measure("is it UTF-8", notes, [&] {
        return static_cast<std::size_t>(
            std::count_if(vault.documents.begin(), vault.documents.end(),
                          [](const Document& note) { return is_valid_utf8(note.text); }));
    });
    measure("blocks, line by line", notes, [&] {
        std::size_t lines = 0;
        for (const Document& note : vault.documents) {
            document::BlockScanner scanner{note.text};
            for (document::LineInfo line; scanner.next(line);) {
                lines += line.kind == document::LineKind::hidden ? 1 : 2;
            }
        }
        return lines;
    });
    std::vector<Document> copies(vault.documents.size());
    for (std::size_t i = 0; i < copies.size(); ++i) {
        copies[i].text = vault.documents[i].text;
        copies[i].path = vault.documents[i].path;
    }
    measure("parse: blocks and tasks", notes, [&] {
        std::size_t tasks = 0;
        for (Document& note : copies) {
            parse(note, vault.config.tasks);
            tasks += note.tasks.size();
        }
        return tasks;
    });
    const RuleSelection selection{vault.config};
    LintOptions options;
    options.today = today;
    for (const bool preview : {false, true}) {
        options.preview_fixes = preview;
        measure(preview ? "rules, and fixes tried" : "rules", notes, [&] {
            std::size_t findings = 0;
            for (const Document& note : vault.documents) {
                findings += check(note, vault.config, selection, options).size();
            }
            return findings;
        });
    }
    CalendarOptions calendar_options;
    calendar_options.today = today;
    measure("calendar: values", notes,
            [&] { return make_calendar(vault, calendar_options).components.size(); });
    const Calendar calendar = make_calendar(vault, calendar_options);
    measure("calendar: text", notes, [&] { return write_ics(calendar).size(); });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: bench_parts FOLDER\n");
        return 2;
    }
    const Notes notes = read(argv[1]);
    if (notes.tasks == 0) {
        fmt::print(stderr, "{} has no tasks\n", argv[1]);
        return 1;
    }
    fmt::print("{} notes, {:.1f} MB, {} tasks\n", notes.vault.documents.size(),
               static_cast<double>(notes.bytes) / 1e6, notes.tasks);
    measure_all(notes);
}
