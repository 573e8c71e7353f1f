// Text in XML 1.0 (w3.org/TR/xml, 2.2 Characters and 2.4 Character Data and Markup).
#include "report/xml_text.hpp"

#include <cstdint>
#include <iterator>

#include <fmt/format.h>

#include "tasklint/text.hpp"
#include "text/terminal.hpp"

namespace tasklint {

namespace {

/// XML 1.0 has no way to write it, not even by its number.
bool is_forbidden(char32_t code_point) {
    const bool control = code_point < 0x20;
    const bool white = code_point == U'\t' || code_point == U'\n' || code_point == U'\r';
    return (control && !white) || code_point == 0xFFFE || code_point == 0xFFFF;
}

void append_xml(std::string& out, char32_t code_point) {
    switch (code_point) {
        case U'&': out += "&amp;"; return;
        case U'<': out += "&lt;"; return;
        case U'>': out += "&gt;"; return;  // `]]>` may not stand in text
        case U'"': out += "&quot;"; return;
        case U'\'': out += "&apos;"; return;
        default: break;
    }
    if (is_forbidden(code_point)) {
        out += "\uFFFD";
    } else if (acts_on_terminal(code_point)) {
        fmt::format_to(std::back_inserter(out), "&#x{:X};", static_cast<std::uint32_t>(code_point));
    } else {
        append_utf8(out, code_point);
    }
}

}  // namespace

std::string xml_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        if (opens_command(text, at)) {
            out += "&#x5B;";
        } else {
            append_xml(out, character.code_point);
        }
        at += character.size;
    }
    return out;
}

}  // namespace tasklint
