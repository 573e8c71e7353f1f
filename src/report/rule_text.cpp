// What a rule's page says before its examples.
#include "report/rule_text.hpp"

#include <string_view>

namespace tasklint {

namespace {

constexpr std::string_view facts_line = "Severity: ";  // the line below the page's title

/// Takes the first line off. @return it, without its ending
std::string_view cut_line(std::string_view& text) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

}  // namespace

std::string rule_description(const Rule& rule) {
    auto page = rule_page(rule);
    page.remove_prefix(page.empty() ? 0 : page.find(facts_line));
    static_cast<void>(cut_line(page));
    std::string description;
    bool paragraph_ends = false;
    while (!page.empty() && page.substr(0, 2) != "##") {
        const auto line = cut_line(page);
        if (line.empty()) {
            paragraph_ends = !description.empty();
            continue;
        }
        if (!description.empty()) {
            description += paragraph_ends ? '\n' : ' ';
        }
        paragraph_ends = false;
        description += line;
    }
    return description.empty() ? std::string{rule.summary} : description;
}

}  // namespace tasklint
