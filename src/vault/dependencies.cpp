// Which tasks wait for others (Tasks 8.3.0, "Task dependencies").
#include <algorithm>

#include "tasklint/vault.hpp"

namespace tasklint {

void Dependencies::add(const TaskView& task) {
    if (is_done(task.task->status_type)) {
        return;
    }
    if (const auto id = id_of(task); !id.empty()) {
        open_.emplace(id);
    }
    for (auto& id : depends_on_of(task)) {
        wanted_.insert(std::move(id));
    }
}

void Dependencies::add(const Document& document) {
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        add(document.view(i));
    }
}

bool Dependencies::is_blocked(const TaskView& task) const {
    if (is_done(task.task->status_type)) {
        return false;
    }
    const auto ids = depends_on_of(task);
    return std::any_of(ids.begin(), ids.end(),
                       [&](const std::string& id) { return open_.count(id) != 0; });
}

bool Dependencies::is_blocking(const TaskView& task) const {
    return !is_done(task.task->status_type) && wanted_.count(std::string{id_of(task)}) != 0;
}

}  // namespace tasklint
