#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "tasklint/config.hpp"

using tasklint::apply_toml;
using tasklint::Config;
using tasklint::ConfigError;
using tasklint::OwnerNames;
using tasklint::Profile;
using tasklint::Severity;
using tasklint::StatusType;
using Strings = std::vector<std::string>;

namespace {

constexpr const char* settings_name = ".obsidian/plugins/obsidian-tasks-plugin/data.json";

Config config_of(const std::string& toml) {
    Config config;
    apply_toml(config, toml, "t.toml", {});
    return config;
}

std::string error_of(const std::string& toml, const std::string& root = {},
                     const std::string& file = "t.toml") {
    Config config;
    config.me = "as before";
    try {
        apply_toml(config, toml, file, root);
    } catch (const ConfigError& error) {
        CHECK(config.me == "as before");
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("every key reaches its place", "[config]") {
    const Config config = config_of(R"(
extends = "defaults"
select = ["default", "TL9"]
ignore = ["dates"]
[tasks]
format = "emoji"
global-filter = "#task"
statuses = [ { symbol = "?", name = "Proposed", next = " ", type = "IN_PROGRESS" }, { "!" = "Important" } ]
stale-days = 30
order = ["due", "tags"]
date-order = "dmy"
strict-emoji = true
filename-date = { on = true, format = "D.M.YYYY", folders = ["Daily"] }
[tags]
required = ["#task"]
known = ["#task", "#home"]
pairs = [{ status = "?", tag = "#proposed" }]
[people]
roster = [" Pricing vTeam ", "Person Two"]
me = "Person Two"
from-front-matter = "people"
folders = ["./People/", "Team"]
placeholders = ["TBD"]
names = "run"
owners = { min = 1, max = 2 }
[severity]
TL401 = "info"
field-order = "error"
[export]
profile = "events"
vault = "Notes"
vault-id = "123E4567-e89b-42d3-a456-426614174000"
)");
    CHECK(config.extends == "defaults");
    CHECK(config.select == Strings{"default", "TL9"});
    CHECK(config.ignore == Strings{"dates"});
    CHECK(config.tasks.global_filter == "#task");
    CHECK(config.tasks.statuses.all().size() == 6);
    CHECK(config.tasks.statuses.get("?").type == StatusType::in_progress);
    CHECK(config.tasks.statuses.get("?").next_symbol == " ");
    CHECK(config.tasks.statuses.get("!").name == "Important");
    CHECK(config.tasks.statuses.get("!").next_symbol == "x");
    CHECK(config.proposed == Strings{"?"});  // by its name
    CHECK(config.stale_days == 30);
    REQUIRE(config.order.size() == 12);
    CHECK(config.order[0] == tasklint::FieldKind::due);
    CHECK(config.order[1] == std::nullopt);
    CHECK(config.order[2] == tasklint::FieldKind::id);
    CHECK(config.date_order == tasklint::DateOrder::day_first);
    CHECK(config.strict_emoji);
    CHECK(config.required_tags == Strings{"#task"});
    CHECK(config.known_tags == Strings{"#task", "#home"});
    REQUIRE(config.status_tags.size() == 1);
    CHECK(config.status_tags[0] == tasklint::StatusTag{"?", "#proposed"});
    CHECK(config.export_configured);
    CHECK(config.tasks.filename_as_scheduled_date);
    CHECK(config.tasks.filename_date_format == "D.M.YYYY");
    CHECK(config.tasks.filename_date_folders == Strings{"Daily"});
    CHECK(config.roster == Strings{"Pricing vTeam", "Person Two"});
    CHECK(config.me == "Person Two");
    CHECK(config.tasks.participants_key == "people");
    CHECK(config.people_folders == Strings{"People", "Team"});
    CHECK(config.tasks.owner_placeholders == Strings{"TBD"});
    CHECK(config.tasks.owner_names == OwnerNames::run);
    CHECK(config.owners_min == 1U);
    CHECK(config.owners_max == 2U);
    CHECK(config.severity.at("TL401") == Severity::info);
    CHECK(config.severity.at("field-order") == Severity::error);
    CHECK(config.calendar.profile == Profile::events);
    CHECK(config.vault_name == "Notes");
    CHECK(config.vault_id == "123e4567-e89b-42d3-a456-426614174000");
    // Whoever knows the rules can say where a wrong name stands.
    CHECK(config.rule_places.at("TL9").line == 3);
    CHECK(config.rule_places.at("TL9").column == 22);
    CHECK(config.rule_places.at("field-order").line == 28);
    CHECK(config.rule_places.at("field-order").file == "t.toml");
}

TEST_CASE("no configuration is the plugin's default", "[config]") {
    const Config config = config_of("");
    CHECK(config.select == Strings{"default"});
    CHECK_FALSE(config.owners_min);
    CHECK_FALSE(config.plugin_settings);
    CHECK(config.proposed.empty());
    CHECK(config.tasks.owner_placeholders.size() == 5);
}

TEST_CASE("later text goes over earlier and keeps what it does not name", "[config]") {
    Config config = config_of("ignore = [\"TL1\"]\n[people]\nme = \"Person Two\"\n");
    apply_toml(config, "ignore = []", "command line", {});
    CHECK(config.ignore.empty());
    CHECK(config.me == "Person Two");
    CHECK_THROWS_AS(apply_toml(config, "extends = \"defaults\"", "command line", {}), ConfigError);
}

TEST_CASE("proposed statuses are those named so, unless they are named", "[config]") {
    const std::string statuses =
        "[tasks]\nstatuses = { \"?\" = \"proposed\", \"p\" = \"Planned\" }\n";
    CHECK(config_of(statuses).proposed == Strings{"?"});
    CHECK(config_of(statuses + "proposed = [\"p\"]").proposed == Strings{"p"});
    CHECK(config_of(statuses + "proposed = []").proposed.empty());
    Config config = config_of("[tasks]\nproposed = [\"p\"]");
    apply_toml(config, statuses, "command line", {});
    CHECK(config.proposed == Strings{"p"});
}

TEST_CASE("mistakes in the configuration are said with place and value", "[config]") {
    const struct {
        const char* toml;
        const char* error;
    } cases[] = {
        {"slect = []", "t.toml:1:1: unknown key \"slect\"; did you mean \"select\"?"},
        {"\n[tasks]\n  globl-filter = \"\"",
         "t.toml:3:3: unknown key \"globl-filter\" in [tasks]; did you mean \"global-filter\"?"},
        {"global-filter = \"\"",
         "t.toml:1:1: unknown key \"global-filter\"; did you mean \"tasks.global-filter\"?"},
        {"[export]\nzzz = 1",
         "t.toml:2:1: unknown key \"zzz\" in [export]; known are profile, tz, event-on, start, "
         "due-fallback, "
         "recur, unsynced, owners, alarms, times, default-duration, body, depends-on, private, "
         "redact, google, refresh, color, state, vault, vault-id"},
        {"\"tasks.format\" = 1",
         "t.toml:1:1: unknown key \"tasks.format\"; known are extends, select, ignore, "
         "exclude, tasks, tags, people, severity, export, query, overrides, custom"},
        {"[taks]\nformat = \"emoji\"", "t.toml:1:2: unknown key \"taks\"; did you mean \"tasks\"?"},
        {"[people.owners]\nmim = 1",
         "t.toml:2:1: unknown key \"mim\" in [people.owners]; did you mean \"min\"?"},
        {"tasks = 3", "t.toml:1:9: \"tasks\" must be a table, not a number"},
        {"select = \"TL1\"", "t.toml:1:10: \"select\" must be a list of strings, not a string"},
        {"select = [\"a\", 1]", "t.toml:1:16: \"select\" must hold strings, not a number"},
        {"ignore = [\" \"]", "t.toml:1:11: \"ignore\" holds an empty name"},
        {"extends = \"\"",
         "t.toml:1:11: \"extends\" is empty; expected \"obsidian\", \"defaults\" or a path"},
        {"[tasks]\nformat = \"emojis\"",
         "t.toml:2:10: \"tasks.format\" is \"emojis\"; expected one of \"emoji\", \"dataview\", "
         "\"auto\""},
        {"[tasks]\nstatuses = [{ name = \"x\" }]", "t.toml:2:13: a status needs a symbol"},
        {"[tasks]\nstatuses = 3",
         "t.toml:2:12: \"tasks.statuses\" must be a list of statuses, not a number"},
        {"[tasks]\nstatuses = [3]",
         "t.toml:2:13: \"tasks.statuses\" must be a list of tables { symbol, name, next, type }, "
         "not a number"},
        {"[tags]\npairs = true",
         "t.toml:2:9: \"tags.pairs\" must be a list of tables { status, tag }, not a Boolean"},
        {"[tags]\npairs = [\"?\"]",
         "t.toml:2:10: \"tags.pairs\" must be a list of tables { status, tag }, not a string"},
        {"[tags]\npairs = [{ status = \"?\", tags = \"#x\" }]",
         "t.toml:2:26: unknown key \"tags\" of a pair; expected status and tag"},
        {"severity = \"error\"",
         "t.toml:1:12: \"severity\" must be a table of rules and severities, not a string"},
        {"[tasks]\nstatuses = [{ symbol = \"??\" }]",
         "t.toml:2:24: the status symbol \"??\" must be one character"},
        {"[tasks]\nstatuses = [{ symbol = \"?\", typ = \"DONE\" }]",
         "t.toml:2:29: unknown key \"typ\" of a status; expected symbol, name, next or type"},
        {"[tasks]\nstatuses = [{ symbol = \"?\", type = \"done\" }]",
         "t.toml:2:36: \"tasks.statuses.type\" is \"done\"; expected one of \"TODO\", "
         "\"IN_PROGRESS\", \"ON_HOLD\", \"DONE\", \"CANCELLED\", \"NON_TASK\""},
        {"[tasks]\nproposed = [\"ab\"]",
         "t.toml:2:13: the status symbol \"ab\" must be one character"},
        {"[tags]\nrequired = [\"proposed\"]",
         "t.toml:2:13: \"tags.required\" holds \"proposed\"; expected one tag such as "
         "\"#proposed\""},
        {"[tags]\npairs = [{ status = \"?\" }]", "t.toml:2:10: a pair needs a status and a tag"},
        {"[tasks]\norder = [\"due\", \"strat\"]",
         "t.toml:2:17: \"tasks.order\" holds \"strat\", which is no field; did you mean "
         "\"start\"?"},
        {"[tasks]\norder = [\"due\", \"due\"]", "t.toml:2:17: \"tasks.order\" holds \"due\" twice"},
        {"[tasks]\nfilename-date = true",
         "t.toml:2:17: \"tasks.filename-date\" must be a table, not a Boolean"},
        {"[tasks]\nfilename-date = { on = 1 }",
         "t.toml:2:24: \"tasks.filename-date.on\" must be true or false, not a number"},
        {"[people]\nnames = \"words\"",
         "t.toml:2:9: \"people.names\" is \"words\"; expected one of \"auto\", \"word\", \"run\""},
        {"[people]\nfolders = [\"../x\"]",
         "t.toml:2:12: \"people.folders\" holds \"../x\"; expected a folder of the vault, counted "
         "from its root"},
        {"[people]\nowners = { min = 2, max = 1 }",
         "t.toml:2:10: \"people.owners\" wants at least 2 owners and at most 1"},
        {"[people]\nowners = { min = -1 }",
         "t.toml:2:18: \"people.owners.min\" is -1; expected 0 or more"},
        {"[people]\nowners = { max = 99999999999 }",
         "t.toml:2:18: \"people.owners.max\" is 99999999999; expected 0 or more"},
        {"[people]\nowners = { max = 1.5 }",
         "t.toml:2:18: \"people.owners.max\" must be a whole number, not a number"},
        {"[severity]\nTL401 = \"off\"",
         "t.toml:2:9: \"severity.TL401\" is \"off\"; expected one of \"error\", \"warning\", "
         "\"info\""},
        {"[export]\nprofile = \"all\"",
         "t.toml:2:11: \"export.profile\" is \"all\"; expected one of \"todo\", \"events\", "
         "\"both\""},
        {"[export]\nalarms = [\"due@9\"]",
         "t.toml:2:11: \"export.alarms\" holds \"due@9\"; expected a time of a day such as "
         "\"due@09:00\" or \"start@18:00\", or a distance such as \"-15m\", \"-2h\", \"-1d\""},
        {"[export]\nrefresh = \"1h\"",
         "t.toml:2:11: \"export.refresh\" is \"1h\"; expected a duration such as \"PT1H\" or "
         "\"P1D\""},
        {"[export]\ncolor = \"#123456\"",
         "t.toml:2:9: \"export.color\" is \"#123456\"; expected a colour name of CSS such as "
         "\"teal\" or \"darkorange\""},
        {"[export]\ndefault-duration = 0",
         "t.toml:2:20: \"export.default-duration\" is 0; expected minutes from 1 to 1440"},
        {"[export]\nvault-id = \"abc\"",
         "t.toml:2:12: \"export.vault-id\" is \"abc\"; expected a UUID such as "
         "\"123e4567-e89b-42d3-a456-426614174000\""},
        {"[people]\nme = 2026-01-06",
         "t.toml:2:6: \"people.me\" must be a string, not a date or time"},
        {"\"a\\u001b[31m\" = 1",
         "t.toml:1:1: unknown key \"a<U+001B>[31m\"; known are extends, select, ignore, "
         "exclude, tasks, tags, people, severity, export, query, overrides, custom"},
    };
    for (const auto& [toml, error] : cases) {
        DYNAMIC_SECTION(error) { CHECK(error_of(toml) == error); }
    }
}

TEST_CASE("text that is no TOML says where", "[config]") {
    CHECK(error_of("# é\nselect = [\"TL1\"").substr(0, 10) == "t.toml:2:1");
    CHECK(error_of("a = 1\na = 2").substr(0, 9) == "t.toml:2:");
    CHECK(error_of("a = \"\xFF\"").substr(0, 9) == "t.toml:1:");
    CHECK(error_of("a = " + std::string(100000, '[')).substr(0, 9) == "t.toml:1:");
}

TEST_CASE("what the plugin's settings say counts, a difference is an error", "[config]") {
    const TemporaryFolder vault;
    const WorkingDirectory here{vault.path()};
    vault.write(settings_name, R"({"globalFilter": "#task", "filenameAsDateFolders": ["Daily"],
        "statusSettings": {"coreStatuses": [{"symbol": "?", "name": "Proposed",
        "nextStatusSymbol": " ", "type": "TODO"}], "customStatuses": []}})");
    const std::string root = vault.path().string();

    Config config;
    apply_toml(config,
               "[tasks]\nglobal-filter = \"#task\"\nfilename-date = { on = true }\n"
               "statuses = [{ symbol = \"?\", name = \"Proposed\", next = \" \" }, "
               "{ symbol = \"!\", name = \"Important\" }]",
               "t.toml", root);
    CHECK(config.plugin_settings);
    CHECK(config.settings_file == settings_name);
    CHECK(config.tasks.global_filter == "#task");
    CHECK(config.tasks.filename_as_scheduled_date);  // the settings say nothing of it
    CHECK(config.tasks.statuses.all().size() == 2);
    CHECK(config.proposed == Strings{"?"});

    const std::string where = std::string{" in "} + settings_name + "), which count in this vault";
    CHECK(error_of("[tasks]\nglobal-filter = \"#todo\"", root) ==
          "t.toml:2:17: \"tasks.global-filter\" is \"#todo\" here, but \"#task\" in the plugin's "
          "settings (\"globalFilter\"" +
              where);
    CHECK(error_of("[tasks.filename-date]\nfolders = []", root) ==
          "t.toml:2:11: \"tasks.filename-date.folders\" is [] here, but [\"Daily\"] in the "
          "plugin's settings (\"filenameAsDateFolders\"" +
              where);
    CHECK(error_of("[tasks]\nstatuses = { \"?\" = \"Asked\" }", root) ==
          "t.toml:2:20: \"tasks.statuses\" is \"?\" with name \"Asked\", next \"x\", type TODO "
          "here, but name \"Proposed\", next \" \", type TODO in the plugin's settings "
          "(\"statusSettings\"" +
              where);
    // The same rule for text that is applied later.
    CHECK_THROWS_AS(apply_toml(config, "tasks.global-filter = \"\"", "command line", root),
                    ConfigError);

    CHECK(config_of("[tasks]\nstatuses = { \"/\" = \"Half\" }").tasks.statuses.get("/").name ==
          "Half");
}

TEST_CASE("the settings that count can be chosen", "[config]") {
    const TemporaryFolder vault;
    const WorkingDirectory here{vault.path()};
    const std::string root = vault.path().string();
    vault.write(settings_name, R"({"globalFilter": "#vault"})");
    vault.write("team/data.json", R"({"globalFilter": "#team"})");
    const auto filter = [&](const std::string& toml) {
        Config config;
        apply_toml(config, toml, "t.toml", root);
        return config.tasks.global_filter;
    };
    CHECK(filter("") == "#vault");
    CHECK(filter("extends = \"obsidian\"") == "#vault");
    CHECK(filter("extends = \"defaults\"").empty());
    CHECK(filter("extends = \"team/data.json\"") == "#team");
    CHECK(filter("extends = \"" + vault.at("team/data.json") + "\"") == "#team");
    CHECK(error_of("extends = \"none.json\"", root) ==
          "t.toml:1:11: \"extends\" names none.json, which does not exist");
    vault.write(settings_name, "{\n");
    CHECK_THAT(error_of("", root), TASKLINT_CONTAINS(std::string{settings_name} + ":2:1: no JSON"));
    std::filesystem::remove(vault.at(settings_name));
    CHECK(filter("").empty());
    vault.make_folder(settings_name);
    Config config;
    CHECK_THROWS_AS(apply_toml(config, "", "t.toml", root), std::system_error);
}

TEST_CASE("of pyproject.toml only our table counts", "[config]") {
    Config config;
    apply_toml(config, "[project]\nselect = 3\n[tool.tasklint]\nignore = [\"TL1\"]\n",
               "x/pyproject.toml", {});
    CHECK(config.ignore == Strings{"TL1"});
    CHECK(error_of("[tool.tasklint.tasks]\nformt = \"emoji\"", {}, "pyproject.toml") ==
          "pyproject.toml:2:1: unknown key \"formt\" in [tasks]; did you mean \"format\"?");
    CHECK(error_of("[tool]\ntasklint = 3", {}, "pyproject.toml") ==
          "pyproject.toml:2:12: \"tool.tasklint\" must be a table, not a number");
    CHECK(error_of("[tool]\nother = 3", {}, "pyproject.toml") == "no error");
}

TEST_CASE("characters that no key or value has are refused with their place", "[config]") {
    CHECK(config_of("people.me = 'é' # é").me == "é");
    CHECK(config_of("\xEF\xBB\xBFpeople.me = \"\"\"\\\n  éa\"\"\"").me == "éa");
    for (const char* const letter :
         {"!", "é", "\uFEFC", "\uFEFD", "\u3001", "\u2028", "\U0001F4C5"}) {
        for (const std::string before :
             {"", "a", "a = ", "a = 2", "a = 2[\"", "a = 2\"", "a = [2", "a = {b", "[", "[a", "a.",
              "a = true", "a = \"b\"", "a = \"\"\"b\"\"\"\"", "a = \"\"\"\\"}) {
            CAPTURE(before, letter);
            CHECK(error_of(before + letter + "\"\"\"\n").substr(0, 9) == "t.toml:1:");
        }
    }
}

TEST_CASE("what is nested deeper than any configuration is refused with its place", "[config]") {
    const auto repeated = [](const std::string& part, int times) {
        std::string text;
        for (int i = 0; i < times; ++i) {
            text += part;
        }
        return text;
    };
    const std::string deep = ": nested deeper than any key of a configuration";
    CHECK(error_of("\na = " + repeated("[", 13)) == "t.toml:2:17" + deep);
    CHECK(error_of("a = " + repeated("{ a = ", 100000)) == "t.toml:1:77" + deep);
    CHECK(error_of("a" + repeated(".a", 100000) + " = 1") == "t.toml:1:26" + deep);
    CHECK(error_of("[a" + repeated(".a", 100000) + "]") == "t.toml:1:27" + deep);
    CHECK(error_of("a = [\"\"\"x\"\"\"\"\", " + repeated("[", 100000)) == "t.toml:1:28" + deep);
    // What stands in texts and comments is not nested, nor are many keys one below the other.
    CHECK(error_of("ignore = [\"TL1\"] # " + repeated("[.", 50)) == "no error");
    CHECK(error_of("exclude = [\"\"\"\n" + repeated("[.\\\"", 50) + "\"\"\", '" +
                   repeated("{.", 50) + "', \"" + repeated("\\\".[", 50) + "\"]") == "no error");
    CHECK(error_of("tags.required = [" + repeated("'#a.b', ", 50) + "]\n" +
                   repeated("# [\n", 50)) == "no error");
}
