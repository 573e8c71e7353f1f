// A query over tasks: filtered, put in order, cut, grouped.
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "query/plan.hpp"

namespace tasklint {

Query::Query(std::shared_ptr<const query::Plan> plan) : plan_(std::move(plan)) {}
Query::~Query() = default;
Query::Query(const Query&) = default;
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(const Query&) = default;
Query& Query::operator=(Query&&) noexcept = default;

bool Query::takes(const QueryTask& task) const {
    const query::Facts facts{task, plan_->today};
    return std::all_of(plan_->filters.begin(), plan_->filters.end(),
                       [&](const query::Condition& filter) { return filter.holds(facts); });
}

bool Query::only_filters() const noexcept {
    return plan_->sorters.empty() && plan_->groupers.empty() && !plan_->limit &&
           !plan_->group_limit;
}

const QueryLayout& Query::layout() const noexcept { return plan_->layout; }
const std::vector<QueryDates>& Query::dates() const noexcept { return plan_->dates; }

std::variant<QueryResult, QueryError> run_query(const Query& query,
                                                const std::vector<QueryTask>& tasks) {
    const query::Plan& plan = query.plan();
    std::vector<query::Facts> facts;
    facts.reserve(tasks.size());
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        facts.emplace_back(tasks[i], plan.today);
        if (query.takes(tasks[i])) {
            shown.push_back(i);
        }
    }
    QueryResult result;
    if (!query::sort_tasks(shown, facts, plan, result.order_certain)) {
        return QueryError{
            "search-error", QueryText::query, 0, {}, "the plugin fails on `sort by tag 0`", {}};
    }
    result.before_limit = shown.size();
    if (plan.limit && *plan.limit < shown.size()) {
        shown.resize(static_cast<std::size_t>(*plan.limit));
    }
    result.groups = query::group_tasks(shown, facts, plan, result.order_certain);
    std::unordered_set<std::size_t> different;
    for (auto& group : result.groups) {
        if (plan.group_limit && !plan.groupers.empty() && *plan.group_limit < group.tasks.size()) {
            group.tasks.resize(static_cast<std::size_t>(*plan.group_limit));
        }
        different.insert(group.tasks.begin(), group.tasks.end());
    }
    result.total = different.size();
    const auto tasks_of = [](std::size_t count) { return count == 1 ? "task" : "tasks"; };
    result.count_text = result.total == result.before_limit
                            ? fmt::format("{} {}", result.total, tasks_of(result.total))
                            : fmt::format("{} of {} {}", result.total, result.before_limit,
                                          tasks_of(result.before_limit));
    return result;
}

}  // namespace tasklint
