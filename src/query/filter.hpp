#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/facts.hpp"
#include "tasklint/query.hpp"

namespace tasklint::query {

/// Does a task pass? Thread-safe.
using Filter = std::function<bool(const Facts&)>;

/// What is wrong with a line; where it stands is known elsewhere.
struct Problem {
    std::string kind, message, detail;
};

/// What a line is as a filter: nothing, wrong, or a filter.
struct FilterReading {
    bool taken = false;  ///< a field takes the line
    Filter filter;
    std::optional<Problem> problem;
};

struct FilterContext {
    date::year_month_day today;
    std::vector<QueryDates> dates;  ///< of the filters that were read
    int depth = 0;                  ///< of Booleans within Booleans
};

/// Reads a line as the first field that takes it does. @param line trimmed
[[nodiscard]] FilterReading read_filter(std::string_view line, FilterContext& context);

/// A filter that is a whole phrase: `not done`. @return an empty one if it is none
[[nodiscard]] Filter phrase_filter(std::string_view line);
/// Has a field of that name with the form `FIELD includes TEXT`, or the like, this line?
[[nodiscard]] FilterReading read_text_filter(std::string_view line);
/// The line looks like a combination of filters.
[[nodiscard]] bool is_boolean(std::string_view line);
[[nodiscard]] FilterReading read_boolean(std::string_view line, FilterContext& context);

[[nodiscard]] inline FilterReading taken(Filter filter) { return {true, std::move(filter), {}}; }
[[nodiscard]] inline FilterReading refused(std::string kind, std::string message,
                                           std::string detail = {}) {
    return {true, {}, Problem{std::move(kind), std::move(message), std::move(detail)}};
}

}  // namespace tasklint::query
