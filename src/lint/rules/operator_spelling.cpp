#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    report_faults(context, Fault::operator_word, report);
}

}  // namespace

const Rule operator_spelling{
    .code = "TQ012",
    .name = "operator-spelling",
    .group = "queries",
    .summary = "An operator in small letters or as a sign: the whole block shows an error.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
