// One finding a line: path:line:column: severity CODE name message [*]
#include "report/formats.hpp"

#include <iterator>

#include <fmt/format.h>

#include "report/finding_text.hpp"
#include "report/style.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

std::string write_concise(const CheckResult& result, const ReportOptions& options) {
    const Style style{options};
    std::string out;
    for (const auto& diagnostic : result.diagnostics) {
        const auto mark = fix_mark(diagnostic);
        out += style.path(diagnostic);
        fmt::format_to(
            std::back_inserter(out), " {} {} {}",
            style.severity(diagnostic.severity, severity_name(diagnostic.severity)),
            style.strong(fmt::format("{} {}", diagnostic.rule->code, diagnostic.rule->name)),
            printable(diagnostic.message));
        if (!mark.empty()) {
            fmt::format_to(std::back_inserter(out), " {}", style.fix(mark));
        }
        out += '\n';
    }
    return out;
}

}  // namespace tasklint
