#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// The time goes before the fields: behind the text, where it can hide nothing.
Fix move_time(const LineReading& reading, std::size_t index, std::string_view text, Span time) {
    const auto& pieces = reading.pieces();
    std::size_t first = index;
    while (first > 0 && (pieces[first - 1].kind == syntax::Piece::Kind::field ||
                         pieces[first - 1].kind == syntax::Piece::Kind::tag)) {
        --first;
    }
    auto word = trim(time.in(text));
    word.remove_prefix(word[0] == 'T' ? 1 : 0);
    const std::uint32_t at = pieces[first].span.begin;
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "write the time before the fields";
    fix.edits.push_back({{at, at}, std::string{word} + " "});
    fix.edits.push_back({time, ""});
    return fix;
}

void check(const TaskContext& context, Report& report) {
    const auto report_one = [&](std::size_t i, const syntax::Piece& piece) {
        const LineReading& reading = *context.reading;
        // In brackets it ends before the closing one.
        const bool bracket = context.task.format == Format::dataview;
        Span time{piece.value.end, piece.span.end - (bracket ? 1 : 0)};
        time.end = trim(time, context.document.text).end;
        auto& finding = report_flaw(
            context, reading, i, trim(time, context.document.text),
            fmt::format("`{}` behind a date: Tasks knows no times", trim(reading.text_of(time))),
            "write the time before the field", report);
        if (finding.fix) {
            finding.fix = move_time(reading, i, context.document.text, time);
        }
    };
    for_each_flaw(context, syntax::Flaw::with_time, report_one);
}

}  // namespace

const Rule date_with_time{
    .code = "TL205",
    .name = "date-with-time",
    .group = "dates",
    .summary = "A time behind a date is text, and hides the date and the fields left of it.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
