#include "cli/own_files.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/core.h>

#include "cli/inputs.hpp"
#include "cli/output.hpp"
#include "text/target.hpp"

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
    if (text::leads_out_of(root, file)) {
        throw Unusable(
            fmt::format("{}: a link that leads out of the vault, to {}; take it away, or "
                        "name the file itself where an option does",
                        display_path(file), text::follow_links(file).path));
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
