// The objects of `json`, one a line.
#include "report/formats.hpp"

#include <nlohmann/json.hpp>

#include "report/finding_json.hpp"

namespace tasklint {

std::string write_jsonl(const CheckResult& result, const ReportOptions&) {
    std::string out;
    for (const auto& diagnostic : result.diagnostics) {
        out += json_text(finding_json(diagnostic)) + '\n';
    }
    return out;
}

}  // namespace tasklint
