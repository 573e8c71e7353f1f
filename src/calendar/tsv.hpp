#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tasklint {

// What the state files of calendars have in common: lines of fields parted by tabs.

/// A text as one field of a line: backslash, tab and line breaks as `\\`, `\t`, `\n`, `\r`, other
/// control characters and bytes that are no UTF-8 as `\xHH`. Everything else as it is.
[[nodiscard]] std::string escape_field(std::string_view text);
/// The text of a field. @return nullopt if a backslash is followed by something else
[[nodiscard]] std::optional<std::string> unescape_field(std::string_view field);
/// The parts of a text between its separators, as they stand; one more than separators.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view text, char separator);
/// A whole number in decimal digits, `-` before a negative one, and nothing else.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view text) noexcept;
/// True for one or more of `[A-Za-z0-9-]`: what may be a UID and name a file.
[[nodiscard]] bool is_plain_uid(std::string_view text) noexcept;

/// The hash that content is known by in state files: XXH3, 64 bits.
[[nodiscard]] std::uint64_t hash_of(std::string_view bytes) noexcept;
/// 16 digits in lower case.
[[nodiscard]] std::string hex_of(std::uint64_t hash);
/// @return nullopt unless these are 16 digits in lower case
[[nodiscard]] std::optional<std::uint64_t> hash_from_hex(std::string_view text) noexcept;

}  // namespace tasklint
