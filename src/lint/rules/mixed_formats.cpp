#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "syntax/parse_task_line.hpp"

namespace tasklint::lint {

namespace {

/// The field as the line's own format writes it.
std::string converted(const TaskContext& context, const Token& field) {
    const auto value = field.field == FieldKind::priority ? priority_name(field.priority)
                                                          : context.view.in(field.value);
    if (context.task.format == Format::dataview) {
        return fmt::format("[{}:: {}]", field_info(field.field).dataview, value);
    }
    return field.field == FieldKind::priority
               ? std::string{priority_emoji(field.priority)}
               : fmt::format("{} {}", field_info(field.field).emoji, value);
}

void check(const TaskContext& context, Report& report) {
    const bool emoji = context.task.format == Format::emoji;
    if (context.task.format == Format::dataview &&
        std::none_of(context.view.text.begin() + context.task.body.begin,
                     context.view.text.begin() + context.task.body.end,
                     [](char c) { return static_cast<unsigned char>(c) >= 0xE2; })) {
        return;  // no emoji
    }
    // What ends the field list and is nothing but such fields is meant as them, whatever their
    // kind.
    const auto& view = context.view;
    const LineReading::Blocker* blocker = nullptr;
    if (context.reading != nullptr && context.reading->blocker() &&
        kind_of(view, *context.reading, *context.reading->blocker()) == BlockerKind::other_format) {
        blocker = &*context.reading->blocker();
    }
    auto fields = other_format_fields(view, context.task.body, true);
    if (blocker != nullptr) {
        fields.erase(
            std::remove_if(fields.begin(), fields.end(),
                           [&](const Token& field) { return blocker->span.contains(field.span); }),
            fields.end());
        const auto blocking = other_format_fields(view, blocker->span, false);
        fields.insert(fields.end(), blocking.begin(), blocking.end());
    }
    if (fields.empty()) {
        return;
    }
    std::vector<Span> hidden;
    syntax::hidden_stretches(context.view.text, context.task.body, hidden);
    std::size_t written = 0;
    for (const Token& field : fields) {
        const bool in_hidden = std::any_of(hidden.begin(), hidden.end(), [&](Span stretch) {
            return stretch.begin < field.span.end && field.span.begin < stretch.end;
        });
        if (in_hidden || written == 32) {
            continue;  // code and comments are meant so; 32: nobody wrote that line
        }
        ++written;
        auto& finding = report.add(
            field.span, fmt::format("`{}` is of the {} format; this vault uses the {} one",
                                    context.view.in(field.span), emoji ? "Dataview" : "emoji",
                                    emoji ? "emoji" : "Dataview"));
        if (blocker != nullptr) {
            finding.victim = context.reading->pieces()[blocker->victim].span;
            finding.detail = context.reading->hidden_before(blocker->first);
        }
        finding.plugin_reads = plugin_reading(context.view);
        if (context.view.read_field(field.field) != nullptr) {
            finding.help = fmt::format("the line says its {} already: take one of them out",
                                       field_info(field.field).label);
            continue;
        }
        Fix fix;
        fix.safety = Safety::unsafe;
        fix.title = fmt::format("write `{}`", converted(context, field));
        fix.edits.push_back({field.span, converted(context, field)});
        finding.fix = std::move(fix);
    }
}

}  // namespace

const Rule mixed_formats{
    .code = "TL107",
    .name = "mixed-formats",
    .group = "fields",
    .summary = "A field of the other format is text: the vault reads one format only.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::colon | facts::reading | facts::dataview,
};

}  // namespace tasklint::lint
