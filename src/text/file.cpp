#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <new>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "tasklint/text.hpp"

#include "text/descriptor.hpp"
#include "text/open_folder.hpp"

namespace tasklint {

// Files are read, never mapped: on notes of a few KiB a mapping is slower than a read, much slower
// with threads, and a file cut short by someone else would end the program.

std::string read_file(const std::string& path) {
    std::string buffer;
    read_file(path, buffer);
    return buffer;
}

namespace {

/// @param path for messages
void read_open_file(const text::FileDescriptor& file, const std::string& path,
                    std::string& buffer) {
    using namespace text;
    if (file.get() < 0) {
        fail(errno, path);
    }
    const auto read_into = [&](char* to, std::size_t room) {
        const ssize_t got =
            when_ready(file.get(), POLLIN, [&] { return ::read(file.get(), to, room); });
        if (got < 0) {
            fail(errno, path);  // of a folder too
        }
        return static_cast<std::size_t>(got);
    };
    // Most files are small: what they hold costs less to copy than their size costs to ask for.
    std::array<char, 16384> block;  // NOLINT(*-member-init): what is read is set
    std::size_t size = 0;
    while (size < block.size()) {
        const std::size_t got = read_into(block.data() + size, block.size() - size);
        if (got == 0) {
            buffer.assign(block.data(), size);
            return;
        }
        size += got;
    }
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) {
        fail(errno, path);
    }
    // A string holds less where addresses have 32 bits.
    const std::size_t most =
        std::min<std::size_t>(std::numeric_limits<std::uint32_t>::max(), buffer.max_size() - 1);
    const bool regular = S_ISREG(info.st_mode);
    if (regular && static_cast<std::uint64_t>(info.st_size) > most) {
        fail(EFBIG, path);
    }
    const auto resize = [&](std::size_t to) {
        try {
            buffer.resize(to);
        } catch (const std::bad_alloc&) {
            fail(ENOMEM, path);  // of this file; there may be memory for others
        }
    };
    // One byte more than the file has: if one read does not fill that, the file has been read,
    // and no second call is needed to see its end. Pipes and /proc tell no size.
    const std::size_t expected = regular ? static_cast<std::size_t>(info.st_size) : 0;
    resize(std::max(expected + 1, 2 * size));
    std::copy_n(block.data(), size, buffer.data());
    for (;;) {
        const std::size_t got = read_into(buffer.data() + size, buffer.size() - size);
        size += got;
        if (got == 0 || (expected != 0 && size == expected)) {
            break;
        }
        if (size > most) {
            fail(EFBIG, path);
        }
        if (size == buffer.size()) {
            resize(std::min(size * 2, most + 1));
        }
    }
    buffer.resize(size);
}

/// How a file is hidden from programs.
bool is_null_device(const struct stat& info) noexcept {
    return S_ISCHR(info.st_mode) && info.st_rdev == makedev(1, 3);
}

}  // namespace

void read_file(const std::string& path, std::string& buffer) {
    text::check_path(path);
    read_open_file(text::FileDescriptor{text::open_file(path, O_RDONLY)}, path, buffer);
}

std::string read_regular_file(const std::string& path) {
    std::string buffer;
    read_regular_file(path, buffer);
    return buffer;
}

void read_regular_file(const std::string& path, std::string& buffer) {
    text::check_path(path);
    const text::FileDescriptor file{text::open_file(path, O_RDONLY | O_NONBLOCK)};
    struct stat info {};
    if (file.get() < 0 || ::fstat(file.get(), &info) != 0) {
        text::fail(errno, path);
    }
    if (!S_ISREG(info.st_mode) && !is_null_device(info)) {
        text::fail(S_ISDIR(info.st_mode) ? EISDIR : EOPNOTSUPP, path);
    }
    read_open_file(file, path, buffer);
}

void text::read_file(OpenFolder& folder, const std::string& path, std::string& buffer) {
    check_path(path);
    read_open_file(FileDescriptor{folder.open(path)}, path, buffer);
}

}  // namespace tasklint
