// A note: lines in order, parents before children, tokens of tasks inside their lines; rules give
// findings inside the note, sorted, whatever the bytes are.
#include "tasklint/document.hpp"
#include "tasklint/lint.hpp"

#include "support.hpp"

using namespace tasklint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Config config;
    config.select = {"all"};
    const RuleSelection selection{config};
    const Document note = parse(fuzz::text_of(data, size), "Notes/2026-01-05.md", config.tasks);
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < note.items.size(); ++i) {
        const ListItem& item = note.items[i];
        fuzz::require(item.line.begin >= at && item.line.end <= size, "items are in order");
        fuzz::require(item.parent == none_index || item.parent < i,
                      "a parent stands before its child");
        fuzz::require(item.task == none_index || note.tasks[item.task].item == i,
                      "item and task know each other");
        at = item.line.begin;
    }
    const auto sections = read_sections(note);
    std::uint32_t behind = 0;
    for (const Section& section : sections) {
        fuzz::require(section.lines.begin >= behind && section.lines.end >= section.lines.begin &&
                          section.lines.end <= size,
                      "sections are in order and apart");
        behind = section.lines.end;
    }
    for (const Task& task : note.tasks) {
        fuzz::require(section_of(sections, task) != nullptr, "a task lies in a section");
        fuzz::require(task.item < note.items.size(), "a task is a list item");
        fuzz::require(
            task.parent == none_index || note.tasks[task.parent].line.begin < task.line.begin,
            "a parent task stands before its child");
        const Heading* const heading = note.heading_of(task);
        fuzz::require(heading == nullptr || heading->line.begin < task.line.begin,
                      "a heading stands before its tasks");
        for (std::uint32_t i = 0; i < task.tokens.count; ++i) {
            fuzz::require(task.line.contains(note.tokens[task.tokens.first + i].span),
                          "tokens are inside the line");
        }
    }
    LintOptions options;
    options.today = date::year_month_day{date::year{2026}, date::month{1}, date::day{5}};
    std::uint32_t last = 0;
    for (const Diagnostic& finding : check(note, config, selection, options)) {
        fuzz::require(finding.span.begin >= last && finding.span.end <= size,
                      "findings are sorted and inside");
        fuzz::require(!finding.message.empty() && finding.rule != nullptr,
                      "a finding says something");
        last = finding.span.begin;
    }
    return 0;
}
