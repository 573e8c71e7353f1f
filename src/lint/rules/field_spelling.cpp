#include <string>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// The sign of a field as the plugin writes it, with the blank behind it.
std::string canonical_sign(const Token& token, const TaskView& task) {
    if (task.task->format == Format::dataview) {
        return fmt::format("{}{}:: ", task.text[token.span.begin],
                           field_info(token.field).dataview);
    }
    return token.field == FieldKind::priority ? std::string{priority_emoji(token.priority)}
                                              : fmt::format("{} ", field_info(token.field).emoji);
}

/// Where the value of a field begins: behind the sign, or the colons of the Dataview format.
std::uint32_t value_begin(const Token& token, const TaskView& task) {
    if (task.task->format != Format::dataview) {
        return token.value.begin;
    }
    const auto colons = task.in(token.span).find("::");
    return skip_white_space(task.text, token.span.begin + static_cast<std::uint32_t>(colons) + 2,
                            token.span.end);
}

/// Most fields are, and no text is made to see that. @param gap before the sign
bool is_canonical(const Token& token, const TaskView& task, Span sign, Span gap) {
    if (task.task->format != Format::emoji || task.in(gap) != " ") {
        return false;
    }
    const auto text = task.in(sign);
    if (token.field == FieldKind::priority) {
        return text == priority_emoji(token.priority);
    }
    const std::string_view emoji = field_info(token.field).emoji;
    return text.size() == emoji.size() + 1 && text.back() == ' ' &&
           text.substr(0, emoji.size()) == emoji;
}

void check_field(const TaskContext& context, const Token& token, Report& report) {
    const TaskView& task = context.view;
    const auto text = task.text;
    const bool emoji_priority =
        context.task.format == Format::emoji && token.field == FieldKind::priority;
    const Span sign{token.span.begin, emoji_priority ? token.span.end : value_begin(token, task)};
    const Span before = trim(Span{context.task.body.begin, sign.begin}, text);
    const Span gap{before.end, sign.begin};
    if (is_canonical(token, task, sign, gap)) {
        return;
    }
    const std::string wanted = canonical_sign(token, task);
    const bool wrong_gap = !before.empty() && gap.in(text) != " ";  // a body begins without blanks
    const bool selector = sign.in(text).find("\xEF\xB8\x8F") != std::string_view::npos;
    const bool wrong_sign = sign.in(text) != wanted &&
                            !(selector && context.config.strict_emoji);  // TL806 speaks of that
    if (!wrong_gap && !wrong_sign) {
        return;
    }
    Fix fix;
    std::string message;
    Span shown = token.span;
    if (wrong_sign) {
        const auto written = trim(sign.in(text));
        const auto name = trim(std::string_view{wanted});
        message = written != name
                      ? fmt::format("`{}` is usually written {}", written, name)
                      : fmt::format("one space belongs between `{}` and its value", name);
        fix.edits.push_back({sign, wanted});
        shown = {sign.begin, trim(sign, text).end};
    }
    if (wrong_gap) {
        if (message.empty()) {
            message = gap.empty()
                          ? fmt::format("a space belongs before `{}`", task.in(token.span))
                          : fmt::format("more than one space before `{}`", task.in(token.span));
        }
        fix.edits.insert(fix.edits.begin(), {gap, " "});
    }
    auto& finding = report.add(shown, std::move(message));
    finding.plugin_reads =
        fmt::format("{}; other programs may not know it",
                    field_label(token.field, token.priority, task.in(token.value)));
    fix.title = "spell the field as Tasks writes it";
    finding.fix = std::move(fix);
}

void check(const TaskContext& context, Report& report) {
    TaskFacts seen = 0;  // of a kind the first one counts
    for (const Token& token : context.view) {
        if (token.kind != TokenKind::field || !token.read) {
            continue;
        }
        if ((seen & facts::field(token.field)) == 0) {
            check_field(context, token, report);
        }
        seen |= facts::field(token.field);
    }
}

}  // namespace

const Rule field_spelling{
    .code = "TL902",
    .name = "field-spelling",
    .group = "notes",
    .summary = "A field that Tasks reads in a spelling that other programs do not.",
    .severity = Severity::info,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::any_field,
};

}  // namespace tasklint::lint
