#include <fmt/format.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// The first white space in the field that is no plain space.
struct OddBlank {
    std::string name;
    Span span;
};
OddBlank odd_blank(std::string_view text, const syntax::Piece& piece) {
    for (std::uint32_t at = piece.span.begin; at < piece.span.end;) {
        const auto character = decode_utf8(text, at);
        const Span span{at, at + character.size};
        if (character.code_point == U'\t') {
            return {"a tab", span};
        }
        if (character.code_point != U' ' && is_white_space(character.code_point)) {
            return {fmt::format("U+{:04X}", static_cast<std::uint32_t>(character.code_point)),
                    span};
        }
        at += character.size;
    }
    return {"a blank", piece.span};
}

void check(const TaskContext& context, Report& report) {
    if (context.reading == nullptr) {
        return;  // nothing on this line can be read in another way
    }
    const lint::LineReading& reading = *context.reading;
    for (std::size_t i = 0; i < reading.pieces().size(); ++i) {
        const auto& piece = reading.pieces()[i];
        if (piece.flaw == syntax::Flaw::odd_space) {
            const auto odd = odd_blank(context.document.text, piece);
            const bool inside = odd.span.begin >= piece.value.begin;
            const bool between = !inside && piece.sign.end < piece.value.begin;
            lint::report_flaw(
                context, reading, i,
                between  ? Span{piece.sign.end, piece.value.begin}
                : inside ? odd.span
                         : piece.span,
                fmt::format("{} {}; Tasks takes only plain spaces there", odd.name,
                            fmt::format(fmt::runtime(inside ? "in the value of `{}`"
                                                            : "between `{}` and its value"),
                                        trim(reading.text_of(piece.sign)))),
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
