#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::placeholder, report);
}

}  // namespace

const Rule unknown_placeholder{
    .code = "TQ027",
    .name = "unknown-placeholder",
    .group = "queries",
    .summary = "A placeholder that stands for nothing: the whole block shows an error.",
    .severity = Severity::error,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
