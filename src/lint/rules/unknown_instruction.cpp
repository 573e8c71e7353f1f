#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::instruction, report);
}

}  // namespace

const Rule unknown_instruction{
    .code = "TQ005",
    .name = "unknown-instruction",
    .group = "queries",
    .summary =
        "A line that is no instruction and no filter: the whole block shows an error and lists "
        "nothing.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
