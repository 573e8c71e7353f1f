#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

#include "tasklint/document.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/task.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

struct ReportOptions {
    bool color = false;       ///< ANSI colours in `full` and `concise`
    bool hyperlinks = false;  ///< paths as OSC 8 links
};

using ReportWriter = std::string (*)(const CheckResult&, const ReportOptions&);
struct ReportFormat {
    std::string_view name;  ///< `full`
    std::string_view summary;
    ReportWriter write;
};
/// All report formats, in the order of the help text.
[[nodiscard]] const std::vector<ReportFormat>& report_formats();
[[nodiscard]] const ReportFormat* find_report_format(std::string_view name);

/// `Found 3 errors, 1 warning in 2 of 184 notes (1,902 tasks). …`
[[nodiscard]] std::string summary_line(const CheckResult& result);
/// One finding in the `full` form without colour, as rule pages show it.
[[nodiscard]] std::string full_report(const Diagnostic& diagnostic,
                                      const ReportOptions& options = {});

/// A task as one JSON line in exactly the fields of `tasklint parse`, then `owners`.
[[nodiscard]] std::string parse_json(std::string_view line, const TaskSettings& settings,
                                     const date::year_month_day& today);
/// A task of `list --json`: `path`, `line`, `heading`, `parent_line`, the fields of `parse` from
/// `status_symbol` to `block_link`, `owners`, `scheduled_inferred`.
[[nodiscard]] std::string task_json(const Document& document, const LineIndex& lines,
                                    std::size_t task, const TaskSettings& settings,
                                    const date::year_month_day& today);

}  // namespace tasklint
