// The plugin's `data.json`: it is read or refused as a whole, and a file that begins with its
// values is a configuration.
#include "tasklint/config.hpp"
#include "tasklint/document.hpp"

#include "support.hpp"

using namespace tasklint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Config config;
    const std::size_t statuses = config.tasks.statuses.all().size();
    try {
        config.settings_keys =
            apply_plugin_settings(config.tasks, fuzz::text_of(data, size), "data.json");
    } catch (const ConfigError& error) {
        fuzz::require(std::string_view{error.what()}.size() > 1, "an error says something");
        fuzz::require(config.tasks.statuses.all().size() == statuses, "nothing counts half");
        return 0;
    }
    for (const auto& status : config.tasks.statuses.all()) {
        const auto* const found = config.tasks.statuses.find(status.symbol);
        fuzz::require(found != nullptr && found->symbol == status.symbol, "a status is found");
        fuzz::require(config.tasks.statuses.next(status).symbol == status.next_symbol,
                      "the next one has the symbol that is named, even if it is none");
    }
    const Document note = parse("- [ ] a 📅 2026-01-06\n- [/] b\n", "2026-01-05.md", config.tasks);
    fuzz::require(note.tasks.size() <= 2, "a note is read");
    Config made;
    apply_toml(made, config_template(config), ".tasklint.toml", "");
    return 0;
}
