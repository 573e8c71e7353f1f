#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tasklint/recurrence.hpp"

// The two directions between a rule and its text. Neither knows of `when done`.
namespace tasklint::recurrence {

struct ParsedRule {
    RecurrenceRule rule;
    bool whole_text_counts = true;  ///< every word had its effect, and nothing was left over
};

/// Reads a rule as rrule.js 2.8.1 does; nullopt where that one gives up.
[[nodiscard]] std::optional<ParsedRule> parse_rule(std::string_view text);

/// The text that rrule.js 2.8.1 makes of a rule.
[[nodiscard]] std::string normal_form(const RecurrenceRule& rule);

/// The RRULE value, its parts in the order of `rule.parts`.
[[nodiscard]] std::string rrule_value(const RecurrenceRule& rule);

/// The same rule but for the order of its parts and lists; no interval is an interval of 1.
[[nodiscard]] bool same_rule(const RecurrenceRule& left, const RecurrenceRule& right);

}  // namespace tasklint::recurrence
