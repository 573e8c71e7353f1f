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
#include "tasklint/vault.hpp"

namespace tasklint {

struct ReportOptions {
    bool color = false;       ///< ANSI colours in `full`, `grouped` and `concise`
    bool hyperlinks = false;  ///< paths as OSC 8 links
    /// The folder from which `sarif` and `gitlab` name notes, absolute. Empty: the working
    /// directory.
    std::string source_root;
};

using ReportWriter = std::string (*)(const CheckResult&, const ReportOptions&);
struct ReportFormat {
    std::string_view name;  ///< `full`
    std::string_view summary;
    ReportWriter write;
    bool wants_suppressed = false;  ///< it shows `CheckResult::suppressed`
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
/// A task of `list --json`: `path`, `line`, `heading`, `parent_line`, `section_line` (of the
/// section's first line), `section_index` (see `section_index_of`), the fields of `parse` from
/// `status_symbol` to `block_link`, `owners`, `scheduled_inferred`, `urgency`, `blocked`,
/// `blocking`.
/// @param sections of the document (`read_sections`), made once for all of its tasks
/// @param dependencies of the vault that the note belongs to
[[nodiscard]] std::string task_json(const Document& document, const LineIndex& lines,
                                    const std::vector<Section>& sections, std::size_t task,
                                    const TaskSettings& settings, const Dependencies& dependencies,
                                    const date::year_month_day& today);
/// A whole note as one JSON line: `list_items` (`line` from 0, `task`: the status symbol or null,
/// `parent`: a line) and `tasks` (`line`, `description`, `due`, `heading`, `section_start`,
/// `section_index`, `parent_line`, `closest_parent_task_line`, `child_lines`).
[[nodiscard]] std::string note_json(const Document& document);

/// A calendar as jCal (RFC 7265): JSON, one line a component.
/// @param ics iCalendar text that `check_ics` finds sound
[[nodiscard]] std::string jcal_of(std::string_view ics);

}  // namespace tasklint
