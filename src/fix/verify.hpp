#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tasklint/fix.hpp"

namespace tasklint::fixing {

/// The safe-fix contract for one line: read again, the new line gives every field, tag, owner and
/// word that the old one gave, and newly read are exactly the fields that the fixes name. A line
/// that was no task becomes one with everything behind its box unchanged.
/// @param line of the old text
bool keeps_contract(std::string_view old_text, Span line, const std::vector<const Fix*>& fixes,
                    const std::string& new_line, const Config& config);

/// Where a byte stands behind the edits. @param edits sorted by begin, apart
class Moved {
public:
    explicit Moved(const std::vector<Edit>& edits) {
        std::int64_t shift = 0;
        for (const Edit& edit : edits) {
            shift += static_cast<std::int64_t>(edit.text.size()) - edit.span.size();
            shifts_.emplace_back(edit.span.end, shift);
        }
    }
    [[nodiscard]] std::uint32_t operator()(std::uint32_t offset) const {
        const auto next =
            std::upper_bound(shifts_.begin(), shifts_.end(), offset,
                             [](std::uint32_t at, const auto& shift) { return at < shift.first; });
        return next == shifts_.begin() ? offset
                                       : static_cast<std::uint32_t>(offset + (next - 1)->second);
    }

private:
    std::vector<std::pair<std::uint32_t, std::int64_t>> shifts_;  // end of the edit, sum up to it
};

/// The part `part` of a text with the edits that begin inside it applied. @param edits sorted by
/// begin, apart
std::string edited(std::string_view text, Span part, const std::vector<Edit>& edits);

/// Edits of a note and the lines whose tasks they change on purpose, by the offsets of their begins
/// before the edits. All sorted.
struct Changes {
    std::vector<Edit> edits;
    std::vector<std::uint32_t> made;   ///< no task before, one behind
    std::vector<std::uint32_t> ended;  ///< a task before, none behind
    std::vector<std::uint32_t> loose;  ///< an unsafe fix changed the task
};

/// The contract for the note as a whole: the same tasks on the same lines, each with its parent
/// and its heading, and the same properties in the front matter (`tasklint-disable` aside), but for
/// what changes on purpose.
/// @param part of the note, with all edits @param after that part behind the edits, read by itself
bool keeps_structure(const Document& before, const LineIndex& old_lines, Span part,
                     const Document& after, const Changes& changes);

/// The part of a note that is read by itself as it is in the note, and outside of which nothing
/// reads otherwise if the part keeps its structure: from a heading at the margin above the edits
/// through the next one below them. A heading there ends all blocks above it, but for those that
/// hide it, and begins with nothing open. What a comment, a formula or HTML hides depends on where
/// a mark stands that ends it, however far away: a part with such marks, before or behind the
/// edits, is none. The whole note where no smaller part is found.
/// @param edits sorted by begin, apart
Span part_around(const Document& document, const std::vector<Edit>& edits);
/// Marks with which comments, formulas or HTML could begin or end, and quote marks, which look like
/// some of them.
bool has_hiding_marks(std::string_view text) noexcept;

/// The contract for queries: each `tasks` block is still there, and each instruction of it is
/// written as before and read as before, but those on the given lines. Of these one that was an
/// error before is none now, and one that was none means the same.
/// @param lines begins before the edits @param loose likewise: what changes there is not looked at
bool keeps_queries(const Document& before, const Document& after, const Moved& moved,
                   const std::vector<std::uint32_t>& lines, const std::vector<std::uint32_t>& loose,
                   const Config& config);

}  // namespace tasklint::fixing
