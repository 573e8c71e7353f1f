#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "query/filter.hpp"
#include "tasklint/query.hpp"

namespace tasklint::query {

using Presets = std::map<std::string, std::string>;

/// The presets that the plugin has without any settings.
[[nodiscard]] const Presets& default_presets();

struct Expansion {
    std::string text;
    std::optional<Problem> problem;
    Span wrong;  ///< in what was to be expanded: the placeholder of the problem, or one that led to
                 ///< it
};

/// What a text is told that placeholders make too long.
[[nodiscard]] Problem endless_expansion();

/// Puts values for `{{…}}` into a statement, again and again until nothing changes.
/// @param rounds at most
[[nodiscard]] Expansion expand_placeholders(std::string_view statement, const QueryNote& note,
                                            const Presets& presets, int rounds);

/// The property of that name, without regard to case, or null.
[[nodiscard]] const QueryProperty* property_of(const QueryNote& note, std::string_view name);

}  // namespace tasklint::query
