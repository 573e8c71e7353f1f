// reviewdog's format (github.com/reviewdog/reviewdog, proto/rdf). Its columns are bytes of the line
// as it stands in the file, from 1.
#include "report/formats.hpp"

#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "report/finding_json.hpp"
#include "report/finding_text.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

namespace {

using nlohmann::ordered_json;

std::string_view severity_of(Severity severity) {
    switch (severity) {
        case Severity::error: return "ERROR";
        case Severity::warning: return "WARNING";
        case Severity::info: break;
    }
    return "INFO";
}

/// The byte column. A byte order mark is no column of ours, but it is bytes.
std::uint32_t byte_of(const Position& position) {
    return position.line == 0 ? position.offset : position.byte;
}

ordered_json position_json(const Position& position) {
    return {{"line", position.line + 1}, {"column", byte_of(position) + 1}};
}

ordered_json range_json(const Position& begin, const Position& end) {
    return {{"start", position_json(begin)}, {"end", position_json(end)}};
}

/// A text in the place of another one.
struct Suggestion {
    PositionRange range;
    std::string text;
};

/// All edits of a fix as one: reviewdog offers each suggestion on its own, and half a fix may lose
/// a field.
std::optional<Suggestion> suggestion_of(const Diagnostic& diagnostic) {
    if (!is_fixable(diagnostic) || diagnostic.fix->edits.empty() ||
        diagnostic.fix->edits.size() != diagnostic.edit_ranges.size()) {
        return std::nullopt;
    }
    const auto& edits = diagnostic.fix->edits;
    const auto& ranges = diagnostic.edit_ranges;
    Suggestion suggestion{{ranges.front().begin, ranges.front().end}, edits.front().text};
    const auto line = diagnostic.begin.line;
    for (std::size_t i = 1; i < edits.size(); ++i) {
        const auto& between = suggestion.range.end;
        if (between.line != line || ranges[i].begin.line != line) {
            return std::nullopt;
        }
        const auto begin = byte_of(between);
        const auto end = byte_of(ranges[i].begin);
        const auto source = diagnostic.source_begin;
        if (begin < source || end < begin || end - source > diagnostic.source.size()) {
            return std::nullopt;  // the line was cut to a part of it
        }
        suggestion.text += diagnostic.source.substr(begin - source, end - begin) + edits[i].text;
        suggestion.range.end = ranges[i].end;
    }
    return is_valid_utf8(suggestion.text) ? std::optional{std::move(suggestion)} : std::nullopt;
}

ordered_json diagnostic_json(const Diagnostic& diagnostic) {
    const auto& rule = *diagnostic.rule;
    ordered_json json{{"message", message_lines(diagnostic)}};
    json["location"] = {{"path", to_valid_utf8(diagnostic.path)},
                        {"range", range_json(diagnostic.begin, end_of(diagnostic))}};
    json["severity"] = severity_of(diagnostic.severity);
    json["code"] = {{"value", std::string{rule.code} + " " + std::string{rule.name}}};
    if (const auto suggestion = suggestion_of(diagnostic)) {
        ordered_json one{{"range", range_json(suggestion->range.begin, suggestion->range.end)},
                         {"text", suggestion->text}};
        json["suggestions"] = ordered_json::array({std::move(one)});
    }
    return json;
}

}  // namespace

std::string write_rdjson(const CheckResult& result, const ReportOptions&) {
    const auto worst = worst_first(result);
    const auto severity = worst.empty() ? Severity::info : worst.front()->severity;
    std::string out = R"({"source": {"name": "tasklint"}, "severity": ")";
    out += severity_of(severity);
    out += R"(", "diagnostics": [)";
    bool first = true;
    for (const auto& diagnostic : result.diagnostics) {
        out += std::exchange(first, false) ? "\n" : ",\n";
        out += json_text(diagnostic_json(diagnostic));
    }
    return out + "\n]}\n";
}

}  // namespace tasklint
