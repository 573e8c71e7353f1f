#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tasklint/diagnostic.hpp"

// Findings that are known and wait to be mended: they are not reported and fail no run.

namespace tasklint::cli {

/// One of them. Known by what the note says, not by its line: edits above change nothing.
struct BaselineEntry {
    std::string path;  ///< from the vault's root, UTF-8
    std::string rule;
    std::string text;         ///< of the task, cut: for people
    std::string fingerprint;  ///< `Diagnostic::fingerprint`
    std::string content;      ///< `Diagnostic::content_hash`
};

/// What a run can say about entries.
struct BaselineScope {
    /// The rule ran over the note of this path, so that an entry without a finding is out of date.
    std::function<bool(const BaselineEntry&)> judged;
    /// The note is still there but was not looked at: its entries are no other note's.
    std::function<bool(const std::string& path)> elsewhere;
};

/// What of a run's findings a baseline knows.
struct BaselineMatch {
    std::vector<bool> known;        ///< by finding
    std::vector<bool> used;         ///< by entry
    std::vector<std::size_t> gone;  ///< entries that were judged and match nothing, in order
    [[nodiscard]] std::size_t known_count() const noexcept;
};

class Baseline {
public:
    /// @param text what stands in the file @throws ConfigError if it is no baseline of a version
    /// that is known here
    [[nodiscard]] static Baseline parse(const std::string& file, std::string text);

    /// Each entry matches one finding: that of its fingerprint; what is left then, one of the same
    /// rule and text elsewhere, since notes and tasks are moved.
    [[nodiscard]] BaselineMatch match(const std::vector<Diagnostic>& findings,
                                      const BaselineScope& scope) const;

    /// The findings, and of the entries so far those that this run cannot judge.
    [[nodiscard]] Baseline renewed(const std::vector<Diagnostic>& findings,
                                   const BaselineScope& scope) const;

    /// One entry a line, in order of path, rule and text; ends with a line ending.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

private:
    std::vector<BaselineEntry> entries_;
};

/// A file that cannot be read is nothing to be put off: its findings are never in a baseline.
[[nodiscard]] bool belongs_in_baseline(const Diagnostic& finding) noexcept;

}  // namespace tasklint::cli
