#include <string>
#include <vector>

#include "support/catch.hpp"
#include "tasklint/config.hpp"

using tasklint::apply_plugin_settings;
using tasklint::ConfigError;
using tasklint::StatusType;
using tasklint::TaskSettings;

namespace {

TaskSettings settings_of(const std::string& json) {
    TaskSettings settings;
    apply_plugin_settings(settings, json, "data.json");
    return settings;
}

std::string error_of(const std::string& json) {
    TaskSettings settings;
    settings.global_filter = "as before";
    try {
        apply_plugin_settings(settings, json, "data.json");
    } catch (const ConfigError& error) {
        CHECK(settings.global_filter == "as before");
        return error.what();
    }
    return "no error";
}

std::string symbols(const TaskSettings& settings) {
    std::string text;
    for (const auto& status : settings.statuses.all()) {
        text += "[" + status.symbol + "]";
    }
    return text;
}

}  // namespace

TEST_CASE("the plugin's settings are read, keys that are not there keep their default",
          "[config]") {
    const TaskSettings defaults = settings_of("{}");
    CHECK(symbols(defaults) == "[ ][x][/][-]");
    CHECK_FALSE(defaults.filename_as_scheduled_date);
    CHECK_FALSE(defaults.set_created_date);
    CHECK(defaults.set_done_date);
    CHECK(defaults.set_cancelled_date);
    CHECK_FALSE(defaults.recurrence_on_next_line);

    const TaskSettings settings = settings_of(R"({
        "globalFilter": "#task", "removeGlobalFilter": true, "taskFormat": "tasksPluginEmoji",
        "setCreatedDate": true, "setDoneDate": false, "setCancelledDate": false,
        "recurrenceOnNextLine": true, "removeScheduledDateOnRecurrence": true,
        "useFilenameAsScheduledDate": true, "filenameAsScheduledDateFormat": "D.M.YYYY",
        "filenameAsDateFolders": ["daily", "log"],
        "globalQuery": "not done", "presets": {"late": "due before today"},
        "someFutureKey": {"a": [null]}})");
    CHECK(settings.global_filter == "#task");
    CHECK(settings.remove_global_filter);
    CHECK(settings.set_created_date);
    CHECK_FALSE(settings.set_done_date);
    CHECK_FALSE(settings.set_cancelled_date);
    CHECK(settings.recurrence_on_next_line);
    CHECK(settings.remove_scheduled_date_on_recurrence);
    CHECK(settings.filename_as_scheduled_date);
    CHECK(settings.filename_date_format == "D.M.YYYY");
    CHECK(settings.filename_date_folders == std::vector<std::string>{"daily", "log"});
    CHECK(settings.global_query == "not done");
    CHECK(settings.presets == std::map<std::string, std::string>{{"late", "due before today"}});
    CHECK_FALSE(defaults.presets.has_value());

    TaskSettings target;
    CHECK(apply_plugin_settings(target, R"({"globalFilter": "", "other": {}})", "data.json") ==
          std::vector<std::string>{"globalFilter"});
    CHECK(error_of(R"({"presets": {"late": 3}})").find("presets.late") != std::string::npos);
}

TEST_CASE("statuses of the settings replace the defaults as a whole", "[config]") {
    const TaskSettings settings = settings_of(R"({"statusSettings": {
        "coreStatuses": [{"symbol": " ", "name": "Todo", "nextStatusSymbol": "x", "type": "TODO"}],
        "customStatuses": [
            {"symbol": "?", "name": "Proposed", "nextStatusSymbol": " ", "type": "IN_PROGRESS"},
            {"symbol": "?", "name": "Second", "nextStatusSymbol": "x", "type": "DONE"},
            {"symbol": "😀", "name": "Astral", "type": "done"},
            {}]}})");
    CHECK(symbols(settings) == "[ ][?][😀]");
    const auto* const proposed = settings.statuses.find("?");
    REQUIRE(proposed != nullptr);
    CHECK(proposed->name == "Proposed");
    CHECK(proposed->next_symbol == " ");
    CHECK(proposed->type == StatusType::in_progress);
    const auto* const astral = settings.statuses.find("😀");
    REQUIRE(astral != nullptr);
    CHECK(astral->next_symbol == "x");
    CHECK(astral->type == StatusType::todo);  // the case of a type's name matters

    CHECK(symbols(settings_of(R"({"statusSettings": {"coreStatuses": [{"symbol": "x"}]}})")) ==
          "[x]");
}

TEST_CASE("values of another type are errors that name the key", "[config]") {
    const struct {
        const char* json;
        const char* error;
    } cases[] = {
        {R"({"globalFilter": 3})", "data.json: \"globalFilter\" must be a string, not number"},
        {R"({"globalFilter": null})", "data.json: \"globalFilter\" must be a string, not null"},
        {R"({"removeGlobalFilter": "true"})",
         "data.json: \"removeGlobalFilter\" must be true or false, not string"},
        {R"({"setDoneDate": 1})", "data.json: \"setDoneDate\" must be true or false, not number"},
        {R"({"filenameAsDateFolders": "daily"})",
         "data.json: \"filenameAsDateFolders\" must be a list of strings, not string"},
        {R"({"filenameAsDateFolders": ["daily", 1]})",
         "data.json: \"filenameAsDateFolders[1]\" must be a string, not number"},
        {R"({"statusSettings": []})", "data.json: \"statusSettings\" must be an object, not array"},
        {R"({"statusSettings": {"coreStatuses": {}}})",
         "data.json: \"statusSettings.coreStatuses\" must be a list of statuses, not object"},
        {R"({"statusSettings": {"customStatuses": [{"symbol": "?"}, {"symbol": 7}]}})",
         "data.json: \"statusSettings.customStatuses[1].symbol\" must be a string, not number"},
        {R"({"taskFormat": "x\u001b[31m"})",
         "data.json: \"taskFormat\" is \"x<U+001B>[31m\"; expected \"tasksPluginEmoji\" or "
         "\"dataview\""},
        {R"([1])", "data.json: the settings must be a JSON object, not array"},
    };
    for (const auto& [json, error] : cases) {
        DYNAMIC_SECTION(json) { CHECK(error_of(json) == error); }
    }
}

TEST_CASE("settings that are no JSON say in which line and column", "[config]") {
    const struct {
        const char* name;
        const char* json;
        const char* begin;
    } cases[] = {
        {"empty", "", "data.json:1:1: no JSON: "},
        {"comma", "{\n  \"globalFilter\": \"#é\",\n}", "data.json:3:1: no JSON: "},
        {"behind text", "{\"é\": tru}", "data.json:1:10: no JSON: "},
        {"cut", "{\"globalFilter\": ", "data.json:1:18: no JSON: "},
        {"NUL", "{\"a\":\n\x01}", "data.json:2:1: no JSON: "},
    };
    for (const auto& [name, json, begin] : cases) {
        DYNAMIC_SECTION(name) {
            const std::string error = error_of(json);
            CHECK(error.substr(0, std::string_view{begin}.size()) == begin);
            for (const char c : error) {
                CHECK(static_cast<unsigned char>(c) >= 0x20);
            }
        }
    }
    CHECK_FALSE(settings_of("\xEF\xBB\xBF{\"globalFilter\": \"a\xFF\"}").global_filter.empty());
    for (const char* const json :
         {"SECRET", "{\"SECRET", "{SECRET: 1}", "[1, \"SECRET\" \"SECRET\"]",
          "{\"a\": \"SECRET\n\"}", "{\"a\": -SECRET}"}) {
        INFO(json);
        CHECK_THAT(error_of(json), !TASKLINT_CONTAINS("SECRET") && TASKLINT_CONTAINS("no JSON: "));
    }
    CHECK_THAT(error_of(std::string(100000, '[')), TASKLINT_CONTAINS("data.json:1:10000"));
}
