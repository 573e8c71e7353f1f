#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/text.hpp"

namespace tasklint::query {

/// One instruction of a query: its lines joined, trimmed, never empty.
struct Statement {
    std::string text;
    std::uint32_t line = 1;  ///< its first one, from 1
    Span span;               ///< of all its lines
    /// Where each byte of the text stands in what was cut, and behind the last one its end.
    std::vector<std::uint32_t> places;
    std::vector<std::uint32_t> joints;  ///< where in the text a further line begins
};

/// Cuts a text into statements: a line that ends in one backslash goes on in the next one. Linear.
[[nodiscard]] std::vector<Statement> split_statements(std::string_view text);

}  // namespace tasklint::query
