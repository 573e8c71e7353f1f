#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const auto text = context.view.text;
    for (const Token& token : context.view) {
        if (token.kind != TokenKind::field || !token.read) {
            continue;
        }
        const Token* const counts = context.view.read_field(token.field);
        if (counts == &token) {
            continue;
        }
        const auto label = field_info(token.field).label;
        auto& finding = report.add(
            token.span, fmt::format("a second `{}` field; the leftmost counts: {}", label,
                                    lint::field_label(counts->field, counts->priority,
                                                      counts->value.in(text))));
        finding.victim = counts->span;
        finding.detail =
            fmt::format("`{}` is deleted when Tasks next writes the line", token.span.in(text));
        finding.plugin_reads = lint::plugin_reading(context.view);
        Fix fix;
        fix.safety = Safety::unsafe;
        finding.help = "look which one is meant: the fix keeps what Tasks reads now";
        fix.title = fmt::format("delete the second {}", label);
        fix.edits.push_back({with_blank(context.view, token.span), ""});
        finding.fix = std::move(fix);
    }
}

}  // namespace

const Rule duplicate_field{
    .code = "TL106",
    .name = "duplicate-field",
    .group = "fields",
    .summary =
        "Of two fields of one kind the left one counts; the other is deleted when Tasks writes the "
        "line.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::field_twice,
};

}  // namespace tasklint::lint
