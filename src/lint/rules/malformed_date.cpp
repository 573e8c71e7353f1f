#include <fmt/format.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    if (context.reading == nullptr) {
        return;  // nothing on this line can be read in another way
    }
    const lint::LineReading& reading = *context.reading;
    const auto& pieces = reading.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& piece = pieces[i];
        if (piece.flaw != syntax::Flaw::malformed_date) {
            continue;
        }
        auto& finding = report.add(piece.value, fmt::format("`{}` is no date that Tasks reads",
                                                            piece.value.in(context.document.text)));
        finding.victim = piece.span;
        finding.detail = reading.hidden_through(i);
        finding.plugin_reads = lint::plugin_reading(context.view);
        if (piece.written.empty()) {
            finding.help = "there is no such day: write the date that is meant as YYYY-MM-DD";
        } else {
            finding.fix =
                reading.repair(i, fmt::format("write the date as {}",
                                              piece.written.substr(piece.written.find(' ') + 1)));
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
};

}  // namespace tasklint::lint
