#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tasklint/config.hpp"

// Values of the table [export] as texts.
namespace tasklint::config {

/// `due@09:00`, `start@18:30`, `-15m`, `-2h`, `-1d`, `+5m`. @return nullopt for anything else
[[nodiscard]] std::optional<AlarmSetting> alarm_of(std::string_view text);
[[nodiscard]] std::string alarm_text(const AlarmSetting& alarm);

/// A duration as RFC 5545, section 3.3.6 writes it: `PT1H`, `P1DT12H`, `-P2W`.
[[nodiscard]] bool is_duration(std::string_view text);

/// `HH:MM` or `H:MM`, up to 23:59. @return nullopt for anything else
[[nodiscard]] std::optional<std::chrono::minutes> time_of_day(std::string_view text);

/// A CSS3 colour name (RFC 7986, section 5.9) as 0xRRGGBB; lower case only.
[[nodiscard]] std::optional<std::uint32_t> color_of(std::string_view name);

}  // namespace tasklint::config
