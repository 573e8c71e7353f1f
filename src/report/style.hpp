#pragma once

#include <string>
#include <string_view>

#include "tasklint/report.hpp"

namespace tasklint {

/// Colours and links of the text reports; without colour every function returns its text.
class Style {
public:
    explicit Style(const ReportOptions& options) : options_(options) {}

    [[nodiscard]] std::string severity(Severity severity, std::string_view text) const;
    [[nodiscard]] std::string strong(std::string_view text) const { return paint("1", text); }
    [[nodiscard]] std::string quiet(std::string_view text) const { return paint("2", text); }
    [[nodiscard]] std::string victim(std::string_view text) const { return paint("36", text); }
    [[nodiscard]] std::string fix(std::string_view text) const { return paint("32", text); }
    /// `path:line:column:`, a link where links are wanted.
    [[nodiscard]] std::string path(const Diagnostic& diagnostic) const;
    /// The path alone, likewise.
    [[nodiscard]] std::string heading(const std::string& path) const;

private:
    [[nodiscard]] std::string link(const std::string& path, const std::string& text) const;
    [[nodiscard]] std::string paint(std::string_view code, std::string_view text) const;

    const ReportOptions& options_;
};

}  // namespace tasklint
