// tasklint config: what counts and where it comes from. tasklint init: a file to begin with.
#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "cli/own_files.hpp"
#include "report/finding_text.hpp"
#include "tasklint/config.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* own_file = ".tasklint.toml";
constexpr const char* settings_copy = ".tasklint/data.json";

Config config_of(const ShowArguments& arguments) {
    static_cast<void>(group_by_vault({arguments.path}));  // says if it does not exist
    return load_config(find_vault_root(arguments.path), config_options(arguments.config));
}

/// The plugin's settings that matter here; others may be nobody's business.
std::string reduced_settings(const Config& config) {
    const auto path = fs::path{config.root} / ".obsidian/plugins/obsidian-tasks-plugin/data.json";
    // What is nested deeper than any setting is left out: writing calls itself for each level.
    constexpr int deepest = 32;
    const auto all = nlohmann::ordered_json::parse(
        to_valid_utf8(read_file(path.string())),
        [](int depth, nlohmann::ordered_json::parse_event_t, const nlohmann::ordered_json&) {
            return depth <= deepest;
        });
    auto some = nlohmann::ordered_json::object();
    for (const auto& [key, value] : all.items()) {
        if (std::find(config.settings_keys.begin(), config.settings_keys.end(), key) !=
            config.settings_keys.end()) {
            some[key] = value;
        }
    }
    return some.dump(2) + "\n";
}

bool holds(const fs::path& file, std::string_view bytes) {
    std::error_code error;
    return fs::is_regular_file(file, error) && read_file(file.string()) == bytes;
}

void require_absent(const fs::path& file, bool force) {
    std::error_code error;
    if (!force && fs::symlink_status(file, error).type() != fs::file_type::not_found) {
        throw Unusable(fmt::format("{}: it is there already; --force replaces it",
                                   display_path(file.string())));
    }
}

/// Programs read the line; on a terminal it is for reading.
void print_path(const std::string& path) {
    print((output_is_terminal() ? path_text(path) : path_from_here(path)) + "\n");
}

}  // namespace

Exit show_configuration(const ShowArguments& arguments) {
    const auto config = config_of(arguments);
    static_cast<void>(RuleSelection{config, true});  // unknown rules are errors here, too
    print(arguments.json ? config_json(config) : show_config(config));
    return Exit::clean;
}

Exit print_config_file(const ShowArguments& arguments) {
    const auto config = config_of(arguments);
    if (config.file.empty()) {
        Messages{false}.note(fmt::format("no configuration file in {}: the defaults count",
                                         display_path(config.root)));
        return Exit::clean;
    }
    print_path(config.file);
    return Exit::clean;
}

Exit print_config_schema() {
    print(config_schema());
    return Exit::clean;
}

Exit init(const InitArguments& arguments) {
    std::error_code error;
    if (!fs::is_directory(arguments.folder, error)) {
        throw Unusable(fmt::format("{}: no such folder", arguments.folder));
    }
    const auto root = find_vault_root(arguments.folder);
    const auto file = fs::path{root} / own_file;
    require_absent(file, arguments.force);
    require_inside(root, file.string());
    if (const fs::path other = find_config_file(root);
        !other.empty() && other != file && !arguments.force) {
        throw Unusable(fmt::format(
            "{} configures tasklint already, and {} would count instead; --force writes it",
            display_path(other.string()), own_file));
    }
    Config config;
    config.root = root;
    apply_toml(config, "", "", root);
    if (arguments.settings) {
        if (!config.plugin_settings) {
            throw Unusable(fmt::format("--settings: no settings of the Tasks plugin in {}",
                                       display_path(root)));
        }
        const auto copy = fs::path{root} / settings_copy;
        const auto settings = reduced_settings(config);
        if (!holds(copy, settings)) {  // a run that was interrupted may have written it
            require_absent(copy, arguments.force);
            require_inside(root, copy.string());
            make_folder(copy.parent_path().string());
            write_file_atomically(copy.string(), settings);
        }
        print_path(display_path(copy.string()));
        config.extends = settings_copy;
    }
    write_file_atomically(file.string(), config_template(config));
    print_path(display_path(file.string()));
    return Exit::clean;
}

}  // namespace tasklint::cli
