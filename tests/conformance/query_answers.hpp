#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "tasklint/tasklint.hpp"

/// What the library says of recorded queries, in the form in which the plugin's answers are kept.
class QueryAnswers {
public:
    using Json = nlohmann::ordered_json;

    /// @param task_sets text of task_sets.json
    explicit QueryAnswers(const std::string& task_sets);
    ~QueryAnswers();

    /// A case of query.jsonl.
    [[nodiscard]] Json query(const Json& row);
    /// A case of query_dates.jsonl.
    [[nodiscard]] static Json dates(const Json& row);

private:
    struct Tasks;
    [[nodiscard]] const Tasks& tasks(const std::string& set, const std::string& global_filter);

    Json sets_;
    std::map<std::pair<std::string, std::string>, std::unique_ptr<Tasks>> read_;
};
