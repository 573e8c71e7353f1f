// Workflow commands of GitHub Actions
// (docs.github.com/actions/reference/workflow-commands-for-github-actions).
#include "report/formats.hpp"

#include <array>
#include <iterator>

#include <fmt/format.h>

#include "report/finding_text.hpp"
#include "tasklint/text.hpp"

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

std::string message_of(const Diagnostic& diagnostic) {
    auto message = printable(diagnostic.message);
    const auto add = [&](std::string_view label, std::string_view text) {
        if (!text.empty()) {
            message += fmt::format("\n{}{}", label, printable(text));
        }
    };
    add("", diagnostic.detail);
    add("plugin reads: ", diagnostic.plugin_reads);
    if (is_fixable(diagnostic)) {
        add(diagnostic.fix->safety == Safety::safe ? "safe fix: " : "unsafe fix: ",
            diagnostic.fixed_line.empty() ? diagnostic.fix->title : diagnostic.fixed_line);
    }
    add("help: ", diagnostic.help);
    return message;
}

void write_annotation(std::string& out, std::string_view command, const Diagnostic& diagnostic) {
    const auto& begin = diagnostic.begin;
    const auto& end = diagnostic.end;
    // The path names a file, so it stays as it is.
    fmt::format_to(std::back_inserter(out), "::{} file={},line={},endLine={}", command,
                   escaped(to_valid_utf8(diagnostic.path), true), begin.line + 1, end.line + 1);
    if (begin.line == end.line) {  // GitHub has no columns across lines
        fmt::format_to(std::back_inserter(out), ",col={},endColumn={}", begin.codepoint + 1,
                       end.codepoint + 1);
    }
    fmt::format_to(
        std::back_inserter(out), ",title={}::{}\n",
        escaped(fmt::format("{} {}", diagnostic.rule->code, diagnostic.rule->name), true),
        escaped(message_of(diagnostic), false));
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
            "{} more without an annotation: GitHub shows ten of each level a step.\n", more);
    }
    return out;
}

}  // namespace tasklint
