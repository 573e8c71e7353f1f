#include <algorithm>

#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// The line of an item that is nothing but its dash, or empty.
Span line_of_dash(std::string_view text, Span front_matter, Span value) {
    auto at = text.substr(0, value.begin).find_last_not_of(" \t\r\n");
    if (at == std::string_view::npos || text[at] != '-' || at < front_matter.begin) {
        return {};
    }
    const auto begin = text.rfind('\n', at) + 1;
    const auto end = std::min(text.find('\n', at), text.size());
    const Span line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    const Span shown = trim(line, text);
    const bool alone = shown.begin == at && (shown.size() == 1 || shown.end == value.end);
    return alone ? line : Span{};  // `- - ""` is a list in a list
}

void check(const DocumentContext& context, Report& report) {
    const Document& document = context.document;
    const std::string_view text = document.text;
    if (document.front_matter.empty()) {
        return;
    }
    const FrontMatter& front_matter = context.front_matter();
    for (const FrontMatterValue& value : front_matter.values) {
        const auto written = value.span.in(text);
        const bool empty = value.value.empty() || written == "~" || written == "null" ||
                           written == "Null" || written == "NULL";
        if (!front_matter.error.empty() || !value.in_list || !empty || is_template(value.value)) {
            continue;
        }
        const Span line = line_of_dash(text, document.front_matter, value.span);
        const Span shown = line.empty() ? value.span : trim(line, text);
        auto& finding = report.add(shown, fmt::format("an empty item of `{}`", value.key));
        finding.plugin_reads = "the tasks of the note as before; Obsidian: an item without a name";
        if (line.empty()) {
            finding.help = "take it out of the list, or write what belongs there";
            continue;
        }
        Fix fix;
        fix.title = "take the item out";
        fix.effect = Effect::comment;
        fix.edits.push_back({{line.begin, std::min(line.end + 1, document.front_matter.end)}, ""});
        finding.fix = std::move(fix);
    }
}

}  // namespace

const Rule empty_front_matter_item{
    .code = "TL913",
    .name = "empty-front-matter-item",
    .group = "notes",
    .summary = "An empty item in a list of the front matter: a participant or tag without a name.",
    .severity = Severity::warning,
    .fix = FixClass::safe,
    .scope = Scope::document,
    .check_document = check,
};

}  // namespace tasklint::lint
