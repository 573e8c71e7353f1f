#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// The first key that stood before, or null.
const std::pair<std::string, Span>* first_twin(const FrontMatter& front_matter) {
    const auto& keys = front_matter.keys;
    const bool few = keys.size() <= 12;  // which are compared with each other in less time
    std::set<std::string_view> seen;
    for (auto key = keys.begin(); key != keys.end(); ++key) {
        const auto is_twin = [&](const auto& other) { return other.first == key->first; };
        if (few ? std::any_of(keys.begin(), key, is_twin) : !seen.insert(key->first).second) {
            return &*key;
        }
    }
    return nullptr;
}

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
    if (const auto* const twin = first_twin(front_matter); message.empty() && twin != nullptr) {
        place = twin->second;
        message = fmt::format("the property `{}` stands twice", twin->first);
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
