#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "lint/rule.hpp"
#include "text/ascii.hpp"

namespace tasklint::lint {

namespace {

/// Words that YAML would read as something else than text if they stood there without quotes.
constexpr std::array<std::string_view, 8> yaml_words{"true", "false", "null", "yes",
                                                     "no",   "on",    "off",  "~"};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// What is wrong with a tag, or empty.
std::string_view fault_of(std::string_view tag) {
    if (tag.find('#') != std::string_view::npos) {
        return "it has a `#`";
    }
    if (std::any_of(tag.begin(), tag.end(), is_blank)) {
        return "it has a space";
    }
    return !tag.empty() && tag.back() == '/' ? "it ends in `/`" : "";
}

/// The tag as Obsidian would take it, or empty.
std::string mended(std::string_view tag) {
    std::string out;
    for (const char c : trim(tag)) {
        if (is_blank(c)) {
            if (!out.empty() && out.back() != '-') {
                out.push_back('-');
            }
        } else if (c != '#') {
            out.push_back(c);
        }
    }
    while (!out.empty() && (out.back() == '/' || out.back() == '-')) {
        out.pop_back();
    }
    // A tag needs something else than digits; a comma would be two tags.
    const bool sound = out.find_first_not_of("0123456789") != std::string::npos && out[0] != '/' &&
                       out.find_first_of("!\"$%&'()*+,.:;<=>?@[\\]^`{|}~") == std::string::npos &&
                       out.find("//") == std::string::npos && out.find("-/") == std::string::npos &&
                       out.find("/-") == std::string::npos;
    return sound ? out : std::string{};
}

void check_tag(const DocumentContext& context, Span span, bool quoted, Report& report) {
    const auto tag = span.in(context.document.text);
    const auto fault = fault_of(tag);
    if (fault.empty()) {
        return;
    }
    auto& finding =
        report.add(span, fmt::format("`{}` is no tag that Obsidian accepts: {}", tag, fault));
    finding.plugin_reads = "all tasks as they are; a search for the tag does not find the note";
    const std::string wanted = mended(tag);
    const bool is_text = quoted || std::find(yaml_words.begin(), yaml_words.end(),
                                             fold_case(wanted)) == yaml_words.end();
    if (wanted.empty() || !is_text) {
        finding.help =
            "write a tag of letters, digits, `-`, `_` and `/` between them, or take it out";
        return;
    }
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = fmt::format("write `{}`", wanted);
    fix.edits.push_back({span, wanted});
    finding.fix = std::move(fix);
}

/// What costs least is asked first.
bool mentions_tags(std::string_view text) {
    constexpr std::string_view word = "tag";
    return std::search(text.begin(), text.end(), word.begin(), word.end(),
                       [](char a, char b) { return ascii_lower(a) == b; }) != text.end();
}

void check(const DocumentContext& context, Report& report) {
    const std::string_view text = context.document.text;
    if (context.document.front_matter.empty() ||
        !mentions_tags(context.document.front_matter.in(text))) {
        return;
    }
    for (const FrontMatterValue& value : context.front_matter().values) {
        const std::string key = to_lower(value.key);  // Obsidian reads `Tags` as well
        if ((key != "tags" && key != "tag") || value.span.empty()) {
            continue;
        }
        Span inside = value.span;
        const char first = text[inside.begin];
        const bool quoted =
            inside.size() >= 2 && (first == '"' || first == '\'') && text[inside.end - 1] == first;
        if (quoted) {
            ++inside.begin;
            --inside.end;
        }
        if (inside.in(text) != value.value) {
            continue;  // escapes or several lines: nobody writes tags so
        }
        if (value.in_list) {
            check_tag(context, inside, quoted, report);
            continue;
        }
        // `tags: one, two` in one text is a list to Obsidian: commas and blanks part it.
        for (std::uint32_t at = inside.begin; at < inside.end;) {
            const auto ends_tag = [](char c) { return is_blank(c) || c == ','; };
            std::uint32_t end = at;
            while (end < inside.end && !ends_tag(text[end])) {
                ++end;
            }
            if (end > at) {
                check_tag(context, {at, end}, quoted, report);
            }
            at = end + 1;
        }
    }
}

}  // namespace

const Rule front_matter_tag_not_obsidian{
    .code = "TL914",
    .name = "front-matter-tag-not-obsidian",
    .group = "notes",
    .summary =
        "A tag in the front matter that Obsidian does not accept, so the note is not found by it.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::document,
    .check_document = check,
};

}  // namespace tasklint::lint
