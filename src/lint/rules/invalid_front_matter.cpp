#include <algorithm>

#include <fmt/format.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const DocumentContext& context, Report& report) {
    const Document& document = context.document;
    if (document.front_matter.empty() || is_template(document.front_matter.in(document.text))) {
        return;
    }
    const FrontMatter front_matter = read_front_matter(document);
    std::string message;
    Span place;
    if (!front_matter.error.empty()) {
        place.begin = std::min(front_matter.error_offset, document.front_matter.end);
        place.end = std::min(place.begin + 1, document.front_matter.end);
        message = fmt::format("the front matter is no YAML: {}", front_matter.error);
    }
    for (auto value = front_matter.values.begin();
         message.empty() && value != front_matter.values.end(); ++value) {
        const bool again =
            !value->in_list &&
            std::any_of(front_matter.values.begin(), value, [&](const FrontMatterValue& other) {
                return !other.in_list && other.key == value->key;
            });
        if (again) {
            place = value->span;
            message = fmt::format("the property `{}` stands twice", value->key);
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
