#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// The white space in the field that is no plain space.
std::string odd_blank(std::string_view text, const syntax::Piece& piece) {
    for (std::uint32_t at = piece.span.begin; at < piece.span.end;) {
        const auto character = decode_utf8(text, at);
        if (character.code_point == U'\t') {
            return "a tab";
        }
        if (character.code_point != U' ' && is_white_space(character.code_point)) {
            return fmt::format("U+{:04X}", static_cast<std::uint32_t>(character.code_point));
        }
        at += character.size;
    }
    return "a blank";
}

void check(const TaskContext& context, Report& report) {
    if (context.reading == nullptr) {
        return;  // nothing on this line can be read in another way
    }
    const lint::LineReading& reading = *context.reading;
    for (std::size_t i = 0; i < reading.pieces().size(); ++i) {
        const auto& piece = reading.pieces()[i];
        if (piece.flaw == syntax::Flaw::odd_space) {
            const bool between = piece.sign.end < piece.value.begin;
            lint::report_flaw(
                context, reading, i, between ? Span{piece.sign.end, piece.value.begin} : piece.span,
                fmt::format("{} between `{}` and its value; Tasks takes only plain spaces there",
                            odd_blank(context.document.text, piece), reading.text_of(piece.sign)),
                "put a plain space there", report);
        }
    }
}

}  // namespace

const Rule non_space_in_field{
    .code = "TL804",
    .name = "non-space-in-field",
    .group = "encoding",
    .summary =
        "A no-break space, a tab or the like between a sign and its value hides the field and "
        "those left of it.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
