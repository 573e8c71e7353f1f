// Which field takes a line, and what it then means. The fields are asked in the plugin's order
// where two of them could take the same line.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/dates.hpp"
#include "query/filter.hpp"
#include "query/filter_grammar.hpp"
#include "tasklint/text.hpp"

namespace tasklint::query {
namespace {

namespace g = grammar;
using date::year_month_day;

template <typename Rule> bool fits(std::string_view line) {
    auto in = g::input_of(line);
    return g::parse<Rule>(in);
}

// Status types

struct TypeParts {
    bool negative = false;
    std::string_view word;
};
template <typename Rule> struct type_action {};
template <> struct type_action<g::type_not> {
    static void apply0(TypeParts& parts) { parts.negative = true; }
};
template <> struct type_action<g::status_word> {
    template <typename ActionInput> static void apply(const ActionInput& in, TypeParts& parts) {
        parts.word = in.string_view();
    }
};

FilterReading status_type_filter(std::string_view line, FilterTrace& trace) {
    auto in = g::input_of(line);
    TypeParts parts;
    if (g::parse<g::type_filter, type_action>(in, parts)) {
        const std::string wanted = to_lower(parts.word);
        for (const auto type :
             {StatusType::todo, StatusType::in_progress, StatusType::on_hold, StatusType::done,
              StatusType::cancelled, StatusType::non_task, StatusType::empty}) {
            if (to_lower(status_type_name(type)) == wanted) {
                const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(type));
                trace.statuses = static_cast<std::uint8_t>(parts.negative ? 0x7FU & ~bit : bit);
                return taken(
                    [type, negative = parts.negative](const Facts& facts) {
                        return (facts.task().status_type == type) != negative;
                    },
                    fmt::format("status.type {} {}", parts.negative ? "is not" : "is",
                                status_type_name(type)));
            }
        }
    }
    return refused("status-type", fmt::format("Invalid status.type instruction: '{}'.", line));
}

// Priorities

enum class Comparison { equal, above, below, other };
struct PriorityParts {
    Comparison comparison = Comparison::equal;
    Priority priority = Priority::none;
};
template <typename Rule> struct priority_action {};
template <Comparison comparison> struct is_comparison {
    static void apply0(PriorityParts& parts) { parts.comparison = comparison; }
};
template <> struct priority_action<g::above> : is_comparison<Comparison::above> {};
template <> struct priority_action<g::below> : is_comparison<Comparison::below> {};
template <> struct priority_action<g::not_level> : is_comparison<Comparison::other> {};
template <> struct priority_action<g::level> {
    template <typename ActionInput> static void apply(const ActionInput& in, PriorityParts& parts) {
        const std::string name = to_lower(in.string_view());
        for (const auto priority : {Priority::highest, Priority::high, Priority::medium,
                                    Priority::none, Priority::low, Priority::lowest}) {
            if (priority_name(priority) == name) {
                parts.priority = priority;
            }
        }
    }
};

bool passes(const PriorityParts& parts, Priority priority) {
    switch (parts.comparison) {
        case Comparison::above: return priority < parts.priority;
        case Comparison::below: return priority > parts.priority;
        case Comparison::other: return priority != parts.priority;
        case Comparison::equal: break;
    }
    return priority == parts.priority;
}

std::string_view comparison_words(Comparison comparison) {
    switch (comparison) {
        case Comparison::above: return "above ";
        case Comparison::below: return "below ";
        case Comparison::other: return "not ";
        case Comparison::equal: break;
    }
    return "";
}

FilterReading priority_filter(std::string_view line, FilterTrace& trace) {
    auto in = g::input_of(line);
    PriorityParts parts;
    if (!g::parse<g::priority_filter, priority_action>(in, parts)) {
        return {};
    }
    trace.kind = FilterTrace::Kind::priority;
    trace.priorities = 0;
    for (unsigned i = 0; i < 6; ++i) {
        if (passes(parts, static_cast<Priority>(i))) {
            trace.priorities = static_cast<std::uint8_t>(trace.priorities | 1U << i);
        }
    }
    return taken([parts](const Facts& facts) { return passes(parts, facts.task().priority); },
                 fmt::format("priority is {}{}", comparison_words(parts.comparison),
                             priority_name(parts.priority)));
}

// Dates

using DateTest = std::function<bool(const year_month_day&)>;

DateTest date_test(const std::string& keyword, const year_month_day& start,
                   const year_month_day& end) {
    if (keyword == "before") {
        return [start](const year_month_day& date) { return date < start; };
    }
    if (keyword == "after") {
        return [end](const year_month_day& date) { return date > end; };
    }
    if (keyword == "on or before" || keyword == "in or before") {
        return [end](const year_month_day& date) { return date <= end; };
    }
    if (keyword == "on or after" || keyword == "in or after") {
        return [start](const year_month_day& date) { return date >= start; };
    }
    return [start, end](const year_month_day& date) { return start <= date && date <= end; };
}

Filter date_filter(std::string_view field, DateTest test) {
    if (field == "happens") {
        return [test = std::move(test)](const Facts& facts) {
            constexpr std::array kinds{FieldKind::start, FieldKind::scheduled, FieldKind::due};
            return std::any_of(kinds.begin(), kinds.end(), [&](FieldKind kind) {
                const auto date = real_date_of(facts.task(), kind);
                return date && test(*date);
            });
        };
    }
    const auto kind = *std::find_if(date_kinds.begin(), date_kinds.end(), [&](FieldKind candidate) {
        return field_info(candidate).name == field;
    });
    // Who has no start date has already started.
    const bool without = kind == FieldKind::start;
    return [kind, without, test = std::move(test)](const Facts& facts) {
        const auto* const date = date_of(facts.task(), kind);
        return date == nullptr ? without : date->ok() && test(*date);
    };
}

/// The field, the keyword and the days that count, which is one day or two.
std::string date_text(const QueryDates& dates) {
    const std::string& keyword = dates.keyword;
    const bool start_counts = keyword == "before" || keyword == "on or after" ||
                              keyword == "in or after" || dates.start == dates.end;
    const bool end_counts =
        keyword == "after" || keyword == "on or before" || keyword == "in or before";
    const std::string days = start_counts ? to_string(dates.start)
                             : end_counts ? to_string(dates.end)
                                          : to_string(dates.start) + " " + to_string(dates.end);
    return fmt::format("{}{} {}{}{}", dates.field, dates.field == "start" ? "s" : "", keyword,
                       keyword.empty() ? "" : " ", days);
}

FilterReading date_line_filter(std::string_view line, FilterContext& context, FilterTrace& trace) {
    if (!fits<g::date_line>(line)) {
        return {};
    }
    const auto space = line.find(' ');
    std::string field = to_lower(line.substr(0, space));
    if (field == "starts") {
        field = "start";
    }
    const DateLine split = split_date_line(line.substr(space + 1));
    trace.kind = FilterTrace::Kind::date;
    trace.field = field;
    trace.keyword = to_lower(split.keyword);
    if (!context.statement.empty() && !split.text.empty()) {
        trace.value = span_in(context.statement, split.text);
    }
    for (const std::string_view template_text : {"<%", "YYYY-MM-DD"}) {
        if (line.find(template_text) != std::string_view::npos) {
            return refused("template-text",
                           fmt::format("Instruction contains unexpanded template text: \"{}\" - "
                                       "and cannot be interpreted.",
                                       template_text));
        }
    }
    const DateReading read = read_dates(split, context.today);
    trace.dates = read;
    switch (read.kind) {
        case DateReading::Kind::none:
            return refused("date-not-understood", fmt::format("do not understand {} date", field));
        case DateReading::Kind::not_certain:
            return refused("not-certain",
                           fmt::format("\"{}\" is no date phrase that all readers understand alike",
                                       trim(split.text)));
        case DateReading::Kind::range: break;
    }
    const std::string keyword = to_lower(split.keyword);
    const QueryDates dates{field, keyword, read.start, read.end};
    if (std::find(context.dates.begin(), context.dates.end(), dates) == context.dates.end()) {
        context.dates.push_back(dates);
    }
    return taken(date_filter(field, date_test(keyword, read.start, read.end)), date_text(dates));
}

/// The types of statuses that a phrase about being done lets pass.
std::uint8_t statuses_of(std::string_view phrase) {
    std::uint8_t done = 0;
    for (const auto type : {StatusType::done, StatusType::cancelled, StatusType::non_task}) {
        done = static_cast<std::uint8_t>(done | 1U << static_cast<unsigned>(type));
    }
    const std::string lower = to_lower(phrase);
    return lower == "done"       ? done
           : lower == "not done" ? static_cast<std::uint8_t>(0x7FU & ~done)
                                 : std::uint8_t{0x7F};
}

FilterReading read(std::string_view line, FilterContext& context, FilterTrace& trace) {
    using Kind = FilterTrace::Kind;
    if (auto phrase = phrase_filter(line)) {
        trace.kind = Kind::phrase;
        trace.statuses = statuses_of(line);
        return taken(std::move(phrase), to_lower(line));
    }
    if (fits<g::status_type_line>(line)) {
        trace.kind = Kind::status_type;
        return status_type_filter(line, trace);
    }
    if (auto reading = priority_filter(line, trace); reading.taken) {
        return reading;
    }
    if (auto reading = date_line_filter(line, context, trace); reading.taken) {
        return reading;
    }
    if (auto reading = read_text_filter(line, context); reading.taken) {
        return reading;
    }
    if (fits<g::function_filter>(line)) {
        trace.kind = Kind::function;
        return refused("needs-javascript",
                       "JavaScript is now disabled in Tasks queries by default.");
    }
    if (!is_boolean(line)) {
        return {};
    }
    trace.kind = Kind::boolean;
    return read_boolean(line, context);
}

}  // namespace

FilterReading read_filter(std::string_view line, FilterContext& context) {
    if (context.trace == nullptr) {
        FilterTrace unused;
        return read(line, context, unused);
    }
    if (context.depth == 0) {
        context.statement = line;
    }
    context.trace->span = span_in(context.statement, line);
    auto reading = read(line, context, *context.trace);
    context.trace->problem = reading.problem;
    return reading;
}

}  // namespace tasklint::query
