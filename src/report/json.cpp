// An array of findings.
#include "report/formats.hpp"

#include <nlohmann/json.hpp>

#include "report/finding_json.hpp"

namespace tasklint {

std::string write_json(const CheckResult& result, const ReportOptions&) {
    // One finding a line: a diff of two reports shows findings, and memory holds one at a time.
    std::string out = "[";
    for (const auto& diagnostic : result.diagnostics) {
        out += out.size() == 1 ? "\n  " : ",\n  ";
        out += json_text(finding_json(diagnostic));
    }
    out += result.diagnostics.empty() ? "]\n" : "\n]\n";
    return out;
}

}  // namespace tasklint
