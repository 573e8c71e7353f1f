#include <fmt/format.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

std::string_view sign_of(const syntax::Piece& piece) {
    return piece.field == FieldKind::priority ? priority_emoji(piece.priority)
                                              : field_info(piece.field).emoji;
}

void check(const TaskContext& context, Report& report) {
    if (context.reading == nullptr) {
        return;  // nothing on this line can be read in another way
    }
    const lint::LineReading& reading = *context.reading;
    const auto& pieces = reading.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& piece = pieces[i];
        if (piece.flaw != syntax::Flaw::mangled) {
            continue;
        }
        auto& finding = report.add(
            piece.sign, fmt::format("`{}` is {} read as {}", piece.sign.in(context.document.text),
                                    sign_of(piece), piece.codec));
        finding.victim = piece.span;
        finding.detail = reading.hidden_through(i);
        finding.plugin_reads = lint::plugin_reading(context.view);
        if (piece.written.empty()) {
            finding.help = "there is no such day: write the date that is meant as YYYY-MM-DD";
        } else {
            finding.fix = reading.repair(i, fmt::format("write {} again", sign_of(piece)));
        }
    }
}

}  // namespace

const Rule mojibake_signifier{
    .code = "TL801",
    .name = "mojibake-signifier",
    .group = "encoding",
    .summary =
        "A sign whose bytes were read in a wrong encoding is text, and hides the fields left of "
        "it.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
};

}  // namespace tasklint::lint
