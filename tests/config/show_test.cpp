// What the table of keys makes: the page's table, the schema, `config show` and the file of `init`.
// TASKLINT_ACCEPT=1 writes the page's table and the schema.
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "support/process.hpp"
#include "tasklint/config.hpp"

using namespace tasklint;

namespace {

const std::string source_dir{TASKLINT_SOURCE_DIR};

bool accept() {
    const char* const value = std::getenv("TASKLINT_ACCEPT");
    return value != nullptr && std::string_view{value} == "1";
}

void check_file(const std::string& path, const std::string& wanted) {
    if (accept()) {
        support::write_bytes(path, wanted);
    }
    INFO("TASKLINT_ACCEPT=1 writes " << path);
    CHECK(support::read_bytes(path) == wanted);
}

Config config_of(const std::string& toml) {
    Config config;
    apply_toml(config, toml, ".tasklint.toml", {});
    return config;
}

constexpr const char* much = R"(
extends = "defaults"
select = ["default", "TL9"]
exclude = ["Archive/", "*.draft.md"]
severity = { TL207 = "error" }
[tasks]
format = "dataview"
statuses = { "?" = "Proposed" }
order = "house"
date-order = "dmy"
[tags]
pairs = [{ status = "?", tag = "#proposed" }]
[people]
me = "Person \"One\""
owners = { max = 1 }
[[overrides]]
files = ["_templates/**"]
ignore = ["dates"]
severity = { TL101 = "info" }
[[custom]]
code = "HOUSE1"
when = { tag = "#proposed", without = ["owner", "due"], priority = "high" }
message = "a proposal needs an owner"
)";

}  // namespace

TEST_CASE("the page and the schema say what the table of keys says", "[config][golden]") {
    const std::string page = source_dir + "/docs/config.md";
    const auto text = support::read_bytes(page);
    const std::string open = "<!-- keys: made from the table in src/config/keys.cpp -->\n";
    const std::string close = "<!-- end of keys -->\n";
    const auto begin = text.find(open);
    const auto end = text.find(close);
    REQUIRE(begin != std::string::npos);
    REQUIRE(end != std::string::npos);
    check_file(page, text.substr(0, begin + open.size()) + config_table() + text.substr(end));
    check_file(source_dir + "/docs/config.schema.json", config_schema());
}

TEST_CASE("what is shown of a configuration can be read again", "[config]") {
    const Config config = config_of(much);
    const auto shown = show_config(config);
    INFO(shown);
    const Config again = config_of(shown);
    CHECK(show_config(again).size() > 1000);
    // The same values; only where they come from differs.
    const auto values = [](const Config& of) {
        auto json = nlohmann::ordered_json::parse(config_json(of));
        for (auto& [key, entry] : json.items()) {
            entry.erase("origin");
        }
        return json.dump(1);
    };
    CHECK(values(again) == values(config));
}

TEST_CASE("no value is a command of a runner", "[config]") {
    const auto config = config_of("[people]\nme = \"a ##[error]b ##vso[c] [d]\"\n");
    CHECK_THAT(show_config(config),
               TASKLINT_CONTAINS(R"(me = "a ##\u005Berror]b ##vso\u005Bc] [d]")"));
    CHECK_THAT(config_json(config), TASKLINT_CONTAINS(R"("a ##\u005berror]b ##vso\u005bc] [d]")"));
    CHECK(config_of(show_config(config)).me == "a ##[error]b ##vso[c] [d]");
}

TEST_CASE("each key is shown with its origin", "[config]") {
    const auto json = nlohmann::json::parse(config_json(config_of(much)));
    const auto check_key = [&](const char* key, const nlohmann::json& value, const char* origin) {
        INFO(key);
        CHECK(json[key]["value"] == value);
        CHECK(json[key]["origin"] == origin);
    };
    check_key("select", {"default", "TL9"}, ".tasklint.toml:3");
    check_key("ignore", nlohmann::json::array(), "default");
    check_key("tasks.format", "dataview", ".tasklint.toml:7");
    check_key("tasks.date-order", "dmy", ".tasklint.toml:10");
    check_key("tasks.stale-days", 14, "default");
    check_key("people.me", "Person \"One\"", ".tasklint.toml:14");
    check_key("people.owners.max", 1, ".tasklint.toml:15");
    check_key("people.owners.min", nullptr, "default");
    CHECK(json["custom"]["value"][0]["when"]["without"] == nlohmann::json{"owner", "due"});
    CHECK(json["overrides"]["value"][0]["files"] == nlohmann::json{"_templates/**"});
}

TEST_CASE("a configuration to begin with changes nothing", "[config]") {
    const Config made = config_of(config_template(Config{}));
    CHECK(config_json(made) == config_json(config_of("")));
}

TEST_CASE("overrides and rules of the house say what is wrong with them", "[config]") {
    const struct {
        const char* toml;
        const char* message;
    } cases[] = {
        {"[[overrides]]\nignore = [\"TL1\"]", "t.toml:1:1: [[overrides]] needs \"files\""},
        {"[[overrides]]\nfiles = [\"a\"]\nignor = []",
         "t.toml:3:1: unknown key \"ignor\" in [[overrides]]; did you mean \"ignore\"?"},
        {"overrides = 3", "t.toml:1:13: \"overrides\" must be written as [[overrides]]"},
        {"[[overrides]]\nfiles = [\" \"]",
         "t.toml:2:10: \"overrides.files\" holds an empty pattern"},
        {"[[overrides]]\nfiles = [\"a\"]\nseverity = { TL1 = \"bad\" }",
         "\"overrides.severity.TL1\" is \"bad\"; expected one of"},
        {"[[custom]]\ncode = \"TL999\"", "\"custom.code\" is \"TL999\"; expected capital letters"},
        {"[[custom]]\ncode = \"house1\"", "expected capital letters and a number"},
        {"[[custom]]\ncode = \"H1\"\nwhen = { tag = \"#a\" }", "[[custom]] needs \"message\""},
        {"[[custom]]\ncode = \"H1\"\nmessage = \"m\"", "[[custom]] needs \"when\""},
        {"[[custom]]\ncode = \"H1\"\nmessage = \"m\"\nwhen = {}", "a table of conditions"},
        {"[[custom]]\ncode = \"H1\"\nmessage = \"m\"\nwhen = { tagg = \"#a\" }",
         "unknown key \"tagg\" in \"when\"; did you mean \"tag\"?"},
        {"[[custom]]\ncode = \"H1\"\nmessage = \"m\"\nwhen = { without = \"owners\" }",
         "\"custom.when.without\" holds \"owners\"; did you mean \"owner\"?"},
        {"[[custom]]\ncode = \"H1\"\nmessage = \"m\"\nwhen = { priority = \"urgent\" }",
         "\"custom.when.priority\" holds \"urgent\"; known are highest, high"},
        {"[[custom]]\ncode = \"H1\"\nmessage = \"m\"\nwhen = { tag = \"a\" }",
         "expected one tag such as \"#proposed\""},
        {"[[custom]]\ncode = \"H1\"\nmessage = \"m\"\nwhen = { tag = \"#a\" }\n"
         "[[custom]]\ncode = \"H1\"\nmessage = \"n\"\nwhen = { tag = \"#a\" }",
         "t.toml:5:1: there are two rules H1 h1"},
    };
    for (const auto& [toml, message] : cases) {
        DYNAMIC_SECTION(toml) {
            Config config;
            try {
                apply_toml(config, toml, "t.toml", {});
                FAIL("no error");
            } catch (const ConfigError& error) {
                CHECK_THAT(error.what(), TASKLINT_CONTAINS(message));
            }
        }
    }
}
