// Checks and mends the notes of a walk, one note in memory per thread.
#include <algorithm>
#include <atomic>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"

#include "lint/place.hpp"
#include "lint/query.hpp"
#include "lint/rule.hpp"
#include "lint/suppressions.hpp"
#include "text/open_folder.hpp"
#include "vault/ignore.hpp"

namespace tasklint {

namespace {

Diagnostic unreadable(const NotePath& note, const std::string& reason,
                      const RuleSelection& selection) {
    std::vector<Diagnostic> one;
    Report report{one};
    report.begin_rule(lint::unreadable_file, selection.severity(lint::unreadable_file));
    auto& finding = report.add(note, {}, 0, reason);
    if (is_ignore_file(note.vault)) {
        finding.plugin_reads = "the notes there all the same; tasklint checks and exports none";
        finding.help = "make it readable, or let no ignore file count with `--no-ignore`";
    } else {
        finding.plugin_reads = "nothing: no task of it is checked or exported";
        finding.help = "make it readable, or leave it out";
    }
    set_paths(one, note);
    return std::move(one.front());
}

/// What the system says, without the path that stands before it.
std::string reason_of(const std::system_error& error) { return error.code().message(); }

std::string no_memory() { return std::make_error_code(std::errc::not_enough_memory).message(); }

/// All of them, or none if there is no memory.
void give(std::vector<Diagnostic>& findings, std::vector<Diagnostic>& to) {
    to.insert(to.end(), std::make_move_iterator(findings.begin()),
              std::make_move_iterator(findings.end()));
    findings.clear();
}

/// The folder of the note that this thread read last.
text::OpenFolder& open_folder() {
    thread_local text::OpenFolder folder;
    return folder;
}

/// Where the notes come from: from files, one after the other into a buffer, or from memory.
struct NoteSource {
    const std::vector<NotePath>& notes;
    const std::vector<std::pair<NotePath, std::string>>& unreadable;
    const std::vector<Document>* documents = nullptr;  ///< of the notes; null: they are read

    /// @throws std::system_error if it cannot be read
    const Document& read(std::size_t index, const Config& config, Document& buffer) const {
        if (documents != nullptr) {
            return (*documents)[index];
        }
        text::read_file(open_folder(), notes[index].file, buffer.text);
        buffer.path = notes[index].vault;
        parse(buffer, config.tasks);
        return buffer;
    }
};

/// What is kept of a note in which there was something: of most there is nothing.
struct NoteResult {
    std::vector<Diagnostic> findings;    // given away as soon as the note has been checked
    std::vector<Diagnostic> suppressed;  // where they are kept
    VaultIndex index;                    // of this note alone
    std::vector<Diagnostic> pending;     // of TL991, unless the vault rules need the suppression
    std::size_t tasks = 0;
    std::size_t fixed = 0;
    std::optional<std::pair<std::string, std::string>> change;  // kept where nothing is written
    std::optional<NotWritten> not_written;

    /// The number of tasks aside.
    [[nodiscard]] bool empty() const noexcept {
        return findings.empty() && suppressed.empty() && index.empty() && pending.empty() &&
               fixed == 0 && !change && !not_written;
    }
};
/// By note; null where the result is empty.
using NoteResults = std::vector<std::unique_ptr<NoteResult>>;

/// Whether findings of the note are wanted: else it is only part of the index.
bool is_asked(const CheckOptions& options, const NotePath& note) {
    return options.only.empty() || options.only.count(note.vault) != 0;
}

/// What is to be left alone in a note.
const LeftAlone& left_alone_in(const CheckOptions& options, const NotePath& note) {
    static const LeftAlone nothing;
    const auto known = options.left_alone.find(note.vault);
    return known == options.left_alone.end() ? nothing : known->second;
}

/// Writes a mended note, unless it changed since it was read.
std::optional<NotWritten> write_mended(const NotePath& note, const std::string& before,
                                       const std::string& after, const CheckOptions& options) {
    try {
        const auto replaced = replace_file(note.file, before, after, options.break_hard_links);
        if (replaced != Replaced::yes) {
            return NotWritten{note, std::string{why_left(replaced)}};
        }
    } catch (const std::system_error& error) {
        return NotWritten{note, reason_of(error), true};
    }
    return std::nullopt;
}

/// Puts a mended note where it is wanted. @return false if it could not be written
bool keep_mended(const NotePath& note, const std::string& before, const std::string& after,
                 const CheckOptions& options, NoteResult& result) {
    if (!options.on_change) {
        if (!result.not_written) {
            result.not_written = write_mended(note, before, after, options);
        }
        return !result.not_written;
    }
    if (result.change) {
        result.change->second = after;
    } else {
        result.change.emplace(before, after);
    }
    return true;
}

/// Mends a note that was just read, and reads it again.
void mend_note(const NotePath& note, const Config& config, const RuleSelection& selection,
               const CheckOptions& options, const LintOptions& lint, Document& document,
               NoteResult& result) {
    FixResult mended = fix(document.text, note.vault, config, selection, lint, options.unsafe_fixes,
                           left_alone_in(options, note));
    if (mended.text != document.text) {
        if (!keep_mended(note, document.text, mended.text, options, result)) {
            return;
        }
        result.fixed = mended.applied.size();  // whatever comes
        document.text = std::move(mended.text);
        parse(document, config.tasks);
        if (!result.pending.empty()) {  // they have moved
            result.pending.clear();
            (void)lint::check_note(document, config, selection, lint, &result.pending);
        }
    }
    result.fixed = mended.applied.size();
    result.findings = std::move(mended.remaining);
}

/// What the vault rules that are on need of each note.
struct IndexNeeds {
    bool tags, texts, searches;
};

/// What is searched for in tasks: their tags, and whether a note has any.
struct TaskWords {
    std::mutex adding;
    std::size_t tasks = 0;
    std::set<std::string, std::less<>> tags;
    std::vector<bool> has_tasks;

    void add(std::size_t note, const Document& document, const Config& config) {
        if (document.tasks.empty()) {
            return;
        }
        const std::lock_guard lock{adding};
        if (has_tasks[note]) {
            return;  // it is looked at once more
        }
        for (const Token& token : document.tokens) {
            const auto tag = token.span.in(document.text);
            if (token.kind == TokenKind::tag && tags.find(tag) == tags.end() &&
                tag != config.tasks.global_filter) {
                tags.emplace(tag);
            }
        }
        tasks += document.tasks.size();
        has_tasks[note] = true;
    }
};

/// @throws std::bad_alloc: then `result` says no more than how much was mended and written
void check_note(const NoteSource& source, std::size_t index, const Config& config,
                const RuleSelection& selection, const CheckOptions& options,
                const IndexNeeds& needs, TaskWords& words, Document& buffer, NoteResult& result) {
    const NotePath& note = source.notes[index];
    result.index.keep_tags = needs.tags;
    result.index.keep_texts = needs.texts;
    const bool asked = is_asked(options, note);
    const Document* document = nullptr;
    try {
        document = &source.read(index, config, buffer);
    } catch (const std::system_error& error) {
        if (asked && selection.enabled(lint::unreadable_file)) {
            result.findings.push_back(unreadable(note, reason_of(error), selection));
        }
        return;
    }
    if (asked) {
        LintOptions lint = options.lint;
        lint.suppressed = options.keep_suppressed ? &result.suppressed : nullptr;
        result.findings = lint::check_note(*document, config, selection, lint,
                                           options.whole_vault ? &result.pending : nullptr);
        const auto wanted = [&](const Diagnostic& finding) {
            return finding.fix && (finding.fix->safety == Safety::safe || options.unsafe_fixes);
        };
        if (options.fix && std::any_of(result.findings.begin(), result.findings.end(), wanted)) {
            mend_note(note, config, selection, options, lint, buffer, result);
        }
        set_paths(result.findings, note, &result.suppressed);
        left_alone_in(options, note).take_out(result.findings);
        result.tasks = document->tasks.size();
    }
    if (options.whole_vault) {
        result.index.add(static_cast<std::uint32_t>(index), *document);
        if (needs.searches) {
            if (document->may_have_queries) {
                const lint::Suppressions none{*document};
                lint::add_searches({*document, config, options.lint.today, none},
                                   static_cast<std::uint32_t>(index), result.index.searches);
            }
            words.add(index, *document, config);
        }
    }
}

/// What a vault rule found in one note: placed, mended if that is wanted.
void finish_vault_findings(const NoteSource& source, std::size_t index,
                           std::vector<Diagnostic>& findings, const Config& config,
                           const CheckOptions& options, NoteResult& result) {
    const NotePath& note = source.notes[index];
    const auto place = [&](const Document& document) {
        const std::string& text = document.text;
        const LineIndex lines{text};
        std::stable_sort(
            findings.begin(), findings.end(), [](const Diagnostic& a, const Diagnostic& b) {
                return std::tie(a.span.begin, a.rule->code) < std::tie(b.span.begin, b.rule->code);
            });
        lint::Placer placer{text, lines};
        for (Diagnostic& finding : findings) {
            if (finding.span.end <= text.size()) {
                placer.place(finding);
                if (finding.task_text.empty()) {  // else it is known by what it was found by
                    finding.task_text = lint::fingerprint_text(finding, document, lines);
                }
            }
        }
    };
    Document buffer;
    const Document* read = nullptr;
    try {
        if (result.change) {
            buffer = parse(result.change->second, note.vault, config.tasks);
            read = &buffer;
        } else {
            read = &source.read(index, config, buffer);
        }
    } catch (const std::system_error&) {
        set_paths(findings, note);
        return;  // gone since: the line number alone is shown
    }
    const Document& document = *read;
    place(document);
    lint::Suppressions suppressions{document};
    std::vector<Diagnostic> hidden;
    suppressions.apply(findings, config, options.keep_suppressed ? &hidden : nullptr);
    lint::leave_out_unlikely(findings, options.lint);
    std::set<std::uint32_t> needed;  // begins of what hides a finding
    for (const auto& suppression : suppressions.all()) {
        if (suppression.used) {
            needed.insert(suppression.place.begin);
            needed.insert(suppressions.comments()[suppression.comment].span.begin);
        }
    }
    for (Diagnostic& one : result.pending) {
        if (needed.count(one.span.begin) == 0) {
            findings.push_back(std::move(one));
        }
    }
    place(document);
    if (options.lint.preview_fixes) {
        preview_fixes(document, config, findings);
    }
    set_paths(findings, note, &hidden);
    left_alone_in(options, note).take_out(findings);
    if (options.fix) {
        FixResult mended = mend(document.text, note.vault, config, findings, options.unsafe_fixes);
        if (mended.applied.empty()) {
            findings = std::move(mended.remaining);
        } else if (keep_mended(note, document.text, mended.text, options, result)) {
            findings = std::move(mended.remaining);
            result.fixed += mended.applied.size();
            place(parse(std::move(mended.text), note.vault, config.tasks));
        }
    }
    std::move(hidden.begin(), hidden.end(), std::back_inserter(result.suppressed));
}

/// Runs the vault rules. What they see is the index alone; what their findings quote is read again.
void run_vault_rules(const NoteSource& source, const Config& config, const RuleSelection& selection,
                     const CheckOptions& options, NoteResults& notes, TaskWords& words,
                     std::vector<Diagnostic>& out) {
    VaultIndex index;
    index.task_count = words.tasks;
    index.task_tags = std::move(words.tags);
    index.has_tasks = std::move(words.has_tasks);
    for (const auto& note : notes) {
        if (note) {
            index.merge(std::move(note->index));
            note->index = {};
        }
    }
    index.notes = source.notes;
    index.finish();
    std::vector<Diagnostic> findings;
    Report report{findings};
    for (const Rule* const rule : rules()) {
        if (rule->check_vault != nullptr && selection.enabled(*rule)) {
            report.begin_rule(*rule, selection.severity(*rule));
            rule->check_vault({index, config, options.lint.today}, report);
        }
    }
    std::map<std::size_t, std::vector<Diagnostic>> by_note;
    for (Diagnostic& finding : findings) {
        const auto note = std::lower_bound(
            source.notes.begin(), source.notes.end(), finding.vault_path,
            [](const NotePath& path, const std::string& wanted) { return path.vault < wanted; });
        const RuleSelection& there = selection.at(note->vault);
        if (is_asked(options, *note) && there.enabled(*finding.rule)) {
            finding.severity = there.severity(*finding.rule);
            by_note[static_cast<std::size_t>(note - source.notes.begin())].push_back(
                std::move(finding));
        }
    }
    for (std::size_t at = 0; at < notes.size(); ++at) {
        if (notes[at] && !notes[at]->pending.empty()) {
            by_note.try_emplace(at);
        }
    }
    for (auto& [at, of_note] : by_note) {
        if (!notes[at]) {
            notes[at] = std::make_unique<NoteResult>();
        }
        try {
            finish_vault_findings(source, at, of_note, config, options, *notes[at]);
            give(of_note, out);
        } catch (const std::bad_alloc&) {
            of_note = {};
            if (selection.enabled(lint::unreadable_file)) {
                of_note.push_back(unreadable(source.notes[at], no_memory(), selection));
            }
            give(of_note, out);
        }
    }
}

/// Closes it when the notes have been checked, where the thread goes on.
struct FolderCloser {
    FolderCloser() = default;
    FolderCloser(const FolderCloser&) = delete;
    FolderCloser& operator=(const FolderCloser&) = delete;
    ~FolderCloser() { open_folder().close(); }
};

/// What the threads gather from the notes.
struct Gathered {
    std::mutex giving;
    std::vector<Diagnostic>& findings;
    NoteResults& notes;
    std::atomic<std::size_t> tasks{0};

    /// All that there is of a note, or nothing if there is no memory.
    void keep(std::size_t index, NoteResult& note) {
        auto of_note = std::exchange(note.findings, {});
        auto kept = note.empty() ? nullptr : std::make_unique<NoteResult>();
        if (!of_note.empty()) {
            const std::lock_guard lock{giving};
            give(of_note, findings);
        }
        tasks.fetch_add(note.tasks, std::memory_order_relaxed);
        if (kept) {
            *kept = std::move(note);
            notes[index] = std::move(kept);
        }
    }
};

/// A note for which there was no memory, and what of it was mended and written before.
struct Starved {
    std::size_t note = 0;
    std::size_t fixed = 0;
};

/// Checks once more, one after the other, what had no memory while others had it.
/// @param check fills the result of a note
void check_starved(std::vector<Starved>& starved, const NoteSource& source,
                   const RuleSelection& selection, const CheckOptions& options, Gathered& gathered,
                   const std::function<void(std::size_t, Document&, NoteResult&)>& check) {
    std::sort(starved.begin(), starved.end(),
              [](const Starved& a, const Starved& b) { return a.note < b.note; });
    for (const auto& [index, fixed] : starved) {
        NoteResult note;
        try {
            Document document;
            check(index, document, note);
            note.fixed += fixed;
            gathered.keep(index, note);
        } catch (const std::bad_alloc&) {
            NoteResult none;
            none.fixed = std::max(note.fixed, fixed);
            note = {};
            if (is_asked(options, source.notes[index]) &&
                selection.enabled(lint::unreadable_file)) {
                none.findings.push_back(unreadable(source.notes[index], no_memory(), selection));
            }
            gathered.keep(index, none);
        }
    }
}

CheckResult check_all(const NoteSource& source, const Config& config,
                      const RuleSelection& selection, const CheckOptions& options) {
    const FolderCloser closer;
    CheckResult result;
    NoteResults notes(source.notes.size());
    const unsigned threads = options.threads != 0        ? options.threads
                             : source.notes.size() < 200 ? 1
                                                         : 0;
    const IndexNeeds needs{
        selection.enabled(lint::tag_case_variant),
        selection.enabled(lint::duplicate_task) || selection.enabled(lint::near_duplicate_task),
        options.whole_vault && (selection.enabled(lint::value_matches_nothing) ||
                                selection.enabled(lint::substring_tag))};
    TaskWords words;
    words.has_tasks.resize(needs.searches ? source.notes.size() : 0);
    std::atomic<std::size_t> done{0};
    Gathered gathered{{}, result.diagnostics, notes};
    std::vector<Starved> starved;
    const auto check = [&](std::size_t index, Document& document, NoteResult& note) {
        check_note(source, index, config, selection, options, needs, words, document, note);
    };
    // Room that is not filled takes no memory; growing would take it for what was before, too.
    result.diagnostics.reserve(source.notes.size() / 8);
    for_each_index(source.notes.size(), threads, [&](std::size_t index) {
        thread_local Document document;
        NoteResult note;
        try {
            check(index, document, note);
            gathered.keep(index, note);
        } catch (const std::bad_alloc&) {
            const auto fixed = note.fixed;
            document = Document{};
            note = NoteResult{};
            const std::lock_guard lock{gathered.giving};
            starved.push_back({index, fixed});
        }
        if (document.text.capacity() > 16U << 20U) {
            document = Document{};  // one huge note must not be paid for until the end
        }
        if (options.on_progress) {
            options.on_progress(done.fetch_add(1, std::memory_order_relaxed) + 1,
                                source.notes.size());
        }
    });
    check_starved(starved, source, selection, options, gathered, check);
    for (const auto& [note, reason] : source.unreadable) {
        if (selection.enabled(lint::unreadable_file)) {
            result.diagnostics.push_back(unreadable(note, reason, selection));
        }
    }
    if (options.whole_vault) {
        run_vault_rules(source, config, selection, options, notes, words, result.diagnostics);
    }
    if (options.whole_vault && options.only.empty()) {
        auto of_settings = lint::check_settings_file(config, selection, options.lint.today);
        lint::leave_out_unlikely(of_settings, options.lint);
        if (!of_settings.empty()) {
            const auto known = options.left_alone.find(of_settings.front().vault_path);
            if (known != options.left_alone.end()) {
                known->second.take_out(of_settings);
            }
        }
        std::move(of_settings.begin(), of_settings.end(), std::back_inserter(result.diagnostics));
    }
    result.tasks = gathered.tasks;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        result.notes += is_asked(options, source.notes[i]) ? 1 : 0;
        if (!notes[i]) {
            continue;
        }
        NoteResult& note = *notes[i];
        result.fixed += note.fixed;
        result.notes_mended += note.fixed != 0 ? 1 : 0;
        std::move(note.suppressed.begin(), note.suppressed.end(),
                  std::back_inserter(result.suppressed));
        if (note.not_written) {
            result.not_written.push_back(std::move(*note.not_written));
        }
        if (note.change) {
            options.on_change(source.notes[i], note.change->first, note.change->second);
        }
        notes[i].reset();
    }
    for (auto* const findings : {&result.diagnostics, &result.suppressed}) {
        const auto before = [](const Diagnostic& a, const Diagnostic& b) {
            return std::tie(a.path, a.span.begin, a.rule->code) <
                   std::tie(b.path, b.span.begin, b.rule->code);
        };
        // Mostly they are, and sorting takes half as much memory again.
        if (!std::is_sorted(findings->begin(), findings->end(), before)) {
            std::stable_sort(findings->begin(), findings->end(), before);
        }
    }
    std::string_view last;
    for (const Diagnostic& finding : result.diagnostics) {
        if (finding.path != last && finding.path != config.settings_file) {
            ++result.notes_with_findings;
            last = finding.path;
        }
    }
    return result;
}

}  // namespace

CheckResult check_notes(const WalkResult& walk, const Config& config,
                        const RuleSelection& selection, const CheckOptions& options) {
    return check_all({walk.notes, walk.unreadable}, config, selection, options);
}

CheckResult check_vault(const Vault& vault, const RuleSelection& selection, CheckOptions options) {
    options.fix = false;
    return check_all({vault.notes, vault.unreadable, &vault.documents}, vault.config, selection,
                     options);
}

}  // namespace tasklint
