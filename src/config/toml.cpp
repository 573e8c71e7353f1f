// Our configuration. The table of keys (keys.cpp) drives reading; what is not in it is an error
// that names the nearest key. docs/config.md tells people about them.
#include "config/toml.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "config/keys.hpp"
#include "config/unfit_toml.hpp"
#include "config/values.hpp"

namespace tasklint {

namespace {

using config::Key;
using config::keys;
using config::names_below;
using config::Reader;

bool is_pyproject(std::string_view file) {
    return file.substr(file.rfind('/') + 1) == "pyproject.toml";
}

[[noreturn]] void unknown_key(const Reader& reader, const std::string& prefix,
                              const toml::key& name) {
    std::string where = prefix.empty() ? "" : " in [" + prefix.substr(0, prefix.size() - 1) + "]";
    const auto siblings = names_below(prefix);
    std::string hint = nearest(name.str(), siblings);
    if (hint.empty()) {
        for (const auto& key : keys()) {  // the right key in the wrong table
            if (key.path.substr(key.path.rfind('.') + 1) == name.str()) {
                hint = key.path;
            }
        }
    }
    if (!hint.empty()) {
        hint = fmt::format("; did you mean \"{}\"?", hint);
    } else {
        for (const auto& sibling : siblings) {
            hint += (hint.empty() ? "; known are " : ", ") + sibling;
        }
    }
    reader.fail(name.source(), fmt::format("unknown key \"{}\"{}{}", name.str(), where, hint));
}

void read_table(Reader& reader, const std::string& prefix, const toml::table& table) {
    for (const auto& [name, node] : table) {
        const std::string path = prefix + std::string{name.str()};
        if (name.str().find('.') != std::string_view::npos) {
            unknown_key(reader, prefix, name);  // a dot within a name is no step down
        }
        const auto key = std::find_if(keys().begin(), keys().end(),
                                      [&](const Key& known) { return known.path == path; });
        if (key != keys().end()) {
            reader.key = path;
            key->read(reader, node);
            reader.config.origins[path] = reader.place(name.source());
            continue;
        }
        if (names_below(path + ".").empty()) {
            unknown_key(reader, prefix, name);
        }
        if (!node.is_table()) {
            reader.key = path;
            reader.wrong_type(node, "a table");
        }
        read_table(reader, path + ".", *node.as_table());
    }
}

toml::table parse_toml(std::string_view text, const std::string& file) {
    if (const auto fault = config::unfit_toml(text)) {
        throw ConfigError{file, fault->line, fault->column, fault->message};
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        throw ConfigError{file, error.source().begin.line, error.source().begin.column,
                          std::string{error.description()}};
    }
}

}  // namespace

bool pyproject_configures_tasklint(std::string_view text) {
    try {
        return parse_toml(text, "")["tool"]["tasklint"].is_table();
    } catch (const ConfigError&) {
        // Somebody else's broken file must not stop us; ours must be read, to say what is wrong.
        return text.find("[tool.tasklint") != std::string_view::npos;
    }
}

std::string toml_of_values(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) {
        const auto equals = value.find('=');
        const auto key = std::string{trim(std::string_view{value}.substr(0, equals))};
        const auto given = std::string_view{value}.substr(equals + 1);
        auto line = fmt::format("{} = {}\n", key, given);
        try {
            static_cast<void>(parse_toml(line, command_line));
        } catch (const ConfigError&) {
            line = fmt::format("{} = {}\n", key, config::toml_text(given));
        }
        text += line;
    }
    static_cast<void>(parse_toml(text, command_line));  // two values of one key
    return text;
}

void apply_extends(Config& config, std::string_view values, const std::string& root) {
    const std::string file = command_line;
    const toml::table table = parse_toml(values, file);
    if (const auto* const extends = table.get("extends")) {
        Reader reader{config, file, root};
        reader.extend(extends);
        config.origins["extends"] = reader.place(extends->source());
    }
}

namespace {

void apply(Config& config, std::string_view text, const std::string& file, const std::string& root,
           bool found_in_vault) {
    const toml::table document = parse_toml(text, file);
    Config changed = config;
    Reader reader{changed, file, root};
    reader.only_in_vault = found_in_vault;
    const toml::table nothing;
    const toml::table* table = &document;
    if (is_pyproject(file)) {
        const auto ours = document["tool"]["tasklint"];
        if (ours && !ours.is_table()) {
            reader.key = "tool.tasklint";
            reader.wrong_type(*ours.node(), "a table");
        }
        table = ours ? ours.as_table() : &nothing;
    }
    reader.extend(table->get("extends"));  // first: the other keys are compared with what it reads
    read_table(reader, "", *table);
    changed.export_configured = changed.export_configured || table->contains("export");
    if (changed.owners_min && changed.owners_max && *changed.owners_min > *changed.owners_max) {
        const auto owners = (*table)["people"]["owners"];
        reader.fail(owners ? owners.node()->source() : toml::source_region{},
                    fmt::format("\"people.owners\" wants at least {} owners and at most {}",
                                *changed.owners_min, *changed.owners_max));
    }
    if (!changed.proposed_configured) {
        changed.proposed.clear();
        for (const auto& status : changed.tasks.statuses.all()) {
            if (fold_case(status.name) == "proposed") {
                changed.proposed.push_back(status.symbol);
            }
        }
    }
    config = std::move(changed);
}

}  // namespace

void apply_toml(Config& config, std::string_view text, const std::string& file,
                const std::string& root) {
    apply(config, text, file, root, false);
}

void apply_found_toml(Config& config, std::string_view text, const std::string& file,
                      const std::string& root) {
    apply(config, text, file, root, true);
}

}  // namespace tasklint
