#include "tasklint/text.hpp"

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <limits>
#include <memory>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tasklint {

// Files are read, never mapped: on notes of a few KiB a mapping is slower than a read, much slower
// with threads, and a file cut short by someone else would end the program.

namespace {

[[noreturn]] void fail(int error, const std::string& path) {
    throw std::system_error(error, std::generic_category(), path);
}

class FileDescriptor {
public:
    explicit FileDescriptor(int descriptor) noexcept : descriptor_{descriptor} {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }
    [[nodiscard]] int get() const noexcept { return descriptor_; }
    /// Network file systems tell of a full disk only now.
    [[nodiscard]] bool close() noexcept { return ::close(std::exchange(descriptor_, -1)) == 0; }

private:
    int descriptor_;
};

/// Removes a temporary file unless it was kept.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string path) : path_{std::move(path)} {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (!path_.empty()) {
            ::unlink(path_.c_str());
        }
    }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    void keep() noexcept { path_.clear(); }

private:
    std::string path_;
};

/// A path with a NUL would name another file to the system.
void check_path(const std::string& path) {
    if (path.find('\0') != std::string::npos) {
        fail(EINVAL, path);
    }
    if (path.empty()) {
        fail(ENOENT, path);
    }
}

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            fail(errno, path);
        }
    }
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string{} : path.substr(0, slash + 1);
}

/// Where the bytes go: the path, or what it leads to if it is a symbolic link, which may point to
/// a file that is not there yet.
std::string follow_links(const std::string& path) {
    std::string target = path;
    for (int links = 0; links < 40; ++links) {  // as many as Linux follows
        struct stat info {};
        if (::lstat(target.c_str(), &info) != 0 || !S_ISLNK(info.st_mode)) {
            return target;
        }
        std::string next(PATH_MAX, '\0');
        const ssize_t size = ::readlink(target.c_str(), next.data(), next.size());
        if (size < 0) {
            fail(errno, path);
        }
        next.resize(static_cast<std::size_t>(size));
        target = next.front() == '/' ? next : folder_of(target).append(next);
    }
    fail(ELOOP, path);
}

}  // namespace

std::string read_file(const std::string& path) {
    std::string buffer;
    read_file(path, buffer);
    return buffer;
}

void read_file(const std::string& path, std::string& buffer) {
    check_path(path);
    const FileDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat info {};
    if (file.get() < 0 || ::fstat(file.get(), &info) != 0) {
        fail(errno, path);
    }
    if (S_ISDIR(info.st_mode)) {
        fail(EISDIR, path);
    }
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    const bool regular = S_ISREG(info.st_mode);
    if (regular && static_cast<std::uint64_t>(info.st_size) > most) {
        fail(EFBIG, path);
    }
    // One byte more than the file has: if one read does not fill that, the file has been read,
    // and no second call is needed to see its end. Pipes and /proc tell no size.
    const std::size_t expected = regular ? static_cast<std::size_t>(info.st_size) : 0;
    buffer.resize(expected == 0 ? 4096 : expected + 1);
    std::size_t size = 0;
    for (;;) {
        const ssize_t got = ::read(file.get(), buffer.data() + size, buffer.size() - size);
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            fail(errno, path);
        }
        size += static_cast<std::size_t>(got);
        if (got == 0 || (expected != 0 && size == expected)) {
            break;
        }
        if (size > most) {
            fail(EFBIG, path);
        }
        if (size == buffer.size()) {
            buffer.resize(size * 2);
        }
    }
    buffer.resize(size);
}

void write_file_atomically(const std::string& path, std::string_view bytes) {
    write_file_atomically(path, [&](const auto& put) { put(bytes); });
}

void write_file_atomically(
    const std::string& path,
    const std::function<void(const std::function<void(std::string_view)>&)>& fill) {
    check_path(path);
    struct stat old {};
    const bool exists = ::stat(path.c_str(), &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) {
        fail(EISDIR, path);
    }
    if (exists && !S_ISREG(old.st_mode)) {
        // A device or a pipe, such as /dev/stdout: there is nothing to keep, and it must not be
        // replaced by a file.
        FileDescriptor device{::open(path.c_str(), O_WRONLY | O_CLOEXEC)};
        if (device.get() < 0) {
            fail(errno, path);
        }
        fill([&](std::string_view bytes) { write_all(device.get(), bytes, path); });
        if (!device.close()) {
            fail(errno, path);
        }
        return;
    }
    // A file that is marked as not to be written is left alone, though its folder would allow it.
    if (exists && ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) {
        fail(errno, path);
    }
    const std::string target = follow_links(path);
    // A short name of its own: the target's may be as long as the file system allows. The dot
    // keeps it from those who list notes.
    std::string name;
    int descriptor = -1;
    for (int attempt = 0; descriptor < 0; ++attempt) {
        name = fmt::format("{}.tasklint-{}-{}.tmp", folder_of(target), ::getpid(), attempt);
        descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor < 0 && (errno != EEXIST || attempt == 1000)) {
            fail(errno, path);
        }
    }
    FileDescriptor file{descriptor};
    TemporaryFile temporary{std::move(name)};
    fill([&](std::string_view bytes) { write_all(file.get(), bytes, path); });
    if (exists) {
        // Only the superuser can keep another owner; whoever may not, still gets the file written,
        // but not with rights that were lent by that owner.
        const bool owner_kept = ::fchown(file.get(), old.st_uid, old.st_gid) == 0;
        if (::fchmod(file.get(), old.st_mode & (owner_kept ? 07777U : 0777U)) != 0) {
            fail(errno, path);
        }
    }
    if (::fsync(file.get()) != 0 || !file.close() ||
        ::rename(temporary.path().c_str(), target.c_str()) != 0) {
        fail(errno, path);
    }
    temporary.keep();
    // The file is in place; that the folder's entry is on the disk too is asked for, no more.
    const std::string folder = folder_of(target);
    const FileDescriptor entry{
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (entry.get() >= 0) {
        static_cast<void>(::fsync(entry.get()));
    }
}

}  // namespace tasklint
