#include "tasklint/lint.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace tasklint;

namespace {

std::vector<std::string> enabled(const Config& config, bool whole_vault = false) {
    const RuleSelection selection{config, whole_vault};
    std::vector<std::string> codes;
    for (const Rule* const rule : rules()) {
        if (selection.enabled(*rule)) {
            codes.emplace_back(rule->code);
        }
    }
    return codes;
}
std::vector<std::string> enabled_by(std::vector<std::string> select,
                                    std::vector<std::string> ignore = {}) {
    Config config;
    config.select = std::move(select);
    config.ignore = std::move(ignore);
    return enabled(config);
}
/// Those of the table that begin so.
std::vector<std::string> codes_from(const std::string& prefix) {
    std::vector<std::string> codes;
    for (const Rule* const rule : rules()) {
        if (rule->code.substr(0, prefix.size()) == prefix) {
            codes.emplace_back(rule->code);
        }
    }
    return codes;
}
bool has(const std::vector<std::string>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}
std::string error_of(const Config& config) {
    try {
        const RuleSelection selection{config};
        return {};
    } catch (const ConfigError& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("the table of rules is sorted, unique and found by code and by name", "[lint][select]") {
    std::string_view last;
    for (const Rule* const rule : rules()) {
        CHECK(last < rule->code);
        last = rule->code;
        CHECK(find_rule(rule->code) == rule);
        CHECK(find_rule(rule->name) == rule);
        const int checks =
            (rule->check_task != nullptr ? 1 : 0) + (rule->check_document != nullptr ? 1 : 0) +
            (rule->check_query != nullptr ? 1 : 0) + (rule->check_vault != nullptr ? 1 : 0);
        // What hid nothing is known when all others have run.
        const bool raised_elsewhere =
            rule->scope == Scope::file || rule->name == "unused-suppression";
        // Whether a value matches anything is asked of the value first, then of the vault.
        const bool asks_twice = rule->name == "value-matches-nothing";
        CHECK(checks == (raised_elsewhere ? 0 : asks_twice ? 2 : 1));
        CHECK((rule->check_query != nullptr) == (rule->scope == Scope::query));
        CHECK((rule->check_task != nullptr) == (rule->scope == Scope::task));
        CHECK((rule->check_vault != nullptr) == (rule->scope == Scope::vault || asks_twice));
        CHECK((rule->configured != nullptr) == (rule->on == DefaultOn::configured));
        CHECK(!rule->summary.empty());
    }
    CHECK(find_rule("TL000") == nullptr);
    CHECK(find_rule("") == nullptr);
}

TEST_CASE("codes, names, prefixes and groups select rules", "[lint][select]") {
    using Codes = std::vector<std::string>;
    CHECK(enabled_by({"TL201"}) == Codes{"TL201"});
    CHECK(enabled_by({"invalid-date"}) == Codes{"TL201"});
    CHECK(enabled_by({"TL2"}).size() > 5);
    CHECK(enabled_by({"TL2"}) == codes_from("TL2"));
    CHECK(enabled_by({"dates"}) == enabled_by({"TL2"}));
    CHECK(enabled_by({"TL30"}) == codes_from("TL30"));
    CHECK(enabled_by({"tags"}) == codes_from("TL7"));
    CHECK(enabled_by({"all"}).size() == rules().size());
    CHECK(enabled_by({"all"}, {"TL"}) == codes_from("TQ"));
    CHECK(enabled_by({"queries"}) == codes_from("TQ"));
    CHECK(enabled_by({"all"}, {"TL", "TQ"}).empty());
    auto dates = codes_from("TL2");
    dates.erase(std::remove(dates.begin(), dates.end(), "TL202"), dates.end());
    CHECK(enabled_by({"dates"}, {"malformed-date"}) == dates);
    CHECK(enabled_by({}).empty());
}

TEST_CASE("default leaves out rules whose configuration or vault is missing", "[lint][select]") {
    Config config;
    auto codes = enabled(config);
    CHECK(has(codes, "TL101"));
    CHECK_FALSE(has(codes, "TL306"));
    CHECK_FALSE(has(codes, "TL401"));
    CHECK_FALSE(has(codes, "TL601"));
    CHECK(has(enabled(config, true), "TL601"));

    config.status_tags = {{"?", "#proposed"}};
    config.owners_max = 1;
    codes = enabled(config);
    CHECK(has(codes, "TL306"));
    CHECK(has(codes, "TL401"));

    SECTION("a rule that is named runs all the same") {
        CHECK(has(enabled_by({"TL401"}), "TL401"));
        CHECK(has(enabled_by({"duplicate-id"}), "TL601"));
    }
}

TEST_CASE("severities are set by code or by name", "[lint][select]") {
    Config config;
    config.severity = {{"TL301", Severity::error}, {"invalid-date", Severity::info}};
    const RuleSelection selection{config};
    CHECK(selection.severity(*find_rule("TL301")) == Severity::error);
    CHECK(selection.severity(*find_rule("TL201")) == Severity::info);
    CHECK(selection.severity(*find_rule("TL302")) == Severity::warning);
}

TEST_CASE("an unknown selector is an error that names the nearest and its place",
          "[lint][select]") {
    Config config;
    config.select = {"invalid-dat"};
    CHECK(error_of(config) == "unknown rule \"invalid-dat\"; did you mean \"invalid-date\"?");
    config.rule_places["invalid-dat"] = {".tasklint.toml", 3, 11};
    CHECK(error_of(config) ==
          ".tasklint.toml:3:11: unknown rule \"invalid-dat\"; did you mean \"invalid-date\"?");

    config = {};
    config.ignore = {"tl201"};
    CHECK(error_of(config) == "unknown rule \"tl201\"; did you mean \"TL201\"?");
    config = {};
    config.ignore = {"statuses"};
    CHECK(error_of(config) == "unknown rule \"statuses\"; did you mean \"status\"?");
    config = {};
    config.select = {"something quite different"};
    CHECK(error_of(config) ==
          "unknown rule \"something quite different\"; tasklint rules lists them");
    config = {};
    config.select = {""};
    CHECK(error_of(config) == "unknown rule \"\"; tasklint rules lists them");
    config = {};
    config.severity = {{"dates", Severity::error}};  // a group has no severity
    CHECK_FALSE(error_of(config).empty());
}
