#include <fmt/format.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    for_each_flaw(
        context, syntax::Flaw::text_style, [&](std::size_t i, const syntax::Piece& piece) {
            report_flaw(
                context, *context.reading, i, piece.sign,
                fmt::format("a variation selector behind `{}` that Tasks does not take",
                            piece.field == FieldKind::priority ? priority_emoji(piece.priority)
                                                               : field_info(piece.field).emoji),
                "write the sign alone", report);
        });
}

}  // namespace

const Rule variation_selector{
    .code = "TL806",
    .name = "variation-selector",
    .group = "encoding",
    .summary =
        "A variation selector that Tasks does not take behind a sign hides the field and those "
        "left of it.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
};

}  // namespace tasklint::lint
