#include <algorithm>

#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// Known names that text behind the mark joins to it: where the first is known, its mark ends with
/// it.
/// @param until begin of the next token or end of the body
void add_known_behind(std::string_view text, std::uint32_t until, NoteNames& names,
                      std::vector<Span>& pieces) {
    for (;;) {
        const std::uint32_t at = pieces.back().end;
        const auto size_of_joiner = at < until ? joiner_size(Span{at, until}.in(text)) : 0;
        if (size_of_joiner == 0) {
            return;
        }
        const std::uint32_t begin = at + static_cast<std::uint32_t>(size_of_joiner);
        const auto size = static_cast<std::uint32_t>(names.match(Span{begin, until}.in(text)));
        if (size == 0) {
            return;
        }
        pieces.push_back({begin, begin + size});
    }
}

void check_owner(const DocumentContext& context, const Token& owner, std::uint32_t until,
                 NoteNames& names, Report& report) {
    const std::string_view text = context.document.text;
    auto pieces = persons_in(text, owner.value);
    if (pieces.size() == 1) {
        if (!owner.remark.empty()) {
            return;
        }
        add_known_behind(text, until, names, pieces);
    } else if (names.contains(owner.value.in(text))) {
        return;
    }
    if (pieces.size() == 1) {
        return;
    }
    const Span span{owner.span.begin, std::max(owner.value.end, pieces.back().end)};
    auto& finding = report.add(
        span, fmt::format("`{}` names {} people but is one owner", span.in(text), pieces.size()));
    finding.plugin_reads = fmt::format(
        "plain text, as Tasks knows no owners; calendar: the owner {}", owner.value.in(text));
    if (context.config.owners_max && *context.config.owners_max < pieces.size()) {
        finding.help = fmt::format(
            "`people.owners.max` allows {}: keep one person, or write one task for each, in words "
            "of its own",
            *context.config.owners_max);
        return;
    }
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "give each person a mark";
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        fix.edits.push_back({{pieces[i - 1].end, pieces[i].begin}, " @"});
    }
    finding.fix = std::move(fix);
}

/// Something joins words of the name, or its end to what stands behind it: a quick look.
bool may_be_several(std::string_view text, const Token& owner, std::uint32_t until) {
    const auto name = owner.value.in(text);
    return std::any_of(name.begin(), name.end(), [](char c) { return c == ' ' || c == ','; }) ||
           (owner.value.end < until && joiner_size(Span{owner.value.end, until}.in(text)) != 0);
}

void check(const DocumentContext& context, Report& report) {
    NoteNames names{context};
    const auto may_matter = [&](const Token& owner, std::uint32_t until) {
        return may_be_several(context.document.text, owner, until);
    };
    for_each_written_owner(context.document, may_matter,
                           [&](const Token& owner, std::uint32_t until) {
                               check_owner(context, owner, until, names, report);
                           });
}

}  // namespace

const Rule several_owners_in_one{
    .code = "TL406",
    .name = "several-owners-in-one",
    .group = "owners",
    .summary = "One mark names several people, so no filter by either of them finds the task.",
    .severity = Severity::warning,
    .confidence = Confidence::likely,
    .fix = FixClass::unsafe,
    .scope = Scope::document,  // the note's participants count, and are read once
    .check_document = check,
};

}  // namespace tasklint::lint
