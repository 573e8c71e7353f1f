#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// A status that is registered as a proposal, or the usual sign where none is.
bool is_proposal(const TaskContext& context) {
    const auto symbol = context.view.in(context.task.status);
    return is_proposed(context.config, context.view) ||
           (!context.config.proposed_configured && symbol == "?" && !context.task.status_known);
}

void check(const TaskContext& context, Report& report) {
    if (!is_proposal(context)) {
        return;
    }
    const auto created = real_date_of(context.task, FieldKind::created);
    const auto day = created ? created : date_of_note(context.document, context.config);
    if (!day) {
        return;
    }
    const auto age = (date::sys_days{context.today} - date::sys_days{*day}).count();
    if (age <= static_cast<int>(context.config.stale_days)) {
        return;
    }
    auto& finding =
        report.add(context.task.body.empty() ? context.task.status : context.task.body,
                   fmt::format("proposed {}, {} days ago, and neither accepted nor dropped",
                               to_string(*day), age));
    finding.plugin_reads = plugin_reading(context.view);
    finding.help = "accept it (`[ ]`), drop it (`[-]`), or delete the line";
}

}  // namespace

const Rule stale_proposal{
    .code = "TL923",
    .name = "stale-proposal",
    .group = "notes",
    .summary = "A proposal that nobody has accepted or dropped for days.",
    .severity = Severity::info,
    .on = DefaultOn::no,
    .check_task = check,
};

}  // namespace tasklint::lint
