#include "query_answers.hpp"

#include <fmt/format.h>

namespace {

using namespace tasklint;
using Json = QueryAnswers::Json;

constexpr date::year_month_day clock_today{date::year{2026}, date::month{1}, date::day{5}};

QueryProperty property_from(const std::string& name, const Json& value) {
    using Kind = QueryProperty::Kind;
    QueryProperty property;
    property.name = name;
    if (value.is_string()) {
        property.kind = Kind::text;
        property.value = value.get<std::string>();
    } else if (value.is_boolean()) {
        property.kind = Kind::boolean;
        property.value = value.dump();
    } else if (value.is_number()) {
        property.kind = Kind::number;
        property.value = value.dump();
    } else if (value.is_array()) {
        property.kind = Kind::list;
        for (const auto& item : value) {
            property.items.push_back(property_from("", item));
        }
    }
    return property;
}

Json error_json(const QueryError& error, const Json& expected) {
    if (error.kind == "search-error") {
        // The text is that of the JavaScript engine.
        return {{"search_error", expected.value("search_error", error.message)}};
    }
    Json json{{"kind", error.kind},
              {"in", query_text_name(error.in)},
              {"line", error.line},
              {"plugin_message", error.message}};
    if (error.kind == "placeholder") {
        // What comes behind it is the text of the plugin's libraries.
        const auto found = expected.find("error");
        if (found != expected.end() && found->contains("detail")) {
            json["detail"] = found->at("detail");
        }
    } else if (!error.detail.empty()) {
        json["detail"] = error.detail;
    }
    return {{"error", json}};
}

Json dates_json(const std::vector<QueryDates>& dates) {
    Json list = Json::array();
    for (const auto& range : dates) {
        list.push_back({{"field", range.field},
                        {"keyword", range.keyword},
                        {"start", to_string(range.start)},
                        {"end", to_string(range.end)}});
    }
    return list;
}

Json layout_json(const QueryLayout& layout) {
    Json json = Json::object();
    if (layout.short_mode) {
        json["short_mode"] = true;
    }
    if (layout.explain) {
        json["explain"] = true;
    }
    if (!layout.hidden.empty()) {
        json["hidden"] = layout.hidden;
    }
    if (!layout.shown.empty()) {
        json["shown"] = layout.shown;
    }
    if (layout.columns) {
        json["view"] = "columns";
    }
    return json;
}

}  // namespace

/// The tasks of a set that exist with a global filter, and where they stand in the set.
struct QueryAnswers::Tasks {
    TaskSettings settings;
    std::vector<std::string> lines, paths;
    std::vector<std::optional<std::string>> headings;
    std::vector<ParsedLine> parsed;
    std::vector<std::size_t> places;
    Dependencies dependencies;
    std::vector<QueryTask> tasks;
};

QueryAnswers::QueryAnswers(const std::string& task_sets) : sets_(Json::parse(task_sets)) {}
QueryAnswers::~QueryAnswers() = default;

const QueryAnswers::Tasks& QueryAnswers::tasks(const std::string& set,
                                               const std::string& global_filter) {
    auto& read = read_[{set, global_filter}];
    if (read != nullptr) {
        return *read;
    }
    read = std::make_unique<Tasks>();
    const Json& given = sets_.at(set);
    read->settings.global_filter = global_filter;
    if (const auto& custom = given.at("custom_statuses"); !custom.is_null()) {
        auto statuses = read->settings.statuses.all();
        for (const auto& status : custom) {
            statuses.push_back({status.at(0).get<std::string>(), status.at(1).get<std::string>(),
                                status.at(2).get<std::string>(),
                                status_type_from_name(status.at(3).get<std::string>())});
        }
        read->settings.statuses = StatusRegistry{std::move(statuses)};
    }
    std::size_t place = 0;
    for (const auto& task : given.at("tasks")) {
        const std::string line = task.at("line").get<std::string>();
        if (auto parsed = parse_task_line(line, read->settings)) {
            read->parsed.push_back(*std::move(parsed));
            read->lines.push_back(line);
            read->paths.push_back(task.at("path").get<std::string>());
            read->headings.push_back(task.at("heading").is_null()
                                         ? std::nullopt
                                         : std::optional{task.at("heading").get<std::string>()});
            read->places.push_back(place);
        }
        ++place;
    }
    for (std::size_t i = 0; i < read->parsed.size(); ++i) {
        QueryTask task;
        task.view = view(read->lines[i], read->parsed[i]);
        task.path = read->paths[i];
        if (read->headings[i]) {
            task.heading = *read->headings[i];
        }
        task.settings = &read->settings;
        task.dependencies = &read->dependencies;
        read->dependencies.add(task.view);
        read->tasks.push_back(task);
    }
    return *read;
}

Json QueryAnswers::query(const Json& row) {
    const Json& given = row.at("settings");
    const Tasks& set = tasks(row.at("set").get<std::string>(), given.value("global_filter", ""));
    TaskSettings settings = set.settings;
    settings.global_query = given.value("global_query", "");
    if (given.contains("presets")) {
        settings.presets = given.at("presets").get<std::map<std::string, std::string>>();
    }
    QueryNote note{row.at("file").get<std::string>(), {}};
    if (row.contains("properties")) {
        for (const auto& [name, value] : row.at("properties").items()) {
            note.properties.push_back(property_from(name, value));
        }
    }
    const auto read = read_query(row.at("query").get<std::string>(), note, settings, clock_today);
    if (const auto* const error = std::get_if<QueryError>(&read)) {
        return {{"expected", error_json(*error, row.at("expected"))}};
    }
    const auto& query = std::get<Query>(read);
    const auto answer = run_query(query, set.tasks);
    if (const auto* const error = std::get_if<QueryError>(&answer)) {
        return {{"expected", error_json(*error, row.at("expected"))}};
    }
    const auto& result = std::get<QueryResult>(answer);
    Json groups = Json::array();
    for (const auto& group : result.groups) {
        Json places = Json::array();
        for (const auto task : group.tasks) {
            places.push_back(set.places[task]);
        }
        Json json{{"names", group.names}, {"tasks", places}};
        if (group.names.size() > 1) {
            json["headings"] = Json::array();
            for (const auto& [level, name] : group.headings) {
                json["headings"].push_back(Json::array({level, name}));
            }
        }
        groups.push_back(json);
    }
    Json json{{"total", result.total},
              {"before_limit", result.before_limit},
              {"count_text", result.count_text},
              {"groups", groups}};
    if (!query.dates().empty()) {
        json["dates"] = dates_json(query.dates());
    }
    if (const Json layout = layout_json(query.layout()); !layout.empty()) {
        json["layout"] = layout;
    }
    return {{"expected", json}};
}

Json QueryAnswers::dates(const Json& row) {
    const auto today = date_from_text(row.at("today").get<std::string>()).value();
    const auto read = read_query(row.at("line").get<std::string>(), {}, {}, today);
    if (const auto* const error = std::get_if<QueryError>(&read)) {
        return {{"expected", {{"error", error->message}}}};
    }
    return {{"expected", dates_json(std::get<Query>(read).dates()).at(0)}};
}
