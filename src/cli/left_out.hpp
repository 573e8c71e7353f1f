#pragma once

#include <string>
#include <vector>

#include "tasklint/calendar.hpp"
#include "tasklint/vault.hpp"

namespace tasklint::cli {

/// `12 done, 3 cancelled`
[[nodiscard]] std::string counts_by_reason(const std::vector<const CalendarNote*>& notes);

/// Names what was left out or changed, by the paths that were typed.
[[nodiscard]] std::string left_out_text(const std::vector<const CalendarNote*>& notes,
                                        const Vault& vault);

}  // namespace tasklint::cli
