#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// Ids of open tasks as nodes, an edge from each to what its task waits for.
class Graph {
public:
    explicit Graph(const VaultIndex& index) {
        for (const IdUse& use : index.ids) {
            if (use.open && nodes_.try_emplace(use.id, names_.size()).second) {
                names_.push_back(&use);
            }
        }
        edges_.resize(names_.size());
        for (const DependencyUse& use : index.dependencies) {
            const auto from = nodes_.find(use.own);
            const auto to = nodes_.find(use.id);
            if (from != nodes_.end() && to != nodes_.end()) {
                edges_[from->second].emplace_back(to->second, &use);
            }
        }
    }

    /// Groups of nodes that all reach each other, without the trivial ones: Tarjan's algorithm with
    /// a stack of its own, for a chain of 100,000 tasks is no reason to crash.
    [[nodiscard]] std::vector<std::vector<std::size_t>> cycles() const {
        constexpr auto unseen = std::numeric_limits<std::size_t>::max();
        std::vector<std::vector<std::size_t>> found;
        std::vector<std::size_t> order(names_.size(), unseen);
        std::vector<std::size_t> low(names_.size());
        std::vector<bool> on_stack(names_.size());
        std::vector<std::size_t> stack;
        std::size_t counter = 0;
        struct Frame {
            std::size_t node, next_edge;
        };
        for (std::size_t root = 0; root < names_.size(); ++root) {
            if (order[root] != unseen) {
                continue;
            }
            std::vector<Frame> frames{{root, 0}};
            while (!frames.empty()) {
                Frame& frame = frames.back();
                const std::size_t node = frame.node;
                if (frame.next_edge == 0 && order[node] == unseen) {
                    order[node] = low[node] = counter++;
                    stack.push_back(node);
                    on_stack[node] = true;
                }
                if (frame.next_edge < edges_[node].size()) {
                    const std::size_t to = edges_[node][frame.next_edge++].first;
                    if (order[to] == unseen) {
                        frames.push_back({to, 0});
                    } else if (on_stack[to]) {
                        low[node] = std::min(low[node], order[to]);
                    }
                    continue;
                }
                if (low[node] == order[node]) {
                    std::vector<std::size_t> group;
                    std::size_t member = unseen;
                    while (member != node) {
                        member = stack.back();
                        stack.pop_back();
                        on_stack[member] = false;
                        group.push_back(member);
                    }
                    if (group.size() > 1 || waits_for(node, node)) {
                        std::sort(group.begin(), group.end());
                        found.push_back(std::move(group));
                    }
                }
                frames.pop_back();
                if (!frames.empty()) {
                    low[frames.back().node] = std::min(low[frames.back().node], low[node]);
                }
            }
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    [[nodiscard]] const IdUse& use(std::size_t node) const { return *names_[node]; }
    /// The place where a member of a group waits for another one.
    [[nodiscard]] const DependencyUse& link(std::size_t node,
                                            const std::vector<std::size_t>& group) const {
        return *std::find_if(edges_[node].begin(), edges_[node].end(), [&](const auto& edge) {
                    return std::binary_search(group.begin(), group.end(), edge.first);
                })->second;
    }

private:
    [[nodiscard]] bool waits_for(std::size_t from, std::size_t to) const {
        return std::any_of(edges_[from].begin(), edges_[from].end(),
                           [&](const auto& edge) { return edge.first == to; });
    }

    std::unordered_map<std::string_view, std::size_t> nodes_;
    std::vector<const IdUse*> names_;  // in order of their places
    std::vector<std::vector<std::pair<std::size_t, const DependencyUse*>>> edges_;
};

void check(const VaultContext& context, Report& report) {
    const Graph graph{context.index};
    for (const auto& group : graph.cycles()) {
        const DependencyUse& link = graph.link(group.front(), group);
        std::string members;
        for (const std::size_t node : group) {
            const IdUse& use = graph.use(node);
            fmt::format_to(std::back_inserter(members), "{}{} ({}:{})", members.empty() ? "" : ", ",
                           use.id, context.index.notes[use.place.note].vault, use.place.line + 1);
        }
        auto& finding = report.add(
            context.index.notes[link.place.note], link.place.span, link.place.line,
            group.size() == 1 ? fmt::format("task {} waits for itself", members)
                              : fmt::format("{} tasks wait for each other", group.size()));
        if (group.size() > 1) {
            finding.detail = members;
        }
        finding.plugin_reads = group.size() == 1 ? "a task that is blocked for good"
                                                 : "tasks that are blocked for good, all of them";
        finding.help = "take one ⛔ out";
    }
}

}  // namespace

const Rule dependency_cycle{
    .code = "TL603",
    .name = "dependency-cycle",
    .group = "links",
    .summary = "Tasks wait for each other, or one for itself: none of them is ever ready.",
    .severity = Severity::error,
    .scope = Scope::vault,
    .on = DefaultOn::whole_vault,
    .check_vault = check,
};

}  // namespace tasklint::lint
