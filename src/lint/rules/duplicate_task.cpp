#include <map>
#include <string_view>
#include <tuple>

#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const VaultContext& context, Report& report) {
    const VaultIndex& index = context.index;
    std::map<std::tuple<std::string_view, std::string_view, std::string>, const TaskUse*> first;
    for (const TaskUse& use : index.texts) {
        const auto [known, is_new] = first.try_emplace(
            {use.text, use.owners, use.date ? to_string(*use.date) : std::string{}}, &use);
        const TaskUse& other = *known->second;
        if (is_new || other.place.note == use.place.note) {
            continue;  // twice in one note is for the rule about UIDs
        }
        auto& finding =
            report.add(index.notes[use.place.note], use.place.span, use.place.line,
                       fmt::format("the same open task stands in {}:{}",
                                   index.notes[other.place.note].vault, other.place.line + 1));
        finding.plugin_reads = "two tasks; calendar: two entries";
        finding.help = "keep one of them, and link to it";
    }
}

}  // namespace

const Rule duplicate_task{
    .code = "TL921",
    .name = "duplicate-task",
    .group = "notes",
    .summary =
        "An open task with the same words and date in two notes stands twice in the calendar.",
    .severity = Severity::info,
    .confidence = Confidence::likely,
    .scope = Scope::vault,
    .on = DefaultOn::no,
    .check_vault = check,
};

}  // namespace tasklint::lint
