#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tasklint::config {

struct TomlFault {
    std::uint32_t line = 1, column = 1;  ///< in bytes
    const char* message = "";
};

/// What the parser is not to be given: a text that nests deeper than any configuration does, since
/// the parser calls itself for each level.
[[nodiscard]] std::optional<TomlFault> unfit_toml(std::string_view text) noexcept;

}  // namespace tasklint::config
