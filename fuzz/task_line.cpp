// One line: tokens are in order, apart and inside the body; writing a task back gives a task again,
// and writing settles.
#include <utility>

#include "tasklint/task.hpp"

#include "support.hpp"

using namespace tasklint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string line = fuzz::text_of(data, size);
    if (line.find('\n') != std::string::npos) {
        return 0;
    }
    const TaskSettings settings;
    const auto parsed = parse_task_line(line, settings);
    if (!parsed) {
        return 0;
    }
    const Span all{0, static_cast<std::uint32_t>(size)};
    std::uint32_t at = parsed->task.body.begin;
    for (const Token& token : parsed->tokens) {
        fuzz::require(token.span.begin >= at && token.span.end > token.span.begin,
                      "tokens are in order and apart");
        fuzz::require(token.span.contains(token.value), "a value is inside its token");
        at = token.span.end;
    }
    fuzz::require(at <= parsed->task.body.end && all.contains(parsed->task.body),
                  "tokens are inside the body");
    fuzz::require(parsed->task.body.contains(parsed->task.description),
                  "the description is inside the body");

    if (parsed->tokens.size() > 20) {
        return 0;  // what the plugin's twenty-one passes leave is read when it is written again
    }
    // The space behind the box becomes one more of the hard break, as in the plugin.
    const auto grows = [](const Task& task) {
        return !task.hard_break.empty() && task.body.empty();
    };
    if (grows(parsed->task)) {
        return 0;
    }
    const date::year_month_day today{date::year{2026}, date::month{1}, date::day{5}};
    // Each time the plugin may drop a rule that it cannot read, and then reads what stood before
    // it.
    std::string written = write_task(view(line, *parsed), settings, today);
    bool settles = false;
    for (std::size_t time = 0; !settles && time < parsed->tokens.size() + 2; ++time) {
        const auto again = parse_task_line(written, settings);
        fuzz::require(again.has_value(), "a task that is written is a task");
        if (grows(again->task)) {
            return 0;  // a field that was read and is not written was all it had
        }
        auto next = write_task(view(written, *again), settings, today);
        settles = next == written;
        written = std::move(next);
    }
    fuzz::require(settles, "writing settles");
    return 0;
}
