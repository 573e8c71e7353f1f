// A `.tasklint.toml`: it is read or refused with a place in it, nothing counts half of it, and what
// `config show` prints is TOML that means the same.
#include "tasklint/config.hpp"
#include "tasklint/lint.hpp"

#include "support.hpp"

using namespace tasklint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::text_of(data, size);
    if (text.find("extends") != std::string::npos) {
        return 0;  // names a file
    }
    Config config;
    const std::string before = config_json(config);
    try {
        apply_toml(config, text, ".tasklint.toml", "");
        (void)RuleSelection{config, true};
    } catch (const ConfigError& error) {
        fuzz::require(std::string_view{error.what()}.size() > 1, "an error says something");
        return 0;
    }
    const std::string shown = show_config(config);
    Config again;
    try {
        apply_toml(again, shown, ".tasklint.toml", "");
    } catch (const ConfigError& error) {
        std::fprintf(stderr, "%s\n%s\n", error.what(), shown.c_str());
        fuzz::require(false, "what is shown can be read");
    }
    fuzz::require(again.tasks.statuses.all().size() == config.tasks.statuses.all().size() &&
                      again.select == config.select && again.ignore == config.ignore &&
                      again.exclude == config.exclude,
                  "what is shown means the same");
    // A note is read with whatever was configured.
    const Document note =
        parse("---\na: b\n---\n- [ ] a #t 📅 2026-01-06 b\n- [?] c\n", "a/b.md", config.tasks);
    LintOptions options;
    options.today = date::year_month_day{date::year{2026}, date::month{1}, date::day{5}};
    for (const Diagnostic& finding : check(note, config, RuleSelection{config, true}, options)) {
        fuzz::require(finding.span.end <= note.text.size(), "findings are inside");
    }
    return 0;
}
