// The keys of the configuration: what each may hold, what it means, how it is read and shown.
#include "config/keys.hpp"

#include <array>
#include <cctype>
#include <iterator>
#include <map>
#include <optional>

namespace tasklint::config {

namespace {

constexpr std::pair<const char*, Severity> severity_choices[] = {
    {"error", Severity::error}, {"warning", Severity::warning}, {"info", Severity::info}};
constexpr std::pair<const char*, Format> formats[] = {
    {"emoji", Format::emoji}, {"dataview", Format::dataview}, {"auto", Format::automatic}};

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
    const Format chosen = reader.one_of(node, formats);
    Format& format = reader.config.tasks.format;
    if (!reader.set_by_plugin("taskFormat")) {
        format = chosen;
    } else if (chosen != Format::automatic && chosen != format) {
        reader.differs(node, spelt(reader.string(node)),
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
    } else if (spelt(*found) != spelt(status)) {
        reader.differs(node, fmt::format("\"{}\" with {}", status.symbol, spelt(status)),
                       spelt(*found), plugin_key);
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
                        near.empty() ? std::string{} : "; did you mean " + spelt(near) + "?"));
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

std::map<std::string, Severity> severities(Reader& reader, const toml::node& node) {
    const auto* const table = node.as_table();
    if (table == nullptr) {
        reader.wrong_type(node, "a table of rules and severities");
    }
    std::map<std::string, Severity> found;
    const std::string outer = reader.key;
    for (const auto& [rule, value] : *table) {
        const std::string name{rule.str()};
        reader.key = fmt::format("{}.{}", outer, name);
        found[name] = reader.one_of(value, severity_choices);
        reader.config.rule_places[name] = reader.place(rule.source());
    }
    reader.key = outer;
    return found;
}

/// Patterns of notes, as git reads them in a .gitignore at the root.
std::vector<std::string> read_patterns(const Reader& reader, const toml::node& node) {
    return reader.strings(node, [&](const std::string& pattern, const toml::node& item) {
        if (trim(pattern).empty() || pattern.find('\n') != std::string::npos) {
            reader.fail(item.source(), fmt::format("\"{}\" holds an empty pattern", reader.key));
        }
        return pattern;
    });
}

/// Calls `each` with every table of `[[key]]`.
template <typename Each> void read_tables(Reader& reader, const toml::node& node, Each each) {
    const std::string outer = reader.key;
    const auto wrong = [&](const toml::node& at) {
        reader.fail(at.source(), fmt::format("\"{0}\" must be written as [[{0}]]", outer));
    };
    const auto* const array = node.as_array();
    if (array == nullptr) {
        wrong(node);
        return;
    }
    for (const auto& item : *array) {
        const auto* const table = item.as_table();
        if (table == nullptr) {
            wrong(item);
            return;
        }
        each(*table);
        reader.key = outer;
    }
}

/// @param known what may stand there
[[noreturn]] void unknown_in(const Reader& reader, const toml::key& name, std::string_view where,
                             const std::vector<std::string>& known) {
    const auto near = nearest(name.str(), known);
    reader.fail(name.source(), near.empty()
                                   ? fmt::format("unknown key \"{}\" in {}; known are {}",
                                                 name.str(), where, fmt::join(known, ", "))
                                   : fmt::format("unknown key \"{}\" in {}; did you mean \"{}\"?",
                                                 name.str(), where, near));
}

void read_overrides(Reader& reader, const toml::node& node) {
    read_tables(reader, node, [&](const toml::table& table) {
        Override made;
        for (const auto& [name, value] : table) {
            reader.key = fmt::format("overrides.{}", name.str());
            if (name == "files") {
                made.files = read_patterns(reader, value);
            } else if (name == "select") {
                made.select = rule_names(reader, value);
            } else if (name == "ignore") {
                made.ignore = rule_names(reader, value);
            } else if (name == "severity") {
                made.severity = severities(reader, value);
            } else {
                unknown_in(reader, name, "[[overrides]]",
                           {"files", "select", "ignore", "severity"});
            }
        }
        if (made.files.empty()) {
            reader.fail(table.source(), "[[overrides]] needs \"files\": patterns of notes");
        }
        reader.config.overrides.push_back(std::move(made));
    });
}

/// One string or a list of them.
std::vector<std::string> one_or_more(const Reader& reader, const toml::node& node) {
    return node.is_string() ? std::vector{reader.string(node)} : reader.strings(node);
}

[[noreturn]] void unknown_word(const Reader& reader, const toml::node& node,
                               const std::string& word, const std::vector<std::string>& known) {
    const auto near = nearest(word, known);
    reader.fail(node.source(), near.empty()
                                   ? fmt::format("\"{}\" holds \"{}\"; known are {}", reader.key,
                                                 word, fmt::join(known, ", "))
                                   : fmt::format("\"{}\" holds \"{}\"; did you mean \"{}\"?",
                                                 reader.key, word, near));
}

/// `due`, `owner`, `tag`: what a task can have.
CustomHas read_has(const Reader& reader, const toml::node& node) {
    CustomHas has;
    for (const auto& name : one_or_more(reader, node)) {
        std::vector<std::string> known{"owner", "tag", "date"};
        bool found = std::find(known.begin(), known.end(), name) != known.end();
        has.owner = has.owner || name == "owner";
        has.tag = has.tag || name == "tag";
        has.date = has.date || name == "date";
        for (std::size_t i = 0; i < field_kind_count; ++i) {
            const auto kind = static_cast<FieldKind>(i);
            known.emplace_back(field_info(kind).name);
            if (name == known.back()) {
                has.fields.push_back(kind);
                found = true;
            }
        }
        if (!found) {
            unknown_word(reader, node, name, known);
        }
    }
    return has;
}

std::vector<Priority> read_priorities(const Reader& reader, const toml::node& node) {
    constexpr std::array all{Priority::highest, Priority::high, Priority::medium,
                             Priority::none,    Priority::low,  Priority::lowest};
    std::vector<Priority> priorities;
    for (const auto& word : one_or_more(reader, node)) {
        std::vector<std::string> known;
        for (const Priority priority : all) {
            known.emplace_back(priority_name(priority));
            if (known.back() == word) {
                priorities.push_back(priority);
            }
        }
        if (std::find(known.begin(), known.end(), word) == known.end()) {
            unknown_word(reader, node, word, known);
        }
    }
    return priorities;
}

void read_when(Reader& reader, const toml::node& node, CustomRule& rule) {
    const auto* const table = node.as_table();
    if (table == nullptr || table->empty()) {
        reader.wrong_type(node, "a table of conditions that must all hold");
    }
    for (const auto& [name, value] : *table) {
        reader.key = fmt::format("custom.when.{}", name.str());
        if (name == "tag") {
            for (const auto& tag : one_or_more(reader, value)) {
                rule.tags.push_back(read_tag(reader, value, tag));
            }
        } else if (name == "status") {
            rule.statuses = one_or_more(reader, value);
        } else if (name == "priority") {
            rule.priorities = read_priorities(reader, value);
        } else if (name == "owner") {
            rule.owners = one_or_more(reader, value);
        } else if (name == "path") {
            rule.paths = one_or_more(reader, value);
        } else if (name == "text") {
            rule.texts = one_or_more(reader, value);
        } else if (name == "with") {
            rule.with = read_has(reader, value);
        } else if (name == "without") {
            rule.without = read_has(reader, value);
        } else {
            unknown_in(reader, name, "\"when\"",
                       {"tag", "status", "priority", "owner", "path", "text", "with", "without"});
        }
    }
}

/// `HOUSE1`: capital letters, then digits; not of our own.
bool is_custom_code(std::string_view code) {
    const auto letters = code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return letters != 0 && letters != std::string_view::npos &&
           code.find_first_not_of("0123456789", letters) == std::string_view::npos &&
           code.substr(0, letters) != "TL" && code.substr(0, letters) != "TQ";
}

CustomRule read_custom(Reader& reader, const toml::table& table) {
    CustomRule rule;
    for (const auto& [name, value] : table) {
        reader.key = fmt::format("custom.{}", name.str());
        if (name == "code") {
            rule.code = reader.string(value);
            if (!is_custom_code(rule.code)) {
                reader.fail(value.source(),
                            fmt::format("\"custom.code\" is \"{}\"; expected capital letters and a "
                                        "number such as HOUSE1, not TL or TQ",
                                        rule.code));
            }
        } else if (name == "name") {
            rule.name = std::string{trim(reader.string(value))};
        } else if (name == "message") {
            rule.message = std::string{trim(reader.string(value))};
        } else if (name == "help") {
            rule.help = std::string{trim(reader.string(value))};
        } else if (name == "severity") {
            rule.severity = reader.one_of(value, severity_choices);
        } else if (name == "when") {
            read_when(reader, value, rule);
        } else {
            unknown_in(reader, name, "[[custom]]",
                       {"code", "name", "when", "message", "help", "severity"});
        }
    }
    return rule;
}

void read_customs(Reader& reader, const toml::node& node) {
    read_tables(reader, node, [&](const toml::table& table) {
        CustomRule rule = read_custom(reader, table);
        const std::array needed{std::pair{!rule.code.empty(), "code"},
                                std::pair{table.contains("when"), "when"},
                                std::pair{!rule.message.empty(), "message"}};
        for (const auto& [is_there, name] : needed) {
            if (!is_there) {
                reader.fail(table.source(), fmt::format("[[custom]] needs \"{}\"", name));
            }
        }
        if (rule.name.empty()) {
            rule.name = rule.code;
            std::transform(rule.name.begin(), rule.name.end(), rule.name.begin(), [](char c) {
                return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            });
        }
        for (const auto& other : reader.config.custom) {
            if (other.code == rule.code || other.name == rule.name) {
                reader.fail(table.source(),
                            fmt::format("there are two rules {} {}", rule.code, rule.name));
            }
        }
        reader.config.custom.push_back(std::move(rule));
    });
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

std::string shown(const std::string& text) { return toml_text(text); }
std::string shown(bool value) { return value ? "true" : "false"; }
std::string shown(std::uint32_t number) { return std::to_string(number); }
std::string shown(const std::vector<std::string>& list) {
    std::string out = "[";
    for (const auto& item : list) {
        out += (out.size() > 1 ? ", " : "") + toml_text(item);
    }
    return out + "]";
}
std::string shown(const std::optional<std::uint32_t>& number) {
    return number ? std::to_string(*number) : std::string{};
}
std::string shown(const std::map<std::string, Severity>& severities) {
    std::string out;
    for (const auto& [name, severity] : severities) {
        out += fmt::format("{}{} = {}", out.empty() ? "{ " : ", ", toml_text(name),
                           toml_text(severity_name(severity)));
    }
    return out.empty() ? "{}" : out + " }";
}

std::string show_statuses(const Config& config) {
    std::string out = "[";
    for (const auto& status : config.tasks.statuses.all()) {
        out +=
            fmt::format("{}\n  {{ symbol = {}, name = {}, next = {}, type = {} }}",
                        out.size() > 1 ? "," : "", toml_text(status.symbol), toml_text(status.name),
                        toml_text(status.next_symbol), toml_text(status_type_name(status.type)));
    }
    return out + ",\n]";
}

std::string show_order(const Config& config) {
    if (config.order.empty()) {
        return toml_text("plugin");
    }
    std::vector<std::string> names;
    for (const auto& place : config.order) {
        names.emplace_back(place ? field_info(*place).name : "tags");
    }
    return shown(names);
}

std::string show_pairs(const Config& config) {
    std::string out = "[";
    for (const auto& pair : config.status_tags) {
        out += fmt::format("{}{{ status = {}, tag = {} }}", out.size() > 1 ? ", " : "",
                           toml_text(pair.symbol), toml_text(pair.tag));
    }
    return out + "]";
}

std::string show_overrides(const Config& config) {
    std::string out = "[";
    for (const auto& one : config.overrides) {
        out += fmt::format("{}{{ files = {}", out.size() > 1 ? ", " : "", shown(one.files));
        if (!one.select.empty()) {
            out += fmt::format(", select = {}", shown(one.select));
        }
        if (!one.ignore.empty()) {
            out += fmt::format(", ignore = {}", shown(one.ignore));
        }
        if (!one.severity.empty()) {
            out += fmt::format(", severity = {}", shown(one.severity));
        }
        out += " }";
    }
    return out + "]";
}

std::vector<std::string> names_of(const CustomHas& has) {
    std::vector<std::string> names;
    const std::array flags{std::pair{has.owner, "owner"}, std::pair{has.tag, "tag"},
                           std::pair{has.date, "date"}};
    for (const auto& [on, name] : flags) {
        if (on) {
            names.emplace_back(name);
        }
    }
    for (const FieldKind kind : has.fields) {
        names.emplace_back(field_info(kind).name);
    }
    return names;
}

std::string show_custom(const CustomRule& rule) {
    std::string when;
    const auto add = [&](std::string_view name, const std::vector<std::string>& values) {
        if (!values.empty()) {
            when += fmt::format("{}{} = {}", when.empty() ? "" : ", ", name, shown(values));
        }
    };
    add("tag", rule.tags);
    add("status", rule.statuses);
    std::vector<std::string> priorities;
    for (const Priority priority : rule.priorities) {
        priorities.emplace_back(priority_name(priority));
    }
    add("priority", priorities);
    add("owner", rule.owners);
    add("path", rule.paths);
    add("text", rule.texts);
    add("with", names_of(rule.with));
    add("without", names_of(rule.without));
    return fmt::format("{{ code = {}, name = {}, severity = {}, when = {{ {} }}, message = {}{} }}",
                       toml_text(rule.code), toml_text(rule.name),
                       toml_text(severity_name(rule.severity)), when, toml_text(rule.message),
                       rule.help.empty() ? "" : fmt::format(", help = {}", toml_text(rule.help)));
}

std::string show_customs(const Config& config) {
    std::string out = "[";
    for (const auto& rule : config.custom) {
        out += (out.size() > 1 ? ", " : "") + show_custom(rule);
    }
    return out + "]";
}

// Schemas that several keys share.
constexpr std::string_view text_schema = R"({"type": "string"})";
constexpr std::string_view texts_schema = R"({"type": "array", "items": {"type": "string"}})";
constexpr std::string_view names_schema =
    R"({"type": "array", "items": {"type": "string", "minLength": 1}})";
constexpr std::string_view flag_schema = R"({"type": "boolean"})";
constexpr std::string_view count_schema = R"({"type": "integer", "minimum": 0})";
constexpr std::string_view tags_schema =
    R"({"type": "array", "items": {"type": "string", "pattern": "^#[^#\\s]+$"}})";
constexpr std::string_view severities_schema =
    R"({"type": "object", "additionalProperties": {"enum": ["error", "warning", "info"]}})";
constexpr std::string_view statuses_schema = R"({"anyOf": [
    {"type": "array", "items": {"type": "object"}},
    {"type": "object", "additionalProperties": {"type": "string"}}]})";
constexpr std::string_view pairs_schema = R"({"type": "array", "items": {
    "type": "object",
    "properties": {"status": {"type": "string", "minLength": 1},
                   "tag": {"type": "string", "pattern": "^#[^#\\s]+$"}},
    "required": ["status", "tag"], "additionalProperties": false}})";
constexpr std::string_view overrides_schema = R"({"type": "array", "items": {
    "type": "object",
    "properties": {"files": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                   "select": {"type": "array", "items": {"type": "string"}},
                   "ignore": {"type": "array", "items": {"type": "string"}},
                   "severity": {"type": "object",
                                "additionalProperties": {"enum": ["error", "warning", "info"]}}},
    "required": ["files"], "additionalProperties": false}})";
constexpr std::string_view custom_schema = R"({"type": "array", "items": {
    "type": "object",
    "properties": {"code": {"type": "string", "pattern": "^[A-Z]+[0-9]+$"},
                   "name": {"type": "string"},
                   "message": {"type": "string", "minLength": 1},
                   "help": {"type": "string"},
                   "severity": {"enum": ["error", "warning", "info"]},
                   "when": {"type": "object", "minProperties": 1,
                            "propertyNames": {"enum": ["tag", "status", "priority", "owner",
                                                       "path", "text", "with", "without"]},
                            "additionalProperties": {"anyOf": [
                                {"type": "string"},
                                {"type": "array", "items": {"type": "string"}}]}}},
    "required": ["code", "when", "message"], "additionalProperties": false}})";

constexpr std::pair<const char*, DateOrder> date_orders[] = {{"dmy", DateOrder::day_first},
                                                             {"mdy", DateOrder::month_first}};
constexpr std::pair<const char*, OwnerNames> owner_names[] = {
    {"auto", OwnerNames::automatic}, {"word", OwnerNames::word}, {"run", OwnerNames::run}};
constexpr std::pair<const char*, Profile> profiles[] = {{"todo", Profile::todo},
                                                        {"events", Profile::events}};

/// The name of a value among choices, as TOML; empty if it is none of them.
template <typename Value, std::size_t count>
std::string shown(Value value, const std::pair<const char*, Value> (&choices)[count]) {
    for (const auto& [name, choice] : choices) {
        if (choice == value) {
            return toml_text(name);
        }
    }
    return {};
}

std::vector<Key> rule_keys() {
    return {
        {"extends", "", text_schema,
         R"(where the plugin's settings come from: `"obsidian"` is `.obsidian/plugins/obsidian-tasks-plugin/data.json`, if it exists; `"defaults"` is none; else the path of a copy of that file, from the root)",
         [](Reader& reader, const toml::node& node) { reader.extend(&node); },
         [](const Config& config) {
             return shown(config.extends.empty() ? "obsidian" : config.extends);
         }},
        {"select", "", names_schema,
         "rules that are on: codes (`TL101`), prefixes (`TL2`), names, groups, `default`, `all`",
         [](Reader& reader, const toml::node& node) {
             reader.config.select = rule_names(reader, node);
         },
         [](const Config& config) { return shown(config.select); }},
        {"ignore", "", names_schema, "rules that are off, written likewise",
         [](Reader& reader, const toml::node& node) {
             reader.config.ignore = rule_names(reader, node);
         },
         [](const Config& config) { return shown(config.ignore); }},
        {"exclude", "", names_schema,
         "notes and folders that are left out when folders are searched: patterns as in a "
         "`.gitignore` at the root",
         [](Reader& reader, const toml::node& node) {
             reader.config.exclude = read_patterns(reader, node);
         },
         [](const Config& config) { return shown(config.exclude); }},
    };
}

std::vector<Key> task_keys() {
    return {
        {"tasks.format", "taskFormat", R"({"enum": ["emoji", "dataview", "auto"]})",
         R"(`"emoji"`, `"dataview"`, or `"auto"`: each line in the format whose fields stand at its end (see [syntax.md](syntax.md)))",
         read_format, [](const Config& config) { return shown(config.tasks.format, formats); }},
        {"tasks.global-filter", "globalFilter", text_schema,
         "only lines that contain this are tasks",
         [](Reader& reader, const toml::node& node) {
             reader.set(reader.config.tasks.global_filter, reader.string(node), "globalFilter",
                        node);
         },
         [](const Config& config) { return shown(config.tasks.global_filter); }},
        {"tasks.statuses", "statusSettings", statuses_schema,
         R"(further statuses: `{ symbol = "?", name = "Proposed", next = " ", type = "TODO" }`; next is `"x"` and type `TODO` if left out. Types: `TODO`, `IN_PROGRESS`, `ON_HOLD`, `DONE`, `CANCELLED`, `NON_TASK`. Short: `{ "?" = "Proposed" }`)",
         read_statuses, show_statuses},
        {"tasks.proposed", "", texts_schema,
         "symbols of tasks that were proposed and not yet accepted; not set, statuses named "
         "Proposed",
         read_proposed, [](const Config& config) { return shown(config.proposed); }},
        {"tasks.stale-days", "", count_schema, "TL923 speaks of proposals older than this",
         [](Reader& reader, const toml::node& node) {
             reader.config.stale_days = reader.count(node);
         },
         [](const Config& config) { return shown(config.stale_days); }},
        {"tasks.order", "", R"({"anyOf": [{"enum": ["plugin", "house"]}, {"type": "array",
    "items": {"type": "string"}}]})",
         R"(order of the fields for `fmt` and TL901: `"plugin"`, `"house"` (due, priority, the others as the plugin has them, tags last), or a list such as `["due", "priority", "tags"]`; what it does not name follows in the plugin's order)",
         read_order, show_order},
        {"tasks.date-order", "", R"({"enum": ["dmy", "mdy"]})",
         R"(`"dmy"` or `"mdy"`: what `01/02/2026` means, for fixes of TL203)",
         [](Reader& reader, const toml::node& node) {
             reader.config.date_order = reader.one_of(node, date_orders);
         },
         [](const Config& config) { return shown(config.date_order, date_orders); }},
        {"tasks.strict-emoji", "", flag_schema,
         "U+FE0F behind a signifier is an error (TL806): Tasks reads it, other tools do not",
         [](Reader& reader, const toml::node& node) {
             reader.config.strict_emoji = reader.boolean(node);
         },
         [](const Config& config) { return shown(config.strict_emoji); }},
        {"tasks.filename-date.on", "useFilenameAsScheduledDate", flag_schema,
         "take the scheduled date from the file's name",
         [](Reader& reader, const toml::node& node) {
             reader.set(reader.config.tasks.filename_as_scheduled_date, reader.boolean(node),
                        "useFilenameAsScheduledDate", node);
         },
         [](const Config& config) { return shown(config.tasks.filename_as_scheduled_date); }},
        {"tasks.filename-date.format", "filenameAsScheduledDateFormat", text_schema,
         R"(its format, as in Moment.js; `""` is any date that the name holds)",
         [](Reader& reader, const toml::node& node) {
             reader.set(reader.config.tasks.filename_date_format, reader.string(node),
                        "filenameAsScheduledDateFormat", node);
         },
         [](const Config& config) { return shown(config.tasks.filename_date_format); }},
        {"tasks.filename-date.folders", "filenameAsDateFolders", texts_schema,
         "the only folders where it holds; none: everywhere",
         [](Reader& reader, const toml::node& node) {
             reader.set(reader.config.tasks.filename_date_folders, reader.strings(node),
                        "filenameAsDateFolders", node);
         },
         [](const Config& config) { return shown(config.tasks.filename_date_folders); }},
    };
}

std::vector<Key> tag_and_people_keys() {
    return {
        {"tags.required", "", tags_schema, "tags that every task has; set, TL705 is on",
         [](Reader& reader, const toml::node& node) {
             reader.config.required_tags = read_tags(reader, node);
         },
         [](const Config& config) { return shown(config.required_tags); }},
        {"tags.known", "", tags_schema, "the tags of the vault; set, TL706 is on",
         [](Reader& reader, const toml::node& node) {
             reader.config.known_tags = read_tags(reader, node);
         },
         [](const Config& config) { return shown(config.known_tags); }},
        {"tags.pairs", "", pairs_schema,
         R"(`[{ status = "?", tag = "#proposed" }]`: a status and the tag that goes with it; set, TL306 is on)",
         read_status_tags, show_pairs},
        {"people.roster", "", names_schema, "names of people and teams, with their spaces",
         [](Reader& reader, const toml::node& node) { reader.config.roster = reader.names(node); },
         [](const Config& config) { return shown(config.roster); }},
        {"people.me", "", text_schema, "who `@Myself` and `@me` are",
         [](Reader& reader, const toml::node& node) {
             reader.config.me = std::string{trim(reader.string(node))};
         },
         [](const Config& config) { return shown(config.me); }},
        {"people.from-front-matter", "", text_schema,
         R"(the property that lists the people of a note; `""` is none)",
         [](Reader& reader, const toml::node& node) {
             reader.config.tasks.participants_key = reader.string(node);
         },
         [](const Config& config) { return shown(config.tasks.participants_key); }},
        {"people.folders", "", names_schema,
         "folders of people notes: each note and sub-folder directly in them is a person; the "
         "properties `aliases` and `title` are other names",
         read_people_folders, [](const Config& config) { return shown(config.people_folders); }},
        {"people.placeholders", "", names_schema, "names that mean nobody",
         [](Reader& reader, const toml::node& node) {
             reader.config.tasks.owner_placeholders = reader.names(node);
         },
         [](const Config& config) { return shown(config.tasks.owner_placeholders); }},
        {"people.keys", "", names_schema,
         "inline fields that name an owner: `[owner:: Person One]`",
         [](Reader& reader, const toml::node& node) {
             reader.config.tasks.owner_keys = reader.names(node);
         },
         [](const Config& config) { return shown(config.tasks.owner_keys); }},
        {"people.names", "", R"({"enum": ["auto", "word", "run"]})",
         R"(how much text after `@` is the name: `"word"`, `"run"` (all up to the next field or tag), or by the rules of [syntax.md](syntax.md))",
         [](Reader& reader, const toml::node& node) {
             reader.config.tasks.owner_names = reader.one_of(node, owner_names);
         },
         [](const Config& config) { return shown(config.tasks.owner_names, owner_names); }},
        {"people.owners.min", "", count_schema,
         "how many owners a task has at least; set, TL401 is on",
         [](Reader& reader, const toml::node& node) {
             reader.config.owners_min = reader.count(node);
         },
         [](const Config& config) { return shown(config.owners_min); }},
        {"people.owners.max", "", count_schema, "and at most; set, TL401 is on",
         [](Reader& reader, const toml::node& node) {
             reader.config.owners_max = reader.count(node);
         },
         [](const Config& config) { return shown(config.owners_max); }},
    };
}

std::vector<Key> further_keys() {
    return {
        {"severity", "", severities_schema,
         R"(of rules, by code or name: `TL401 = "info"`; `error`, `warning` or `info`)",
         [](Reader& reader, const toml::node& node) {
             for (const auto& [name, severity] : severities(reader, node)) {
                 reader.config.severity[name] = severity;
             }
         },
         [](const Config& config) { return shown(config.severity); }},
        {"export.profile", "", R"({"enum": ["todo", "events"]})", R"(`"todo"` or `"events"`)",
         [](Reader& reader, const toml::node& node) {
             reader.config.profile = reader.one_of(node, profiles);
         },
         [](const Config& config) { return shown(config.profile, profiles); }},
        {"export.vault", "", text_schema,
         R"(the vault's name in `obsidian://` links; `""` is the name of its folder)",
         [](Reader& reader, const toml::node& node) {
             reader.config.vault_name = reader.string(node);
         },
         [](const Config& config) { return shown(config.vault_name); }},
        {"export.vault-id", "", text_schema,
         R"(a UUID of the vault: with another one the same tasks get other UIDs; `""` is one for all vaults)",
         read_vault_id, [](const Config& config) { return shown(config.vault_id); }},
        {"overrides", "", overrides_schema, "see [below](#other-rules-for-some-notes)",
         read_overrides, show_overrides},
        {"custom", "", custom_schema, "see [below](#rules-of-the-house)", read_customs,
         show_customs},
    };
}

std::vector<Key> all_keys() {
    std::vector<Key> all;
    for (auto&& some : {rule_keys(), task_keys(), tag_and_people_keys(), further_keys()}) {
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

}  // namespace

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : to_valid_utf8(text)) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            fmt::format_to(std::back_inserter(out), "\\u{:04X}", byte);
        } else {
            out += c;
        }
    }
    return out + '"';
}

const std::vector<Key>& keys() {
    static const std::vector<Key> table = all_keys();
    return table;
}

std::vector<std::string> names_below(std::string_view prefix) {
    std::vector<std::string> names;
    for (const auto& key : keys()) {
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

}  // namespace tasklint::config
