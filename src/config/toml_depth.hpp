#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tasklint::config {

struct TomlPlace {
    std::uint32_t line = 1, column = 1;  ///< in bytes
};

/// Where a TOML text nests deeper than any configuration does; nullopt if it does not. The parser
/// calls itself for each level, so a text that was made for it could end the program.
[[nodiscard]] std::optional<TomlPlace> too_deep(std::string_view text) noexcept;

}  // namespace tasklint::config
