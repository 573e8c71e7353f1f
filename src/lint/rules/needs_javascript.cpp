#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    const auto allowed = context.config.query_javascript;
    if (allowed.value_or(false)) {
        return;
    }
    const auto& severities = context.config.severity;
    const bool chosen = severities.count("TQ011") != 0 || severities.count("needs-javascript") != 0;
    report_faults(context, Fault::javascript, report,
                  allowed.has_value() && !chosen ? std::optional{Severity::error} : std::nullopt);
}

}  // namespace

const Rule needs_javascript{
    .code = "TQ011",
    .name = "needs-javascript",
    .group = "queries",
    .summary =
        "An instruction needs JavaScript, which the plugin keeps off on each device until it is "
        "allowed there.",
    .severity = Severity::info,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
