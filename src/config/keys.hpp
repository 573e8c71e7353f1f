#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/reader.hpp"

namespace tasklint::config {

/// One key of the configuration: the table of them drives the reader, `tasklint config`, the JSON
/// schema and the table in docs/config.md.
struct Key {
    std::string_view path;        ///< dotted; of the tables, what is before the last dot
    std::string_view plugin_key;  ///< what the plugin's settings call it; empty: they have none
    std::string_view schema;      ///< of its value: JSON schema (draft 7) without the description
    std::string_view means;       ///< Markdown, one line
    void (*read)(Reader&, const toml::node&);
    std::string (*show)(const Config&);  ///< its value as TOML; empty: it is not set
};

/// All keys, those of one table together.
[[nodiscard]] const std::vector<Key>& keys();

/// What may stand in a table, once each. @param prefix `people.`, or empty
[[nodiscard]] std::vector<std::string> names_below(std::string_view prefix);

}  // namespace tasklint::config
