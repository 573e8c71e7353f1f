#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

bool configured(const Config& config) { return config.tasks.format != Format::emoji; }

void check(const TaskContext& context, Report& report) {
    for_each_flaw(context, syntax::Flaw::misspelt_field,
                  [&](std::size_t i, const syntax::Piece& piece) {
                      report_flaw(context, *context.reading, i, piece.span,
                                  fmt::format("Tasks does not read `{}`; it wants `{}`",
                                              context.reading->text_of(piece.span), piece.written),
                                  fmt::format("write `{}`", piece.written), report);
                  });
}

}  // namespace

const Rule dataview_field_unreadable{
    .code = "TL108",
    .name = "dataview-field-unreadable",
    .group = "fields",
    .summary =
        "A field of the Dataview format without brackets, with another key or wrong brackets is "
        "text.",
    .severity = Severity::warning,
    .fix = FixClass::safe,
    .on = DefaultOn::configured,
    .configured = configured,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
