#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/baseline.hpp"
#include "cli/commands.hpp"
#include "cli/git.hpp"
#include "cli/inputs.hpp"
#include "tasklint/lint.hpp"
#include "text/descriptor.hpp"

// What of the findings is asked for: in notes or lines that changed, and not known from a baseline.

namespace tasklint::cli {

/// @throws Unusable if options stand together that do not go together
void check_narrowing(const CheckArguments& arguments);

/// `--changed`, `--staged` or `--changed-lines` was given.
[[nodiscard]] bool only_changes(const CheckArguments& arguments) noexcept;

/// What is left of a walk: the notes that changed, if only those are asked for.
struct Narrowed {
    WalkResult walked;
    std::map<std::string, FileChange> changes;  ///< by vault path; with `--changed-lines` alone
};
/// @throws Unusable as `git_changes`
[[nodiscard]] Narrowed narrowed_to_changes(const CheckArguments& arguments, const VaultPaths& group,
                                           WalkResult walked);

/// The findings of one vault that are left alone: those of its baseline, and those on lines that
/// did not change.
class KnownFindings {
public:
    /// Reads the baseline, if there is one.
    /// @param group with all of its paths walked @param narrowed, selection must outlive this
    /// @throws as `Baseline::parse`, std::system_error; Unusable if the file of `--baseline` is not
    /// there
    KnownFindings(const CheckArguments& arguments, const VaultPaths& group,
                  const Narrowed& narrowed, const RuleSelection& selection);

    /// Checks notes as `check_notes`, without what is left alone. Writes the baseline if asked to,
    /// and says what is out of date.
    [[nodiscard]] CheckResult check(const WalkResult& notes, const Config& config,
                                    CheckOptions options, const Messages& messages);
    /// Which findings of a single note are left alone. @param findings all of the note's
    [[nodiscard]] LeftAlone of_note(const std::vector<Diagnostic>& findings,
                                    const Messages& messages);
    /// Nothing is left alone.
    [[nodiscard]] bool empty() const noexcept { return !baseline_ && !by_lines_; }

    /// Findings left out because the baseline has them.
    [[nodiscard]] std::size_t in_baseline() const noexcept { return in_baseline_; }

private:
    std::vector<bool> decide(const std::vector<Diagnostic>& findings, const Messages& messages);
    void write(const std::vector<Diagnostic>& findings, const Messages& messages);
    /// Notes that could not be read say nothing of their entries.
    void note_unread(const std::vector<Diagnostic>& findings);
    /// The note is there and not among those that are checked.
    [[nodiscard]] bool is_elsewhere(const std::string& path) const;
    [[nodiscard]] BaselineScope scope() const;

    const Narrowed& narrowed_;
    const RuleSelection& selection_;
    std::string root_;
    bool whole_;  // every note of the vault is checked
    bool by_lines_;
    bool certain_only_;  // what is only likely is not told
    bool write_;
    std::string file_;
    std::optional<text::FolderLock> lock_;  // from reading the baseline until it is written
    std::optional<Baseline> baseline_;
    // Paths of the notes that are checked, as a baseline has them; only with one.
    std::set<std::string> asked_;
    std::set<std::string> unread_;  // of these
    std::size_t in_baseline_ = 0;
};

}  // namespace tasklint::cli
