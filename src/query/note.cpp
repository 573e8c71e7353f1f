// The properties of the note that holds a query.
#include <algorithm>

#include "tasklint/query.hpp"
#include "text/ascii.hpp"

namespace tasklint {
namespace {

using Kind = QueryProperty::Kind;

bool is_number(std::string_view text) {
    if (text.substr(0, 1) == "-") {
        text.remove_prefix(1);
    }
    const auto dot = text.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), is_ascii_digit);
    };
    const auto whole = text.substr(0, dot);
    // A number that JavaScript would write otherwise stays a text.
    return digits(whole) && (whole.size() == 1 || whole.front() != '0') && whole.size() < 16 &&
           (dot == std::string_view::npos ||
            (digits(text.substr(dot + 1)) && text.back() != '0' && text.size() < 16));
}

/// A scalar of YAML. What is quoted is a text.
QueryProperty scalar(const FrontMatterValue& value, std::string_view note) {
    QueryProperty out;
    out.value = value.value;
    const auto raw = value.span.in(note);
    const bool quoted = !raw.empty() && (raw.front() == '"' || raw.front() == '\'');
    const auto is = [&](std::initializer_list<std::string_view> words) {
        return !quoted && std::find(words.begin(), words.end(), value.value) != words.end();
    };
    if (is({"", "~", "null", "Null", "NULL"})) {
        out.kind = Kind::null;
    } else if (is({"true", "True", "TRUE", "false", "False", "FALSE"})) {
        out.kind = Kind::boolean;
        out.value = value.value.size() == 4 ? "true" : "false";
    } else {
        out.kind = !quoted && is_number(value.value) ? Kind::number : Kind::text;
    }
    return out;
}

}  // namespace

QueryNote query_note(const Document& document) {
    QueryNote note;
    note.path = document.path;
    const auto front_matter = read_front_matter(document);
    for (const auto& [key, span] : front_matter.keys) {
        QueryProperty property;
        for (const auto& value : front_matter.values) {
            if (value.key != key) {
                continue;
            }
            if (value.in_list) {
                property.kind = Kind::list;
                property.items.push_back(scalar(value, document.text));
            } else {
                property = scalar(value, document.text);
            }
        }
        property.name = key;
        note.properties.push_back(std::move(property));
    }
    return note;
}

}  // namespace tasklint
