#pragma once

#include <string>
#include <vector>

namespace tasklint::cli {

/// How a program ended and what it said.
struct Spawned {
    int status = 0;  ///< exit code; 128 and the number if a signal ended it
    std::string out, err;
};

/// Runs a program found in PATH, without a shell and with nothing to read, and waits for it.
/// @param environment all of it, `NAME=VALUE` @throws std::system_error if it cannot be started
[[nodiscard]] Spawned spawn(std::vector<std::string> words, std::vector<std::string> environment);

}  // namespace tasklint::cli
