#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/reader.hpp"

// Values of the configuration that are more than one text or number: read from TOML, and written as
// it.
namespace tasklint::config {

inline constexpr std::pair<const char*, Severity> severity_choices[] = {
    {"error", Severity::error}, {"warning", Severity::warning}, {"info", Severity::info}};
inline constexpr std::pair<const char*, Format> formats[] = {
    {"emoji", Format::emoji}, {"dataview", Format::dataview}, {"auto", Format::automatic}};

/// Selectors of rules; remembers where each stands.
std::vector<std::string> rule_names(Reader& reader, const toml::node& node);
void read_format(Reader& reader, const toml::node& node);
void read_statuses(Reader& reader, const toml::node& node);
void read_proposed(Reader& reader, const toml::node& node);
/// Tags with their `#`.
std::vector<std::string> read_tags(Reader& reader, const toml::node& node);
/// `[{ status = "?", tag = "#proposed" }]`
void read_status_tags(Reader& reader, const toml::node& node);
/// `plugin`, `house` (tags last) or a list of fields and `tags`; what is not named follows in the
/// plugin's order.
void read_order(Reader& reader, const toml::node& node);
void read_people_folders(Reader& reader, const toml::node& node);
/// Severities by rule; remembers where each rule stands.
std::map<std::string, Severity> severities(Reader& reader, const toml::node& node);
/// Patterns of notes, as git reads them in a .gitignore at the root.
std::vector<std::string> read_patterns(const Reader& reader, const toml::node& node);
void read_overrides(Reader& reader, const toml::node& node);
void read_customs(Reader& reader, const toml::node& node);
void read_vault_id(Reader& reader, const toml::node& node);
void read_alarms(Reader& reader, const toml::node& node);
void read_default_duration(Reader& reader, const toml::node& node);
void read_refresh(Reader& reader, const toml::node& node);
void read_color(Reader& reader, const toml::node& node);

/// A string as TOML writes it.
[[nodiscard]] std::string toml_text(std::string_view text);
/// A value as TOML; empty: it is not set.
[[nodiscard]] std::string shown(const std::string& text);
[[nodiscard]] std::string shown(bool value);
[[nodiscard]] std::string shown(std::uint32_t number);
[[nodiscard]] std::string shown(const std::vector<std::string>& list);
[[nodiscard]] std::string shown(const std::optional<std::uint32_t>& number);
[[nodiscard]] std::string shown(const std::map<std::string, Severity>& severities);
[[nodiscard]] std::string show_statuses(const Config& config);
[[nodiscard]] std::string show_order(const Config& config);
[[nodiscard]] std::string show_pairs(const Config& config);
[[nodiscard]] std::string show_overrides(const Config& config);
[[nodiscard]] std::string show_customs(const Config& config);
[[nodiscard]] std::string show_alarms(const Config& config);

}  // namespace tasklint::config
