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

/// Edits of a note and the lines whose tasks they change on purpose, by the offsets of their begins
/// before the edits. All sorted.
struct Changes {
    std::vector<Edit> edits;
    std::vector<std::uint32_t> made;   ///< no task before, one behind
    std::vector<std::uint32_t> ended;  ///< a task before, none behind
    std::vector<std::uint32_t> loose;  ///< an unsafe fix changed the task
};

/// The contract for the note as a whole: the same tasks on the same lines, each with its parent
/// and its heading, and the same properties in the front matter, but for what changes on purpose.
bool keeps_structure(const Document& before, const Document& after, const Changes& changes);

}  // namespace tasklint::fixing
