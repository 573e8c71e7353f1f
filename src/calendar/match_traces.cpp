#include "calendar/match_traces.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "calendar/tsv.hpp"

namespace tasklint {
namespace {

constexpr std::size_t most_notes = 16;     // with one text or name, to be asked for a renamed note
constexpr std::size_t most_compared = 16;  // tasks with the rarest words, the nearest in the note

using Key = std::uint64_t;  // 0: none

/// Two keys as one (the finaliser of SplitMix64).
Key mixed(Key a, Key b) {
    Key key = (a * 0x9E3779B97F4A7C15U) ^ b;
    key = (key ^ (key >> 30U)) * 0xBF58476D1CE4E5B9U;
    key = (key ^ (key >> 27U)) * 0x94D049BB133111EBU;
    return (key ^ (key >> 31U)) | 1U;
}

Key key_of(std::string_view text) { return text.empty() ? 0 : hash_of(text) | 1U; }

/// A task of either side.
struct Line {
    const TaskTrace* trace = nullptr;
    std::uint32_t index = 0;             // as it was given
    std::uint32_t note = 0;              // number of its path
    std::uint32_t partner = none_index;  // position on the other side
    std::int64_t place = 0;
    Key id = 0, block = 0;
    Key exact = 0;  // text and dates

    [[nodiscard]] bool open() const noexcept { return partner == none_index; }
};

Line line_of(const TaskTrace& trace, std::size_t index, std::uint32_t note) {
    Line line;
    line.trace = &trace;
    line.index = static_cast<std::uint32_t>(index);
    line.note = note;
    line.id = key_of(trace.id);
    line.block = key_of(trace.block);
    const auto created = trace.created ? key_of(to_string(*trace.created)) : 0;
    line.exact = mixed(mixed(trace.text, created), trace.dates);
    return line;
}

/// Half-open range of positions on one side.
struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    [[nodiscard]] bool contains(std::uint32_t at) const noexcept { return begin <= at && at < end; }
};

enum class Pairing : std::uint8_t { unique, in_order };

// ---- words ----

std::size_t common_words(const TaskTrace& a, const TaskTrace& b) {
    std::size_t common = 0;
    for (auto i = a.words.begin(), j = b.words.begin(); i != a.words.end() && j != b.words.end();) {
        if (*i == *j) {
            ++common;
            ++i;
            ++j;
        } else {
            ++(*i < *j ? i : j);
        }
    }
    return common;
}

/// A known task and a task that may be one.
struct Pair {
    std::uint64_t share = 0;  // of the words that are in both, in 2^-32
    bool same_created = false;
    std::uint32_t apart = 0;  // in the order of their note
    std::uint32_t known = 0;
    std::uint32_t task = 0;

    /// The most similar first.
    friend bool operator<(const Pair& a, const Pair& b) {
        if (a.share != b.share) {
            return a.share > b.share;
        }
        if (a.same_created != b.same_created) {
            return a.same_created;
        }
        if (a.apart != b.apart) {
            return a.apart < b.apart;
        }
        return a.known != b.known ? a.known < b.known : a.task < b.task;
    }
};

constexpr std::uint64_t whole_share = 1ULL << 32U;
constexpr std::uint64_t similar_share = 6 * whole_share / 10;

std::uint64_t share_of(const TaskTrace& a, const TaskTrace& b) {
    const auto all = a.words.size() + b.words.size();
    return all == 0 ? 0 : 2 * common_words(a, b) * whole_share / all;
}

// ---- the passes ----

class Matcher {
public:
    Matcher(const std::vector<KnownTask>& known, const std::vector<TaskTrace>& tasks);
    [[nodiscard]] std::vector<std::uint32_t> run();

private:
    using KeyOf = std::function<Key(const Line&)>;

    std::uint32_t note_of(const std::string& path);
    void follow_renames();
    void sort_known();
    void pair(std::uint32_t known, std::uint32_t task);
    void pass(Range known, Pairing pairing, const KeyOf& key);
    void sweep(const KeyOf& key);
    void same_text(bool retired, Key Line::*exact);
    void edits(bool retired);
    void edits_of_note(std::uint32_t note, const std::vector<std::uint32_t>& known, bool retired);
    [[nodiscard]] std::vector<Pair> candidates(std::uint32_t note,
                                               const std::vector<std::uint32_t>& known,
                                               const std::vector<std::uint32_t>& tasks) const;

    std::vector<Line> known_;  // those that are not retired first; by note, then place
    std::vector<Line> tasks_;  // by note, then place
    Range active_, retired_;   // of known_
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
    std::vector<std::string_view> paths_;                  // by number
    std::vector<Range> known_in_, retired_in_, tasks_in_;  // by number of the note
};

Matcher::Matcher(const std::vector<KnownTask>& known, const std::vector<TaskTrace>& tasks) {
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        tasks_.push_back(line_of(tasks[i], i, note_of(tasks[i].path)));
        tasks_.back().place = static_cast<std::int64_t>(i);
    }
    for (const bool retired : {false, true}) {
        for (std::size_t i = 0; i < known.size(); ++i) {
            if (known[i].retired == retired) {
                known_.push_back(line_of(*known[i].trace, i, note_of(known[i].trace->path)));
                known_.back().place = known[i].place;
            }
        }
        (retired ? retired_ : active_).end = static_cast<std::uint32_t>(known_.size());
    }
    retired_.begin = active_.end;
}

std::uint32_t Matcher::note_of(const std::string& path) {
    const auto [it, fresh] = numbers_.try_emplace(path, static_cast<std::uint32_t>(paths_.size()));
    if (fresh) {
        paths_.push_back(path);
    }
    return it->second;
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// Known tasks of a note that is gone get the number of the new note that it has become.
void Matcher::follow_renames() {
    std::vector<bool> has_tasks(paths_.size()), was_known(paths_.size());
    for (const auto& line : tasks_) {
        has_tasks[line.note] = true;
    }
    for (auto i = active_.begin; i < active_.end; ++i) {
        was_known[known_[i].note] = true;
    }
    // A note whose tasks were all gone already can come back under another name.
    const auto counts = [&](std::uint32_t at) {
        return !has_tasks[known_[at].note] && (at < active_.end || !was_known[known_[at].note]);
    };
    std::vector<std::uint32_t> lines(paths_.size());  // known ones that count
    for (std::uint32_t i = 0; i < known_.size(); ++i) {
        lines[known_[i].note] += counts(i) ? 1 : 0;
    }
    if (std::all_of(lines.begin(), lines.end(), [](std::uint32_t count) { return count == 0; })) {
        return;
    }
    std::unordered_map<Key, std::set<std::uint32_t>> notes_with;  // text or name → new notes
    const auto add = [&](Key key, std::uint32_t note) {
        auto& notes = notes_with[key];
        if (notes.size() <= most_notes) {
            notes.insert(note);
        }
    };
    const auto name_key = [&](std::uint32_t note) {
        return mixed(1, key_of(name_of(paths_[note])));
    };
    for (const auto& line : tasks_) {
        if (!was_known[line.note]) {
            add(line.trace->text, line.note);
            add(name_key(line.note), line.note);
        }
    }
    std::unordered_map<Key, std::uint32_t> gone_with_name;
    for (std::uint32_t note = 0; note < lines.size(); ++note) {
        if (lines[note] != 0) {
            ++gone_with_name[name_key(note)];
        }
    }
    struct Votes {
        std::uint32_t texts = 0;
        bool same_name = false;  // and no other note, gone or new, has it
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, Votes> votes;  // gone, new
    const auto asked = [&](Key key) {
        const auto found = notes_with.find(key);
        return found != notes_with.end() && found->second.size() <= most_notes
                   ? found->second
                   : std::set<std::uint32_t>{};
    };
    for (std::uint32_t i = 0; i < known_.size(); ++i) {
        const auto gone = known_[i].note;
        if (!counts(i)) {
            continue;
        }
        for (const auto note : asked(known_[i].trace->text)) {
            ++votes[{gone, note}].texts;
        }
        const auto name = name_key(gone);
        if (const auto notes = asked(name); notes.size() == 1 && gone_with_name[name] == 1) {
            votes[{gone, *notes.begin()}].same_name = true;
        }
    }
    std::vector<std::tuple<std::uint32_t, bool, std::uint32_t, std::uint32_t>> ranked;
    for (const auto& [notes, vote] : votes) {
        if (2 * vote.texts >= lines[notes.first] || vote.same_name) {
            ranked.emplace_back(vote.texts, vote.same_name, notes.first, notes.second);
        }
    }
    std::sort(ranked.begin(), ranked.end(), [&](const auto& a, const auto& b) {
        const auto& [a_texts, a_same, a_gone, a_note] = a;
        const auto& [b_texts, b_same, b_gone, b_note] = b;
        return std::tuple(b_texts, b_same, paths_[a_gone], paths_[a_note]) <
               std::tuple(a_texts, a_same, paths_[b_gone], paths_[b_note]);
    });
    std::unordered_map<std::uint32_t, std::uint32_t> renamed;
    std::set<std::uint32_t> taken;
    for (const auto& [texts, same_name, gone, note] : ranked) {
        if (taken.count(note) == 0 && renamed.try_emplace(gone, note).second) {
            taken.insert(note);
        }
    }
    for (auto& line : known_) {
        if (const auto found = renamed.find(line.note); found != renamed.end()) {
            line.note = found->second;
        }
    }
}

/// Ranges of sorted lines by their notes.
std::vector<Range> ranges_of(const std::vector<Line>& lines, Range part, std::size_t notes) {
    std::vector<Range> ranges(notes);
    for (auto i = part.begin; i < part.end; ++i) {
        auto& range = ranges[lines[i].note];
        if (range.begin == range.end) {
            range.begin = i;
        }
        range.end = i + 1;
    }
    return ranges;
}

void Matcher::sort_known() {
    const auto sort = [](auto begin, auto end) {
        std::sort(begin, end, [](const Line& a, const Line& b) {
            return std::tie(a.note, a.place, a.trace->uid) <
                   std::tie(b.note, b.place, b.trace->uid);
        });
    };
    const auto middle = known_.begin() + static_cast<std::ptrdiff_t>(active_.end);
    sort(known_.begin(), middle);
    sort(middle, known_.end());
    std::sort(tasks_.begin(), tasks_.end(), [](const Line& a, const Line& b) {
        return std::tie(a.note, a.place) < std::tie(b.note, b.place);
    });
    known_in_ = ranges_of(known_, active_, paths_.size());
    retired_in_ = ranges_of(known_, retired_, paths_.size());
    tasks_in_ = ranges_of(tasks_, {0, static_cast<std::uint32_t>(tasks_.size())}, paths_.size());
}

void Matcher::pair(std::uint32_t known, std::uint32_t task) {
    known_[known].partner = task;
    tasks_[task].partner = known;
}

/// Pairs what has one key: if it is the only one on both sides, or the first with the first.
void Matcher::pass(Range known, Pairing pairing, const KeyOf& key) {
    using Keyed = std::vector<std::pair<Key, std::uint32_t>>;
    const auto keyed = [&](const std::vector<Line>& lines, Range range) {
        Keyed all;
        for (auto i = range.begin; i < range.end; ++i) {
            if (const auto one = lines[i].open() ? key(lines[i]) : 0; one != 0) {
                all.emplace_back(one, i);
            }
        }
        std::sort(all.begin(), all.end());
        return all;
    };
    const auto left = keyed(known_, known);
    if (left.empty()) {
        return;
    }
    const auto right = keyed(tasks_, {0, static_cast<std::uint32_t>(tasks_.size())});
    const auto group_end = [](const Keyed& all, std::size_t at) {
        auto end = at;
        while (end < all.size() && all[end].first == all[at].first) {
            ++end;
        }
        return end;
    };
    for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
        if (left[i].first != right[j].first) {
            ++(left[i].first < right[j].first ? i : j);
            continue;
        }
        const auto i_end = group_end(left, i);
        const auto j_end = group_end(right, j);
        auto count = std::min(i_end - i, j_end - j);
        if (pairing == Pairing::unique && (i_end - i != 1 || j_end - j != 1)) {
            count = 0;
        }
        for (std::size_t k = 0; k < count; ++k) {
            pair(left[i + k].second, right[j + k].second);
        }
        i = i_end;
        j = j_end;
    }
}

/// Goes on from matched lines, and from the ends of the notes, in both directions, as long as the
/// next ones are the same: of several twins this takes the right ones.
void Matcher::sweep(const KeyOf& key) {
    for (std::size_t note = 0; note < paths_.size(); ++note) {
        const auto known = known_in_[note];
        const auto tasks = tasks_in_[note];
        const auto known_size = known.end - known.begin;
        const auto tasks_size = tasks.end - tasks.begin;
        for (const bool forward : {true, false}) {
            const auto known_at = [&](std::uint32_t i) {
                return forward ? known.begin + i : known.end - 1 - i;
            };
            std::uint32_t next = 0;
            for (std::uint32_t i = 0; i < tasks_size; ++i) {
                const auto at = forward ? tasks.begin + i : tasks.end - 1 - i;
                const auto& task = tasks_[at];
                if (!task.open()) {
                    if (known.contains(task.partner)) {
                        next = 1 + (forward ? task.partner - known.begin
                                            : known.end - 1 - task.partner);
                    }
                    continue;
                }
                // Passing over what has gone to another note.
                while (next < known_size && !known_[known_at(next)].open() &&
                       !tasks.contains(known_[known_at(next)].partner)) {
                    ++next;
                }
                if (next < known_size && known_[known_at(next)].open() &&
                    key(known_[known_at(next)]) == key(task)) {
                    pair(known_at(next++), at);
                }
            }
        }
    }
}

/// The same text in the same note. @param exact a key that says more than the text, or null
void Matcher::same_text(bool retired, Key Line::*exact) {
    const auto known = retired ? retired_ : active_;
    const auto key = [exact](const Line& line) {
        return mixed(line.note, exact != nullptr ? line.*exact : line.trace->text);
    };
    pass(known, Pairing::unique, key);
    if (!retired) {
        sweep(key);
    }
    pass(known, Pairing::in_order, key);
}

// ---- edits ----

/// Pairs of a note that share one of their rarest words. Of two sets with 0.6 of their words in
/// common, 3/7 of either are in both, so that one of the first 4/7 must be shared.
std::vector<Pair> Matcher::candidates(std::uint32_t note, const std::vector<std::uint32_t>& known,
                                      const std::vector<std::uint32_t>& tasks) const {
    std::unordered_map<std::uint32_t, std::uint32_t> counts;
    for (const auto at : known) {
        for (const auto word : known_[at].trace->words) {
            ++counts[word];
        }
    }
    const auto rarest = [&](const TaskTrace& trace) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> words;  // count, word
        for (const auto word : trace.words) {
            const auto found = counts.find(word);
            words.emplace_back(found == counts.end() ? 0 : found->second, word);
        }
        std::sort(words.begin(), words.end());
        const auto must = (3 * words.size() + 6) / 7;
        words.resize(words.size() - must + std::min<std::size_t>(must, 1));
        return words;
    };
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> with_word;
    for (const auto at : known) {
        for (const auto& [count, word] : rarest(*known_[at].trace)) {
            with_word[word].push_back(at);
        }
    }
    std::vector<Pair> pairs;
    const auto known_range = known_in_[note];
    auto expected = known_range.begin;  // where the task stood if nothing was inserted
    std::vector<std::uint32_t> partners;
    auto before = tasks_in_[note].begin;
    for (const auto at : tasks) {
        for (; before < at; ++before) {
            const auto partner = tasks_[before].partner;
            expected = known_range.contains(partner) ? partner + 1 : expected + 1;
        }
        partners.clear();
        for (const auto& [count, word] : rarest(*tasks_[at].trace)) {
            const auto found = with_word.find(word);
            if (found == with_word.end() || partners.size() >= most_compared) {
                continue;
            }
            const auto& all = found->second;
            const auto middle = static_cast<std::size_t>(
                std::lower_bound(all.begin(), all.end(), expected) - all.begin());
            const auto first = middle - std::min(middle, most_compared / 2);
            const auto last = std::min(all.size(), first + most_compared);
            partners.insert(partners.end(), all.begin() + static_cast<std::ptrdiff_t>(first),
                            all.begin() + static_cast<std::ptrdiff_t>(last));
        }
        std::sort(partners.begin(), partners.end());
        partners.erase(std::unique(partners.begin(), partners.end()), partners.end());
        for (const auto partner : partners) {
            const auto& a = *known_[partner].trace;
            const auto& b = *tasks_[at].trace;
            const auto share = share_of(a, b);
            if (share >= similar_share) {
                pairs.push_back({share, a.created.has_value() && a.created == b.created,
                                 partner > expected ? partner - expected : expected - partner,
                                 partner, at});
            }
        }
    }
    return pairs;
}

/// For each open line of a part the nearest matched ones before and behind it, as positions on the
/// side of the tasks; `none_index` at the ends of the note.
std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> neighbours_of(
    const std::vector<Line>& lines, Range part,
    const std::function<std::uint32_t(std::uint32_t)>& anchor) {
    std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> neighbours;
    auto last = none_index;
    for (auto i = part.begin; i < part.end; ++i) {
        if (lines[i].open()) {
            neighbours[i].first = last;
        } else if (const auto at = anchor(i); at != none_index) {
            last = at;
        }
    }
    last = none_index;
    for (auto i = part.end; i-- > part.begin;) {
        if (lines[i].open()) {
            neighbours[i].second = last;
        } else if (const auto at = anchor(i); at != none_index) {
            last = at;
        }
    }
    return neighbours;
}

void Matcher::edits_of_note(std::uint32_t note, const std::vector<std::uint32_t>& known,
                            bool retired) {
    std::vector<std::uint32_t> tasks;
    for (auto i = tasks_in_[note].begin; i < tasks_in_[note].end; ++i) {
        if (tasks_[i].open()) {
            tasks.push_back(i);
        }
    }
    if (tasks.empty()) {
        return;
    }
    auto pairs = candidates(note, known, tasks);
    // What stayed in this note is what others can stand next to.
    const auto around_known = neighbours_of(known_, known_in_[note], [&](std::uint32_t at) {
        const auto partner = known_[at].partner;
        return tasks_in_[note].contains(partner) ? partner : none_index;
    });
    const auto around_task = neighbours_of(tasks_, tasks_in_[note], [&](std::uint32_t at) {
        return known_in_[note].contains(tasks_[at].partner) ? at : none_index;
    });
    std::sort(pairs.begin(), pairs.end());
    for (const auto& one : pairs) {
        if (!known_[one.known].open() || !tasks_[one.task].open()) {
            continue;
        }
        if (!one.same_created) {
            if (retired) {
                continue;
            }
            const auto& [before, behind] = around_known.at(one.known);
            const auto& [task_before, task_behind] = around_task.at(one.task);
            if (before != task_before && behind != task_behind) {
                continue;
            }
        }
        pair(one.known, one.task);
    }
}

void Matcher::edits(bool retired) {
    const auto& ranges = retired ? retired_in_ : known_in_;
    for (std::uint32_t note = 0; note < paths_.size(); ++note) {
        std::vector<std::uint32_t> known;
        for (auto i = ranges[note].begin; i < ranges[note].end; ++i) {
            if (known_[i].open()) {
                known.push_back(i);
            }
        }
        if (!known.empty()) {
            edits_of_note(note, known, retired);
        }
    }
}

std::vector<std::uint32_t> Matcher::run() {
    follow_renames();
    sort_known();
    for (const auto known : {active_, retired_}) {
        const auto with_id = [](const Line& line, Key more) {
            return line.id == 0 ? 0 : mixed(line.id, more);
        };
        pass(known, Pairing::in_order,
             [&](const Line& line) { return with_id(line, mixed(line.note, line.trace->text)); });
        pass(known, Pairing::in_order,
             [&](const Line& line) { return with_id(line, mixed(line.note, 0)); });
        pass(known, Pairing::in_order, [&](const Line& line) { return with_id(line, 0); });
    }
    for (const bool retired : {false, true}) {
        const auto known = retired ? retired_ : active_;
        pass(known, Pairing::in_order,
             [](const Line& line) { return line.block == 0 ? 0 : mixed(line.note, line.block); });
        same_text(retired, &Line::exact);
        same_text(retired, nullptr);
        // Tasks without a text are all alike.
        pass(known, Pairing::unique,
             [](const Line& line) { return line.trace->text == 0 ? 0 : line.exact; });
        pass(known, Pairing::unique, [](const Line& line) { return line.trace->text; });
        edits(retired);
    }
    std::vector<std::uint32_t> found(tasks_.size(), none_index);
    for (const auto& task : tasks_) {
        if (!task.open()) {
            found[task.index] = known_[task.partner].index;
        }
    }
    return found;
}

}  // namespace

std::vector<std::uint32_t> match_traces(const std::vector<KnownTask>& known,
                                        const std::vector<TaskTrace>& tasks) {
    return Matcher{known, tasks}.run();
}

}  // namespace tasklint
