#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/output.hpp"

// What each command takes from the command line. main.cpp fills these; one file a command uses
// them. Texts are empty where an option was not given; dates and numbers are checked by the
// command.

namespace tasklint::cli {

/// `--config` and `--isolated`, as they were typed.
struct ConfigArguments {
    std::vector<std::string> given;  ///< `FILE` or `KEY=VALUE`
    bool isolated = false;
};

/// A flag that may have a value: `--flag` or `--flag=VALUE`. The last one counts.
struct ValueFlag {
    std::vector<std::string> given;  ///< `true` where there is no value

    explicit operator bool() const noexcept { return !given.empty(); }
    [[nodiscard]] std::string value() const {
        return given.empty() || given.back() == "true" ? std::string{} : given.back();
    }
};

/// Which files a walk takes.
struct FileArguments {
    std::vector<std::string> exclude;  ///< over those of the configuration
    bool no_ignore = false, force_exclude = false;
};

/// Which tasks are wanted, of `list`, `export` and `agenda`.
struct FilterArguments {
    std::vector<std::string> queries;  ///< in the plugin's language
    std::vector<std::string> tags, owners, globs, statuses, priorities, from, to, due;
    bool overdue = false, blocked = false, blocking = false;
};

struct CheckArguments {
    std::vector<std::string> paths;
    FileArguments files;
    bool fix = false, unsafe_fixes = false, diff = false, fix_only = false;
    bool break_hard_links = false;
    std::vector<std::string> select, ignore, extend_select;
    std::vector<std::string> reports;  ///< `FORMAT` or `FORMAT=FILE`
    std::string fail_on = "error";
    std::string min_confidence = "likely";
    std::string today;
    std::string stdin_filename;
    ConfigArguments config;
    std::string color = "auto";
    unsigned threads = 0;
    bool quiet = false, exit_zero = false, statistics = false;
    std::string vault_rules = "auto";
    ValueFlag add_suppressions;        ///< with a reason
    ValueFlag changed, changed_lines;  ///< a commit; without a value HEAD
    bool staged = false;
    std::string baseline;  ///< empty: the vault's own, if it is there
    bool no_baseline = false, write_baseline = false;
    std::size_t max_diagnostics = 0;  ///< 0: all
};
[[nodiscard]] Exit check(const CheckArguments& arguments);

struct FormatArguments {
    std::vector<std::string> paths;
    FileArguments files;
    bool check = false, diff = false, break_hard_links = false, quiet = false;
    std::string stdin_filename;
    std::string today;
    ConfigArguments config;
    unsigned threads = 0;
};
[[nodiscard]] Exit format(const FormatArguments& arguments);

struct ExportArguments {
    std::vector<std::string> paths;
    FileArguments files;
    FilterArguments filters;
    std::string output = "-";
    std::string format = "ics";
    std::string vdir;  ///< a folder; empty: none
    std::string split;
    /// Keys of `[export]` with their values, as options give them: `profile`, `tz`, …
    std::map<std::string, std::string> settings;
    std::vector<std::string> alarms;
    std::vector<std::string> private_tags;
    std::string name;
    std::string done, proposed;
    ValueFlag state;  ///< with a file
    bool stateless = false, write_ids = false, break_hard_links = false;
    std::string stamp = "task";
    bool keep_cancelled = false, strict = false, quiet = false;
    std::string today;
    ConfigArguments config;
};
[[nodiscard]] Exit export_calendar(const ExportArguments& arguments);

struct AgendaArguments {
    std::vector<std::string> paths;
    FileArguments files;
    FilterArguments filters;
    std::string output = "-";
    std::string name;  ///< empty: the vault's
    unsigned weeks = 5;
    std::string done = "drop";
    bool strict = false, quiet = false;
    std::string today;
    ConfigArguments config;
};
[[nodiscard]] Exit agenda(const AgendaArguments& arguments);

struct ListArguments {
    std::vector<std::string> paths;
    FileArguments files;
    FilterArguments filters;
    bool json = false, jsonl = false, csv = false, strict = false, quiet = false;
    std::string done;  ///< empty: drop, but with a query what that says
    std::string sort = "due";
    std::string today;
    ConfigArguments config;
};
[[nodiscard]] Exit list(const ListArguments& arguments);

struct QueryArguments {
    std::vector<std::string> words;  ///< the query (if neither of the next two), then paths
    std::string text, file;          ///< `-e` and `-f`
    FileArguments files;
    bool json = false, markdown = false, explain = false, strict = false, quiet = false;
    std::string today;
    ConfigArguments config;
};
[[nodiscard]] Exit query(const QueryArguments& arguments);

struct ReadArguments {
    std::string place;  ///< `FILE`, `FILE:LINE` or `-`
    bool json = false, quiet = false;
    std::string stdin_filename;
    std::string today;
    ConfigArguments config;
    std::string color = "auto";
};
[[nodiscard]] Exit read_tasks(const ReadArguments& arguments);

struct DoneArguments {
    std::vector<std::string> places;    ///< `FILE:LINE`
    std::optional<std::string> status;  ///< symbol, name or type; absent: the next one
    std::string today;
    ConfigArguments config;
    bool dry_run = false, break_hard_links = false, quiet = false;
};
[[nodiscard]] Exit done(const DoneArguments& arguments);

struct ParseArguments {
    std::string file = "-";
    bool note = false;
    std::string format;  ///< emoji, dataview or auto; empty: as the settings say
    std::string vault;
    std::string today;
};
[[nodiscard]] Exit parse_lines(const ParseArguments& arguments);

struct ShowArguments {
    std::string path = ".";
    bool json = false;
    ConfigArguments config;
};
[[nodiscard]] Exit show_configuration(const ShowArguments& arguments);
[[nodiscard]] Exit print_config_file(const ShowArguments& arguments);
[[nodiscard]] Exit print_config_schema();

struct InitArguments {
    std::string folder = ".";
    bool settings = false, force = false;
};
[[nodiscard]] Exit init(const InitArguments& arguments);

[[nodiscard]] Exit explain(const std::string& name);

[[nodiscard]] Exit list_rules(bool json);

}  // namespace tasklint::cli
