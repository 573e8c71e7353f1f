#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const VaultContext& context, Report& report) {
    const auto& ids = context.index.ids;
    std::unordered_map<std::string_view, const IdUse*> first;
    first.reserve(ids.size());
    for (const IdUse& use : ids) {
        const auto [known, is_new] = first.try_emplace(use.id, &use);
        if (is_new) {
            continue;
        }
        const IdUse& other = *known->second;
        auto& finding = report.add(
            context.index.notes[use.place.note], use.place.span, use.place.line,
            fmt::format("id `{}` is taken: {}:{} has it", use.id,
                        context.index.notes[other.place.note].vault, other.place.line + 1));
        finding.plugin_reads = fmt::format(
            "two tasks of id {}: what waits for it waits for both; calendar: two entries", use.id);
        finding.help =
            "give one of them another id, and name the right one in each task that depends on it";
    }
}

}  // namespace

const Rule duplicate_id{
    .code = "TL601",
    .name = "duplicate-id",
    .group = "links",
    .summary = "Two tasks of the vault carry one id, so what depends on it waits for both.",
    .severity = Severity::error,
    .scope = Scope::vault,
    .on = DefaultOn::whole_vault,
    .check_vault = check,
};

}  // namespace tasklint::lint
