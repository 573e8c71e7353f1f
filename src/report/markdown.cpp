// A table in GitHub's Markdown, for the summary of a step ($GITHUB_STEP_SUMMARY).
//   * What comes from notes stands in code spans: there nothing is a link, a mention, a reference
//   to
//     an issue or HTML, and no backslash or entity means anything.
//   * Only a pipe still acts there, as the end of the cell; readers differ in what a backslash
//   before
//     it does. So a code span ends before it, and it is written as an entity between two.
#include "report/formats.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "report/finding_text.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

namespace {

/// GitHub takes 1024 KiB of a step and drops all of it if there is more; this leaves room for what
/// other tools write.
constexpr std::size_t most_bytes = 1'000'000;

/// @param text safe to print, without a pipe
std::string code_span(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string marks(longest + 1, '`');
    // A blank on both sides is taken away again, so that a backtick may stand first or last; text
    // of nothing but blanks keeps them.
    const bool blank = text.find_first_not_of(' ') == std::string_view::npos;
    const bool pad = !blank && (longest != 0 || text.front() == ' ');
    return fmt::format("{}{}{}{}{}", marks, pad ? " " : "", text, pad ? " " : "", marks);
}

/// Text of a note in a cell.
std::string cell(std::string_view text) {
    const auto safe = printable(text);
    std::string out;
    for (std::string_view rest = safe; !rest.empty();) {
        const auto pipe = rest.find('|');
        if (pipe != 0) {
            out += code_span(rest.substr(0, pipe));
        }
        if (pipe == std::string_view::npos) {
            break;
        }
        out += "&#124;";
        rest.remove_prefix(pipe + 1);
    }
    return out;
}

std::string row(const Diagnostic& diagnostic) {
    const auto place = fmt::format("{}:{}:{}", diagnostic.path, diagnostic.begin.line + 1,
                                   diagnostic.begin.codepoint + 1);
    return fmt::format("| {} | {} | {} {} | {} |\n", severity_name(diagnostic.severity),
                       cell(place), diagnostic.rule->code, diagnostic.rule->name,
                       cell(diagnostic.message));
}

std::string heading(const CheckResult& result) {
    const auto counts = count_findings(result);
    std::string text;
    const auto add = [&](std::size_t number, std::string_view noun) {
        if (number != 0) {
            text += (text.empty() ? "" : ", ") + counted(number, noun);
        }
    };
    add(counts.errors, "error");
    add(counts.warnings, "warning");
    add(counts.infos, "info");
    return fmt::format("## tasklint: {}\n\n{}\n", text.empty() ? "no problems" : text,
                       summary_line(result));
}

}  // namespace

std::string write_markdown(const CheckResult& result, const ReportOptions&) {
    auto out = heading(result);
    if (result.diagnostics.empty()) {
        return out;
    }
    out += "\n| severity | place | rule | message |\n| --- | --- | --- | --- |\n";
    std::size_t shown = 0;
    for (const auto* const diagnostic : worst_first(result)) {
        const auto line = row(*diagnostic);
        if (out.size() + line.size() > most_bytes) {
            out += fmt::format("\n{} more left out: GitHub shows one megabyte of a step.\n",
                               counted(result.diagnostics.size() - shown, "finding"));
            break;
        }
        out += line;
        ++shown;
    }
    return out;
}

}  // namespace tasklint
