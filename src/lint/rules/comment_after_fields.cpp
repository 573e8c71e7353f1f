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
    if (!blocker || lint::kind_of(context.view, reading, *blocker) != lint::BlockerKind::comment) {
        return;
    }
    auto& finding = lint::report_blocker(
        context, reading, "a comment behind the fields hides them from Tasks", report);
    if (finding.fix) {
        finding.fix->title = "move the fields behind the comment";
    }
}

}  // namespace

const Rule comment_after_fields{
    .code = "TL102",
    .name = "comment-after-fields",
    .group = "fields",
    .summary = "A comment behind the fields, also one of another linter, hides them from Tasks.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
