// Loaded before the C library (LD_PRELOAD): counts the calls of a program that change files below a
// folder, and at one of them does what a bad day does. Told by the environment:
//   FAULT_ROOT   the folder, real and absolute
//   FAULT_LOG    a file outside of it: one line a call, `NUMBER NAME PATH`
//   FAULT_AT     number of the call, from 1; 0: none
//   FAULT_KIND   kill-before, kill-after, short (write half of it), touch, or an error's name
//   FAULT_TOUCH  with touch: the file that someone else appends a line to, just before the call

// Both forms of `open` are made here, where addresses have 32 bits, too: no name may stand for the
// other.
#undef _FILE_OFFSET_BITS
#undef _TIME_BITS

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// The C library's own function.
template <typename Function> Function real(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

enum class Kind { none, kill_before, kill_after, short_write, touch, error };

struct Plan {
    std::string root = environment("FAULT_ROOT");
    std::string touched = environment("FAULT_TOUCH");
    int log = -1;
    long at = std::atol(environment("FAULT_AT").c_str());
    Kind kind = Kind::none;
    int error = 0;
    std::atomic<long> calls{0};

    Plan() {
        const std::string file = environment("FAULT_LOG");
        if (!file.empty()) {
            log = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, file.c_str(),
                                             O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
        }
        const std::string name = environment("FAULT_KIND");
        const struct {
            const char* name;
            int number;
        } errors[] = {{"ENOSPC", ENOSPC}, {"EIO", EIO},       {"EINTR", EINTR}, {"EDQUOT", EDQUOT},
                      {"EROFS", EROFS},   {"EACCES", EACCES}, {"EPERM", EPERM}, {"ENOMEM", ENOMEM}};
        for (const auto& one : errors) {
            if (name == one.name) {
                kind = Kind::error;
                error = one.number;
            }
        }
        kind = name == "kill-before"  ? Kind::kill_before
               : name == "kill-after" ? Kind::kill_after
               : name == "short"      ? Kind::short_write
               : name == "touch"      ? Kind::touch
                                      : kind;
    }
};

/// Never destroyed: calls come until the very end.
Plan& plan() {
    static Plan& made = *new Plan;
    return made;
}

void end_now() { ::syscall(SYS_kill, ::syscall(SYS_getpid), SIGKILL); }

void touch() {
    const auto file = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, plan().touched.c_str(),
                                                 O_WRONLY | O_APPEND | O_CLOEXEC, 0));
    constexpr char line[] = "someone else's line\n";
    static_cast<void>(::syscall(SYS_write, file, line, sizeof line - 1));
    ::syscall(SYS_close, file);
}

bool is_inside(const std::string& path) {
    const auto& root = plan().root;
    return !root.empty() && path.compare(0, root.size(), root) == 0 &&
           (path.size() == root.size() || path[root.size()] == '/');
}

std::string path_of(int descriptor) {
    char path[4096];
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t size = ::readlink(link.c_str(), path, sizeof path);
    return size < 0 ? std::string{} : std::string{path, static_cast<std::size_t>(size)};
}

std::string path_at(int folder, const char* path) {
    if (path[0] == '/') {
        return path;
    }
    char current[4096];
    const std::string base = folder != AT_FDCWD                             ? path_of(folder)
                             : ::getcwd(current, sizeof current) != nullptr ? current
                                                                            : "";
    return base + "/" + (std::strncmp(path, "./", 2) == 0 ? path + 2 : path);
}

/// Counts a call. @return what is to happen to it
Kind counted(const char* name, const std::string& path) {
    if (!is_inside(path)) {
        return Kind::none;
    }
    const long number = ++plan().calls;
    const std::string line = std::to_string(number) + ' ' + name + ' ' + path + '\n';
    static_cast<void>(::syscall(SYS_write, plan().log, line.data(), line.size()));
    if (number != plan().at) {
        return Kind::none;
    }
    if (plan().kind == Kind::kill_before) {
        end_now();
    } else if (plan().kind == Kind::touch) {
        touch();
    }
    return plan().kind;
}

/// @param call what the program wanted
template <typename Call> auto with_fault(Kind fault, Call call) -> decltype(call()) {
    if (fault == Kind::error) {
        errno = plan().error;
        return -1;
    }
    const auto result = call();
    if (fault == Kind::kill_after) {
        end_now();
    }
    return result;
}

int open_with_fault(const char* name, int folder, const char* path, int flags, mode_t mode) {
    const bool changes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0;
    const Kind fault = changes ? counted(name, path_at(folder, path)) : Kind::none;
    return with_fault(
        fault, [&] { return static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode)); });
}

ssize_t write_with_fault(const char* name, int descriptor, std::size_t size,
                         ssize_t (*call)(void*, std::size_t), void* context) {
    const Kind fault = counted(name, path_of(descriptor));
    const std::size_t some = fault == Kind::short_write && size > 1 ? size / 2 : size;
    return with_fault(fault, [&] { return call(context, some); });
}

}  // namespace

// The C library declares these with attributes of its own, so their types are taken as they are.
extern "C" {

#define MODE_OF(last, flags)                                \
    mode_t mode = 0;                                        \
    if (((flags) & (O_CREAT | O_TMPFILE)) != 0) {           \
        va_list list;                                       \
        va_start(list, last);                               \
        mode = static_cast<mode_t>(va_arg(list, unsigned)); \
        va_end(list);                                       \
    }

int open(const char* path, int flags, ...) {
    MODE_OF(flags, flags)
    return open_with_fault("open", AT_FDCWD, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
    MODE_OF(flags, flags)
    return open_with_fault("open", AT_FDCWD, path, flags | O_LARGEFILE, mode);
}
int openat(int folder, const char* path, int flags, ...) {
    MODE_OF(flags, flags)
    return open_with_fault("openat", folder, path, flags, mode);
}
int openat64(int folder, const char* path, int flags, ...) {
    MODE_OF(flags, flags)
    return open_with_fault("openat", folder, path, flags | O_LARGEFILE, mode);
}

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
    struct Wanted {
        int descriptor;
        const void* bytes;
    } wanted{descriptor, bytes};
    return write_with_fault(
        "write", descriptor, size,
        [](void* context, std::size_t some) {
            const auto& w = *static_cast<Wanted*>(context);
            return static_cast<ssize_t>(::syscall(SYS_write, w.descriptor, w.bytes, some));
        },
        &wanted);
}
ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
    struct Wanted {
        int descriptor;
        const void* bytes;
        off_t offset;
    } wanted{descriptor, bytes, offset};
    return write_with_fault(
        "pwrite", descriptor, size,
        [](void* context, std::size_t some) {
            const auto& w = *static_cast<Wanted*>(context);
            return static_cast<ssize_t>(
                ::syscall(SYS_pwrite64, w.descriptor, w.bytes, some, w.offset));
        },
        &wanted);
}

int close(int descriptor) {
    const int flags = static_cast<int>(::syscall(SYS_fcntl, descriptor, F_GETFL));
    const bool written = flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
    const Kind fault = written ? counted("close", path_of(descriptor)) : Kind::none;
    if (fault == Kind::error) {  // as Linux does it: closed all the same
        ::syscall(SYS_close, descriptor);
    }
    return with_fault(fault, [&] { return static_cast<int>(::syscall(SYS_close, descriptor)); });
}

int fsync(int descriptor) {
    return with_fault(counted("fsync", path_of(descriptor)),
                      [&] { return static_cast<int>(::syscall(SYS_fsync, descriptor)); });
}
int fdatasync(int descriptor) {
    return with_fault(counted("fdatasync", path_of(descriptor)),
                      [&] { return static_cast<int>(::syscall(SYS_fdatasync, descriptor)); });
}
int ftruncate(int descriptor, off_t size) noexcept {
    return with_fault(counted("ftruncate", path_of(descriptor)),
                      [&] { return static_cast<int>(::syscall(SYS_ftruncate, descriptor, size)); });
}
int fchmod(int descriptor, mode_t mode) noexcept {
    return with_fault(counted("fchmod", path_of(descriptor)),
                      [&] { return static_cast<int>(::syscall(SYS_fchmod, descriptor, mode)); });
}
int fchown(int descriptor, uid_t owner, gid_t group) noexcept {
    return with_fault(counted("fchown", path_of(descriptor)), [&] {
        return static_cast<int>(::syscall(SYS_fchown, descriptor, owner, group));
    });
}
int fsetxattr(int descriptor, const char* name, const void* value, std::size_t size,
              int flags) noexcept {
    return with_fault(counted("fsetxattr", path_of(descriptor)), [&] {
        return static_cast<int>(::syscall(SYS_fsetxattr, descriptor, name, value, size, flags));
    });
}

int rename(const char* from, const char* to) noexcept {
    return with_fault(counted("rename", path_at(AT_FDCWD, to)), [&] {
        return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
    });
}
int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
    return with_fault(counted("renameat", path_at(to_folder, to)), [&] {
        return static_cast<int>(::syscall(SYS_renameat2, from_folder, from, to_folder, to, 0));
    });
}
int link(const char* from, const char* to) noexcept {
    return with_fault(counted("link", path_at(AT_FDCWD, to)), [&] {
        return static_cast<int>(::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
    });
}
int unlink(const char* path) noexcept {
    return with_fault(counted("unlink", path_at(AT_FDCWD, path)),
                      [&] { return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0)); });
}
int unlinkat(int folder, const char* path, int flags) noexcept {
    return with_fault(counted("unlinkat", path_at(folder, path)), [&] {
        return static_cast<int>(::syscall(SYS_unlinkat, folder, path, flags));
    });
}
int remove(const char* path) noexcept {
    return with_fault(counted("remove", path_at(AT_FDCWD, path)),
                      [&] { return real<int (*)(const char*)>("remove")(path); });
}
/// No command has any business with the network.
int socket(int domain, int type, int protocol) noexcept {
    constexpr char line[] = "0 socket -\n";
    static_cast<void>(::syscall(SYS_write, plan().log, line, sizeof line - 1));
    return static_cast<int>(::syscall(SYS_socket, domain, type, protocol));
}
int mkdir(const char* path, mode_t mode) noexcept {
    return with_fault(counted("mkdir", path_at(AT_FDCWD, path)), [&] {
        return static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, path, mode));
    });
}

}  // extern "C"
