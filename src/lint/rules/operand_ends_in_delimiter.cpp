#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::operand_end, report);
}

}  // namespace

const Rule operand_ends_in_delimiter{
    .code = "TQ014",
    .name = "operand-ends-in-delimiter",
    .group = "queries",
    .summary =
        "A filter in a combination ends in its own delimiter: the whole block shows an error.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
