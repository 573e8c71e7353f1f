// SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0) for code scanning.
//   * All rules are described, whether they found something or not, so that a viewer knows what was
//     looked for.
//   * A fix without a change makes GitHub drop the whole file, so there is none.
//   * Columns are code points, which has to be said: the default is UTF-16 units.
#include "report/formats.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "report/finding_json.hpp"
#include "report/finding_text.hpp"
#include "report/rule_text.hpp"
#include "report/source_root.hpp"
#include "tasklint/text.hpp"
#include "tasklint/version.hpp"

namespace tasklint {

namespace {

using nlohmann::ordered_json;

constexpr std::string_view schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view base = "%SRCROOT%";

std::string_view level_of(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::info: break;
    }
    return "note";
}

/// A text as a message: braces would be placeholders (§3.11.5), `[text](target)` a link of the
/// note's choice (§3.11.6).
std::string message_text(std::string_view text) {
    std::string out;
    char before = 0;
    for (const char c : text) {
        const bool link = before == ']' && c == '(';
        out += link ? " " : "";
        out += c;
        if (c == '{' || c == '}') {
            out += c;
        }
        before = c;
    }
    return out;
}

/// GitHub's words for how often a rule is right.
std::string_view precision_of(const Rule& rule) {
    return rule.confidence == Confidence::certain ? "very-high" : "high";
}

std::string_view fix_class_name(FixClass fix) {
    switch (fix) {
        case FixClass::safe: return "safe";
        case FixClass::unsafe: return "unsafe";
        case FixClass::none: break;
    }
    return "none";
}

ordered_json rule_json(const Rule& rule) {
    const auto page = to_valid_utf8(rule_page(rule));
    ordered_json configuration{{"level", level_of(rule.severity)}};
    if (rule.on == DefaultOn::no) {
        configuration["enabled"] = false;
    }
    ordered_json json{{"id", rule.code},
                      {"name", rule.name},
                      {"shortDescription", {{"text", rule.summary}}},
                      {"fullDescription", {{"text", rule_description(rule)}}}};
    json["help"] = {{"text", page}, {"markdown", page}};
    json["defaultConfiguration"] = std::move(configuration);
    json["properties"] = {{"tags", ordered_json::array({"obsidian-tasks", rule.group})},
                          {"group", rule.group},
                          {"confidence", confidence_name(rule.confidence)},
                          {"precision", precision_of(rule)},
                          {"fix", fix_class_name(rule.fix)}};
    return json;
}

/// Where a note is. What lies outside the sources has no path from their top.
ordered_json artifact_json(const std::string& path) {
    if (path.substr(0, 1) == "/") {
        return {{"uri", "file://" + url_path(path)}};
    }
    return {{"uri", url_path(path)}, {"uriBaseId", base}};
}

ordered_json region_json(const Position& begin, const Position& end) {
    return {{"startLine", begin.line + 1},
            {"startColumn", begin.codepoint + 1},
            {"endLine", end.line + 1},
            {"endColumn", end.codepoint + 1}};
}

ordered_json replacements_json(const Diagnostic& diagnostic) {
    auto replacements = ordered_json::array();
    const auto& edits = diagnostic.fix->edits;
    for (std::size_t i = 0; i < edits.size() && i < diagnostic.edit_ranges.size(); ++i) {
        const auto& [begin, end] = diagnostic.edit_ranges[i];
        replacements.push_back({{"deletedRegion", region_json(begin, end)},
                                {"insertedContent", {{"text", edits[i].text}}}});
    }
    return replacements;
}

/// The finding's fix if this format can say it: bytes that are no UTF-8 would be others.
ordered_json fixes_json(const Diagnostic& diagnostic, const ordered_json& artifact) {
    if (!is_fixable(diagnostic)) {
        return nullptr;
    }
    const auto& fix = *diagnostic.fix;
    const bool whole = !fix.edits.empty() && fix.edits.size() == diagnostic.edit_ranges.size() &&
                       std::all_of(fix.edits.begin(), fix.edits.end(),
                                   [](const Edit& edit) { return is_valid_utf8(edit.text); });
    if (!whole) {
        return nullptr;
    }
    ordered_json json{{"description",
                       {{"text", message_text(fmt::format(
                                     "{} fix: {}", fix.safety == Safety::safe ? "safe" : "unsafe",
                                     printable(fix.title)))}}}};
    ordered_json change{{"artifactLocation", artifact},
                        {"replacements", replacements_json(diagnostic)}};
    json["artifactChanges"] = ordered_json::array({std::move(change)});
    return ordered_json::array({std::move(json)});
}

ordered_json result_json(const Diagnostic& diagnostic, bool suppressed, const SourceRoot& root) {
    const auto artifact = artifact_json(root.path_of(diagnostic.path));
    ordered_json json{{"ruleId", diagnostic.rule->code}};
    const auto& all = rules();
    const auto rule = std::find_if(all.begin(), all.end(), [&](const Rule* other) {
        return other->code == diagnostic.rule->code;
    });
    if (rule != all.end()) {
        json["ruleIndex"] = rule - all.begin();
    }
    json["level"] = level_of(diagnostic.severity);
    json["message"] = {{"text", message_text(message_lines(diagnostic))}};
    ordered_json place;
    place["physicalLocation"] = {{"artifactLocation", artifact},
                                 {"region", region_json(diagnostic.begin, end_of(diagnostic))}};
    json["locations"] = ordered_json::array({std::move(place)});
    json["partialFingerprints"] = {{"tasklintFingerprint/v1", diagnostic.fingerprint}};
    // Said of all results or of none (§3.27.23).
    json["suppressions"] = ordered_json::array();
    if (suppressed) {
        json["suppressions"].push_back({{"kind", "inSource"}});
    } else if (auto fixes = fixes_json(diagnostic, artifact); !fixes.is_null()) {
        json["fixes"] = std::move(fixes);
    }
    return json;
}

/// Appends values to an array that is open, one a line.
class Lines {
public:
    explicit Lines(std::string& out) : out_(out) {}
    void add(const ordered_json& json) {
        out_ += (first_ ? "\n" : ",\n") + json_text(json);
        first_ = false;
    }

private:
    std::string& out_;
    bool first_ = true;
};

}  // namespace

std::string write_sarif(const CheckResult& result, const ReportOptions& options) {
    // Written in parts, a rule and a result a line: memory holds one of them at a time as JSON, and
    // a diff of two reports shows results.
    auto out = fmt::format(R"({{
"$schema": "{}",
"version": "2.1.0",
"runs": [{{
"tool": {{"driver": {{
"name": "tasklint",
"semanticVersion": "{}",
"version": "{}",
"rules": [)",
                           schema, version, version);
    Lines described{out};
    for (const Rule* const rule : rules()) {
        described.add(rule_json(*rule));
    }
    out += fmt::format(R"(
]}}}},
"columnKind": "unicodeCodePoints",
"originalUriBaseIds": {{"{}": {{"description": {{"text": "the top of the repository, or the working directory if there is none"}}}}}},
"invocations": [{{"executionSuccessful": true}}],
"results": [)",
                       base);
    const SourceRoot root{options};
    Lines found{out};
    for (const auto& diagnostic : result.diagnostics) {
        found.add(result_json(diagnostic, false, root));
    }
    for (const auto& diagnostic : result.suppressed) {
        found.add(result_json(diagnostic, true, root));
    }
    return out + "\n]\n}]\n}\n";
}

}  // namespace tasklint
