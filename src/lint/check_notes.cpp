// Checks and mends the notes of a walk, one note in memory per thread.
#include <algorithm>
#include <atomic>
#include <system_error>
#include <tuple>

#include <fmt/format.h>

#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"

#include "lint/place.hpp"
#include "lint/rule.hpp"

namespace tasklint {

namespace {

Diagnostic unreadable(const NotePath& note, const std::string& reason,
                      const RuleSelection& selection) {
    std::vector<Diagnostic> one;
    Report report{one};
    report.begin_rule(lint::unreadable_file, selection.severity(lint::unreadable_file));
    auto& finding = report.add(note, {}, 0, reason);
    finding.plugin_reads = "nothing: no task of it is checked or exported";
    finding.help = "make it readable, or leave it out";
    set_paths(one, note);
    return std::move(one.front());
}

/// What the system says, without the path that stands before it.
std::string reason_of(const std::system_error& error) { return error.code().message(); }

struct NoteResult {
    std::vector<Diagnostic> findings;
    std::vector<IdUse> ids;
    std::size_t tasks = 0;
    std::size_t fixed = 0;
};

/// Writes a mended note, unless it changed since it was read.
void write_mended(const NotePath& note, const std::string& before, const std::string& after) {
    if (read_file(note.file) != before) {
        throw std::system_error(
            std::make_error_code(std::errc::device_or_resource_busy),
            note.file + ": it changed while it was being mended, and was left as it is");
    }
    write_file_atomically(note.file, after);
}

NoteResult check_note(const NotePath& note, std::uint32_t index, const Config& config,
                      const RuleSelection& selection, const CheckOptions& options,
                      Document& document) {
    NoteResult result;
    try {
        read_file(note.file, document.text);
    } catch (const std::system_error& error) {
        if (selection.enabled(lint::unreadable_file)) {
            result.findings.push_back(unreadable(note, reason_of(error), selection));
        }
        return result;
    }
    document.path = note.vault;
    parse(document, config.tasks);
    result.findings = check(document, config, selection, options.lint);
    const auto wanted = [&](const Diagnostic& finding) {
        return finding.fix && (finding.fix->safety == Safety::safe || options.unsafe_fixes);
    };
    if (options.fix && std::any_of(result.findings.begin(), result.findings.end(), wanted)) {
        FixResult mended =
            fix(document.text, note.vault, config, selection, options.lint, options.unsafe_fixes);
        if (mended.text != document.text) {
            if (options.on_change) {
                options.on_change(note, document.text, mended.text);
            } else {
                write_mended(note, document.text, mended.text);
            }
            document.text = std::move(mended.text);
            parse(document, config.tasks);
        }
        result.fixed = mended.applied.size();
        result.findings = std::move(mended.remaining);
    }
    set_paths(result.findings, note);
    result.tasks = document.tasks.size();
    if (options.whole_vault) {
        VaultIndex ids;
        const LineIndex lines{document.text};
        ids.add(index, document, lines);
        result.ids = std::move(ids.ids);
    }
    return result;
}

/// Vault rules see the index alone; what their findings quote is read again.
void place_vault_findings(std::vector<Diagnostic>& findings, const std::vector<NotePath>& notes) {
    for (Diagnostic& finding : findings) {
        const auto note = std::find_if(notes.begin(), notes.end(), [&](const NotePath& path) {
            return path.vault == finding.vault_path;
        });
        std::string text;
        try {
            text = read_file(note->file);
        } catch (const std::system_error&) {
            continue;  // gone since: the line number alone is shown
        }
        if (finding.span.end <= text.size()) {
            const LineIndex lines{text};
            lint::Placer{text, lines}.place(finding);
            finding.task_text = finding.source;
        }
    }
}

}  // namespace

CheckResult check_notes(const WalkResult& walk, const Config& config,
                        const RuleSelection& selection, const CheckOptions& options) {
    CheckResult result;
    std::vector<NoteResult> notes(walk.notes.size());
    const unsigned threads = options.threads != 0      ? options.threads
                             : walk.notes.size() < 200 ? 1
                                                       : 0;
    for_each_index(walk.notes.size(), threads, [&](std::size_t index) {
        thread_local Document document;
        notes[index] = check_note(walk.notes[index], static_cast<std::uint32_t>(index), config,
                                  selection, options, document);
        if (document.text.capacity() > 16U << 20U) {
            document = Document{};  // one huge note must not be paid for until the end
        }
    });
    result.notes = walk.notes.size();
    for (const auto& [note, reason] : walk.unreadable) {
        if (selection.enabled(lint::unreadable_file)) {
            result.diagnostics.push_back(unreadable(note, reason, selection));
        }
    }
    VaultIndex index;
    for (NoteResult& note : notes) {
        result.tasks += note.tasks;
        result.fixed += note.fixed;
        std::move(note.findings.begin(), note.findings.end(),
                  std::back_inserter(result.diagnostics));
        std::move(note.ids.begin(), note.ids.end(), std::back_inserter(index.ids));
    }
    if (options.whole_vault) {
        index.notes = walk.notes;
        index.finish();
        std::vector<Diagnostic> findings;
        Report report{findings};
        for (const Rule* const rule : rules()) {
            if (rule->check_vault != nullptr && selection.enabled(*rule)) {
                report.begin_rule(*rule, selection.severity(*rule));
                rule->check_vault({index, config, options.lint.today}, report);
            }
        }
        place_vault_findings(findings, walk.notes);
        for (Diagnostic& finding : findings) {
            std::vector<Diagnostic> one;
            one.push_back(std::move(finding));
            const NotePath note{{}, one.front().path, one.front().vault_path};
            set_paths(one, note);
            result.diagnostics.push_back(std::move(one.front()));
        }
    }
    std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                         return std::tie(a.path, a.span.begin, a.rule->code) <
                                std::tie(b.path, b.span.begin, b.rule->code);
                     });
    std::string_view last;
    for (const Diagnostic& finding : result.diagnostics) {
        if (finding.path != last) {
            ++result.notes_with_findings;
            last = finding.path;
        }
    }
    return result;
}

}  // namespace tasklint
