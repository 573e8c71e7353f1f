#include <algorithm>
#include <array>
#include <optional>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"
#include "text/ascii.hpp"

namespace tasklint::lint {

namespace {

/// What people write for the plugin's `when done`.
constexpr std::array<std::string_view, 6> when_done_words{"when finished", "when completed",
                                                          "when complete", "after completion",
                                                          "after done",    "once done"};

std::optional<Recurrence> parse_sound(std::string_view text, const RecurrenceOptions& options) {
    auto rule = Recurrence::parse(text, {}, options);
    return rule && !rule->lossy() ? rule : std::nullopt;
}

/// The longest beginning of the text, in words, that means the same and is kept whole.
std::string_view sound_beginning(std::string_view text, const std::string& rrule,
                                 const RecurrenceOptions& options) {
    constexpr int most_words = 30;  // nobody writes longer rules, and each is read twice
    auto end = text.size();
    for (int i = 0; i < most_words; ++i) {
        const auto blank = text.substr(0, end).rfind(' ');
        if (blank == std::string_view::npos) {
            break;
        }
        end = text.substr(0, blank).find_last_not_of(' ') + 1;
        const auto rule = parse_sound(text.substr(0, end), options);
        if (rule && rule->rrule() == rrule) {
            return text.substr(0, end);
        }
    }
    return {};
}

void check(const TaskContext& context, Report& report) {
    const Token* const field = context.view.read_field(FieldKind::recurrence);
    if (field == nullptr) {
        return;
    }
    const auto& rule = context.recurrence();
    if (!rule || !rule->lossy()) {
        return;
    }
    const auto value = context.view.in(field->value);
    const std::string kept = rule->to_text();
    auto& finding = report.add(field->value, fmt::format("Tasks takes `{}` for `{}`", value, kept));
    finding.detail = fmt::format("it writes `{}` when it next writes the line", kept);
    finding.plugin_reads = fmt::format("a recurrence of {}", kept);

    RecurrenceOptions options;
    options.today = context.today;
    Fix fix;
    fix.safety = Safety::unsafe;
    const auto begin = sound_beginning(value, rule->rrule(), options);
    const auto rest = begin.empty() ? std::string_view{} : trim(value.substr(begin.size()));
    for (const auto words : when_done_words) {
        if (rest == words) {
            fix.title = fmt::format("write `{} when done`", begin);
            fix.edits.push_back({field->value, fmt::format("{} when done", begin)});
        }
    }
    const bool has_word = std::any_of(rest.begin(), rest.end(), is_ascii_letter);
    if (fix.edits.empty() && !begin.empty() && has_word && context.task.format == Format::emoji) {
        fix.title = fmt::format("keep `{}` as text before the recurrence", rest);
        fix.edits.push_back(
            {field->span,
             fmt::format("{} {}{}", rest, context.view.in({field->span.begin, field->value.begin}),
                         begin)});
    }
    if (fix.edits.empty() && parse_sound(kept, options)) {
        fix.title = fmt::format("write `{}`, which is what Tasks reads", kept);
        fix.edits.push_back({field->value, kept});
    }
    if (fix.edits.empty()) {
        finding.help = "write the rule in words that Tasks takes whole: `every 2 weeks on Monday`";
    } else {
        finding.fix = std::move(fix);
    }
}

}  // namespace

const Rule lossy_recurrence{
    .code = "TL502",
    .name = "lossy-recurrence",
    .group = "recurrence",
    .summary = "A recurrence of which Tasks takes only a part: it recurs otherwise than it says.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::field(FieldKind::recurrence),
};

}  // namespace tasklint::lint
