#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/document.hpp"
#include "tasklint/task.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

/// One `FILE:LINE` of the command line.
struct Place {
    std::string file;
    std::uint32_t line = 0;  ///< from 1; 0: none was given

    /// As messages name it.
    [[nodiscard]] std::string text() const;
};

/// Says that something cannot be done there. @throws Unusable
[[noreturn]] void refuse(const Place& place, std::string_view why);

/// Reads `FILE`, `FILE:LINE`, and the `FILE:LINE:COLUMN:` of reports as well. @throws Unusable
[[nodiscard]] Place place_of(const std::string& argument);

/// The task in the place's line, an index into `Document::tasks`.
/// @throws Unusable with the reason why there is none, and where the nearest one is
[[nodiscard]] std::size_t task_at(const Place& place, const Document& document,
                                  const LineIndex& lines, const TaskSettings& settings);

/// A line that looks like a task but is none to the plugin.
struct IgnoredLine {
    std::uint32_t line = 0;  ///< zero-based
    Span span;
    std::string reason;  ///< `it stands in a code block`
};
/// All of them, in order. Linear in the note.
[[nodiscard]] std::vector<IgnoredLine> ignored_lines(const Document& document,
                                                     const TaskSettings& settings);

}  // namespace tasklint::cli
