#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <date/date.h>

#include "tasklint/config.hpp"
#include "tasklint/diagnostic.hpp"
#include "tasklint/document.hpp"
#include "tasklint/recurrence.hpp"
#include "tasklint/vault.hpp"

namespace tasklint {

namespace lint {
class LineReading;
struct QueryContext;
class Suppressions;
}  // namespace lint

enum class Scope : std::uint8_t {
    task,      ///< called once for each task
    document,  ///< called once for each note
    query,  ///< called once for each text of queries: a `tasks` block, the global query, a preset
    vault,  ///< called once for the index of the whole vault
    file,   ///< raised by the reader of files, not by a check
};
enum class FixClass : std::uint8_t { none, safe, unsafe };
enum class DefaultOn : std::uint8_t {
    yes,
    no,
    configured,   ///< once what it needs is configured
    whole_vault,  ///< where a whole vault is checked
    exports,      ///< in `export`, and elsewhere with an `[export]` table
};

struct TaskContext;
struct DocumentContext;
struct VaultContext;
class Report;

/// What a task has that a rule may speak of, a bit each.
using TaskFacts = std::uint32_t;
namespace facts {
/// The plugin reads a field of that kind.
[[nodiscard]] constexpr TaskFacts field(FieldKind kind) noexcept {
    return 1U << static_cast<unsigned>(kind);
}
inline constexpr TaskFacts any_field = (1U << field_kind_count) - 1;
inline constexpr TaskFacts any_date = field(FieldKind::created) | field(FieldKind::start) |
                                      field(FieldKind::scheduled) | field(FieldKind::due) |
                                      field(FieldKind::cancelled) | field(FieldKind::done);
inline constexpr TaskFacts field_twice = 1U << field_kind_count;  ///< two fields of one kind
inline constexpr TaskFacts tag = field_twice << 1U;
inline constexpr TaskFacts owner = field_twice << 2U;
inline constexpr TaskFacts reading = field_twice << 3U;         ///< `TaskContext::reading`
inline constexpr TaskFacts done = field_twice << 4U;            ///< its status is of type DONE
inline constexpr TaskFacts unknown_status = field_twice << 5U;  ///< its status is not registered
inline constexpr TaskFacts dataview = field_twice << 6U;  ///< it is read in the Dataview format
// What stands in its line.
inline constexpr TaskFacts question_mark = field_twice << 7U;
inline constexpr TaskFacts colon = field_twice << 8U;
inline constexpr TaskFacts caret = field_twice << 9U;
inline constexpr TaskFacts terminator = field_twice << 10U;     ///< U+000D, maybe U+2028 or U+2029
inline constexpr TaskFacts template_mark = field_twice << 11U;  ///< `{` or `<`
inline constexpr TaskFacts wide_pair = field_twice << 12U;  ///< two characters that are no ASCII
inline constexpr TaskFacts any = field_twice << 13U;        ///< every task has this one
}  // namespace facts

/// A lint rule: what it is called, and a pure function of what it is given.
struct Rule {
    std::string_view code;     ///< `TL101`
    std::string_view name;     ///< `field-hidden-by-text`
    std::string_view group;    ///< `fields`
    std::string_view summary;  ///< one sentence: what is wrong and what it costs
    Severity severity = Severity::warning;
    Confidence confidence = Confidence::certain;
    FixClass fix = FixClass::none;
    Scope scope = Scope::task;
    DefaultOn on = DefaultOn::yes;
    bool (*configured)(const Config&) = nullptr;  ///< for `DefaultOn::configured`
    void (*check_task)(const TaskContext&, Report&) = nullptr;
    /// Of a task that has none of these `check_task` finds nothing, and is not called.
    TaskFacts about = facts::any;
    void (*check_document)(const DocumentContext&, Report&) = nullptr;
    void (*check_query)(const lint::QueryContext&, Report&) = nullptr;
    void (*check_vault)(const VaultContext&, Report&) = nullptr;
};

/// All rules, by code.
[[nodiscard]] const std::vector<const Rule*>& rules() noexcept;
/// The rule of that code or name, or null.
[[nodiscard]] const Rule* find_rule(std::string_view code_or_name) noexcept;
/// The rule's page (Markdown), compiled in.
[[nodiscard]] std::string_view rule_page(const Rule& rule) noexcept;

/// The rules that a run uses: `select` less `ignore`, with their severities.
/// Selectors are codes, prefixes (`TL2`), names, groups, `default`, `all`.
class RuleSelection {
public:
    /// @throws ConfigError on an unknown selector, naming the nearest
    explicit RuleSelection(const Config& config, bool whole_vault = false);
    [[nodiscard]] bool enabled(const Rule& rule) const noexcept;
    [[nodiscard]] Severity severity(const Rule& rule) const noexcept;
    /// Our rules that are enabled, by code, with their severities.
    [[nodiscard]] const std::vector<std::pair<const Rule*, Severity>>& chosen() const noexcept {
        return chosen_;
    }
    /// Those of them that look at one task, by what they are about.
    struct TaskRules {
        TaskFacts about = facts::any;
        std::vector<std::pair<const Rule*, Severity>> rules;
    };
    [[nodiscard]] const std::vector<TaskRules>& chosen_for_tasks() const noexcept {
        return chosen_for_tasks_;
    }
    /// Those that look at one note.
    [[nodiscard]] const std::vector<std::pair<const Rule*, Severity>>& chosen_for_notes()
        const noexcept {
        return chosen_for_notes_;
    }
    /// Those that look at one text of queries.
    [[nodiscard]] const std::vector<std::pair<const Rule*, Severity>>& chosen_for_queries()
        const noexcept {
        return chosen_for_queries_;
    }
    /// The same of the rules of the house.
    [[nodiscard]] const std::vector<std::pair<const Rule*, Severity>>& chosen_of_house()
        const noexcept {
        return chosen_of_house_;
    }
    /// The selection for one note, which the overrides of the configuration may change. Valid as
    /// long as this one or a copy of it; may be called from several threads.
    /// @param vault_path from the vault's root
    [[nodiscard]] const RuleSelection& at(std::string_view vault_path) const;

private:
    struct Entry {
        const Rule* rule;
        bool enabled;
        Severity severity;
    };
    class Variants;

    void change(const Config& config, bool whole_vault, const std::vector<std::string>& select,
                const std::vector<std::string>& ignore,
                const std::map<std::string, Severity>& severity);
    void set(const Config& config, bool whole_vault, const std::string& selector, bool on);
    [[nodiscard]] const Entry* find(const Rule& rule) const noexcept;

    std::vector<Entry> entries_;  // ours by code, then those of the house
    std::vector<std::pair<const Rule*, Severity>> chosen_, chosen_of_house_, chosen_for_notes_,
        chosen_for_queries_;
    std::vector<TaskRules> chosen_for_tasks_;
    std::shared_ptr<Variants> variants_;  // null without overrides
};

struct DocumentContext {
    const Document& document;
    const Config& config;
    date::year_month_day today;
    const lint::Suppressions& suppressions;  ///< what the note hides

    /// Read at the first question, once for all rules.
    [[nodiscard]] const FrontMatter& front_matter() const;
    mutable std::optional<FrontMatter> read_front_matter_once{};
};
struct TaskContext {
    const Document& document;
    const Task& task;
    TaskView view;
    const Config& config;
    date::year_month_day today;
    const lint::LineReading* reading =
        nullptr;  ///< the lenient reading, or null if it cannot differ

    [[nodiscard]] TaskFacts facts() const noexcept;
    /// `recurrence_of` the task, read at the first question, once for all rules.
    [[nodiscard]] const std::optional<Recurrence>& recurrence() const;
    mutable std::optional<std::optional<Recurrence>> read_recurrence_once{};
};
struct VaultContext {
    const VaultIndex& index;
    const Config& config;
    date::year_month_day today;
};

/// Where rules put their findings.
class Report {
public:
    explicit Report(std::vector<Diagnostic>& out) : out_(out) {}
    void begin_rule(const Rule& rule, Severity severity) {
        rule_ = &rule;
        severity_ = severity;
    }
    /// Adds a finding about the current note; more is set on the result.
    Diagnostic& add(Span span, std::string message);
    /// Adds a finding about another note of the vault (vault rules).
    Diagnostic& add(const NotePath& note, Span span, std::uint32_t line, std::string message);

private:
    std::vector<Diagnostic>& out_;
    const Rule* rule_ = nullptr;
    Severity severity_ = Severity::warning;
};

struct LintOptions {
    date::year_month_day today;
    Confidence min_confidence = Confidence::likely;  ///< `certain`: what is only likely is left out
    bool preview_fixes = true;  ///< fill `fixed_line` (verified); costs a second reading per fix
    /// If not null: set to what the note's own suppressions hide, in the order of the findings and
    /// as complete as they are, but for `fixed_line`.
    std::vector<Diagnostic>* suppressed = nullptr;
};

/// Runs the task and document rules over one note. Findings are sorted by offset, then code, and
/// complete but for `path`, `vault_path` and `fingerprint`.
[[nodiscard]] std::vector<Diagnostic> check(const Document& document, const Config& config,
                                            const RuleSelection& selection,
                                            const LintOptions& options);
/// Sets paths and fingerprints of one note's findings, of which none may be missing: they count
/// twins. @param suppressed if not null: what is hidden there; it gets fingerprints that the
/// findings do not have
void set_paths(std::vector<Diagnostic>& diagnostics, const NotePath& note,
               std::vector<Diagnostic>* suppressed = nullptr);

/// Which findings of a note are to be left alone: neither reported nor mended. They are known by
/// rule and text, and among twins by their order; line numbers change while a note is mended.
class LeftAlone {
public:
    /// What is decided about each finding of the note, in their order.
    void add(const Diagnostic& finding, bool leave);
    [[nodiscard]] bool empty() const noexcept { return left_ == 0; }
    /// The same for findings of the note as it is by now. Where some of several twins are gone, as
    /// many as before are left alone, the last ones.
    [[nodiscard]] std::vector<bool> among(const std::vector<Diagnostic>& findings) const;
    /// Takes them out of a note's findings.
    void take_out(std::vector<Diagnostic>& findings) const;

private:
    using Key = std::pair<std::string_view, std::string>;  // code, text
    std::map<Key, std::vector<bool>> decided_;
    std::size_t left_ = 0;
};

/// A note that was mended in memory only.
struct NotWritten {
    NotePath note;
    std::string reason;
    bool failed = false;  ///< else it was left alone: `why_left`
};

/// Result of checking notes on disk.
struct CheckResult {
    std::vector<Diagnostic> diagnostics;  ///< sorted by path, offset, code
    std::vector<Diagnostic> suppressed;   ///< likewise; only with `CheckOptions::keep_suppressed`
    std::size_t notes = 0, notes_with_findings = 0, tasks = 0;
    std::size_t fixed = 0;                ///< findings mended
    std::size_t notes_mended = 0;         ///< notes with such a finding
    std::vector<NotWritten> not_written;  ///< what would have been mended in them is a finding
};
struct CheckOptions {
    LintOptions lint;
    unsigned threads = 0;      ///< 0: chosen by the number of notes and cores
    bool whole_vault = false;  ///< run the vault rules
    bool fix = false, unsafe_fixes = false;
    bool break_hard_links = false;  ///< mend notes with more than one name under this one alone
    bool keep_suppressed = false;   ///< fill `CheckResult::suppressed`; nothing else changes
    /// Vault paths of the notes whose findings are wanted; the others are only indexed for the
    /// vault rules. Empty: all.
    std::set<std::string> only;
    std::map<std::string, LeftAlone> left_alone;  ///< by vault path of the note
    /// Told how many notes are done, from any thread; may be empty.
    std::function<void(std::size_t done, std::size_t all)> on_progress;
    /// Instead of writing (a diff). Called in order of the notes, when all are checked.
    std::function<void(const NotePath&, std::string_view before, std::string_view after)> on_change;
};
/// Checks (and mends) all notes of a walk, streaming: one note is in memory per thread.
[[nodiscard]] CheckResult check_notes(const WalkResult& walk, const Config& config,
                                      const RuleSelection& selection, const CheckOptions& options);
/// Checks the notes of a vault in memory, as they were read. Nothing is mended.
[[nodiscard]] CheckResult check_vault(const Vault& vault, const RuleSelection& selection,
                                      CheckOptions options);

}  // namespace tasklint
