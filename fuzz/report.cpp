// Every report of a note: text that a terminal does not obey, JSON and XML that can be read.
#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tasklint/lint.hpp"
#include "tasklint/report.hpp"
#include "text/terminal.hpp"

#include "support.hpp"

using namespace tasklint;

namespace {

/// Elements begin and end in turn, attributes are quoted, and `&` begins a reference.
bool is_xml(std::string_view text) {
    std::vector<std::string> open;
    while (!text.empty()) {
        if (text.front() == '&') {
            const auto end = text.find(';');
            if (end == std::string_view::npos || end < 2 || end > 10) {
                return false;
            }
            text.remove_prefix(end + 1);
        } else if (text.front() != '<') {
            text.remove_prefix(1);
        } else {
            const auto end = text.find('>');
            if (end == std::string_view::npos) {
                return false;
            }
            const auto tag = text.substr(1, end - 1);
            const auto name = std::string{tag.substr(0, tag.find_first_of(" /?\n", 1))};
            if (tag.find('<') != std::string_view::npos ||
                std::count(tag.begin(), tag.end(), '"') % 2) {
                return false;
            }
            if (tag.front() == '/') {
                if (open.empty() || "/" + open.back() != name) {
                    return false;
                }
                open.pop_back();
            } else if (tag.front() != '?' && tag.back() != '/') {
                open.push_back(name);
            }
            text.remove_prefix(end + 1);
        }
    }
    return open.empty();
}

bool is_harmless(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        if (!character.valid ||
            (character.code_point != U'\n' && acts_on_terminal(character.code_point))) {
            return false;
        }
        at += character.size;
    }
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1 || size > 3000) {  // twelve reports of every rule are slow enough
        return 0;
    }
    static const Config config = [] {
        Config all;
        all.select = {"all"};
        return all;
    }();
    static const RuleSelection selection{config};
    // The first byte: how long the note's name is; then the name, then the note.
    const std::size_t length = std::min<std::size_t>(data[0] % 32, size - 1);
    const std::string name = "Notes/" + fuzz::text_of(data + 1, length) + ".md";
    const std::string text = fuzz::text_of(data + 1 + length, size - 1 - length);
    LintOptions options;
    options.today = date::year_month_day{date::year{2026}, date::month{1}, date::day{5}};
    CheckResult result;
    result.diagnostics = check(parse(text, name, config.tasks), config, selection, options);
    set_paths(result.diagnostics, {name, name, name});
    result.notes = 1;
    for (const ReportFormat& format : report_formats()) {
        const std::string report = format.write(result, {});
        fuzz::require(is_harmless(report), "nothing acts");
        if (format.name == "jsonl") {
            for (std::string_view rest = report; !rest.empty();) {
                const auto end = rest.find('\n');
                fuzz::require(nlohmann::json::accept(rest.substr(0, end)), "each line is JSON");
                rest.remove_prefix(end + 1);
            }
        } else if (format.name == "json" || format.name == "gitlab" || format.name == "sarif" ||
                   format.name == "rdjson") {
            fuzz::require(nlohmann::json::accept(report), "it is JSON");
        } else if (format.name == "junit" || format.name == "checkstyle") {
            fuzz::require(is_xml(report), "it is XML");
        } else if (format.name == "github") {
            fuzz::require(report.find("\n ::") == std::string::npos, "commands are ours");
        }
    }
    return 0;
}
