// Files are replaced in one step: what is new stands in a temporary file beside the old one, and on
// the disk, before it takes the name.
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "tasklint/text.hpp"

#include "text/descriptor.hpp"
#include "text/target.hpp"
#include "text/temporary.hpp"

namespace tasklint {

namespace text {

namespace {

constexpr std::string_view name_begin = ".tasklint-";
constexpr std::string_view name_end = ".tmp";

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string{} : path.substr(0, slash + 1);
}

/// FNV-1a.
std::uint64_t hash_of_name(std::string_view name) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char byte : name) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
    }
    return hash;
}

bool is_same_file(const struct stat& a, const struct stat& b) noexcept {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

enum class Lock : std::uint8_t { held, taken, none /* no locks here */ };

Lock lock(int descriptor) {
    if (uninterrupted([&] { return ::flock(descriptor, LOCK_EX | LOCK_NB); }) == 0) {
        return Lock::held;
    }
    return errno == EWOULDBLOCK ? Lock::taken : Lock::none;
}

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t written = when_ready(
            descriptor, POLLOUT, [&] { return ::write(descriptor, bytes.data(), bytes.size()); });
        if (written < 0) {
            fail(errno, path);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// The number in a path of `/proc/self/fd`, which `/dev/stdout` and `/dev/fd/3` lead to.
std::optional<int> number_of_descriptor(const std::string& path) {
    const std::string folder = folder_of(path);
    const std::string_view digits = std::string_view{path}.substr(folder.size());
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || digits.front() == '-') {
        return std::nullopt;
    }
    std::error_code none;
    const auto own = std::filesystem::canonical("/proc/self", none);
    const auto real = std::filesystem::canonical(folder.empty() ? "." : folder, none);
    const bool is_own =
        !own.empty() && real.filename() == "fd" &&
        std::mismatch(own.begin(), own.end(), real.begin(), real.end()).first == own.end();
    return is_own ? std::optional{number} : std::nullopt;
}

}  // namespace

Target follow_links(const std::string& path) {
    std::string target = path;
    for (int links = 0; links < 40; ++links) {  // as many as Linux follows
        struct stat info {};
        if (::lstat(target.c_str(), &info) != 0 || !S_ISLNK(info.st_mode)) {
            return {target, std::nullopt};
        }
        // Such a link tells a file's name of which there may be another by now.
        if (const auto descriptor = number_of_descriptor(target)) {
            return {target, descriptor};
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

namespace {

/// What hangs on a file, whether or not it may be read.
class Attributes {
public:
    /// @param path no symbolic link
    explicit Attributes(const std::string& path)
        : path_{path}, file_{open_file(path, O_RDONLY | O_NONBLOCK)} {}
    [[nodiscard]] ssize_t list(char* to, std::size_t room) const {
        return file_.get() < 0 ? ::llistxattr(path_.c_str(), to, room)
                               : ::flistxattr(file_.get(), to, room);
    }
    [[nodiscard]] ssize_t get(const char* name, char* to, std::size_t room) const {
        return file_.get() < 0 ? ::lgetxattr(path_.c_str(), name, to, room)
                               : ::fgetxattr(file_.get(), name, to, room);
    }

private:
    const std::string& path_;
    FileDescriptor file_;
};

/// Access lists, labels and what else hangs on the file. What may not be kept is let go, but for an
/// access list, without which the group would get what the list's mask allows.
/// @return false if there is one that could not be kept
bool copy_attributes(const Attributes& from, int to) {
    const ssize_t room = from.list(nullptr, 0);
    if (room <= 0) {
        return room == 0 || errno == EOPNOTSUPP;
    }
    std::string names(static_cast<std::size_t>(room), '\0');
    const ssize_t size = from.list(names.data(), names.size());
    names.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    bool kept_access = true;
    for (std::size_t at = 0; at < names.size(); at = names.find('\0', at) + 1) {
        const char* const name = names.data() + at;
        const ssize_t most = from.get(name, nullptr, 0);
        std::vector<char> value(most < 0 ? 0 : static_cast<std::size_t>(most));
        const ssize_t length = from.get(name, value.data(), value.size());
        const bool kept = length >= 0 && ::fsetxattr(to, name, value.data(),
                                                     static_cast<std::size_t>(length), 0) == 0;
        kept_access = kept_access && (kept || std::string_view{name} != "system.posix_acl_access");
    }
    return kept_access;
}

/// A temporary file beside its target, locked, and gone unless it takes the target's place.
class Replacement {
public:
    /// @param path for messages @param target no symbolic link
    /// @param old the file that is to be replaced, if there is one
    Replacement(const std::string& path, std::string target, const struct stat* old)
        : path_{path}, target_{std::move(target)}, file_{create(old != nullptr)} {
        // Another run may have been killed at any attempt; mostly there is nothing.
        remove_if_left(temporary_name(target_, attempt_ + 1));
    }
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;
    ~Replacement() {
        if (!name_.empty()) {
            ::unlink(name_.c_str());
        }
    }
    void put(std::string_view bytes) { write_all(file_.get(), bytes, path_); }
    /// Owner, attributes and mode of the old file.
    void take_over(const struct stat& old) {
        // Only the superuser can keep another owner; whoever may not, still gets the file written,
        // but not with rights that were lent by that owner.
        const bool owner_kept = ::fchown(file_.get(), old.st_uid, old.st_gid) == 0;
        if (!owner_kept) {
            static_cast<void>(::fchown(file_.get(), static_cast<uid_t>(-1), old.st_gid));
        }
        mode_t mode = old.st_mode & (owner_kept ? 07777U : 0777U);
        if (!copy_attributes(Attributes{target_}, file_.get())) {
            mode &= ~static_cast<mode_t>(S_IRWXG);
        }
        if (::fchmod(file_.get(), mode) != 0) {
            fail(errno, path_);
        }
    }
    /// The bytes are on the disk afterwards.
    void finish() {
        if (uninterrupted([&] { return ::fsync(file_.get()); }) != 0) {
            fail(errno, path_);
        }
        // Closing may still fail, and must not do so when the file has its name already; a second
        // descriptor keeps the lock.
        FileDescriptor locked{
            uninterrupted([&] { return ::fcntl(file_.get(), F_DUPFD_CLOEXEC, 0); })};
        if (locked.get() < 0 || !file_.close()) {
            fail(errno, path_);
        }
        file_ = std::move(locked);
    }
    void rename() {
        if (uninterrupted([&] { return ::rename(name_.c_str(), target_.c_str()); }) != 0) {
            fail(errno, path_);
        }
        name_.clear();
        // The file is in place; that the folder's entry is on the disk too is asked for, no more.
        const std::string folder = folder_of(target_);
        const FileDescriptor entry{
            open_file(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY)};
        if (entry.get() >= 0) {
            static_cast<void>(uninterrupted([&] { return ::fsync(entry.get()); }));
        }
    }

private:
    /// @param replaces nobody reads what may not be for all, before the rights are those of the old
    /// file
    FileDescriptor create(bool replaces) {
        constexpr int most_attempts = 1000;
        const mode_t mode = replaces ? 0600 : 0666;
        while (attempt_ < most_attempts) {
            std::string name = temporary_name(target_, attempt_);
            FileDescriptor file{open_file(name, O_WRONLY | O_CREAT | O_EXCL, mode)};
            if (file.get() < 0) {
                if (errno != EEXIST) {
                    fail(errno, path_);
                }
                if (!remove_if_left(name)) {
                    ++attempt_;
                }
                continue;
            }
            struct stat info {};
            if (lock(file.get()) == Lock::taken || ::fstat(file.get(), &info) != 0 ||
                info.st_nlink == 0) {
                continue;  // another run took it for left behind, and removes it
            }
            name_ = std::move(name);
            return file;
        }
        fail(EEXIST, path_);
    }

    std::string path_, target_, name_;
    int attempt_ = 0;
    FileDescriptor file_;
};

/// The file that a note was read from, locked against other runs.
class Original {
public:
    /// @param path for messages
    explicit Original(const std::string& path)
        : file_{open_file(path, O_RDONLY | O_NONBLOCK)}, path_{path} {
        if (file_.get() < 0 || ::fstat(file_.get(), &info_) != 0) {
            fail(errno, path);
        }
        if (!S_ISREG(info_.st_mode)) {
            fail(S_ISDIR(info_.st_mode) ? EISDIR : EOPNOTSUPP, path);
        }
        locked_elsewhere_ = lock(file_.get()) == Lock::taken;
    }
    [[nodiscard]] const struct stat& info() const noexcept { return info_; }
    /// No other program may be replacing it; else it is locked for this one.
    [[nodiscard]] bool locked_elsewhere() const noexcept { return locked_elsewhere_; }
    /// The path still leads to it, and it holds these bytes.
    [[nodiscard]] bool still_holds(std::string_view bytes) const {
        struct stat now {};
        if (::stat(path_.c_str(), &now) != 0 || !is_same_file(now, info_) ||
            static_cast<std::uint64_t>(now.st_size) != bytes.size()) {
            return false;
        }
        std::array<char, 1U << 16U> piece{};
        off_t at = 0;
        while (!bytes.empty()) {
            const ssize_t got =
                uninterrupted([&] { return ::pread(file_.get(), piece.data(), piece.size(), at); });
            if (got < 0) {
                fail(errno, path_);
            }
            const auto size = static_cast<std::size_t>(got);
            if (got == 0 || bytes.substr(0, size) != std::string_view{piece.data(), size}) {
                return false;
            }
            bytes.remove_prefix(size);
            at += got;
        }
        return true;
    }

private:
    FileDescriptor file_;
    std::string path_;
    struct stat info_ {};
    bool locked_elsewhere_ = false;
};

/// Writes through a descriptor: a device or a pipe, or a file that someone else writes, too, where
/// it was left off.
void write_through(FileDescriptor open, const std::string& path,
                   const std::function<void(const std::function<void(std::string_view)>&)>& fill) {
    if (open.get() < 0) {
        fail(errno, path);
    }
    fill([&](std::string_view bytes) { write_all(open.get(), bytes, path); });
    if (!open.close()) {
        fail(errno, path);
    }
}

void require_writable(const std::string& path) {
    if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) {
        fail(errno, path);
    }
}

}  // namespace

bool leads_out_of(const std::string& folder, const std::string& file) {
    namespace fs = std::filesystem;
    std::error_code error;
    const auto top = fs::canonical(folder, error);
    if (error) {
        throw std::system_error(error, folder);
    }
    const auto target = fs::absolute(follow_links(file).path, error);
    const auto real = error ? target : fs::weakly_canonical(target.parent_path(), error);
    if (error) {
        throw std::system_error(error, file);
    }
    return std::mismatch(top.begin(), top.end(), real.begin(), real.end()).first != top.end();
}

void require_writable_note(const std::string& path) {
    require_writable(path);
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        fail(errno, path);
    }
    if ((info.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0) {
        fail(EACCES, path);
    }
}

std::string temporary_name(const std::string& target, int attempt) {
    const std::string folder = folder_of(target);
    return fmt::format("{}{}{:016x}-{}{}", folder, name_begin,
                       hash_of_name(std::string_view{target}.substr(folder.size())), attempt,
                       name_end);
}

bool is_temporary(std::string_view name) noexcept {
    constexpr std::size_t hash_size = 16;
    constexpr std::size_t least = name_begin.size() + hash_size + 2 + name_end.size();
    if (name.size() < least || !name.starts_with(name_begin) || !name.ends_with(name_end)) {
        return false;
    }
    name.remove_prefix(name_begin.size());
    name.remove_suffix(name_end.size());
    constexpr std::string_view digits = "0123456789abcdef";
    const auto all_of = [](std::string_view text, std::string_view characters) {
        return text.find_first_not_of(characters) == std::string_view::npos;
    };
    return all_of(name.substr(0, hash_size), digits) && name[hash_size] == '-' &&
           all_of(name.substr(hash_size + 1), digits.substr(0, 10));
}

bool remove_if_left(const std::string& path) {
    const FileDescriptor file{open_file(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)};
    if (file.get() < 0) {
        return errno == ENOENT;
    }
    struct stat info {
    }, named{};
    return ::fstat(file.get(), &info) == 0 && S_ISREG(info.st_mode) &&
           lock(file.get()) == Lock::held && ::lstat(path.c_str(), &named) == 0 &&
           is_same_file(info, named) && ::unlink(path.c_str()) == 0;
}

}  // namespace text

using namespace text;

std::string_view why_left(Replaced replaced) noexcept {
    switch (replaced) {
        case Replaced::yes: return {};
        case Replaced::changed: return "it changed meanwhile and was left as it is";
        case Replaced::locked: return "another program holds a lock on it, so it was left as it is";
        case Replaced::hard_linked: break;
    }
    return "it has more than one hard link and was left as it is; --break-hard-links replaces it "
           "under this name alone";
}

void write_file_atomically(const std::string& path, std::string_view bytes) {
    write_file_atomically(path, [&](const auto& put) { put(bytes); });
}

void write_file_atomically(
    const std::string& path,
    const std::function<void(const std::function<void(std::string_view)>&)>& fill) {
    check_path(path);
    Target target = follow_links(path);
    if (target.descriptor) {
        const int copy =
            uninterrupted([&] { return ::fcntl(*target.descriptor, F_DUPFD_CLOEXEC, 0); });
        write_through(FileDescriptor{copy}, path, fill);
        return;
    }
    struct stat old {};
    const bool exists = ::stat(path.c_str(), &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) {
        fail(EISDIR, path);
    }
    if (exists && !S_ISREG(old.st_mode)) {
        // There is nothing to keep, and it must not be replaced by a file.
        write_through(FileDescriptor{open_file(path, O_WRONLY)}, path, fill);
        return;
    }
    if (exists) {
        require_writable(path);
    }
    Replacement replacement{path, std::move(target.path), exists ? &old : nullptr};
    fill([&](std::string_view bytes) { replacement.put(bytes); });
    if (exists) {
        replacement.take_over(old);
    }
    replacement.finish();
    replacement.rename();
}

Replaced replace_file(const std::string& path, std::string_view before, std::string_view after,
                      bool break_hard_links) {
    check_path(path);
    require_writable_note(path);
    const Original original{path};
    if (original.info().st_nlink > 1 && !break_hard_links) {
        return Replaced::hard_linked;
    }
    if (!original.still_holds(before)) {
        return Replaced::changed;
    }
    if (original.locked_elsewhere()) {
        return Replaced::locked;
    }
    Replacement replacement{path, follow_links(path).path, &original.info()};
    replacement.put(after);
    replacement.take_over(original.info());
    replacement.finish();
    if (!original.still_holds(before)) {
        return Replaced::changed;
    }
    replacement.rename();
    return Replaced::yes;
}

}  // namespace tasklint
