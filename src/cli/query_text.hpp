#pragma once

#include <string>
#include <vector>

#include <date/date.h>

#include "tasklint/query.hpp"
#include "tasklint/vault.hpp"

namespace tasklint::cli {

/// The tasks of a vault in its order, as queries see them, and where they stand.
struct AskedTasks {
    struct Place {
        std::size_t note = 0, task = 0;
    };
    const Vault* vault = nullptr;
    std::vector<QueryTask> tasks;
    std::vector<Place> places;
};
/// @param vault must outlive the result
[[nodiscard]] AskedTasks asked_tasks(const Vault& vault);

/// For a terminal: the groups with their tasks and where those stand.
[[nodiscard]] std::string query_as_text(const QueryResult& result, const AskedTasks& asked);
/// For a note: headings and a list. Its items have no checkbox, so that they are no tasks.
[[nodiscard]] std::string query_as_markdown(const QueryResult& result, const AskedTasks& asked);
[[nodiscard]] std::string query_as_json(const QueryResult& result, const AskedTasks& asked,
                                        const date::year_month_day& today);
[[nodiscard]] std::string query_error_as_json(const QueryError& error);

}  // namespace tasklint::cli
