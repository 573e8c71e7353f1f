#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// What is printed for programs, and shown on a terminal or in the log of a runner all the same.
namespace tasklint {

/// A control character or one that turns the direction of text: a terminal obeys it.
[[nodiscard]] bool acts_on_terminal(char32_t code_point) noexcept;

/// The character at `at` is the bracket of `##[` or `##vso[`: the runners of GitHub and Azure obey
/// a command that begins so, wherever it stands in a line that is printed.
[[nodiscard]] bool opens_command(std::string_view text, std::size_t at) noexcept;

/// That bracket where a text has no other way to say it.
inline constexpr std::string_view shown_bracket = "<U+005B>";

/// A JSON text that does nothing to a terminal and a runner: besides what JSON demands, DEL, C1
/// controls, line separators, bidi controls and brackets that open a command are escaped. They can
/// only stand inside strings.
[[nodiscard]] std::string terminal_safe_json(std::string json);

}  // namespace tasklint
