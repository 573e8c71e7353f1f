// From the arguments of the command line to vaults, configurations and dates.
#include "cli/inputs.hpp"

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "tasklint/task.hpp"

namespace tasklint::cli {

namespace {

namespace fs = std::filesystem;

/// Said here, before anything is read, so that the message does not depend on who notices first.
void require_readable(const std::string& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    int number = 0;
    if (!fs::exists(status)) {
        number = error.value() != 0 ? error.value() : ENOENT;
    } else if (::access(path.c_str(), fs::is_directory(status) ? R_OK | X_OK : R_OK) != 0) {
        number = errno;
    }
    if (number != 0) {
        throw Unusable(fmt::format("{}: {}", path, std::generic_category().message(number)));
    }
}

bool contains(const fs::path& folder, const fs::path& path) {
    const auto [end, _] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end == folder.end();
}

}  // namespace

std::vector<VaultPaths> group_by_vault(const std::vector<std::string>& paths) {
    std::vector<VaultPaths> groups;
    const bool from_input = std::find(paths.begin(), paths.end(), "-") != paths.end();
    if (from_input && paths.size() > 1) {
        throw Unusable("- (standard input) cannot stand beside other paths");
    }
    if (from_input) {
        return {{find_vault_root("."), paths, false}};
    }
    for (const auto& path : paths) {
        require_readable(path);
        auto root = find_vault_root(path);
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const VaultPaths& known) { return known.root == root; });
        if (group == groups.end()) {
            groups.push_back({std::move(root), {}, false});
            group = groups.end() - 1;
        }
        group->paths.push_back(path);
        std::error_code error;
        const auto folder = fs::canonical(path, error);
        const auto vault = fs::weakly_canonical(group->root, error);
        group->whole =
            group->whole || (!error && fs::is_directory(folder) && contains(folder, vault));
    }
    return groups;
}

std::string source_root() {
    std::error_code error;
    const auto working = fs::current_path(error);
    for (auto folder = working;; folder = folder.parent_path()) {
        // A file in a worktree or submodule.
        if (fs::exists(folder / ".git", error)) {
            return folder.string();
        }
        if (folder == folder.parent_path()) {
            return working.string();
        }
    }
}

InputNote input_note(const std::string& name) {
    InputNote input{find_vault_root(name.empty() ? "." : name), {"-", "<stdin>", ""}};
    if (!name.empty()) {
        input.note.display = fs::path{name}.lexically_normal().generic_string();
        std::error_code error;
        input.note.vault = fs::weakly_canonical(fs::absolute(name, error), error)
                               .lexically_relative(input.root)
                               .generic_string();
    }
    return input;
}

Vault read_input_vault(NotePath note, Config config) {
    add_known_names(config);
    Vault vault{std::move(config), {}, {}, {}, {}};
    vault.documents.push_back(parse(read_standard_input(), note.vault, vault.config.tasks));
    vault.notes.push_back(std::move(note));
    vault.dependencies.add(vault.documents.back());
    return vault;
}

ConfigOptions config_options(const ConfigArguments& arguments) {
    ConfigOptions options;
    options.isolated = arguments.isolated;
    for (const auto& given : arguments.given) {
        std::error_code error;
        if (given.find('=') != std::string::npos && !fs::exists(given, error)) {
            options.values.push_back(given);
        } else if (!options.file.empty()) {
            throw Unusable(fmt::format("--config names two files, {} and {}", options.file, given));
        } else {
            options.file = given;
        }
    }
    return options;
}

WalkOptions walk_options(const FileArguments& arguments, const Config& config) {
    WalkOptions options;
    options.exclude = config.exclude;
    options.exclude.insert(options.exclude.end(), arguments.exclude.begin(),
                           arguments.exclude.end());
    options.ignore_files = !arguments.no_ignore;
    options.force_exclude = arguments.force_exclude;
    return options;
}

bool lacks_plugin_settings(const Config& config) noexcept {
    return !config.plugin_settings && config.extends != "defaults";
}

Config read_config(const std::string& root, const ConfigArguments& arguments,
                   const Messages& messages) {
    auto config = load_config(root, config_options(arguments));
    if (lacks_plugin_settings(config)) {
        messages.note("no settings of the Tasks plugin found, using its defaults");
    }
    return config;
}

std::vector<Vault> read_vaults(const std::vector<VaultPaths>& groups,
                               const ConfigArguments& arguments, const FileArguments& files,
                               const Messages& messages) {
    std::vector<Vault> vaults;
    for (const auto& group : groups) {
        auto config = read_config(group.root, arguments, messages);
        if (group.paths.front() == "-") {
            vaults.push_back(read_input_vault(input_note({}).note, std::move(config)));
            continue;
        }
        const auto options = walk_options(files, config);
        auto vault = load_vault(group.paths, std::move(config), options);
        for (const auto& [note, why] : vault.unreadable) {
            Messages::warn(fmt::format("{}: {}", note.display, why));
        }
        if (vault.notes.empty() && vault.unreadable.empty()) {
            messages.note(fmt::format("no notes found under {}", joined(group.paths, ", ")));
        }
        vaults.push_back(std::move(vault));
    }
    return vaults;
}

date::year_month_day date_argument(std::string_view text, std::string_view option) {
    const auto date = date_from_text(text);
    if (!date) {
        throw Unusable(fmt::format("{}: \"{}\" is no date like 2026-01-06", option, text));
    }
    if (!date->ok()) {
        throw Unusable(fmt::format("{}: there is no {}", option, text));
    }
    return *date;
}

bool tell_not_written(const std::vector<NotWritten>& notes) {
    bool failed = false;
    for (const auto& [note, reason, note_failed] : notes) {
        const auto text = fmt::format("{}: {}", note.display, reason);
        if (note_failed) {
            Messages::error(text);
        } else {
            Messages::warn(text);
        }
        failed = failed || note_failed;
    }
    return failed;
}

date::year_month_day today_from(std::string_view text) {
    if (!text.empty()) {
        return date_argument(text, "--today");
    }
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    return date::year{local.tm_year + 1900} / date::month{static_cast<unsigned>(local.tm_mon + 1)} /
           date::day{static_cast<unsigned>(local.tm_mday)};
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
    return fmt::format("{}", fmt::join(texts, separator));
}

bool lacks_notes(const std::vector<Vault>& vaults) {
    return std::any_of(vaults.begin(), vaults.end(),
                       [](const Vault& vault) { return !vault.unreadable.empty(); });
}

void complete_dependencies(const std::vector<VaultPaths>& groups, std::vector<Vault>& vaults) {
    for (std::size_t i = 0; i < groups.size(); ++i) {
        auto& vault = vaults[i];
        const std::filesystem::path root{groups[i].root};
        const bool is_vault = !vault.config.file.empty() ||
                              std::filesystem::is_directory(root / ".obsidian") ||
                              std::filesystem::exists(root / ".git");
        if (groups[i].whole || !is_vault) {
            continue;
        }
        Vault whole = load_vault({groups[i].root}, vault.config);
        std::set<std::string_view> read;
        for (const NotePath& note : whole.notes) {
            read.insert(note.vault);
        }
        for (const Document& document : vault.documents) {
            if (read.count(document.path) == 0) {  // ignored there, or the standard input
                whole.dependencies.add(document);
            }
        }
        vault.dependencies = std::move(whole.dependencies);
    }
}

}  // namespace tasklint::cli
