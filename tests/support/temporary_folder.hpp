#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

/// A folder of its own for a test, removed with all that is in it. Its path is real: no part of it
/// is a symbolic link.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name =
            (std::filesystem::canonical(std::filesystem::temp_directory_path()) / "tasklint-XXXXXX")
                .string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error{"no temporary folder: " + name};
        }
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    /// The path of something in the folder.
    [[nodiscard]] std::string at(std::string_view name) const { return (path_ / name).string(); }
    /// Writes a file, with the folders above it. @return its path
    std::string write(std::string_view name, std::string_view bytes = {}) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream out{file, std::ios::binary};
        out << bytes;
        out.close();
        if (!out) {
            throw std::runtime_error{"cannot write " + file.string()};
        }
        return file.string();
    }
    [[nodiscard]] std::string read(std::string_view name) const {
        std::ifstream in{path_ / name, std::ios::binary};
        if (!in) {
            throw std::runtime_error{"cannot read " + at(name)};
        }
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    /// Makes a symbolic link.
    void link(std::string_view name, const std::filesystem::path& target) const {
        const auto link = path_ / name;
        std::filesystem::create_directories(link.parent_path());
        std::filesystem::create_symlink(target, link);
    }
    void make_folder(std::string_view name) const {
        std::filesystem::create_directories(path_ / name);
    }

private:
    std::filesystem::path path_;
};

/// Another working directory for as long as it lives.
class WorkingDirectory {
public:
    explicit WorkingDirectory(const std::filesystem::path& path)
        : before_{std::filesystem::current_path()} {
        std::filesystem::current_path(path);
    }
    WorkingDirectory(const WorkingDirectory&) = delete;
    WorkingDirectory& operator=(const WorkingDirectory&) = delete;
    ~WorkingDirectory() {
        std::error_code error;
        std::filesystem::current_path(before_, error);
    }

private:
    std::filesystem::path before_;
};
