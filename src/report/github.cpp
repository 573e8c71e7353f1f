// Workflow commands of GitHub Actions
// (docs.github.com/actions/reference/workflow-commands-for-github-actions), escaped as GitHub's own
// toolkit does (actions/toolkit, packages/core/src/command.ts).
#include "report/formats.hpp"

#include <array>
#include <iterator>

#include <fmt/format.h>

#include "report/finding_text.hpp"
#include "tasklint/text.hpp"
#include "text/terminal.hpp"

namespace tasklint {

namespace {

/// GitHub keeps this many annotations of each level from one step.
constexpr std::size_t most_of_a_level = 10;

struct Level {
    Severity severity;
    std::string_view command;
};
constexpr std::array levels{Level{Severity::error, "error"}, Level{Severity::warning, "warning"},
                            Level{Severity::info, "notice"}};

/// `%`, CR and LF would end a command or be read as an escape; in properties `:` and `,` as well.
std::string escaped(std::string_view text, bool property) {
    std::string out;
    for (const char c : text) {
        const bool escape =
            c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
        if (escape) {
            fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out;
}

/// The path names a file, so it stays as it is, but for what a terminal or a runner would obey.
std::string file_name(std::string_view path) {
    std::string out;
    for (std::size_t at = 0; at < path.size();) {
        const auto character = decode_utf8(path, at);
        const auto code_point = character.code_point;
        const bool obeyed =
            acts_on_terminal(code_point) && code_point != U'\r' && code_point != U'\n';
        if (opens_command(path, at)) {
            out += shown_bracket;
        } else {
            out += obeyed ? printable(path.substr(at, character.size)) : encode_utf8(code_point);
        }
        at += character.size;
    }
    return out;
}

void write_annotation(std::string& out, std::string_view command, const Diagnostic& diagnostic) {
    const auto& begin = diagnostic.begin;
    const auto& end = end_of(diagnostic);
    fmt::format_to(std::back_inserter(out), "::{} file={},line={},endLine={}", command,
                   escaped(file_name(diagnostic.path), true), begin.line + 1, end.line + 1);
    if (begin.line == end.line) {  // GitHub has no columns across lines
        fmt::format_to(std::back_inserter(out), ",col={},endColumn={}", begin.codepoint + 1,
                       end.codepoint + 1);
    }
    fmt::format_to(
        std::back_inserter(out), ",title={}::{}\n",
        escaped(fmt::format("{} {}", diagnostic.rule->code, diagnostic.rule->name), true),
        escaped(message_lines(diagnostic), false));
}

}  // namespace

std::string write_github(const CheckResult& result, const ReportOptions&) {
    std::string out;
    std::string more;
    for (const auto& [severity, command] : levels) {
        std::size_t number = 0;
        for (const auto& diagnostic : result.diagnostics) {
            if (diagnostic.severity == severity && ++number <= most_of_a_level) {
                write_annotation(out, command, diagnostic);
            }
        }
        if (number > most_of_a_level) {
            more += (more.empty() ? "" : ", ") +
                    counted(number - most_of_a_level, severity_name(severity));
        }
    }
    if (!more.empty()) {
        out += fmt::format(
            "{} more without an annotation: GitHub shows ten of each level a step. All are in the "
            "step summary with --report markdown=\"$GITHUB_STEP_SUMMARY\"\n",
            more);
    }
    return out;
}

}  // namespace tasklint
