#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const TaskContext& context, Report& report) {
    if (context.reading == nullptr) {
        return;  // nothing on this line can be read in another way
    }
    const LineReading& reading = *context.reading;
    const auto& blocker = reading.blocker();
    if (!blocker || kind_of(context.view, reading, *blocker) != BlockerKind::hash) {
        return;
    }
    auto& finding =
        report_blocker(context, reading, "a lone `#` is no tag and ends the field list", report);
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "take the `#` out";
    fix.edits.push_back({with_blank(context.view, blocker->span), ""});
    finding.fix = std::move(fix);
    finding.help.clear();
}

}  // namespace

const Rule bare_hash{
    .code = "TL701",
    .name = "bare-hash",
    .group = "tags",
    .summary = "A lone `#` behind the fields is text, and hides them.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
