#include "tasklint/task.hpp"

#include <algorithm>

namespace tasklint {

namespace {

constexpr std::array<std::string_view, 7> type_names{"TODO",      "IN_PROGRESS", "ON_HOLD", "DONE",
                                                     "CANCELLED", "NON_TASK",    "EMPTY"};

Status unknown_status(std::string_view symbol) {
    return {std::string{symbol}, "Unknown", "x", StatusType::todo};
}

}  // namespace

std::string_view status_type_name(StatusType type) noexcept {
    return type_names[static_cast<std::size_t>(type)];
}

StatusType status_type_from_name(std::string_view name) noexcept {
    const auto* const found = std::find(type_names.begin(), type_names.end(), name);
    return found == type_names.end() ? StatusType::todo
                                     : static_cast<StatusType>(found - type_names.begin());
}

// The defaults of Tasks 8.3.0, in its order: core statuses, then custom ones.
StatusRegistry::StatusRegistry()
    : statuses_{{" ", "Todo", "x", StatusType::todo},
                {"x", "Done", " ", StatusType::done},
                {"/", "In Progress", "x", StatusType::in_progress},
                {"-", "Cancelled", " ", StatusType::cancelled}} {}

StatusRegistry::StatusRegistry(std::vector<Status> statuses) {
    for (auto& status : statuses) {
        if (find(status.symbol) == nullptr) {
            statuses_.push_back(std::move(status));
        }
    }
}

const Status* StatusRegistry::find(std::string_view symbol) const noexcept {
    for (const auto& status : statuses_) {
        if (status.symbol == symbol) {
            return &status;
        }
    }
    return nullptr;
}

Status StatusRegistry::get(std::string_view symbol) const {
    const Status* const found = find(symbol);
    return found != nullptr ? *found : unknown_status(symbol);
}

Status StatusRegistry::next(const Status& status) const {
    const Status* const found = status.next_symbol.empty() ? nullptr : find(status.next_symbol);
    return found != nullptr && found->type != StatusType::empty
               ? *found
               : unknown_status(status.next_symbol);
}

Status StatusRegistry::next_of_recurrence(const Status& reached) const {
    for (const StatusType wanted : {StatusType::todo, StatusType::in_progress}) {
        Status status = next(reached);
        for (std::size_t step = 0; step < statuses_.size(); ++step) {
            if (status.type == wanted) {
                return status;
            }
            status = next(status);
        }
    }
    return get(" ");
}

}  // namespace tasklint
