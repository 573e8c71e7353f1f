// Sound notes in many languages, full of what looks like a mistake and is none: no rule that is on
// by default says anything about them.
#include <cstddef>
#include <filesystem>
#include <string>

#include <fmt/core.h>

#include "support/catch.hpp"
#include "tasklint/lint.hpp"

using namespace tasklint;

TEST_CASE("sound notes raise nothing", "[lint][sound]") {
    const std::string root =
        (std::filesystem::path{TASKLINT_SOURCE_DIR} / "tests" / "fixtures" / "sound").string();
    Config config;
    config.root = root;
    CheckOptions options;
    options.lint.today = date::year{2026} / 1 / 9;
    options.whole_vault = true;
    const auto result =
        check_notes(walk({root}, root), config, RuleSelection{config, true}, options);
    std::string said;
    for (const auto& finding : result.diagnostics) {
        said += fmt::format("{}:{}:{} {} {}\n", finding.vault_path, finding.begin.line + 1,
                            finding.begin.codepoint + 1, finding.rule->code, finding.message);
    }
    CHECK(said == "");
    // So many are there; fewer would prove less.
    CHECK(result.tasks >= 500);
    CHECK(result.notes >= 100);
}
