// The rules about queries against the plugin's recorded answers: what it refuses is reported, and
// what it takes is not called an error.
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/query.hpp"
#include "support/catch.hpp"

using namespace tasklint;

namespace {

using Json = nlohmann::ordered_json;

const std::set<std::string_view> stopping{"TQ005", "TQ011", "TQ012", "TQ013", "TQ014",
                                          "TQ020", "TQ021", "TQ023", "TQ025", "TQ026",
                                          "TQ027", "TQ028", "TQ029", "TQ031", "TQ035"};
/// Those that say nothing but that a block is an error.
const std::set<std::string_view> only_stopping{"TQ005", "TQ011", "TQ013", "TQ014", "TQ021",
                                               "TQ023", "TQ027", "TQ029", "TQ035"};

std::vector<Json> rows_of(const std::string& name) {
    std::vector<Json> rows;
    std::ifstream file{std::string{TASKLINT_TEST_DATA "/conformance/query/"} + name};
    for (std::string line; std::getline(file, line);) {
        rows.push_back(Json::parse(line));
    }
    return rows;
}

QueryProperty property_from(const std::string& name, const Json& value) {
    using Kind = QueryProperty::Kind;
    QueryProperty property;
    property.name = name;
    property.kind = value.is_string()    ? Kind::text
                    : value.is_boolean() ? Kind::boolean
                    : value.is_number()  ? Kind::number
                    : value.is_array()   ? Kind::list
                                         : Kind::null;
    property.value = value.is_string() ? value.get<std::string>() : value.dump();
    if (value.is_array()) {
        for (const auto& item : value) {
            property.items.push_back(property_from("", item));
        }
    }
    return property;
}

std::vector<Diagnostic> findings_in(const Json& row) {
    const Json& given = row.at("settings");
    Config config;
    config.tasks.global_filter = given.value("global_filter", "");
    config.tasks.global_query = given.value("global_query", "");
    if (given.contains("presets")) {
        config.tasks.presets = given.at("presets").get<std::map<std::string, std::string>>();
    }
    config.select = {"default"};
    QueryNote note{row.at("file").get<std::string>(), {}};
    if (row.contains("properties")) {
        for (const auto& [name, value] : row.at("properties").items()) {
            note.properties.push_back(property_from(name, value));
        }
    }
    const RuleSelection selection{config};
    const date::year_month_day today{date::year{2026} / 1 / 5};
    std::vector<Diagnostic> findings;
    Report report{findings};
    const auto check = [&](lint::QueryContext::Kind kind, std::string_view name,
                           const std::string& text) {
        std::vector<std::uint32_t> places;
        for (std::uint32_t i = 0; i <= text.size(); ++i) {
            places.push_back(i);
        }
        const auto before = findings.size();
        lint::check_query_text(kind, name, text, places, note, config, selection, today, report);
        for (std::size_t i = before; i < findings.size(); ++i) {
            CHECK(findings[i].span.begin <= findings[i].span.end);
            CHECK(findings[i].span.end <= text.size());
        }
    };
    check(lint::QueryContext::Kind::block, "", row.at("query").get<std::string>());
    for (const auto& property : note.properties) {
        if (to_lower(property.name) == "tq_extra_instructions" &&
            property.kind == QueryProperty::Kind::text) {
            check(lint::QueryContext::Kind::property, "", property.value);
        }
    }
    check(lint::QueryContext::Kind::global_query, "", config.tasks.global_query);
    if (config.tasks.presets) {
        for (const auto& [name, text] : *config.tasks.presets) {
            check(lint::QueryContext::Kind::preset, name, text);
        }
    }
    return findings;
}

bool has_any(const std::vector<Diagnostic>& findings, const std::set<std::string_view>& codes) {
    return std::any_of(findings.begin(), findings.end(), [&](const Diagnostic& finding) {
        return codes.count(finding.rule->code) != 0;
    });
}

}  // namespace

TEST_CASE("what the plugin refuses is reported, what it takes is no error", "[lint][queries]") {
    std::size_t refused = 0;
    std::size_t taken = 0;
    std::map<std::string_view, std::size_t> on_taken;
    for (const Json& row : rows_of("query.jsonl")) {
        const Json& expected = row.at("expected");
        const auto findings = findings_in(row);
        INFO(row.at("case") << " " << row.at("query") << " " << row.at("settings"));
        if (const auto error = expected.find("error"); error != expected.end()) {
            INFO(error->dump());
            ++refused;
            // Whether a phrase that is not known is a date at all is not certain.
            if (row.value("flags", Json::array()).dump().find("template-object") !=
                std::string::npos) {
                continue;  // what an object is written as is not certain
            }
            const bool not_certain =
                row.value("flags", Json::array()).dump().find("chrono") != std::string::npos;
            CHECK((has_any(findings, stopping) || (not_certain && has_any(findings, {"TQ001"}))));
        } else if (expected.contains("groups")) {
            ++taken;
            std::string said;
            for (const auto& finding : findings) {
                ++on_taken[finding.rule->code];
                said += fmt::format("{} {}\n", finding.rule->code, finding.message);
            }
            INFO(said);
            // With presets and a global query beside it, a text that is not run may be wrong.
            if (row.at("settings").empty()) {
                CHECK_FALSE(has_any(findings, only_stopping));
            }
        }
    }
    std::string table;
    for (const auto& [code, count] : on_taken) {
        table += fmt::format("{} {}, ", code, count);
    }
    // Judged one by one: these are traps, not sound queries.
    CHECK(table ==
          "TQ001 70, TQ002 3, TQ003 1, TQ004 20, TQ005 67, TQ006 50, TQ007 8, TQ009 27, TQ010 1, "
          "TQ012 2, TQ015 25, TQ018 2, TQ019 12, TQ022 2, TQ024 2, TQ025 34, TQ030 3, TQ031 3, "
          "TQ032 19, "
          "TQ035 33, TQ036 3, ");
    CHECK(refused > 480);
    CHECK(taken > 1300);
}

TEST_CASE("days that are given for unknown phrases are those of the plugin", "[lint][queries]") {
    std::size_t compared = 0;
    for (const Json& row : rows_of("query.jsonl")) {
        const Json& expected = row.at("expected");
        const std::string text = row.at("query").get<std::string>();
        const auto dates = expected.find("dates");
        if (text.find_first_of("\n([{\"") != std::string::npos ||
            (dates == expected.end() && !expected.contains("error"))) {
            continue;
        }
        query::FilterContext context;
        context.today = date::year{2026} / 1 / 5;
        query::FilterTrace trace;
        context.trace = &trace;
        (void)query::read_filter(trim(text), context);
        if (trace.kind != query::FilterTrace::Kind::date || !trace.dates.recorded) {
            continue;
        }
        INFO(row.at("case") << " " << text);
        REQUIRE(dates != expected.end());
        CHECK(dates->at(0).at("start") == to_string(trace.dates.start));
        CHECK(dates->at(0).at("end") == to_string(trace.dates.end));
        CHECK(dates->at(0).at("keyword") == trace.keyword);
        ++compared;
    }
    CHECK(compared > 15);
}
