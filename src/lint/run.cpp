// Runs the rules over one note.
#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/core.h>
#include <xxhash.h>

#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"

#include "lint/house.hpp"
#include "lint/place.hpp"
#include "lint/query.hpp"
#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "lint/suppressions.hpp"

namespace tasklint {

namespace {

constexpr std::uint32_t longest_source = 4096;  // bytes of a line that a finding keeps
constexpr std::uint32_t source_around = 1024;

std::uint32_t to_boundary(std::string_view text, std::uint32_t at) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
        ++at;
    }
    return at;
}

/// Words of a text with single blanks: what a fingerprint knows a line by.
std::string normalised(std::string_view text) {
    std::string out;
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        if (character.valid && is_white_space(character.code_point)) {
            blank = !out.empty();
        } else {
            if (blank) {
                out.push_back(' ');
                blank = false;
            }
            out.append(text.substr(at, character.size));
        }
        at += character.size;
    }
    return out;
}

const Task* task_at(const Document& document, std::uint32_t offset) {
    const auto after =
        std::upper_bound(document.tasks.begin(), document.tasks.end(), offset,
                         [](std::uint32_t at, const Task& task) { return at < task.line.begin; });
    if (after == document.tasks.begin()) {
        return nullptr;
    }
    const Task& task = *(after - 1);
    return offset <= task.line.end ? &task : nullptr;
}

}  // namespace

Diagnostic& Report::add(Span span, std::string message) {
    Diagnostic& finding = out_.emplace_back();
    finding.rule = rule_;
    finding.confidence = rule_->confidence;
    finding.severity = severity_;
    finding.span = span;
    constexpr std::size_t longest_message = 400;  // bytes: it quotes the note
    if (message.size() > longest_message) {
        std::size_t cut = longest_message;
        while ((static_cast<unsigned char>(message[cut]) & 0xC0U) == 0x80U) {
            --cut;
        }
        message.replace(cut, std::string::npos, "…");
    }
    finding.message = std::move(message);
    return finding;
}

Diagnostic& Report::add(const NotePath& note, Span span, std::uint32_t line, std::string message) {
    Diagnostic& finding = add(span, std::move(message));
    finding.path = note.display;
    finding.vault_path = note.vault;
    finding.begin.line = line;
    return finding;
}

namespace lint {

Position Placer::at(std::uint32_t offset, Position& last) {
    const std::uint32_t line = lines_.line_of(offset);
    const Span span = lines_.span_of(line, text_);
    const std::uint32_t in_line = std::min(offset, span.end) - span.begin;
    const auto content = span.in(text_);
    Position position;
    if (last.line == line && last.byte <= in_line && last.byte > 3) {
        position = last;  // go on from there: findings come in order
    } else if (content.substr(0, 3) == "\xEF\xBB\xBF" && in_line >= 3) {
        position.byte = 3;  // a BOM is no column
    }
    const auto between = content.substr(position.byte, in_line - position.byte);
    position.codepoint +=
        column_of(between, static_cast<std::uint32_t>(between.size()), ColumnUnit::codepoint);
    position.utf16 +=
        column_of(between, static_cast<std::uint32_t>(between.size()), ColumnUnit::utf16);
    position.cell += display_width(between);
    position.line = line;
    position.byte = in_line;
    position.offset = offset;
    last = position;
    if (content.substr(0, 3) == "\xEF\xBB\xBF" && in_line >= 3) {
        position.byte -= 3;
    }
    return position;
}

void Placer::place(Diagnostic& finding) {
    finding.begin = at(finding.span.begin, last_);
    Position end = last_;
    finding.end = at(finding.span.end, end);
    if (finding.victim) {
        finding.victim_begin = at(finding.victim->begin, last_victim_);
        end = last_victim_;
        finding.victim_end = at(finding.victim->end, end);
    }
    const std::string_view text = text_;
    const Span line = lines_.span_of(finding.begin.line, text);
    Span window = line;
    if (line.size() > longest_source) {
        const std::uint32_t from = finding.span.begin - line.begin > source_around
                                       ? finding.span.begin - source_around
                                       : line.begin;
        window.begin = to_boundary(text, from);
        window.end = to_boundary(text, std::min(line.end, finding.span.begin + source_around));
    }
    finding.source = window.in(text);
    finding.source_begin = window.begin - line.begin;
    finding.line_size = line.size();
    finding.edit_ranges.clear();
    if (finding.fix) {
        // Edits of one finding come in order; the first ones of one finding after the other do,
        // too.
        last_edits_.resize(std::max(last_edits_.size(), finding.fix->edits.size()));
        for (std::size_t i = 0; i < finding.fix->edits.size(); ++i) {
            const Span span = finding.fix->edits[i].span;
            if (i > 0 && last_edits_[i - 1].line == finding.begin.line &&
                last_edits_[i].offset < last_edits_[i - 1].offset) {
                last_edits_[i] = last_edits_[i - 1];
            }
            const Position begin = at(span.begin, last_edits_[i]);
            end = last_edits_[i];
            finding.edit_ranges.push_back({begin, at(span.end, end)});
        }
    }
}

std::string fingerprint_text(const Diagnostic& finding, const Document& document,
                             const LineIndex& lines) {
    const Task* const task = task_at(document, finding.span.begin);
    const Span line = lines.span_of(finding.begin.line, document.text);
    // Megabytes of text need no more than their first bytes to be told apart.
    return normalised(
        (task != nullptr ? task->body : line).in(document.text).substr(0, longest_source));
}

}  // namespace lint

namespace {

/// Sets where findings are and what text they are about. @param findings sorted by offset
void place(std::vector<Diagnostic>& findings, const Document& document, const LineIndex& lines) {
    lint::Placer placer{document.text, lines};
    for (Diagnostic& finding : findings) {
        placer.place(finding);
        finding.task_text = lint::fingerprint_text(finding, document, lines);
    }
}

}  // namespace

void lint::leave_out_unlikely(std::vector<Diagnostic>& findings, const LintOptions& options) {
    if (options.min_confidence == Confidence::certain) {
        findings.erase(std::remove_if(findings.begin(), findings.end(),
                                      [](const Diagnostic& finding) {
                                          return finding.confidence != Confidence::certain;
                                      }),
                       findings.end());
    }
}

std::vector<Diagnostic> check(const Document& document, const Config& config,
                              const RuleSelection& selection, const LintOptions& options) {
    return lint::check_note(document, config, selection, options, nullptr);
}

std::vector<Diagnostic> lint::check_note(const Document& document, const Config& config,
                                         const RuleSelection& base, const LintOptions& options,
                                         std::vector<Diagnostic>* pending) {
    const RuleSelection& selection = base.at(document.path);
    std::vector<Diagnostic> findings;
    Report report{findings};
    lint::Suppressions suppressions{document};
    const DocumentContext note{document, config, options.today, suppressions};
    for (const auto& [rule, severity] : selection.chosen_for_notes()) {
        report.begin_rule(*rule, severity);
        rule->check_document(note, report);
    }
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        const Task& task = document.tasks[i];
        TaskContext context{document, task, document.view(i), config, options.today, nullptr};
        TaskFacts facts = context.facts();
        if ((facts & facts::template_mark) != 0 && is_template(task.line.in(document.text))) {
            continue;
        }
        std::optional<lint::LineReading> reading;
        if (lint::LineReading::may_differ(context.view)) {
            reading.emplace(context.view);
            context.reading = &*reading;
            facts |= facts::reading;
        }
        for (const auto& [about, rules] : selection.chosen_for_tasks()) {
            if ((about & facts) == 0) {
                continue;
            }
            for (const auto& [rule, severity] : rules) {
                report.begin_rule(*rule, severity);
                rule->check_task(context, report);
            }
        }
    }
    if (document.may_have_queries && !selection.chosen_for_queries().empty()) {
        lint::check_queries(note, selection, report);
    }
    if (!selection.chosen_of_house().empty()) {
        lint::check_house_rules(note, selection, report);
    }
    const auto sort = [&] {
        std::stable_sort(
            findings.begin(), findings.end(), [](const Diagnostic& a, const Diagnostic& b) {
                return std::tie(a.span.begin, a.rule->code) < std::tie(b.span.begin, b.rule->code);
            });
    };
    sort();
    if (options.suppressed != nullptr) {
        options.suppressed->clear();
    }
    suppressions.apply(findings, config, options.suppressed);
    leave_out_unlikely(findings, options);
    if (!suppressions.all().empty() && selection.enabled(lint::unused_suppression)) {
        using Judged = lint::Suppressions::Judged;
        const auto severity = selection.severity(lint::unused_suppression);
        report.begin_rule(lint::unused_suppression, severity);
        suppressions.report_unused(document, selection, config, Judged::by_note, report);
        sort();
        if (pending != nullptr) {
            Report later{*pending};
            later.begin_rule(lint::unused_suppression, severity);
            suppressions.report_unused(document, selection, config, Judged::by_vault, later);
        }
    }
    if (findings.empty() && (options.suppressed == nullptr || options.suppressed->empty())) {
        return findings;
    }
    const LineIndex lines{document.text};
    if (options.suppressed != nullptr) {
        place(*options.suppressed, document, lines);
    }
    place(findings, document, lines);
    if (options.preview_fixes && !findings.empty()) {
        preview_fixes(document, lines, config, findings);
    }
    return findings;
}

namespace {

std::string hash_of(const std::string& key) {
    return fmt::format("{:016x}", XXH3_64bits(key.data(), key.size()));
}

}  // namespace

void set_paths(std::vector<Diagnostic>& diagnostics, const NotePath& note,
               std::vector<Diagnostic>* suppressed) {
    std::map<std::pair<std::string_view, std::string_view>, int> twins;
    const auto set = [&](Diagnostic& finding) {
        finding.path = note.display;
        finding.vault_path = note.vault;
        const int twin = twins[{finding.rule->code, finding.task_text}]++;
        finding.fingerprint = hash_of(
            fmt::format("{}\n{}\n{}\n{}", finding.rule->code, note.vault, finding.task_text, twin));
        finding.content_hash =
            hash_of(fmt::format("{}\n{}", finding.rule->code, finding.task_text));
    };
    std::for_each(diagnostics.begin(), diagnostics.end(), set);
    if (suppressed != nullptr) {
        std::for_each(suppressed->begin(), suppressed->end(), set);
    }
}

}  // namespace tasklint
