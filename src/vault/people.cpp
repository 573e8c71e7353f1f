#include "tasklint/vault.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "tasklint/text.hpp"

namespace tasklint {

namespace {

namespace fs = std::filesystem;

/// A title such as `Sources/One.md` is the name of a file, not of a person.
bool is_path(std::string_view title) {
    return title.find('/') != std::string_view::npos ||
           title.find('\\') != std::string_view::npos ||
           (title.size() > 3 && title.substr(title.size() - 3) == ".md");
}

void add_names_of_note(const std::string& file, std::vector<std::string>& aliases) {
    std::string text;
    try {
        read_file(file, text);
    } catch (const std::system_error&) {
        return;  // reported when the note itself is read
    }
    for (const auto& value : read_front_matter(parse(std::move(text), {}, {})).values) {
        if (value.key == "aliases" || (value.key == "title" && !is_path(value.value))) {
            aliases.push_back(value.value);
        }
    }
}

}  // namespace

void add_known_names(Config& config) {
    KnownNames& names = config.tasks.known_names;
    const auto add = [&](const std::string& name, const std::vector<std::string>& aliases) {
        names.add(name);
        for (const std::string& alias : aliases) {
            names.add(alias);
        }
        config.people.emplace_back(name, aliases);
    };
    config.people.clear();
    for (const auto& name : config.roster) {
        add(name, {});
    }
    if (config.root.empty()) {
        return;
    }
    for (const auto& folder : config.people_folders) {
        // What stands directly in the folder is a person; what is deeper is about one.
        std::error_code error;
        for (fs::directory_iterator entry{config.root + "/" + folder, error}, end;
             !error && entry != end; entry.increment(error)) {
            const fs::path& path = entry->path();
            const std::string name = path.filename().string();
            std::error_code ignored;
            if (name.front() == '.') {
                continue;
            }
            if (entry->is_directory(ignored)) {
                add(name, {});
            } else if (path.extension() == ".md" && entry->is_regular_file(ignored)) {
                std::vector<std::string> aliases;
                add_names_of_note(path.string(), aliases);
                add(path.stem().string(), aliases);
            }
        }
    }
}

}  // namespace tasklint
