// Checkstyle's XML, as reviewdog, Jenkins and editors read it. The version is that of the format's
// most common writers.
#include "report/formats.hpp"

#include <iterator>

#include <fmt/format.h>

#include "report/finding_text.hpp"
#include "report/xml_text.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

std::string write_checkstyle(const CheckResult& result, const ReportOptions&) {
    std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
)";
    const std::string* path = nullptr;
    for (const auto& diagnostic : result.diagnostics) {
        if (path == nullptr || *path != diagnostic.path) {
            out += path == nullptr ? "" : "  </file>\n";
            path = &diagnostic.path;
            fmt::format_to(std::back_inserter(out), "  <file name=\"{}\">\n", xml_text(*path));
        }
        fmt::format_to(std::back_inserter(out),
                       "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" "
                       "source=\"tasklint.{}.{}\"/>\n",
                       diagnostic.begin.line + 1, diagnostic.begin.codepoint + 1,
                       severity_name(diagnostic.severity), xml_text(printable(diagnostic.message)),
                       diagnostic.rule->code, diagnostic.rule->name);
    }
    out += path == nullptr ? "" : "  </file>\n";
    return out + "</checkstyle>\n";
}

}  // namespace tasklint
