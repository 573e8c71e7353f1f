#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const Token* const field = context.view.read_field(FieldKind::on_completion);
    if (field == nullptr || context.task.on_completion != OnCompletion::delete_line) {
        return;
    }
    const auto& items = context.document.items;
    std::size_t child = context.task.item;
    while (child < items.size() && items[child].line == context.task.line) {
        ++child;  // `- [ ] 1. text` is two items
    }
    if (child >= items.size() || items[child].parent == none_index ||
        !(items[items[child].parent].line == context.task.line)) {
        return;
    }
    auto& finding = report.add(field->span, "deletes a task that has others below it");
    finding.plugin_reads = "ticked, the line goes and its children stay, indented below nothing";
    finding.help = "write `keep`, or move the children out";
}

}  // namespace

const Rule delete_with_children{
    .code = "TL508",
    .name = "delete-with-children",
    .group = "recurrence",
    .summary = "Ticked, the task is deleted, and what stands below it loses its parent.",
    .severity = Severity::error,
    .fix = FixClass::none,
    .check_task = check,
    .about = facts::field(FieldKind::on_completion),
};

}  // namespace tasklint::lint
