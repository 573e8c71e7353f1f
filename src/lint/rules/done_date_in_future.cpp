#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const auto done = real_date_of(context.task, FieldKind::done);
    const Token* const field = context.view.read_field(FieldKind::done);
    if (!done || field == nullptr || *done <= context.today) {
        return;
    }
    auto& finding = report.add(
        field->span,
        fmt::format("done on {}, but today is {}", to_string(*done), to_string(context.today)));
    finding.plugin_reads = "a task that was done on a day to come; queries by done date miss it";
    finding.help = "write the day on which it was done";
}

}  // namespace

const Rule done_date_in_future{
    .code = "TL208",
    .name = "done-date-in-future",
    .group = "dates",
    .summary = "A done date after today: mostly a slip in the year.",
    .severity = Severity::warning,
    .fix = FixClass::none,
    .check_task = check,
    .about = facts::field(FieldKind::done),
};

}  // namespace tasklint::lint
