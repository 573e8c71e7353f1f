#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    if (context.reading == nullptr) {
        return;  // nothing on this line can be read in another way
    }
    const lint::LineReading& reading = *context.reading;
    const auto& blocker = reading.blocker();
    if (!blocker || lint::kind_of(context.view, reading, *blocker) != lint::BlockerKind::owner) {
        return;
    }
    const auto owner = blocker->span.in(context.document.text);
    auto& finding = lint::report_blocker(
        context, reading, fmt::format("owner `{}` stands behind the fields and hides them", owner),
        report);
    if (finding.fix) {
        finding.fix = reading.move_owners();
    }
}

}  // namespace

const Rule owner_after_fields{
    .code = "TL407",
    .name = "owner-after-fields",
    .group = "owners",
    .summary = "An owner behind a field is text to Tasks and hides the field.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
