#include "vault/ignore.hpp"

#include <algorithm>

#include <cctype>
#include <cstddef>
#include <optional>
#include <utility>

namespace tasklint {

// Patterns of gitignore(5), byte by byte as git compares them. Both levels (characters within a
// name, names within a path) go back to the last star only, so that a hostile pattern costs at
// most its length times that of the path.

namespace {

bool in_class(std::string_view name, char byte) {
    const int value = static_cast<unsigned char>(byte);
    const struct {
        std::string_view name;
        int (*test)(int);
    } classes[] = {{"alnum", std::isalnum}, {"alpha", std::isalpha}, {"blank", std::isblank},
                   {"cntrl", std::iscntrl}, {"digit", std::isdigit}, {"graph", std::isgraph},
                   {"lower", std::islower}, {"print", std::isprint}, {"punct", std::ispunct},
                   {"space", std::isspace}, {"upper", std::isupper}, {"xdigit", std::isxdigit}};
    for (const auto& known : classes) {
        if (known.name == name) {
            // As git's own tests: ASCII only, whatever the locale says.
            return value < 0x80 && known.test(value) != 0;
        }
    }
    return false;
}

/// One step of a pattern within a name: a literal, `?`, or a bracket expression.
/// @param at behind the step afterwards
/// @return whether it takes `byte`; nullopt if the bracket is not closed: nothing matches
std::optional<bool> step_takes(std::string_view pattern, std::size_t& at, char byte) {
    const char first = pattern[at++];
    if (first == '?') {
        return true;
    }
    if (first == '\\') {
        if (at == pattern.size()) {
            return std::nullopt;
        }
        return pattern[at++] == byte;
    }
    if (first != '[') {
        return first == byte;
    }
    bool negated = false;
    if (at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^')) {
        negated = true;
        ++at;
    }
    const auto value = [](char c) { return static_cast<unsigned char>(c); };
    bool taken = false;
    char low = '\0';  // the character before a possible `-`
    bool has_low = false;
    for (bool begin = true;; begin = false) {
        if (at >= pattern.size()) {
            return std::nullopt;
        }
        char c = pattern[at++];
        if (c == ']' && !begin) {
            break;
        }
        if (c == '[' && at < pattern.size() && pattern[at] == ':') {
            const std::size_t close = pattern.find(']', at + 1);
            if (close == std::string_view::npos) {
                return std::nullopt;
            }
            if (close > at + 1 && pattern[close - 1] == ':') {
                taken = taken || in_class(pattern.substr(at + 1, close - at - 2), byte);
                at = close + 1;
                has_low = false;
                continue;
            }
            // no class after all: a plain `[`
        }
        if (c == '-' && has_low && at < pattern.size() && pattern[at] != ']') {
            char high = pattern[at++];
            if (high == '\\') {
                if (at >= pattern.size()) {
                    return std::nullopt;
                }
                high = pattern[at++];
            }
            taken = taken || (value(low) <= value(byte) && value(byte) <= value(high));
            has_low = false;
            continue;
        }
        if (c == '\\') {
            if (at >= pattern.size()) {
                return std::nullopt;
            }
            c = pattern[at++];
        }
        taken = taken || c == byte;
        low = c;
        has_low = true;
    }
    return taken != negated;
}

/// A name against a pattern without `/`.
bool name_matches(std::string_view pattern, std::string_view name) {
    std::size_t at = 0;
    std::size_t next = 0;
    std::size_t star = std::string_view::npos;  // behind the last star
    std::size_t retry = 0;                      // where its text would end one byte later
    while (next < name.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = ++at;
            retry = next;
            continue;
        }
        if (at < pattern.size()) {
            std::size_t after = at;
            const auto taken = step_takes(pattern, after, name[next]);
            if (!taken) {
                return false;
            }
            if (*taken) {
                at = after;
                ++next;
                continue;
            }
        }
        if (star == std::string_view::npos) {
            return false;
        }
        at = star;
        next = ++retry;
    }
    while (at < pattern.size() && pattern[at] == '*') {
        ++at;
    }
    return at == pattern.size();
}

/// The path's name that begins at `at`, which moves behind its `/`.
std::string_view next_name(std::string_view path, std::size_t& at) {
    const std::size_t slash = path.find('/', at);
    const auto name = path.substr(at, slash == std::string_view::npos ? slash : slash - at);
    at = slash == std::string_view::npos ? path.size() + 1 : slash + 1;
    return name;
}

/// The pattern's part that begins at `at`, which moves behind its `/`. A slash in a set divides
/// nothing, an escaped one does.
std::string next_segment(std::string_view pattern, std::size_t& at) {
    std::string segment;
    while (at < pattern.size() && pattern[at] != '/') {
        const std::size_t begin = at;
        if (pattern.substr(at, 2) == "\\/") {
            ++at;
            break;
        }
        if (!step_takes(pattern, at, '\0')) {
            at = pattern.size();  // not closed: it matches nothing
        }
        segment += pattern.substr(begin, at - begin);
    }
    ++at;
    return segment;
}

}  // namespace

IgnoreRules::IgnoreRules(std::shared_ptr<const IgnoreRules> above, std::string folder)
    : above_{std::move(above)},
      folder_{std::move(folder)},
      all_{above_ != nullptr && above_->all_} {}

void IgnoreRules::add(std::string_view patterns) {
    if (patterns.substr(0, 3) == "\xEF\xBB\xBF") {
        patterns.remove_prefix(3);
    }
    while (!patterns.empty()) {
        const std::size_t newline = patterns.find('\n');
        std::string_view line = patterns.substr(0, newline);
        patterns.remove_prefix(newline == std::string_view::npos ? patterns.size() : newline + 1);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (newline != std::string_view::npos && line.back() == '\r') {
            line.remove_suffix(1);
        }
        // Spaces at the end do not count unless they are escaped.
        std::size_t end = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '\\' && i + 1 < line.size()) {
                end = ++i + 1;
            } else if (line[i] != ' ') {
                end = i + 1;
            }
        }
        line = line.substr(0, end);
        Pattern pattern;
        if (!line.empty() && line.front() == '!') {
            pattern.negated = true;
            line.remove_prefix(1);
        }
        if (!line.empty() && line.back() == '/') {
            pattern.folders_only = true;
            line.remove_suffix(1);
        }
        pattern.anchored = line.find('/') != std::string_view::npos;
        if (!line.empty() && line.front() == '/') {
            line.remove_prefix(1);
        }
        if (line.empty()) {
            continue;
        }
        for (std::size_t at = 0; at <= line.size();) {
            std::string segment = next_segment(line, at);
            if (segment.size() > 2 && segment.find_first_not_of('*') == std::string::npos) {
                segment = "**";
            }
            // `**/**` says no more than `**`.
            if (segment != "**" || pattern.segments.empty() || pattern.segments.back() != "**") {
                pattern.segments.push_back(std::move(segment));
            }
        }
        patterns_.push_back(std::move(pattern));
    }
}

bool IgnoreRules::matches(const Pattern& pattern, std::string_view path) {
    if (!pattern.anchored) {
        return name_matches(pattern.segments.front(), path.substr(path.rfind('/') + 1));
    }
    const auto& segments = pattern.segments;
    std::size_t at = 0;
    std::size_t next = 0;                       // begin of the name to match; behind the end: done
    std::size_t star = std::string_view::npos;  // behind the last `**`
    std::size_t retry = 0;
    while (next <= path.size()) {
        if (at < segments.size() && segments[at] == "**") {
            if (at + 1 == segments.size()) {
                return true;  // all that is below; here at least one name is left
            }
            star = ++at;
            retry = next;
            continue;
        }
        std::size_t after = next;
        if (at < segments.size() && name_matches(segments[at], next_name(path, after))) {
            ++at;
            next = after;
            continue;
        }
        if (star == std::string_view::npos) {
            return false;
        }
        at = star;
        next_name(path, retry);
        next = retry;
    }
    return at == segments.size();
}

bool IgnoreRules::ignored(std::string_view path, bool is_folder) const {
    if (all_) {
        return true;
    }
    for (const IgnoreRules* rules = this; rules != nullptr; rules = rules->above_.get()) {
        const auto below = path.substr(rules->folder_.size());
        const auto pattern =
            std::find_if(rules->patterns_.rbegin(), rules->patterns_.rend(), [&](const auto& one) {
                return (is_folder || !one.folders_only) && matches(one, below);
            });
        if (pattern != rules->patterns_.rend()) {
            return !pattern->negated;
        }
    }
    return false;
}

bool is_ignore_file(std::string_view path) noexcept {
    const auto name = path.substr(path.rfind('/') + 1);
    return name == ".gitignore" || name == ".tasklintignore";
}

PathPatterns::PathPatterns(const std::vector<std::string>& patterns) : rules_{nullptr, ""} {
    std::string lines;
    for (const auto& pattern : patterns) {
        lines += pattern + "\n";
    }
    rules_.add(lines);
}

bool PathPatterns::match(std::string_view vault_path) const {
    for (auto slash = vault_path.find('/'); slash != std::string_view::npos;
         slash = vault_path.find('/', slash + 1)) {
        if (rules_.ignored(vault_path.substr(0, slash), true)) {
            return true;  // as in git, what is in the folder cannot be taken out again
        }
    }
    return rules_.ignored(vault_path, false);
}

}  // namespace tasklint
