#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

std::string_view wanted(FieldKind kind) {
    switch (kind) {
        case FieldKind::priority: return "a priority";
        case FieldKind::on_completion: return "`keep` or `delete`";
        case FieldKind::recurrence: return "a rule such as `every week`";
        case FieldKind::id:
        case FieldKind::depends_on: return "an id";
        default: return "a date";
    }
}

void check(const TaskContext& context, Report& report) {
    if (context.reading == nullptr) {
        return;  // nothing on this line can be read in another way
    }
    const lint::LineReading& reading = *context.reading;
    const auto& pieces = reading.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& piece = pieces[i];
        const bool unread = !piece.value.empty();
        if (piece.flaw != syntax::Flaw::no_value ||
            (unread && piece.field == FieldKind::recurrence)) {
            continue;  // `unparseable-recurrence` speaks of a rule that is none
        }
        const auto sign = trim(reading.text_of(piece.sign));
        auto& finding = report.add(
            piece.span, unread ? fmt::format("`{}` behind `{}` is no date that Tasks reads",
                                             reading.text_of(piece.value), sign)
                        : piece.misspelt
                            ? fmt::format("`{}` needs {} in it", reading.text_of(piece.span),
                                          wanted(piece.field))
                            : fmt::format("`{}` needs {} behind it", sign, wanted(piece.field)));
        finding.detail = reading.hidden_before(i);
        for (std::size_t before = i; before-- > 0;) {
            if (reading.is_hidden(before)) {
                finding.victim = pieces[before].span;
                break;
            }
        }
        finding.plugin_reads = lint::plugin_reading(context.view);
        finding.help =
            unread
                ? fmt::format("write the day that is meant as YYYY-MM-DD right behind `{}`", sign)
                : fmt::format("write {} behind `{}`, or take {} out", wanted(piece.field), sign,
                              piece.misspelt ? "the field" : "the sign");
    }
}

}  // namespace

const Rule signifier_without_value{
    .code = "TL103",
    .name = "signifier-without-value",
    .group = "fields",
    .summary = "A field's sign without a value is text, and hides the fields left of it.",
    .severity = Severity::warning,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
