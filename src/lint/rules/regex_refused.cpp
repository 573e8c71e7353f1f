#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::regex, report);
}

}  // namespace

const Rule regex_refused{
    .code = "TQ029",
    .name = "regex-refused",
    .group = "queries",
    .summary = "A regular expression that the plugin refuses: the whole block shows an error.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
