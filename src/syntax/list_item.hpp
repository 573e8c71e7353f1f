#pragma once

#include <optional>
#include <string_view>

#include "tasklint/text.hpp"

namespace tasklint::syntax {

/// What the plugin sees of a line when it is toggled, task or not.
struct ListItem {
    Span indentation;            ///< white space and `>`, perhaps none
    std::optional<Span> marker;  ///< nothing need stand behind it: `**bold**` has one
    std::optional<Span> status;  ///< the character in the checkbox
    Span rest;                   ///< behind all of these, to the line's end
};

/// Any line is something. @param line without U+000A
[[nodiscard]] ListItem read_list_item(std::string_view line);

}  // namespace tasklint::syntax
