#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

std::string message_of(std::string_view link) {
    return link.find('_') == std::string_view::npos
               ? fmt::format("`{}` is a block link only at the line's end", link)
               : fmt::format("`{}` is no block link: `_` cannot be in one", link);
}

/// The last word of the description if it looks like a block link; else empty.
Span last_word(const TaskContext& context) {
    const Span description = context.task.description;
    const auto text = context.view.in(description);
    if (text.find('^') == std::string_view::npos) {
        return {};
    }
    const auto blank = text.find_last_of(" \t");
    const Span word{blank == std::string_view::npos
                        ? description.begin
                        : description.begin + static_cast<std::uint32_t>(blank) + 1,
                    description.end};
    return is_like_block_link(context.view.in(word)) ? word : Span{};
}

void check(const TaskContext& context, Report& report) {
    const bool has_link = !context.task.block_link.empty();
    if (context.reading != nullptr) {
        const LineReading& reading = *context.reading;
        const auto& blocker = reading.blocker();
        if (blocker && kind_of(context.view, reading, *blocker) == BlockerKind::block_link) {
            const auto link = reading.text_of(blocker->span);
            auto& finding = report_blocker(context, reading, message_of(link), report);
            if (has_link || link.find('_') != std::string_view::npos) {
                finding.fix.reset();
                finding.help = has_link ? "the line has a block link already: take this one out"
                                        : "write `-` for `_`, and put it at the line's end";
            } else if (finding.fix) {
                finding.fix = reading.move_block_link();
            }
            return;
        }
        if (blocker) {
            return;  // the rules about what hides the fields speak first
        }
    }
    const Span word = last_word(context);
    if (word.empty()) {
        return;
    }
    const auto link = context.view.in(word);
    auto& finding = report.add(word, message_of(link));
    finding.plugin_reads = fmt::format("`{}` as text of the title; links to it lead nowhere", link);
    if (link.find('_') != std::string_view::npos) {
        finding.help = "write `-` for `_`, and put it at the line's end";
    } else if (has_link) {
        finding.help = "the line has a block link already: take this one out";
    } else {
        Fix fix;
        fix.title = "move the block link to the end";
        fix.block_link = word;
        fix.edits.push_back({with_blank(context.view, word), ""});
        fix.edits.push_back(
            {{context.task.body.end, context.task.body.end}, fmt::format(" {}", link)});
        finding.fix = std::move(fix);
    }
}

}  // namespace

const Rule block_link_misplaced{
    .code = "TL105",
    .name = "block-link-misplaced",
    .group = "fields",
    .summary = "A block link before the line's end is text, and hides the fields left of it.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::caret | facts::reading,
};

}  // namespace tasklint::lint
