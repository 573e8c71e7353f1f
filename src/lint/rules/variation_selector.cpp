#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// U+FE0F, which Tasks reads: only where the configuration wants none.
void check_strictly(const TaskContext& context, Report& report) {
    constexpr std::string_view selector = "\xEF\xB8\x8F";
    if (!context.config.strict_emoji || context.task.format != Format::emoji) {
        return;
    }
    for (const Token& token : context.view) {
        const auto text = context.view.in(token.span);
        const auto at = text.find(selector);
        if (token.kind != TokenKind::field || !token.read || at == std::string_view::npos) {
            continue;
        }
        const Span cut{token.span.begin + static_cast<std::uint32_t>(at),
                       token.span.begin + static_cast<std::uint32_t>(at + selector.size())};
        auto& finding =
            report.add({token.span.begin, cut.end},
                       fmt::format("an emoji selector (U+FE0F) behind `{}`", text.substr(0, at)));
        finding.plugin_reads =
            fmt::format("{}; other programs may not",
                        field_label(token.field, token.priority, context.view.in(token.value)));
        Fix fix;
        fix.title = "write the sign alone";
        fix.edits.push_back({cut, ""});
        finding.fix = std::move(fix);
    }
}

void check(const TaskContext& context, Report& report) {
    check_strictly(context, report);
    for_each_flaw(
        context, syntax::Flaw::text_style, [&](std::size_t i, const syntax::Piece& piece) {
            report_flaw(
                context, *context.reading, i, piece.sign,
                fmt::format("a variation selector behind `{}` that Tasks does not take",
                            piece.field == FieldKind::priority ? priority_emoji(piece.priority)
                                                               : field_info(piece.field).emoji),
                "write the sign alone", report);
        });
}

}  // namespace

const Rule variation_selector{
    .code = "TL806",
    .name = "variation-selector",
    .group = "encoding",
    .summary =
        "A variation selector that Tasks does not take behind a sign hides the field and those "
        "left of it.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::reading | facts::any_field,
};

}  // namespace tasklint::lint
