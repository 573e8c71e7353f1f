#include "config/toml.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "tasklint/config.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

// Our configuration. `keys` below is the one list of what it may hold: it drives reading, and what
// is not in it is an error that names the nearest key. docs/config.md tells people about them.

namespace {

constexpr const char* settings_path = ".obsidian/plugins/obsidian-tasks-plugin/data.json";

bool is_pyproject(std::string_view file) {
    return file.substr(file.rfind('/') + 1) == "pyproject.toml";
}

std::string quoted(std::string_view text) { return fmt::format("\"{}\"", text); }
std::string quoted(const char* text) { return quoted(std::string_view{text}); }
std::string quoted(bool value) { return value ? "true" : "false"; }
std::string quoted(const std::vector<std::string>& list) {
    std::string text = "[";
    for (const auto& item : list) {
        text += (text.size() > 1 ? ", " : "") + quoted(item);
    }
    return text + "]";
}
std::string quoted(const Status& status) {
    return fmt::format("name \"{}\", next \"{}\", type {}", status.name, status.next_symbol,
                       status_type_name(status.type));
}

std::string_view type_name(const toml::node& node) {
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
            expected += (expected.empty() ? "" : ", ") + quoted(name);
        }
        fail(node.source(),
             fmt::format("\"{}\" is \"{}\"; expected one of {}", key, text, expected));
    }
    /// Sets what the plugin may have settings for too: those of the vault win, and since a reader
    /// of the configuration would not see it, a difference is an error.
    template <typename Value>
    void set(Value& target, Value value, const char* plugin_key, const toml::node& node) const {
        if (set_by_plugin(plugin_key) && target != value) {
            differs(node, quoted(value), quoted(target), plugin_key);
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
            if (node != nullptr && value != config.extends) {
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
        std::string path = from_vault ? settings_path : value;
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

using Read = void (*)(Reader&, const toml::node&);

std::vector<std::string> rule_names(Reader& reader, const toml::node& node) {
    return reader.strings(node, [&](const std::string& text, const toml::node& item) {
        std::string name{trim(text)};
        if (name.empty()) {
            reader.fail(item.source(), fmt::format("\"{}\" holds an empty name", reader.key));
        }
        reader.config.rule_places[name] = reader.place(item.source());
        return name;
    });
}

void check_symbol(const Reader& reader, const toml::source_region& source,
                  const std::string& symbol) {
    if (symbol.empty() || decode_utf8(symbol, 0).size != symbol.size()) {
        reader.fail(source, fmt::format("the status symbol \"{}\" must be one character", symbol));
    }
}

void read_format(Reader& reader, const toml::node& node) {
    static constexpr std::pair<const char*, Format> choices[] = {
        {"emoji", Format::emoji}, {"dataview", Format::dataview}, {"auto", Format::automatic}};
    const Format chosen = reader.one_of(node, choices);
    Format& format = reader.config.tasks.format;
    if (!reader.set_by_plugin("taskFormat")) {
        format = chosen;
    } else if (chosen != Format::automatic && chosen != format) {
        reader.differs(node, quoted(reader.string(node)),
                       format == Format::dataview ? "\"dataview\"" : "\"tasksPluginEmoji\"",
                       "taskFormat");
    }
}

Status read_status(Reader& reader, const toml::table& table) {
    Status status{"", "", "x", StatusType::todo};
    for (const auto& [name, node] : table) {
        const std::string outer =
            std::exchange(reader.key, fmt::format("{}.{}", reader.key, name.str()));
        if (name == "symbol") {
            status.symbol = reader.string(node);
            check_symbol(reader, node.source(), status.symbol);
        } else if (name == "name") {
            status.name = reader.string(node);
        } else if (name == "next") {
            status.next_symbol = reader.string(node);
            check_symbol(reader, node.source(), status.next_symbol);
        } else if (name == "type") {
            static constexpr std::pair<const char*, StatusType> choices[] = {
                {"TODO", StatusType::todo},           {"IN_PROGRESS", StatusType::in_progress},
                {"ON_HOLD", StatusType::on_hold},     {"DONE", StatusType::done},
                {"CANCELLED", StatusType::cancelled}, {"NON_TASK", StatusType::non_task}};
            status.type = reader.one_of(node, choices);
        } else {
            reader.fail(name.source(), fmt::format("unknown key \"{}\" of a status; expected "
                                                   "symbol, name, next or type",
                                                   name.str()));
        }
        reader.key = outer;
    }
    if (status.symbol.empty()) {
        reader.fail(table.source(), "a status needs a symbol");
    }
    return status;
}

void add_status(Reader& reader, const toml::node& node, Status status) {
    static constexpr const char* plugin_key = "statusSettings";
    std::vector<Status> all = reader.config.tasks.statuses.all();
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Status& known) { return known.symbol == status.symbol; });
    if (found == all.end()) {
        all.push_back(std::move(status));
    } else if (!reader.set_by_plugin(plugin_key)) {
        *found = std::move(status);
    } else if (quoted(*found) != quoted(status)) {
        reader.differs(node, fmt::format("\"{}\" with {}", status.symbol, quoted(status)),
                       quoted(*found), plugin_key);
    }
    reader.config.tasks.statuses = StatusRegistry{std::move(all)};
}

/// The short form: `{ "?" = "Proposed" }`.
void read_short_statuses(Reader& reader, const toml::table& table) {
    for (const auto& [symbol, node] : table) {
        check_symbol(reader, symbol.source(), std::string{symbol.str()});
        add_status(reader, node,
                   {std::string{symbol.str()}, reader.string(node), "x", StatusType::todo});
    }
}

void read_statuses(Reader& reader, const toml::node& node) {
    if (const auto* const table = node.as_table()) {
        read_short_statuses(reader, *table);
        return;
    }
    const auto* const array = node.as_array();
    if (array == nullptr) {
        reader.wrong_type(node, "a list of statuses");
    }
    for (const auto& item : *array) {
        const auto* const table = item.as_table();
        if (table == nullptr) {
            reader.wrong_type(item, "a list of tables { symbol, name, next, type }");
        }
        // A one-character key can only be a symbol.
        const bool short_form =
            !table->empty() && std::all_of(table->begin(), table->end(), [](const auto& entry) {
                const auto name = entry.first.str();
                return !name.empty() && decode_utf8(name, 0).size == name.size();
            });
        if (short_form) {
            read_short_statuses(reader, *table);
        } else {
            add_status(reader, item, read_status(reader, *table));
        }
    }
}

void read_proposed(Reader& reader, const toml::node& node) {
    reader.config.proposed =
        reader.strings(node, [&](const std::string& symbol, const toml::node& item) {
            check_symbol(reader, item.source(), symbol);
            return symbol;
        });
    reader.config.proposed_configured = true;
}

/// One tag, with its `#`.
std::string read_tag(const Reader& reader, const toml::node& node, const std::string& tag) {
    if (tag.size() < 2 || tag.front() != '#' ||
        tag.find_first_of("# \t\r\n", 1) != std::string::npos) {
        reader.fail(node.source(),
                    fmt::format("\"{}\" holds \"{}\"; expected one tag such as \"#proposed\"",
                                reader.key, tag));
    }
    return tag;
}

std::vector<std::string> read_tags(Reader& reader, const toml::node& node) {
    return reader.strings(node, [&](const std::string& tag, const toml::node& item) {
        return read_tag(reader, item, tag);
    });
}

/// `[{ status = "?", tag = "#proposed" }]`
void read_status_tags(Reader& reader, const toml::node& node) {
    const auto* const array = node.as_array();
    if (array == nullptr) {
        reader.wrong_type(node, "a list of tables { status, tag }");
    }
    reader.config.status_tags.clear();
    for (const auto& item : *array) {
        const auto* const table = item.as_table();
        if (table == nullptr) {
            reader.wrong_type(item, "a list of tables { status, tag }");
        }
        StatusTag pair;
        for (const auto& [name, value] : *table) {
            if (name == "status") {
                pair.symbol = reader.string(value);
                check_symbol(reader, value.source(), pair.symbol);
            } else if (name == "tag") {
                pair.tag = read_tag(reader, value, reader.string(value));
            } else {
                reader.fail(name.source(), fmt::format("unknown key \"{}\" of a pair; expected "
                                                       "status and tag",
                                                       name.str()));
            }
        }
        if (pair.symbol.empty() || pair.tag.empty()) {
            reader.fail(item.source(), "a pair needs a status and a tag");
        }
        reader.config.status_tags.push_back(std::move(pair));
    }
}

/// `plugin`, `house` (tags last) or a list of fields and `tags`; what is not named follows in the
/// plugin's order.
void read_order(Reader& reader, const toml::node& node) {
    constexpr std::string_view tags = "tags";
    std::vector<OrderPlace> order;
    const auto has = [&](const OrderPlace& place) {
        return std::find(order.begin(), order.end(), place) != order.end();
    };
    if (node.is_string()) {
        static constexpr std::pair<const char*, bool> choices[] = {{"plugin", false},
                                                                   {"house", true}};
        if (!reader.one_of(node, choices)) {
            reader.config.order.clear();
            return;
        }
        order = {FieldKind::due, FieldKind::priority};  // as in `📅 2026-01-06 ⏫ … #task`
    } else {
        (void)reader.strings(node, [&](const std::string& name, const toml::node& item) {
            OrderPlace place;
            std::vector<std::string> names{std::string{tags}};
            bool known = name == tags;
            for (std::size_t i = 0; i < field_kind_count; ++i) {
                const auto kind = static_cast<FieldKind>(i);
                names.emplace_back(field_info(kind).name);
                if (name == names.back()) {
                    place = kind;
                    known = true;
                }
            }
            if (!known) {
                const auto near = nearest(name, names);
                reader.fail(
                    item.source(),
                    fmt::format(
                        "\"{}\" holds \"{}\", which is no field{}", reader.key, name,
                        near.empty() ? std::string{} : "; did you mean " + quoted(near) + "?"));
            }
            if (has(place)) {
                reader.fail(item.source(),
                            fmt::format("\"{}\" holds \"{}\" twice", reader.key, name));
            }
            order.push_back(place);
            return name;
        });
    }
    for (std::size_t i = 0; i < field_kind_count; ++i) {
        if (!has(static_cast<FieldKind>(i))) {
            order.emplace_back(static_cast<FieldKind>(i));
        }
    }
    if (!has(std::nullopt)) {
        order.emplace_back(std::nullopt);
    }
    reader.config.order = std::move(order);
}

void read_people_folders(Reader& reader, const toml::node& node) {
    reader.config.people_folders =
        reader.strings(node, [&](std::string folder, const toml::node& item) {
            while (folder.substr(0, 2) == "./") {
                folder.erase(0, 2);
            }
            while (folder.size() > 1 && folder.back() == '/') {
                folder.pop_back();
            }
            if (folder.empty() || folder.front() == '/' ||
                ("/" + folder + "/").find("/../") != std::string::npos) {
                reader.fail(item.source(),
                            fmt::format("\"{}\" holds \"{}\"; expected a folder of the vault, "
                                        "counted from its root",
                                        reader.key, item.as_string()->get()));
            }
            return folder;
        });
}

void read_severities(Reader& reader, const toml::node& node) {
    const auto* const table = node.as_table();
    if (table == nullptr) {
        reader.wrong_type(node, "a table of rules and severities");
    }
    static constexpr std::pair<const char*, Severity> choices[] = {
        {"error", Severity::error}, {"warning", Severity::warning}, {"info", Severity::info}};
    for (const auto& [rule, value] : *table) {
        const std::string name{rule.str()};
        reader.key = "severity." + name;
        reader.config.severity[name] = reader.one_of(value, choices);
        reader.config.rule_places[name] = reader.place(rule.source());
    }
}

void read_vault_id(Reader& reader, const toml::node& node) {
    std::string id = reader.string(node);
    bool sound = id.empty() || id.size() == 36;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const auto byte = static_cast<unsigned char>(id[i]);
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        sound = sound && (dash ? byte == '-' : std::isxdigit(byte) != 0);
        id[i] = static_cast<char>(std::tolower(byte));
    }
    if (!sound) {
        reader.fail(node.source(), fmt::format("\"{}\" is \"{}\"; expected a UUID such as "
                                               "\"123e4567-e89b-42d3-a456-426614174000\"",
                                               reader.key, id));
    }
    reader.config.vault_id = id;
}

struct Key {
    std::string_view path;  // dotted; of the tables, what is before the last dot
    Read read;
};

constexpr Key keys[] = {
    {"extends", [](Reader& reader, const toml::node& node) { reader.extend(&node); }},
    {"select", [](Reader& reader,
                  const toml::node& node) { reader.config.select = rule_names(reader, node); }},
    {"ignore", [](Reader& reader,
                  const toml::node& node) { reader.config.ignore = rule_names(reader, node); }},
    {"tasks.format", read_format},
    {"tasks.global-filter",
     [](Reader& reader, const toml::node& node) {
         reader.set(reader.config.tasks.global_filter, reader.string(node), "globalFilter", node);
     }},
    {"tasks.statuses", read_statuses},
    {"tasks.proposed", read_proposed},
    {"tasks.stale-days",
     [](Reader& reader, const toml::node& node) { reader.config.stale_days = reader.count(node); }},
    {"tasks.order", read_order},
    {"tasks.date-order",
     [](Reader& reader, const toml::node& node) {
         static constexpr std::pair<const char*, DateOrder> choices[] = {
             {"dmy", DateOrder::day_first}, {"mdy", DateOrder::month_first}};
         reader.config.date_order = reader.one_of(node, choices);
     }},
    {"tasks.strict-emoji",
     [](Reader& reader, const toml::node& node) {
         reader.config.strict_emoji = reader.boolean(node);
     }},
    {"tasks.filename-date.on",
     [](Reader& reader, const toml::node& node) {
         reader.set(reader.config.tasks.filename_as_scheduled_date, reader.boolean(node),
                    "useFilenameAsScheduledDate", node);
     }},
    {"tasks.filename-date.format",
     [](Reader& reader, const toml::node& node) {
         reader.set(reader.config.tasks.filename_date_format, reader.string(node),
                    "filenameAsScheduledDateFormat", node);
     }},
    {"tasks.filename-date.folders",
     [](Reader& reader, const toml::node& node) {
         reader.set(reader.config.tasks.filename_date_folders, reader.strings(node),
                    "filenameAsDateFolders", node);
     }},
    {"tags.required",
     [](Reader& reader, const toml::node& node) {
         reader.config.required_tags = read_tags(reader, node);
     }},
    {"tags.known",
     [](Reader& reader, const toml::node& node) {
         reader.config.known_tags = read_tags(reader, node);
     }},
    {"tags.pairs", read_status_tags},
    {"people.roster",
     [](Reader& reader, const toml::node& node) { reader.config.roster = reader.names(node); }},
    {"people.me",
     [](Reader& reader, const toml::node& node) {
         reader.config.me = std::string{trim(reader.string(node))};
     }},
    {"people.from-front-matter",
     [](Reader& reader, const toml::node& node) {
         reader.config.tasks.participants_key = reader.string(node);
     }},
    {"people.folders", read_people_folders},
    {"people.placeholders",
     [](Reader& reader, const toml::node& node) {
         reader.config.tasks.owner_placeholders = reader.names(node);
     }},
    {"people.keys",
     [](Reader& reader, const toml::node& node) {
         reader.config.tasks.owner_keys = reader.names(node);
     }},
    {"people.names",
     [](Reader& reader, const toml::node& node) {
         static constexpr std::pair<const char*, OwnerNames> choices[] = {
             {"auto", OwnerNames::automatic}, {"word", OwnerNames::word}, {"run", OwnerNames::run}};
         reader.config.tasks.owner_names = reader.one_of(node, choices);
     }},
    {"people.owners.min",
     [](Reader& reader, const toml::node& node) { reader.config.owners_min = reader.count(node); }},
    {"people.owners.max",
     [](Reader& reader, const toml::node& node) { reader.config.owners_max = reader.count(node); }},
    {"severity", read_severities},
    {"export.profile",
     [](Reader& reader, const toml::node& node) {
         static constexpr std::pair<const char*, Profile> choices[] = {{"todo", Profile::todo},
                                                                       {"events", Profile::events}};
         reader.config.profile = reader.one_of(node, choices);
     }},
    {"export.vault",
     [](Reader& reader, const toml::node& node) {
         reader.config.vault_name = reader.string(node);
     }},
    {"export.vault-id", read_vault_id},
};

/// What may stand in a table, once each. @param prefix `people.`, or empty
std::vector<std::string> names_below(std::string_view prefix) {
    std::vector<std::string> names;
    for (const auto& key : keys) {
        if (key.path.substr(0, prefix.size()) == prefix) {
            const auto rest = key.path.substr(prefix.size());
            std::string name{rest.substr(0, rest.find('.'))};
            if (names.empty() || names.back() != name) {
                names.push_back(std::move(name));
            }
        }
    }
    return names;
}

[[noreturn]] void unknown_key(const Reader& reader, const std::string& prefix,
                              const toml::key& name) {
    std::string where = prefix.empty() ? "" : " in [" + prefix.substr(0, prefix.size() - 1) + "]";
    const auto siblings = names_below(prefix);
    std::string hint = nearest(name.str(), siblings);
    if (hint.empty()) {
        for (const auto& key : keys) {  // the right key in the wrong table
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
        const auto* const key = std::find_if(std::begin(keys), std::end(keys),
                                             [&](const Key& known) { return known.path == path; });
        if (key != std::end(keys)) {
            reader.key = path;
            key->read(reader, node);
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
        return toml::parse(text)["tool"]["tasklint"].is_table();
    } catch (const toml::parse_error&) {
        // Somebody else's broken file must not stop us; ours must be read, to say what is wrong.
        return text.find("[tool.tasklint") != std::string_view::npos;
    }
}

void apply_toml(Config& config, std::string_view text, const std::string& file,
                const std::string& root) {
    const toml::table document = parse_toml(text, file);
    Config changed = config;
    Reader reader{changed, file, root};
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

}  // namespace tasklint
