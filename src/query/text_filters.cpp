// Filters on texts: a part of them, or a regular expression.
#include <algorithm>

#include <fmt/format.h>

#include "query/filter.hpp"
#include "query/filter_grammar.hpp"
#include "query/js_regex.hpp"
#include "query/regex.hpp"
#include "tasklint/text.hpp"

namespace tasklint::query {
namespace {

namespace g = grammar;

using Operation = TextOperation;

struct Parts {
    Operation operation = Operation::includes;
    std::string_view value;
};

template <typename Rule> struct text_action {};
template <Operation operation> struct is_operation {
    static void apply0(Parts& parts) { parts.operation = operation; }
};
template <> struct text_action<g::includes> : is_operation<Operation::includes> {};
template <> struct text_action<g::includes_some> : is_operation<Operation::includes> {};
template <> struct text_action<g::includes_not> : is_operation<Operation::includes_not> {};
template <> struct text_action<g::excludes_some> : is_operation<Operation::includes_not> {};
template <> struct text_action<g::matches> : is_operation<Operation::matches> {};
template <> struct text_action<g::matches_not> : is_operation<Operation::matches_not> {};
template <> struct text_action<g::value> {
    template <typename ActionInput> static void apply(const ActionInput& in, Parts& parts) {
        parts.value = in.string_view();
    }
};

template <typename Rule> std::optional<Parts> parts_of(std::string_view line) {
    auto in = g::input_of(line);
    Parts parts;
    return g::parse<Rule, text_action>(in, parts) ? std::optional{parts} : std::nullopt;
}

/// Does a value hold the text, or match?
using Test = std::function<bool(std::string_view)>;

struct TestReading {
    Test test;
    std::optional<Problem> problem;
};

TestReading regex_test(std::string_view line, std::string_view value) {
    // `/…/flags`: the last slash ends the pattern.
    const auto end = value.rfind('/');
    if (value.substr(0, 1) != "/" || end < 2 || end == std::string_view::npos) {
        return {{},
                Problem{"regex-delimiters", fmt::format("Invalid instruction: '{}'", line), {}}};
    }
    const JsRegex read = read_js_regex(value.substr(1, end - 1), value.substr(end + 1));
    const auto refused_as = [](std::string kind) {
        return TestReading{{}, Problem{std::move(kind), "Error: Parsing regular expression.", {}}};
    };
    switch (read.kind) {
        case JsRegex::Kind::syntax: return refused_as("regex-syntax");
        case JsRegex::Kind::too_long: return refused_as("regex-too-long");
        case JsRegex::Kind::unsafe: return refused_as("regex-unsafe");
        case JsRegex::Kind::not_certain:
        case JsRegex::Kind::sound: break;
    }
    const auto regex = read.kind == JsRegex::Kind::sound ? Regex::make(read) : nullptr;
    if (regex == nullptr) {
        return {
            {},
            Problem{"not-certain",
                    fmt::format("{} has what only JavaScript's regular expressions have", value),
                    {}}};
    }
    return {[regex](std::string_view text) { return regex->matches(text); }, {}};
}

TestReading test_of(std::string_view line, const Parts& parts) {
    if (parts.operation == Operation::matches || parts.operation == Operation::matches_not) {
        return regex_test(line, parts.value);
    }
    return {[wanted = to_lower(parts.value)](std::string_view text) {
                return to_lower(text).find(wanted) != std::string::npos;
            },
            {}};
}

/// Tells the trace which field and which value.
void tell(FilterContext& context, std::string_view line, std::string_view field,
          const Parts& parts) {
    if (context.trace != nullptr) {
        auto& trace = *context.trace;
        trace.kind = FilterTrace::Kind::text;
        trace.field = field;
        trace.operation = parts.operation;
        trace.value = parts.value.empty() ? Span{span_in(context.statement, line).end,
                                                 span_in(context.statement, line).end}
                                          : span_in(context.statement, parts.value);
    }
}

std::string_view operation_words(Operation operation) {
    switch (operation) {
        case Operation::includes: break;
        case Operation::includes_not: return "does not include";
        case Operation::matches: return "regex matches";
        case Operation::matches_not: return "regex does not match";
    }
    return "includes";
}

bool is_negative(const Parts& parts) {
    return parts.operation == Operation::includes_not || parts.operation == Operation::matches_not;
}

/// @param makes a filter of a test and of whether it must fail
template <typename Make>
FilterReading text_filter(std::string_view line, std::string_view field, const Parts& parts,
                          FilterContext& context, Make make) {
    tell(context, line, field, parts);
    auto [test, problem] = test_of(line, parts);
    if (problem) {
        return {true, {}, {}, std::move(problem)};
    }
    return taken(make(std::move(test), is_negative(parts)),
                 fmt::format("{} {} {}", field, operation_words(parts.operation), parts.value));
}

/// Reads the line if it begins with this name.
/// @param value_of what is looked at
template <g::Letters name, typename ValueOf>
bool read_field(std::string_view line, FilterContext& context, FilterReading& out,
                ValueOf value_of) {
    const auto parts = parts_of<g::text_filter<name>>(line);
    if (parts) {
        out = text_filter(line, name.bytes, *parts, context, [&](Test test, bool negative) {
            return [test = std::move(test), negative, value_of](const Facts& facts) {
                return test(value_of(facts)) != negative;
            };
        });
    }
    return parts.has_value();
}

/// One of several tags has to fit.
bool read_tags(std::string_view line, FilterContext& context, FilterReading& out) {
    const auto parts = parts_of<g::tag_filter>(line);
    if (parts) {
        out = text_filter(line, "tags", *parts, context, [](Test test, bool negative) {
            return [test = std::move(test), negative](const Facts& facts) {
                const auto tags = facts.tags();
                return std::any_of(tags.begin(), tags.end(), test) != negative;
            };
        });
    }
    return parts.has_value();
}

}  // namespace

FilterReading read_text_filter(std::string_view line, FilterContext& context) {
    FilterReading out;
    // The first name that fits takes the line.
    static_cast<void>(
        read_field<"status.name">(line, context, out,
                                  [](const Facts& facts) { return facts.status_name(); }) ||
        read_field<"path">(line, context, out, [](const Facts& facts) { return facts.path(); }) ||
        read_field<"folder">(line, context, out,
                             [](const Facts& facts) { return folder_of(facts.path()); }) ||
        read_field<"root">(line, context, out,
                           [](const Facts& facts) { return root_of(facts.path()); }) ||
        read_field<"description">(line, context, out,
                                  [](const Facts& facts) { return facts.description(); }) ||
        read_tags(line, context, out) ||
        read_field<"heading">(line, context, out,
                              [](const Facts& facts) { return facts.heading().value_or(""); }) ||
        read_field<"filename">(line, context, out,
                               [](const Facts& facts) { return file_name_of(facts.path()); }) ||
        read_field<"recurrence">(
            line, context, out,
            [](const Facts& facts) { return facts.recurrence().value_or(""); }) ||
        read_field<"id">(line, context, out,
                         [](const Facts& facts) { return id_of(facts.view()); }));
    return out;
}

}  // namespace tasklint::query
