#include <map>
#include <unordered_map>

#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

struct Spelling {
    std::size_t count = 0;
    const TagUse* first = nullptr;
};

void check(const VaultContext& context, Report& report) {
    const VaultIndex& index = context.index;
    std::unordered_map<std::string, std::map<std::string_view, Spelling>> spellings;
    for (const TagUse& use : index.tags) {
        Spelling& spelling = spellings[fold_case(use.tag)][use.tag];
        ++spelling.count;
        spelling.first = spelling.first == nullptr ? &use : spelling.first;
    }
    for (const TagUse& use : index.tags) {
        const auto& variants = spellings[fold_case(use.tag)];
        if (variants.size() == 1) {
            continue;
        }
        // The one that is used most; of two the one that stands first.
        auto best = variants.begin();
        for (auto at = variants.begin(); at != variants.end(); ++at) {
            const bool earlier = at->second.first < best->second.first;
            if (at->second.count > best->second.count ||
                (at->second.count == best->second.count && earlier)) {
                best = at;
            }
        }
        if (best->first == use.tag) {
            continue;
        }
        auto& finding =
            report.add(index.notes[use.place.note], use.place.span, use.place.line,
                       fmt::format("`{}` is `{}` ({} times in the vault) in other letters", use.tag,
                                   best->first, best->second.count));
        finding.plugin_reads = "one tag in Obsidian; calendar and scripts: two";
        Fix fix;
        fix.safety = Safety::unsafe;
        fix.title = fmt::format("write `{}`", best->first);
        fix.edits.push_back({use.place.span, std::string{best->first}});
        finding.fix = std::move(fix);
    }
}

}  // namespace

const Rule tag_case_variant{
    .code = "TL704",
    .name = "tag-case-variant",
    .group = "tags",
    .summary = "One tag in two spellings of upper and lower case: two to calendars and scripts.",
    .severity = Severity::info,
    .fix = FixClass::unsafe,
    .scope = Scope::vault,
    .on = DefaultOn::no,
    .check_vault = check,
};

}  // namespace tasklint::lint
