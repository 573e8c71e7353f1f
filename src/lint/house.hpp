#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "tasklint/lint.hpp"

// Rules of the house (`[[custom]]`) and other rules for some notes (`[[overrides]]`).
namespace tasklint::lint {

inline constexpr std::string_view house_group = "custom";

/// What findings of a rule of the house point to: made once for each text of one, and kept as long
/// as the program runs, so that findings may outlive the configuration.
[[nodiscard]] const Rule& house_rule(const CustomRule& custom);

/// All rules that there are: ours, then those of the house.
[[nodiscard]] std::vector<const Rule*> known_rules(const Config& config);

/// The selector means a rule of the house.
[[nodiscard]] bool selects_house_rule(std::string_view selector, const Rule& rule);

/// Runs those that are selected over the tasks of a note.
void check_house_rules(const DocumentContext& context, const RuleSelection& selection,
                       Report& report);

}  // namespace tasklint::lint
