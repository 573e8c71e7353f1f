#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

using Waiting = std::unordered_map<std::string_view, std::vector<const DependencyUse*>>;

/// The open tasks that depend on each id.
Waiting waiting_for(const VaultIndex& index) {
    Waiting waiting;
    for (const DependencyUse& use : index.dependencies) {
        waiting[use.id].push_back(&use);
    }
    return waiting;
}

std::string advice(const std::vector<const DependencyUse*>& waiting, const VaultIndex& index) {
    std::string out = "give one of the two another id";
    if (!waiting.empty()) {
        const TaskPlace& place = waiting.front()->place;
        out += fmt::format("; {}:{} depends on it", index.notes[place.note].vault, place.line + 1);
        if (waiting.size() > 1) {
            out += fmt::format(", and {} more", waiting.size() - 1);
        }
        out += ": look which one is meant there";
    }
    return out;
}

void check(const VaultContext& context, Report& report) {
    const auto& ids = context.index.ids;
    std::unordered_map<std::string_view, const IdUse*> first;
    first.reserve(ids.size());
    std::optional<Waiting> waiting;
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
            "two tasks of id {}: what depends on it is blocked until both are done; calendar: two "
            "entries",
            use.id);
        if (!waiting) {
            waiting = waiting_for(context.index);
        }
        finding.help = advice((*waiting)[use.id], context.index);
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
