#pragma once

#include <string>
#include <string_view>

namespace tasklint::cli {

/// A unified diff of two versions of a note that `git apply` and `patch -p1` take; empty if they
/// are equal. Fixes stay within their lines, so lines are compared one by one; texts of unlike
/// line counts give one hunk from the first to the last difference. Linear.
/// @param path from the working directory, `/` as separator
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before,
                                       std::string_view after);

/// Writes a diff to standard output; to a terminal so that nothing of a note may act on it.
/// @return false if nobody reads any more @throws Unusable
bool print_diff(std::string_view diff);

}  // namespace tasklint::cli
