// The short filters of the commands that show tasks.
#include "cli/filters.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fnmatch.h>

#include <fmt/core.h>

#include "cli/inputs.hpp"
#include "tasklint/document.hpp"
#include "tasklint/task.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

constexpr std::array all_priorities{Priority::highest, Priority::high, Priority::medium,
                                    Priority::none,    Priority::low,  Priority::lowest};
constexpr std::array all_types{StatusType::todo, StatusType::in_progress, StatusType::on_hold,
                               StatusType::done, StatusType::cancelled,   StatusType::non_task,
                               StatusType::empty};

std::pair<Priority, bool> priority_argument(const std::string& text) {
    const bool or_better = !text.empty() && text.back() == '+';
    const auto name = fold_case(text.substr(0, text.size() - (or_better ? 1 : 0)));
    std::vector<std::string> names;
    for (const auto priority : all_priorities) {
        if (priority_name(priority) == name) {
            return {priority, or_better};
        }
        names.emplace_back(priority_name(priority));
    }
    throw Unusable(fmt::format("--priority: \"{}\" is none of {} (with + for \"or better\")", text,
                               joined(names, ", ")));
}

bool is_one_character(std::string_view text) {
    return !text.empty() && decode_utf8(text, 0).size == text.size();
}

/// A symbol, a status name of one of the vaults, or a type.
void require_status(const std::string& text, const std::vector<const Config*>& configs) {
    if (is_one_character(text)) {
        return;
    }
    std::vector<std::string> names{"Unknown"};
    for (const auto type : all_types) {
        names.emplace_back(status_type_name(type));
    }
    for (const auto* config : configs) {
        for (const auto& status : config->tasks.statuses.all()) {
            names.push_back(status.name);
        }
    }
    const auto folded = fold_case(text);
    if (std::any_of(names.begin(), names.end(),
                    [&](const std::string& name) { return fold_case(name) == folded; })) {
        return;
    }
    const auto near = nearest(text, names);
    throw Unusable(fmt::format("--status: \"{}\" is no symbol, name or type of a status{}", text,
                               near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)));
}

/// `*` takes `/` as well, and a folder's name all that lies in it.
bool matches_glob(const std::string& glob, const std::string& path) {
    return ::fnmatch(glob.c_str(), path.c_str(), 0) == 0 ||
           ::fnmatch((glob + (glob.empty() || glob.back() != '/' ? "/*" : "*")).c_str(),
                     path.c_str(), 0) == 0;
}

/// One of the start, scheduled and due dates holds, as the plugin's `happens`.
template <typename Holds> bool happens(const Task& task, Holds holds) {
    constexpr std::array kinds{FieldKind::start, FieldKind::scheduled, FieldKind::due};
    return std::any_of(kinds.begin(), kinds.end(), [&](FieldKind kind) {
        const auto date = real_date_of(task, kind);
        return date && holds(*date);
    });
}

bool is_self(std::string_view folded_name, const Config& config) {
    return folded_name == "me" || folded_name == "myself" ||
           (!config.me.empty() && folded_name == fold_case(config.me));
}

}  // namespace

std::vector<const Config*> configs_of(const std::vector<Vault>& vaults) {
    std::vector<const Config*> configs;
    configs.reserve(vaults.size());
    for (const auto& vault : vaults) {
        configs.push_back(&vault.config);
    }
    return configs;
}

TaskFilter::TaskFilter(const FilterArguments& arguments, bool keep_done,
                       const std::vector<const Config*>& configs, const date::year_month_day& today)
    : globs_(arguments.globs),
      statuses_(arguments.statuses),
      overdue_(arguments.overdue),
      blocked_(arguments.blocked),
      blocking_(arguments.blocking),
      keep_done_(keep_done),
      today_(today) {
    for (const auto& tag : arguments.tags) {
        tags_.push_back(fold_case(tag.substr(0, 1) == "#" ? tag : "#" + tag));
    }
    for (const auto& owner : arguments.owners) {
        owners_.push_back(fold_case(owner.substr(0, 1) == "@" ? owner.substr(1) : owner));
    }
    for (const auto& status : statuses_) {
        require_status(status, configs);
    }
    for (const auto& priority : arguments.priorities) {
        priorities_.push_back(priority_argument(priority));
    }
    for (const auto& text : arguments.from) {
        const auto date = date_argument(text, "--from");
        from_ = from_ ? std::min(*from_, date) : date;
    }
    for (const auto& text : arguments.to) {
        const auto date = date_argument(text, "--to");
        to_ = to_ ? std::max(*to_, date) : date;
    }
}

bool TaskFilter::takes_owner(const Config& config, const TaskView& view) const {
    if (owners_.empty()) {
        return true;
    }
    auto names = owners_of(view);
    for (auto& name : names) {
        name = fold_case(name);
    }
    return std::any_of(owners_.begin(), owners_.end(), [&](const std::string& wanted) {
        if (wanted == "none" || wanted.empty()) {
            return names.empty();
        }
        return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            return name == wanted || (is_self(wanted, config) && is_self(name, config));
        });
    });
}

bool TaskFilter::takes_status(const Config& config, const TaskView& view) const {
    if (statuses_.empty()) {
        return true;
    }
    const auto symbol = view.in(view.task->status);
    const auto name = fold_case(config.tasks.statuses.get(symbol).name);
    const auto type = fold_case(status_type_name(view.task->status_type));
    return std::any_of(statuses_.begin(), statuses_.end(), [&](const std::string& wanted) {
        const auto folded = fold_case(wanted);
        return wanted == symbol || folded == name || folded == type;
    });
}

bool TaskFilter::takes_path(const std::string& path) const {
    return globs_.empty() || std::any_of(globs_.begin(), globs_.end(), [&](const auto& glob) {
               return matches_glob(glob, path);
           });
}

bool TaskFilter::takes(const Config& config, const Dependencies& dependencies,
                       const Document& document, std::size_t task) const {
    const auto view = document.view(task);
    const auto& read = *view.task;
    if (!keep_done_ && is_done(read.status_type)) {
        return false;
    }
    if (overdue_) {
        const auto due = real_date_of(read, FieldKind::due);
        if (is_done(read.status_type) || !due || *due >= today_) {
            return false;
        }
    }
    if ((blocked_ && !dependencies.is_blocked(view)) ||
        (blocking_ && !dependencies.is_blocking(view))) {
        return false;
    }
    // One date has to lie in the whole window.
    if ((from_ || to_) && !happens(read, [&](const auto& date) {
            return (!from_ || date >= *from_) && (!to_ || date <= *to_);
        })) {
        return false;
    }
    if (!priorities_.empty() &&
        std::none_of(priorities_.begin(), priorities_.end(), [&](const auto& wanted) {
            return read.priority == wanted.first || (wanted.second && read.priority < wanted.first);
        })) {
        return false;
    }
    if (!takes_path(document.path)) {
        return false;
    }
    if (!tags_.empty()) {
        auto tags = tags_of(view, config.tasks);
        for (auto& tag : tags) {
            tag = fold_case(tag);
        }
        const auto has = [&](const std::string& wanted) {
            return std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) {
                return tag == wanted || tag.substr(0, wanted.size() + 1) == wanted + "/";
            });
        };
        if (std::none_of(tags_.begin(), tags_.end(), has)) {
            return false;
        }
    }
    return takes_status(config, view) && takes_owner(config, view);
}

}  // namespace tasklint::cli
