#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "support/process.hpp"

namespace support {

/// Runs the command that was built. @param program its words are the arguments
[[nodiscard]] inline Finished run_tasklint(Program program) {
    program.words.insert(program.words.begin(), TASKLINT_COMMAND);
    return run(program);
}

/// A vault with the plugin's default settings.
inline void make_vault(const TemporaryFolder& folder) {
    write_bytes(folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json", "{}");
}

/// How often `part` occurs in a text.
[[nodiscard]] inline std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos;
         at = text.find(part, at + part.size())) {
        ++found;
    }
    return found;
}

}  // namespace support
