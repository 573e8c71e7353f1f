#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tasklint/lint.hpp"
#include "tasklint/report.hpp"

// Findings made by hand, so that reports are tested without any rule.
namespace sample {

inline const tasklint::Rule hidden{
    .code = "TL101",
    .name = "field-hidden-by-text",
    .group = "fields",
    .summary = "A field with text behind it is not read.",
    .severity = tasklint::Severity::error,
};

inline tasklint::Position position(std::string_view line, std::size_t byte, std::uint32_t number) {
    using tasklint::ColumnUnit;
    const auto at = static_cast<std::uint32_t>(byte);
    return {at,
            number,
            tasklint::column_of(line, at, ColumnUnit::byte),
            tasklint::column_of(line, at, ColumnUnit::utf16),
            tasklint::column_of(line, at, ColumnUnit::codepoint),
            tasklint::column_of(line, at, ColumnUnit::cell)};
}

/// A finding about the first `cause` in `line`, which is line 12 of a note.
inline tasklint::Diagnostic finding(std::string_view line, std::string_view cause,
                                    std::string_view victim = {}) {
    tasklint::Diagnostic diagnostic;
    diagnostic.rule = &hidden;
    diagnostic.severity = tasklint::Severity::error;
    diagnostic.path = "Notes/a b.md";
    diagnostic.vault_path = "a b.md";
    diagnostic.source = std::string{line};
    diagnostic.line_size = static_cast<std::uint32_t>(line.size());
    const auto at = line.find(cause);
    diagnostic.span = {static_cast<std::uint32_t>(at),
                       static_cast<std::uint32_t>(at + cause.size())};
    diagnostic.begin = position(line, at, 11);
    diagnostic.end = position(line, at + cause.size(), 11);
    if (!victim.empty()) {
        const auto harmed = line.find(victim);
        diagnostic.victim_begin = position(line, harmed, 11);
        diagnostic.victim_end = position(line, harmed + victim.size(), 11);
    }
    diagnostic.message = "wrong";
    diagnostic.fingerprint = "0123456789abcdef";
    return diagnostic;
}

inline tasklint::CheckResult result(std::vector<tasklint::Diagnostic> diagnostics) {
    tasklint::CheckResult result;
    result.diagnostics = std::move(diagnostics);
    result.notes = 184;
    result.notes_with_findings = 2;
    result.tasks = 1902;
    return result;
}

inline std::string written(std::string_view format, const tasklint::CheckResult& result,
                           const tasklint::ReportOptions& options = {}) {
    return tasklint::find_report_format(format)->write(result, options);
}

/// The given line of a text, from zero.
inline std::string line_of(std::string_view text, std::size_t number) {
    for (; number > 0; --number) {
        text.remove_prefix(text.find('\n') + 1);
    }
    return std::string{text.substr(0, text.find('\n'))};
}

}  // namespace sample
