#pragma once

#include <string>
#include <string_view>

namespace tasklint {

/// Any text on one line for HTML, in an element or in an attribute's quotes. Nothing of it is
/// markup; what is invisible is shown by its number, and what turns the direction of text is gone.
[[nodiscard]] std::string html_text(std::string_view text);

}  // namespace tasklint
