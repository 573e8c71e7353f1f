#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

bool configured(const Config& config) { return !config.status_tags.empty(); }

/// Tags are compared as Obsidian does, without case.
bool same_tag(std::string_view a, std::string_view b) {
    return a == b || fold_case(a) == fold_case(b);
}

/// A tag on a task whose status is in no pair with it.
void check_tag(const TaskContext& context, const Token& token, Report& report) {
    const auto text = context.view.text;
    const auto symbol = context.view.in(context.task.status);
    const auto tag = token.span.in(text);
    const StatusTag* wanted = nullptr;
    for (const StatusTag& pair : context.config.status_tags) {
        if (same_tag(tag, pair.tag)) {
            if (pair.symbol == symbol) {
                return;
            }
            wanted = wanted == nullptr ? &pair : wanted;
        }
    }
    if (wanted == nullptr) {
        return;
    }
    auto& finding = report.add(
        token.span, fmt::format("`{}` on a task of status {}; it goes with status `{}`", tag,
                                context.config.tasks.statuses.get(symbol).name, wanted->symbol));
    finding.plugin_reads = fmt::format("a task with the tag {}; calendar: no proposal", tag);
    finding.help =
        fmt::format("accept it: take out {}; or propose it: write `[{}]`", tag, wanted->symbol);
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = fmt::format("remove {}", tag);
    fix.edits.push_back({with_blank(context.view, token.span), ""});
    finding.fix = std::move(fix);
}

void check(const TaskContext& context, Report& report) {
    const auto symbol = context.view.in(context.task.status);
    for (const Token& token : context.view) {
        if (token.kind == TokenKind::tag) {
            check_tag(context, token, report);
        }
    }
    for (const StatusTag& pair : context.config.status_tags) {
        if (pair.symbol != symbol ||
            std::any_of(context.view.begin(), context.view.end(), [&](const Token& token) {
                return token.kind == TokenKind::tag &&
                       same_tag(context.view.in(token.span), pair.tag);
            })) {
            continue;
        }
        auto& finding = report.add(
            context.task.status,
            fmt::format("status `{}` goes with the tag {}, which is missing", symbol, pair.tag));
        finding.plugin_reads =
            fmt::format("a task without the tag {}; calendar: a proposal", pair.tag);
        Fix fix;
        fix.safety = Safety::unsafe;
        fix.title = fmt::format("add {}", pair.tag);
        fix.edits.push_back({{context.task.body.end, context.task.body.end}, " " + pair.tag});
        finding.fix = std::move(fix);
    }
}

}  // namespace

const Rule proposed_mismatch{
    .code = "TL306",
    .name = "proposed-mismatch",
    .group = "status",
    .summary =
        "The proposed status and its tag disagree, so proposals pass for commitments or the "
        "reverse.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .on = DefaultOn::configured,
    .configured = configured,
    .check_task = check,
};

}  // namespace tasklint::lint
