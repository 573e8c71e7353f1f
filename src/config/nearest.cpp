#include "tasklint/config.hpp"

#include <algorithm>

#include "text/ascii.hpp"

namespace tasklint {

namespace {

constexpr std::size_t longest_word = 64;  // nobody misspells longer names, and the cost is square

/// Single characters inserted, left out, replaced, or swapped with their neighbour (optimal string
/// alignment), without regard to the case of ASCII letters.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = ascii_lower(a[i - 1]) == ascii_lower(b[j - 1]);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0U : 1U)});
            if (i > 1 && j > 1 && ascii_lower(a[i - 1]) == ascii_lower(b[j - 2]) &&
                ascii_lower(a[i - 2]) == ascii_lower(b[j - 1])) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
    }
    return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    if (word.empty() || word.size() > longest_word) {
        return {};
    }
    std::string best;
    std::size_t fewest = longest_word;
    for (const auto& candidate : candidates) {
        if (candidate.size() > longest_word) {
            continue;
        }
        const std::size_t errors = distance(word, candidate);
        // One slip in three letters is a slip; more is another word.
        if (errors < fewest && errors <= (std::max(word.size(), candidate.size()) + 1) / 3) {
            best = candidate;
            fewest = errors;
        }
    }
    return best;
}

}  // namespace tasklint
