// Text in HTML (html.spec.whatwg.org, 13.1.4 Character references).
#include "report/html_text.hpp"

#include "calendar/summary.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : printable(clean_text(text))) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

}  // namespace tasklint
