#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::delimiters, report);
}

}  // namespace

const Rule boolean_delimiters{
    .code = "TQ013",
    .name = "boolean-delimiters",
    .group = "queries",
    .summary =
        "The delimiters of a combination are mixed, missing or too many: the whole block shows an "
        "error.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
