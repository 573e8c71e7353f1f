#include "tasklint/vault.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <numeric>
#include <optional>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/core.h>

#include "tasklint/text.hpp"
#include "text/temporary.hpp"
#include "vault/ignore.hpp"

namespace tasklint {

// Folders are listed with their entries' types (`d_type`), so that a walk costs no system call per
// file. Each is opened by its path from the starting folder, not through a chain of descriptors:
// what is nested deeper than the system takes is unreadable, and no limit of ours.

namespace {

namespace fs = std::filesystem;

constexpr std::string_view note_ending = ".md";

bool is_note_name(std::string_view name) {
    return name.size() > note_ending.size() && name.front() != '.' &&
           name.substr(name.size() - note_ending.size()) == note_ending;
}

std::string join(const std::string& folder, std::string_view name) {
    std::string path;
    path.reserve(folder.size() + 1 + name.size());  // paths are kept: none is longer than it is
    path = folder;
    if (!path.empty() && path.back() != '/') {
        path += '/';
    }
    path += name;
    return path;
}

/// `path` as counted from `folder`, both real and absolute; nullopt if it is not below it.
std::optional<std::string> below(const std::string& path, const std::string& folder) {
    if (path == folder) {
        return std::string{};
    }
    const std::string prefix = join(folder, "");
    if (path.compare(0, prefix.size(), prefix) != 0) {
        return std::nullopt;
    }
    return path.substr(prefix.size());
}

/// @throws std::system_error with the path as it was given
std::string real_path(const fs::path& path, const std::string& given) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error) {
        throw std::system_error(error, given);
    }
    return real.string();
}

struct FolderCloser {
    void operator()(DIR* folder) const noexcept { ::closedir(folder); }
};

enum class EntryKind : std::uint8_t { folder, file, link, other };

EntryKind kind_of(DIR* folder, const dirent& entry) {
    switch (entry.d_type) {
        case DT_DIR: return EntryKind::folder;
        case DT_REG: return EntryKind::file;
        case DT_LNK: return EntryKind::link;
        case DT_UNKNOWN: break;  // some file systems do not tell
        default: return EntryKind::other;
    }
    struct stat info {};
    if (::fstatat(::dirfd(folder), entry.d_name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
        return EntryKind::other;
    }
    return S_ISDIR(info.st_mode)   ? EntryKind::folder
           : S_ISREG(info.st_mode) ? EntryKind::file
           : S_ISLNK(info.st_mode) ? EntryKind::link
                                   : EntryKind::other;
}

using Rules = std::shared_ptr<const IgnoreRules>;

/// One walk below one root.
class Walker {
public:
    /// @param root real and absolute
    Walker(std::string root, const WalkOptions& options, WalkResult& result)
        : root_{std::move(root)}, options_{options}, excluded_{options.exclude}, result_{result} {
        // As in git, the ignore files from the top of the repository on count.
        top_ = root_;
        for (fs::path folder = root_;; folder = folder.parent_path()) {
            std::error_code error;
            if (fs::exists(folder / ".git", error)) {
                top_ = folder.string();
                break;
            }
            if (folder == folder.parent_path()) {
                break;
            }
        }
    }

    /// @param real the folder's real path, within the root @param file, display how to reach and
    /// to show it
    void folder(const std::string& real, const std::string& file, const std::string& display) {
        if (!walked_.insert(real).second) {
            return;
        }
        const std::string vault = below(real, root_).value_or("");
        walk({file, display, vault, rules_above(real), true});
        // What links lead to counts where it really stands, so it is looked for when all that
        // stands there has been found.
        while (!links_.empty()) {
            std::vector<std::string> links;
            links.swap(links_);
            std::sort(links.begin(), links.end());
            for (const auto& link : links) {
                follow(link);
            }
        }
    }

    /// The path, or a folder above it, is hidden, ignored or excluded.
    bool is_left_out(const std::string& vault, bool is_folder) {
        for (std::size_t at = 0; at < vault.size();) {
            const std::size_t slash = vault.find('/', at);
            const bool last = slash == std::string::npos;
            const std::string path = vault.substr(0, slash);
            const Rules rules = rules_above(join(root_, path));
            if (vault[at] == '.' ||
                (rules && rules->ignored(ignore_base(path.substr(0, at)) + path.substr(at),
                                         !last || is_folder)) ||
                (!options_.exclude.empty() && excluded_.names(path, !last || is_folder))) {
                return true;
            }
            at = last ? vault.size() : slash + 1;
        }
        return false;
    }

private:
    struct Folder {
        std::string file, display, vault;
        Rules rules;         // of the folders above, then with its own
        bool given = false;  // not found: may be a link
    };

    NotePath note(const Folder& folder, std::string_view name) const {
        return {join(folder.file, name), join(folder.display, name), join(folder.vault, name)};
    }

    /// Where a folder is for the ignore rules: from the top, with a slash at the end.
    std::string ignore_base(const std::string& vault) const {
        const std::string path = below(join(root_, vault), join(top_, "")).value_or(vault);
        return path.empty() || path.back() == '/' ? path : path + "/";
    }

    Rules read_rules(const Folder& folder, std::string base, bool git, bool own) {
        auto rules = std::make_shared<IgnoreRules>(folder.rules, std::move(base));
        for (const char* const name : {".gitignore", ".tasklintignore"}) {
            if (!(name[1] == 'g' ? git : own)) {
                continue;
            }
            const NotePath path = note(folder, name);
            try {
                rules->add(read_regular_file(path.file));
            } catch (const std::system_error& error) {
                if (error.code() != std::errc::no_such_file_or_directory &&
                    error.code() != std::errc::is_a_directory) {
                    // Nobody knows what it would leave out, so nothing is read, let alone written.
                    rules->ignore_all();
                    result_.unreadable.emplace_back(
                        path, fmt::format("{}; nothing in its folder is read, as it may say what "
                                          "to leave alone",
                                          error.code().message()));
                }
            }
        }
        return rules;
    }

    /// The rules of all folders above one, from the top of the repository on.
    Rules rules_above(const std::string& real) {
        if (real.size() <= top_.size() || !options_.ignore_files) {
            return nullptr;
        }
        const std::string folder = fs::path{real}.parent_path().string();
        if (const auto known = rules_.find(folder); known != rules_.end()) {
            return known->second;
        }
        const std::string vault = below(folder, root_).value_or("");
        Rules rules = read_rules({folder, display_path(folder), vault, rules_above(folder), true},
                                 below(join(folder, ""), join(top_, "")).value_or(""), true, true);
        rules_.emplace(folder, rules);
        return rules;
    }

    void walk(Folder start) {
        std::vector<Folder> waiting;
        waiting.push_back(std::move(start));
        while (!waiting.empty()) {
            Folder folder = std::move(waiting.back());
            waiting.pop_back();
            list(folder, waiting);
        }
    }

    void list(Folder& folder, std::vector<Folder>& waiting) {
        const int descriptor =
            ::open(folder.file.empty() ? "." : folder.file.c_str(),
                   O_RDONLY | O_DIRECTORY | O_CLOEXEC | (folder.given ? 0 : O_NOFOLLOW));
        const std::unique_ptr<DIR, FolderCloser> handle{descriptor < 0 ? nullptr
                                                                       : ::fdopendir(descriptor)};
        if (handle == nullptr) {
            const int error = errno;
            if (descriptor >= 0) {
                ::close(descriptor);
            }
            unreadable(folder, error);
            return;
        }
        std::vector<std::string> folders, notes, links;
        bool git = false;
        bool own = false;
        errno = 0;
        for (const dirent* entry = ::readdir(handle.get()); entry != nullptr;
             entry = ::readdir(handle.get())) {
            const std::string_view name = entry->d_name;
            git = git || (options_.ignore_files && name == ".gitignore");
            own = own || (options_.ignore_files && name == ".tasklintignore");
            if (text::is_temporary(name)) {
                result_.temporaries.push_back(join(folder.file, name));
            } else if (name.front() != '.') {
                switch (kind_of(handle.get(), *entry)) {
                    case EntryKind::folder: folders.emplace_back(name); break;
                    case EntryKind::file:
                        if (is_note_name(name)) {
                            notes.emplace_back(name);
                        }
                        break;
                    case EntryKind::link: links.emplace_back(name); break;
                    case EntryKind::other: break;
                }
            }
            errno = 0;
        }
        if (errno != 0) {
            unreadable(folder, errno);
        }
        if (git || own) {
            folder.rules = read_rules(folder, ignore_base(folder.vault), git, own);
        }
        const std::string base = folder.rules ? ignore_base(folder.vault) : std::string{};
        const auto ignored = [&](const std::string& name, bool is_folder) {
            return (folder.rules && folder.rules->ignored(base + name, is_folder)) ||
                   (!options_.exclude.empty() &&
                    excluded_.names(join(folder.vault, name), is_folder));
        };
        for (const auto& name : notes) {
            if (!ignored(name, false)) {
                result_.notes.push_back(note(folder, name));
            }
        }
        for (const auto& name : folders) {
            if (!ignored(name, true)) {
                const NotePath path = note(folder, name);
                waiting.push_back({path.file, path.display, path.vault, folder.rules, false});
                walked_.insert(join(root_, path.vault));
            }
        }
        for (const auto& name : links) {
            // git takes a link for a file.
            if (!ignored(name, false)) {
                links_.push_back(note(folder, name).file);
            }
        }
    }

    void unreadable(const Folder& folder, int error) {
        result_.unreadable.push_back({{folder.file.empty() ? "." : folder.file,
                                       folder.display.empty() ? "." : folder.display, folder.vault},
                                      std::generic_category().message(error)});
    }

    /// Takes what a link leads to if that is within the root and nothing forbids it there.
    void follow(const std::string& link) {
        std::error_code error;
        const std::string real = fs::canonical(link, error).string();
        const auto vault = error ? std::nullopt : below(real, root_);
        if (!vault || vault->empty()) {
            return;  // leads to nothing, out of the root, or around
        }
        const bool is_folder = fs::is_directory(real, error);
        const bool is_note = fs::is_regular_file(real, error) &&
                             is_note_name(std::string_view{real}.substr(real.rfind('/') + 1));
        if (!is_folder && !is_note) {
            return;
        }
        if (is_left_out(*vault, is_folder)) {
            return;
        }
        const std::string display = display_path(real);
        if (!is_folder) {
            result_.notes.push_back({real, display, *vault});
        } else if (walked_.insert(real).second) {
            walk({real, display, *vault, rules_above(real), false});
        }
    }

    std::string root_;
    const WalkOptions& options_;
    PathPatterns excluded_;
    std::string top_;
    WalkResult& result_;
    std::unordered_set<std::string> walked_;        // real paths of folders
    std::unordered_map<std::string, Rules> rules_;  // of folders that were not walked from above
    std::vector<std::string> links_;
};

/// How a given path is shown: as it was written, if that says where it is.
std::string shown(const std::string& given, const std::string& real) {
    const fs::path path{given};
    // `link/..` is not where it seems to be.
    const bool climbs =
        std::any_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
    std::string display = display_path(climbs ? real : given);
    while (display.size() > 1 && display.back() == '/') {
        display.pop_back();
    }
    return display == "." ? std::string{} : display;
}

/// By path from the root; of equal ones the order stays. A note is three texts: their places are
/// sorted, then each note moves once.
void sort_by_path(std::vector<NotePath>& notes) {
    std::vector<std::size_t> from(notes.size());  // by its new place: where a note stands
    std::iota(from.begin(), from.end(), std::size_t{0});
    std::sort(from.begin(), from.end(), [&](std::size_t a, std::size_t b) {
        const int order = notes[a].vault.compare(notes[b].vault);
        return order != 0 ? order < 0 : a < b;
    });
    for (std::size_t begin = 0; begin < notes.size(); ++begin) {
        if (from[begin] == begin) {
            continue;
        }
        // Around the circle of those that stand in each other's place.
        NotePath first = std::move(notes[begin]);
        std::size_t at = begin;
        while (from[at] != begin) {
            notes[at] = std::move(notes[from[at]]);
            at = std::exchange(from[at], at);
        }
        notes[at] = std::move(first);
        from[at] = at;
    }
}

}  // namespace

WalkResult walk(const std::vector<std::string>& paths, const std::string& root,
                const WalkOptions& options) {
    WalkResult result;
    const std::string real_root = root.empty() ? std::string{} : real_path(root, root);
    for (const auto& given : paths.empty() ? std::vector<std::string>{root} : paths) {
        const std::string real = real_path(given, given);
        std::error_code error;
        if (fs::is_directory(real, error)) {
            const bool inside = !real_root.empty() && below(real, real_root);
            std::string file = given;
            while (file.size() > 1 && file.back() == '/') {
                file.pop_back();
            }
            const std::string its_root = inside ? real_root : find_vault_root(real);
            Walker walker{its_root, options, result};
            if (!options.force_exclude ||
                !walker.is_left_out(below(real, its_root).value_or(""), true)) {
                walker.folder(real, file == "." ? std::string{} : file, shown(given, real));
            }
            continue;
        }
        // A link is what it leads to, unless only the link is in the vault.
        const fs::path absolute = fs::absolute(given);
        const std::string place =
            join(real_path(absolute.parent_path(), given), absolute.filename().string());
        std::optional<std::string> vault;
        if (!real_root.empty()) {
            vault = below(real, real_root);
            vault = vault ? vault : below(place, real_root);
        }
        if (!vault) {
            vault = below(place, find_vault_root(place));
        }
        if (options.force_exclude && vault) {
            Walker walker{real_root.empty() ? find_vault_root(place) : real_root, options, result};
            if (walker.is_left_out(*vault, false)) {
                continue;
            }
        }
        result.notes.push_back({given, shown(given, place), vault.value_or(place)});
    }
    // A path that climbs may come back down: `../here/x.md`. Where it leads is asked once a folder.
    std::string folder, folder_shown;
    for (auto& note : result.notes) {
        if (note.display.compare(0, 3, "../") == 0) {
            const std::size_t slash = note.display.rfind('/');
            if (note.display.compare(0, slash, folder) != 0) {
                folder = note.display.substr(0, slash);
                folder_shown = display_path(folder);
            }
            note.display = join(folder_shown == "." ? std::string{} : folder_shown,
                                std::string_view{note.display}.substr(slash + 1));
        }
    }
    sort_by_path(result.notes);
    // A note that was given twice, or was found again: the first stays. Of different vaults the
    // paths may be equal though the notes are not.
    std::size_t kept = 0;
    for (std::size_t i = 0; i < result.notes.size(); ++i) {
        NotePath& note = result.notes[i];
        bool known = false;
        for (std::size_t at = kept; !known && at > 0 && result.notes[at - 1].vault == note.vault;
             --at) {
            const NotePath& other = result.notes[at - 1];
            std::error_code error;
            known = other.file == note.file || fs::equivalent(other.file, note.file, error);
        }
        if (!known) {
            if (kept != i) {
                result.notes[kept] = std::move(note);
            }
            ++kept;
        }
    }
    result.notes.resize(kept);
    std::sort(result.unreadable.begin(), result.unreadable.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first.vault, a.second) < std::tie(b.first.vault, b.second);
    });
    result.unreadable.erase(std::unique(result.unreadable.begin(), result.unreadable.end(),
                                        [](const auto& a, const auto& b) {
                                            return a.first.vault == b.first.vault &&
                                                   a.second == b.second;
                                        }),
                            result.unreadable.end());
    return result;
}

void remove_temporaries(const WalkResult& walked) {
    for (const auto& file : walked.temporaries) {
        text::remove_if_left(file);
    }
}

}  // namespace tasklint
