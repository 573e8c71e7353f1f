// Front matter that needs no parser of YAML. Whatever is not plain is left to that.
#include <array>

#include "document/front_matter.hpp"
#include "text/ascii.hpp"

namespace tasklint::document {

namespace {

constexpr auto no_size = std::string_view::npos;

/// Inside a scalar without quotes these mean themselves.
constexpr auto means_itself = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view{"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "0123456789 _-./,()+"}) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

/// Bytes of a key before its colon, or `no_size`.
std::size_t key_size(std::string_view line) {
    constexpr std::size_t longest = 100;  // YAML allows a key of 1024 characters
    std::size_t size = 0;
    while (size < line.size() &&
           (is_ascii_alphanumeric(line[size]) || line[size] == '_' || line[size] == '-')) {
        ++size;
    }
    const bool key = size > 0 && size <= longest && is_ascii_letter(line.front()) &&
                     size < line.size() && line[size] == ':';
    return key ? size : no_size;
}

/// The text is one scalar, without quotes or in those that hold neither escapes nor quotes.
bool is_scalar(std::string_view text) {
    const char first = text.front();
    if (first == '"' || first == '\'') {
        if (text.size() < 2 || text.back() != first) {
            return false;
        }
        for (const char c : text.substr(1, text.size() - 2)) {
            if (c < 0x20 || c > 0x7E || c == first || c == '\\') {
                return false;
            }
        }
        return true;
    }
    if (!is_ascii_alphanumeric(first) || text.back() == ' ') {
        return false;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool colon_inside =
            text[at] == ':' && at + 1 < text.size() && is_ascii_alphanumeric(text[at + 1]);
        if (!means_itself[static_cast<unsigned char>(text[at])] && !colon_inside) {
            return false;
        }
    }
    return true;
}

std::string_view unquoted(std::string_view scalar) {
    const bool quoted = scalar.front() == '"' || scalar.front() == '\'';
    return quoted ? scalar.substr(1, scalar.size() - 2) : scalar;
}

}  // namespace

std::optional<FrontMatter> read_plainly(std::string_view text, std::uint32_t begin) {
    FrontMatter result;
    constexpr std::size_t usual = 8;  // properties of a note
    result.keys.reserve(usual);
    result.values.reserve(usual);
    constexpr auto in_no_list = no_size;
    std::size_t indentation = in_no_list;  // of the items of the list that is open
    bool wants_item = false;               // a key without a value on its line
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t newline = text.find('\n', at);
        if (newline == no_size) {
            return std::nullopt;
        }
        const auto line = text.substr(at, newline - at);
        const auto add = [&](std::size_t from, bool in_list) {
            const auto scalar = line.substr(from);
            if (scalar.empty() || !is_scalar(scalar)) {
                return false;
            }
            const auto place = begin + static_cast<std::uint32_t>(at + from);
            FrontMatterValue& value = result.values.emplace_back();
            value.key = result.keys.back().first;
            value.value = unquoted(scalar);
            value.span = {place, place + static_cast<std::uint32_t>(scalar.size())};
            value.in_list = in_list;
            return true;
        };
        const std::size_t text_begin = line.find_first_not_of(' ');
        if (text_begin != no_size && line.substr(text_begin, 2) == "- ") {
            if (wants_item) {
                indentation = text_begin;
                wants_item = false;
            }
            if (indentation != text_begin || !add(text_begin + 2, true)) {
                return std::nullopt;
            }
        } else {
            const std::size_t size = key_size(line);
            if (size == no_size || wants_item) {
                return std::nullopt;
            }
            const auto place = begin + static_cast<std::uint32_t>(at);
            result.keys.emplace_back(line.substr(0, size),
                                     Span{place, place + static_cast<std::uint32_t>(size)});
            indentation = in_no_list;
            wants_item = size + 1 == line.size();
            if (!wants_item && (line[size + 1] != ' ' || !add(size + 2, false))) {
                return std::nullopt;
            }
        }
        at = newline + 1;
    }
    return wants_item ? std::nullopt : std::optional{std::move(result)};
}

}  // namespace tasklint::document
