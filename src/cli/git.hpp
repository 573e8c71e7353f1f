#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

// What has changed in a repository, asked of the command git. Nothing else knows that there is git.

namespace tasklint::cli {

/// Lines from zero, up to, not including, `end`.
struct LineRange {
    std::uint32_t begin = 0, end = 0;
};

/// What is new in a file.
struct FileChange {
    bool all = false;              ///< the file is not in the old state, or its lines are not known
    std::vector<LineRange> lines;  ///< else the changed and added ones, in order
    /// Some line from `first` up to and including `last` is new.
    [[nodiscard]] bool meets(std::uint32_t first, std::uint32_t last) const noexcept;
};

/// By the file's real path. What was deleted is not there.
using Changes = std::map<std::string, FileChange>;

struct ChangeQuery {
    bool staged = false;  ///< the index against HEAD; else the working tree, with untracked files
    bool lines = false;   ///< which lines, too
    std::string ref;  ///< the working tree is compared with where HEAD left this; empty: with HEAD
    std::string option;                 ///< as the messages name the question: `--changed`
    std::vector<std::string> patterns;  ///< pathspecs of the files that matter; empty: all
};

/// What has changed in the repositories that hold these files and folders. Submodules are left
/// out. The user's configuration of git changes nothing.
/// @throws Unusable if there is no git, no repository, no such commit, or git fails
[[nodiscard]] Changes git_changes(const std::vector<std::string>& paths, const ChangeQuery& query);

/// When files were last committed, in seconds since 1970, by path from `root`. A file that was
/// never committed is not there.
/// @param root a folder in a repository @param option as messages name the question
/// @throws Unusable as `git_changes`
[[nodiscard]] std::map<std::string, std::int64_t> git_commit_times(const std::string& root,
                                                                   const std::string& option);

}  // namespace tasklint::cli
