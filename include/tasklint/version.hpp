#pragma once

#include <string_view>

namespace tasklint {

/// The version of this library, `MAJOR.MINOR.PATCH`.
inline constexpr std::string_view version = "0.1.0";
/// The version of the Obsidian Tasks plugin whose reading is followed.
inline constexpr std::string_view plugin_version = "8.3.0";

}  // namespace tasklint
