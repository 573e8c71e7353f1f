#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// The signs that could have stood before such a value.
std::string_view choices(std::string_view value) {
    return value.substr(0, 5) == "every"
               ? "🔁"
               : "📅 (due), ⏳ (scheduled), 🛫 (start), ➕ (created), "
                 "✅ (done) or ❌ (cancelled)";
}

void report_lost(const TaskContext& context, Span text, const syntax::LostSign& lost,
                 Report& report) {
    const Span sign{text.begin + lost.sign.begin, text.begin + lost.sign.end};
    const Span value{text.begin + lost.value.begin, text.begin + lost.value.end};
    auto& finding = report.add(
        sign, fmt::format("`{}` stands where a sign was lost: which one, nobody can tell",
                          context.view.in(sign)));
    finding.victim = value;
    finding.detail = fmt::format("not read: {}", context.view.in(value));
    finding.plugin_reads = plugin_reading(context.view);
    finding.help = fmt::format("write the sign that is meant: {}", choices(context.view.in(value)));
}

void check(const TaskContext& context, Report& report) {
    if (context.task.format != Format::emoji) {
        return;
    }
    // Text that ends at a token that is read or with the body.
    if (context.reading != nullptr) {
        for (const auto& piece : context.reading->pieces()) {
            if (piece.kind != syntax::Piece::Kind::text || piece.flaw != syntax::Flaw::none) {
                continue;
            }
            if (const auto lost = syntax::lost_sign(context.view.in(piece.span))) {
                report_lost(context, piece.span, *lost, report);
            }
        }
        return;
    }
    // Boxes and what is left of an emoji would have asked for a lenient reading.
    if (context.view.in(context.task.body).find('?') == std::string_view::npos) {
        return;
    }
    std::uint32_t at = context.task.body.begin;
    const auto look_until = [&](std::uint32_t end) {
        const Span text{at, end};
        const auto lost = at < end ? syntax::lost_sign(context.view.in(text)) : std::nullopt;
        if (lost) {
            report_lost(context, text, *lost, report);
        }
    };
    for (const Token& token : context.view) {
        look_until(token.span.begin);
        at = token.span.end;
    }
    look_until(context.task.body.end);
}

}  // namespace

const Rule lost_signifier{
    .code = "TL803",
    .name = "lost-signifier",
    .group = "encoding",
    .summary =
        "A question mark or an empty box where a sign was lost: the date or rule behind it is not "
        "read.",
    .severity = Severity::error,
    .confidence = Confidence::likely,
    .check_task = check,
    .about = facts::question_mark | facts::reading,
};

}  // namespace tasklint::lint
