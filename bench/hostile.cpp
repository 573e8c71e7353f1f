// bench_hostile [SIZE]: lines and notes made to be slow, read at n, 2n and 4n pieces. Ends with 1
// if four times the input takes much more than four times as long.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "tasklint/document.hpp"
#include "tasklint/task.hpp"

namespace {

using namespace tasklint;

struct Case {
    const char* name;
    std::string_view begin;   ///< of the line or note
    std::string_view repeat;  ///< n times
    std::string_view end;
    Format format = Format::emoji;
    bool note = false;  ///< a whole note, not one line
};

constexpr Case cases[] = {
    {"fields", "- [ ] a", " 📅 2026-01-06", ""},
    {"fields behind which text stands", "- [ ] a", " 📅 2026-01-06", " b"},
    {"tags", "- [ ] a", " #tag", ""},
    {"tags glued together", "- [ ] a ", "#tag", ""},
    {"fields glued into tags", "- [ ] a", " #t📅 2026-01-06", ""},
    {"signs without values", "- [ ] a", " 📅", ""},
    {"signs glued together", "- [ ] a", "⛔", " a"},
    {"dependencies", "- [ ] a ⛔ b", ",b", ""},
    {"dependencies with a space before each comma", "- [ ] a ⛔ b", " ,b", ""},
    {"the same before text", "- [ ] a ⛔ b", " ,b", " ."},
    {"a long rule", "- [ ] a 🔁 every day", " on", ""},
    {"spaces behind a sign", "- [ ] a 📅", " ", "2026-01-06"},
    {"spaces behind signs", "- [ ] a", " 📅      ", "x"},
    {"no-break spaces", "- [ ] a", "\xC2\xA0", "#tag"},
    {"line of text", "- [ ] ", "word ", ""},
    {"no text at all", "- [ ] ", "    ", ""},
    {"indentation", "", "> \t", "- [ ] a 📅 2026-01-06"},
    {"digits before the marker", "", "1234", ") [ ] a 📅 2026-01-06"},
    {"opening brackets", "- [ ] a ", "[", ""},
    {"boxes", "- [ ] ", "[ ] ", ""},
    {"backticks of every length", "- [ ] ", "` `` ``` ", "@a"},
    {"owners", "- [ ] a.", " @Person One", ""},
    {"at signs", "- [ ] a ", "@", "b"},
    {"links that do not end", "- [ ] @a ", "[[@", ""},
    {"comments that do not end", "- [ ] @a ", "%% <!-- ](", ""},
    {"inline fields of owners", "- [ ] a ", "[owner:: ", ""},
    {"carets", "- [ ] a", " ^b", ""},
    {"bytes that are no UTF-8", "- [ ] a", "\xF0\x9F", " 📅 2026-01-06"},
    {"mangled signs", "- [ ] a", " \xC3\xBC\xC3\xAC\xC3\x96 2026", ""},
    {"Dataview: fields", "- [ ] a", " [due:: 2026-01-06]", "", Format::dataview},
    {"Dataview: fields before text", "- [ ] a", " (due:: 2026-01-06),", " b", Format::dataview},
    {"Dataview: opening brackets", "- [ ] a ", "[", "", Format::dataview},
    {"Dataview: brackets and spaces", "- [ ] a ", "[    ", "", Format::dataview},
    {"Dataview: fields that do not end", "- [ ] a", " [repeat:: every day", "", Format::dataview},
    {"Dataview: dependencies", "- [ ] a [dependsOn:: b", " ,b", "] .", Format::dataview},
    {"Dataview: commas", "- [ ] a [due:: 2026-01-06]", " ,", "", Format::dataview},
    {"choosing a format", "- [ ] a", " 📅 2026-01-06 [due:: 2026-01-06]", " b", Format::automatic},
    {"note: nested quotes", "", ">", " - [ ] a\n", Format::emoji, true},
    {"note: fences", "", "```\n- [ ] a\n", "", Format::emoji, true},
    {"note: fences that do not end", "", "> ```\n\n- [ ] a\n", "", Format::emoji, true},
    {"note: comments that do not end", "- [ ] a\n", "<!-- %%\n<!--\n$$\n", "", Format::emoji, true},
    {"note: comments in items that close elsewhere", "", "- %%\n", "\n%%", Format::emoji, true},
    {"note: comments in a quote that close elsewhere", "", "> <!--\n> - $$\n", "\n--> $$",
     Format::emoji, true},
    {"note: HTML blocks", "", "<div>\n- [ ] a\n<script>\n", "", Format::emoji, true},
    {"note: list items", "", "- [ ] a\n", "", Format::emoji, true},
    {"note: numbered items", "", "1. a\n7) [ ] b\n", "", Format::emoji, true},
    {"note: footnotes and tables", "", "[^1]: a\n|a|\n|-|\n", "", Format::emoji, true},
    {"note: blank lines in a list", "- [ ] a\n", "\n", "  - [ ] b\n", Format::emoji, true},
};

std::string make(const Case& hostile, std::size_t count) {
    std::string text{hostile.begin};
    text.reserve(text.size() + count * hostile.repeat.size() + hostile.end.size());
    for (std::size_t i = 0; i < count; ++i) {
        text += hostile.repeat;
    }
    return text += hostile.end;
}

/// What reading means here: all that a caller asks of a task.
void read(const Case& hostile, const std::string& text) {
    TaskSettings settings;
    settings.format = hostile.format;
    std::size_t size = 0;
    if (hostile.note) {
        const Document note = parse(text, "Note.md", settings);
        size = note.items.size() + read_sections(note).size();
    } else if (const auto parsed = parse_task_line(text, settings)) {
        const auto task = view(text, *parsed);
        const date::year_month_day today{date::year{2026}, date::month{1}, date::day{5}};
        size = tags_of(task, settings).size() + owners_of(task).size() +
               write_task(task, settings, today).size();
    }
    if (size > 100 * text.size() + 100) {
        std::abort();  // uses the result
    }
}

/// Processor time, which other programs disturb less than the clock's; the least of some rounds.
double milliseconds(const Case& hostile, const std::string& text, int rounds) {
    double best = 1e9;
    for (int round = 0; round < rounds; ++round) {
        const std::clock_t begin = std::clock();
        read(hostile, text);
        const auto ticks = static_cast<double>(std::clock() - begin);
        best = std::min(best, ticks * 1000 / CLOCKS_PER_SEC);
    }
    return best;
}

struct Times {
    double one, two, four;

    /// Four times the input may take twelve times as long: linear is 4, more where caches overflow,
    /// quadratic 16. What takes less than a millisecond says nothing.
    [[nodiscard]] bool is_linear() const { return four <= 12 * std::max(one, 0.25); }
};

Times measure(const Case& hostile, std::size_t count, int rounds) {
    return {milliseconds(hostile, make(hostile, count), rounds),
            milliseconds(hostile, make(hostile, count * 2), rounds),
            milliseconds(hostile, make(hostile, count * 4), rounds)};
}

}  // namespace

int main(int argc, char** argv) {
    const long size = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 4'000'000;
    if (argc > 2 || size < 100'000) {
        fmt::print(stderr,
                   "usage: bench_hostile [SIZE]\n\nSIZE: bytes of the largest input, 100000 or "
                   "more (default: 4000000)\n");
        return 2;
    }
    bool all_linear = true;
    fmt::print("{:46} {:>8} {:>9} {:>9} {:>9}  {}\n", "", "n", "n ms", "2n ms", "4n ms", "4n/n");
    for (const Case& hostile : cases) {
        const std::size_t count =
            std::max<std::size_t>(static_cast<std::size_t>(size) / hostile.repeat.size() / 4, 1);
        Times times = measure(hostile, count, 3);
        if (!times.is_linear()) {
            times = measure(hostile, count, 15);  // a busy machine gets another chance
        }
        all_linear = all_linear && times.is_linear();
        fmt::print("{:46} {:>8} {:>9.2f} {:>9.2f} {:>9.2f}  {:.1f}{}\n", hostile.name, count,
                   times.one, times.two, times.four, times.four / times.one,
                   times.is_linear() ? "" : "  NOT LINEAR");
    }
    return all_linear ? 0 : 1;
}
