#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// A date that was meant and is not read: the rule that says why speaks of it.
bool has_unread_date(const TaskContext& context) {
    if (context.reading == nullptr) {
        return false;
    }
    const auto& pieces = context.reading->pieces();
    return std::any_of(pieces.begin(), pieces.end(), [](const syntax::Piece& piece) {
        return (piece.kind == syntax::Piece::Kind::field || piece.flaw != syntax::Flaw::none ||
                piece.misspelt) &&
               (piece.field == FieldKind::due || piece.field == FieldKind::scheduled ||
                piece.field == FieldKind::start);
    });
}

void check(const TaskContext& context, Report& report) {
    const Task& task = context.task;
    const auto has = [&](FieldKind kind) { return date_of(task, kind) != nullptr; };
    if (is_done(task.status_type) || has(FieldKind::due) || has(FieldKind::scheduled) ||
        has(FieldKind::start) || has_unread_date(context)) {
        return;
    }
    auto& finding = report.add(task.body.empty() ? task.status : task.body, "no date");
    finding.plugin_reads = plugin_reading(context.view);
    finding.help = "write when it is due: 📅 and the day as YYYY-MM-DD";
}

}  // namespace

const Rule undated_task{
    .code = "TL209",
    .name = "undated-task",
    .group = "dates",
    .summary = "An open task without a date is in no calendar of events.",
    .severity = Severity::info,
    .fix = FixClass::none,
    .on = DefaultOn::no,
    .check_task = check,
};

}  // namespace tasklint::lint
