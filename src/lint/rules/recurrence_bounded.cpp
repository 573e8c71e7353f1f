#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    const Token* const field = context.view.read_field(FieldKind::recurrence);
    if (field == nullptr) {
        return;
    }
    const auto& rule = context.recurrence();
    if (!rule || (!rule->rule().count && !rule->rule().until)) {
        return;
    }
    const bool counted = rule->rule().count.has_value();
    auto& finding = report.add(
        field->value, counted ? fmt::format("`{}`: Tasks counts anew from every task that it makes",
                                            context.view.in(field->value))
                              : fmt::format("`{}`: Tasks makes a last task without a real date",
                                            context.view.in(field->value)));
    finding.plugin_reads = counted ? "a recurrence that does not end"
                                   : "a recurrence whose last completion writes `Invalid date`";
    finding.help = "leave the end out, and delete the task when it is over";
}

}  // namespace

const Rule recurrence_bounded{
    .code = "TL504",
    .name = "recurrence-bounded",
    .group = "recurrence",
    .summary = "A count or an end of a recurrence does not end it as it says.",
    .severity = Severity::warning,
    .fix = FixClass::none,
    .check_task = check,
    .about = facts::field(FieldKind::recurrence),
};

}  // namespace tasklint::lint
