#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

#include "calendar/trace.hpp"
#include "tasklint/vault.hpp"

namespace tasklint {

/// When a component last changed, and how often it has.
struct Revision {
    std::int64_t stamp = 0;  ///< seconds since 1970, UTC
    std::uint32_t sequence = 0;
    friend bool operator==(const Revision&, const Revision&) = default;
};

/// What earlier runs know of the tasks of a vault: the file `.tasklint/ids.tsv`, which gives tasks
/// UIDs that last through edits, moves and renames. Text in, text out; no clock.
///
/// The file has a header with the version of its format, then one line a UID, sorted. Lines do not
/// hang on one another, so that branches can be merged line by line, by `merge=union` too: of two
/// lines with one UID the one whose task is there and whose components are newer counts, and of
/// each component the newer revision. What a merge conflict left in the file is read as both sides.
class Sidecar {
public:
    /// An empty one: all tasks are new.
    Sidecar() = default;
    /// @param file its name in messages
    /// @throws ConfigError with file and line if a newer version wrote it, or a line makes no
    /// sense; nothing may be written over the file then. A last line that is cut short is left out.
    [[nodiscard]] static Sidecar read(std::string_view text, const std::string& file);

    /// What was mended while reading: a line each, with the file and what it means for the tasks.
    [[nodiscard]] const std::vector<std::string>& warnings() const noexcept { return warnings_; }

    /// A UID for each task; no two are the same. Known tasks (see `match_traces`) keep theirs,
    /// others get the one in their trace, or, if it is or was another's, one made from it. Known
    /// tasks that are gone are kept for 90 days, and are themselves if they come back.
    /// @param tasks all tasks of the vault, in order of path, then line @param vault_id a UUID;
    /// empty: the program's constant
    /// @throws std::invalid_argument if `vault_id` is no UUID
    std::vector<std::string> match(const std::vector<TaskTrace>& tasks, date::sys_days today,
                                   const std::string& vault_id = {});

    /// The revision of one component of a task: as it was if its body is the same, else `now` and
    /// the next sequence; 0 at first. A clock that went back does not move a stamp back.
    /// @param uid one that `match` gave @param suffix of the component's UID: empty, `-due`, …
    /// @param body_hash `hash_of` the component without its stamps @param now seconds since 1970
    /// @throws std::invalid_argument for another UID or a suffix with other characters than a UID
    Revision revise(const std::string& uid, std::string_view suffix, std::uint64_t body_hash,
                    std::int64_t now);

    /// The file. Depends on the state alone: as long as nothing changes, the bytes are the same.
    [[nodiscard]] std::string to_text() const;

private:
    struct Component {
        std::uint64_t body = 0;
        Revision revision;
    };
    using Components = std::map<std::string, Component, std::less<>>;  ///< by suffix
    struct Entry {
        TaskTrace task;
        std::int64_t place = 0;  ///< orders the tasks of a note; with gaps, so that few change
        Components components;
        std::optional<date::sys_days> retired;  ///< when the task was gone
        std::string rest;  ///< further columns, with the tab before them, as they were
    };
    class Reader;

    static std::string line_of(const Entry& entry);
    static bool counts_before(const Entry& a, const Entry& b);
    [[nodiscard]] std::string new_uid(const std::string& wanted, const std::string& vault_id) const;

    std::map<std::string, Entry, std::less<>> entries_;  // by UID
    std::vector<std::string> warnings_;
    bool crlf_ = false;  // as the file had it
};

/// UIDs of all tasks of a vault, `[document][task]`, that last: those of the sidecar, which is
/// brought up to date. The counterpart of `stateless_uids`.
std::vector<std::vector<std::string>> lasting_uids(const Vault& vault, Sidecar& sidecar,
                                                   date::sys_days today);

}  // namespace tasklint
