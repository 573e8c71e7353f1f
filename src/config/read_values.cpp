// Values of the configuration from TOML: statuses, orders, overrides, rules of the house.
#include "config/values.hpp"

#include <array>
#include <cctype>
#include <chrono>

#include <fmt/format.h>

#include "config/export_values.hpp"

namespace tasklint::config {

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

namespace {

void check_symbol(const Reader& reader, const toml::source_region& source,
                  const std::string& symbol) {
    if (symbol.empty() || decode_utf8(symbol, 0).size != symbol.size()) {
        reader.fail(source, fmt::format("the status symbol \"{}\" must be one character", symbol));
    }
}

}  // namespace

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

namespace {

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

}  // namespace

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

namespace {

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

}  // namespace

std::vector<std::string> read_tags(Reader& reader, const toml::node& node) {
    return reader.strings(node, [&](const std::string& tag, const toml::node& item) {
        return read_tag(reader, item, tag);
    });
}

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

std::vector<std::string> read_patterns(const Reader& reader, const toml::node& node) {
    return reader.strings(node, [&](const std::string& pattern, const toml::node& item) {
        if (trim(pattern).empty() || pattern.find('\n') != std::string::npos) {
            reader.fail(item.source(), fmt::format("\"{}\" holds an empty pattern", reader.key));
        }
        return pattern;
    });
}

namespace {

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

}  // namespace

void read_overrides(Reader& reader, const toml::node& node) {
    reader.config.overrides.clear();
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

namespace {

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

}  // namespace

void read_customs(Reader& reader, const toml::node& node) {
    reader.config.custom.clear();
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

void read_alarms(Reader& reader, const toml::node& node) {
    reader.config.calendar.alarms.clear();
    static_cast<void>(reader.strings(node, [&](const std::string& text, const toml::node& item) {
        const auto alarm = alarm_of(text);
        if (!alarm) {
            reader.fail(item.source(), fmt::format("\"{}\" holds \"{}\"; expected a time of a day "
                                                   "such as \"due@09:00\" or \"start@18:00\", or "
                                                   "a distance such as \"-15m\", \"-2h\", \"-1d\"",
                                                   reader.key, text));
        }
        reader.config.calendar.alarms.push_back(*alarm);
        return text;
    }));
}

void read_default_duration(Reader& reader, const toml::node& node) {
    const auto count = reader.count(node);
    if (count < 1 || count > 24 * 60) {
        reader.fail(node.source(), fmt::format("\"{}\" is {}; expected minutes from 1 to 1440",
                                               reader.key, count));
    }
    reader.config.calendar.default_duration = std::chrono::minutes{count};
}

void read_refresh(Reader& reader, const toml::node& node) {
    std::string text = reader.string(node);
    if (!text.empty() && (!text.starts_with('P') || !is_duration(text))) {
        reader.fail(node.source(),
                    fmt::format("\"{}\" is \"{}\"; expected a duration such as \"PT1H\" or \"P1D\"",
                                reader.key, text));
    }
    reader.config.calendar.refresh = std::move(text);
}

void read_color(Reader& reader, const toml::node& node) {
    std::string name = fold_case(reader.string(node));
    if (!name.empty() && !color_of(name)) {
        reader.fail(node.source(), fmt::format("\"{}\" is \"{}\"; expected a colour name of CSS "
                                               "such as \"teal\" or \"darkorange\"",
                                               reader.key, name));
    }
    reader.config.calendar.color = std::move(name);
}

}  // namespace tasklint::config
