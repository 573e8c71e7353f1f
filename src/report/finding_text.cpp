// What several report formats share.
#include "report/finding_text.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "tasklint/text.hpp"
#include "text/ascii.hpp"

namespace tasklint {

bool is_fixable(const Diagnostic& diagnostic) noexcept {
    return diagnostic.fix.has_value() && !diagnostic.fix_refused;
}

std::string_view fix_mark(const Diagnostic& diagnostic) noexcept {
    if (!is_fixable(diagnostic)) {
        return {};
    }
    return diagnostic.fix->safety == Safety::safe ? "[*]" : "[!]";
}

bool begins_command(std::string_view text) noexcept { return trim(text).substr(0, 2) == "::"; }

std::string path_from_here(std::string path) {
    // One colon may be all of the name, with another one behind it.
    return trim(path).substr(0, 1) == ":" ? "./" + path : path;
}

std::string path_text(std::string_view path) { return path_from_here(printable(path)); }

std::string line_text(std::string_view text) {
    auto shown = printable(text);
    if (begins_command(shown)) {
        shown.replace(shown.find(':'), 1, "<U+003A>");
    }
    return shown;
}

std::string with_thousands(std::size_t number) {
    auto digits = std::to_string(number);
    for (auto at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string counted(std::size_t number, std::string_view noun) {
    return fmt::format("{} {}{}", with_thousands(number), noun, number == 1 ? "" : "s");
}

FindingCounts count_findings(const CheckResult& result) noexcept {
    FindingCounts counts;
    for (const auto& diagnostic : result.diagnostics) {
        switch (diagnostic.severity) {
            case Severity::error: ++counts.errors; break;
            case Severity::warning: ++counts.warnings; break;
            case Severity::info: ++counts.infos; break;
        }
        if (is_fixable(diagnostic)) {
            ++(diagnostic.fix->safety == Safety::safe ? counts.safe : counts.unsafe);
        }
    }
    return counts;
}

std::string_view without_mark(std::string_view line, const Diagnostic& diagnostic) noexcept {
    constexpr std::string_view mark = "\uFEFF";
    const bool first = diagnostic.begin.line == 0 && diagnostic.source_begin == 0;
    return first && line.substr(0, mark.size()) == mark ? line.substr(mark.size()) : line;
}

std::string message_lines(const Diagnostic& diagnostic) {
    auto message = printable(diagnostic.message);
    const auto add = [&](std::string_view label, std::string_view text) {
        if (!text.empty()) {
            message +=
                fmt::format("\n{}{}", label, label.empty() ? line_text(text) : printable(text));
        }
    };
    add("", diagnostic.detail);
    add("plugin reads: ", diagnostic.plugin_reads);
    if (is_fixable(diagnostic)) {
        add(diagnostic.fix->safety == Safety::safe ? "safe fix: " : "unsafe fix: ",
            diagnostic.fixed_line.empty() ? diagnostic.fix->title
                                          : without_mark(diagnostic.fixed_line, diagnostic));
    }
    add("help: ", diagnostic.help);
    return message;
}

std::vector<const Diagnostic*> worst_first(const CheckResult& result) {
    std::vector<const Diagnostic*> findings;
    findings.reserve(result.diagnostics.size());
    for (const auto& diagnostic : result.diagnostics) {
        findings.push_back(&diagnostic);
    }
    std::stable_sort(
        findings.begin(), findings.end(),
        [](const Diagnostic* a, const Diagnostic* b) { return a->severity > b->severity; });
    return findings;
}

const Position& end_of(const Diagnostic& diagnostic) noexcept {
    const auto& begin = diagnostic.begin;
    const auto& end = diagnostic.end;
    return std::tie(end.line, end.codepoint) < std::tie(begin.line, begin.codepoint) ? begin : end;
}

std::string url_path(std::string_view path) {
    std::string url;
    for (const char c : path) {
        const bool plain =
            is_ascii_alphanumeric(c) || std::string_view{"/-._~"}.find(c) != std::string_view::npos;
        if (plain) {
            url += c;
        } else {
            fmt::format_to(std::back_inserter(url), "%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return url;
}

}  // namespace tasklint
