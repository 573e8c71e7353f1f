#include <fmt/format.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

std::string code_point_in(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        if (character.code_point != U' ' && character.code_point != 0xFE0F) {
            return fmt::format("U+{:04X}", static_cast<std::uint32_t>(character.code_point));
        }
        at += character.size;
    }
    return "an invisible character";
}

void check(const TaskContext& context, Report& report) {
    for_each_flaw(context, syntax::Flaw::invisible, [&](std::size_t i, const syntax::Piece& piece) {
        const Span between{piece.sign.end, piece.value.begin};
        report_flaw(context, *context.reading, i, between,
                    fmt::format("{}, which nobody sees, between `{}` and its value",
                                code_point_in(context.reading->text_of(between)),
                                context.reading->text_of(piece.sign)),
                    "take it out", report);
    });
}

}  // namespace

const Rule invisible_in_task{
    .code = "TL805",
    .name = "invisible-in-task",
    .group = "encoding",
    .summary =
        "An invisible character between a sign and its value hides the field and those left of it.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
};

}  // namespace tasklint::lint
