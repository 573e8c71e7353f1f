// A finding as an object. Keys are only ever added. Lines and columns count from 1, columns in code
// points; `byte` and `end_byte` of an edit count from 0 at the note's begin.
#include "report/finding_json.hpp"

#include <cstdint>
#include <utility>

#include <nlohmann/json.hpp>

#include "report/finding_text.hpp"
#include "text/terminal.hpp"

namespace tasklint {

using nlohmann::ordered_json;

namespace {

ordered_json fix_json(const Diagnostic& diagnostic) {
    if (!is_fixable(diagnostic)) {
        return nullptr;
    }
    const auto& fix = *diagnostic.fix;
    auto edits = ordered_json::array();
    for (std::size_t i = 0; i < fix.edits.size() && i < diagnostic.edit_ranges.size(); ++i) {
        const auto& [begin, end] = diagnostic.edit_ranges[i];
        edits.push_back({{"line", begin.line + 1},
                         {"column", begin.codepoint + 1},
                         {"end_line", end.line + 1},
                         {"end_column", end.codepoint + 1},
                         {"byte", fix.edits[i].span.begin},
                         {"end_byte", fix.edits[i].span.end},
                         {"text", fix.edits[i].text}});
    }
    return {{"safety", fix.safety == Safety::safe ? "safe" : "unsafe"},
            {"title", fix.title},
            {"edits", std::move(edits)}};
}

}  // namespace

ordered_json finding_json(const Diagnostic& diagnostic) {
    const auto& begin = diagnostic.begin;
    const auto& end = diagnostic.end;
    const auto& rule = *diagnostic.rule;
    return {{"path", diagnostic.path},
            {"vault_path", diagnostic.vault_path},
            {"line", begin.line + 1},
            {"column", begin.codepoint + 1},
            {"end_line", end.line + 1},
            {"end_column", end.codepoint + 1},
            {"columns",
             {{"byte", begin.byte + 1},
              {"utf16", begin.utf16 + 1},
              {"cell", begin.cell + 1},
              {"end_byte", end.byte + 1},
              {"end_utf16", end.utf16 + 1},
              {"end_cell", end.cell + 1}}},
            {"code", rule.code},
            {"name", rule.name},
            {"severity", severity_name(diagnostic.severity)},
            {"confidence", confidence_name(diagnostic.confidence)},
            {"message", diagnostic.message},
            {"help", diagnostic.help},
            {"fix", fix_json(diagnostic)},
            {"fingerprint", diagnostic.fingerprint}};
}

std::string json_text(const ordered_json& json) {
    return terminal_safe_json(json.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

}  // namespace tasklint
