// What several report formats share.
#include "report/finding_text.hpp"

#include <iterator>

#include <fmt/format.h>

#include "tasklint/text.hpp"

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

std::string path_text(std::string_view path) {
    const auto text = printable(path);
    return text.substr(0, 1) == ":" ? "./" + text : text;
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

std::string terminal_safe_json(std::string json) {
    const auto acts_on_terminal = [](char32_t code_point) {
        return (code_point >= 0x7F && code_point <= 0x9F) || code_point == 0x061C ||
               (code_point >= 0x200E && code_point <= 0x200F) ||
               (code_point >= 0x2028 && code_point <= 0x202E) ||
               (code_point >= 0x2066 && code_point <= 0x2069);
    };
    std::string safe;  // stays empty while there is nothing to escape
    std::size_t copied = 0;
    for (std::size_t at = 0; at < json.size();) {
        const auto byte = static_cast<unsigned char>(json[at]);
        if (byte < 0x7F) {
            ++at;
            continue;
        }
        const auto character = decode_utf8(json, at);
        if (character.valid && acts_on_terminal(character.code_point)) {
            safe.append(json, copied, at - copied);
            fmt::format_to(std::back_inserter(safe), "\\u{:04x}",
                           static_cast<std::uint32_t>(character.code_point));
            copied = at + character.size;
        }
        at += character.size;
    }
    if (copied == 0) {
        return json;
    }
    safe.append(json, copied);
    return safe;
}

}  // namespace tasklint
