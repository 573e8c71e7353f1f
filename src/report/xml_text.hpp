#pragma once

#include <string>
#include <string_view>

namespace tasklint {

/// A text for XML 1.0, in an element or in an attribute's quotes. What a reader would change (line
/// ends in attributes) or a terminal would obey is a character reference; what XML has no way to
/// write is U+FFFD, as are bytes that are no UTF-8.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace tasklint
