#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/filter.hpp"
#include "query/instruction.hpp"
#include "tasklint/query.hpp"

namespace tasklint::query {

struct Sorter {
    Property property = Property::due;
    bool reverse = false;
    std::uint64_t tag = 1;  ///< which tag, from 1
};
struct Grouper {
    Property property = Property::due;
    bool reverse = false;
};

struct Condition {
    Filter holds;
    std::string text;  ///< in the plugin's words; empty if it has none for this
};

/// A query that was understood.
struct Plan {
    date::year_month_day today;
    std::vector<Condition> filters;
    std::vector<Sorter> sorters;
    std::vector<Grouper> groupers;  ///< outermost first, that of the columns included
    std::optional<std::uint64_t> limit, group_limit;
    QueryLayout layout;
    std::vector<QueryDates> dates;
    bool ignores_global = false;  ///< the global query is no part of it
};

/// Puts tasks in order, the plugin's own order behind that of the query.
/// @param tasks indices into `facts`, in the order of the vault
/// @return false if the plugin cannot do it
[[nodiscard]] bool sort_tasks(std::vector<std::size_t>& tasks, const std::vector<Facts>& facts,
                              const Plan& plan, bool& certain);
/// @param tasks in order
[[nodiscard]] std::vector<QueryGroup> group_tasks(const std::vector<std::size_t>& tasks,
                                                  const std::vector<Facts>& facts, const Plan& plan,
                                                  bool& certain);

}  // namespace tasklint::query
