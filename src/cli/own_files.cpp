#include "cli/own_files.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/core.h>

#include "cli/inputs.hpp"
#include "cli/output.hpp"

namespace tasklint::cli {

namespace fs = std::filesystem;

bool is_there(const std::string& file) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (status.type() == fs::file_type::none) {
        throw std::system_error(error, file);
    }
    return fs::exists(status);
}

void require_inside(const std::string& root, const std::string& file) {
    constexpr int most_links = 40;  // as many as Linux follows
    std::error_code error;
    auto target = fs::path{file};
    // A link to what is not there yet counts as well: writing would make it.
    for (int links = 0; links < most_links && fs::is_symlink(fs::symlink_status(target, error));
         ++links) {
        const auto next = fs::read_symlink(target, error);
        target = target.parent_path() / next;  // `next` alone if it is absolute
    }
    error.clear();
    const auto folder = fs::weakly_canonical(target.parent_path(), error);
    if (error) {
        throw std::system_error(error, file);
    }
    const auto top = fs::canonical(root, error);
    if (error) {
        throw std::system_error(error, root);
    }
    if (std::mismatch(top.begin(), top.end(), folder.begin(), folder.end()).first != top.end()) {
        throw Unusable(
            fmt::format("{}: a link that leads out of the vault, to {}; take it away, or "
                        "name the file itself where an option does",
                        display_path(file), target.string()));
    }
}

void make_folder(const std::string& folder) {
    std::error_code error;
    if (!folder.empty()) {
        fs::create_directories(folder, error);
    }
    if (error) {
        throw std::system_error(error, folder);
    }
}

}  // namespace tasklint::cli
