#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tasklint {

/// What the ignore files of one folder and those above it leave out: patterns as git reads them
/// (gitignore(5)), the later and deeper ones over the others.
class IgnoreRules {
public:
    /// @param above the rules of the folders above, or null
    /// @param folder what the patterns are relative to: `a/b/`, or empty
    IgnoreRules(std::shared_ptr<const IgnoreRules> above, std::string folder);
    /// Adds the patterns of one file; they win over those added before.
    void add(std::string_view patterns);
    /// One of the folder's files cannot be read: all below the folder is left out.
    void ignore_all() noexcept { all_ = true; }
    /// Whether the path itself is named; that a folder above it is named, the walk sees.
    /// @param path below `folder`, counted from where `folder` is, without `/` at the end
    [[nodiscard]] bool ignored(std::string_view path, bool is_folder) const;

private:
    struct Pattern {
        std::vector<std::string> segments;  // between the slashes; `**` stands alone in one
        bool negated = false;
        bool folders_only = false;
        bool anchored = false;  // else it speaks of the name alone, at any depth
    };
    [[nodiscard]] static bool matches(const Pattern& pattern, std::string_view path);

    std::shared_ptr<const IgnoreRules> above_;
    std::string folder_;
    std::vector<Pattern> patterns_;
    bool all_ = false;  // here or above: no pattern takes it back
};

/// The file says what a walk leaves out. @param path its end is looked at
[[nodiscard]] bool is_ignore_file(std::string_view path) noexcept;

/// Patterns of notes, as in a `.gitignore` at the vault's root; a folder stands for all that is in
/// it.
class PathPatterns {
public:
    explicit PathPatterns(const std::vector<std::string>& patterns);
    /// @param vault_path from the root
    [[nodiscard]] bool match(std::string_view vault_path) const;
    /// The path itself is named; whether a folder above it is, the caller knows.
    [[nodiscard]] bool names(std::string_view vault_path, bool is_folder) const {
        return rules_.ignored(vault_path, is_folder);
    }

private:
    IgnoreRules rules_;
};

}  // namespace tasklint
