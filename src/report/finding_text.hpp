#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "tasklint/diagnostic.hpp"
#include "tasklint/lint.hpp"

namespace tasklint {

/// The finding has a fix that keeps the contract where it stands.
[[nodiscard]] bool is_fixable(const Diagnostic& diagnostic) noexcept;

/// How the text reports mark what can be mended: `[*]` by `--fix`, `[!]` by `--unsafe-fixes`; else
/// empty.
[[nodiscard]] std::string_view fix_mark(const Diagnostic& diagnostic) noexcept;

/// The path as a report prints it at a line's begin: printable, and never the `::` that starts a
/// workflow command where a CI job's log is read.
[[nodiscard]] std::string path_text(std::string_view path);

/// `1,902`
[[nodiscard]] std::string with_thousands(std::size_t number);

/// `1 error`, `3 errors`. @param noun in the singular; takes an `s`
[[nodiscard]] std::string counted(std::size_t number, std::string_view noun);

/// Findings of each kind that summaries speak of.
struct FindingCounts {
    std::size_t errors = 0, warnings = 0, infos = 0;
    std::size_t safe = 0, unsafe = 0;  ///< fixable
};
[[nodiscard]] FindingCounts count_findings(const CheckResult& result) noexcept;

/// A JSON text that does nothing to a terminal: besides what JSON demands, DEL, C1 controls, line
/// separators and bidi controls are escaped. They can only stand inside strings.
[[nodiscard]] std::string terminal_safe_json(std::string json);

}  // namespace tasklint
