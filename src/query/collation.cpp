// The order of texts that JavaScript's `localeCompare` with `numeric` gives: for printable ASCII
// exactly, beyond it as near as decomposition and categories come without ICU's tables.
#include "query/collation.hpp"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

#include "tasklint/text.hpp"

namespace tasklint::query {
namespace {

constexpr std::string_view punctuation = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

// Primary weights, lowest first: punctuation is one byte below all of these, a letter of ASCII one
// byte from `first_letter` on; the others are followed by what tells them apart.
constexpr char symbol = 0x40;  // beyond ASCII
constexpr char number = 0x50;
constexpr char first_letter = 0x60;
constexpr char other_letter = '\x80';
// Of accents and of upper and lower case: what has neither is left out at the end.
constexpr char plain = 1;
constexpr char marked = 2;

/// Three bytes that are in the order of the code points.
void append_code_point(std::string& out, char32_t c) {
    for (const unsigned shift : {16U, 8U, 0U}) {
        out += static_cast<char>(c >> shift & 0xFFU);
    }
}

/// The number of digits: numbers are in its order first.
void append_length(std::string& out, std::size_t length) {
    constexpr std::size_t longest = 0x70;  // in one byte
    if (length < longest) {
        out += static_cast<char>(length + 1);
        return;
    }
    out += 0x7F;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        out += static_cast<char>(length >> shift & 0xFFU);
    }
}

void append_level(std::string& out, std::string_view level) {
    out += '\0';
    out += level.substr(0, level.find_last_not_of(plain) + 1);
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_letter_category(utf8proc_category_t category) {
    switch (category) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO: return true;
        default: return false;
    }
}

std::string decomposed(std::string_view text) {
    utf8proc_uint8_t* out = nullptr;
    const auto size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &out,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT));
    if (size < 0) {
        return std::string{text};
    }
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{out, &std::free};
    return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

}  // namespace

CollationKey collation_key(std::string_view text) {
    CollationKey key;
    std::string mapped;
    for (const char c : text) {
        key.certain = key.certain && c >= ' ' && c <= '~';
    }
    if (!key.certain) {
        mapped = decomposed(text);
        text = mapped;
    }
    std::string& primary = key.bytes;
    std::string accents;
    std::string cases;
    primary.reserve(text.size() + 2);
    const auto add = [&](char weight, bool upper) {
        primary += weight;
        accents += plain;
        cases += upper ? marked : plain;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        const char32_t c = character.code_point;
        if (is_digit(c)) {
            // A run of digits is one number: its length without zeros in front, then its digits.
            auto end = at;
            while (end < text.size() && is_digit(static_cast<unsigned char>(text[end]))) {
                ++end;
            }
            while (at < end && text[at] == '0') {
                ++at;
            }
            add(number, false);
            append_length(primary, end - at);
            primary += text.substr(at, end - at);
            at = end;
            continue;
        }
        at += character.size;
        if (c < 0x80) {
            const bool upper = c >= U'A' && c <= U'Z';
            if (upper || (c >= U'a' && c <= U'z')) {
                add(static_cast<char>(first_letter + static_cast<char>((c | 0x20U) - U'a')), upper);
            } else if (const auto place = punctuation.find(static_cast<char>(c));
                       place != std::string_view::npos && c != 0) {
                add(static_cast<char>(place + 1), false);
            }
            continue;
        }
        const auto signed_c = static_cast<utf8proc_int32_t>(c);
        const auto category = utf8proc_category(signed_c);
        if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME) {
            // An accent belongs to the letter before it.
            accents += symbol;
            append_code_point(accents, c);
        } else if (category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CC) {
            continue;
        } else if (c == 0xDF) {
            add(first_letter + ('s' - 'a'), false);
            add(first_letter + ('s' - 'a'), false);
            accents += marked;
        } else if (is_letter_category(category)) {
            const auto lower = static_cast<char32_t>(utf8proc_tolower(signed_c));
            add(other_letter, lower != c);
            append_code_point(primary, lower);
        } else {
            add(symbol, false);
            append_code_point(primary, c);
        }
    }
    append_level(primary, accents);
    append_level(primary, cases);
    return key;
}

}  // namespace tasklint::query
