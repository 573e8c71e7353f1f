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
    for_each_flaw(context, syntax::Flaw::shortcode, [&](std::size_t i, const syntax::Piece& piece) {
        report_flaw(context, *context.reading, i, piece.sign,
                    fmt::format("`{}` is a shortcode; Tasks reads {} only",
                                context.reading->text_of(piece.sign), sign_of(piece)),
                    fmt::format("write {}", sign_of(piece)), report);
    });
}

}  // namespace

const Rule signifier_shortcode{
    .code = "TL109",
    .name = "signifier-shortcode",
    .group = "fields",
    .summary =
        "A signifier written as a shortcode such as `:date:` is text, and hides the fields left of "
        "it.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
