#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const DocumentContext& context, Report& report) {
    const Document& document = context.document;
    if (document.front_matter.empty() || is_template(document.front_matter.in(document.text))) {
        return;
    }
    const FrontMatter& front_matter = context.front_matter();
    std::string message;
    Span place;
    if (!front_matter.error.empty()) {
        place.begin = std::min(front_matter.error_offset, document.front_matter.end);
        place.end = std::min(place.begin + 1, document.front_matter.end);
        message = fmt::format("the front matter is no YAML: {}", front_matter.error);
    }
    std::set<std::string_view> seen;
    for (auto key = front_matter.keys.begin(); message.empty() && key != front_matter.keys.end();
         ++key) {
        if (!seen.insert(key->first).second) {
            place = key->second;
            message = fmt::format("the property `{}` stands twice", key->first);
        }
    }
    if (message.empty()) {
        return;
    }
    auto& finding = report.add(place, std::move(message));
    finding.plugin_reads = "no properties at all: neither date nor tags nor participants";
    finding.help = "mend the YAML; Obsidian shows the properties again once it is sound";
}

}  // namespace

const Rule invalid_front_matter{
    .code = "TL911",
    .name = "invalid-front-matter",
    .group = "notes",
    .summary = "Front matter that is no YAML: Obsidian drops all properties of the note.",
    .severity = Severity::error,
    .fix = FixClass::none,
    .scope = Scope::document,
    .check_document = check,
};

}  // namespace tasklint::lint
