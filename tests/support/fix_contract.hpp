#pragma once

// The safe-fix contract, said once more from the outside: what a mended note has to keep, worked
// out from the two texts and the findings that were mended, without the code that mends.

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/query.hpp"

namespace support {

/// Words of ASCII letters and how often each stands in the text, without what a sign or a comment
/// of ours was.
/// @param all with those that a fix may respell, too
inline std::map<std::string, int> words_of(std::string_view text, bool all = false) {
    std::map<std::string, int> words;
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at, 16) == "tasklint-disable" && (at == 0 || text[at - 1] == '\n')) {
            at = std::min(text.find('\n', at), text.size());
            continue;
        }
        bool skipped = false;
        for (const auto& [open, close] : {std::pair{"%%", "%%"}, std::pair{"<!--", "-->"}}) {
            const std::string_view mark{open};
            const auto end = text.find(close, at + mark.size());
            if (text.substr(at, mark.size()) == mark && end != std::string_view::npos &&
                text.substr(at + mark.size(), 10).find(" tasklint-") == 0) {
                at = end + std::string_view{close}.size();
                skipped = true;
                break;
            }
        }
        if (skipped) {
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_letter(text[end])) {
            ++end;
        }
        // A lone letter may be one of a sign in a wrong encoding; a name between colons is one.
        const bool shortcode = at > 0 && (text[at - 1] == ':' || text[at - 1] == '_') &&
                               end < text.size() && (text[end] == ':' || text[end] == '_');
        // The key of a Dataview field may get another spelling; a letter with a combining mark
        // may be one of a mangled sign.
        const auto behind = text.substr(std::min(end, text.size()), 3);
        const bool key = behind.substr(0, 2) == "::" || behind == " ::";
        const bool marked = !behind.empty() && (behind[0] == '\xCC' || behind[0] == '\xCD');
        if (end > at + 2 && (all || (!shortcode && !key && !marked))) {
            ++words[std::string{text.substr(at, end - at)}];
        }
        at = std::max(end, at + 1);
    }
    return words;
}

inline std::string field_text(const tasklint::TaskView& task, tasklint::FieldKind kind) {
    const tasklint::Token* const field = task.read_field(kind);
    if (field == nullptr) {
        return {};
    }
    return kind == tasklint::FieldKind::priority
               ? std::string{tasklint::priority_name(task.task->priority)}
               : std::string{task.in(field->value)};
}

/// Whether a task still says all that it said.
inline bool keeps_task(const tasklint::TaskView& before, const tasklint::TaskView& after,
                       const tasklint::TaskSettings& settings) {
    for (std::size_t i = 0; i < tasklint::field_kind_count; ++i) {
        const auto kind = static_cast<tasklint::FieldKind>(i);
        const auto text = field_text(before, kind);
        if (!text.empty() && text != field_text(after, kind)) {
            return false;
        }
    }
    const auto old_words = words_of(before.in(before.task->line));
    const auto new_words = words_of(after.in(after.task->line), true);
    const bool keeps_words = std::all_of(old_words.begin(), old_words.end(), [&](const auto& word) {
        const auto found = new_words.find(word.first);
        return found != new_words.end() && found->second >= word.second;
    });
    return keeps_words &&
           before.in(before.task->indentation) == after.in(after.task->indentation) &&
           before.in(before.task->status) == after.in(after.task->status) &&
           before.in(before.task->hard_break) == after.in(after.task->hard_break) &&
           before.in(before.task->marker) == after.in(after.task->marker) &&
           (before.task->block_link.empty() ||
            before.in(before.task->block_link) == after.in(after.task->block_link)) &&
           tasklint::tags_of(before, settings) == tasklint::tags_of(after, settings) &&
           tasklint::owners_of(before) == tasklint::owners_of(after);
}

/// The text without what stands in `tasks` blocks, where words may be mended.
inline std::string without_queries(const std::string& text, const tasklint::Config& config) {
    const auto document = tasklint::parse(text, "Note.md", config.tasks);
    std::string out = text;
    for (const auto& block : tasklint::query_blocks(document)) {
        for (const auto begin : block.begins) {
            for (auto at = std::size_t{begin}; at < out.size() && out[at] != '\n'; ++at) {
                out[at] = ' ';
            }
        }
    }
    return out;
}

/// What a run of safe fixes broke, or empty.
inline std::string breach_of_contract(const std::string& text, const std::string& path,
                                      const tasklint::Config& config,
                                      const tasklint::RuleSelection& selection,
                                      const tasklint::LintOptions& options) {
    using namespace tasklint;
    const FixResult once = fix(text, path, config, selection, options, false);
    if (fix(once.text, path, config, selection, options, false).text != once.text) {
        return "a second run changes something";
    }
    if (once.applied.empty()) {
        return once.text == text ? "" : "something changed, but no finding says what";
    }
    if (std::any_of(once.applied.begin(), once.applied.end(), [](const Diagnostic& finding) {
            return finding.fix->safety != Safety::safe;
        })) {
        return "an unsafe fix was applied unasked";
    }
    const auto counted = [&](Effect effect) {
        return static_cast<std::size_t>(std::count_if(
            once.applied.begin(), once.applied.end(),
            [&](const Diagnostic& finding) { return finding.fix->effect == effect; }));
    };
    const auto count = [](const std::string& in, std::string_view ending) {
        std::size_t found = 0;
        for (auto at = in.find(ending); at != std::string::npos; at = in.find(ending, at + 1)) {
            ++found;
        }
        return found;
    };
    // Comments of ours and empty items go with their lines; nothing else does.
    const std::size_t lines_gone = count(text, "\n") - count(once.text, "\n");
    if (lines_gone > counted(Effect::comment) ||
        count(text, "\r\n") - count(once.text, "\r\n") > lines_gone) {
        return "a line ending is gone";
    }
    const bool of_queries = counted(Effect::query) > 0;
    const auto old_words = words_of(of_queries ? without_queries(text, config) : text);
    const auto new_words = words_of(once.text, true);
    for (const auto& [word, times] : old_words) {
        const auto found = new_words.find(word);
        const bool of_front_matter = word == "null" || word.substr(0, 8) == "tasklint";
        if ((found == new_words.end() || found->second < times) && !of_front_matter) {
            return "the word `" + word + "` is gone";
        }
    }
    const Document before = parse(text, path, config.tasks);
    const Document after = parse(once.text, path, config.tasks);
    if (after.tasks.size() != before.tasks.size() + counted(Effect::makes_task)) {
        return "the number of tasks is not what the fixes say";
    }
    if (before.headings.size() != after.headings.size()) {
        return "a heading came or went";
    }
    // Each old task in order; new ones stand between.
    const auto heading = [](const Document& document, const Task& task) {
        const auto* const found = document.heading_of(task);
        return found == nullptr ? 0 : found - document.headings.data() + 1;
    };
    std::size_t j = 0;
    for (std::size_t i = 0; i < before.tasks.size(); ++i, ++j) {
        while (j < after.tasks.size() &&
               (heading(before, before.tasks[i]) != heading(after, after.tasks[j]) ||
                !keeps_task(before.view(i), after.view(j), config.tasks))) {
            ++j;
        }
        if (j == after.tasks.size()) {
            return "a task has lost something: " +
                   std::string{before.view(i).in(before.tasks[i].line)};
        }
    }
    return {};
}

}  // namespace support
