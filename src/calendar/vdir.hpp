#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tasklint {

/// The hidden file that knows which files of a vdir are ours.
inline constexpr const char* manifest_name = ".tasklint.tsv";

/// One file of a vdir.
struct VdirItem {
    std::string uid;   ///< `[A-Za-z0-9-]` only; the file is called like it
    std::string text;  ///< a whole VCALENDAR
};

struct VdirOptions {
    std::string name;           ///< for the file `displayname`; empty: none
    std::string color;          ///< `#RRGGBB` for the file `color`; empty: none
    bool dry_run = false;       ///< say what would be done, and do nothing
    bool keep_missing = false;  ///< delete nothing: the items are not all that there are
};

/// A file that was left as it is, and why.
struct VdirNote {
    std::string file;    ///< its name in the folder
    std::string reason;  ///< what it is, and what to do
};

struct VdirResult {
    std::size_t written = 0;
    std::size_t unchanged = 0;  ///< not touched: vdirsyncer goes by time and inode
    std::size_t deleted = 0;
    std::size_t kept = 0;           ///< items of earlier runs, with `keep_missing`
    std::vector<VdirNote> foreign;  ///< not ours, by name; a name that we need is among them
    std::vector<VdirNote> edited;   ///< ours, but changed by someone else, by name
};

/// Writes a calendar as a vdir: a folder with one file a component, `<uid>.ics`, as vdirsyncer and
/// khal have it. A folder that is missing is made, with those above it.
///
/// Only what an earlier run wrote and nobody changed since is written over or deleted. The hidden
/// file `.tasklint.tsv` in the folder knows that: names, and hashes of what was written. It is
/// written before anything else, with old and new hashes, and again at the end, so that after a
/// crash the next run knows all files of this one. If it is lost, files with the bytes that would
/// be written are taken for ours, and all others are foreign.
/// @throws std::invalid_argument for a UID with other characters or given twice, or a wrong color
/// @throws ConfigError if `.tasklint.tsv` makes no sense or a newer version wrote it
/// @throws std::system_error if a file cannot be read, written or deleted, or another run is at it;
/// the next run goes on from there
VdirResult write_vdir(const std::string& folder, const std::vector<VdirItem>& items,
                      const VdirOptions& options = {});

}  // namespace tasklint
