// Code Quality of GitLab (docs.gitlab.com/ci/testing/code_quality, "Implement a custom tool").
#include "report/formats.hpp"

#include <map>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "report/finding_json.hpp"
#include "report/source_root.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

namespace {

std::string_view severity_of(const Diagnostic& diagnostic) {
    switch (diagnostic.severity) {
        case Severity::error: return "major";  // nothing breaks by it, so neither of the worse ones
        case Severity::warning: return "minor";
        case Severity::info: break;
    }
    return "info";
}

}  // namespace

std::string write_gitlab(const CheckResult& result, const ReportOptions& options) {
    const SourceRoot root{options};
    std::map<std::string_view, std::size_t> seen;
    std::string out = "[";
    for (const auto& diagnostic : result.diagnostics) {
        // GitLab keeps one finding of each fingerprint; two vaults may have the same note.
        const auto number = ++seen[diagnostic.fingerprint];
        const nlohmann::ordered_json json{
            {"description", printable(diagnostic.message)},
            {"check_name", fmt::format("{} {}", diagnostic.rule->code, diagnostic.rule->name)},
            {"fingerprint", number == 1 ? diagnostic.fingerprint
                                        : fmt::format("{}-{}", diagnostic.fingerprint, number)},
            {"severity", severity_of(diagnostic)},
            {"location",
             {{"path", to_valid_utf8(root.path_of(diagnostic.path))},
              {"lines", {{"begin", diagnostic.begin.line + 1}}}}}};
        out += (out.size() == 1 ? "\n  " : ",\n  ") + json_text(json);
    }
    out += result.diagnostics.empty() ? "]\n" : "\n]\n";
    return out;
}

}  // namespace tasklint
