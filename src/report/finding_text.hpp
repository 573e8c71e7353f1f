#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/diagnostic.hpp"
#include "tasklint/lint.hpp"

namespace tasklint {

/// The finding has a fix that keeps the contract where it stands.
[[nodiscard]] bool is_fixable(const Diagnostic& diagnostic) noexcept;

/// How the text reports mark what can be mended: `[*]` by `--fix`, `[!]` by `--unsafe-fixes`; else
/// empty.
[[nodiscard]] std::string_view fix_mark(const Diagnostic& diagnostic) noexcept;

/// A text that stands first in a line, or behind blanks: where a CI job's log is read, the `::`
/// that it begins with would start a workflow command.
[[nodiscard]] bool begins_command(std::string_view text) noexcept;

/// A path that stands first in a line, for programs: with `./` before a colon.
[[nodiscard]] std::string path_from_here(std::string path);
/// The same, printable.
[[nodiscard]] std::string path_text(std::string_view path);
/// Any other text that stands first in a line: printable, and no command.
[[nodiscard]] std::string line_text(std::string_view text);

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

/// The finding's line, or its mended line, without the note's byte order mark: that is no column
/// and nothing to see.
[[nodiscard]] std::string_view without_mark(std::string_view line,
                                            const Diagnostic& diagnostic) noexcept;

/// What a finding says, a thing a line: message, detail, what the plugin reads, the mended line,
/// help. Safe to print.
[[nodiscard]] std::string message_lines(const Diagnostic& diagnostic);

/// The findings with the errors first, else in their order.
[[nodiscard]] std::vector<const Diagnostic*> worst_first(const CheckResult& result);

/// The end of what is wrong. It is never before the begin, also where only a line is known.
[[nodiscard]] const Position& end_of(const Diagnostic& diagnostic) noexcept;

/// A path as part of a URI: all bytes but plain letters, digits and `/-._~` are percent-encoded.
[[nodiscard]] std::string url_path(std::string_view path);

}  // namespace tasklint
