// tasklint-conformance DIR: what the Tasks plugin computed, against what this library says. Every
// answer comes from the same public functions that the command and the Python package use.
// Files about queries may lie in a folder `query` below DIR.
#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query_answers.hpp"
#include "tasklint/tasklint.hpp"

namespace {

using namespace tasklint;
using Json = nlohmann::ordered_json;

constexpr date::year_month_day clock_today{date::year{2026}, date::month{1}, date::day{5}};
constexpr std::size_t shown_differences = 10;

/// The answers to one case, under the names of its fields.
using Answers = Json;

Json optional_date(const date::year_month_day* date) {
    return date == nullptr ? Json(nullptr) : Json(to_string(*date));
}

/// A date of a new task: the plugin writes `Invalid date` for an impossible one.
Json new_date(const std::optional<date::year_month_day>& date) {
    return !date ? Json(nullptr) : date->ok() ? Json(to_string(*date)) : Json("Invalid date");
}

std::optional<date::year_month_day> given_date(const Json& row, const char* key) {
    return row.at(key).is_null() ? std::nullopt : date_from_text(row.at(key).get<std::string>());
}

TaskSettings settings_from(const Json& plugin_settings) {
    TaskSettings settings;
    apply_plugin_settings(settings, plugin_settings.dump(), "settings");
    return settings;
}

Answers read_line(const Json& row, Format format) {
    TaskSettings settings;
    settings.format = format;
    return Json::parse(parse_json(row.at("input").get<std::string>(), settings, clock_today));
}
Answers emoji_line(const Json& row) { return read_line(row, Format::emoji); }
Answers dataview_line(const Json& row) { return read_line(row, Format::dataview); }

Answers recurrence(const Json& row) {
    RecurrenceOptions options{false, clock_today};
    if (row.contains("settings")) {
        options.remove_scheduled =
            settings_from(row.at("settings")).remove_scheduled_date_on_recurrence;
    }
    ReferenceDates dates{given_date(row, "start"), given_date(row, "scheduled"),
                         given_date(row, "due")};
    std::string text = row.at("text").get<std::string>();
    auto rule = Recurrence::parse(text, dates, options);
    Answers answers{{"parsed", rule.has_value()}};
    if (!rule) {
        return answers;
    }
    answers["to_text"] = rule->to_text();
    answers["rrule"] = rule->rrule();
    answers["dtstart"] = to_string(rule->dtstart());
    answers["base_on_today"] = rule->when_done();
    auto& steps = answers["completions"] = Json::array();
    if (!row.contains("completions")) {
        return answers;
    }
    for (const Json& step : row.at("completions")) {
        const auto completed_on = given_date(step, "completed_on").value();
        options.today = completed_on;
        rule = Recurrence::parse(text, dates, options);
        if (!rule) {
            break;
        }
        dates = rule->next(completed_on);
        steps.push_back({{"completed_on", to_string(completed_on)},
                         {"rule", text},
                         {"next",
                          {{"start", new_date(dates.start)},
                           {"scheduled", new_date(dates.scheduled)},
                           {"due", new_date(dates.due)}}}});
        text = rule->to_text();
    }
    return answers;
}

/// The registries of status.jsonl, by the name of the set.
using StatusSets = std::map<std::string, StatusRegistry>;

StatusRegistry registry_from(const Json& configured) {
    if (configured.is_null()) {
        return StatusRegistry{};
    }
    Json list = Json::array();
    for (const Json& status : configured) {
        list.push_back({{"symbol", status.at("symbol")},
                        {"name", status.at("name")},
                        {"nextStatusSymbol", status.at("next_symbol")},
                        {"type", status.at("type")}});
    }
    return settings_from({{"statusSettings", {{"customStatuses", list}}}}).statuses;
}

Answers status(const Json& row, StatusSets& sets) {
    const std::string kind = row.at("kind").get<std::string>();
    const std::string set = row.at("status_set").get<std::string>();
    if (kind == "registry") {
        const auto& registry = sets[set] = registry_from(row.at("configured"));
        Json statuses = Json::array();
        for (const Json& expected : row.at("statuses")) {
            const std::string symbol = expected.at("symbol").get<std::string>();
            const Status status = registry.get(symbol);
            const Status next = registry.next(status);
            const Status again = registry.next_of_recurrence(status);
            statuses.push_back({{"symbol", status.symbol},
                                {"name", status.name},
                                {"type", status_type_name(status.type)},
                                {"registered", registry.find(symbol) != nullptr},
                                {"next_symbol", next.symbol},
                                {"next_name", next.name},
                                {"next_type", status_type_name(next.type)},
                                {"recurrence_next_symbol", again.symbol},
                                {"recurrence_next_type", status_type_name(again.type)}});
        }
        return {{"statuses", statuses}};
    }
    const auto found = sets.find(set);
    if (found == sets.end()) {
        throw std::runtime_error(fmt::format("no registry is called \"{}\"", set));
    }
    TaskSettings settings = settings_from(row.at("settings"));
    settings.statuses = found->second;
    const std::string line = row.at("input").get<std::string>();
    if (kind == "set_status") {
        return {{"output", tasklint::set_status(line, row.at("new_symbol").get<std::string>(),
                                                settings, clock_today)}};
    }
    if (kind != "toggle") {
        throw std::runtime_error(fmt::format("unknown kind \"{}\"", kind));
    }
    return {{"output", fmt::format("{}", fmt::join(toggle(line, settings, clock_today), "\n"))}};
}

Answers urgency_of(const Json& row) {
    const std::string line = row.at("input").get<std::string>();
    const auto parsed = parse_task_line(line);
    const auto today = given_date(row, "today").value();
    return !parsed ? Answers::object()
                   : Answers{{"urgency_5dp", fmt::format("{:.5f}", urgency(parsed->task, today))}};
}

Answers dependencies(const Json& row) {
    const auto lines = row.at("lines").get<std::vector<std::string>>();
    std::vector<ParsedLine> tasks;
    for (const auto& line : lines) {
        tasks.push_back(parse_task_line(line).value());
    }
    Dependencies links;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        links.add(view(lines[i], tasks[i]));
    }
    Json results = Json::array();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const TaskView task = view(lines[i], tasks[i]);
        results.push_back({{"id", id_of(task)},
                           {"depends_on", depends_on_of(task)},
                           {"is_done", is_done(task.task->status_type)},
                           {"blocked", links.is_blocked(task)},
                           {"blocking", links.is_blocking(task)}});
    }
    return {{"results", results}};
}

Answers global_filter(const Json& row) {
    const auto settings = settings_from({{"globalFilter", row.at("global_filter")},
                                         {"removeGlobalFilter", row.at("remove_global_filter")}});
    const std::string line = row.at("input").get<std::string>();
    const auto parsed = parse_task_line(line, settings);
    Answers answers{{"is_task", parsed.has_value()}};
    if (parsed) {
        const TaskView task = view(line, *parsed);
        answers["description"] = description_of(task);
        answers["shown_description"] = shown_description_of(task, settings);
        answers["tags"] = tags_of(task, settings);
        answers["due"] = optional_date(date_of(parsed->task, FieldKind::due));
        answers["line_out"] = write_task(task, settings, clock_today);
    }
    return answers;
}

Answers filename_date(const Json& row) {
    const auto settings = settings_from(row.at("settings"));
    const std::string path = row.at("path").get<std::string>();
    const auto date = date_from_path(path, settings);
    Answers answers{{"file_date", date ? Json(to_string(*date)) : Json(nullptr)}};
    const Document note = parse(row.at("input").get<std::string>(), path, settings);
    if (note.tasks.size() == 1) {
        const Task& task = note.tasks.front();
        answers["scheduled"] = optional_date(date_of(task, FieldKind::scheduled));
        answers["scheduled_inferred"] = task.scheduled_inferred;
        answers["line_out"] = write_task(note.view(0), settings, clock_today);
    }
    return answers;
}

Answers list_items(const Json& row) {
    return Json::parse(note_json(parse(row.at("note").get<std::string>(), "", {})));
}

/// What a case gives. Of the urgency its five decimals are asked for: the last bits of a double
/// hang on who adds them up.
constexpr std::array given{"case",
                           "group",
                           "input",
                           "engine_dependent",
                           "text",
                           "start",
                           "scheduled",
                           "due",
                           "settings",
                           "kind",
                           "status_set",
                           "configured",
                           "today",
                           "lines",
                           "note",
                           "constructs",
                           "rules",
                           "path",
                           "new_symbol",
                           "global_filter",
                           "remove_global_filter",
                           "urgency",
                           "set",
                           "file",
                           "properties",
                           "query",
                           "flags",
                           "line"};

struct File {
    const char* name;
    std::function<Answers(const Json&)> answer;
    /// Fields that other files give and this one asks for.
    std::vector<std::string> asked;
};

bool is_asked(const File& file, const std::string& field) {
    return std::find(given.begin(), given.end(), field) == given.end() ||
           std::find(file.asked.begin(), file.asked.end(), field) != file.asked.end();
}

std::string shown(const Json* value) {
    return value == nullptr ? "nothing" : printable(value->dump());
}

struct Score {
    std::size_t passed = 0, total = 0, flagged_passed = 0, flagged = 0;
};

/// Compares every case of a file and prints the first differences.
Score run(const File& file, const std::string& text) {
    Score score;
    std::size_t shown_count = 0;
    std::size_t number = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        ++number;
        if (line.empty()) {
            continue;
        }
        try {
            const Json row = Json::parse(line);
            const bool flagged = row.value("engine_dependent", false) || row.contains("flags");
            const Answers got = file.answer(row);
            bool same = true;
            for (const auto& [field, expected] : row.items()) {
                if (!is_asked(file, field)) {
                    continue;
                }
                const auto found = got.find(field);
                const Json* const answer = found == got.end() ? nullptr : &*found;
                // Objects are the same whatever the order of their keys.
                if (answer != nullptr && nlohmann::json::parse(answer->dump()) ==
                                             nlohmann::json::parse(expected.dump())) {
                    continue;
                }
                same = false;
                if (!flagged && shown_count < shown_differences) {
                    ++shown_count;
                    fmt::print("  {} {}: expected {}, got {}\n", row.at("case").get<std::string>(),
                               field, shown(&expected), shown(answer));
                }
            }
            (flagged ? score.flagged : score.total) += 1;
            (flagged ? score.flagged_passed : score.passed) += same ? 1U : 0U;
        } catch (const std::exception& error) {
            throw std::runtime_error(
                fmt::format("{}:{}: {}", file.name, number, printable(error.what())));
        }
    }
    return score;
}

/// A file of a folder, or of the folder `query` in it.
std::string read_data(const std::string& folder, const std::string& name) {
    try {
        return read_file(folder + "/" + name);
    } catch (const std::system_error& error) {
        if (error.code() != std::errc::no_such_file_or_directory) {
            throw;
        }
    }
    return read_file(folder + "/query/" + name);
}

int run_all(const std::string& folder) {
    StatusSets sets;
    std::optional<QueryAnswers> queries;
    const auto answer_query = [&](const Json& row) {
        if (!queries) {
            queries.emplace(read_data(folder, "task_sets.json"));
        }
        return queries->query(row);
    };
    const std::array<File, 11> files{{
        {"emoji_lines.jsonl", emoji_line, {"start", "scheduled", "due"}},
        {"dataview_lines.jsonl", dataview_line, {"start", "scheduled", "due"}},
        {"recurrence.jsonl", recurrence, {}},
        {"status.jsonl", [&](const Json& row) { return status(row, sets); }, {}},
        {"urgency.jsonl", urgency_of, {}},
        {"dependencies.jsonl", dependencies, {}},
        {"global_filter.jsonl", global_filter, {"due"}},
        {"filename_date.jsonl", filename_date, {"scheduled"}},
        {"list_items.jsonl", list_items, {}},
        {"query.jsonl", answer_query, {}},
        {"query_dates.jsonl", QueryAnswers::dates, {}},
    }};
    Score all;
    bool any = false;
    std::string missing;
    for (const File& file : files) {
        std::string text;
        try {
            text = read_data(folder, file.name);
        } catch (const std::system_error& error) {
            if (error.code() == std::errc::no_such_file_or_directory) {
                missing += fmt::format("{}{}", missing.empty() ? "" : ", ", file.name);
                continue;
            }
            throw std::runtime_error(fmt::format("{}: {}", file.name, error.code().message()));
        }
        any = true;
        const Score score = run(file, text);
        if (score.total + score.flagged == 0) {
            throw std::runtime_error(fmt::format("{}: it holds no case", file.name));
        }
        fmt::print("{}: {}/{} (flagged {}/{})\n", file.name, score.passed, score.total,
                   score.flagged_passed, score.flagged);
        all.passed += score.passed;
        all.total += score.total;
        all.flagged_passed += score.flagged_passed;
        all.flagged += score.flagged;
    }
    if (!any) {
        throw std::runtime_error(
            fmt::format("nothing to compare in {}: it has none of the files {}", printable(folder),
                        "emoji_lines.jsonl, …"));
    }
    if (!missing.empty()) {
        fmt::print(stderr, "tasklint-conformance: not there: {}\n", missing);
    }
    // Rounded down: 100 % is said of all or not at all.
    fmt::print("all: {}/{} (flagged {}/{}), {} %\n", all.passed, all.total, all.flagged_passed,
               all.flagged, all.total == 0 ? 100 : 100 * all.passed / all.total);
    return all.passed == all.total ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2 || std::string_view{argv[1]} == "--help") {
        fmt::print(
            argc == 2 ? stdout : stderr,
            "usage: tasklint-conformance DIR\n\n"
            "Compares the library with the recorded answers in DIR (*.jsonl). Ends with 0, 1 (an\n"
            "unflagged case differs) or 2 (a file cannot be read, or there is none).\n");
        return argc == 2 ? 0 : 2;
    }
    try {
        return run_all(argv[1]);
    } catch (const std::exception& error) {
        fmt::print(stderr, "tasklint-conformance: {}\n", error.what());
        return 2;
    }
}
