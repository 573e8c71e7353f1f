#pragma once

#include <string>
#include <string_view>

// The files beside another one that `write_file_atomically` and `replace_file` write first.
namespace tasklint::text {

/// The name of the file that is written first, beside `target`. It hangs on the target alone, so
/// that whoever writes that again finds what a run that was interrupted left. It is short, since
/// the target's may be as long as the file system allows, and hidden from those who list notes.
/// @param attempt 0, or more where other runs write the same target
[[nodiscard]] std::string temporary_name(const std::string& target, int attempt);

/// A file's name is like those of `temporary_name`.
[[nodiscard]] bool is_temporary(std::string_view name) noexcept;

/// Removes a temporary file if no run holds it any more: each holds a lock of its own.
/// @return it is gone
bool remove_if_left(const std::string& path);

}  // namespace tasklint::text
