#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// Why Obsidian takes this for no tag, or for another one; empty if it does.
/// @param among_fields other fields or tags stand beside it: `#15` alone is the number of an issue
std::string_view fault_of(std::string_view tag, bool read, bool among_fields) {
    constexpr std::size_t longest_number = 3;
    const auto name = tag.substr(1);
    if (read && (among_fields || name.size() > longest_number) &&
        name.find_first_not_of("0123456789") == std::string_view::npos) {
        return "a tag of digits alone";
    }
    if (name.back() == '/') {
        return "a tag that ends with `/`";
    }
    if (name.front() == '/' || name.find("//") != std::string_view::npos) {
        return "a tag with an empty part";
    }
    return {};
}

void check(const TaskContext& context, Report& report) {
    const auto read = std::count_if(context.view.begin(), context.view.end(),
                                    [](const Token& token) { return token.read; });
    for (const Token& token : context.view) {
        if (token.kind != TokenKind::tag || token.span.size() < 2) {
            continue;
        }
        const auto tag = context.view.in(token.span);
        const auto fault = fault_of(tag, token.read, read > 1);
        if (fault.empty()) {
            continue;
        }
        auto& finding = report.add(token.span, fmt::format("`{}` is {}", tag, fault));
        finding.plugin_reads = fmt::format("the tag {}; Obsidian: no such tag", tag);
        finding.help = "write it as Obsidian takes it, with a letter in each part";
    }
}

}  // namespace

const Rule tag_not_obsidian{
    .code = "TL703",
    .name = "tag-not-obsidian",
    .group = "tags",
    .summary = "A tag to Tasks that Obsidian does not take for one.",
    .severity = Severity::warning,
    .fix = FixClass::none,
    .check_task = check,
    .about = facts::tag,
};

}  // namespace tasklint::lint
