#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const auto report_one = [&](std::size_t i, const syntax::Piece& piece) {
        const auto words = context.reading->text_of(piece.value);
        auto& finding =
            report_flaw(context, *context.reading, i, piece.value,
                        fmt::format("Tasks reads no words as a date: `{}`", words), {}, report);
        const auto from = date_of_note(context.document, context.config);
        const auto known = syntax::other_date(words, 0, static_cast<std::uint32_t>(words.size()));
        const auto meant = from && known && known->end == words.size()
                               ? syntax::day_of_words(words, *from)
                               : std::nullopt;
        if (!meant) {
            finding.help = "write the day that is meant as YYYY-MM-DD";
        } else if (auto reason = context.reading->why_not_repaired(i); !reason.empty()) {
            finding.help = std::move(reason);
        } else {
            finding.fix = context.reading->repair(
                i, fmt::format("write {}, counted from the note's day", to_string(*meant)),
                context.reading->spelt(piece, to_string(*meant)));
        }
    };
    for_each_flaw(context, syntax::Flaw::date_words, report_one);
}

}  // namespace

const Rule natural_language_date{
    .code = "TL204",
    .name = "natural-language-date",
    .group = "dates",
    .summary =
        "Words such as `tomorrow` behind a signifier are text, and hide the fields left of it.",
    .severity = Severity::error,
    .confidence = Confidence::likely,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
