#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// `[onCompletion:: delete it]`: the plugin does not even see it as a field.
void check_unread(const TaskContext& context, Report& report) {
    const auto report_one = [&](std::size_t i, const syntax::Piece& piece) {
        if (piece.field != FieldKind::on_completion || !piece.written.empty()) {
            return;
        }
        const auto value = context.reading->text_of(piece.value);
        report_flaw(context, *context.reading, i, piece.value,
                    fmt::format("`{}` is neither `keep` nor `delete`", value), {}, report)
            .help = "write `keep` or `delete`, or take the field out";
    };
    for_each_flaw(context, syntax::Flaw::misspelt_field, report_one);
}

void check(const TaskContext& context, Report& report) {
    check_unread(context, report);
    const Token* const field = context.view.read_field(FieldKind::on_completion);
    if (field == nullptr || context.task.on_completion != OnCompletion::none) {
        return;
    }
    auto& finding = report.add(field->value, fmt::format("`{}` is neither `keep` nor `delete`",
                                                         context.view.in(field->value)));
    finding.victim = field->span;
    finding.detail = "the field is deleted when Tasks next writes the line";
    finding.plugin_reads = "no action on completion; " + plugin_reading(context.view);
    finding.help = "write `keep` or `delete`, or take the field out";
}

}  // namespace

const Rule unknown_on_completion{
    .code = "TL507",
    .name = "unknown-on-completion",
    .group = "recurrence",
    .summary = "A word behind 🏁 that Tasks does not know counts for nothing and is deleted.",
    .severity = Severity::error,
    .fix = FixClass::none,
    .check_task = check,
    .about = facts::field(FieldKind::on_completion) | facts::reading,
};

}  // namespace tasklint::lint
