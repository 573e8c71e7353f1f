// What the plugin itself made of recurrence texts (Tasks 8.3.0 with rrule.js 2.8.1): every case of
// tests/conformance/recurrence.jsonl but those that hang on one JavaScript engine's date reader.

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "tasklint/recurrence.hpp"

using namespace date::literals;
using nlohmann::json;
using tasklint::Recurrence;

namespace {

constexpr auto today = 2026_y / 1 / 5;

std::vector<json> read_cases() {
    // In binary and split at U+000A alone: the texts may hold other line ends.
    std::ifstream file{TASKLINT_TEST_DATA "/conformance/recurrence.jsonl", std::ios::binary};
    REQUIRE(file);
    std::vector<json> cases;
    for (std::string line; std::getline(file, line, '\n');) {
        cases.push_back(json::parse(line));
    }
    return cases;
}

/// `2026-02-30` is a date too, an impossible one.
std::optional<date::year_month_day> date_of(const json& value) {
    if (value.is_null()) {
        return std::nullopt;
    }
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    char dash = '-';
    std::istringstream in{value.get<std::string>()};
    in >> year >> dash >> month >> dash >> day;
    REQUIRE(in);
    return date::year{year} / date::month{month} / date::day{day};
}

/// One line, if the two differ.
std::string difference(const json& test_case, const json& found, const json& wanted) {
    if (found == wanted) {
        return {};
    }
    return test_case["case"].dump() + ' ' + test_case["text"].dump() + ": found " + found.dump() +
           ", the plugin has " + wanted.dump() + '\n';
}

}  // namespace

TEST_CASE("recurrence texts mean what the plugin says", "[recurrence][conformance]") {
    int count = 0;
    std::string differences;
    for (const json& test_case : read_cases()) {
        if (test_case.value("engine_dependent", false)) {
            continue;
        }
        ++count;
        const bool remove_scheduled = test_case.value("settings", json::object())
                                          .value("removeScheduledDateOnRecurrence", false);
        const auto recurrence =
            Recurrence::parse(test_case["text"].get<std::string>(),
                              {date_of(test_case["start"]), date_of(test_case["scheduled"]),
                               date_of(test_case["due"])},
                              {.remove_scheduled = remove_scheduled, .today = today});
        json found{{"parsed", recurrence.has_value()}};
        json wanted{{"parsed", test_case["parsed"]}};
        if (recurrence) {
            found["to_text"] = recurrence->to_text();
            found["rrule"] = recurrence->rrule();
            found["dtstart"] = date::format("%F", recurrence->dtstart());
            found["base_on_today"] = recurrence->when_done();
        }
        if (test_case["parsed"]) {
            for (const char* key : {"to_text", "rrule", "dtstart", "base_on_today"}) {
                wanted[key] = test_case[key];
            }
        }
        differences += difference(test_case, found, wanted);
    }
    CHECK_THAT(differences, Catch::Matchers::Equals(""));
    CHECK(count > 800);
}

TEST_CASE("the rule of a completed task is the normal form of the one before",
          "[recurrence][conformance]") {
    int count = 0;
    std::string differences;
    for (const json& test_case : read_cases()) {
        const json completions = test_case.value("completions", json::array());
        for (std::size_t i = 1; i < completions.size(); ++i) {
            ++count;
            const auto recurrence =
                Recurrence::parse(completions[i - 1]["rule"].get<std::string>(), {},
                                  {.remove_scheduled = false, .today = today});
            differences += difference(test_case, recurrence ? json(recurrence->to_text()) : json(),
                                      completions[i]["rule"]);
        }
    }
    CHECK_THAT(differences, Catch::Matchers::Equals(""));
    CHECK(count > 1000);
}
