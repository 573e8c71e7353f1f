// The order of tasks (Tasks 8.3.0, docs: "Sorting"): keys are made once for each task and sorter.
#include <algorithm>
#include <array>
#include <compare>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/collation.hpp"
#include "query/plan.hpp"
#include "tasklint/text.hpp"

namespace tasklint::query {
namespace {

constexpr double last_place = std::numeric_limits<double>::infinity();

/// Numbers first, then texts.
struct Key {
    double number = 0;
    CollationKey text;
};

/// Dates that do not exist first, none at all last.
double date_key(const date::year_month_day* date) {
    if (date == nullptr) {
        return last_place;
    }
    return date->ok() ? static_cast<double>(date::sys_days{*date}.time_since_epoch().count())
                      : -last_place;
}

double happens_key(const Task& task) {
    double earliest = last_place;
    for (const auto kind : {FieldKind::start, FieldKind::scheduled, FieldKind::due}) {
        if (const auto date = real_date_of(task, kind)) {
            earliest = std::min(earliest, date_key(&*date));
        }
    }
    return earliest;
}

double status_type_key(StatusType type) {
    switch (type) {
        case StatusType::in_progress: return 1;
        case StatusType::todo: return 2;
        case StatusType::on_hold: return 3;
        case StatusType::done: return 4;
        case StatusType::cancelled: return 5;
        case StatusType::non_task: return 6;
        case StatusType::empty: break;
    }
    return 7;
}

/// The inside of `mark…mark` at the begin of a text, without the mark's character in it.
bool unwrap(std::string& text, std::string_view mark) {
    if (text.compare(0, mark.size(), mark) != 0) {
        return false;
    }
    const auto end = text.find(mark.front(), mark.size());
    if (end == std::string::npos || end == mark.size() ||
        text.compare(end, mark.size(), mark) != 0) {
        return false;
    }
    text = text.substr(mark.size(), end - mark.size()) + text.substr(end + mark.size());
    return true;
}

/// A description without the marks that it begins with.
std::string cleaned(std::string text) {
    if (text.substr(0, 1) == "[") {
        const std::size_t begin = text.substr(0, 2) == "[[" ? 2 : 1;
        const auto end = text.find(']', begin);
        if (end != std::string::npos) {
            std::string inside = text.substr(begin, end - begin);
            const auto bar = inside.find('|');
            if (bar != std::string::npos) {
                inside.erase(0, bar + 1);
            }
            text = inside + text.substr(text.compare(end, 2, "]]") == 0 ? end + 2 : end + 1);
        }
    }
    for (const std::string_view mark : {"**", "*", "==", "__", "_"}) {
        unwrap(text, mark);
    }
    return text;
}

std::u16string utf16(std::string_view text) {
    std::u16string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        const char32_t c = character.code_point;
        if (c > 0xFFFF) {
            out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
            out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
        } else {
            out += static_cast<char16_t>(c);
        }
        at += character.size;
    }
    return out;
}

/// The plugin's hash (TinySimpleHash): another order each day.
double random_key(const Facts& facts) {
    std::uint32_t hash = 9;
    // The whole description, the global filter included.
    for (const char16_t unit :
         utf16(to_string(facts.today()) + " " + description_of(facts.view()))) {
        hash = (hash ^ unit) * 387420489U;
    }
    return static_cast<double>(static_cast<std::int32_t>(hash ^ (hash >> 9)));
}

Key tag_key(const Facts& facts, std::uint64_t number) {
    const auto tags = facts.tags();
    if (tags.empty()) {
        return {2, {}};
    }
    return tags.size() < number ? Key{1, {}}
                                : Key{0, collation_key(tags[static_cast<std::size_t>(number - 1)])};
}

Key key_of(const Facts& facts, const Sorter& sorter) {
    const Task& task = facts.task();
    const auto date = [&](FieldKind kind) { return Key{date_key(date_of(task, kind)), {}}; };
    const auto text = [](std::string_view value) { return Key{0, collation_key(value)}; };
    switch (sorter.property) {
        case Property::status_name: return text(facts.status_name());
        case Property::status_type: return {status_type_key(task.status_type), {}};
        case Property::status: return {is_done(task.status_type) ? 1.0 : 0.0, {}};
        case Property::recurring: return {facts.recurrence() ? 0.0 : 1.0, {}};
        case Property::priority: return {static_cast<double>(task.priority), {}};
        case Property::happens: return {happens_key(task), {}};
        case Property::cancelled: return date(FieldKind::cancelled);
        case Property::created: return date(FieldKind::created);
        case Property::start: return date(FieldKind::start);
        case Property::scheduled: return date(FieldKind::scheduled);
        case Property::due: return date(FieldKind::due);
        case Property::done: return date(FieldKind::done);
        case Property::description: return text(cleaned(facts.description()));
        case Property::tags: return tag_key(facts, sorter.tag);
        case Property::heading: return text(facts.heading().value_or(""));
        case Property::filename: return text(file_name_of(facts.path()));
        case Property::urgency: return {-urgency(task, facts.today()), {}};
        case Property::id: return text(id_of(facts.view()));
        case Property::random: return {random_key(facts), {}};
        case Property::path:  // by its rank
        case Property::folder:
        case Property::root:
        case Property::backlink:
        case Property::recurrence: break;  // nothing sorts by these four
    }
    return {};
}

}  // namespace

namespace {

/// The places of the paths in their order: tasks share paths, so a key each would be waste.
class PathRanks {
public:
    PathRanks(const std::vector<std::size_t>& tasks, const std::vector<Facts>& facts,
              bool& certain) {
        std::vector<std::pair<CollationKey, std::string_view>> paths;
        for (const auto task : tasks) {
            const auto path = facts[task].path();
            if (ranks_.try_emplace(path, 0).second) {
                paths.emplace_back(collation_key(path), path);
                certain = certain && paths.back().first.certain;
            }
        }
        std::sort(paths.begin(), paths.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        double rank = 0;
        for (std::size_t i = 0; i < paths.size(); ++i) {
            rank += i > 0 && paths[i].first != paths[i - 1].first ? 1 : 0;
            ranks_[paths[i].second] = rank;
        }
    }
    [[nodiscard]] double rank(std::string_view path) const { return ranks_.at(path); }

private:
    std::unordered_map<std::string_view, double> ranks_;
};

}  // namespace

bool sort_tasks(std::vector<std::size_t>& tasks, const std::vector<Facts>& facts, const Plan& plan,
                bool& certain) {
    auto sorters = plan.sorters;
    for (const auto property : {Property::status_type, Property::urgency, Property::due,
                                Property::priority, Property::path}) {
        sorters.push_back({property, false, 1});
    }
    for (const auto& sorter : sorters) {
        if (sorter.property == Property::tags && sorter.tag == 0 && tasks.size() > 1) {
            return false;
        }
    }
    // A second sorter by the same field cannot decide anything.
    std::vector<Sorter> used;
    for (const auto& sorter : sorters) {
        if (std::none_of(used.begin(), used.end(), [&](const Sorter& other) {
                return other.property == sorter.property && other.tag == sorter.tag;
            })) {
            used.push_back(sorter);
        }
    }
    struct Row {
        std::size_t task;
        std::size_t keys;  // where its keys begin
    };
    const PathRanks paths{tasks, facts, certain};
    std::vector<Row> rows;
    std::vector<Key> keys;
    rows.reserve(tasks.size());
    keys.reserve(tasks.size() * used.size());
    for (const auto task : tasks) {
        rows.push_back({task, keys.size()});
        for (const auto& sorter : used) {
            keys.push_back(sorter.property == Property::path
                               ? Key{paths.rank(facts[task].path()), {}}
                               : key_of(facts[task], sorter));
            certain = certain && keys.back().text.certain;
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
        for (std::size_t i = 0; i < used.size(); ++i) {
            const Key& first = keys[(used[i].reverse ? b : a).keys + i];
            const Key& second = keys[(used[i].reverse ? a : b).keys + i];
            if (first.number != second.number) {
                return first.number < second.number;
            }
            if (const auto order = first.text <=> second.text; std::is_neq(order)) {
                return std::is_lt(order);
            }
        }
        return false;
    });
    std::transform(rows.begin(), rows.end(), tasks.begin(),
                   [](const Row& row) { return row.task; });
    return true;
}

}  // namespace tasklint::query
