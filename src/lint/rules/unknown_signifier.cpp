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
    for_each_flaw(context, syntax::Flaw::look_alike,
                  [&](std::size_t i, const syntax::Piece& piece) {
                      report_flaw(context, *context.reading, i, piece.sign,
                                  fmt::format("Tasks does not know `{}`; its sign for {} is {}",
                                              context.reading->text_of(piece.sign),
                                              field_info(piece.field).label, sign_of(piece)),
                                  fmt::format("write {} instead", sign_of(piece)), report);
                  });
}

}  // namespace

const Rule unknown_signifier{
    .code = "TL104",
    .name = "unknown-signifier",
    .group = "fields",
    .summary =
        "An emoji like one of the plugin's stands where a field is meant: it is text, and the "
        "fields left of it are hidden.",
    .severity = Severity::warning,
    .confidence = Confidence::likely,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
