#pragma once

#include <optional>
#include <string_view>

#include "tasklint/document.hpp"

namespace tasklint::document {

/// Front matter of the plain kind that most is: `key: value` and lists of values, one a line, in
/// ASCII, without what YAML means by most signs. A tenth of the time of a check was libyaml's.
/// @param begin of the text in its note
/// @return what `read_yaml` gives, or nullopt if it is not that plain
[[nodiscard]] std::optional<FrontMatter> read_plainly(std::string_view text, std::uint32_t begin);

/// Any front matter, with libyaml.
[[nodiscard]] FrontMatter read_yaml(std::string_view text, std::uint32_t begin);

}  // namespace tasklint::document
