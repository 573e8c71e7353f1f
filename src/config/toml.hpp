#pragma once

#include <string_view>

namespace tasklint {

/// Whether the text of a `pyproject.toml` has a table `[tool.tasklint]`.
[[nodiscard]] bool pyproject_configures_tasklint(std::string_view text);

}  // namespace tasklint
