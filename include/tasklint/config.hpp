#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/task.hpp"

namespace tasklint {

enum class Severity : std::uint8_t { info, warning, error };
[[nodiscard]] std::string_view severity_name(Severity severity) noexcept;

/// A configuration or settings file that cannot be used. `what()` is one line, safe to print, with
/// file, line and column: `.tasklint.toml:3:1: unknown key "slect"; did you mean "select"?`
class ConfigError : public std::runtime_error {
public:
    ConfigError(std::string file, std::uint32_t line, std::uint32_t column,
                const std::string& message);
    [[nodiscard]] const std::string& file() const noexcept { return file_; }
    [[nodiscard]] std::uint32_t line() const noexcept { return line_; }      ///< from 1; 0: none
    [[nodiscard]] std::uint32_t column() const noexcept { return column_; }  ///< from 1; 0: none

private:
    std::string file_;
    std::uint32_t line_;
    std::uint32_t column_;
};

/// What tasks become in a calendar: VTODO, VEVENT, or each both.
enum class Profile : std::uint8_t { todo, events, both };

/// Which of its dates an event stands on: the first that there is, from the one named; all days
/// from the start (else scheduled) to the due date; or one event for each date.
enum class EventOn : std::uint8_t { due, scheduled, start, span, each };

/// What becomes the DTSTART of a to-do.
enum class TodoStart : std::uint8_t { start_then_scheduled, start, none };

/// What a recurring to-do becomes: the one instance that the note holds, or the rule as well.
enum class RecurrenceOutput : std::uint8_t { instance, rrule };

/// Where owners go: CATEGORIES `@Name`, CONTACT, or X-OBSIDIAN-TASKS-OWNER.
enum class OwnerOutput : std::uint8_t { categories, contact, extra };

/// When an alarm goes off: at a time of the day of a date, or some time before or after it.
struct AlarmSetting {
    bool of_day = false;            ///< at `offset` from the midnight that begins the day
    bool of_due = true;             ///< the due date; else the start date (of_day only)
    std::chrono::minutes offset{};  ///< negative: before
    friend bool operator==(const AlarmSetting&, const AlarmSetting&) = default;
};

/// How tasks become a calendar: the table `[export]`.
struct CalendarSettings {
    Profile profile = Profile::todo;
    EventOn event_on = EventOn::due;
    TodoStart todo_start = TodoStart::start_then_scheduled;
    bool due_fallback = false;  ///< a to-do with a scheduled date only is due then
    RecurrenceOutput recur = RecurrenceOutput::instance;  ///< of to-dos
    bool shift_unsynced = false;  ///< a rule that its date does not fit begins at the next one
    OwnerOutput owners = OwnerOutput::categories;
    bool depends_on =
        false;            ///< RELATED-TO;RELTYPE=DEPENDS-ON (RFC 9253), which some read as PARENT
    bool body = false;    ///< what is written below a task becomes its DESCRIPTION
    bool times = false;   ///< times of day in the text are read
    bool google = false;  ///< events alone, the link in the DESCRIPTION too, no alarms
    bool redact = false;  ///< private tasks are written without their words, not left out
    bool state = false;   ///< UIDs and stamps are kept in `.tasklint/ids.tsv`
    std::vector<std::string> private_tags = {"#private"};
    std::vector<AlarmSetting> alarms;
    std::chrono::minutes default_duration{30};  ///< of an event with a time
    std::string zone = "UTC";                   ///< an IANA name; of CREATED, COMPLETED and times
    std::string refresh;                        ///< how often to look again: `PT1H`; empty: unsaid
    std::string color;                          ///< a CSS3 name in lower case; empty: unsaid
};

/// How `01/02/2026` is meant where somebody wrote it.
enum class DateOrder : std::uint8_t { unknown, day_first, month_first };

/// A status and the tag that goes with it.
struct StatusTag {
    std::string symbol;  ///< one code point, UTF-8
    std::string tag;     ///< with `#`
    friend bool operator==(const StatusTag&, const StatusTag&) = default;
};

/// Somebody whose name is known, with what other spellings are compared with.
struct KnownPerson {
    std::string name;
    std::string folded;           ///< `fold_case`
    std::string without_accents;  ///< `fold_accents`
    std::vector<std::string> folded_aliases;

    explicit KnownPerson(std::string name, const std::vector<std::string>& aliases = {});
};

/// A place in the order of a task's trailing run: a field, or (without one) all tags.
using OrderPlace = std::optional<FieldKind>;

/// Where something stands in a configuration file.
struct ConfigPlace {
    std::string file;          ///< as in messages
    std::uint32_t line = 0;    ///< from 1; 0: none
    std::uint32_t column = 0;  ///< from 1, in code points; 0: none
};

/// Other rules for some notes (`[[overrides]]`).
struct Override {
    std::vector<std::string> files;  ///< patterns from the root, as in a `.gitignore`
    std::vector<std::string> select, ignore;
    std::map<std::string, Severity> severity;
};

/// What a task can have, for rules of the house: all that is named.
struct CustomHas {
    bool owner = false, tag = false;
    bool date = false;  ///< start, scheduled or due
    std::vector<FieldKind> fields;
};

/// A rule of the house (`[[custom]]`): reports a task for which all conditions hold. Of several
/// values of one condition any will do; an empty one is none.
struct CustomRule {
    std::string code;  ///< `HOUSE1`
    std::string name;
    std::string message, help;
    Severity severity = Severity::warning;
    std::vector<std::string> tags;      ///< with `#`; those below one count, too
    std::vector<std::string> statuses;  ///< symbols, names or types
    std::vector<Priority> priorities;
    std::vector<std::string> owners;
    std::vector<std::string> paths;  ///< patterns from the root, as in a `.gitignore`
    std::vector<std::string> texts;  ///< parts of the description, without regard to case
    CustomHas with;                  ///< it has all of these
    CustomHas without;               ///< it has none of these
};

/// Everything that is configured. Defaults are those of a vault without any file.
struct Config {
    TaskSettings tasks;
    std::vector<std::string> select = {"default"};
    std::vector<std::string> ignore;
    std::map<std::string, Severity> severity;  ///< by code or name, as written
    /// Where the names in select, ignore and severity stand: whoever knows the rules checks them.
    std::map<std::string, ConfigPlace> rule_places;
    std::vector<std::string> exclude;  ///< patterns of what walks leave out
    std::vector<Override> overrides;   ///< later ones go over earlier ones
    std::vector<CustomRule> custom;
    /// Where the keys that were set stand, by dotted path: `tasks.format`.
    std::map<std::string, ConfigPlace> origins;
    std::vector<std::string> proposed;  ///< status symbols; if not configured: those named Proposed
    bool proposed_configured = false;   ///< `proposed` was written in a configuration file
    std::uint32_t stale_days = 14;      ///< `tasks.stale-days`: TL923 speaks of older proposals
    std::vector<OrderPlace> order;      ///< `tasks.order`, complete; empty: the plugin's
    DateOrder date_order = DateOrder::unknown;  ///< `tasks.date-order`: for fixes of TL203
    bool strict_emoji = false;  ///< `tasks.strict-emoji`: U+FE0F behind a signifier is TL806
    /// `query.javascript`: the plugin runs JavaScript in queries; a setting of each device.
    std::optional<bool> query_javascript;
    std::vector<std::string> template_folders;  ///< `query.template-folders`: patterns
    std::vector<std::string> required_tags;     ///< `tags.required`, with `#`; set: TL705 is on
    std::vector<std::string> known_tags;        ///< `tags.known`, with `#`; set: TL706 is on
    std::vector<StatusTag> status_tags;         ///< `tags.pairs`; set: TL306 is on
    std::vector<std::string> roster;
    std::string me;
    std::vector<std::string> people_folders;
    std::vector<KnownPerson> people;  ///< of the roster and the folders, once they are read
    std::optional<std::uint32_t> owners_min, owners_max;  ///< set: TL401 is on
    CalendarSettings calendar;
    bool export_configured = false;  ///< there is a table `[export]`
    std::string vault_name;          ///< for obsidian:// links; empty: name of the vault's folder
    std::string vault_id;            ///< a UUID; empty: the program's constant

    std::string root;              ///< absolute path of the vault
    std::string file;              ///< the configuration file as in messages; empty: none
    std::string extends;           ///< `obsidian`, `defaults` or a path; empty: not yet decided
    bool plugin_settings = false;  ///< the plugin's settings were found and read
    std::string settings_file;     ///< the plugin's settings as in messages; empty: none
    std::vector<std::string> settings_keys;  ///< what they set, in the words of the plugin
};

/// The task is open and has a status of a proposal: made by a machine, not yet accepted.
[[nodiscard]] bool is_proposed(const Config& config, const TaskView& task);

/// The path as messages show it: from the working directory, `/` as separator, `../` where needed.
[[nodiscard]] std::string display_path(const std::string& path);

/// The vault root of a path: the nearest folder upwards with `.obsidian`, else with a
/// configuration file, else with `.git`, else the path itself (its folder for a file). Absolute.
[[nodiscard]] std::string find_vault_root(const std::string& path);

/// What a command line says of the configuration.
struct ConfigOptions {
    std::string file;                 ///< instead of the discovered one; empty: that
    std::vector<std::string> values;  ///< `key=value`, over those of the file; the value as in TOML
                                      ///< (what is no TOML is a text)
    bool isolated = false;            ///< no file counts, nor the plugin's settings
};

/// Reads `.tasklint.toml` (or `[tool.tasklint]` of `pyproject.toml`) and the plugin's settings of
/// a vault. Known names of `[people] folders` are not read here; the vault does that.
/// @param root absolute path of the vault; empty: no vault, so the plugin's defaults
/// @throws ConfigError, std::system_error
[[nodiscard]] Config load_config(const std::string& root, const ConfigOptions& options = {});

/// The configuration file that counts in a vault; empty: none.
[[nodiscard]] std::string find_config_file(const std::string& root);

/// Every key with its value and where that comes from: TOML with comments.
[[nodiscard]] std::string show_config(const Config& config);
/// The same as one JSON object: `"tasks.format": {"value": …, "origin": …}`.
[[nodiscard]] std::string config_json(const Config& config);
/// JSON schema (draft 7) of `.tasklint.toml`.
[[nodiscard]] std::string config_schema();
/// A `.tasklint.toml` to begin with: all keys as comments, with the values that count.
[[nodiscard]] std::string config_template(const Config& config);
/// The keys as the Markdown table of docs/config.md.
[[nodiscard]] std::string config_table();

/// Applies TOML text to a configuration, later text over earlier. The first text also reads the
/// settings that it extends (`obsidian` if it does not say).
/// @param file its name in messages; of a `pyproject.toml` only `[tool.tasklint]` counts
/// @param root absolute path of the vault; empty: no plugin's settings are looked for
/// @throws ConfigError; std::system_error if the plugin's settings cannot be read
void apply_toml(Config& config, std::string_view text, const std::string& file,
                const std::string& root);

/// Reads the plugin's `data.json`. @param file its name in messages
/// @return the keys that it sets, of those that matter for reading tasks
/// @throws ConfigError if it is no JSON object, or a value has another type or is none of those
/// known
std::vector<std::string> apply_plugin_settings(TaskSettings& settings, std::string_view text,
                                               const std::string& file);

/// The candidate nearest to `word` by edit distance, or empty if none is near.
[[nodiscard]] std::string nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

}  // namespace tasklint
