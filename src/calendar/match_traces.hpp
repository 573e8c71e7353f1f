#pragma once

#include <cstdint>
#include <vector>

#include "calendar/trace.hpp"

namespace tasklint {

/// A task of an earlier run.
struct KnownTask {
    const TaskTrace* trace = nullptr;
    std::int64_t place = 0;  ///< its order among the tasks of its note
    bool retired = false;    ///< it was gone already
};

/// Which known task each task is, one to one: the index of the known task, or `none_index` for a
/// new one. Deterministic. Near linear: only tasks of one note are compared word by word, and each
/// with a bounded number of others.
///
/// 1. same 🆔;
/// 2. same note and block id;
/// 3. same note and text, of twins first those with the same dates, next to a matched line, in
/// order;
/// 4. same text, if no other unmatched task has it, here or there (a move);
/// 5. same note, and either the same ➕ or between the same matched lines, and at least 0.6 of the
///    words in common, 2·|A∩B| / (|A|+|B|) (an edit); the most similar pair first.
///
/// A note that is gone and a new one that has half of its texts, or alone its name, are one note
/// throughout. Retired tasks come after the others (but for 🆔), and need the same ➕ to be found
/// by their words.
/// @param tasks in order of path, then line
[[nodiscard]] std::vector<std::uint32_t> match_traces(const std::vector<KnownTask>& known,
                                                      const std::vector<TaskTrace>& tasks);

}  // namespace tasklint
