// The line that says what a run found.
#include <string>
#include <vector>

#include <fmt/core.h>

#include "report/finding_text.hpp"
#include "tasklint/report.hpp"

namespace tasklint {

std::string summary_line(const CheckResult& result) {
    const auto counts = count_findings(result);
    const auto notes = counted(result.notes, "note");
    const auto tasks = counted(result.tasks, "task");

    std::string line;
    if (result.fixed != 0) {
        line = fmt::format("Fixed {}. ", counted(result.fixed, "problem"));
    }
    if (result.diagnostics.empty()) {
        line +=
            fmt::format("{} in {} ({}).",
                        result.fixed != 0 ? "No problems left" : "No problems found", notes, tasks);
        return line;
    }

    std::string found;
    const auto add = [&](std::size_t number, std::string_view noun) {
        if (number != 0) {
            found += (found.empty() ? "" : ", ") + counted(number, noun);
        }
    };
    add(counts.errors, "error");
    add(counts.warnings, "warning");
    add(counts.infos, "info");
    line += fmt::format("Found {} in {} of {} ({}).", found,
                        with_thousands(result.notes_with_findings), notes, tasks);

    if (counts.safe != 0 && counts.unsafe != 0) {
        line += fmt::format(" {} fixable with --fix, {} more with --unsafe-fixes.",
                            with_thousands(counts.safe), with_thousands(counts.unsafe));
    } else if (counts.safe != 0) {
        line += fmt::format(" {} fixable with --fix.", with_thousands(counts.safe));
    } else if (counts.unsafe != 0) {
        line += fmt::format(" {} fixable with --unsafe-fixes.", with_thousands(counts.unsafe));
    }
    return line;
}

}  // namespace tasklint
