#pragma once

#include <string>

// What is printed for programs, and shown on a terminal all the same.
namespace tasklint {

/// A control character or one that turns the direction of text: a terminal obeys it.
[[nodiscard]] bool acts_on_terminal(char32_t code_point) noexcept;

/// A JSON text that does nothing to a terminal: besides what JSON demands, DEL, C1 controls, line
/// separators and bidi controls are escaped. They can only stand inside strings.
[[nodiscard]] std::string terminal_safe_json(std::string json);

}  // namespace tasklint
