// The table of report formats.
#include "report/formats.hpp"

namespace tasklint {

const std::vector<ReportFormat>& report_formats() {
    static const std::vector<ReportFormat> formats{
        {"full", "the line, what is wrong with it and the mended line", write_full},
        {"concise", "one line a finding", write_concise},
        {"grouped", "the findings of each note below its path", write_grouped},
        {"json", "an array of findings, for programs", write_json},
        {"jsonl", "the same, one object a line", write_jsonl},
        {"github", "annotations of a GitHub workflow", write_github},
        {"gitlab", "Code Quality of GitLab", write_gitlab},
        {"sarif", "SARIF 2.1.0, with the rules, for code scanning", write_sarif, true},
        {"junit", "JUnit's XML, a failed test a finding", write_junit},
        {"rdjson", "reviewdog's format, with suggestions", write_rdjson},
        {"checkstyle", "Checkstyle's XML", write_checkstyle},
        {"markdown", "a table, for a step's summary", write_markdown},
    };
    return formats;
}

const ReportFormat* find_report_format(std::string_view name) {
    for (const auto& format : report_formats()) {
        if (format.name == name) {
            return &format;
        }
    }
    return nullptr;
}

}  // namespace tasklint
