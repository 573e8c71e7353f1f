// The findings of each note below its path, in columns.
#include "report/formats.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "report/finding_text.hpp"
#include "report/style.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

namespace {

using Findings = std::vector<Diagnostic>::const_iterator;

/// What stands in the columns before the message. All but the message is ASCII, so that bytes are
/// cells.
struct Row {
    std::string place, severity, rule;
};

Row row_of(const Diagnostic& diagnostic) {
    return {fmt::format("{}:{}", diagnostic.begin.line + 1, diagnostic.begin.codepoint + 1),
            std::string{severity_name(diagnostic.severity)},
            fmt::format("{} {}", diagnostic.rule->code, diagnostic.rule->name)};
}

std::string gap(const std::string& text, std::size_t width) {
    return std::string(width - text.size(), ' ');
}

void write_note(std::string& out, Findings begin, Findings end, const Style& style) {
    std::vector<Row> rows;
    for (auto at = begin; at != end; ++at) {
        rows.push_back(row_of(*at));
    }
    const auto width = [&](std::string Row::*column) {
        std::size_t most = 0;
        for (const auto& row : rows) {
            most = std::max(most, (row.*column).size());
        }
        return most;
    };
    const auto place = width(&Row::place);
    const auto severity = width(&Row::severity);
    const auto rule = width(&Row::rule);

    out += style.heading(begin->path) + '\n';
    auto row = rows.cbegin();
    for (auto at = begin; at != end; ++at, ++row) {
        fmt::format_to(std::back_inserter(out), "  {}{}  {}{}  {}{}  {}", gap(row->place, place),
                       row->place, style.severity(at->severity, row->severity),
                       gap(row->severity, severity), style.strong(row->rule), gap(row->rule, rule),
                       printable(at->message));
        if (const auto mark = fix_mark(*at); !mark.empty()) {
            out += ' ' + style.fix(mark);
        }
        out += '\n';
    }
}

}  // namespace

std::string write_grouped(const CheckResult& result, const ReportOptions& options) {
    const Style style{options};
    std::string out;
    const auto& findings = result.diagnostics;
    for (auto begin = findings.begin(); begin != findings.end();) {
        const auto end = std::find_if(begin, findings.end(), [&](const Diagnostic& other) {
            return other.path != begin->path;
        });
        out += out.empty() ? "" : "\n";
        write_note(out, begin, end, style);
        begin = end;
    }
    return out;
}

}  // namespace tasklint
