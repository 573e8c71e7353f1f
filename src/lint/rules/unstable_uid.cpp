#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/core.h>

#include "calendar/identity.hpp"
#include "calendar/summary.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const DocumentContext& context, Report& report) {
    const Document& document = context.document;
    struct Twins {
        std::size_t count = 0;
        std::uint32_t first = 0;  // task
    };
    std::map<std::string, Twins> by_text;
    std::set<std::string, std::less<>> taken;
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        taken.emplace(id_of(document.view(i)));
    }
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        const TaskView task = document.view(i);
        // Done ones stay where they are: recurring tasks leave many of them.
        if (is_done(task.task->status_type) || !id_of(task).empty() || task.task->body.empty() ||
            is_template(task.in(task.task->line))) {
            continue;
        }
        const std::string text = normalised_text(task);
        Twins& twins = by_text[text];
        if (++twins.count == 1) {
            twins.first = static_cast<std::uint32_t>(i);
            continue;
        }
        const Span first = document.tasks[twins.first].line;
        const auto line =
            1 + std::count(document.text.begin(), document.text.begin() + first.begin, '\n');
        auto& finding = report.add(
            task.task->body,
            fmt::format("the same words as line {}, and no id to tell them apart", line));
        finding.plugin_reads =
            "two tasks; calendar: two entries that swap when one of them goes or moves";
        const std::string id =
            made_id(fmt::format("{}\n{}\n{}", document.path, text, twins.count), taken);
        taken.insert(id);
        Fix fix;
        fix.safety = Safety::unsafe;
        fix.title = fmt::format("give it the id {}", id);
        const bool emoji = task.task->format == Format::emoji;
        fix.edits.push_back({{task.task->body.end, task.task->body.end},
                             emoji ? fmt::format(" 🆔 {}", id) : fmt::format(" [id:: {}]", id)});
        finding.fix = std::move(fix);
    }
}

}  // namespace

const Rule unstable_uid{
    .code = "TL924",
    .name = "unstable-uid",
    .group = "notes",
    .summary = "Identical open tasks in one note without an id: their calendar entries swap.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::document,
    .on = DefaultOn::exports,
    .check_document = check,
};

}  // namespace tasklint::lint
