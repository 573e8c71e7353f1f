#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace tasklint::lint {

/// Why no task can have a text with that part in a field, and what was meant. Both empty: it can.
[[nodiscard]] std::pair<std::string, std::string> impossible_value(std::string_view field,
                                                                   std::string_view value);

}  // namespace tasklint::lint
