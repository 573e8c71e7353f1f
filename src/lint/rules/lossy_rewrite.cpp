#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint::lint {

namespace {

/// The words of a task line that stand outside its fields: what is in fields is for the rules
/// about fields. Sorted.
std::vector<std::string> words_outside_fields(const TaskView& task, Span line) {
    std::vector<std::string> words;
    const auto add = [&](Span span) {
        const auto text = span.in(task.text);
        for (std::size_t at = 0; at < text.size();) {
            std::string word;
            for (; at < text.size(); at += decode_utf8(text, at).size) {
                const auto character = decode_utf8(text, at);
                if (character.valid && is_white_space(character.code_point)) {
                    break;
                }
                word.append(text.substr(at, character.size));
            }
            if (!word.empty()) {
                words.push_back(std::move(word));
            }
            at += at < text.size() ? decode_utf8(text, at).size : 0;
        }
    };
    std::uint32_t at = line.begin;
    for (const Token& token : task) {
        if (token.kind == TokenKind::field && token.read) {
            add({at, token.span.begin});
            at = token.span.end;
        }
    }
    add({at, line.end});
    std::sort(words.begin(), words.end());
    return words;
}

void check(const TaskContext& context, Report& report) {
    // Nothing but a line terminator inside the line makes the plugin lose words of the description;
    // the comparison below is the proof, this is the quick look before it.
    const auto line = context.view.in(context.task.line);
    const bool separated = line.find("\xE2\x80") != std::string_view::npos &&
                           (line.find("\xE2\x80\xA8") != std::string_view::npos ||
                            line.find("\xE2\x80\xA9") != std::string_view::npos);
    if (!context.task.truncated && !separated && line.find('\r') == std::string_view::npos) {
        return;
    }
    const TaskSettings& settings = context.config.tasks;
    const std::string written = write_task(context.view, settings, context.today);
    const auto again = parse_task_line(written, settings);
    const auto before = words_outside_fields(context.view, context.task.line);
    const auto after = again ? words_outside_fields(view(written, *again), again->task.line)
                             : std::vector<std::string>{};
    std::vector<std::string> lost;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                        std::back_inserter(lost));
    if (lost.empty()) {
        return;
    }
    std::string named;
    for (const std::string& word : lost) {
        fmt::format_to(std::back_inserter(named), "{}`{}`", named.empty() ? "" : ", ", word);
    }
    auto& finding = report.add(context.task.line,
                               fmt::format("Tasks loses {} when it next writes the line", named));
    finding.detail = "it would write: " + written;
    finding.plugin_reads = plugin_reading(context.view);
    finding.help =
        "a line separator (U+2028 or the like) inside the line ends the task there: "
        "take it out";
}

}  // namespace

const Rule lossy_rewrite{
    .code = "TL110",
    .name = "lossy-rewrite",
    .group = "fields",
    .summary =
        "What Tasks would write back has lost words of the line, and no other rule says why.",
    .severity = Severity::warning,
    .check_task = check,
    .about = facts::terminator,
};

}  // namespace tasklint::lint
