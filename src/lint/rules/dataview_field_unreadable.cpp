#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

bool configured(const Config& config) { return config.tasks.format != Format::emoji; }

void check(const TaskContext& context, Report& report) {
    const auto report_one = [&](std::size_t i, const syntax::Piece& piece) {
        const LineReading& reading = *context.reading;
        const auto field = reading.text_of(piece.span);
        if (!piece.written.empty()) {
            report_flaw(
                context, reading, i, piece.span,
                fmt::format("Tasks does not read `{}`; it wants `{}`", field, piece.written),
                fmt::format("write `{}`", piece.written), report);
        } else if (piece.field == FieldKind::priority) {
            report_flaw(context, reading, i, piece.value,
                        fmt::format("Tasks does not read `{}`: `{}` is no priority", field,
                                    reading.text_of(piece.value)),
                        {}, report)
                .help = "write `highest`, `high`, `medium`, `low` or `lowest`";
        }  // of the other kinds `malformed-id` and `unknown-on-completion` speak
    };
    for_each_flaw(context, syntax::Flaw::misspelt_field, report_one);
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
