// What has changed, from the plumbing of git: names and line numbers, never the text.
#include "cli/git.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <unistd.h>

#include <fmt/core.h>

#include "cli/output.hpp"
#include "cli/spawn.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration): not in every <unistd.h>

namespace tasklint::cli {

namespace {

namespace fs = std::filesystem;

bool begins_with(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// The environment for git: ours without what would lead it to another repository or change the
/// form of its answers.
std::vector<std::string> git_environment() {
    constexpr std::array<std::string_view, 15> dropped{
        "GIT_DIR=",
        "GIT_WORK_TREE=",
        "GIT_INDEX_FILE=",
        "GIT_PREFIX=",
        "GIT_DIFF_OPTS=",
        "GIT_EXTERNAL_DIFF=",
        "GIT_OPTIONAL_LOCKS",
        "GIT_ALLOW_PROTOCOL=",
        "GIT_LITERAL_PATHSPECS",
        "GIT_GLOB_PATHSPECS",
        "GIT_NOGLOB_PATHS",
        "GIT_ICASE_PATHSPECS",
        "GIT_TRACE",
        "LC_ALL=",
        "LANGUAGE=",
    };
    std::vector<std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        if (std::none_of(dropped.begin(), dropped.end(),
                         [&](std::string_view name) { return begins_with(text, name); })) {
            variables.emplace_back(text);
        }
    }
    // We only look; `git diff` alone writes the index all the same, if a note was touched and is
    // still what it was.
    variables.emplace_back("GIT_OPTIONAL_LOCKS=0");
    // What a partial clone lacks is not fetched: it could be from anywhere, by any command.
    variables.emplace_back("GIT_ALLOW_PROTOCOL=none");
    variables.emplace_back("LC_ALL=C");  // messages are recognised below
    // In a hook git names itself the index of the commit being made, relative to where we stand.
    // A folder alone is dropped: with it, git would take any folder for the top.
    const auto keep = [&](const char* name) {
        if (const auto value = variable(name); !value.empty()) {
            variables.push_back(std::string{name} + "=" + fs::absolute(value).string());
        }
    };
    keep("GIT_INDEX_FILE");
    if (!variable("GIT_WORK_TREE").empty() && !variable("GIT_DIR").empty()) {
        keep("GIT_DIR");
        keep("GIT_WORK_TREE");
    }
    return variables;
}

/// Without a line ending at its end; git ends what it says with one, and a path may hold more.
std::string_view one_line(std::string_view text) {
    return !text.empty() && text.back() == '\n' ? text.substr(0, text.size() - 1) : text;
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

/// Takes what stands before the next NUL off a text.
std::string take_field(std::string_view& rest) {
    const auto end = std::min(rest.find('\0'), rest.size());
    std::string field{rest.substr(0, end)};
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return field;
}

/// Whether git would take a folder for a repository without a `.git`, as it does with any that
/// holds the right files: also one that came with a clone, whose settings anyone may have written.
bool looks_bare(const fs::path& folder) {
    std::error_code error;
    return folder.filename() != ".git" && fs::exists(folder / "HEAD", error) &&
           (fs::is_directory(folder / "objects", error) || fs::exists(folder / "commondir", error));
}

/// The same for the folders above, as far as git searches: git before 2.38 cannot be told to leave
/// them alone.
bool is_in_bare_repository(fs::path folder) {
    std::error_code error;
    while (!fs::exists(folder / ".git", error)) {
        if (looks_bare(folder)) {
            return true;
        }
        if (folder == folder.parent_path()) {
            return false;
        }
        folder = folder.parent_path();
    }
    return false;
}

/// One repository, seen from its top. Its own settings start no program.
class Repository {
public:
    /// @param folder somewhere in it
    Repository(const std::string& folder, const ChangeQuery& query) : query_{query} {
        folder_ = folder;
        if (is_in_bare_repository(folder)) {
            throw Unusable(
                fmt::format("{}: {} is in a repository without a folder .git, which "
                            "may have come with the notes; it is not asked",
                            query.option, folder));
        }
        const auto found = git({"rev-parse", "--show-toplevel"});
        if (found.status != 0) {
            const bool none = found.err.find("not a git repository") != std::string::npos;
            throw Unusable(
                none ? fmt::format("{}: {} is not in a git repository", query.option, folder)
                     : failure(found));
        }
        folder_ = one_line(found.out);
    }

    [[nodiscard]] const std::string& top() const noexcept { return folder_; }

    /// Turns off the filters (`filter.NAME.clean` …) that the repository's own settings bring, for
    /// they are commands and run over notes that are compared. Those of the user stay, such as the
    /// usual ones of git-lfs. Where `git lfs install --local` or git-crypt set them, a note that
    /// was touched, or written in the second of the index, counts as changed, with all its lines.
    void turn_filters_off() {
        constexpr const char* names = R"(^filter\..*\.(clean|process|smudge)$)";
        auto listed = git({"config", "-z", "--show-scope", "--name-only", "--get-regexp", names});
        const bool scopes = listed.status != usage;
        if (!scopes) {  // before git 2.26
            listed = git({"config", "-z", "--name-only", "--get-regexp", names});
        }
        if (listed.status != 0 && listed.status != 1) {  // 1: there are none
            throw Unusable(failure(listed));
        }
        for (std::string_view rest = listed.out; !rest.empty();) {
            const auto scope = scopes ? take_field(rest) : "local";
            const auto key = take_field(rest);
            if (scope == "local" || scope == "worktree") {
                turn_filter_off(key.substr(0, key.rfind('.')));
            }
        }
    }

    /// What the state of the notes is compared with.
    [[nodiscard]] std::string base() const {
        const auto head = commit("HEAD");
        if (query_.ref.empty()) {
            // Without a commit everything is new. The empty tree is there without being written.
            return head ? *head
                        : std::string{one_line(ask({"hash-object", "-t", "tree", "/dev/null"}))};
        }
        if (query_.ref.front() == '-' || !commit(query_.ref)) {
            throw Unusable(fmt::format("{}: there is no commit \"{}\" in {}{}", query_.option,
                                       query_.ref, top(), what_to_fetch()));
        }
        const auto found = git({"merge-base", query_.ref, "HEAD"});
        if (!head || found.status != 0 || found.out.empty()) {
            throw Unusable(fmt::format("{}: \"{}\" and HEAD have no common commit in {}{}",
                                       query_.option, query_.ref, top(), what_to_fetch()));
        }
        return std::string{one_line(found.out)};
    }

    [[nodiscard]] std::string diff(const std::vector<std::string>& form,
                                   const std::string& base) const {
        std::vector<std::string> words{
            "diff",        "--no-ext-diff",           "--no-textconv",   "--no-color",     "-M",
            "-O/dev/null", "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/"};
        words.insert(words.end(), form.begin(), form.end());
        if (query_.staged) {
            words.emplace_back("--cached");
        }
        words.push_back(base);
        return ask(with_patterns(std::move(words)));
    }

    [[nodiscard]] std::string untracked() const {
        return ask(with_patterns({"ls-files", "--others", "--exclude-standard", "-z"}));
    }

    /// For each commit from HEAD on: a line with its time, then the files that it touched, all
    /// ended by NUL; of merges none.
    [[nodiscard]] std::string history() const {
        return commit("HEAD") ? ask({"log", "--format=%x01%ct", "--name-only", "-z", "--no-renames",
                                     "--diff-merges=off", "--no-show-signature"})
                              : std::string{};
    }

private:
    static constexpr int usage = 129;  // exit code of git for an option that it does not know

    /// @param filter `filter.NAME`
    void turn_filter_off(const std::string& filter) {
        if (filter.find('=') != std::string::npos) {  // -c would end the name there
            throw Unusable(
                fmt::format("{}: the settings of git in {} have a {}, which cannot be "
                            "turned off for its name",
                            query_.option, folder_, filter));
        }
        for (const char* const value : {".clean=", ".process=", ".smudge=", ".required=false"}) {
            settings_.insert(settings_.end(), {"-c", filter + value});
        }
    }

    [[nodiscard]] Spawned git(std::vector<std::string> words) const {
        std::vector<std::string> all{"git", "--no-pager",
                                     "-C",  folder_,
                                     "-c",  "core.quotePath=off",
                                     "-c",  "diff.noprefix=false",
                                     "-c",  "diff.external=",
                                     "-c",  "core.fsmonitor=false",
                                     "-c",  "core.hooksPath=/dev/null",
                                     "-c",  "safe.bareRepository=explicit"};
        all.insert(all.end(), settings_.begin(), settings_.end());
        all.insert(all.end(), std::make_move_iterator(words.begin()),
                   std::make_move_iterator(words.end()));
        try {
            return spawn(std::move(all), git_environment());
        } catch (const std::system_error& error) {
            throw Unusable(
                error.code() == std::errc::no_such_file_or_directory
                    ? fmt::format("{}: the command git is not there (it has to be in the PATH)",
                                  query_.option)
                    : fmt::format("{}: git cannot be started: {}", query_.option,
                                  error.code().message()));
        }
    }

    [[nodiscard]] std::string ask(std::vector<std::string> words) const {
        auto answer = git(std::move(words));
        if (answer.status != 0) {
            throw Unusable(failure(answer));
        }
        return std::move(answer.out);
    }

    [[nodiscard]] std::string failure(const Spawned& answer) const {
        const auto reason = first_line(answer.err);
        const auto says = [&](std::string_view words) {
            return reason.find(words) != std::string_view::npos;
        };
        std::string advice;
        if (says("dubious ownership")) {
            advice = "; if you trust it: git config --global --add safe.directory " + folder_;
        } else if (says("transport '") && says("not allowed")) {
            advice =
                "; this clone is partial, and nothing is fetched here: git fetch --refetch "
                "--no-filter";
        }
        return fmt::format(
            "{}: git fails in {}: {}{}", query_.option, folder_,
            reason.empty() ? fmt::format("exit code {}", answer.status) : std::string{reason},
            advice);
    }

    [[nodiscard]] std::optional<std::string> commit(const std::string& name) const {
        const auto found = git({"rev-parse", "--verify", "--quiet", name + "^{commit}"});
        if (found.status != 0) {
            return std::nullopt;
        }
        return std::string{one_line(found.out)};
    }

    [[nodiscard]] std::string what_to_fetch() const {
        const auto shallow = git({"rev-parse", "--is-shallow-repository"});
        return one_line(shallow.out) == "true"
                   ? "; this clone is shallow, fetch more of it: git fetch --unshallow origin "
                     "(fetch-depth: 0 in actions/checkout, GIT_DEPTH: 0 in GitLab)"
                   : "; is it fetched? (git fetch origin)";
    }

    [[nodiscard]] std::vector<std::string> with_patterns(std::vector<std::string> words) const {
        words.emplace_back("--");
        words.insert(words.end(), query_.patterns.begin(), query_.patterns.end());
        return words;
    }

    const ChangeQuery& query_;
    std::string folder_;
    std::vector<std::string> settings_;  // further ones, for git's command line
};

/// `M\0path\0`, `R100\0old\0new\0`. What is in conflict is listed as `U`, and perhaps again.
void add_names(std::string_view rest, bool lines, const std::string& top, Changes& changes) {
    const auto folder = top + "/";
    while (!rest.empty()) {
        const auto status = take_field(rest);
        auto name = take_field(rest);
        const char kind = status.empty() ? ' ' : status.front();
        if (kind == 'R' || kind == 'C') {
            name = take_field(rest);
        }
        auto& change = changes[folder + name];
        change.all = change.all || !lines || kind == 'A' || kind == 'U' || kind == 'T';
    }
}

int octal_digit(char character) {
    return character >= '0' && character <= '7' ? character - '0' : -1;
}

/// What a backslash and a letter stand for in a quoted name; 0: the letter itself.
char escaped(char letter) {
    constexpr std::string_view letters = "abtnvfr";
    constexpr std::string_view meanings = "\a\b\t\n\v\f\r";
    const auto at = letters.find(letter);
    return at == std::string_view::npos ? letter : meanings[at];
}

/// The name of a `+++` line: quoted as in C if it holds odd characters, else followed by a tab if
/// it holds spaces.
std::string name_in_header(std::string_view text) {
    if (text.empty() || text.front() != '"') {
        return std::string{text.substr(0, text.find('\t'))};
    }
    constexpr std::size_t octal_digits = 3;
    constexpr int octal = 8;
    std::string name;
    for (std::size_t at = 1; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            name += text[at];
            continue;
        }
        ++at;
        if (octal_digit(text[at]) < 0) {
            name += escaped(text[at]);
            continue;
        }
        int byte = 0;
        const auto end = std::min(at + octal_digits, text.size());
        for (; at < end && octal_digit(text[at]) >= 0; ++at) {
            byte = byte * octal + octal_digit(text[at]);
        }
        --at;
        name += static_cast<char>(static_cast<unsigned char>(byte));
    }
    return name;
}

/// `begin,count` or `begin` behind a sign in a `@@` line.
struct HunkSide {
    std::uint32_t begin = 0, count = 1;
};

HunkSide hunk_side(std::string_view header, char sign) {
    HunkSide side;
    const auto at = header.find(sign);
    if (at == std::string_view::npos) {
        return side;
    }
    const char* const end = header.data() + header.size();
    const auto first = std::from_chars(header.data() + at + 1, end, side.begin);
    if (first.ptr != end && *first.ptr == ',') {
        std::from_chars(first.ptr + 1, end, side.count);
    }
    return side;
}

/// Reads a patch without context. The lines of a hunk are counted, never looked at: they may look
/// like a header.
void add_lines(std::string_view patch, const std::string& top, Changes& changes) {
    FileChange* change = nullptr;
    std::uint64_t body = 0;  // lines of the hunk still to come
    while (!patch.empty()) {
        const auto line = first_line(patch);
        patch.remove_prefix(std::min(line.size() + 1, patch.size()));
        if (begins_with(line, "\\")) {
            continue;  // "\ No newline at end of file" is in no count
        }
        if (body != 0) {
            --body;
        } else if (begins_with(line, "diff ")) {
            change = nullptr;
        } else if (begins_with(line, "+++ ")) {
            const auto name = name_in_header(line.substr(4));
            const auto known =
                begins_with(name, "b/") ? changes.find(top + "/" + name.substr(2)) : changes.end();
            change = known == changes.end() ? nullptr : &known->second;
        } else if (begins_with(line, "@@ ")) {
            const auto header = line.substr(0, line.find(" @@"));
            const auto before = hunk_side(header, '-');
            const auto after = hunk_side(header, '+');
            body = std::uint64_t{before.count} + after.count;
            if (change != nullptr && after.count != 0) {
                change->lines.push_back({after.begin - 1, after.begin - 1 + after.count});
            }
        }
    }
}

/// What has changed in one repository.
void add_changes(Repository& repository, const ChangeQuery& query, Changes& changes) {
    if (!query.staged) {  // else git looks at no file
        repository.turn_filters_off();
    }
    const auto base = repository.base();
    add_names(repository.diff({"--name-status", "-z", "--diff-filter=ACMRTU"}, base), query.lines,
              repository.top(), changes);
    if (!query.staged) {
        const auto names = repository.untracked();
        for (std::string_view rest = names; !rest.empty();) {
            changes[repository.top() + "/" + take_field(rest)].all = true;
        }
    }
    if (query.lines && !changes.empty()) {
        add_lines(
            repository.diff(
                {"--unified=0", "--inter-hunk-context=0", "--text", "--diff-filter=ACMRT"}, base),
            repository.top(), changes);
    }
}

std::string folder_of(const std::string& path) {
    std::error_code error;
    const auto real = fs::weakly_canonical(path, error);
    return (fs::is_directory(real, error) ? real : real.parent_path()).string();
}

}  // namespace

bool FileChange::meets(std::uint32_t first, std::uint32_t last) const noexcept {
    return all || std::any_of(lines.begin(), lines.end(), [&](const LineRange& range) {
               return range.begin <= last && first < range.end;
           });
}

Changes git_changes(const std::vector<std::string>& paths, const ChangeQuery& query) {
    Changes changes;
    std::set<std::string> folders;
    for (const auto& path : paths) {
        folders.insert(folder_of(path));
    }
    std::set<std::string> tops;
    for (const auto& folder : folders) {
        Repository repository{folder, query};
        if (tops.insert(repository.top()).second) {
            add_changes(repository, query, changes);
        }
    }
    return changes;
}

std::map<std::string, std::int64_t> git_commit_times(const std::string& root,
                                                     const std::string& option) {
    ChangeQuery query;
    query.option = option;
    const Repository repository{folder_of(root), query};
    // Paths are from git's top level; those of the vault begin with its folder.
    auto folder = fs::relative(fs::weakly_canonical(root), repository.top()).generic_string();
    folder = folder == "." ? std::string{} : folder + "/";
    std::map<std::string, std::int64_t> times;
    std::int64_t time = 0;
    const auto history = repository.history();
    for (std::string_view rest = history; !rest.empty();) {
        auto field = take_field(rest);
        if (begins_with(field, "\n")) {
            field.erase(0, 1);  // between a time and its files
        }
        if (begins_with(field, "\x01")) {
            field.erase(0, 1);
            std::from_chars(field.data(), field.data() + field.size(), time);
        } else if (begins_with(field, folder) && field.size() > folder.size()) {
            times.try_emplace(std::string{field.substr(folder.size())}, time);  // the latest
        }
    }
    return times;
}

}  // namespace tasklint::cli
