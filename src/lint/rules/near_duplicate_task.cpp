#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

// Of two sets of words that are alike enough, the rarest few words of one are among those of the
// other: a fifth of the words and one more. So each task is compared only with those that share
// such a word and the owner or the date, and of these with the last ones: linear in the vault.
constexpr std::size_t alike_of = 10;       // two tasks say the same if of all their words
constexpr std::size_t alike = 8;           // eight in ten are in both
constexpr std::size_t most_compared = 64;  // tasks behind one rare word, the last ones
constexpr std::size_t fewest_words = 3;
constexpr std::size_t most_named = 5;

using Words = std::vector<std::uint32_t>;  // numbers of words, the rarest first, each once

bool is_word(char32_t c) {
    return c >= 0x80 || (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') ||
           (c >= U'A' && c <= U'Z');
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t begin = std::string_view::npos;
    for (std::size_t at = 0; at <= text.size();) {
        const auto character =
            at < text.size() ? decode_utf8(text, at) : Utf8Character{U' ', 1, true};
        const bool in_word = is_word(character.code_point) && !is_white_space(character.code_point);
        if (in_word && begin == std::string_view::npos) {
            begin = at;
        } else if (!in_word && begin != std::string_view::npos) {
            words.push_back(text.substr(begin, at - begin));
            begin = std::string_view::npos;
        }
        at += character.size;
    }
    return words;
}

class Finder {
public:
    explicit Finder(const VaultIndex& index) : index_{index}, leaders_(index.texts.size()) {
        std::iota(leaders_.begin(), leaders_.end(), std::size_t{0});
        read_words();
        for (std::size_t task = 0; task < words_.size(); ++task) {
            compare(task);
        }
    }

    /// Tasks that say the same, in order of their places.
    [[nodiscard]] std::vector<std::vector<std::size_t>> groups() {
        std::map<std::size_t, std::vector<std::size_t>> by_leader;
        for (std::size_t task = 0; task < leaders_.size(); ++task) {
            by_leader[leader(task)].push_back(task);
        }
        std::vector<std::vector<std::size_t>> found;
        for (auto& [first, group] : by_leader) {
            if (group.size() > 1) {
                found.push_back(std::move(group));
            }
        }
        return found;
    }

private:
    void read_words() {
        std::unordered_map<std::string_view, std::uint32_t> numbers;
        std::vector<std::uint32_t> counts;
        for (const TaskUse& use : index_.texts) {
            Words words;
            for (const auto word : words_of(use.text)) {
                words.push_back(
                    numbers.try_emplace(word, static_cast<std::uint32_t>(numbers.size()))
                        .first->second);
            }
            std::sort(words.begin(), words.end());
            words.erase(std::unique(words.begin(), words.end()), words.end());
            counts.resize(numbers.size());
            for (const std::uint32_t word : words) {
                ++counts[word];
            }
            words_.push_back(std::move(words));
        }
        for (Words& words : words_) {
            std::sort(words.begin(), words.end(), [&](std::uint32_t a, std::uint32_t b) {
                return counts[a] != counts[b] ? counts[a] < counts[b] : a < b;
            });
        }
    }

    void compare(std::size_t task) {
        const Words& words = words_[task];
        const TaskUse& use = index_.texts[task];
        if (words.size() < fewest_words) {
            return;
        }
        // What a partner must share is in the first words.
        const std::size_t must = (words.size() * alike + alike_of - 1) / alike_of;
        const std::size_t first_words = words.size() - must + 1;
        std::vector<std::string> contexts;
        if (!use.owners.empty()) {
            contexts.push_back("@" + use.owners);
        }
        if (use.date) {
            contexts.push_back(to_string(*use.date));
        }
        for (std::size_t i = 0; i < first_words; ++i) {
            for (const std::string& context : contexts) {
                auto& others = behind_[std::to_string(words[i]) + " " + context];
                const std::size_t from =
                    others.size() > most_compared ? others.size() - most_compared : 0;
                for (std::size_t j = from; j < others.size(); ++j) {
                    if (leader(others[j]) != leader(task) && is_alike(task, others[j])) {
                        join(others[j], task);
                    }
                }
                others.push_back(task);
            }
        }
    }

    [[nodiscard]] bool is_alike(std::size_t a, std::size_t b) const {
        Words one = words_[a];
        Words other = words_[b];
        std::sort(one.begin(), one.end());
        std::sort(other.begin(), other.end());
        std::size_t common = 0;
        for (auto i = one.begin(), j = other.begin(); i != one.end() && j != other.end();) {
            common += *i == *j ? 1U : 0U;
            const bool move_i = *i <= *j;
            const bool move_j = *j <= *i;
            i += move_i ? 1 : 0;
            j += move_j ? 1 : 0;
        }
        return common * alike_of >= alike * (one.size() + other.size() - common) &&
               index_.texts[a].text != index_.texts[b].text;
    }

    std::size_t leader(std::size_t task) {
        while (leaders_[task] != task) {
            leaders_[task] = leaders_[leaders_[task]];
            task = leaders_[task];
        }
        return task;
    }
    void join(std::size_t a, std::size_t b) {
        const std::size_t one = leader(a);
        const std::size_t other = leader(b);
        leaders_[std::max(one, other)] = std::min(one, other);
    }

    const VaultIndex& index_;
    std::vector<Words> words_;
    std::vector<std::size_t> leaders_;
    std::unordered_map<std::string, std::vector<std::size_t>> behind_;  // a rare word and a context
};

void check(const VaultContext& context, Report& report) {
    const VaultIndex& index = context.index;
    for (const auto& group : Finder{index}.groups()) {
        const TaskPlace& place = index.texts[group.front()].place;
        std::string others;
        for (std::size_t i = 1; i < std::min(group.size(), most_named + 1); ++i) {
            const TaskPlace& other = index.texts[group[i]].place;
            fmt::format_to(std::back_inserter(others), "{}{}:{}", others.empty() ? "" : ", ",
                           index.notes[other.note].vault, other.line + 1);
        }
        if (group.size() > most_named + 1) {
            fmt::format_to(std::back_inserter(others), " and {} more",
                           group.size() - most_named - 1);
        }
        auto& finding =
            report.add(index.notes[place.note], place.span, place.line,
                       fmt::format("{} open tasks say the same in other words", group.size()));
        finding.detail = "the others: " + others;
        finding.plugin_reads = fmt::format("{} tasks; calendar: as many entries", group.size());
        finding.help = "keep one of them, and drop the rest";
    }
}

}  // namespace

const Rule near_duplicate_task{
    .code = "TL925",
    .name = "near-duplicate-task",
    .group = "notes",
    .summary =
        "Open tasks that say nearly the same, with the same owner or date: perhaps made twice.",
    .severity = Severity::info,
    .confidence = Confidence::likely,
    .scope = Scope::vault,
    .on = DefaultOn::no,
    .check_vault = check,
};

}  // namespace tasklint::lint
