#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/vault.hpp"

namespace tasklint {

/// What a task's UID is made of: `id:x`, else its created date and its text.
[[nodiscard]] std::string seed_of(const TaskView& task);
/// The seed of the n-th carrier, by path and line. @param number from 1
[[nodiscard]] std::string numbered_seed(std::string seed, std::uint32_t number);

/// The UIDs of all tasks of a vault, `[document][task]`, made from the tasks alone: the same notes
/// give the same UIDs on any machine, at any time and wherever the vault lies.
///
/// The seed of a task with an id is `id:x`, else its created date and its text without fields,
/// trailing tags and owners, so that a UID survives another date, status, tag or owner, lines
/// inserted above, and a note moved or renamed. Later carriers of one seed, by path and line, add
/// `#2`, `#3`, ….
/// @throws std::invalid_argument if the configured vault id is no UUID
[[nodiscard]] std::vector<std::vector<std::string>> stateless_uids(const Vault& vault);

using UuidBytes = std::array<unsigned char, 16>;
/// As `uuid_of`, not yet written out.
[[nodiscard]] UuidBytes uuid_bytes_of(const std::string& name_space, std::string_view seed);
[[nodiscard]] std::string uuid_text(const UuidBytes& bytes);

/// UUID version 5 (RFC 4122, section 4.3) in lower case.
/// @param name_space a UUID; empty: the program's constant
/// @throws std::invalid_argument if it is no UUID
[[nodiscard]] std::string uuid_of(const std::string& name_space, std::string_view seed);

/// An id for a task that has none: six letters and digits, as the plugin's own, that follow from
/// the seed alone. @param taken ids that it must not be
[[nodiscard]] std::string made_id(std::string_view seed,
                                  const std::set<std::string, std::less<>>& taken);

/// Indices of the documents, by path.
[[nodiscard]] std::vector<std::size_t> documents_by_path(const Vault& vault);

}  // namespace tasklint
