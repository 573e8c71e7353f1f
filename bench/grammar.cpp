// bench_grammar [LINES]: task lines a second on one core, for the grammars and for the plain reader
// that the tests compare them with. Several rounds over the same lines, those of a usual note and
// those that are all full of fields.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "support/peel_reader.hpp"
#include "support/task_lines.hpp"
#include "syntax/parse_task_line.hpp"

namespace {

using namespace tasklint;

struct Lines {
    std::string text;
    std::vector<Span> spans;
};

Lines make_lines(std::size_t count, Format format, bool dense) {
    std::mt19937 random{1};
    Lines lines;
    for (std::size_t i = 0; i < count; ++i) {
        const auto begin = static_cast<std::uint32_t>(lines.text.size());
        lines.text += task_lines::usual(random, format == Format::dataview, dense);
        lines.spans.push_back({begin, static_cast<std::uint32_t>(lines.text.size())});
        lines.text += '\n';
    }
    return lines;
}

/// Nanoseconds for a line: the median of the rounds, and the best, which other programs on the
/// machine disturb least.
struct Times {
    double median, best;
};

/// @param read gives the number of tasks it found, so that nothing of it can be left out
template <typename Read> Times nanoseconds(std::size_t lines, const Read& read) {
    constexpr int rounds = 15;
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        const std::size_t tasks = read();
        const std::chrono::duration<double, std::nano> time =
            std::chrono::steady_clock::now() - begin;
        if (tasks != lines) {
            fmt::print(stderr, "{} of {} lines were read as tasks\n", tasks, lines);
            std::exit(1);
        }
        times.push_back(time.count() / static_cast<double>(lines));
    }
    std::sort(times.begin(), times.end());
    return {times[rounds / 2], times.front()};
}

void measure(std::size_t count, Format format, bool dense) {
    const Lines lines = make_lines(count, format, dense);
    TaskSettings settings;
    settings.format = format;
    syntax::Scratch scratch;
    std::vector<Token> tokens;
    std::size_t token_count = 0;
    const Times grammar = nanoseconds(count, [&] {
        std::size_t tasks = 0;
        tokens.clear();
        for (const Span line : lines.spans) {
            Task task;
            tasks +=
                syntax::parse_task_line(lines.text, line, settings, nullptr, scratch, task, tokens)
                    ? 1U
                    : 0U;
        }
        token_count = tokens.size();
        return tasks;
    });
    const Times plain = nanoseconds(count, [&] {
        std::size_t tasks = 0;
        for (const Span line : lines.spans) {
            tasks += peel_reader::read(line.in(lines.text), format) ? 1U : 0U;
        }
        return tasks;
    });
    fmt::print("{}, {}: {} lines, {:.0f} bytes and {:.1f} fields, tags and owners each\n",
               format == Format::emoji ? "emoji" : "Dataview", dense ? "dense" : "mixed", count,
               static_cast<double>(lines.text.size()) / static_cast<double>(count),
               static_cast<double>(token_count) / static_cast<double>(count));
    for (const auto& [name, times] : {std::pair{"grammar", grammar}, std::pair{"plain", plain}}) {
        fmt::print("  {:8} {:5.2f} M lines/s, {:4.0f} ns a line; best {:5.2f} M lines/s\n", name,
                   1000 / times.median, times.median, 1000 / times.best);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const long count = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 100'000;
    if (argc > 2 || count <= 0) {
        fmt::print(stderr, "usage: bench_grammar [LINES]\n");
        return 2;
    }
    for (const Format format : {Format::emoji, Format::dataview}) {
        for (const bool dense : {false, true}) {
            measure(static_cast<std::size_t>(count), format, dense);
        }
    }
}
