#include "lint/query.hpp"
#include "vault/ignore.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    if (!context.config.template_folders.empty() &&
        PathPatterns{context.config.template_folders}.match(context.note.path)) {
        return;
    }
    report_faults(context, Fault::template_mark, report);
}

}  // namespace

const Rule template_text{
    .code = "TQ026",
    .name = "template-text",
    .group = "queries",
    .summary = "Text of a template stands where a date is read: the whole block shows an error.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
