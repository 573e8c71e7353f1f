#pragma once

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <unistd.h>

// What reading and writing files share.
namespace tasklint::text {

[[noreturn]] inline void fail(int error, const std::string& path) {
    throw std::system_error(error, std::generic_category(), path);
}

/// A path with a NUL would name another file to the system.
inline void check_path(const std::string& path) {
    if (path.find('\0') != std::string::npos) {
        fail(EINVAL, path);
    }
    if (path.empty()) {
        fail(ENOENT, path);
    }
}

/// The result of a system call that is made again when a signal came in between.
template <typename Call> [[nodiscard]] auto uninterrupted(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) {
        result = call();
    }
    return result;
}

/// The same for reading and writing, which wait for a descriptor that is set not to block: so it
/// may have come from whoever started the program.
/// @param event POLLIN or POLLOUT
template <typename Call>
[[nodiscard]] auto when_ready(int descriptor, decltype(pollfd::events) event, Call call) {
    auto result = uninterrupted(call);
    while (result < 0 && errno == EAGAIN) {
        pollfd waiting{descriptor, event, 0};
        if (uninterrupted([&] { return ::poll(&waiting, 1, -1); }) < 0) {
            return result;
        }
        result = uninterrupted(call);
    }
    return result;
}

/// @param mode of a new file @return the descriptor, or -1 and errno
[[nodiscard]] inline int open_file(const std::string& path, int flags, mode_t mode = 0) {
    return uninterrupted([&] { return ::open(path.c_str(), flags | O_CLOEXEC, mode); });
}

class FileDescriptor {
public:
    explicit FileDescriptor(int descriptor) noexcept : descriptor_{descriptor} {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    FileDescriptor(FileDescriptor&& other) noexcept
        : descriptor_{std::exchange(other.descriptor_, -1)} {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~FileDescriptor() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }
    [[nodiscard]] int get() const noexcept { return descriptor_; }
    /// Network file systems tell of a full disk only now. After a signal it is closed all the same.
    [[nodiscard]] bool close() noexcept {
        return ::close(std::exchange(descriptor_, -1)) == 0 || errno == EINTR;
    }

private:
    int descriptor_;
};

enum class Busy : bool { wait, fail };

/// Keeps other runs of tasklint out of a folder for as long as it lives.
class FolderLock {
public:
    /// @throws std::system_error if another run has it and that is not waited for
    FolderLock(const std::string& folder, Busy busy)
        : descriptor_{open_file(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY)} {
        if (descriptor_.get() < 0) {
            fail(errno, folder);
        }
        const int how = LOCK_EX | (busy == Busy::fail ? LOCK_NB : 0);
        // A file system without locks is no reason not to write.
        if (uninterrupted([&] { return ::flock(descriptor_.get(), how); }) != 0 &&
            errno == EWOULDBLOCK) {
            fail(EBUSY, folder + ": another run of tasklint is writing here");
        }
    }

private:
    FileDescriptor descriptor_;
};

}  // namespace tasklint::text
