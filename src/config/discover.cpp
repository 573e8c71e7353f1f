#include "tasklint/config.hpp"

#include <filesystem>
#include <functional>
#include <system_error>

#include "config/toml.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

namespace {

namespace fs = std::filesystem;

constexpr const char* own_file = ".tasklint.toml";
constexpr const char* python_file = "pyproject.toml";

bool is_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error);
}

/// The configuration file of a folder, or empty. A `pyproject.toml` counts if it speaks of us.
std::string config_file_of(const fs::path& folder) {
    if (const fs::path own = folder / own_file; is_there(own)) {
        return own.string();
    }
    const fs::path python = folder / python_file;
    if (!is_there(python)) {
        return {};
    }
    std::string text;
    try {
        read_regular_file(python.string(), text);
    } catch (const std::system_error&) {
        return {};  // most are none of our business
    }
    return pyproject_configures_tasklint(text) ? python.string() : std::string{};
}

/// The nearest folder upwards for which `found` holds, or empty. @param last stops there
fs::path upwards(const fs::path& from, const std::function<bool(const fs::path&)>& found,
                 const std::function<bool(const fs::path&)>& last) {
    for (fs::path folder = from;; folder = folder.parent_path()) {
        if (found(folder)) {
            return folder;
        }
        if (folder == folder.parent_path() || last(folder)) {
            return {};
        }
    }
}

}  // namespace

std::string find_vault_root(const std::string& path) {
    std::error_code error;
    fs::path start = fs::absolute(path.empty() ? "." : path, error);
    if (!is_folder(start)) {
        start = start.parent_path();
    }
    if (const fs::path real = fs::weakly_canonical(start, error); !error) {
        start = real;
    }
    if (start.has_relative_path() && start.filename().empty()) {
        start = start.parent_path();  // a slash at the end
    }
    const auto never = [](const fs::path&) { return false; };
    const auto in_git = [](const fs::path& folder) { return is_there(folder / ".git"); };
    fs::path root = upwards(
        start, [](const fs::path& folder) { return is_folder(folder / ".obsidian"); }, never);
    if (root.empty()) {
        // A configuration above the repository is not about its notes.
        root = upwards(
            start, [](const fs::path& folder) { return !config_file_of(folder).empty(); }, in_git);
    }
    if (root.empty()) {
        root = upwards(start, in_git, never);
    }
    return root.empty() ? start.string() : root.string();
}

std::string find_config_file(const std::string& root) {
    return root.empty() ? std::string{} : config_file_of(root);
}

Config load_config(const std::string& root, const ConfigOptions& options) {
    Config config;
    config.root = root;
    std::string file = options.file;
    if (file.empty() && !options.isolated) {
        file = find_config_file(root);
    }
    const std::string values = toml_of_values(options.values);
    apply_extends(config, values, root);
    if (options.isolated && config.extends.empty()) {
        config.extends = "defaults";
    }
    std::string text;
    if (!file.empty()) {
        if (options.file.empty()) {
            read_regular_file(file, text);
        } else {
            read_file(file, text);  // what is named may be a pipe
        }
        config.file = display_path(file);
    }
    const bool found = options.file.empty();
    (found ? apply_found_toml : apply_toml)(config, text, config.file, root);
    if (!values.empty()) {
        apply_toml(config, values, command_line, root);
    }
    return config;
}

}  // namespace tasklint
