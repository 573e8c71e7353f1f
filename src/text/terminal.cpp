#include "text/terminal.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

#include "tasklint/text.hpp"
#include "text/ascii.hpp"

namespace tasklint {

bool acts_on_terminal(char32_t code_point) noexcept {
    return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F) ||
           code_point == 0x061C || (code_point >= 0x200E && code_point <= 0x200F) ||
           (code_point >= 0x2028 && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

bool opens_command(std::string_view text, std::size_t at) noexcept {
    if (text[at] != '[') {
        return false;
    }
    const auto stands_before = [&](std::string_view mark) {
        return at >= mark.size() &&
               std::equal(mark.begin(), mark.end(), text.begin() + at - mark.size(),
                          [](char a, char b) { return a == ascii_lower(b); });
    };
    return stands_before("##") || stands_before("##vso");
}

std::string terminal_safe_json(std::string json) {
    std::string safe;  // stays empty while there is nothing to escape
    std::size_t copied = 0;
    for (std::size_t at = 0; at < json.size();) {
        const auto byte = static_cast<unsigned char>(json[at]);
        if (byte < 0x7F && byte != '[') {
            ++at;
            continue;
        }
        const auto character = decode_utf8(json, at);
        if ((character.valid && acts_on_terminal(character.code_point)) ||
            opens_command(json, at)) {
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
