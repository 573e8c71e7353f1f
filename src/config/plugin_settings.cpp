#include "tasklint/config.hpp"

#include <algorithm>
#include <initializer_list>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "tasklint/text.hpp"

namespace tasklint {

// The settings of Tasks 8.3.0, `.obsidian/plugins/obsidian-tasks-plugin/data.json`. The plugin
// trusts what it once wrote; we check types, because a file that was edited by hand would make us
// read a vault otherwise than its owner thinks. Keys that say nothing about tasks are left alone.

namespace {

using nlohmann::json;

class Reader {
public:
    Reader(TaskSettings& settings, const std::string& file) : settings_{settings}, file_{file} {}

    [[noreturn]] void fail(const std::string& message) const {
        throw ConfigError{file_, 0, 0, message};
    }
    [[noreturn]] void wrong_type(const std::string& key, const char* expected,
                                 const json& value) const {
        fail(fmt::format("\"{}\" must be {}, not {}", key, expected, value.type_name()));
    }
    std::string string(const std::string& key, const json& value) const {
        if (!value.is_string()) {
            wrong_type(key, "a string", value);
        }
        return value.get<std::string>();
    }
    bool boolean(const std::string& key, const json& value) const {
        if (!value.is_boolean()) {
            wrong_type(key, "true or false", value);
        }
        return value.get<bool>();
    }
    std::vector<std::string> strings(const std::string& key, const json& value) const {
        std::vector<std::string> list;
        if (!value.is_array()) {
            wrong_type(key, "a list of strings", value);
        }
        for (const auto& item : value) {
            list.push_back(string(fmt::format("{}[{}]", key, list.size()), item));
        }
        return list;
    }
    Format format(const std::string& key, const json& value) const {
        const std::string name = string(key, value);
        if (name != "dataview" && name != "tasksPluginEmoji") {
            fail(fmt::format("\"{}\" is \"{}\"; expected \"tasksPluginEmoji\" or \"dataview\"", key,
                             name));
        }
        return name == "dataview" ? Format::dataview : Format::emoji;
    }
    void add_statuses(std::vector<Status>& statuses, const std::string& key,
                      const json& value) const {
        if (!value.is_array()) {
            wrong_type(key, "a list of statuses", value);
        }
        std::size_t number = 0;
        for (const auto& item : value) {
            const std::string name = fmt::format("{}[{}]", key, number++);
            if (!item.is_object()) {
                wrong_type(name, "an object", item);
            }
            const auto text = [&](const char* part, const char* otherwise) {
                const auto found = item.find(part);
                return found == item.end() ? std::string{otherwise}
                                           : string(fmt::format("{}.{}", name, part), *found);
            };
            Status status{text("symbol", " "), text("name", ""), text("nextStatusSymbol", "x"),
                          status_type_from_name(text("type", "TODO"))};
            statuses.push_back(std::move(status));
        }
    }
    StatusRegistry statuses(const std::string& key, const json& value) const {
        if (!value.is_object()) {
            wrong_type(key, "an object", value);
        }
        // Present, it replaces the default as a whole: a list that is not there is empty.
        std::vector<Status> list;
        for (const char* const part : {"coreStatuses", "customStatuses"}) {
            if (const auto found = value.find(part); found != value.end()) {
                add_statuses(list, fmt::format("{}.{}", key, part), *found);
            }
        }
        return StatusRegistry{std::move(list)};
    }
    std::map<std::string, std::string> texts(const std::string& key, const json& value) const {
        if (!value.is_object()) {
            wrong_type(key, "an object", value);
        }
        std::map<std::string, std::string> out;
        for (const auto& [name, text] : value.items()) {
            out[name] = string(fmt::format("{}.{}", key, name), text);
        }
        return out;
    }
    [[nodiscard]] TaskSettings& settings() const noexcept { return settings_; }

private:
    TaskSettings& settings_;
    const std::string& file_;
};

struct Key {
    const char* name;
    void (*read)(const Reader&, const std::string& key, const json& value);
};

template <bool TaskSettings::*member>
void read_boolean(const Reader& reader, const std::string& key, const json& value) {
    reader.settings().*member = reader.boolean(key, value);
}

constexpr Key keys[] = {
    {"globalFilter",
     [](const Reader& reader, const std::string& key, const json& value) {
         reader.settings().global_filter = reader.string(key, value);
     }},
    {"removeGlobalFilter", read_boolean<&TaskSettings::remove_global_filter>},
    {"taskFormat", [](const Reader& reader, const std::string& key,
                      const json& value) { reader.settings().format = reader.format(key, value); }},
    {"setCreatedDate", read_boolean<&TaskSettings::set_created_date>},
    {"setDoneDate", read_boolean<&TaskSettings::set_done_date>},
    {"setCancelledDate", read_boolean<&TaskSettings::set_cancelled_date>},
    {"recurrenceOnNextLine", read_boolean<&TaskSettings::recurrence_on_next_line>},
    {"removeScheduledDateOnRecurrence",
     read_boolean<&TaskSettings::remove_scheduled_date_on_recurrence>},
    {"useFilenameAsScheduledDate", read_boolean<&TaskSettings::filename_as_scheduled_date>},
    {"filenameAsScheduledDateFormat",
     [](const Reader& reader, const std::string& key, const json& value) {
         reader.settings().filename_date_format = reader.string(key, value);
     }},
    {"filenameAsDateFolders",
     [](const Reader& reader, const std::string& key, const json& value) {
         reader.settings().filename_date_folders = reader.strings(key, value);
     }},
    {"statusSettings",
     [](const Reader& reader, const std::string& key, const json& value) {
         reader.settings().statuses = reader.statuses(key, value);
     }},
    {"globalQuery",
     [](const Reader& reader, const std::string& key, const json& value) {
         reader.settings().global_query = reader.string(key, value);
     }},
    {"presets", [](const Reader& reader, const std::string& key,
                   const json& value) { reader.settings().presets = reader.texts(key, value); }},
};

json parse_json(std::string_view text, const std::string& file) {
    try {
        return json::parse(text);
    } catch (const json::parse_error& error) {
        // `byte` counts from 1 and is the byte at which reading stopped.
        const std::size_t at = std::min(error.byte == 0 ? 0 : error.byte - 1, text.size());
        const LineIndex lines{text};
        const std::uint32_t line = lines.line_of(static_cast<std::uint32_t>(at));
        const std::uint32_t column =
            column_of(text.substr(lines.begin_of(line)),
                      static_cast<std::uint32_t>(at) - lines.begin_of(line), ColumnUnit::codepoint);
        std::string reason = error.what();
        if (const auto colon = reason.find(": "); colon != std::string::npos) {
            reason.erase(0, colon + 2);  // its own words for the place
        }
        // What it read is not repeated: a link or `extends` may lead to any file.
        reason.erase(std::min(reason.find("; last read: "), reason.size()));
        throw ConfigError{file, line + 1, column + 1, "no JSON: " + reason};
    } catch (const json::out_of_range& error) {
        const std::string_view reason = error.what();
        throw ConfigError{file, 0, 0, std::string{reason.substr(reason.find("] ") + 2)}};
    }
}

}  // namespace

std::vector<std::string> apply_plugin_settings(TaskSettings& settings, std::string_view text,
                                               const std::string& file) {
    // Obsidian reads bytes that are no UTF-8 as U+FFFD.
    const json document = parse_json(to_valid_utf8(text), file);
    TaskSettings changed = settings;
    const Reader reader{changed, file};
    if (!document.is_object()) {
        reader.fail(
            fmt::format("the settings must be a JSON object, not {}", document.type_name()));
    }
    std::vector<std::string> present;
    for (const auto& key : keys) {
        if (const auto found = document.find(key.name); found != document.end()) {
            key.read(reader, key.name, *found);
            present.emplace_back(key.name);
        }
    }
    settings = std::move(changed);
    return present;
}

}  // namespace tasklint
