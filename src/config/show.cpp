// The configuration for people and editors: what counts and why, the JSON schema, a file to begin
// with. All of it comes from the table of keys.
#include <algorithm>
#include <iterator>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "config/keys.hpp"
#include "text/terminal.hpp"

namespace tasklint {

namespace {

using config::Key;
using config::keys;
using nlohmann::ordered_json;

std::string_view table_of(const Key& key) {
    const auto dot = key.path.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : key.path.substr(0, dot);
}

std::string_view name_of(const Key& key) { return key.path.substr(key.path.rfind('.') + 1); }

/// Those without a table first, as TOML wants it.
std::vector<const Key*> in_toml_order() {
    std::vector<const Key*> order;
    for (const bool top : {true, false}) {
        for (const Key& key : keys()) {
            if (table_of(key).empty() == top) {
                order.push_back(&key);
            }
        }
    }
    return order;
}

std::string origin_of(const Key& key, const Config& config) {
    if (const auto found = config.origins.find(std::string{key.path});
        found != config.origins.end()) {
        const auto& place = found->second;
        const bool has_line = place.line != 0 && place.file != "--config";
        return has_line ? fmt::format("{}:{}", place.file, place.line) : place.file;
    }
    const bool of_plugin = !key.plugin_key.empty() &&
                           std::find(config.settings_keys.begin(), config.settings_keys.end(),
                                     key.plugin_key) != config.settings_keys.end();
    return of_plugin ? config.settings_file : "default";
}

ordered_json json_of(const toml::node& node) {
    if (const auto* const text = node.as_string()) {
        return text->get();
    }
    if (const auto* const number = node.as_integer()) {
        return number->get();
    }
    if (const auto* const flag = node.as_boolean()) {
        return flag->get();
    }
    if (const auto* const array = node.as_array()) {
        auto list = ordered_json::array();
        for (const auto& item : *array) {
            list.push_back(json_of(item));
        }
        return list;
    }
    auto object = ordered_json::object();
    if (const auto* const table = node.as_table()) {
        for (const auto& [name, value] : *table) {
            object[std::string{name.str()}] = json_of(value);
        }
    }
    return object;
}

/// A value as JSON; null if it is not set.
ordered_json json_value(const std::string& toml_value) {
    if (toml_value.empty()) {
        return nullptr;
    }
    const auto table = toml::parse("value = " + toml_value);
    return json_of(*table.get("value"));
}

/// `[syntax.md](syntax.md)` as `syntax.md`.
std::string without_links(std::string_view markdown) {
    std::string out;
    for (std::size_t at = 0; at < markdown.size(); ++at) {
        const auto close = markdown[at] == '[' ? markdown.find("](", at) : std::string_view::npos;
        const auto end =
            close == std::string_view::npos ? std::string_view::npos : markdown.find(')', close);
        if (end != std::string_view::npos &&
            markdown.substr(at, close - at).find('`') == std::string_view::npos) {
            out += markdown.substr(at + 1, close - at - 1);
            at = end;
        } else {
            out += markdown[at];
        }
    }
    return out;
}

/// Comment lines of at most 100 characters.
std::string as_comment(std::string_view text) {
    constexpr std::size_t widest = 96;
    std::string out;
    std::string line;
    const auto flush = [&] {
        if (!line.empty()) {
            out += "#" + line + "\n";
            line.clear();
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, end - at);
        if (line.size() + word.size() + 1 > widest) {
            flush();
        }
        line += ' ';
        line += word;
        at = end + 1;
    }
    flush();
    return out;
}

void add_to_schema(ordered_json& root, const Key& key) {
    ordered_json* at = &root;
    std::string_view path = key.path;
    for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        auto& table = (*at)["properties"][std::string{path.substr(0, dot)}];
        table["type"] = "object";
        table["additionalProperties"] = false;
        at = &table;
        path.remove_prefix(dot + 1);
    }
    auto schema = ordered_json::parse(key.schema);
    schema["description"] = without_links(key.means);
    if (const auto value = json_value(key.show(Config{})); !value.is_null()) {
        schema["default"] = value;
    }
    (*at)["properties"][std::string{path}] = std::move(schema);
}

}  // namespace

std::string show_config(const Config& config) {
    std::string out;
    std::string_view table;
    for (const Key* const key : in_toml_order()) {
        if (table_of(*key) != table) {
            table = table_of(*key);
            out += fmt::format("\n[{}]\n", table);
        }
        const auto value = key->show(config);
        const auto origin = printable(origin_of(*key, config));
        if (value.empty()) {
            out += fmt::format("# {} is not set\n", name_of(*key));
        } else if (value.find('\n') != std::string::npos) {
            out += fmt::format("# {}\n{} = {}\n", origin, name_of(*key), value);
        } else {
            out += fmt::format("{} = {}  # {}\n", name_of(*key), value, origin);
        }
    }
    return out;
}

std::string config_json(const Config& config) {
    auto out = ordered_json::object();
    for (const Key& key : keys()) {
        out[std::string{key.path}] = {{"value", json_value(key.show(config))},
                                      {"origin", to_valid_utf8(origin_of(key, config))}};
    }
    return terminal_safe_json(out.dump(2)) + "\n";
}

std::string config_schema() {
    ordered_json root{{"$schema", "http://json-schema.org/draft-07/schema#"},
                      {"title", "Configuration of tasklint (.tasklint.toml)"},
                      {"type", "object"},
                      {"additionalProperties", false}};
    for (const Key& key : keys()) {
        add_to_schema(root, key);
    }
    return root.dump(2) + "\n";
}

std::string config_template(const Config& config) {
    std::string out =
        "# Configuration of tasklint. A key that is commented out has the value that counts "
        "without\n"
        "# it; `tasklint config show` prints all of them with where they come from.\n";
    std::string_view table;
    for (const Key* const key : in_toml_order()) {
        if (key->path == "overrides" || key->path == "custom") {
            continue;  // shown at the end, as tables
        }
        if (table_of(*key) != table) {
            table = table_of(*key);
            out += fmt::format("\n[{}]\n", table);
        } else {
            out += '\n';
        }
        out += as_comment(without_links(key->means));
        const auto origin = origin_of(*key, config);
        if (origin != "default") {
            out += as_comment(fmt::format("From {}:", printable(origin)));
        }
        auto value = key->show(config);
        if (value.empty()) {
            value = "…";
        }
        const bool written =
            key->path == "extends" && !config.extends.empty() && config.extends != "obsidian";
        const auto line = fmt::format("{} = {}", name_of(*key), value);
        if (written) {
            out += line + "\n";
            continue;
        }
        std::string commented = "# ";
        for (const char c : line) {
            commented += c;
            commented += c == '\n' ? "# " : "";
        }
        out += commented + "\n";
    }
    return out +
           "\n# Other rules for some notes:\n"
           "# [[overrides]]\n"
           "# files = [\"_templates/**\"]\n"
           "# ignore = [\"dates\"]\n"
           "\n# A rule of the house:\n"
           "# [[custom]]\n"
           "# code = \"HOUSE1\"\n"
           "# when = { tag = \"#proposed\", without = \"owner\" }\n"
           "# message = \"a proposal needs an owner\"\n";
}

std::string config_table() {
    std::string out = "| key | default | means |\n|---|---|---|\n";
    std::string_view table;
    const Config defaults;
    for (const Key& key : keys()) {
        if (table_of(key) != table) {
            table = table_of(key);
            out += table.empty() ? "" : fmt::format("| `[{}]` | | |\n", table);
        }
        auto value =
            key.path == "tasks.statuses" ? std::string{"those of Tasks"} : key.show(defaults);
        if (key.path != "tasks.statuses") {
            value = value.empty() ? "not set" : fmt::format("`{}`", value);
        }
        const auto name = key.path == "overrides" || key.path == "custom"
                              ? fmt::format("[[{}]]", key.path)
                              : std::string{name_of(key)};
        out += fmt::format("| `{}` | {} | {} |\n", name, value, key.means);
    }
    return out;
}

}  // namespace tasklint
