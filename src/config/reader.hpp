#pragma once

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <toml++/toml.h>

#include "tasklint/config.hpp"
#include "tasklint/text.hpp"

// Reads TOML values of a key into a configuration; what does not fit is an error with its place.
namespace tasklint::config {

/// The plugin's settings below a vault's root.
inline constexpr std::string_view settings_path =
    ".obsidian/plugins/obsidian-tasks-plugin/data.json";

inline std::string spelt(std::string_view text) { return fmt::format("\"{}\"", text); }
inline std::string spelt(const char* text) { return spelt(std::string_view{text}); }
inline std::string spelt(bool value) { return value ? "true" : "false"; }
inline std::string spelt(const std::vector<std::string>& list) {
    std::string text = "[";
    for (const auto& item : list) {
        text += (text.size() > 1 ? ", " : "") + spelt(item);
    }
    return text + "]";
}
inline std::string spelt(const Status& status) {
    return fmt::format("name \"{}\", next \"{}\", type {}", status.name, status.next_symbol,
                       status_type_name(status.type));
}

inline std::string_view type_name(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::string: return "a string";
        case toml::node_type::boolean: return "a Boolean";
        case toml::node_type::table: return "a table";
        case toml::node_type::array: return "a list";
        case toml::node_type::integer:
        case toml::node_type::floating_point: return "a number";
        default: return "a date or time";
    }
}

class Reader {
public:
    Reader(Config& changed, const std::string& file, const std::string& root)
        : config{changed}, file_{file}, root_{root} {}

    [[nodiscard]] ConfigPlace place(const toml::source_region& source) const {
        return {file_, source.begin.line, source.begin.column};
    }
    [[noreturn]] void fail(const toml::source_region& source, const std::string& message) const {
        throw ConfigError{file_, source.begin.line, source.begin.column, message};
    }
    [[noreturn]] void wrong_type(const toml::node& node, std::string_view expected) const {
        fail(node.source(),
             fmt::format("\"{}\" must be {}, not {}", key, expected, type_name(node)));
    }

    [[nodiscard]] std::string string(const toml::node& node) const {
        const auto* const text = node.as_string();
        if (text == nullptr) {
            wrong_type(node, "a string");
        }
        return text->get();
    }
    [[nodiscard]] bool boolean(const toml::node& node) const {
        const auto* const value = node.as_boolean();
        if (value == nullptr) {
            wrong_type(node, "true or false");
        }
        return value->get();
    }
    [[nodiscard]] std::uint32_t count(const toml::node& node) const {
        const auto* const number = node.as_integer();
        if (number == nullptr) {
            wrong_type(node, "a whole number");
        }
        if (number->get() < 0 || number->get() > std::numeric_limits<std::uint32_t>::max()) {
            fail(node.source(),
                 fmt::format("\"{}\" is {}; expected 0 or more", key, number->get()));
        }
        return static_cast<std::uint32_t>(number->get());
    }
    /// @param each called with each string and its node
    template <typename Each>
    [[nodiscard]] std::vector<std::string> strings(const toml::node& node, Each each) const {
        const auto* const array = node.as_array();
        if (array == nullptr) {
            wrong_type(node, "a list of strings");
        }
        std::vector<std::string> list;
        for (const auto& item : *array) {
            const auto* const text = item.as_string();
            if (text == nullptr) {
                fail(item.source(),
                     fmt::format("\"{}\" must hold strings, not {}", key, type_name(item)));
            }
            list.push_back(each(text->get(), item));
        }
        return list;
    }
    [[nodiscard]] std::vector<std::string> strings(const toml::node& node) const {
        return strings(node, [](const std::string& text, const toml::node&) { return text; });
    }
    /// Strings that say something: names of people, of rules.
    [[nodiscard]] std::vector<std::string> names(const toml::node& node) const {
        return strings(node, [this](const std::string& text, const toml::node& item) {
            if (trim(text).empty()) {
                fail(item.source(), fmt::format("\"{}\" holds an empty name", key));
            }
            return std::string{trim(text)};
        });
    }
    template <typename Value, std::size_t count>
    [[nodiscard]] Value one_of(const toml::node& node,
                               const std::pair<const char*, Value> (&choices)[count]) const {
        const std::string text = string(node);
        std::string expected;
        for (const auto& [name, value] : choices) {
            if (text == name) {
                return value;
            }
            expected += (expected.empty() ? "" : ", ") + spelt(name);
        }
        fail(node.source(),
             fmt::format("\"{}\" is \"{}\"; expected one of {}", key, text, expected));
    }
    /// Sets what the plugin may have settings for too: those of the vault win, and since a reader
    /// of the configuration would not see it, a difference is an error.
    template <typename Value>
    void set(Value& target, Value value, const char* plugin_key, const toml::node& node) const {
        if (set_by_plugin(plugin_key) && target != value) {
            differs(node, spelt(value), spelt(target), plugin_key);
        }
        target = std::move(value);
    }
    [[nodiscard]] bool set_by_plugin(std::string_view plugin_key) const {
        return std::find(config.settings_keys.begin(), config.settings_keys.end(), plugin_key) !=
               config.settings_keys.end();
    }
    [[noreturn]] void differs(const toml::node& node, const std::string& here,
                              const std::string& there, const char* plugin_key) const {
        fail(node.source(), fmt::format("\"{}\" is {} here, but {} in the plugin's settings "
                                        "(\"{}\" in {}), which count in this vault",
                                        key, here, there, plugin_key, config.settings_file));
    }

    /// Reads the plugin's settings that the configuration extends. @param node null: not said
    void extend(const toml::node* node) {
        key = "extends";
        const std::string value = node == nullptr ? "obsidian" : string(*node);
        if (!config.extends.empty()) {
            const auto known = config.origins.find("extends");
            const bool from_command_line =
                known != config.origins.end() && known->second.file == "--config";
            if (node != nullptr && value != config.extends && !from_command_line) {
                fail(node->source(),
                     fmt::format("\"extends\" is \"{}\" here, but \"{}\" was already "
                                 "read",
                                 value, config.extends));
            }
            return;
        }
        if (node != nullptr && value.empty()) {
            fail(node->source(),
                 "\"extends\" is empty; expected \"obsidian\", \"defaults\" or a "
                 "path");
        }
        config.extends = value;
        const bool from_vault = value == "obsidian";
        if (value == "defaults" || (from_vault && root_.empty())) {
            return;
        }
        std::string path = from_vault ? std::string{settings_path} : value;
        if (path.front() != '/' && !root_.empty()) {
            path = root_ + "/" + path;
        }
        std::string text;
        try {
            read_file(path, text);
        } catch (const std::system_error& error) {
            const bool missing = error.code() == std::errc::no_such_file_or_directory ||
                                 error.code() == std::errc::not_a_directory;
            if (missing && from_vault) {
                return;  // a vault without the plugin
            }
            if (missing) {
                fail(node->source(),
                     fmt::format("\"extends\" names {}, which does not exist", display_path(path)));
            }
            throw;
        }
        config.settings_file = display_path(path);
        config.settings_keys = apply_plugin_settings(config.tasks, text, config.settings_file);
        config.plugin_settings = true;
    }

    Config& config;
    std::string key;  // being read, dotted

private:
    const std::string& file_;
    const std::string& root_;
};

}  // namespace tasklint::config
