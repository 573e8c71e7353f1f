#include "query/facts.hpp"

#include "tasklint/recurrence.hpp"
#include "tasklint/vault.hpp"

namespace tasklint {

QueryTask query_task(const Document& document, std::size_t task, const TaskSettings& settings,
                     const Dependencies& dependencies) {
    QueryTask out;
    out.view = document.view(task);
    out.path = document.path;
    if (const auto* const heading = document.heading_of(document.tasks[task])) {
        out.heading = heading->text.in(document.text);
    }
    out.settings = &settings;
    out.dependencies = &dependencies;
    return out;
}

namespace query {

bool Facts::is_blocked() const {
    return task_->dependencies != nullptr && task_->dependencies->is_blocked(task_->view);
}

bool Facts::is_blocking() const {
    return task_->dependencies != nullptr && task_->dependencies->is_blocking(task_->view);
}

std::string Facts::status_name() const {
    return task_->settings->statuses.get(task_->view.in(task().status)).name;
}

std::string Facts::description() const {
    std::string text = description_of(task_->view);
    const auto& filter = task_->settings->global_filter;
    if (!filter.empty()) {
        if (const auto at = text.find(filter); at != std::string::npos) {
            text.erase(at, filter.size());
            return std::string{trim(text)};
        }
    }
    return text;
}

std::vector<std::string> Facts::tags() const { return tags_of(task_->view, *task_->settings); }

std::optional<std::string> Facts::recurrence() const {
    const auto rule = recurrence_of(task_->view, *task_->settings, today_);
    return rule ? std::optional{rule->to_text()} : std::nullopt;
}

std::string folder_of(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? "/" : std::string{path.substr(0, slash + 1)};
}

std::string root_of(std::string_view path) {
    const auto slash = path.find('/');
    return slash == std::string_view::npos ? "/" : std::string{path.substr(0, slash + 1)};
}

std::string_view file_name_of(std::string_view path) noexcept {
    const auto slash = path.rfind('/');
    const auto name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    return name.size() > 3 && name.substr(name.size() - 3) == ".md" ? name : std::string_view{};
}

}  // namespace query
}  // namespace tasklint
