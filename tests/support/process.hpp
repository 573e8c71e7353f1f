#pragma once

// Runs programs as people do, and keeps what they say on each stream. POSIX only.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace support {

/// A folder of its own, gone when the test ends.
class TemporaryFolder {
public:
    TemporaryFolder() {
        auto name = (std::filesystem::temp_directory_path() / "tasklint-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        path_ = std::filesystem::canonical(name).string();
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] std::string operator/(const std::string& name) const {
        return path_ + "/" + name;
    }

private:
    std::string path_;
};

[[nodiscard]] inline std::string read_bytes(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        throw std::runtime_error("cannot read " + path);
    }
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// Makes the folders that are missing, too.
inline void write_bytes(const std::string& path, const std::string& bytes) {
    std::filesystem::create_directories(std::filesystem::path{path}.parent_path());
    std::ofstream file{path, std::ios::binary};
    file << bytes;
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + path);
    }
}

struct Finished {
    int status = -1;  ///< exit code; 128 + number if a signal ended it
    std::string out, err;
};

struct Program {
    std::vector<std::string> words;  ///< the first is the program, found in PATH
    std::string folder = ".";        ///< to start in
    std::string input = {};          ///< standard input
    std::string output = {};         ///< a file for standard output instead of `Finished::out`
    std::vector<std::string> environment = {};  ///< `NAME=VALUE`, besides a clean one
};

/// Streams go through files: no pipe can fill up.
[[nodiscard]] inline Finished run(const Program& program) {
    const TemporaryFolder streams;
    write_bytes(streams / "in", program.input);
    const auto output = program.output.empty() ? streams / "out" : program.output;

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    constexpr mode_t mode = 0600;
    ::posix_spawn_file_actions_addopen(&actions, 0, (streams / "in").c_str(), O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT, mode);
    ::posix_spawn_file_actions_addopen(&actions, 2, (streams / "err").c_str(), O_WRONLY | O_CREAT,
                                       mode);
    ::posix_spawn_file_actions_addchdir_np(&actions, program.folder.c_str());

    auto words = program.words;
    std::vector<char*> arguments;
    for (auto& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    // Nothing of the developer's terminal reaches the program.
    std::vector<std::string> variables{"LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/nonexistent"};
    if (const char* const path = std::getenv("PATH"); path != nullptr) {
        variables.push_back(std::string{"PATH="} + path);
    }
    variables.insert(variables.end(), program.environment.begin(), program.environment.end());
    std::vector<char*> environment;
    for (auto& variable : variables) {
        environment.push_back(variable.data());
    }
    environment.push_back(nullptr);

    pid_t process = 0;
    const int error = ::posix_spawnp(&process, arguments.front(), &actions, nullptr,
                                     arguments.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        throw std::runtime_error("cannot start " + program.words.front());
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    Finished finished;
    finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    finished.out = program.output.empty() ? read_bytes(output) : std::string{};
    finished.err = read_bytes(streams / "err");
    return finished;
}

}  // namespace support
