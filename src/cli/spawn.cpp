// Runs another program and keeps what it says on each stream.
#include "cli/spawn.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tasklint::cli {

namespace {

[[noreturn]] void fail(int error, const std::string& program) {
    throw std::system_error(error, std::generic_category(), program);
}

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) noexcept : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }
    [[nodiscard]] int get() const noexcept { return number_; }
    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
    void reset(int number) noexcept {
        close();
        number_ = number;
    }
    void close() noexcept {
        if (is_open()) {
            ::close(std::exchange(number_, -1));
        }
    }

private:
    int number_ = -1;
};

struct Pipe {
    Descriptor read, write;
    explicit Pipe(const std::string& program) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            fail(errno, program);
        }
        read.reset(ends[0]);
        write.reset(ends[1]);
    }
};

/// The two structures that posix_spawn wants freed.
class SpawnSettings {
public:
    SpawnSettings(int out, int err) {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, err, STDERR_FILENO);
        ::posix_spawnattr_init(&attributes_);
        // We ignore these, and what is ignored stays so in the new program.
        sigset_t usual;
        ::sigemptyset(&usual);
        ::sigaddset(&usual, SIGPIPE);
        ::sigaddset(&usual, SIGXFSZ);
        ::posix_spawnattr_setsigdefault(&attributes_, &usual);
        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;
    ~SpawnSettings() {
        ::posix_spawn_file_actions_destroy(&actions_);
        ::posix_spawnattr_destroy(&attributes_);
    }
    [[nodiscard]] const posix_spawn_file_actions_t* actions() const noexcept { return &actions_; }
    [[nodiscard]] const posix_spawnattr_t* attributes() const noexcept { return &attributes_; }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

/// Appends what there is to read. @return false at the end
bool read_some(int descriptor, std::string& to) {
    constexpr std::size_t piece = 1 << 16;
    const auto size = to.size();
    to.resize(size + piece);
    const auto taken = ::read(descriptor, to.data() + size, piece);
    to.resize(size + (taken > 0 ? static_cast<std::size_t>(taken) : 0));
    return taken > 0 || (taken < 0 && errno == EINTR);
}

/// Both streams at once: a program whose errors nobody reads would stop.
void read_both(Descriptor& out, Descriptor& err, Spawned& spawned) {
    while (out.is_open() || err.is_open()) {
        std::array<pollfd, 2> waiting{pollfd{out.get(), POLLIN, 0}, pollfd{err.get(), POLLIN, 0}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) {
            return;
        }
        if (waiting[0].revents != 0 && !read_some(out.get(), spawned.out)) {
            out.close();
        }
        if (waiting[1].revents != 0 && !read_some(err.get(), spawned.err)) {
            err.close();
        }
    }
}

}  // namespace

Spawned spawn(std::vector<std::string> words, std::vector<std::string> environment) {
    const std::string program = words.front();
    Pipe out{program};
    Pipe err{program};
    const SpawnSettings settings{out.write.get(), err.write.get()};
    const auto arguments = pointers_to(words);
    const auto variables = pointers_to(environment);
    pid_t process = 0;
    const int error = ::posix_spawnp(&process, program.c_str(), settings.actions(),
                                     settings.attributes(), arguments.data(), variables.data());
    if (error != 0) {
        fail(error, program);
    }
    out.write.close();
    err.write.close();
    Spawned spawned;
    read_both(out.read, err.read, spawned);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    constexpr int by_signal = 128;
    spawned.status = WIFEXITED(status) ? WEXITSTATUS(status) : by_signal + WTERMSIG(status);
    return spawned;
}

}  // namespace tasklint::cli
