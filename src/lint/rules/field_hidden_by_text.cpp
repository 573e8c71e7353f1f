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
    if (!blocker || lint::kind_of(context.view, reading, *blocker) != lint::BlockerKind::text) {
        return;
    }
    const auto text = blocker->span.in(context.document.text);
    lint::report_blocker(
        context, reading,
        blocker->tags_only
            ? fmt::format("more than 20 tags and fields stand behind `{}`; the plugin stops there",
                          reading.pieces()[blocker->victim].span.in(context.document.text))
            : fmt::format("`{}` ends the field list here", text),
        report);
}

}  // namespace

const Rule field_hidden_by_text{
    .code = "TL101",
    .name = "field-hidden-by-text",
    .group = "fields",
    .summary = "Text behind a field hides it, and every field left of it, from Tasks.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
