#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::preset, report);
}

}  // namespace

const Rule preset_error{
    .code = "TQ035",
    .name = "preset-error",
    .group = "queries",
    .summary =
        "A preset that the settings do not have, or that leads back to itself: the whole block "
        "shows an error.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
