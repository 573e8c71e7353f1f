#include "calendar/tsv.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <fmt/core.h>
#include <xxhash.h>

#include "tasklint/text.hpp"
#include "text/ascii.hpp"

namespace tasklint {
namespace {

constexpr std::size_t hash_digits = 16;

bool is_lower_hex(char c) { return is_ascii_digit(c) || (c >= 'a' && c <= 'f'); }

/// A number of lower-case hexadecimal digits and nothing else.
template <typename Number> std::optional<Number> from_hex(std::string_view text) noexcept {
    constexpr int base = 16;
    Number number = 0;
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_lower_hex)) {
        return std::nullopt;
    }
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return read.ec == std::errc{} ? std::optional{number} : std::nullopt;
}

}  // namespace

std::string escape_field(std::string_view text) {
    std::string field;
    field.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        const auto code = character.code_point;
        if (!character.valid || code < 0x20 || code == 0x7F) {
            switch (text[at]) {
                case '\t': field += "\\t"; break;
                case '\n': field += "\\n"; break;
                case '\r': field += "\\r"; break;
                default: field += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
            }
        } else if (code == U'\\') {
            field += "\\\\";
        } else {
            field += text.substr(at, character.size);
        }
        at += character.size;
    }
    return field;
}

std::optional<std::string> unescape_field(std::string_view field) {
    std::string text;
    text.reserve(field.size());
    for (std::size_t at = 0; at < field.size(); ++at) {
        if (field[at] != '\\') {
            text += field[at];
            continue;
        }
        switch (++at < field.size() ? field[at] : '\0') {
            case '\\': text += '\\'; break;
            case 't': text += '\t'; break;
            case 'n': text += '\n'; break;
            case 'r': text += '\r'; break;
            case 'x': {
                const auto digits = field.substr(at + 1, 2);
                const auto byte = from_hex<unsigned char>(digits);
                if (digits.size() != 2 || !byte) {
                    return std::nullopt;
                }
                text += static_cast<char>(*byte);
                at += 2;
                break;
            }
            default: return std::nullopt;
        }
    }
    return text;
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::optional<std::int64_t> whole_number(std::string_view text) noexcept {
    std::int64_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end ? std::optional{number} : std::nullopt;
}

bool is_plain_uid(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_ascii_alphanumeric(c) || c == '-';
    });
}

std::uint64_t hash_of(std::string_view bytes) noexcept {
    return XXH3_64bits(bytes.data(), bytes.size());
}

std::string hex_of(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

std::optional<std::uint64_t> hash_from_hex(std::string_view text) noexcept {
    return text.size() == hash_digits ? from_hex<std::uint64_t>(text) : std::nullopt;
}

}  // namespace tasklint
