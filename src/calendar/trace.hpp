#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

#include "tasklint/vault.hpp"

namespace tasklint {

/// What a task is known by when it is looked for again.
struct TaskTrace {
    std::string path;                  ///< of its note, from the vault root
    std::string block;                 ///< `^x`, or empty
    std::string id;                    ///< the value of 🆔, or empty
    std::uint64_t text = 0;            ///< hash of the normalised text; 0 if that is empty
    std::vector<std::uint32_t> words;  ///< of the normalised text, see `word_set`
    std::optional<date::year_month_day> created;  ///< ➕, which may be impossible
    std::uint32_t dates = 0;  ///< hash of start, scheduled and due as written; 0 if there are none
    std::string uid;          ///< the one it would have without its past
};

/// The words of a text as hashes of `word_bits` bits, sorted, each once; of a very long text the
/// lowest ones, which are as good as any for a comparison. Scripts without spaces count by
/// character.
[[nodiscard]] std::vector<std::uint32_t> word_set(std::string_view text);
inline constexpr unsigned word_bits = 24;

/// @param uid its stateless UID
[[nodiscard]] TaskTrace trace_of(const TaskView& task, std::string path, std::string uid);

/// The traces of all tasks of a vault, with their stateless UIDs, in order of path, then line.
/// @throws std::invalid_argument if the configured vault id is no UUID
[[nodiscard]] std::vector<TaskTrace> traces_of(const Vault& vault);

}  // namespace tasklint
