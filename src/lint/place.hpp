#pragma once

#include "tasklint/diagnostic.hpp"
#include "tasklint/text.hpp"

namespace tasklint::lint {

/// Where a byte offset is, in every unit.
Position position_at(std::string_view text, const LineIndex& lines, std::uint32_t offset);

/// Fills in a finding's positions and its source line.
void place(Diagnostic& finding, std::string_view text, const LineIndex& lines);

}  // namespace tasklint::lint
