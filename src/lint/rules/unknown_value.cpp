#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::value, report);
}

}  // namespace

const Rule unknown_value{
    .code = "TQ020",
    .name = "unknown-value",
    .group = "queries",
    .summary =
        "A type, priority, field or option that does not exist: the whole block shows an error.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
