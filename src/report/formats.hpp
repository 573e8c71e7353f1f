#pragma once

#include <string>

#include "tasklint/report.hpp"

namespace tasklint {

// One writer a file; the table that names them is in formats.cpp.
[[nodiscard]] std::string write_full(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_concise(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_grouped(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_json(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_jsonl(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_github(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_gitlab(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_sarif(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_junit(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_rdjson(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_checkstyle(const CheckResult& result, const ReportOptions& options);
[[nodiscard]] std::string write_markdown(const CheckResult& result, const ReportOptions& options);

}  // namespace tasklint
