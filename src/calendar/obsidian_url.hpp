#pragma once

#include <string>
#include <string_view>

#include "tasklint/config.hpp"
#include "tasklint/task.hpp"

namespace tasklint {

/// What Obsidian calls the vault: the configured name, else that of its folder. May be empty.
[[nodiscard]] std::string_view vault_name(const Config& config);

/// `obsidian://open?vault=…&file=…`, which opens a note. All values are percent-encoded.
/// @param path from the vault root
[[nodiscard]] std::string obsidian_url(const Config& config, std::string_view path);
/// The same with the block, if the task has a link of its own.
[[nodiscard]] std::string obsidian_url(const Config& config, std::string_view path,
                                       const TaskView& task);

}  // namespace tasklint
