// Filters that the plugin's language has no words for.
#include <algorithm>

#include <fnmatch.h>

#include "query/plan.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

namespace {

using query::Facts;
using query::Filter;

std::vector<std::string> folded(std::vector<std::string> texts) {
    for (auto& text : texts) {
        text = fold_case(text);
    }
    return texts;
}

template <typename Predicate>
bool any_of(const std::vector<std::string>& texts, Predicate predicate) {
    return std::any_of(texts.begin(), texts.end(), predicate);
}

Filter tag_filter(const std::vector<std::string>& given) {
    std::vector<std::string> wanted = folded(given);
    for (auto& tag : wanted) {
        if (tag.substr(0, 1) != "#") {
            tag.insert(0, 1, '#');
        }
    }
    return [wanted](const Facts& task) {
        return any_of(folded(task.tags()), [&](const std::string& tag) {
            return any_of(wanted, [&](const std::string& one) {
                return tag.compare(0, one.size(), one) == 0 &&
                       (tag.size() == one.size() || tag[one.size()] == '/');
            });
        });
    };
}

Filter owner_filter(const std::vector<std::string>& given, const std::string& me) {
    std::vector<std::string> wanted = folded(given);
    for (auto& owner : wanted) {
        if (owner.substr(0, 1) == "@") {
            owner.erase(0, 1);
        }
    }
    const auto is_self = [self = fold_case(me)](const std::string& name) {
        return name == "me" || name == "myself" || (!self.empty() && name == self);
    };
    return [wanted, is_self](const Facts& task) {
        const auto names = folded(owners_of(task.view()));
        return any_of(wanted, [&](const std::string& owner) {
            if (owner == "none" || owner.empty()) {
                return names.empty();
            }
            return any_of(names, [&](const std::string& name) {
                return name == owner || (is_self(owner) && is_self(name));
            });
        });
    };
}

Filter status_filter(const std::vector<std::string>& given) {
    return [given, names = folded(given)](const Facts& task) {
        const auto symbol = task.view().in(task.task().status);
        if (any_of(given, [&](const std::string& one) { return one == symbol; })) {
            return true;
        }
        const auto name = fold_case(task.status_name());
        const auto type = fold_case(status_type_name(task.task().status_type));
        return any_of(names, [&](const std::string& one) { return one == name || one == type; });
    };
}

Filter path_filter(const std::vector<std::string>& globs) {
    return [globs](const Facts& task) { return matches_globs(globs, task.path()); };
}

Filter query_filter(const std::vector<Query>& queries) {
    return [queries](const Facts& task) {
        return std::any_of(queries.begin(), queries.end(), [&](const Query& query) {
            const auto& filters = query.plan().filters;
            return std::all_of(filters.begin(), filters.end(),
                               [&](const query::Condition& filter) { return filter.holds(task); });
        });
    };
}

}  // namespace

bool matches_globs(const std::vector<std::string>& globs, std::string_view path) {
    const std::string name{path};
    return any_of(globs, [&](const std::string& glob) {
        const bool is_folder = !glob.empty() && glob.back() == '/';
        return ::fnmatch(glob.c_str(), name.c_str(), 0) == 0 ||
               ::fnmatch((glob + (is_folder ? "*" : "/*")).c_str(), name.c_str(), 0) == 0;
    });
}

Query narrowed(const Query& query, const QueryChoice& choice) {
    auto plan = std::make_shared<query::Plan>(query.plan());
    const auto add = [&](bool asked, const auto& make) {
        if (asked) {
            query::Condition& condition = plan->filters.emplace_back();
            condition.holds = make();
        }
    };
    add(!choice.paths.empty(), [&] { return path_filter(choice.paths); });
    add(!choice.statuses.empty(), [&] { return status_filter(choice.statuses); });
    add(!choice.tags.empty(), [&] { return tag_filter(choice.tags); });
    add(!choice.owners.empty(), [&] { return owner_filter(choice.owners, choice.me); });
    add(!choice.queries.empty(), [&] { return query_filter(choice.queries); });
    return Query{std::move(plan)};
}

}  // namespace tasklint
