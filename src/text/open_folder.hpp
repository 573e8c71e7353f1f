#pragma once

#include <string>
#include <string_view>

#include <fcntl.h>

#include "text/descriptor.hpp"

namespace tasklint::text {

/// Opens files to be read, most of which stand in the folder of the one before: by their names
/// there, so that the system need not look for the folder again. Keeps that open until it is
/// closed.
class OpenFolder {
public:
    /// As `open_file(path, O_RDONLY)` does it.
    [[nodiscard]] int open(const std::string& path) {
        const std::size_t name = path.rfind('/') + 1;  // 0 if there is no folder
        const auto folder = std::string_view{path}.substr(0, name);
        if (folder != path_) {
            path_ = folder;
            folder_ =
                FileDescriptor{folder.empty() ? -1 : open_file(path_, O_RDONLY | O_DIRECTORY)};
        }
        const int file = folder_.get() < 0 ? -1 : uninterrupted([&] {
            return ::openat(folder_.get(), path.c_str() + name, O_RDONLY | O_CLOEXEC);
        });
        return file < 0 ? open_file(path, O_RDONLY) : file;  // or the folder is another by now
    }

    void close() { *this = OpenFolder{}; }

private:
    std::string path_;  // with the slash at its end
    FileDescriptor folder_{-1};
};

/// `tasklint::read_file` through a folder.
void read_file(OpenFolder& folder, const std::string& path, std::string& buffer);

}  // namespace tasklint::text
