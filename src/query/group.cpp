// Groups and what they are called (Tasks 8.3.0, docs: "Grouping").
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

#include <fmt/format.h>

#include "query/collation.hpp"
#include "query/plan.hpp"
#include "tasklint/text.hpp"

namespace tasklint::query {
namespace {

constexpr std::array<std::string_view, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '\\' ? "\\\\" : c == '_' ? "\\_" : std::string(1, c);
    }
    return out;
}

std::string day_name(const date::year_month_day& day) {
    return fmt::format("{} {}", to_string(day),
                       weekdays[date::weekday{date::sys_days{day}}.c_encoding()]);
}

std::string date_name(const Facts& facts, FieldKind kind) {
    const auto* const date = date_of(facts.task(), kind);
    const auto name = field_info(kind).name;
    if (date == nullptr) {
        return fmt::format("No {} date", name);
    }
    return date->ok() ? day_name(*date) : fmt::format("%%0%% Invalid {} date", name);
}

std::string happens_name(const Facts& facts) {
    std::optional<date::year_month_day> earliest;
    for (const auto kind : {FieldKind::start, FieldKind::scheduled, FieldKind::due}) {
        const auto date = real_date_of(facts.task(), kind);
        if (date && (!earliest || *date < *earliest)) {
            earliest = date;
        }
    }
    return earliest ? day_name(*earliest) : "No happens date";
}

std::string type_name(StatusType type) {
    constexpr std::array order{StatusType::in_progress, StatusType::todo,
                               StatusType::on_hold,     StatusType::done,
                               StatusType::cancelled,   StatusType::non_task};
    const auto place = std::find(order.begin(), order.end(), type) - order.begin();
    return fmt::format("%%{}%%{}", place + 1, status_type_name(type));
}

std::string priority_group(Priority priority) {
    constexpr std::array<std::string_view, 6> names{"Highest", "High", "Medium",
                                                    "Normal",  "Low",  "Lowest"};
    const auto place = static_cast<std::size_t>(priority);
    return fmt::format("%%{}%%{} priority", place, names[place]);
}

/// The name of the file without `.md`; empty if it has another ending.
std::string_view note_name(std::string_view path) {
    const auto name = file_name_of(path);
    return name.substr(0, name.size() < 3 ? 0 : name.size() - 3);
}

std::string backlink(const Facts& facts) {
    const auto name = note_name(facts.path());
    if (name.empty()) {
        return "Unknown Location";
    }
    return facts.heading() ? fmt::format("[[{0}#{1}|{0} > {1}]]", name, *facts.heading())
                           : fmt::format("[[{}]]", name);
}

std::string path_name(std::string_view path) {
    const auto at = path.find(".md");
    return at == std::string_view::npos
               ? escaped(path)
               : escaped(std::string{path.substr(0, at)}.append(path.substr(at + 3)));
}

/// Two decimals of the double as it is exactly, halves away from zero: `toFixed(2)`.
std::string urgency_name(const Facts& facts) {
    const double value = urgency(facts.task(), facts.today());
    std::string text = fmt::format("{:.2f}", value);
    // fmt rounds an exact half to the even digit.
    const double hundredfold = value * 100;
    if (std::fabs(hundredfold - std::trunc(hundredfold)) == 0.5 && hundredfold / 100 == value) {
        text = fmt::format("{:.2f}", std::round(hundredfold) / 100);
    }
    return text;
}

std::vector<std::string> names_of(const Facts& facts, Property property) {
    const Task& task = facts.task();
    switch (property) {
        case Property::status_name: return {facts.status_name()};
        case Property::status_type: return {type_name(task.status_type)};
        case Property::status: return {is_done(task.status_type) ? "Done" : "Todo"};
        case Property::recurring: return {facts.recurrence() ? "Recurring" : "Not Recurring"};
        case Property::recurrence: return {facts.recurrence().value_or("None")};
        case Property::priority: return {priority_group(task.priority)};
        case Property::happens: return {happens_name(facts)};
        case Property::cancelled: return {date_name(facts, FieldKind::cancelled)};
        case Property::created: return {date_name(facts, FieldKind::created)};
        case Property::start: return {date_name(facts, FieldKind::start)};
        case Property::scheduled: return {date_name(facts, FieldKind::scheduled)};
        case Property::due: return {date_name(facts, FieldKind::due)};
        case Property::done: return {date_name(facts, FieldKind::done)};
        case Property::path: return {path_name(facts.path())};
        case Property::folder: return {escaped(folder_of(facts.path()))};
        case Property::root: return {escaped(root_of(facts.path()))};
        case Property::backlink: return {backlink(facts)};
        case Property::filename: {
            const auto name = note_name(facts.path());
            return {name.empty() ? "Unknown Location" : fmt::format("[[{}]]", name)};
        }
        case Property::heading: {
            const auto heading = facts.heading().value_or("");
            return {heading.empty() ? "(No heading)" : std::string{heading}};
        }
        case Property::tags: {
            auto tags = facts.tags();
            return tags.empty() ? std::vector<std::string>{"(No tags)"} : std::move(tags);
        }
        case Property::urgency: return {urgency_name(facts)};
        case Property::id: return {std::string{id_of(facts.view())}};
        case Property::description:
        case Property::random: break;  // nothing is grouped by them
    }
    return {""};
}

/// Cuts one level of groups into the next. Equal names of one parent meet.
struct Levels {
    const std::vector<Facts>& facts;
    const Plan& plan;
    bool& certain;

    [[nodiscard]] std::vector<QueryGroup> divided(const QueryGroup& parent,
                                                  const Grouper& grouper) const {
        std::vector<QueryGroup> groups;
        std::map<std::string, std::size_t> places;
        for (const auto task : parent.tasks) {
            for (auto& name : names_of(facts[task], grouper.property)) {
                const auto [place, is_new] = places.try_emplace(name, groups.size());
                if (is_new) {
                    groups.push_back({parent.names, {}, {}});
                    groups.back().names.push_back(std::move(name));
                }
                groups[place->second].tasks.push_back(task);
            }
        }
        std::vector<std::pair<CollationKey, std::size_t>> order;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            order.emplace_back(collation_key(groups[i].names.back()), i);
            certain = certain && order.back().first.certain;
        }
        // The most urgent first.
        const bool downwards = grouper.reverse != (grouper.property == Property::urgency);
        std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
            return downwards ? b.first < a.first : a.first < b.first;
        });
        std::vector<QueryGroup> sorted;
        for (const auto& [key, i] : order) {
            sorted.push_back(std::move(groups[i]));
        }
        return sorted;
    }
};

/// Above each group: the levels that are new; a new one makes all below it new.
void add_headings(std::vector<QueryGroup>& groups) {
    std::vector<std::string> shown;
    for (auto& group : groups) {
        shown.resize(group.names.size());
        for (std::size_t level = 0; level < group.names.size(); ++level) {
            if (group.names[level] == shown[level]) {
                continue;
            }
            group.headings.emplace_back(level, group.names[level]);
            shown[level] = group.names[level];
            std::fill(shown.begin() + static_cast<std::ptrdiff_t>(level) + 1, shown.end(), "");
        }
    }
}

}  // namespace

std::vector<QueryGroup> group_tasks(const std::vector<std::size_t>& tasks,
                                    const std::vector<Facts>& facts, const Plan& plan,
                                    bool& certain) {
    std::vector<QueryGroup> groups{{{}, tasks, {}}};
    if (tasks.empty()) {
        return groups;
    }
    const Levels levels{facts, plan, certain};
    for (const auto& grouper : plan.groupers) {
        std::vector<QueryGroup> next;
        for (const auto& group : groups) {
            for (auto& part : levels.divided(group, grouper)) {
                next.push_back(std::move(part));
            }
        }
        groups = std::move(next);
    }
    add_headings(groups);
    return groups;
}

}  // namespace tasklint::query
