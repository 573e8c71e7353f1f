#pragma once

#include <string>
#include <vector>

// The command line as data: the options of main.cpp are the one table that help, completions and
// the manual page come from.
namespace tasklint::cli {

struct OptionInfo {
    std::vector<std::string> names;    ///< `-q`, `--quiet`; of a positional argument: none
    std::string value;                 ///< `FILE`, `[=REASON]`; empty: it takes none
    std::vector<std::string> choices;  ///< the only values, if there are but a few
    std::string help;
};

struct CommandInfo {
    std::string name;
    std::string help;
    std::string footer;
    std::vector<OptionInfo> options;      ///< those with names, in order
    std::vector<OptionInfo> positionals;  ///< `value` is what the usage calls it
    std::vector<CommandInfo> commands;
};

/// A script that completes words: bash, zsh or fish.
[[nodiscard]] std::string bash_completions(const CommandInfo& program);
[[nodiscard]] std::string zsh_completions(const CommandInfo& program);
[[nodiscard]] std::string fish_completions(const CommandInfo& program);

/// The manual page (man(7)).
[[nodiscard]] std::string manual_page(const CommandInfo& program, const std::string& version);

}  // namespace tasklint::cli
