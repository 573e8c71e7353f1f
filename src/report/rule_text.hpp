#pragma once

#include <string>

#include "tasklint/lint.hpp"

namespace tasklint {

/// The prose at the begin of a rule's page, a paragraph a line: why it is wrong, and what the fix
/// does. The rule's summary if it has no page.
[[nodiscard]] std::string rule_description(const Rule& rule);

}  // namespace tasklint
