#include <fmt/core.h>

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
    for (std::size_t i = 0; i < reading.pieces().size(); ++i) {
        const auto& piece = reading.pieces()[i];
        if (piece.flaw == syntax::Flaw::mangled) {
            lint::report_flaw(context, reading, i, piece.sign,
                              fmt::format("`{}` is {} damaged by a wrong encoding ({})",
                                          reading.text_of(piece.sign), sign_of(piece), piece.codec),
                              fmt::format("write {} again", sign_of(piece)), report);
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
    .about = facts::reading,
};

}  // namespace tasklint::lint
