#include "lint/rule.hpp"

namespace tasklint::lint {

// Raised where files are read: a rule cannot look into a note that is not there.
const Rule unreadable_file{
    .code = "TL993",
    .name = "unreadable-file",
    .group = "notes",
    .summary = "A note cannot be read, so its tasks are not checked and are in no calendar.",
    .severity = Severity::error,
    .scope = Scope::file,
};

}  // namespace tasklint::lint
