#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/dates.hpp"
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
    std::string text;  ///< the filter in the plugin's words: as short as can be, days for dates
    std::optional<Problem> problem;
};

enum class TextOperation : std::uint8_t { includes, includes_not, matches, matches_not };

/// How a filter was read, for those who explain it. Spans are of the text of its statement.
struct FilterTrace {
    enum class Kind : std::uint8_t {
        none,  ///< no field takes it
        phrase,
        status_type,
        priority,
        date,
        text,
        function,
        boolean,
    };
    Kind kind = Kind::none;
    Span span;
    std::string field;    ///< of dates and texts: `due`, `start`, `tags`
    std::string keyword;  ///< of dates, in lower case
    Span value;           ///< of dates behind the keyword; of texts
    DateReading dates;    ///< of dates
    TextOperation operation = TextOperation::includes;  ///< of texts
    std::uint8_t statuses = 0x7F;    ///< the types that pass, a bit each; of status filters
    std::uint8_t priorities = 0x3F;  ///< the priorities that pass, a bit each
    std::optional<Problem> problem;
    // of Booleans
    char open = 0, close = 0;  ///< its delimiters; 0 if they are none
    std::vector<FilterTrace> operands;
    std::vector<Span> structure;  ///< what is between the operands
    std::string grouped;          ///< with every parenthesis that the plugin thinks of, if it mixes
                                  ///< operators without them
};

struct FilterContext {
    date::year_month_day today{};
    std::vector<QueryDates> dates;  ///< of the filters that were read
    int depth = 0;                  ///< of Booleans within Booleans
    FilterTrace* trace = nullptr;   ///< told how the filter was read, which then goes on
                                    ///< behind an operand that is wrong
    std::string_view statement;     ///< what the spans of the trace are of
};

/// Reads a line as the first field that takes it does. @param line trimmed
[[nodiscard]] FilterReading read_filter(std::string_view line, FilterContext& context);

/// A filter that is a whole phrase: `not done`. @return an empty one if it is none
[[nodiscard]] Filter phrase_filter(std::string_view line);
/// Has a field of that name with the form `FIELD includes TEXT`, or the like, this line?
[[nodiscard]] FilterReading read_text_filter(std::string_view line, FilterContext& context);
/// The line looks like a combination of filters.
[[nodiscard]] bool is_boolean(std::string_view line);
[[nodiscard]] FilterReading read_boolean(std::string_view line, FilterContext& context);

/// Where a part of a statement stands in it.
[[nodiscard]] inline Span span_in(std::string_view statement, std::string_view part) noexcept {
    const auto begin = static_cast<std::uint32_t>(part.data() - statement.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

[[nodiscard]] inline FilterReading taken(Filter filter, std::string text) {
    return {true, std::move(filter), std::move(text), {}};
}
[[nodiscard]] inline FilterReading refused(std::string kind, std::string message,
                                           std::string detail = {}) {
    return {true, {}, {}, Problem{std::move(kind), std::move(message), std::move(detail)}};
}

}  // namespace tasklint::query
