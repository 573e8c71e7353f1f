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

// The classes of primary weights, lowest first.
constexpr char32_t first_symbol = 0x100;  // beyond ASCII
constexpr char32_t numbers = 0x200000;
constexpr char32_t first_letter = 0x300000;
constexpr char32_t first_other_letter = 0x400000;

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
    std::u32string accents;
    std::u32string cases;
    const auto add = [&](char32_t weight, bool upper) {
        key.units += weight;
        accents += U'\1';
        cases += upper ? U'\2' : U'\1';
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
            add(numbers, false);
            key.units += numbers + 1 + static_cast<char32_t>(end - at);
            for (; at < end; ++at) {
                key.units += static_cast<char32_t>(text[at]);
            }
            continue;
        }
        at += character.size;
        if (c < 0x80) {
            const bool upper = c >= U'A' && c <= U'Z';
            if (upper || (c >= U'a' && c <= U'z')) {
                add(first_letter + (c | 0x20U), upper);
            } else if (const auto place = punctuation.find(static_cast<char>(c));
                       place != std::string_view::npos && c != 0) {
                add(static_cast<char32_t>(place) + 1, false);
            }
            continue;
        }
        const auto signed_c = static_cast<utf8proc_int32_t>(c);
        const auto category = utf8proc_category(signed_c);
        if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME) {
            // An accent belongs to the letter before it.
            accents += c + 1;
        } else if (category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CC) {
            continue;
        } else if (c == 0xDF) {
            add(first_letter + U's', false);
            add(first_letter + U's', false);
            accents += U'\2';
        } else if (is_letter_category(category)) {
            const auto lower = static_cast<char32_t>(utf8proc_tolower(signed_c));
            add(first_other_letter + lower, lower != c);
        } else {
            add(first_symbol + c, false);
        }
    }
    key.units += U'\0';
    key.units += accents;
    key.units += U'\0';
    key.units += cases;
    return key;
}

}  // namespace tasklint::query
