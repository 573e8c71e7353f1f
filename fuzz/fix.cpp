// Mending: the safe-fix contract, for notes of any bytes, with the default rules and with all.
#include "support/fix_contract.hpp"

#include "support.hpp"

using namespace tasklint;

namespace {

struct Setting {
    Config config;
    RuleSelection selection;
    explicit Setting(std::vector<std::string> select, Format format)
        : config{with(std::move(select), format)}, selection{config} {}

private:
    static Config with(std::vector<std::string> select, Format format) {
        Config made;
        made.select = std::move(select);
        made.tasks.format = format;
        return made;
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 4096) {
        return 0;  // rounds over long notes say nothing more
    }
    static const Setting settings[]{Setting{{"default"}, Format::emoji},
                                    Setting{{"all"}, Format::automatic}};
    const std::string text = fuzz::text_of(data, size);
    LintOptions options;
    options.today = date::year_month_day{date::year{2026}, date::month{1}, date::day{5}};
    options.preview_fixes = false;
    for (const Setting& setting : settings) {
        const std::string breach = support::breach_of_contract(
            text, "2026-01-05 Note.md", setting.config, setting.selection, options);
        fuzz::require(breach.empty(), breach.c_str());
    }
    return 0;
}
