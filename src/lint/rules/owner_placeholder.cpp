#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const auto& proposed = context.config.proposed;
    if (is_done(context.task.status_type) ||
        std::find(proposed.begin(), proposed.end(), context.view.in(context.task.status)) !=
            proposed.end()) {
        return;
    }
    for (const Token& token : context.view) {
        if (token.kind == TokenKind::owner && token.placeholder) {
            auto& finding = report.add(
                token.span, fmt::format("`{}` is nobody yet", context.view.in(token.span)));
            finding.plugin_reads =
                "plain text, as Tasks knows no owners; calendar: a task of nobody";
            finding.help = "write who does it";
        }
    }
}

}  // namespace

const Rule owner_placeholder{
    .code = "TL405",
    .name = "owner-placeholder",
    .group = "owners",
    .summary = "The owner is a placeholder, so nobody will do an accepted task.",
    .severity = Severity::info,
    .fix = FixClass::none,
    .check_task = check,
    .about = facts::owner,
};

}  // namespace tasklint::lint
