#include <cstdio>
#include <string>

#include <tasklint/tasklint.hpp>

int main() {
    const tasklint::Config config;  // the plugin's defaults
    const tasklint::RuleSelection rules{config};
    tasklint::LintOptions options;
    options.today = *tasklint::date_from_text("2026-01-05");

    const auto note = tasklint::parse("- [ ] pay 📅 2026-03-01 today\n", "Home.md", config.tasks);
    for (const auto& finding : tasklint::check(note, config, rules, options)) {
        const std::string code{finding.rule->code};
        const std::string message = tasklint::printable(finding.message);
        std::printf("line %u: %s %s\n", finding.begin.line + 1, code.c_str(), message.c_str());
    }
    const auto mended = tasklint::fix(note.text, note.path, config, rules, options, false);
    std::printf("%s", mended.text.c_str());
}
