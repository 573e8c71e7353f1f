#include <algorithm>
#include <string_view>
#include <unordered_set>

#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const VaultContext& context, Report& report) {
    const VaultIndex& index = context.index;
    std::unordered_set<std::string_view> ids;
    ids.reserve(index.ids.size());
    for (const IdUse& use : index.ids) {
        ids.insert(use.id);
    }
    std::vector<std::string> candidates;  // made at the first miss
    for (const DependencyUse& use : index.dependencies) {
        if (ids.count(use.id) != 0) {
            continue;
        }
        if (candidates.empty()) {
            candidates.assign(ids.begin(), ids.end());
            std::sort(candidates.begin(), candidates.end());
        }
        auto& finding = report.add(index.notes[use.place.note], use.place.span, use.place.line,
                                   fmt::format("no task of the vault has the id `{}`", use.id));
        finding.plugin_reads =
            fmt::format("a task that `{}` never blocks: it counts as ready at once", use.id);
        constexpr std::size_t most_compared = 20000;  // ids that are compared letter by letter
        const std::string near =
            candidates.size() > most_compared ? std::string{} : nearest(use.id, candidates);
        finding.help =
            near.empty()
                ? fmt::format("write 🆔 {} in the task that it waits for, or take it out", use.id)
                : fmt::format("did you mean `{}`?", near);
    }
}

}  // namespace

const Rule dangling_dependency{
    .code = "TL602",
    .name = "dangling-dependency",
    .group = "links",
    .summary = "A task waits for an id that no task has, so it never waits.",
    .severity = Severity::warning,
    .scope = Scope::vault,
    .on = DefaultOn::whole_vault,
    .check_vault = check,
};

}  // namespace tasklint::lint
