#include <fmt/format.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// The character between the sign and the value that is no plain space.
std::string odd_blank(std::string_view text, const syntax::Piece& piece) {
    for (std::uint32_t at = piece.sign.end; at < piece.value.begin;) {
        const auto character = decode_utf8(text, at);
        if (character.code_point == U'\t') {
            return "a tab";
        }
        if (character.code_point != U' ' && character.code_point != 0xFE0F) {
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
    const auto& pieces = reading.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& piece = pieces[i];
        if (piece.flaw != syntax::Flaw::odd_space) {
            continue;
        }
        auto& finding = report.add(
            Span{piece.sign.end, piece.value.begin},
            fmt::format("{} between `{}` and its value; Tasks takes only plain spaces there",
                        odd_blank(context.document.text, piece),
                        piece.sign.in(context.document.text)));
        finding.victim = piece.span;
        finding.detail = reading.hidden_through(i);
        finding.plugin_reads = lint::plugin_reading(context.view);
        if (piece.written.empty()) {
            finding.help = "there is no such day: write the date that is meant as YYYY-MM-DD";
        } else {
            finding.fix = reading.repair(i, std::string{"put a plain space there"});
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
};

}  // namespace tasklint::lint
