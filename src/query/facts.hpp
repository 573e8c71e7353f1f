#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/query.hpp"

namespace tasklint::query {

/// What filters, sorters and groupers ask about a task. Texts are made when they are asked for.
class Facts {
public:
    Facts(const QueryTask& task, const date::year_month_day& today) : task_(&task), today_(today) {}

    [[nodiscard]] const Task& task() const noexcept { return *task_->view.task; }
    [[nodiscard]] const TaskView& view() const noexcept { return task_->view; }
    [[nodiscard]] std::string_view path() const noexcept { return task_->path; }
    [[nodiscard]] const std::optional<std::string_view>& heading() const noexcept {
        return task_->heading;
    }
    [[nodiscard]] bool is_blocked() const;
    [[nodiscard]] bool is_blocking() const;
    [[nodiscard]] std::string status_name() const;
    /// The description, the first global filter in it taken out.
    [[nodiscard]] std::string description() const;
    [[nodiscard]] std::vector<std::string> tags() const;
    /// The normal form of a recurrence that was understood.
    [[nodiscard]] std::optional<std::string> recurrence() const;
    [[nodiscard]] const date::year_month_day& today() const noexcept { return today_; }

private:
    const QueryTask* task_;
    date::year_month_day today_;
};

/// The folder of a path with its final `/`, or `/`.
[[nodiscard]] std::string folder_of(std::string_view path);
/// The first part of a path with `/`, or `/`.
[[nodiscard]] std::string root_of(std::string_view path);
/// The name of the file; empty if it does not end in `.md`.
[[nodiscard]] std::string_view file_name_of(std::string_view path) noexcept;

}  // namespace tasklint::query
