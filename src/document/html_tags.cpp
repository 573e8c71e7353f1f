#include "document/html_tags.hpp"
#include "text/ascii.hpp"

#include <algorithm>

namespace tasklint::document {

namespace {

constexpr std::array<std::string_view, 4> raw_text_tags{"pre", "script", "style", "textarea"};
constexpr std::array<std::string_view, 62> block_tags{
    "address",  "article",  "aside",    "base",       "basefont", "blockquote", "body",   "caption",
    "center",   "col",      "colgroup", "dd",         "details",  "dialog",     "dir",    "div",
    "dl",       "dt",       "fieldset", "figcaption", "figure",   "footer",     "form",   "frame",
    "frameset", "h1",       "h2",       "h3",         "h4",       "h5",         "h6",     "head",
    "header",   "hr",       "html",     "iframe",     "legend",   "li",         "link",   "main",
    "menu",     "menuitem", "nav",      "noframes",   "ol",       "optgroup",   "option", "p",
    "param",    "search",   "section",  "summary",    "table",    "tbody",      "td",     "tfoot",
    "th",       "thead",    "title",    "tr",         "track",    "ul"};

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& names, std::string_view name) noexcept {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

TagName::TagName(std::string_view text, std::size_t at) noexcept {
    for (; at < text.size() && size_ < letters_.size(); ++at) {
        const char c = text[at];
        const bool upper = is_ascii_upper(c);
        const bool digit = is_ascii_digit(c) && size_ > 0;
        if (!upper && !digit && !is_ascii_lower(c)) {
            break;
        }
        letters_[size_++] = upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
}

bool is_raw_text_tag(std::string_view name) noexcept { return holds(raw_text_tags, name); }

bool is_block_tag(std::string_view name) noexcept { return holds(block_tags, name); }

std::size_t find_raw_text_end(std::string_view text, std::size_t at) noexcept {
    for (; (at = text.find("</", at)) != std::string_view::npos; at += 2) {
        const TagName name{text, at + 2};
        const auto behind = at + 2 + name.size();
        if (behind < text.size() && text[behind] == '>' && is_raw_text_tag(name.view())) {
            return at;
        }
    }
    return at;
}

}  // namespace tasklint::document
