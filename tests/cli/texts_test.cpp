// Completions and the manual page, read by the shells and by man themselves where they are there.
#include <cstdlib>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "support/catch.hpp"

using support::Finished;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;
using Strings = std::vector<std::string>;

namespace {

bool is_there(const std::string& program) {
    return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;  // NOLINT
}

Finished run_script(const TemporaryFolder& folder, const std::string& shell,
                    const std::string& script) {
    write_bytes(folder / "script", script);
    return support::run({{"/usr/bin/env", shell, folder / "script"}, folder.path()});
}

}  // namespace

TEST_CASE("bash completes commands, options and values", "[cli][texts]") {
    const TemporaryFolder folder;
    const auto script = run_tasklint({{"completions", "bash"}, folder.path()});
    REQUIRE(script.status == 0);
    write_bytes(folder / "completion", script.out);
    const struct {
        const char* words;
        const char* wanted;
    } cases[] = {
        {"tasklint ch", "check"},
        {"tasklint config s", "show schema"},
        {"tasklint check --fix-", "--fix-only"},
        {"tasklint check --color a", "auto always"},
        {"tasklint config show --js", "--json"},
        {"tasklint explain ", "completion script"},  // files of the folder
    };
    for (const auto& [words, wanted] : cases) {
        DYNAMIC_SECTION(words) {
            const auto done = run_script(folder, "bash",
                                         "source ./completion\nline=\"" + std::string{words} +
                                             "\"\nread -ra COMP_WORDS <<<\"$line\"\n[[ $line == *' "
                                             "' ]] && COMP_WORDS+=('')\n"
                                             "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_tasklint\n"
                                             "printf '%s\\n' \"${COMPREPLY[*]}\"\n");
            INFO(done.err);
            CHECK(done.out == std::string{wanted} + "\n");
        }
    }
}

TEST_CASE("zsh and fish take their completions", "[cli][texts]") {
    const TemporaryFolder folder;
    for (const std::string shell : {"zsh", "fish"}) {
        const auto script = run_tasklint({{"completions", shell}, folder.path()});
        REQUIRE(script.status == 0);
        write_bytes(folder / ("completion." + shell), script.out);
        if (!is_there(shell)) {
            WARN(shell << " is not there: its completions are not tried");
            continue;
        }
        const auto syntax = support::run(
            {{"/usr/bin/env", shell, "-n", folder / ("completion." + shell)}, folder.path()});
        INFO(syntax.err);
        CHECK(syntax.status == 0);
    }
    if (is_there("fish")) {
        const auto asked = [&](const std::string& line) {
            return run_script(folder, "fish",
                              "source ./completion.fish\ncomplete -C '" + line + "'\n")
                .out;
        };
        CHECK_THAT(asked("tasklint exp"), TASKLINT_CONTAINS("explain\t"));
        CHECK_THAT(asked("tasklint check --fail-on w"), TASKLINT_CONTAINS("warning"));
        CHECK_THAT(asked("tasklint config sh"), TASKLINT_CONTAINS("show\t"));
    }
    if (is_there("zsh")) {
        const auto loaded =
            run_script(folder, "zsh",
                       "autoload -Uz compinit\ncompinit -u -D\nsource ./completion.zsh\n"
                       "print -- ${_comps[tasklint]} ${+functions[_tasklint_check]}\n");
        INFO(loaded.err);
        CHECK(loaded.out == "_tasklint 1\n");
    }
    CHECK(run_tasklint({{"completions", "tcsh"}, folder.path()}).status == 2);
}

TEST_CASE("man reads the manual page without a complaint", "[cli][texts]") {
    const TemporaryFolder folder;
    const auto page = run_tasklint({{"man"}, folder.path()});
    REQUIRE(page.status == 0);
    write_bytes(folder / "tasklint.1", page.out);
    CHECK_THAT(page.out, TASKLINT_CONTAINS(".SS tasklint check"));
    CHECK_THAT(page.out, TASKLINT_CONTAINS("\\fB\\-\\-fail\\-on\\fR \\fIerror|warning|info\\fR"));
    if (!is_there("man")) {
        WARN("man is not there: the page is not tried");
        return;
    }
    const auto shown =
        support::run({{"/usr/bin/env", "MANPAGER=cat", "MANWIDTH=100", "LC_ALL=C.UTF-8", "man",
                       "--warnings", "-l", folder / "tasklint.1"},
                      folder.path()});
    CHECK(shown.status == 0);
    CHECK(shown.err.empty());
    for (const auto* const part :
         {"NAME", "EXIT STATUS", "--report FORMAT[=FILE]", "tasklint fmt"}) {
        CHECK_THAT(shown.out, TASKLINT_CONTAINS(part));
    }
}

TEST_CASE("help fits a screen and shows examples", "[cli][texts]") {
    const TemporaryFolder folder;
    const auto program = run_tasklint({{"--help"}, folder.path()});
    CHECK(program.status == 0);
    CHECK(support::count_of(program.out, "\n") <= 40);
    for (const auto* const command : {"check", "fmt", "export", "agenda", "list", "read", "done"}) {
        DYNAMIC_SECTION(command) {
            const auto help = run_tasklint({{command, "--help"}, folder.path()});
            CHECK(help.status == 0);
            CHECK(support::count_of(help.out, "\n") <= 82);
            CHECK_THAT(help.out, TASKLINT_CONTAINS("Example"));
        }
    }
}
