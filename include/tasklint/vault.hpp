#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "tasklint/config.hpp"
#include "tasklint/document.hpp"

namespace tasklint {

/// A note that a walk found.
struct NotePath {
    std::string file;     ///< to open: as given, or below the given folder
    std::string display;  ///< from the working directory, `/` as separator, `../` where needed
    std::string vault;    ///< from the vault root, `/` as separator
};

/// What a walk found, sorted by vault path; each note once.
struct WalkResult {
    std::vector<NotePath> notes;
    /// Folders that cannot be listed, and ignore files that cannot be read, below whose folders
    /// nothing is taken; with the reason.
    std::vector<std::pair<NotePath, std::string>> unreadable;
    /// Temporary files beside notes, of runs that were interrupted or are still going on.
    std::vector<std::string> temporaries;
};

/// Removes the temporary files that no run holds any more.
void remove_temporaries(const WalkResult& walked);

/// What a walk leaves out besides hidden files and folders.
struct WalkOptions {
    std::vector<std::string> exclude;  ///< what is left out: patterns from the root, as in a
                                       ///< `.gitignore`
    bool ignore_files = true;          ///< `.gitignore` and `.tasklintignore` count
    bool force_exclude = false;        ///< also for files and folders that are given by name
};

/// All notes under the given files and folders. Folders are searched for `*.md`; hidden files and
/// folders and what `.gitignore` and `.tasklintignore` name are left out; symbolic links that leave
/// the root or form a loop are not followed, and what they lead to within the root counts where it
/// really stands. A file given by name is taken whatever it is called. Of a path outside the root
/// its own vault root counts.
/// @param paths files and folders; empty: the root @param root absolute path of the vault
/// @throws std::system_error if a path does not exist
[[nodiscard]] WalkResult walk(const std::vector<std::string>& paths, const std::string& root,
                              const WalkOptions& options = {});

/// Where something of a task stands.
struct TaskPlace {
    std::uint32_t note = 0;  ///< index into the notes
    std::uint32_t line = 0;  ///< zero-based
    Span span;               ///< of the thing in its note
    friend bool operator==(const TaskPlace&, const TaskPlace&) = default;
};

/// Where an id stands.
struct IdUse {
    std::string id;
    TaskPlace place;    ///< of the field
    bool open = false;  ///< the task is not done
};
/// Where an open task waits for an id.
struct DependencyUse {
    std::string id;   ///< the one that it waits for
    std::string own;  ///< the id of the task; may be empty
    TaskPlace place;  ///< of the id in the list
};
/// Where a tag of a task stands.
struct TagUse {
    std::string tag;  ///< as written, with `#`
    TaskPlace place;
};
/// What an open task says, for finding it twice.
struct TaskUse {
    std::string text;    ///< its words without fields and tags, folded, one blank between them
    std::string owners;  ///< folded, joined by `, `
    std::optional<date::year_month_day> date;  ///< due, else scheduled, else start
    TaskPlace place;                           ///< of the body
};

/// A search in a `tasks` block for a part of a text.
struct SearchUse {
    std::string field;  ///< `tags`, `path`, `folder`, `root` or `filename`
    std::string value;  ///< as written
    TaskPlace place;    ///< of the value
};

/// What vault-wide rules need of all notes; the notes themselves are not kept. Tags and texts take
/// room, and are kept only if somebody asks for them.
struct VaultIndex {
    bool keep_tags = false, keep_texts = false;
    std::span<const NotePath> notes;  ///< of the walk, which must outlive the index
    // all in order of note, then offset
    std::vector<IdUse> ids;
    std::vector<DependencyUse> dependencies;
    std::vector<TagUse> tags;
    std::vector<TaskUse> texts;
    std::vector<SearchUse> searches;
    // Of all tasks, for the searches: filled once all notes are read.
    std::size_t task_count = 0;
    std::set<std::string, std::less<>> task_tags;  ///< as written, each once
    std::vector<bool> has_tasks;                   ///< by note

    /// Adds what one note has. Notes are added in any order; `finish` sorts.
    void add(std::uint32_t note, const Document& document);
    /// Nothing was added that a vault rule could look at.
    [[nodiscard]] bool empty() const noexcept {
        return ids.empty() && dependencies.empty() && tags.empty() && texts.empty() &&
               searches.empty();
    }
    /// Adds what another index has, its notes aside.
    void merge(VaultIndex&& other);
    void finish();
};

/// Which tasks wait for others, over the tasks that were added (Tasks 8.3.0, "Task dependencies").
/// Done, cancelled and non-tasks neither wait nor are waited for; only direct links count; one open
/// task of an id is enough.
class Dependencies {
public:
    void add(const TaskView& task);
    void add(const Document& document);
    /// It is open and depends on the id of an open task.
    [[nodiscard]] bool is_blocked(const TaskView& task) const;
    /// It is open, and an open task depends on its id.
    [[nodiscard]] bool is_blocking(const TaskView& task) const;

private:
    std::unordered_set<std::string> open_;    // ids of open tasks
    std::unordered_set<std::string> wanted_;  // ids that open tasks depend on
};

/// A vault in memory: for export, list and scripts.
struct Vault {
    Config config;
    std::vector<NotePath> notes;
    std::vector<Document> documents;  ///< one each, same order
    std::vector<std::pair<NotePath, std::string>> unreadable;
    Dependencies dependencies;  ///< of all documents
};

/// Adds names of people notes (`[people] folders`), their aliases, and the roster to the known
/// names. Notes that cannot be read give their name only.
void add_known_names(Config& config);

/// Reads all notes under the paths, with the known names of the vault. Unreadable notes are listed,
/// not thrown. @throws std::system_error if a path does not exist
[[nodiscard]] Vault load_vault(const std::vector<std::string>& paths, Config config,
                               const WalkOptions& options = {});

/// Runs `work(index)` for 0 … count-1 on up to `threads` threads (0: as many as there are cores),
/// in no order. The first exception thrown is passed on when all have ended.
void for_each_index(std::size_t count, unsigned threads,
                    const std::function<void(std::size_t)>& work);

}  // namespace tasklint
