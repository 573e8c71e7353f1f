#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    for_each_flaw(context, syntax::Flaw::date_link, [&](std::size_t i, const syntax::Piece& piece) {
        report_flaw(
            context, *context.reading, i, piece.value,
            fmt::format("`{}` is a link, not a date", context.reading->text_of(piece.value)),
            fmt::format("write {}; the link goes", piece.corrected), report);
    });
}

}  // namespace

const Rule date_as_link{
    .code = "TL206",
    .name = "date-as-link",
    .group = "dates",
    .summary =
        "A link to a daily note where a date is meant is text, and hides the fields left of it.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
