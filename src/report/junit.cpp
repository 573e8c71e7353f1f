// JUnit's XML as Jenkins and GitLab read it: each finding is a test that failed. No times: the same
// notes give the same bytes.
#include "report/formats.hpp"

#include <iterator>
#include <map>

#include <fmt/format.h>

#include "report/finding_text.hpp"
#include "report/xml_text.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

namespace {

/// `TL101 field-hidden-by-text 12:35`; readers keep one test of each name in a class.
std::string test_name(const Diagnostic& diagnostic, std::size_t number) {
    auto name = fmt::format("{} {} {}:{}", diagnostic.rule->code, diagnostic.rule->name,
                            diagnostic.begin.line + 1, diagnostic.begin.codepoint + 1);
    return number == 1 ? name : fmt::format("{} ({})", name, number);
}

void write_failure(std::string& out, const Diagnostic& diagnostic, std::size_t number) {
    const auto path = xml_text(diagnostic.path);
    fmt::format_to(std::back_inserter(out),
                   "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\">\n"
                   "      <failure type=\"{}\" message=\"{}\">",
                   path, test_name(diagnostic, number), path, diagnostic.begin.line + 1,
                   severity_name(diagnostic.severity), xml_text(printable(diagnostic.message)));
    fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}</failure>\n    </testcase>\n",
                   xml_text(path_text(diagnostic.path)), diagnostic.begin.line + 1,
                   diagnostic.begin.codepoint + 1, xml_text(message_lines(diagnostic)));
}

}  // namespace

std::string write_junit(const CheckResult& result, const ReportOptions&) {
    // A suite without a test counts as a failure for some readers.
    const auto failures = result.diagnostics.size();
    const auto counts = fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\"",
                                    failures == 0 ? 1 : failures, failures);
    auto out = fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tasklint" {}>
  <testsuite name="tasklint" {}>
)",
                           counts, counts);
    if (failures == 0) {
        out += "    <testcase classname=\"tasklint\" name=\"no problems found\"/>\n";
    }
    std::map<std::string, std::size_t> seen;
    for (const auto& diagnostic : result.diagnostics) {
        const auto number = ++seen[diagnostic.path + '\n' + test_name(diagnostic, 1)];
        write_failure(out, diagnostic, number);
    }
    return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace tasklint
