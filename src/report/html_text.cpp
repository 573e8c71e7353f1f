// Text in HTML (html.spec.whatwg.org, 13.1.4 Character references).
#include "report/html_text.hpp"

#include "calendar/summary.hpp"
#include "tasklint/text.hpp"
#include "text/terminal.hpp"

namespace tasklint {

namespace {

void append_html(std::string& out, std::string_view text) {
    for (const char c : printable(text)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
}

}  // namespace

std::string html_text(std::string_view text) {
    const std::string clean = clean_text(text);
    std::string out;
    std::size_t done = 0;
    for (auto at = clean.find('['); at != std::string::npos; at = clean.find('[', at + 1)) {
        if (opens_command(clean, at)) {
            append_html(out, std::string_view{clean}.substr(done, at - done));
            out += "&#91;";
            done = at + 1;
        }
    }
    append_html(out, std::string_view{clean}.substr(done));
    return out;
}

}  // namespace tasklint
