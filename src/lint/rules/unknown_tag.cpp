#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

bool configured(const Config& config) { return !config.known_tags.empty(); }

std::u32string code_points(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        out.push_back(character.code_point);
        at += character.size;
    }
    return out;
}

/// One letter added, left out, replaced, or two neighbours swapped.
bool one_edit_apart(const std::u32string& a, const std::u32string& b) {
    const auto first = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const auto rest_a = static_cast<std::size_t>(a.end() - first.first);
    const auto rest_b = static_cast<std::size_t>(b.end() - first.second);
    const auto equal = [&](std::size_t skip_a, std::size_t skip_b) {
        return skip_a <= rest_a && skip_b <= rest_b &&
               std::equal(first.first + static_cast<std::ptrdiff_t>(skip_a), a.end(),
                          first.second + static_cast<std::ptrdiff_t>(skip_b), b.end());
    };
    const bool swapped = rest_a >= 2 && rest_b >= 2 && first.first[0] == first.second[1] &&
                         first.first[1] == first.second[0] && equal(2, 2);
    return equal(1, 1) || equal(1, 0) || equal(0, 1) || swapped;
}

/// Tags that are known, and their parents.
std::vector<std::string> known_tags(const Config& config) {
    std::vector<std::string> tags = config.known_tags;
    tags.insert(tags.end(), config.required_tags.begin(), config.required_tags.end());
    for (const StatusTag& pair : config.status_tags) {
        tags.push_back(pair.tag);
    }
    if (!config.tasks.global_filter.empty()) {
        tags.push_back(config.tasks.global_filter);
    }
    return tags;
}

void check(const TaskContext& context, Report& report) {
    for (const Token& token : context.view) {
        if (token.kind != TokenKind::tag) {
            continue;
        }
        const auto tag = context.view.in(token.span);
        const std::string folded = fold_case(syntax::without_zero_width(tag));
        const auto known = known_tags(context.config);
        const bool is_known = std::any_of(known.begin(), known.end(), [&](const auto& candidate) {
            const std::string other = fold_case(candidate);
            return folded == other || folded.substr(0, other.size() + 1) == other + "/" ||
                   other.substr(0, folded.size() + 1) == folded + "/";
        });
        if (is_known) {
            continue;
        }
        const auto letters = code_points(folded);
        const auto neighbour = std::find_if(known.begin(), known.end(), [&](const auto& candidate) {
            return one_edit_apart(letters, code_points(fold_case(candidate)));
        });
        if (neighbour == known.end()) {
            continue;
        }
        const std::string& near = *neighbour;
        auto& finding = report.add(
            token.span, fmt::format("`{}` is no known tag; `{}` is one letter away", tag, near));
        finding.plugin_reads =
            fmt::format("the tag {}: lists that ask for {} do not show it", tag, near);
        Fix fix;
        fix.safety = Safety::unsafe;
        fix.title = fmt::format("write `{}`", near);
        fix.edits.push_back({token.span, near});
        finding.fix = std::move(fix);
    }
}

}  // namespace

const Rule unknown_tag{
    .code = "TL706",
    .name = "unknown-tag",
    .group = "tags",
    .summary = "A tag one letter away from a known one: lists that ask for that do not show it.",
    .severity = Severity::warning,
    .confidence = Confidence::likely,
    .fix = FixClass::unsafe,
    .on = DefaultOn::configured,
    .configured = configured,
    .check_task = check,
    .about = facts::tag,
};

}  // namespace tasklint::lint
