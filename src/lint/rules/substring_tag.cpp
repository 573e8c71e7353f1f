#include <vector>

#include <fmt/format.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

/// As a regular expression finds it.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view{".*+?^${}()|[]\\/"}.find(c) != std::string_view::npos) {
            out.push_back('\\');
        }
        out.push_back(c);
    }
    return out;
}

void check(const VaultContext& context, Report& report) {
    for (const SearchUse& use : context.index.searches) {
        if (use.field != "tags") {
            continue;
        }
        const std::string wanted = to_lower(use.value);
        std::string own = wanted.front() == '#' ? wanted : "#" + wanted;
        if (own.back() == '/') {
            own.pop_back();  // those below the tag are meant
        }
        std::vector<std::string_view> others;
        for (const std::string& tag : context.index.task_tags) {
            const std::string lower = to_lower(tag);
            if (lower.find(wanted) != std::string::npos && lower != own &&
                lower.compare(0, own.size() + 1, own + "/") != 0) {
                others.push_back(tag);
            }
        }
        if (others.empty() || wanted == "#") {
            continue;
        }
        constexpr std::size_t most_named = 3;
        const std::size_t more = others.size() > most_named ? others.size() - most_named : 0;
        others.resize(others.size() - more);
        auto& finding =
            report.add(context.index.notes[use.place.note], use.place.span, use.place.line,
                       fmt::format("`{}` is also found in {}{}", use.value, fmt::join(others, ", "),
                                   more == 0 ? std::string{} : fmt::format(" and {} more", more)));
        finding.plugin_reads = "every task with a tag that has this in it";
        finding.help = fmt::format(
            "for the tag and those below it: `tags regex matches "
            "/{}(\\/|$)/i`",
            escaped(own));
    }
}

}  // namespace

const Rule substring_tag{
    .code = "TQ033",
    .name = "substring-tag",
    .group = "queries",
    .summary = "A tag is searched for as a part of tags: other tags of the vault are found, too.",
    .severity = Severity::info,
    .scope = Scope::vault,
    .on = DefaultOn::whole_vault,
    .check_vault = check,
};

}  // namespace tasklint::lint
