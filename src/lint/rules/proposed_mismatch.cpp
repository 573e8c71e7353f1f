#include <algorithm>

#include <fmt/format.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

bool configured(const Config& config) { return !config.proposed_tag.empty(); }

bool is_proposed(const TaskContext& context) {
    const auto symbol = context.view.in(context.task.status);
    const auto& proposed = context.config.proposed;
    if (!proposed.empty() || context.config.proposed_configured) {
        return std::find(proposed.begin(), proposed.end(), symbol) != proposed.end();
    }
    const Status* const status = context.config.tasks.statuses.find(symbol);
    return status != nullptr && fold_case(status->name) == "proposed";
}

/// Tags are compared as Obsidian does, without case.
bool same_tag(std::string_view a, std::string_view b) {
    return a == b || fold_case(a) == fold_case(b);
}

void check(const TaskContext& context, Report& report) {
    const std::string& tag = context.config.proposed_tag;
    if (tag.empty()) {
        return;
    }
    const auto text = context.view.text;
    const Task& task = context.task;
    const bool proposed = is_proposed(context);
    bool has_tag = false;
    for (const Token& token : context.view) {
        if (token.kind != TokenKind::tag || !same_tag(token.span.in(text), tag)) {
            continue;
        }
        has_tag = true;
        if (proposed) {
            break;
        }
        auto& finding = report.add(
            token.span, fmt::format("`{}` on a task of status {}, which is no proposal", tag,
                                    context.config.tasks.statuses.get(task.status.in(text)).name));
        finding.plugin_reads =
            fmt::format("a task with the tag {}; calendar: no proposal", token.span.in(text));
        Span cut = token.span;
        if (cut.begin > task.body.begin && text[cut.begin - 1] == ' ') {
            --cut.begin;
        } else if (cut.begin == task.body.begin && cut.end < task.body.end &&
                   text[cut.end] == ' ') {
            ++cut.end;
        }
        Fix fix;
        fix.safety = Safety::unsafe;
        fix.title = fmt::format("remove {}", tag);
        fix.edits.push_back({cut, ""});
        finding.fix = std::move(fix);
    }
    if (proposed && !has_tag) {
        auto& finding = report.add(
            task.status, fmt::format("status `{}` is a proposal, but the tag {} is missing",
                                     task.status.in(text), tag));
        finding.plugin_reads = fmt::format("a task without the tag {}; calendar: a proposal", tag);
        Fix fix;
        fix.safety = Safety::unsafe;
        fix.title = fmt::format("add {}", tag);
        fix.edits.push_back({{task.body.end, task.body.end}, " " + tag});
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
