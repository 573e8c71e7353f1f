#pragma once

#include <string>
#include <vector>

#include "tasklint/fix.hpp"

namespace tasklint::fixing {

/// The safe-fix contract for one line: read again, the new line gives every field, tag, owner and
/// word that the old one gave, and newly read are exactly the fields that the fixes name. A line
/// that was no task becomes one with everything behind its box unchanged.
/// @param line of the old text
bool keeps_contract(std::string_view old_text, Span line, const std::vector<const Fix*>& fixes,
                    const std::string& new_line, const Config& config);

/// The contract for the note as a whole: the same tasks on the same lines, each with its parent
/// and its heading, and new ones exactly on the lines `made` (zero-based, sorted).
/// @param loose lines whose own task is not compared: an unsafe fix changed it on purpose
bool keeps_structure(const Document& before, const Document& after,
                     const std::vector<std::uint32_t>& made,
                     const std::vector<std::uint32_t>& loose);

}  // namespace tasklint::fixing
