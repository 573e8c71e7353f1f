#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "tasklint/diagnostic.hpp"

namespace tasklint {

/// A finding as `json` and `jsonl` have it.
[[nodiscard]] nlohmann::ordered_json finding_json(const Diagnostic& diagnostic);

/// The value on one line: valid UTF-8 whatever it holds, and without effect on a terminal.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& json);

}  // namespace tasklint
