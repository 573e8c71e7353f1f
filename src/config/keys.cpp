// The keys of the configuration: what each is called, may hold and means, how it is read and shown.
#include "config/keys.hpp"

#include "config/values.hpp"

namespace tasklint::config {

namespace {

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
constexpr std::pair<const char*, Profile> profiles[] = {
    {"todo", Profile::todo}, {"events", Profile::events}, {"both", Profile::both}};
constexpr std::pair<const char*, EventOn> event_dates[] = {{"due", EventOn::due},
                                                           {"scheduled", EventOn::scheduled},
                                                           {"start", EventOn::start},
                                                           {"span", EventOn::span},
                                                           {"each", EventOn::each}};
constexpr std::pair<const char*, TodoStart> todo_starts[] = {
    {"start-then-scheduled", TodoStart::start_then_scheduled},
    {"start", TodoStart::start},
    {"none", TodoStart::none}};
constexpr std::pair<const char*, RecurrenceOutput> recurrence_outputs[] = {
    {"instance", RecurrenceOutput::instance}, {"rrule", RecurrenceOutput::rrule}};
constexpr std::pair<const char*, bool> unsynced_outputs[] = {{"single", false}, {"shift", true}};
constexpr std::pair<const char*, bool> due_fallbacks[] = {{"none", false}, {"scheduled", true}};
constexpr std::pair<const char*, OwnerOutput> owner_outputs[] = {
    {"categories", OwnerOutput::categories},
    {"contact", OwnerOutput::contact},
    {"x", OwnerOutput::extra}};

/// The name of a value among choices, as TOML; empty if it is none of them.
template <typename Value, std::size_t count>
std::string choice_shown(Value value, const std::pair<const char*, Value> (&choices)[count]) {
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
         read_format,
         [](const Config& config) { return choice_shown(config.tasks.format, formats); }},
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
         [](const Config& config) { return choice_shown(config.date_order, date_orders); }},
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
         [](const Config& config) { return choice_shown(config.tasks.owner_names, owner_names); }},
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

std::vector<Key> query_keys() {
    return {
        {"query.javascript", "", flag_schema,
         "whether the plugin runs JavaScript in queries, which each device decides for itself: "
         "`false` makes TQ011 an error, `true` takes it away",
         [](Reader& reader, const toml::node& node) {
             reader.config.query_javascript = reader.boolean(node);
         },
         [](const Config& config) {
             return config.query_javascript ? shown(*config.query_javascript) : std::string{};
         }},
        {"query.template-folders", "", names_schema,
         "notes and folders of templates, as in a `.gitignore` at the root: text of templates in "
         "their queries is sound (TQ026)",
         [](Reader& reader, const toml::node& node) {
             reader.config.template_folders = read_patterns(reader, node);
         },
         [](const Config& config) { return shown(config.template_folders); }},
    };
}

std::vector<Key> further_keys() {
    return {
        {"overrides", "", overrides_schema, "see [below](#other-rules-for-some-notes)",
         read_overrides, show_overrides},
        {"custom", "", custom_schema, "see [below](#rules-of-the-house)", read_customs,
         show_customs},
    };
}

std::vector<Key> severity_keys() {
    return {
        {"severity", "", severities_schema,
         R"(of rules, by code or name: `TL401 = "info"`; `error`, `warning` or `info`)",
         [](Reader& reader, const toml::node& node) {
             for (const auto& [name, severity] : severities(reader, node)) {
                 reader.config.severity[name] = severity;
             }
         },
         [](const Config& config) { return shown(config.severity); }},
    };
}

/// The keys of `[export]` that are one member of the settings each.
std::vector<Key> export_keys() {
    return {
        {"export.profile", "", R"({"enum": ["todo", "events", "both"]})",
         R"(`"todo"` (VTODO), `"events"` (VEVENT) or `"both"`: each task once as each)",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.profile = reader.one_of(node, profiles);
         },
         [](const Config& config) { return choice_shown(config.calendar.profile, profiles); }},
        {"export.tz", "", text_schema,
         R"(the time zone of created and done dates and of times, such as `"Europe/Berlin"`)",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.zone = reader.string(node);
         },
         [](const Config& config) { return shown(config.calendar.zone); }},
        {"export.event-on", "", R"({"enum": ["due", "scheduled", "start", "span", "each"]})",
         R"(the date of an event: `"due"` (else scheduled, else start), `"scheduled"`, `"start"`, `"span"` (from the start or scheduled to the due date) or `"each"` (one event for each date))",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.event_on = reader.one_of(node, event_dates);
         },
         [](const Config& config) { return choice_shown(config.calendar.event_on, event_dates); }},
        {"export.start", "", R"({"enum": ["start-then-scheduled", "start", "none"]})",
         "which date becomes the `DTSTART` of a to-do",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.todo_start = reader.one_of(node, todo_starts);
         },
         [](const Config& config) {
             return choice_shown(config.calendar.todo_start, todo_starts);
         }},
        {"export.due-fallback", "", R"({"enum": ["none", "scheduled"]})",
         R"(`"scheduled"`: a to-do that has no due date is due on its scheduled date)",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.due_fallback = reader.one_of(node, due_fallbacks);
         },
         [](const Config& config) {
             return choice_shown(config.calendar.due_fallback, due_fallbacks);
         }},
        {"export.recur", "", R"({"enum": ["instance", "rrule"]})",
         R"(of a recurring to-do: the `"instance"` that the note holds, or the `"rrule"` too)",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.recur = reader.one_of(node, recurrence_outputs);
         },
         [](const Config& config) {
             return choice_shown(config.calendar.recur, recurrence_outputs);
         }},
        {"export.unsynced", "", R"({"enum": ["single", "shift"]})",
         R"(a recurrence whose date is none of its own: one entry without the rule (`"single"`), or begin at the next date that is (`"shift"`))",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.shift_unsynced = reader.one_of(node, unsynced_outputs);
         },
         [](const Config& config) {
             return choice_shown(config.calendar.shift_unsynced, unsynced_outputs);
         }},
        {"export.owners", "", R"({"enum": ["categories", "contact", "x"]})",
         R"(where owners go: `CATEGORIES` as `@Name`, `CONTACT`, or `X-OBSIDIAN-TASKS-OWNER` (`"x"`))",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.owners = reader.one_of(node, owner_outputs);
         },
         [](const Config& config) { return choice_shown(config.calendar.owners, owner_outputs); }},
        {"export.alarms", "", R"({"type": "array", "items": {"type": "string",
    "pattern": "^((due|start)@[0-9]{1,2}:[0-9]{2}|[-+][0-9]{1,4}[mhdw])$"}})",
         R"(alarms of open tasks: `"due@09:00"`, `"start@18:00"`, `"-15m"`, `"-2h"`, `"-1d"`)",
         read_alarms, show_alarms},
        {"export.times", "", flag_schema,
         "read times of day in the text (`14:00`, `14:00-15:30` before it, `⏰ 14:00`)",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.times = reader.boolean(node);
         },
         [](const Config& config) { return shown(config.calendar.times); }},
        {"export.default-duration", "", R"({"type": "integer", "minimum": 1, "maximum": 1440})",
         "minutes that an event with a time and without an end takes", read_default_duration,
         [](const Config& config) {
             return shown(static_cast<std::uint32_t>(config.calendar.default_duration.count()));
         }},
        {"export.body", "", flag_schema,
         "what stands below a task, indented, becomes its `DESCRIPTION`",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.body = reader.boolean(node);
         },
         [](const Config& config) { return shown(config.calendar.body); }},
        {"export.depends-on", "", flag_schema,
         "`RELATED-TO;RELTYPE=DEPENDS-ON` (RFC 9253), which older programs take for a parent",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.depends_on = reader.boolean(node);
         },
         [](const Config& config) { return shown(config.calendar.depends_on); }},
        {"export.private", "", tags_schema, "tasks with one of these tags are left out",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.private_tags = read_tags(reader, node);
         },
         [](const Config& config) { return shown(config.calendar.private_tags); }},
        {"export.redact", "", flag_schema,
         "private tasks are written as `Private`, with nothing but their dates",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.redact = reader.boolean(node);
         },
         [](const Config& config) { return shown(config.calendar.redact); }},
        {"export.google", "", flag_schema,
         "for Google Calendar: events, the link in the `DESCRIPTION` too, no alarms",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.google = reader.boolean(node);
         },
         [](const Config& config) { return shown(config.calendar.google); }},
        {"export.refresh", "", R"({"type": "string", "pattern": "^(P.*)?$"})",
         R"(how often programs should look again, as a duration: `"PT1H"`)", read_refresh,
         [](const Config& config) { return shown(config.calendar.refresh); }},
        {"export.color", "", text_schema, "of the calendar: a CSS3 name such as `teal`", read_color,
         [](const Config& config) { return shown(config.calendar.color); }},
        {"export.state", "", flag_schema,
         "keep UIDs and times of change in `.tasklint/ids.tsv`, so that an edited, moved or "
         "renamed task stays the same entry",
         [](Reader& reader, const toml::node& node) {
             reader.config.calendar.state = reader.boolean(node);
         },
         [](const Config& config) { return shown(config.calendar.state); }},
        {"export.vault", "", text_schema,
         R"(the vault's name in `obsidian://` links; `""` is the name of its folder)",
         [](Reader& reader, const toml::node& node) {
             reader.config.vault_name = reader.string(node);
         },
         [](const Config& config) { return shown(config.vault_name); }},
        {"export.vault-id", "", text_schema,
         R"(a UUID of the vault: with another one the same tasks get other UIDs; `""` is one for all vaults)",
         read_vault_id, [](const Config& config) { return shown(config.vault_id); }},
    };
}

std::vector<Key> all_keys() {
    std::vector<Key> all;
    for (auto&& some : {rule_keys(), task_keys(), tag_and_people_keys(), severity_keys(),
                        export_keys(), query_keys(), further_keys()}) {
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

}  // namespace

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
