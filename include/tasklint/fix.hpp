#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tasklint/lint.hpp"

namespace tasklint {

struct FixResult {
    std::string text;                   ///< the mended note
    std::vector<Diagnostic> applied;    ///< findings that were mended
    std::vector<Diagnostic> remaining;  ///< findings of the mended text
};

/// Mends one note under the safe-fix contract: all chosen fixes of a line are applied together
/// and the line is read again; if it then reads otherwise than the fixes announce, they are tried
/// one by one from the line's end, and what still fails is not applied (`fix_refused`). Goes in
/// rounds until nothing changes, at most ten.
/// @param path relative to the vault @param unsafe also apply fixes that are not safe
/// @param left_alone findings that are not mended; they are among those that remain
[[nodiscard]] FixResult fix(std::string text, const std::string& path, const Config& config,
                            const RuleSelection& selection, const LintOptions& options, bool unsafe,
                            const LeftAlone& left_alone = {});

/// Mends one note by findings that were made of it before, all at once.
/// `remaining` are those without a fix and those whose fix conflicts or would change another line's
/// task; their places are those of the text before.
[[nodiscard]] FixResult mend(std::string text, const std::string& path, const Config& config,
                             std::vector<Diagnostic> findings, bool unsafe);

/// Sets `fixed_line` of each finding that has a fix: its line after all safe fixes of that line
/// (after its own fix alone, if that is unsafe). A safe fix that does not keep the contract there
/// is taken away and marked `fix_refused`.
void preview_fixes(const Document& document, const Config& config,
                   std::vector<Diagnostic>& findings);
/// The same where the lines of the note are known. @param lines of its text
void preview_fixes(const Document& document, const LineIndex& lines, const Config& config,
                   std::vector<Diagnostic>& findings);

struct SuppressResult {
    std::string text;              ///< the note with the comments
    std::vector<Diagnostic> left;  ///< findings that could not be hidden without a change of tasks
};

/// Hides findings of a note by `%% tasklint-disable-next … %%` above their tasks, and where a
/// comment would change what the plugin reads, or there is no task, by the property
/// `tasklint-disable`. All tasks, parents, headings and sections stay as they are.
/// @param path relative to the vault @param findings of this text
/// @param reason written behind the rules; one line without `%%`; may be empty
[[nodiscard]] SuppressResult suppress(std::string text, const std::string& path,
                                      const Config& config, std::vector<Diagnostic> findings,
                                      std::string_view reason);

}  // namespace tasklint
