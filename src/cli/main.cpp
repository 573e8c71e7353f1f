// The command tasklint: arguments in, exit code out. CLI11 is known here alone.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/describe.hpp"
#include "cli/output.hpp"
#include "tasklint/config.hpp"
#include "tasklint/report.hpp"
#include "tasklint/version.hpp"

namespace tasklint::cli {

namespace {

/// All arguments of one run; only those of the chosen command are used.
struct Arguments {
    CheckArguments check;
    FormatArguments format;
    ExportArguments export_calendar;
    AgendaArguments agenda;
    ListArguments list;
    QueryArguments query;
    ReadArguments read;
    DoneArguments done;
    ParseArguments parse;
    ShowArguments show;
    InitArguments init;
    std::string shell;
    std::string explain_rule;
    bool rules_json = false;
};

/// An option that may be given more than once, each time with one value (so that a path behind it
/// stays a path). @param split values are also separated by commas
CLI::Option* add_list(CLI::App& command, const std::string& name, std::vector<std::string>& to,
                      const std::string& help, const std::string& value, bool split = false) {
    auto* const option =
        command.add_option(name, to, help)->allow_extra_args(false)->type_name(value);
    return split ? option->delimiter(',') : option;
}

CLI::Option* add_choice(CLI::App& command, const std::string& name, std::string& to,
                        const std::string& help, const std::vector<std::string>& choices) {
    std::string names;
    for (const auto& choice : choices) {
        names += (names.empty() ? "" : "|") + choice;
    }
    // Our own check: CLI11's message lists the choices in braces and the help twice.
    const auto check = [choices, names](const std::string& value) {
        return std::find(choices.begin(), choices.end(), value) != choices.end()
                   ? std::string{}
                   : fmt::format("\"{}\" is none of {}", value, names);
    };
    return command.add_option(name, to, help)->type_name(names)->check(CLI::Validator{check, ""});
}

/// A number from 0 to 9999; CLI11 would take -1 for the largest number there is.
CLI::Validator count_check() {
    const auto check = [](const std::string& value) {
        const bool fits = !value.empty() && value.size() <= 4 &&
                          value.find_first_not_of("0123456789") == std::string::npos;
        return fits ? std::string{} : fmt::format("\"{}\" is no number from 0 to 9999", value);
    };
    return CLI::Validator{check, ""};
}

CLI::Option* add_text(CLI::App& command, const std::string& name, std::string& to,
                      const std::string& help, const std::string& value) {
    return command.add_option(name, to, help)->type_name(value);
}

/// A flag that may have a value, behind `=` alone: what follows it stays a path.
void add_value_flag(CLI::App& command, const std::string& name, ValueFlag& to,
                    const std::string& help, const std::string& value) {
    command.add_flag(name, to.given, help)->type_name("[=" + value + "]");
}

void add_paths(CLI::App& command, std::vector<std::string>& paths, const std::string& help) {
    command.add_option("PATH", paths, help)->type_name("");
}

void add_files(CLI::App& command, FileArguments& files) {
    add_list(command, "--exclude", files.exclude,
             "what to leave out: patterns as in a .gitignore at the root", "PATTERN");
    command.add_flag("--no-ignore", files.no_ignore,
                     "take what .gitignore and .tasklintignore leave out");
    command.add_flag("--force-exclude", files.force_exclude,
                     "leave out what is excluded even where it is named as PATH");
}

void add_filters(CLI::App& command, FilterArguments& filters) {
    add_list(command, "--query", filters.queries, "that this query of the Tasks plugin takes",
             "TEXT");
    add_list(command, "--tag", filters.tags, "that have this tag or one below it", "TAG");
    add_list(command, "--owner", filters.owners, "of this owner; me, none", "NAME");
    add_list(command, "--path", filters.globs, "in notes of this path from the vault's root",
             "GLOB");
    add_list(command, "--status", filters.statuses, "with this status: symbol, name or type",
             "STATUS");
    add_list(command, "--priority", filters.priorities,
             "of this priority; high+ means high or better", "P[+]");
    add_list(command, "--from", filters.from, "starting, scheduled or due on this day or later",
             "DATE");
    add_list(command, "--to", filters.to, "starting, scheduled or due on this day or earlier",
             "DATE");
    add_list(command, "--due", filters.due, "due then, in the words of a query", "PHRASE");
    command.add_flag("--overdue", filters.overdue, "open and due before today");
    command.add_flag("--blocked", filters.blocked, "open and depending on an open task");
    command.add_flag("--blocking", filters.blocking, "open, and an open task depends on it");
}

void add_today(CLI::App& command, std::string& today) {
    add_text(command, "--today", today, "the date that counts as today (default: the clock's)",
             "DATE");
}

void add_config(CLI::App& command, ConfigArguments& config) {
    add_list(command, "--config", config.given,
             "another configuration file, or one key and its value", "FILE|KEY=VALUE");
    command.add_flag("--isolated", config.isolated,
                     "no configuration file counts, nor the settings of Tasks");
}

void add_color(CLI::App& command, std::string& color) {
    add_choice(command, "--color", color, "colours (NO_COLOR and FORCE_COLOR count for auto)",
               {"auto", "always", "never"});
}

/// The names of the formats, wrapped: CLI11 keeps a line break and sets in what follows.
std::string report_help() {
    constexpr std::size_t longest_line = 60;
    std::string help = "(may be repeated)";
    auto line = help.size();
    for (const auto& format : report_formats()) {
        const bool wrap = line + format.name.size() + 2 > longest_line;
        help += &format == &report_formats().front() ? " " : wrap ? ",\n" : ", ";
        line = (wrap ? 0 : line + 2) + format.name.size();
        help += format.name;
    }
    return help;
}

/// Help with `[=REF]` directly behind the name.
class HelpFormatter : public CLI::Formatter {
public:
    std::string make_option_opts(const CLI::Option* option) const override {
        const auto text = CLI::Formatter::make_option_opts(option);
        return text.substr(0, 3) == " [=" ? text.substr(1) : text;
    }
};

/// CLI11 takes `--changed=` for `--changed`. It is what a script says whose variable is empty, and
/// must not quietly mean HEAD.
void refuse_empty_commits(const std::vector<std::string>& words) {
    for (const auto& word : words) {
        if (word == "--changed=" || word == "--changed-lines=") {
            throw Unusable(fmt::format("{}: the commit is missing behind =", word));
        }
    }
}

void add_narrowing(CLI::App& command, CheckArguments& arguments) {
    add_value_flag(command, "--changed", arguments.changed,
                   "notes that differ from HEAD, or from where HEAD left REF; new ones too", "REF");
    add_value_flag(command, "--changed-lines", arguments.changed_lines,
                   "findings on lines that differ so", "REF");
    command.add_flag("--staged", arguments.staged, "notes that are staged for the next commit");
    add_text(command, "--baseline", arguments.baseline,
             "known findings, not reported (default: .tasklint/baseline.json of the vault)",
             "FILE");
    command.add_flag("--no-baseline", arguments.no_baseline, "report known findings, too");
    command.add_flag("--write-baseline", arguments.write_baseline,
                     "write all findings to the baseline, report none");
}

/// Gives the options of `check` headings in its help.
void group_check_options(CLI::App& command) {
    const std::vector<std::pair<const char*, std::vector<const char*>>> groups{
        {"Mending", {"--fix", "--unsafe-fixes", "--diff", "--fix-only", "--break-hard-links"}},
        {"Rules", {"--select", "--extend-select", "--ignore", "--min-confidence", "--vault-rules"}},
        {"Only what changed (git)", {"--changed", "--changed-lines", "--staged"}},
        {"Known findings",
         {"--baseline", "--no-baseline", "--write-baseline", "--add-suppressions"}},
        {"Files", {"--exclude", "--no-ignore", "--force-exclude", "--stdin-filename"}},
        {"Output",
         {"--report", "--fail-on", "--exit-zero", "--max-diagnostics", "--color", "--statistics",
          "--quiet"}},
    };
    for (const auto& [heading, names] : groups) {
        for (const auto* const name : names) {
            command.get_option(name)->group(heading);
        }
    }
}

void add_break_hard_links(CLI::App& command, bool& to) {
    command.add_flag("--break-hard-links", to,
                     "write notes with more than one hard link, under this name alone");
}

void add_check(CLI::App& app, CheckArguments& arguments) {
    auto& command = *app.add_subcommand("check", "Find problems, and mend them with --fix");
    add_paths(command, arguments.paths,
              "notes, folders, or - for one note on standard input (default: .)");
    command.add_flag("--fix", arguments.fix,
                     "mend what is marked [*]: no word or field is ever lost");
    command.add_flag("--unsafe-fixes", arguments.unsafe_fixes,
                     "mend what is marked [!] too: this may change words or their order");
    command.add_flag("--diff", arguments.diff,
                     "print what would be mended as a patch, write nothing");
    add_value_flag(command, "--add-suppressions", arguments.add_suppressions,
                   "write comments that hide what is found", "REASON");
    command.add_flag("--fix-only", arguments.fix_only, "mend, report nothing, end with 0");
    add_break_hard_links(command, arguments.break_hard_links);
    add_list(command, "--select", arguments.select,
             "rules to run: codes, prefixes (TL2), names, groups, default, all", "RULES", true);
    add_list(command, "--extend-select", arguments.extend_select, "rules to run as well", "RULES",
             true);
    add_list(command, "--ignore", arguments.ignore, "rules to leave out", "RULES", true);
    add_list(command, "--report", arguments.reports, report_help(), "FORMAT[=FILE]");
    add_choice(command, "--fail-on", arguments.fail_on,
               "least severity that ends with 1 (default: error)", {"error", "warning", "info"});
    add_choice(command, "--min-confidence", arguments.min_confidence,
               "certain leaves out what is only likely (default: likely)", {"likely", "certain"});
    command.add_flag("--exit-zero", arguments.exit_zero, "end with 0 even if findings are left");
    add_choice(command, "--vault-rules", arguments.vault_rules,
               "rules that need the whole vault (auto: if a PATH is one)", {"auto", "on", "off"});
    add_narrowing(command, arguments);
    add_text(command, "--stdin-filename", arguments.stdin_filename,
             "where the note read from - belongs", "FILE");
    add_files(command, arguments.files);
    add_today(command, arguments.today);
    add_config(command, arguments.config);
    command
        .add_option("--max-diagnostics", arguments.max_diagnostics,
                    "report at most this many findings")
        ->type_name("N")
        ->check(count_check());
    command.add_option("--threads", arguments.threads, "threads to use (default: as many as help)")
        ->type_name("N")
        ->check(count_check());
    add_color(command, arguments.color);
    command.add_flag("--statistics", arguments.statistics, "findings by rule, and the time taken");
    command.add_flag("-q,--quiet", arguments.quiet, "no summary and no remarks");
    group_check_options(command);
    command.footer(R"(Examples:
  tasklint check                                   the vault in this folder
  tasklint check --fix --diff Meetings | less      what --fix would write
  tasklint check --report github --report json=findings.json .
  tasklint check --changed-lines=origin/main       what a branch adds
Ends with 0 (nothing at --fail-on is left), 1 (findings), 2 (cannot be done), 3 (fault of tasklint).)");
}

void add_format(CLI::App& app, FormatArguments& arguments) {
    auto& command = *app.add_subcommand("fmt", "Spell and order fields as Tasks writes them");
    add_paths(command, arguments.paths,
              "notes, folders, or - for one note on standard input (default: .)");
    command.add_flag(
        "--check", arguments.check,
        "write nothing, name the notes that would change, end with 1 if there are any");
    command.add_flag("--diff", arguments.diff, "write nothing, print what would change as a patch");
    add_break_hard_links(command, arguments.break_hard_links);
    add_text(command, "--stdin-filename", arguments.stdin_filename,
             "where the note read from - belongs", "FILE");
    add_files(command, arguments.files);
    add_config(command, arguments.config);
    command.add_option("--threads", arguments.threads, "threads to use (default: as many as help)")
        ->type_name("N")
        ->check(count_check());
    command.add_flag("-q,--quiet", arguments.quiet, "no summary and no remarks");
    command.footer(
        R"(Fields that Tasks reads get its own signs, one space before them and behind the sign, and the
order of tasks.order: plugin (default), house, or a list. No value and no word is changed.
Examples:
  tasklint fmt Meetings
  tasklint fmt --check .)");
}

/// An option that is another way to say a key of `[export]`.
void add_setting(CLI::App& command, ExportArguments& arguments, const std::string& key,
                 const std::string& help, const std::vector<std::string>& choices) {
    add_choice(command, "--" + key, arguments.settings[key], help, choices);
}
void add_text_setting(CLI::App& command, ExportArguments& arguments, const std::string& key,
                      const std::string& help, const std::string& value) {
    add_text(command, "--" + key, arguments.settings[key], help, value);
}
void add_flag_setting(CLI::App& command, ExportArguments& arguments, const std::string& key,
                      const std::string& help) {
    command.add_flag_callback(
        "--" + key, [&arguments, key] { arguments.settings[key] = "true"; }, help);
}

void add_export_settings(CLI::App& command, ExportArguments& arguments) {
    add_setting(command, arguments, "profile",
                "to-dos for task apps, events for calendars, or both (default: as configured,\n"
                "like all that follows; else todo)",
                {"todo", "events", "both"});
    add_setting(command, arguments, "event-on",
                "date of an event (default: due, else scheduled, else start)",
                {"due", "scheduled", "start", "span", "each"});
    add_setting(command, arguments, "start", "what begins a to-do",
                {"start-then-scheduled", "start", "none"});
    add_setting(command, arguments, "due-fallback",
                "what a to-do is due on that has no due date (default: none)",
                {"none", "scheduled"});
    add_setting(command, arguments, "recur",
                "recurring to-dos: the instance in the note, or with its rule",
                {"instance", "rrule"});
    add_setting(command, arguments, "unsynced",
                "a recurrence that its date does not fit: one entry, or begin at the next",
                {"single", "shift"});
    add_setting(command, arguments, "owners", "where owners go (default: categories)",
                {"categories", "contact", "x"});
    add_flag_setting(command, arguments, "depends-on", "dependencies as RELATED-TO (RFC 9253)");
    add_flag_setting(command, arguments, "body", "what stands below a task as its description");
    add_list(command, "--alarm", arguments.alarms,
             "alarms of open tasks: due@09:00, start@18:00, -15m, -1d", "WHEN");
    add_flag_setting(command, arguments, "times",
                     "read times in the text: 14:00 or 14:00-15:30 before it, ⏰ 14:00");
    add_text_setting(command, arguments, "tz", "time zone, such as Europe/Berlin (default: UTC)",
                     "ZONE");
    add_list(command, "--private", arguments.private_tags,
             "tags of tasks that are left out (default: #private)", "TAG");
    add_flag_setting(command, arguments, "redact",
                     "write private tasks as \"Private\", with their dates alone");
    add_flag_setting(command, arguments, "google",
                     "for Google Calendar: events, links in the description, no alarms");
    add_text_setting(command, arguments, "refresh",
                     "how often programs should look again, such as PT1H", "DURATION");
    add_text_setting(command, arguments, "color", "of the calendar, a CSS name", "NAME");
}

void add_export(CLI::App& app, ExportArguments& arguments) {
    auto& command = *app.add_subcommand("export", "Write the tasks as a calendar (iCalendar)");
    add_paths(command, arguments.paths, "notes and folders of one vault, or - (default: .)");
    add_text(command, "-o,--output", arguments.output,
             "the calendar (default: -, standard output); with --split a folder", "FILE");
    add_choice(command, "--format", arguments.format, "iCalendar, or jCal (default: ics)",
               {"ics", "jcal"});
    add_text(command, "--vdir", arguments.vdir,
             "instead of -o a folder with one file an entry, for vdirsyncer and khal", "DIR");
    add_choice(command, "--split", arguments.split,
               "several calendars: one for each owner, tag or folder", {"owner", "tag", "folder"});
    add_text(command, "--name", arguments.name, "name of the calendar (default: the vault's)",
             "TEXT");
    add_export_settings(command, arguments);
    add_choice(command, "--done", arguments.done,
               "tasks that are done (default: keep for to-dos, drop for events)", {"keep", "drop"});
    command.add_flag("--keep-cancelled", arguments.keep_cancelled,
                     "cancelled tasks as cancelled events");
    add_choice(command, "--proposed", arguments.proposed, "tasks not yet accepted (default: keep)",
               {"keep", "drop"});
    add_value_flag(command, "--state", arguments.state,
                   "keep UIDs in .tasklint/ids.tsv (or FILE), through edits and moves", "FILE");
    command.add_flag("--stateless", arguments.stateless, "do not use .tasklint/ids.tsv");
    command.add_flag("--write-ids", arguments.write_ids,
                     "write an id (🆔) into each task that is exported and has none");
    add_break_hard_links(command, arguments.break_hard_links);
    add_choice(command, "--stamp", arguments.stamp,
               "without a state, what DTSTAMP is: a task's latest date, or its note's commit\n"
               "(default: task; SOURCE_DATE_EPOCH counts before both)",
               {"task", "git"});
    add_filters(command, arguments.filters);
    command.add_flag("--strict", arguments.strict, "end with 1 if a task was left out or changed");
    add_files(command, arguments.files);
    add_today(command, arguments.today);
    add_config(command, arguments.config);
    command.add_flag("-q,--quiet", arguments.quiet, "no summary and no remarks");
    const std::vector<std::pair<const char*, std::vector<const char*>>> groups{
        {"What tasks become",
         {"--profile",  "--event-on", "--start",      "--due-fallback",   "--recur",
          "--unsynced", "--owners",   "--depends-on", "--body",           "--alarm",
          "--times",    "--tz",       "--private",    "--redact",         "--google",
          "--refresh",  "--color",    "--done",       "--keep-cancelled", "--proposed"}},
        {"UIDs and stamps",
         {"--state", "--stateless", "--write-ids", "--break-hard-links", "--stamp"}},
        {"Which tasks",
         {"--query", "--tag", "--owner", "--path", "--status", "--priority", "--from", "--to",
          "--due", "--overdue", "--blocked", "--blocking"}},
        {"Files", {"--exclude", "--no-ignore", "--force-exclude"}},
    };
    for (const auto& [heading, names] : groups) {
        for (const auto* const name : names) {
            command.get_option(name)->group(heading);
        }
    }
    command.footer(R"(Examples:
  tasklint export -o tasks.ics
  tasklint export --profile events --name Team -o - Projects > team.ics
  tasklint export --vdir ~/.calendars/tasks --state
  tasklint export --profile events --times --tz Europe/Berlin --alarm due@09:00 -o tasks.ics
  tasklint export --split owner -o calendars)");
}

void add_agenda(CLI::App& app, AgendaArguments& arguments) {
    auto& command = *app.add_subcommand("agenda", "Write the tasks as a web page by date");
    add_paths(command, arguments.paths, "notes and folders, or - (default: .)");
    add_text(command, "-o,--output", arguments.output, "the page (default: -, standard output)",
             "FILE");
    add_text(command, "--name", arguments.name, "title of the page (default: the vault's name)",
             "TITLE");
    command
        .add_option("--weeks", arguments.weeks, "weeks ahead in the calendar, 1 to 53 (default: 5)")
        ->type_name("N")
        ->check(count_check());
    add_filters(command, arguments.filters);
    add_choice(command, "--done", arguments.done,
               "tasks that are done or cancelled (default: drop)", {"keep", "drop"});
    command.add_flag("--strict", arguments.strict,
                     "end with 1 if a task was left out or has an impossible date");
    add_files(command, arguments.files);
    add_today(command, arguments.today);
    add_config(command, arguments.config);
    command.add_flag("-q,--quiet", arguments.quiet, "no summary and no remarks");
    command.footer(
        R"(What is overdue, of today, of the coming weeks, later and without a date, and what tasklint check
finds in the notes. One file that loads nothing and can be printed; it filters by owner, tag,
priority and words, and is linked as agenda.html#owner=NAME&tag=TAG.
Examples:
  tasklint agenda -o agenda.html
  tasklint agenda --owner me --weeks 2 -o mine.html Projects Meetings)");
}

void add_list_command(CLI::App& app, ListArguments& arguments) {
    auto& command = *app.add_subcommand("list", "Print the tasks as a table, JSON or CSV");
    add_paths(command, arguments.paths, "notes and folders, or - (default: .)");
    command.add_flag("--json", arguments.json, "an array of tasks");
    command.add_flag("--jsonl", arguments.jsonl, "one JSON object a line");
    command.add_flag("--csv", arguments.csv, "comma-separated values with a header line");
    add_filters(command, arguments.filters);
    add_choice(command, "--done", arguments.done,
               "tasks that are done or cancelled (default: drop; with --query: keep)",
               {"keep", "drop"});
    add_choice(command, "--sort", arguments.sort, "order (default: due)",
               {"due", "urgency", "priority", "path"});
    command.add_flag("--strict", arguments.strict, "end with 1 if a note could not be read");
    add_files(command, arguments.files);
    add_today(command, arguments.today);
    add_config(command, arguments.config);
    command.add_flag("-q,--quiet", arguments.quiet, "no summary and no remarks");
    command.footer(R"(An option given twice means either value; different options must all hold.
Examples:
  tasklint list --overdue --owner me
  tasklint list --blocking --sort urgency
  tasklint list --tag project/site --priority high+ --json
  tasklint list --from 2026-01-05 --to 2026-01-11 --sort priority)");
}

void add_query(CLI::App& app, QueryArguments& arguments) {
    auto& command =
        *app.add_subcommand("query", "List what a query of the Tasks plugin would list");
    command
        .add_option("QUERY", arguments.words,
                    "instructions, or a note with a tasks block (FILE.md[:LINE]); then notes and\n"
                    "folders to ask about (default: the vault)")
        ->type_name("");
    add_text(command, "-f,--file", arguments.file, "the note with the block, whatever it is called",
             "FILE[:LINE]");
    add_text(command, "-e,--expression", arguments.text, "the query, even if a note is called so",
             "TEXT");
    command.add_flag("--json", arguments.json, "groups of tasks, or the error, as one JSON object");
    command.add_flag("--markdown", arguments.markdown, "headings and a list, to be pasted");
    command.add_flag("--explain", arguments.explain,
                     "only say how the query is read, with days for dates");
    command.add_flag("--strict", arguments.strict, "end with 1 if a note could not be read");
    add_files(command, arguments.files);
    add_today(command, arguments.today);
    add_config(command, arguments.config);
    command.add_flag("-q,--quiet", arguments.quiet, "no summary and no remarks");
    command.footer(
        R"(The global query and the presets of the vault count. What would need JavaScript is refused, and so
is what hangs on the engine that Obsidian runs on. Ends with 2 for a query with an error.
Examples:
  tasklint query 'not done' Projects
  tasklint query Home.md:12 --explain
  tasklint query Home.md:12 --json
  tasklint query --markdown $'due before tomorrow\ngroup by folder')");
}

void add_read(CLI::App& app, ReadArguments& arguments) {
    auto& command = *app.add_subcommand("read", "Show how the Tasks plugin reads a note's tasks");
    command
        .add_option("FILE[:LINE]", arguments.place,
                    "a note or one of its lines; - for a note on standard input")
        ->type_name("")
        ->required();
    command.add_flag("--json", arguments.json, "the same as one JSON object: tasks, ignored");
    add_text(command, "--stdin-filename", arguments.stdin_filename,
             "where the note read from - belongs", "FILE");
    add_today(command, arguments.today);
    add_config(command, arguments.config);
    add_color(command, arguments.color);
    command.add_flag("-q,--quiet", arguments.quiet, "no summary and no remarks");
    command.footer(
        R"(What looks like a field and is not read is marked ~~~; lines that look like tasks and are none
are shown with the reason. A recurring task has its next three dates, the first if it is done today.
Examples:
  tasklint read Plan.md
  tasklint read Plan.md:12)");
}

void add_done(CLI::App& app, DoneArguments& arguments) {
    auto& command = *app.add_subcommand("done", "Tick tasks as the Tasks plugin would");
    command
        .add_option("FILE:LINE", arguments.places,
                    "tasks; lines are those of the notes before anything is changed")
        ->type_name("")
        ->required();
    command
        .add_option("--status", arguments.status,
                    "symbol, name or type of the new status (default: the next one)")
        ->type_name("STATUS");
    command.add_flag("--dry-run", arguments.dry_run,
                     "print what would change as a patch, write nothing");
    add_break_hard_links(command, arguments.break_hard_links);
    add_today(command, arguments.today);
    add_config(command, arguments.config);
    command.add_flag("-q,--quiet", arguments.quiet, "no remarks; warnings of losses stay");
    command.footer(R"(Each task goes to the next status of its own, so one that is done opens again;
--status done does not open it. FILE:LINE:COLUMN, as check prints it, will do too.
Writes done dates and the next task of a recurring one; prints the new lines.
Examples:
  tasklint done Plan.md:12
  tasklint done --status cancelled --dry-run Plan.md:12 Home.md:3)");
}

void add_parse(CLI::App& app, ParseArguments& arguments) {
    auto& command =
        *app.add_subcommand("parse", "Show how the Tasks plugin reads each line, as JSON");
    command
        .add_option("FILE", arguments.file,
                    "lines, each read on its own (default: -, standard input)")
        ->type_name("");
    command.add_flag("--note", arguments.note,
                     "read the whole input as one note: its list items and tasks");
    add_choice(command, "--format", arguments.format,
               "how fields are written (default: as the settings say, else emoji)",
               {"emoji", "dataview", "auto"});
    add_text(command, "--vault", arguments.vault,
             "take the settings of this vault, not the plugin's defaults", "DIR");
    add_today(command, arguments.today);
    command.footer(R"(Example:
  echo '- [ ] Pay rent 📅 2026-02-01' | tasklint parse)");
}

void add_rule_commands(CLI::App& app, Arguments& arguments) {
    auto& explain_command = *app.add_subcommand("explain", "Print a rule's page");
    explain_command.add_option("RULE", arguments.explain_rule, "code or name, such as TL101")
        ->type_name("")
        ->required();
    auto& rules_command = *app.add_subcommand("rules", "List the rules");
    rules_command.add_flag("--json", arguments.rules_json, "an array of rules");
}

void add_config_commands(CLI::App& app, Arguments& arguments) {
    auto& command = *app.add_subcommand("config", "Show the configuration and where it comes from");
    command.require_subcommand(1);
    auto& show = *command.add_subcommand("show", "Every key, its value and its origin");
    show.add_flag("--json", arguments.show.json, "as one JSON object");
    auto& file = *command.add_subcommand("file", "The configuration file that counts");
    for (auto* const one : {&show, &file}) {
        one->add_option("PATH", arguments.show.path, "a note or folder (default: .)")
            ->type_name("");
        add_config(*one, arguments.show.config);
    }
    command.add_subcommand("schema", "The JSON schema of .tasklint.toml, for editors");

    auto& init_command = *app.add_subcommand("init", "Write a commented .tasklint.toml");
    init_command.add_option("FOLDER", arguments.init.folder, "in the vault (default: .)")
        ->type_name("");
    init_command.add_flag("--settings", arguments.init.settings,
                          "copy the settings of Tasks to .tasklint/data.json, for CI without "
                          ".obsidian");
    init_command.add_flag("--force", arguments.init.force, "replace what is there");
}

void add_text_commands(CLI::App& app, Arguments& arguments) {
    auto& completions =
        *app.add_subcommand("completions", "Print a script that completes words in a shell");
    add_choice(completions, "SHELL", arguments.shell, "the shell", {"bash", "zsh", "fish"})
        ->required();
    completions.footer(R"(Examples:
  source <(tasklint completions bash)
  tasklint completions fish > ~/.config/fish/completions/tasklint.fish)");
    auto& manual = *app.add_subcommand("man", "Print the manual page");
    manual.footer(R"(Example:
  tasklint man > tasklint.1 && man ./tasklint.1)");
}

struct CommandAdder {
    std::string_view name;  ///< empty if it adds several
    void (*add)(CLI::App&, Arguments&);
};
constexpr CommandAdder command_adders[] = {
    {"check", [](CLI::App& app, Arguments& all) { add_check(app, all.check); }},
    {"fmt", [](CLI::App& app, Arguments& all) { add_format(app, all.format); }},
    {"export", [](CLI::App& app, Arguments& all) { add_export(app, all.export_calendar); }},
    {"agenda", [](CLI::App& app, Arguments& all) { add_agenda(app, all.agenda); }},
    {"list", [](CLI::App& app, Arguments& all) { add_list_command(app, all.list); }},
    {"query", [](CLI::App& app, Arguments& all) { add_query(app, all.query); }},
    {"read", [](CLI::App& app, Arguments& all) { add_read(app, all.read); }},
    {"done", [](CLI::App& app, Arguments& all) { add_done(app, all.done); }},
    {"parse", [](CLI::App& app, Arguments& all) { add_parse(app, all.parse); }},
    {"", add_config_commands},
    {"", add_rule_commands},
    {"", add_text_commands},
};

/// Adds the commands. If the first argument names one the others are not asked for, and to describe
/// the options of all of them is a third of what a short run does.
void add_commands(CLI::App& app, Arguments& arguments, std::string_view first_argument) {
    for (const CommandAdder& adder : command_adders) {
        if (!adder.name.empty() && adder.name == first_argument) {
            adder.add(app, arguments);
            return;
        }
    }
    for (const CommandAdder& adder : command_adders) {
        adder.add(app, arguments);
    }
}

void add_all(CLI::App& app, Arguments& arguments, std::string_view first_argument) {
    app.name("tasklint");
    app.formatter(std::make_shared<HelpFormatter>());
    app.set_version_flag("--version", fmt::format("tasklint {} (reads as Obsidian Tasks {})",
                                                  version, plugin_version));
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    app.footer(R"(tasklint COMMAND --help says more. Examples:
  tasklint check                      lint the vault in this folder
  tasklint check --fix Meetings       mend what can safely be mended
  tasklint export -o tasks.ics        a calendar for to-do apps
  tasklint agenda -o agenda.html      a page of what is due when
  tasklint explain TL101              why a rule exists and what to do)");
    add_commands(app, arguments, first_argument);
}

/// `a|b|c` as three words; none if it is no such list.
std::vector<std::string> choices_of(const std::string& value) {
    std::vector<std::string> choices;
    if (value.find('|') == std::string::npos || value.front() == '[' ||
        value.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos) {
        return choices;
    }
    for (std::size_t at = 0; at <= value.size();) {
        const auto end = std::min(value.find('|', at), value.size());
        choices.push_back(value.substr(at, end - at));
        at = end + 1;
    }
    return choices;
}

CommandInfo described(const CLI::App& app) {
    CommandInfo command{app.get_name(), app.get_description(), app.get_footer(), {}, {}, {}};
    for (const auto* const option : app.get_options()) {
        OptionInfo info;
        for (const auto& name : option->get_snames()) {
            info.names.push_back("-" + name);
        }
        for (const auto& name : option->get_lnames()) {
            info.names.push_back("--" + name);
        }
        const bool is_flag = option->get_items_expected_max() == 0;
        info.value = option->get_type_name();
        info.value = is_flag && (info.value.empty() || info.value.front() != '[') ? "" : info.value;
        info.choices = choices_of(info.value);
        info.help = option->get_description();
        if (info.names.empty()) {
            info.value = option->get_name();
        }
        (info.names.empty() ? command.positionals : command.options).push_back(std::move(info));
    }
    for (const auto* const inner : app.get_subcommands([](const CLI::App*) { return true; })) {
        command.commands.push_back(described(*inner));
    }
    return command;
}

/// The command that was chosen, or null.
CLI::App* chosen(CLI::App& app) {
    const auto commands = app.get_subcommands();
    return commands.empty() ? nullptr : commands.front();
}

/// `; did you mean "--select"?` for a word that is no option (or no command), or nothing.
std::string suggestion(CLI::App& app, const std::string& word) {
    std::vector<std::string> candidates;
    auto* const command = chosen(app);
    if (command == nullptr && word.substr(0, 1) != "-") {
        for (const auto* const known : app.get_subcommands(nullptr)) {
            candidates.push_back(known->get_name());
        }
    } else {
        const auto& owner = command == nullptr ? app : *command;
        for (const auto* const option : owner.get_options()) {
            for (const auto& name : option->get_lnames()) {
                candidates.push_back("--" + name);
            }
        }
    }
    const auto near = nearest(word.substr(0, word.find('=')), candidates);
    return near.empty() ? std::string{} : fmt::format("; did you mean \"{}\"?", near);
}

/// What is wrong with the command line, as one line.
std::string usage_message(CLI::App& app, const CLI::ParseError& error) {
    const auto* const command = chosen(app);
    const auto help =
        fmt::format("tasklint {}--help", command == nullptr ? "" : command->get_name() + " ");
    const auto extra = app.remaining(true);
    if (!extra.empty()) {
        const bool option = extra.front().substr(0, 1) == "-";
        return fmt::format("unknown {} \"{}\"{} ({} lists all)",
                           option               ? "option"
                           : command == nullptr ? "command"
                                                : "argument",
                           extra.front(), suggestion(app, extra.front()), help);
    }
    if (command == nullptr) {
        return fmt::format("a command is missing ({} lists them)", help);
    }
    return error.what();
}

Exit run(const CLI::App& app, Arguments& arguments) {
    const auto default_path = [](std::vector<std::string>& paths) {
        if (paths.empty()) {
            paths.emplace_back(".");
        }
    };
    default_path(arguments.check.paths);
    default_path(arguments.format.paths);
    default_path(arguments.export_calendar.paths);
    default_path(arguments.agenda.paths);
    default_path(arguments.list.paths);
    const CLI::App& command = *app.get_subcommands().front();
    const std::string& name = command.get_name();
    if (name == "check") {
        return check(arguments.check);
    }
    if (name == "fmt") {
        return format(arguments.format);
    }
    if (name == "export") {
        return export_calendar(arguments.export_calendar);
    }
    if (name == "agenda") {
        return agenda(arguments.agenda);
    }
    if (name == "list") {
        return list(arguments.list);
    }
    if (name == "query") {
        return query(arguments.query);
    }
    if (name == "read") {
        return read_tasks(arguments.read);
    }
    if (name == "done") {
        return done(arguments.done);
    }
    if (name == "parse") {
        return parse_lines(arguments.parse);
    }
    if (name == "init") {
        return init(arguments.init);
    }
    if (name == "config") {
        return command.got_subcommand("show")   ? show_configuration(arguments.show)
               : command.got_subcommand("file") ? print_config_file(arguments.show)
                                                : print_config_schema();
    }
    if (name == "completions") {
        const auto program = described(app);
        print(arguments.shell == "bash"  ? bash_completions(program)
              : arguments.shell == "zsh" ? zsh_completions(program)
                                         : fish_completions(program));
        return Exit::clean;
    }
    if (name == "man") {
        print(manual_page(described(app), std::string{version}));
        return Exit::clean;
    }
    if (name == "explain") {
        return explain(arguments.explain_rule);
    }
    return list_rules(arguments.rules_json);
}

/// A file that we open must never become a standard stream that was closed: reading and writing
/// through these gives an error instead.
void occupy_standard_streams() {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) == -1) {
            static_cast<void>(
                ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY));
        }
    }
}

Exit run_command_line(int count, char** texts) {
    occupy_standard_streams();
    // A reader that went away is no failure: print() says so and the exit code stays what it is.
    std::signal(SIGPIPE, SIG_IGN);
    // A file that must not grow any more is an error like a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    Arguments arguments;
    CLI::App app{
        "Finds what is wrong with the tasks in Obsidian notes, mends it and writes calendars."};
    add_all(app, arguments, count > 1 ? texts[1] : "");
    refuse_empty_commits({texts, texts + count});
    try {
        app.parse(count, texts);
    } catch (const CLI::CallForHelp&) {
        auto* const command = chosen(app);
        print(command == nullptr ? app.help() : command->help(app.get_name()));
        return Exit::clean;
    } catch (const CLI::CallForVersion& version_text) {
        print(std::string{version_text.what()} + "\n");
        return Exit::clean;
    } catch (const CLI::ParseError& error) {
        throw Unusable(usage_message(app, error));
    }
    return run(app, arguments);
}

}  // namespace

}  // namespace tasklint::cli

int main(int count, char** texts) {
    using tasklint::cli::Exit;
    using tasklint::cli::Messages;
    auto code = Exit::internal;
    try {
        code = tasklint::cli::run_command_line(count, texts);
    } catch (const tasklint::cli::Unusable& error) {
        Messages::error(error.what());
        code = Exit::unusable;
    } catch (const tasklint::ConfigError& error) {
        Messages::error(error.what());
        code = Exit::unusable;
    } catch (const std::system_error& error) {
        Messages::error(error.what());
        code = Exit::unusable;
    } catch (const std::bad_alloc&) {
        // Without taking any, for a message.
        static_cast<void>(std::fputs("tasklint: error: Cannot allocate memory\n", stderr));
        code = Exit::unusable;
    } catch (const std::exception& error) {
        Messages::error(fmt::format("internal error: {}", error.what()));
    }
    return static_cast<int>(code);
}
