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

/// Whether links lead a file out of a folder, also one that is not there yet.
/// @throws std::system_error if that cannot be known
[[nodiscard]] bool leads_out_of(const std::string& folder, const std::string& file);

/// A note that is marked as not to be written is left alone, though its folder would allow it: by
/// the superuser, too, whom the system lets write all. @throws std::system_error
void require_writable_note(const std::string& path);

}  // namespace tasklint::text
