#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/output.hpp"

// What each command takes from the command line. main.cpp fills these; one file a command uses
// them. Texts are empty where an option was not given; dates and numbers are checked by the
// command.

namespace tasklint::cli {

struct CheckArguments {
    std::vector<std::string> paths;
    bool fix = false, unsafe_fixes = false, diff = false, fix_only = false;
    std::vector<std::string> select, ignore, extend_select;
    std::vector<std::string> reports;  ///< `FORMAT` or `FORMAT=FILE`
    std::string fail_on = "error";
    std::string today;
    std::string stdin_filename;
    std::string config;
    std::string color = "auto";
    unsigned threads = 0;
    bool quiet = false, exit_zero = false, statistics = false;
    std::string vault_rules = "auto";
    std::size_t max_diagnostics = 0;  ///< 0: all
};
[[nodiscard]] Exit check(const CheckArguments& arguments);

struct FormatArguments {
    std::vector<std::string> paths;
    bool check = false, diff = false, quiet = false;
    std::string stdin_filename;
    std::string today;
    std::string config;
    unsigned threads = 0;
};
[[nodiscard]] Exit format(const FormatArguments& arguments);

struct ExportArguments {
    std::vector<std::string> paths;
    std::string output = "-";
    std::string profile;  ///< empty: the configuration's
    std::string name;
    std::string done, proposed;
    bool keep_cancelled = false, strict = false, quiet = false;
    std::string today;
    std::string config;
};
[[nodiscard]] Exit export_calendar(const ExportArguments& arguments);

struct ListArguments {
    std::vector<std::string> paths;
    bool json = false, jsonl = false, csv = false;
    std::vector<std::string> tags, owners, globs, statuses, priorities, from, to;
    bool overdue = false, blocked = false, blocking = false, quiet = false;
    std::string done = "drop";
    std::string sort = "due";
    std::string today;
    std::string config;
};
[[nodiscard]] Exit list(const ListArguments& arguments);

struct ReadArguments {
    std::string place;  ///< `FILE`, `FILE:LINE` or `-`
    bool json = false, quiet = false;
    std::string stdin_filename;
    std::string today;
    std::string config;
    std::string color = "auto";
};
[[nodiscard]] Exit read_tasks(const ReadArguments& arguments);

struct DoneArguments {
    std::vector<std::string> places;    ///< `FILE:LINE`
    std::optional<std::string> status;  ///< symbol, name or type; absent: the next one
    std::string today;
    std::string config;
    bool dry_run = false, quiet = false;
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

[[nodiscard]] Exit explain(const std::string& name);

[[nodiscard]] Exit list_rules(bool json);

}  // namespace tasklint::cli
