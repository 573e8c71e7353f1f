#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "cli/output.hpp"
#include "tasklint/calendar.hpp"
#include "tasklint/vault.hpp"

namespace tasklint::cli {

struct WrittenIds {
    std::size_t count = 0;
    bool failed = false;  ///< a note could not be written
};

/// Writes an id (🆔) into each task that these options export and that has none, and nothing else:
/// a note that would read otherwise in any other way, or changed meanwhile, is left as it is and
/// named, and so is one that cannot be written. @param notes all of the vault: ids are unique in it
WrittenIds write_ids(const std::vector<NotePath>& notes, const Config& config,
                     const CalendarOptions& options, bool break_hard_links);

}  // namespace tasklint::cli
