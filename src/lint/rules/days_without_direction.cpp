#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::days, report);
}

}  // namespace

const Rule days_without_direction{
    .code = "TQ023",
    .name = "days-without-direction",
    .group = "queries",
    .summary = "A number of days that says neither ahead nor back: the whole block shows an error.",
    .severity = Severity::error,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
