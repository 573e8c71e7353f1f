#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tasklint/diagnostic.hpp"
#include "tasklint/document.hpp"
#include "tasklint/text.hpp"

namespace tasklint::lint {

/// Fills in where findings are. Linear in the text for findings in order of their offsets, however
/// many stand on one line.
class Placer {
public:
    /// @param text must outlive the placer @param lines of that text, likewise
    Placer(std::string_view text, const LineIndex& lines) : text_{text}, lines_{lines} {}

    /// Sets a finding's positions in every unit and its source line.
    void place(Diagnostic& finding);

private:
    Position at(std::uint32_t offset, Position& last);

    std::string_view text_;
    const LineIndex& lines_;
    Position last_;  // with the byte column as it stands in the text, BOM included
    Position last_victim_;
    std::vector<Position> last_edits_;
};

/// Takes out findings that are less certain than the options ask for.
void leave_out_unlikely(std::vector<Diagnostic>& findings, const LintOptions& options);

/// Normalised text of the task that a finding is about, or of its line: what it is known by.
[[nodiscard]] std::string fingerprint_text(const Diagnostic& finding, const Document& document,
                                           const LineIndex& lines);

}  // namespace tasklint::lint
