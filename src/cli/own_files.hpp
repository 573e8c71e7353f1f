#pragma once

#include <string>

namespace tasklint::cli {

// The files that tasklint keeps in a vault: settings, baseline, state. A vault may come from
// anyone.

/// The file is there, or what a link of this name leads to.
/// @throws std::system_error if that cannot be known: a folder that may not be searched is no
/// reason to take its file for missing
[[nodiscard]] bool is_there(const std::string& file);

/// Before the file is written: no link in its name leads out of the vault.
/// @throws Unusable if one does, std::system_error
void require_inside(const std::string& root, const std::string& file);

/// Makes the folder, with those above it; empty: the working folder. @throws std::system_error
void make_folder(const std::string& folder);

}  // namespace tasklint::cli
