#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

constexpr std::size_t most_listed = 8;  // statuses in the help line

void check(const TaskContext& context, Report& report) {
    const auto symbol = context.view.in(context.task.status);
    if (context.task.status_known || symbol == "X") {
        return;  // `uppercase-done` speaks of that
    }
    auto& finding =
        report.add(context.task.status, fmt::format("status `{}` is not registered", symbol));
    finding.plugin_reads = "an open task (status Unknown, type TODO); calendar: an open to-do";
    std::string known;
    std::size_t listed = 0;
    for (const Status& status : context.config.tasks.statuses.all()) {
        if (listed++ == most_listed) {
            known += ", …";
            break;
        }
        known += fmt::format("{}`{}` {}", known.empty() ? "" : ", ", status.symbol, status.name);
    }
    finding.help =
        fmt::format("use one of {}, or register `{}` in Obsidian: Settings, Tasks, Task Statuses",
                    known, symbol);
}

}  // namespace

const Rule unknown_status{
    .code = "TL301",
    .name = "unknown-status",
    .group = "status",
    .summary = "A status that is not registered counts as open, so dropped work stays due.",
    .severity = Severity::warning,
    .check_task = check,
    .about = facts::unknown_status,
};

}  // namespace tasklint::lint
