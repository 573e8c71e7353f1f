#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

bool configured(const Config& config) { return !config.required_tags.empty(); }

void check(const TaskContext& context, Report& report) {
    for (const std::string& wanted : context.config.required_tags) {
        const bool has =
            std::any_of(context.view.begin(), context.view.end(), [&](const Token& token) {
                return token.kind == TokenKind::tag &&
                       fold_case(syntax::without_zero_width(context.view.in(token.span))) ==
                           fold_case(wanted);
            });
        if (has) {
            continue;
        }
        const Task& task = context.task;
        auto& finding = report.add(task.body.empty() ? task.status : task.body,
                                   fmt::format("the tag {} is missing", wanted));
        finding.plugin_reads =
            fmt::format("a task without {}: lists that ask for it do not show it", wanted);
        Fix fix;
        fix.safety = Safety::unsafe;
        fix.title = fmt::format("add {}", wanted);
        fix.edits.push_back({{task.body.end, task.body.end}, " " + wanted});
        finding.fix = std::move(fix);
    }
}

}  // namespace

const Rule missing_required_tag{
    .code = "TL705",
    .name = "missing-required-tag",
    .group = "tags",
    .summary = "A tag that every task is to have is missing.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .on = DefaultOn::configured,
    .configured = configured,
    .check_task = check,
};

}  // namespace tasklint::lint
