#pragma once

#include <optional>
#include <string>

namespace tasklint::text {

/// Where bytes go: a path, or what it leads to if it is a symbolic link, which may point to a file
/// that is not there yet.
struct Target {
    std::string path;
    std::optional<int> descriptor;  ///< it is what this program has open, as `/dev/stdout`
};
/// @throws std::system_error if the links go in a circle or cannot be read
[[nodiscard]] Target follow_links(const std::string& path);

}  // namespace tasklint::text
