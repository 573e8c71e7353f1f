// bench_grammar [LINES]: task lines a second on one core, for the grammars and for the plain reader
// that the tests compare them with. Median of several rounds over the same mixed lines.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "support/peel_reader.hpp"
#include "support/task_lines.hpp"
#include "syntax/parse_task_line.hpp"

namespace {

using namespace tasklint;

struct Lines {
    std::string text;
    std::vector<Span> spans;
};

Lines make_lines(std::size_t count, Format format) {
    std::mt19937 random{1};
    Lines lines;
    for (std::size_t i = 0; i < count; ++i) {
        const auto begin = static_cast<std::uint32_t>(lines.text.size());
        lines.text += task_lines::usual(random, format == Format::dataview);
        lines.spans.push_back({begin, static_cast<std::uint32_t>(lines.text.size())});
        lines.text += '\n';
    }
    return lines;
}

/// Nanoseconds for a line. @param read gives the number of tasks it found, so that nothing of it
/// can be left out
template <typename Read> double nanoseconds(std::size_t lines, const Read& read) {
    constexpr int rounds = 9;
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
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    return times[rounds / 2];
}

void measure(std::size_t count, Format format) {
    const Lines lines = make_lines(count, format);
    TaskSettings settings;
    settings.format = format;
    syntax::Scratch scratch;
    std::vector<Token> tokens;
    std::size_t token_count = 0;
    const double grammar = nanoseconds(count, [&] {
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
    const double plain = nanoseconds(count, [&] {
        std::size_t tasks = 0;
        for (const Span line : lines.spans) {
            tasks += peel_reader::read(line.in(lines.text), format) ? 1U : 0U;
        }
        return tasks;
    });
    fmt::print("{:8}  {} lines, {:.0f} bytes and {:.1f} fields, tags and owners each\n",
               format == Format::emoji ? "emoji" : "Dataview", count,
               static_cast<double>(lines.text.size()) / static_cast<double>(count),
               static_cast<double>(token_count) / static_cast<double>(count));
    for (const auto& [name, time] : {std::pair{"grammar", grammar}, std::pair{"plain", plain}}) {
        fmt::print("  {:8} {:5.2f} M lines/s  {:5.0f} ns a line\n", name, 1000 / time, time);
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
        measure(static_cast<std::size_t>(count), format);
    }
}
