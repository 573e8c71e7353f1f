#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// Reports the later kind if its date lies before that of the earlier one. @return true if it did
bool check_pair(const TaskContext& context, FieldKind later, FieldKind earlier, Report& report) {
    const auto* const end = date_of(context.task, later);
    const auto* const begin = date_of(context.task, earlier);
    if (end == nullptr || begin == nullptr || *begin <= *end || !end->ok() || !begin->ok()) {
        return false;
    }
    const Token* const end_field = context.view.read_field(later);
    const Token* const begin_field = context.view.read_field(earlier);
    if (end_field == nullptr || begin_field == nullptr) {
        return false;
    }
    auto& finding =
        report.add(end_field->span,
                   fmt::format("{} {} is before {} {}", field_info(later).label, to_string(*end),
                               field_info(earlier).label, to_string(*begin)));
    finding.victim = begin_field->span;
    finding.plugin_reads = plugin_reading(context.view);
    finding.help = "one of the two is a slip: write the one that is meant";
    return true;
}

void check(const TaskContext& context, Report& report) {
    if (!check_pair(context, FieldKind::due, FieldKind::start, report) &&
        !check_pair(context, FieldKind::due, FieldKind::scheduled, report)) {
        check_pair(context, FieldKind::scheduled, FieldKind::start, report);
    }
}

}  // namespace

const Rule date_order{
    .code = "TL207",
    .name = "date-order",
    .group = "dates",
    .summary = "The dates contradict each other, so the task is never both open and on time.",
    .severity = Severity::warning,
    .fix = FixClass::none,
    .check_task = check,
    .about = facts::field(FieldKind::due) | facts::field(FieldKind::scheduled),
};

}  // namespace tasklint::lint
