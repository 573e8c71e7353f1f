#include "lint/rule.hpp"

namespace tasklint::lint {

// Raised when all other rules of the note have run: `Suppressions::report_unused`.
const Rule unused_suppression{
    .code = "TL991",
    .name = "unused-suppression",
    .group = "notes",
    .summary = "A comment of ours that hides no finding.",
    .severity = Severity::warning,
    .fix = FixClass::safe,
    .scope = Scope::document,
};

}  // namespace tasklint::lint
