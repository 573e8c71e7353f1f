// The unified diff of `--diff`.
#include "cli/diff.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "cli/output.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

constexpr std::size_t context = 3;  // lines, as in diff -u

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto size = end == std::string_view::npos ? text.size() : end + 1;
        lines.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

/// A file's name in a header, quoted as git does it.
std::string header_name(std::string_view prefix, std::string_view path) {
    const auto odd = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F || c == '"' || c == '\\';
    };
    if (std::none_of(path.begin(), path.end(), odd)) {
        // git ends a name that holds a blank with a tab, so that no date is looked for in it.
        return fmt::format("{}{}{}", prefix, path,
                           path.find(' ') == std::string_view::npos ? "" : "\t");
    }
    std::string name = fmt::format("\"{}", prefix);
    for (const char c : path) {
        if (c == '"' || c == '\\') {
            name += '\\';
            name += c;
        } else if (odd(c)) {
            fmt::format_to(std::back_inserter(name), "\\{:03o}", static_cast<unsigned char>(c));
        } else {
            name += c;
        }
    }
    return name + '"';
}

/// Lines `[begin, end)` of each side that differ.
struct Change {
    std::size_t before_begin = 0, before_end = 0, after_begin = 0, after_end = 0;
};

/// Where two texts that differ at their begins go on alike: after as few lines of both as possible.
/// Fixes touch a line and its neighbours, so that is near.
bool meets_again(const std::vector<std::string_view>& before,
                 const std::vector<std::string_view>& after, std::size_t& i, std::size_t& j) {
    constexpr std::size_t farthest = 64;  // lines of both together
    const auto alike = [&](std::size_t a, std::size_t b) {
        if (a >= before.size() || b >= after.size()) {
            return a == before.size() && b == after.size();
        }
        return before[a] == after[b];
    };
    for (std::size_t apart = 1; apart <= farthest; ++apart) {
        for (std::size_t of_before = 0; of_before <= apart; ++of_before) {
            const std::size_t a = i + of_before;
            const std::size_t b = j + apart - of_before;
            // A blank line or a brace is like every other: the next one has to fit as well.
            const bool tells = a >= before.size() || b >= after.size() || before[a].size() > 4;
            if (alike(a, b) && (tells || alike(a + 1, b + 1))) {
                i = a;
                j = b;
                return true;
            }
        }
    }
    return false;
}

std::vector<Change> changes_between(const std::vector<std::string_view>& before,
                                    const std::vector<std::string_view>& after) {
    std::vector<Change> changes;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            ++i;
            ++j;
            continue;
        }
        Change change{i, before.size(), j, after.size()};
        if (meets_again(before, after, i, j)) {
            change.before_end = i;
            change.after_end = j;
            changes.push_back(change);
            continue;
        }
        // Nothing near is alike: all but the common end is one change.
        while (change.before_end > change.before_begin && change.after_end > change.after_begin &&
               before[change.before_end - 1] == after[change.after_end - 1]) {
            --change.before_end;
            --change.after_end;
        }
        changes.push_back(change);
        break;
    }
    return changes;
}

void write_line(std::string& out, char sign, std::string_view line) {
    out += sign;
    out += line;
    if (line.back() != '\n') {
        out += "\n\\ No newline at end of file\n";
    }
}

/// `@@ -12,7 +12,7 @@`: an empty range counts from the line before it.
std::string range(std::size_t begin, std::size_t end) {
    const auto size = end - begin;
    return size == 1 ? fmt::format("{}", begin + 1)
                     : fmt::format("{},{}", size == 0 ? begin : begin + 1, size);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
    if (before == after) {
        return {};
    }
    const auto old_lines = lines_of(before);
    const auto new_lines = lines_of(after);
    const auto changes = changes_between(old_lines, new_lines);

    std::string out =
        fmt::format("--- {}\n+++ {}\n", header_name("a/", path), header_name("b/", path));
    for (std::size_t first = 0; first < changes.size();) {
        // Changes whose contexts touch share a hunk.
        auto last = first;
        while (last + 1 < changes.size() &&
               changes[last + 1].before_begin - changes[last].before_end <= 2 * context) {
            ++last;
        }
        const auto lead = std::min(context, changes[first].before_begin);
        const auto trail = std::min(context, old_lines.size() - changes[last].before_end);
        auto at = changes[first].before_begin - lead;
        fmt::format_to(std::back_inserter(out), "@@ -{} +{} @@\n",
                       range(at, changes[last].before_end + trail),
                       range(changes[first].after_begin - lead, changes[last].after_end + trail));
        for (; first <= last; ++first) {
            const auto& change = changes[first];
            for (; at < change.before_begin; ++at) {
                write_line(out, ' ', old_lines[at]);
            }
            for (; at < change.before_end; ++at) {
                write_line(out, '-', old_lines[at]);
            }
            for (auto i = change.after_begin; i < change.after_end; ++i) {
                write_line(out, '+', new_lines[i]);
            }
        }
        for (const auto end = at + trail; at < end; ++at) {
            write_line(out, ' ', old_lines[at]);
        }
    }
    return out;
}

bool print_diff(std::string_view diff) {
    if (!output_is_terminal()) {
        return print(diff);
    }
    std::string shown;  // for reading, not for `git apply`
    while (!diff.empty()) {
        const auto end = diff.find('\n');
        shown += printable(diff.substr(0, end)) + "\n";
        diff.remove_prefix(end == std::string_view::npos ? diff.size() : end + 1);
    }
    return print(shown);
}

}  // namespace tasklint::cli
