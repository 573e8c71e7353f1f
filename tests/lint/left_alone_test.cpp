#include <string>
#include <vector>

#include "support/catch.hpp"
#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"

using namespace tasklint;

namespace {

const std::string call = "- [ ] call 📅 2026-01-06 soon\n";  // TL101
const std::string mended_call = "- [ ] call soon 📅 2026-01-06\n";

struct Checked {
    Config config;
    RuleSelection selection{config};
    LintOptions options{*date_from_text("2026-01-05")};
    std::vector<Diagnostic> of(const std::string& text, const std::string& path) const {
        auto findings = check(parse(text, path, config.tasks), config, selection, options);
        set_paths(findings, {path, path, path});
        return findings;
    }
};

}  // namespace

TEST_CASE("what is left alone is not mended, whichever of several twins it is", "[lint]") {
    const struct {
        const char* name;
        std::vector<bool> leave;
        std::string mended;
    } cases[] = {
        {"none", {false, false, false}, mended_call + "x\n" + mended_call + mended_call},
        {"the first", {true, false, false}, call + "x\n" + mended_call + mended_call},
        {"the middle", {false, true, false}, mended_call + "x\n" + call + mended_call},
        {"the last", {false, false, true}, mended_call + "x\n" + mended_call + call},
        {"all", {true, true, true}, call + "x\n" + call + call},
    };
    const Checked checked;
    const auto text = call + "x\n" + call + call;
    const auto findings = checked.of(text, "a.md");
    REQUIRE(findings.size() == 3);
    for (const auto& [name, leave, mended] : cases) {
        DYNAMIC_SECTION(name) {
            LeftAlone left;
            for (std::size_t i = 0; i < leave.size(); ++i) {
                left.add(findings[i], leave[i]);
            }
            const auto fixed =
                fix(text, "a.md", checked.config, checked.selection, checked.options, false, left);
            CHECK(fixed.text == mended);
            auto remaining = fixed.remaining;
            left.take_out(remaining);
            CHECK(remaining.empty());
            CHECK(left.among(findings) == leave);
        }
    }
}

TEST_CASE("a finding is known by its text, in its note and without it", "[lint]") {
    const Checked checked;
    const auto before = checked.of(call + call, "a.md");
    const auto moved = checked.of("# head\n\n  " + call + call, "b.md");
    REQUIRE(before.size() == 2);
    REQUIRE(moved.size() == 2);
    CHECK(before[0].fingerprint != before[1].fingerprint);
    CHECK(before[0].content_hash == before[1].content_hash);
    CHECK(before[0].fingerprint != moved[0].fingerprint);
    CHECK(before[0].content_hash == moved[0].content_hash);
    CHECK(checked.of("x\n" + call, "a.md")[0].fingerprint == before[0].fingerprint);
    CHECK(checked.of("- [ ] call 📅 2026-01-06 later\n", "a.md")[0].content_hash !=
          before[0].content_hash);
}
