#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tasklint/config.hpp"

namespace tasklint {

/// What messages call the values of a command line.
inline constexpr const char* command_line = "--config";

/// Whether the text of a `pyproject.toml` has a table `[tool.tasklint]`.
[[nodiscard]] bool pyproject_configures_tasklint(std::string_view text);

/// `key=value` each, as one TOML text. @throws ConfigError
[[nodiscard]] std::string toml_of_values(const std::vector<std::string>& values);

/// Applies nothing but `extends` of the values of a command line: it goes over that of a file.
void apply_extends(Config& config, std::string_view values, const std::string& root);

/// As `apply_toml`, for a configuration that was found in a vault, which may come from anyone: what
/// it extends stands in the vault.
void apply_found_toml(Config& config, std::string_view text, const std::string& file,
                      const std::string& root);

}  // namespace tasklint
