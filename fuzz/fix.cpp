// Mending: every task that was read is read again with every field, tag and owner it had; a second
// run changes nothing; line endings stay.
#include <algorithm>

#include "tasklint/fix.hpp"

#include "support.hpp"

using namespace tasklint;

namespace {

std::size_t count(const std::string& text, char c) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

std::string field_text(const TaskView& task, FieldKind kind) {
    const Token* const field = task.read_field(kind);
    return field == nullptr ? std::string{} : std::string{task.in(field->value)};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 4096) {
        return 0;  // rounds over long notes say nothing more
    }
    const std::string text = fuzz::text_of(data, size);
    const Config config;
    const RuleSelection selection{config};
    LintOptions options;
    options.today = date::year_month_day{date::year{2026}, date::month{1}, date::day{5}};
    const FixResult once = fix(text, "Note.md", config, selection, options, false);
    fuzz::require(
        count(once.text, '\n') == count(text, '\n') && count(once.text, '\r') == count(text, '\r'),
        "line endings stay");
    fuzz::require(fix(once.text, "Note.md", config, selection, options, false).text == once.text,
                  "a second run changes nothing");

    const Document before = parse(text, "Note.md", config.tasks);
    const Document after = parse(once.text, "Note.md", config.tasks);
    fuzz::require(after.tasks.size() >= before.tasks.size(), "no task is lost");
    const LineIndex old_lines{before.text};
    const LineIndex new_lines{after.text};
    std::size_t j = 0;
    for (std::size_t i = 0; i < before.tasks.size(); ++i) {
        const std::uint32_t line = old_lines.line_of(before.tasks[i].line.begin);
        while (j < after.tasks.size() && new_lines.line_of(after.tasks[j].line.begin) != line) {
            ++j;
        }
        fuzz::require(j < after.tasks.size(), "a task stays on its line");
        const TaskView old_task = before.view(i);
        const TaskView new_task = after.view(j);
        for (std::size_t kind = 0; kind < field_kind_count; ++kind) {
            const auto field = static_cast<FieldKind>(kind);
            if (old_task.read_field(field) == nullptr) {
                continue;
            }
            fuzz::require(new_task.read_field(field) != nullptr,
                          "a field that was read is still read");
            fuzz::require(field_text(old_task, field) == field_text(new_task, field) &&
                              (field != FieldKind::priority ||
                               old_task.task->priority == new_task.task->priority),
                          "a field keeps its value");
        }
        fuzz::require(tags_of(old_task, config.tasks) == tags_of(new_task, config.tasks),
                      "tags stay");
        fuzz::require(old_task.in(old_task.task->status) == new_task.in(new_task.task->status),
                      "the status stays");
    }
    return 0;
}
