// The table of report formats.
#include "report/formats.hpp"

namespace tasklint {

const std::vector<ReportFormat>& report_formats() {
    static const std::vector<ReportFormat> formats{
        {"full", "the line, what is wrong with it and the mended line", write_full},
        {"concise", "one line a finding", write_concise},
        {"json", "an array of findings, for programs", write_json},
        {"github", "annotations of a GitHub workflow", write_github},
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
