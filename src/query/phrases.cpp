// Filters that are whole phrases, in the plugin's words.
#include <algorithm>
#include <array>

#include "query/filter.hpp"
#include "tasklint/text.hpp"

namespace tasklint::query {
namespace {

constexpr std::array happens_kinds{FieldKind::start, FieldKind::scheduled, FieldKind::due};

bool happens(const Facts& facts) {
    return std::any_of(happens_kinds.begin(), happens_kinds.end(),
                       [&](FieldKind kind) { return date_of(facts.task(), kind) != nullptr; });
}

bool has_depends_on(const Facts& facts) { return !depends_on_of(facts.view()).empty(); }

/// An indented task is a sub-item, unless it is the first level of a quote or a callout.
bool is_top_level(const Facts& facts) {
    const auto indentation = facts.view().in(facts.task().indentation);
    if (indentation.empty()) {
        return true;
    }
    const auto mark = indentation.rfind('>');
    if (mark == std::string_view::npos) {
        return false;
    }
    const auto behind = indentation.substr(mark + 1);
    return behind.empty() || behind == " ";
}

struct Phrase {
    std::string_view text;
    bool (*holds)(const Facts&);
};

constexpr Phrase phrases[] = {
    {"done", [](const Facts& facts) { return is_done(facts.task().status_type); }},
    {"not done", [](const Facts& facts) { return !is_done(facts.task().status_type); }},
    {"is recurring", [](const Facts& facts) { return facts.recurrence().has_value(); }},
    {"is not recurring", [](const Facts& facts) { return !facts.recurrence().has_value(); }},
    {"has happens date", [](const Facts& facts) { return happens(facts); }},
    {"no happens date", [](const Facts& facts) { return !happens(facts); }},
    {"has tag", [](const Facts& facts) { return !facts.tags().empty(); }},
    {"has tags", [](const Facts& facts) { return !facts.tags().empty(); }},
    {"no tag", [](const Facts& facts) { return facts.tags().empty(); }},
    {"no tags", [](const Facts& facts) { return facts.tags().empty(); }},
    {"exclude sub-items", is_top_level},
    {"has id", [](const Facts& facts) { return !id_of(facts.view()).empty(); }},
    {"no id", [](const Facts& facts) { return id_of(facts.view()).empty(); }},
    {"has depends on", has_depends_on},
    {"no depends on", [](const Facts& facts) { return !has_depends_on(facts); }},
    {"is blocking", [](const Facts& facts) { return facts.is_blocking(); }},
    {"is not blocking", [](const Facts& facts) { return !facts.is_blocking(); }},
    {"is blocked", [](const Facts& facts) { return facts.is_blocked(); }},
    {"is not blocked", [](const Facts& facts) { return !facts.is_blocked(); }},
};

}  // namespace

Filter phrase_filter(std::string_view line) {
    const std::string lower = to_lower(line);
    for (const auto& [text, holds] : phrases) {
        if (lower == text) {
            return holds;
        }
    }
    for (const auto kind : date_kinds) {
        const std::string name{field_info(kind).name};
        if (lower == "has " + name + " date") {
            return [kind](const Facts& facts) { return date_of(facts.task(), kind) != nullptr; };
        }
        if (lower == "no " + name + " date") {
            return [kind](const Facts& facts) { return date_of(facts.task(), kind) == nullptr; };
        }
        if (lower == name + " date is invalid") {
            return [kind](const Facts& facts) {
                const auto* const date = date_of(facts.task(), kind);
                return date != nullptr && !date->ok();
            };
        }
    }
    return {};
}

}  // namespace tasklint::query
