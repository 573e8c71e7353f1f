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
    if (!blocker || kind_of(context.view, reading, *blocker) != BlockerKind::tag_rest) {
        return;
    }
    const Span tag = reading.pieces()[blocker->first - 1].span;
    const auto rest = reading.text_of(blocker->span);
    auto& finding = report_blocker(
        context, reading,
        fmt::format("the tag is `{}`, and `{}` ends the field list", reading.text_of(tag), rest),
        report);
    finding.span.begin = tag.begin;
}

}  // namespace

const Rule tag_stops_parse{
    .code = "TL702",
    .name = "tag-stops-parse",
    .group = "tags",
    .summary =
        "A tag ends at a symbol; the rest of the word is text, and hides the fields before it.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
