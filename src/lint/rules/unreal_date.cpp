#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::date, report);
}

}  // namespace

const Rule unreal_date{
    .code = "TQ021",
    .name = "unreal-date",
    .group = "queries",
    .summary =
        "A date filter without a date, or with one that does not exist: the whole block shows an "
        "error.",
    .severity = Severity::error,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
