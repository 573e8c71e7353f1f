#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    if (context.reading == nullptr) {
        return;  // nothing on this line can be read in another way
    }
    const lint::LineReading& reading = *context.reading;
    for (std::size_t i = 0; i < reading.pieces().size(); ++i) {
        const auto& piece = reading.pieces()[i];
        if (piece.flaw == syntax::Flaw::malformed_date) {
            lint::report_flaw(
                context, reading, i, piece.value,
                fmt::format("`{}` is no date that Tasks reads", reading.text_of(piece.value)),
                fmt::format("write the date as {}", piece.corrected), report);
        }
    }
}

}  // namespace

const Rule malformed_date{
    .code = "TL202",
    .name = "malformed-date",
    .group = "dates",
    .summary = "A date in another form than YYYY-MM-DD is text, and hides the fields left of it.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
