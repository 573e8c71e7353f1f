#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint::lint {

namespace {

bool is_reference(FieldKind kind) {
    return kind == FieldKind::due || kind == FieldKind::scheduled || kind == FieldKind::start;
}

/// The line has such a date, though Tasks does not read it: another rule speaks of that.
bool has_unread_date(const TaskContext& context) {
    if (context.reading != nullptr) {
        for (const auto& piece : context.reading->pieces()) {
            const bool meant = piece.kind == syntax::Piece::Kind::field || piece.misspelt ||
                               piece.flaw == syntax::Flaw::no_value;
            if (meant && !piece.read && is_reference(piece.field)) {
                return true;
            }
        }
    }
    const auto others = other_format_fields(context.view, context.task.body, true);
    const auto lost = syntax::lost_sign(context.view.in(context.task.description));
    return std::any_of(others.begin(), others.end(),
                       [](const Token& field) { return is_reference(field.field); }) ||
           (lost && lost->value.in(context.view.in(context.task.description))[0] != 'e');
}

void check(const TaskContext& context, Report& report) {
    const Token* const rule = context.view.read_field(FieldKind::recurrence);
    if (rule == nullptr) {
        return;
    }
    bool has_inferred = false;
    for (const FieldKind kind : {FieldKind::due, FieldKind::scheduled, FieldKind::start}) {
        // A date from the note's name is not in the line, and the next task does not get it.
        const bool inferred = kind == FieldKind::scheduled && context.task.scheduled_inferred;
        has_inferred = has_inferred || inferred;
        if (!inferred && date_of(context.task, kind) != nullptr) {
            return;
        }
    }
    if (!context.recurrence() || has_unread_date(context)) {
        return;  // `unparseable-recurrence` speaks of it, or the rule about the date
    }
    auto& finding =
        report.add(rule->span, fmt::format("`{}` counts from a date, and the task has none",
                                           context.view.in(rule->value)));
    finding.plugin_reads =
        has_inferred ? "a task with the date of the note's name; its repeats do not get it"
                     : "a task with no dates; its repeats get none either; calendar: no event";
    finding.help = fmt::format(
        "add the first date, such as `{}`, at the line's end",
        context.task.format == Format::dataview ? "[due:: 2026-01-06]" : "📅 2026-01-06");
}

}  // namespace

const Rule recurrence_without_date{
    .code = "TL503",
    .name = "recurrence-without-date",
    .group = "recurrence",
    .summary =
        "A recurring task without a date is found by no query by date, nor are those that follow "
        "it.",
    .severity = Severity::error,
    .check_task = check,
    .about = facts::field(FieldKind::recurrence),
};

}  // namespace tasklint::lint
