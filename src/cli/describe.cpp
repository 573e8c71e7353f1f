// Completions and the manual page, from the description of the command line.
#include "cli/describe.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

namespace tasklint::cli {

namespace {

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
    return fmt::format("{}", fmt::join(words, separator));
}

/// Text in single quotes of a shell.
std::string in_quotes(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? std::string{"'\\''"} : std::string{c};
    }
    return out + "'";
}

bool takes_value(const OptionInfo& option) {
    return !option.value.empty() && option.value.front() != '[';
}

/// Values that are files: the shell knows them.
bool is_file(std::string_view value) {
    return value.find("FILE") != std::string_view::npos ||
           value.find("PATH") != std::string_view::npos ||
           value.find("DIR") != std::string_view::npos ||
           value.find("FOLDER") != std::string_view::npos;
}

std::vector<std::string> names_of(const CommandInfo& command) {
    std::vector<std::string> names;
    for (const auto& option : command.options) {
        names.insert(names.end(), option.names.begin(), option.names.end());
    }
    return names;
}

std::vector<std::string> command_names(const CommandInfo& command) {
    std::vector<std::string> names;
    for (const auto& one : command.commands) {
        names.push_back(one.name);
    }
    return names;
}

/// The values that complete an option in bash: a list of words, or files.
void add_bash_values(std::string& out, const CommandInfo& command) {
    for (const auto& option : command.options) {
        if (!takes_value(option)) {
            continue;
        }
        const auto values =
            option.choices.empty()
                ? std::string{is_file(option.value) ? "COMPREPLY=($(compgen -f -- \"$current\"))"
                                                    : "COMPREPLY=()"}
                : fmt::format("COMPREPLY=($(compgen -W {} -- \"$current\"))",
                              in_quotes(joined(option.choices, " ")));
        fmt::format_to(std::back_inserter(out),
                       "                {})\n                    {}\n"
                       "                    return ;;\n",
                       joined(option.names, " | "), values);
    }
}

void add_bash_command(std::string& out, const CommandInfo& command, const std::string& path) {
    fmt::format_to(std::back_inserter(out), "        {})\n", in_quotes(path));
    const bool has_values =
        std::any_of(command.options.begin(), command.options.end(), takes_value);
    if (has_values) {
        out += "            case $previous in\n";
        add_bash_values(out, command);
        out += "            esac\n";
    }
    fmt::format_to(
        std::back_inserter(out), "            words={}\n            ;;\n",
        in_quotes(
            joined(command.commands.empty() ? names_of(command) : command_names(command), " ")));
    for (const auto& inner : command.commands) {
        add_bash_command(out, inner, path.empty() ? inner.name : path + " " + inner.name);
    }
}

/// `_arguments` gives brackets and colons a meaning.
std::string zsh_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out;
}

std::string zsh_values(const OptionInfo& option) {
    return !option.choices.empty() ? fmt::format("({})", joined(option.choices, " "))
           : is_file(option.value) ? "_files"
                                   : " ";
}

void add_zsh_command(std::string& out, const CommandInfo& command, const std::string& function) {
    fmt::format_to(std::back_inserter(out), "{}() {{\n", function);
    if (!command.commands.empty()) {
        out += "    local -a commands\n    commands=(\n";
        for (const auto& inner : command.commands) {
            fmt::format_to(std::back_inserter(out), "        {}\n",
                           in_quotes(inner.name + ":" + zsh_text(inner.help)));
        }
        fmt::format_to(std::back_inserter(out),
                       "    )\n"
                       "    if (( CURRENT == 2 )); then\n"
                       "        _describe command commands\n"
                       "        return\n"
                       "    fi\n"
                       "    local name=${{words[2]}}\n"
                       "    shift words\n"
                       "    (( CURRENT-- ))\n"
                       "    (( $+functions[{0}_$name] )) && {0}_$name\n}}\n\n",
                       function);
        for (const auto& inner : command.commands) {
            add_zsh_command(out, inner, function + "_" + inner.name);
        }
        return;
    }
    out += "    _arguments -s -S";
    for (const auto& option : command.options) {
        for (const auto& name : option.names) {
            const auto value = takes_value(option) ? fmt::format(":{}:{}", zsh_text(option.value),
                                                                 zsh_values(option))
                                                   : std::string{};
            fmt::format_to(std::back_inserter(out), " \\\n        {}",
                           in_quotes(fmt::format("*{}[{}]{}", name, zsh_text(option.help), value)));
        }
    }
    for (const auto& positional : command.positionals) {
        fmt::format_to(
            std::back_inserter(out), " \\\n        {}",
            in_quotes(fmt::format("*:{}:{}", zsh_text(positional.value), zsh_values(positional))));
    }
    out += "\n}\n\n";
}

void add_fish_command(std::string& out, const CommandInfo& command, const std::string& condition) {
    for (const auto& option : command.options) {
        std::string line = fmt::format("complete -c tasklint -n {}", in_quotes(condition));
        for (const auto& name : option.names) {
            line += name.substr(0, 2) == "--" ? " -l " + name.substr(2) : " -s " + name.substr(1);
        }
        if (takes_value(option)) {
            line += !option.choices.empty() ? " -x -a " + in_quotes(joined(option.choices, " "))
                                            : (is_file(option.value) ? " -r -F" : " -x");
        }
        out += fmt::format("{} -d {}\n", line, in_quotes(option.help));
    }
}

/// roff: a backslash, a hyphen and a line's first dot or quote have a meaning.
std::string roff(std::string_view text) {
    std::string out;
    bool line_begins = true;
    for (const char c : text) {
        if (line_begins && (c == '.' || c == '\'')) {
            out += "\\&";
        }
        line_begins = c == '\n';
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else {
            out += c;
        }
    }
    return out;
}

void add_options(std::string& out, const std::vector<OptionInfo>& options) {
    for (const auto& option : options) {
        std::vector<std::string> names;
        for (const auto& name : option.names) {
            names.push_back(fmt::format("\\fB{}\\fR", roff(name)));
        }
        auto title = joined(names, ", ");
        if (!option.value.empty()) {
            title += fmt::format("{}\\fI{}\\fR", title.empty() || !takes_value(option) ? "" : " ",
                                 roff(option.value));
        }
        fmt::format_to(std::back_inserter(out), ".TP\n{}\n{}\n", title, roff(option.help));
    }
}

void add_manual_command(std::string& out, const CommandInfo& command, const std::string& path) {
    std::string usage;
    for (const auto& positional : command.positionals) {
        usage += " " + positional.value;
    }
    fmt::format_to(std::back_inserter(out), ".SS {}{}\n{}.\n", roff(path), roff(usage),
                   roff(command.help));
    add_options(out, command.positionals);
    add_options(out, command.options);
    if (!command.footer.empty()) {
        fmt::format_to(std::back_inserter(out), ".PP\n.nf\n{}\n.fi\n", roff(command.footer));
    }
    for (const auto& inner : command.commands) {
        add_manual_command(out, inner, path + " " + inner.name);
    }
}

}  // namespace

std::string bash_completions(const CommandInfo& program) {
    std::string cases;
    add_bash_command(cases, program, "");
    std::vector<std::string> nested;
    for (const auto& command : program.commands) {
        if (!command.commands.empty()) {
            nested.push_back(command.name);
        }
    }
    return fmt::format(
        R"(# bash completion of tasklint: source it, or put it into the folder of bash-completion.
_tasklint() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}
    local command='' words='' i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${{COMP_WORDS[i]}} in
            -*) break ;;
        esac
        command=${{command:+$command }}${{COMP_WORDS[i]}}
        case $command in
            {}) ;;
            *) break ;;
        esac
    done
    COMPREPLY=()
    case $command in
{}    esac
    if [[ $current == -* || -z $command || $command == {} ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$current"))
    else
        COMPREPLY=($(compgen -f -- "$current"))
    fi
}}
complete -o filenames -F _tasklint tasklint
)",
        joined(nested, " | "), cases, nested.empty() ? "''" : nested.front());
}

std::string zsh_completions(const CommandInfo& program) {
    std::string out =
        "#compdef tasklint\n# zsh completion of tasklint: put it into a folder of fpath as "
        "_tasklint.\n\n";
    add_zsh_command(out, program, "_tasklint");
    return out + "compdef _tasklint tasklint\n";
}

std::string fish_completions(const CommandInfo& program) {
    std::string out =
        "# fish completion of tasklint: put it into ~/.config/fish/completions/tasklint.fish\n";
    for (const auto& command : program.commands) {
        fmt::format_to(std::back_inserter(out),
                       "complete -c tasklint -n __fish_use_subcommand -f -a {} -d {}\n",
                       command.name, in_quotes(command.help));
    }
    for (const auto& command : program.commands) {
        const auto within = fmt::format("__fish_seen_subcommand_from {}", command.name);
        for (const auto& inner : command.commands) {
            fmt::format_to(std::back_inserter(out), "complete -c tasklint -n {} -f -a {} -d {}\n",
                           in_quotes(within), inner.name, in_quotes(inner.help));
            add_fish_command(
                out, inner,
                fmt::format("{}; and __fish_seen_subcommand_from {}", within, inner.name));
        }
        add_fish_command(out, command, within);
    }
    return out;
}

std::string manual_page(const CommandInfo& program, const std::string& version) {
    std::string out = fmt::format(
        ".TH TASKLINT 1 \"\" \"tasklint {}\" \"User Commands\"\n"
        ".SH NAME\ntasklint \\- lint, mend and export the tasks in Obsidian notes\n"
        ".SH SYNOPSIS\n\\fBtasklint\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIPATH\\fR]...\n"
        ".SH DESCRIPTION\n{}\n.SH COMMANDS\n",
        roff(version), roff(program.help));
    for (const auto& command : program.commands) {
        add_manual_command(out, command, "tasklint " + command.name);
    }
    out += R"(.SH EXIT STATUS
.TP
0
nothing at \fB\-\-fail\-on\fR or above is left
.TP
1
findings are left, or something would change
.TP
2
wrong usage, configuration, input or output
.TP
3
a fault of tasklint
.SH ENVIRONMENT
.TP
NO_COLOR, FORCE_COLOR
no colours, or colours although the output is no terminal; \fB\-\-color\fR goes over both
.SH FILES
.TP
\&.tasklint.toml
the configuration, at the root of the vault; or the table [tool.tasklint] of a pyproject.toml
.TP
\&.tasklintignore
patterns of notes that are left out, as in a .gitignore
.SH SEE ALSO
\fBtasklint explain\fR \fIRULE\fR prints the page of a rule.
)";
    return out;
}

}  // namespace tasklint::cli
