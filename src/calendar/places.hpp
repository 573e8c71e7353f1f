#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace tasklint {

/// A number that may order a line among those of its note.
[[nodiscard]] constexpr bool is_place(std::int64_t number) noexcept {
    constexpr std::int64_t most = 1'000'000'000'000'000;
    return -most <= number && number <= most;
}

/// Rising numbers for lines in order, of which as many as can be keep theirs: a line that is
/// inserted, moved or taken out changes no other's number, as long as there is room between them.
/// @param old the number that a line has; none if it is new here
[[nodiscard]] std::vector<std::int64_t> places_in_order(
    const std::vector<std::optional<std::int64_t>>& old);

}  // namespace tasklint
