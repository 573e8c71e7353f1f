#include "tasklint/text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <utf8proc.h>

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

#include "text/ascii.hpp"
#include "text/find.hpp"

namespace tasklint {

namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

/// @return false if the text is not UTF-8
bool append_mapped(std::string& out, std::string_view text, utf8proc_option_t options) {
    utf8proc_uint8_t* made = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &made, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned{made, &std::free};
    if (size >= 0) {
        out.append(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
    }
    return size >= 0;
}

/// utf8proc gets what is no ASCII, with the character before it: that may be composed with it. All
/// other ASCII stays as it is but for its case.
std::string mapped(std::string_view text, utf8proc_option_t options) {
    const auto is_ascii = [&](std::size_t at) {
        return static_cast<unsigned char>(text[at]) < 0x80;
    };
    const bool folds = (options & UTF8PROC_CASEFOLD) != 0;
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t found = ascii_end(text, at);
        const std::size_t first = found > at && found < text.size() ? found - 1 : found;
        for (; at < first; ++at) {
            const char c = text[at];
            out += folds ? ascii_lower(c) : c;
        }
        std::size_t last = found;
        while (last < text.size() && !is_ascii(last)) {
            ++last;
        }
        if (first < last && !append_mapped(out, text.substr(first, last - first), options)) {
            return std::string{text};
        }
        at = last;
    }
    return out;
}

}  // namespace

Utf8Character decode_utf8(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const std::size_t left = text.size() - at;
    const unsigned char first = byte(0);
    constexpr Utf8Character invalid{replacement, 1, false};
    if (first < 0x80) {
        return {first, 1, true};
    }
    // RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
    if (first >= 0xC2 && first <= 0xDF) {
        if (left < 2 || !is_continuation(byte(1))) {
            return invalid;
        }
        return {static_cast<char32_t>((first & 0x1FU) << 6U | (byte(1) & 0x3FU)), 2, true};
    }
    if (first >= 0xE0 && first <= 0xEF) {
        if (left < 3 || !is_continuation(byte(1)) || !is_continuation(byte(2))) {
            return invalid;
        }
        const auto code_point = static_cast<char32_t>((first & 0x0FU) << 12U |
                                                      (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU));
        if (code_point < 0x800 || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
            return invalid;
        }
        return {code_point, 3, true};
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (left < 4 || !is_continuation(byte(1)) || !is_continuation(byte(2)) ||
            !is_continuation(byte(3))) {
            return invalid;
        }
        const auto code_point =
            static_cast<char32_t>((first & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U |
                                  (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU));
        if (code_point < 0x10000 || code_point > 0x10FFFF) {
            return invalid;
        }
        return {code_point, 4, true};
    }
    return invalid;
}

void append_utf8(std::string& out, char32_t code_point) {
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
        code_point = replacement;
    }
    std::array<char, 4> bytes{};
    std::size_t size = 0;
    const auto put = [&](char32_t bits) { bytes[size++] = static_cast<char>(bits); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0U | code_point >> 6U);
        put(0x80U | (code_point & 0x3FU));
    } else if (code_point < 0x10000) {
        put(0xE0U | code_point >> 12U);
        put(0x80U | (code_point >> 6U & 0x3FU));
        put(0x80U | (code_point & 0x3FU));
    } else {
        put(0xF0U | code_point >> 18U);
        put(0x80U | (code_point >> 12U & 0x3FU));
        put(0x80U | (code_point >> 6U & 0x3FU));
        put(0x80U | (code_point & 0x3FU));
    }
    out.append(bytes.data(), size);
}

std::string encode_utf8(char32_t code_point) {
    std::string out;
    append_utf8(out, code_point);
    return out;
}

namespace {

/// Bytes of the character at `at`, which is no ASCII; 0 if it is none.
std::size_t wide_size(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    // Most are of two or three bytes whose first one alone says that they are well formed.
    const unsigned char first = byte(at);
    const std::size_t left = text.size() - at;
    if (first >= 0xC2 && first <= 0xDF && left >= 2 && is_continuation(byte(at + 1))) {
        return 2;
    }
    if (first >= 0xE1 && first <= 0xEC && left >= 3 && is_continuation(byte(at + 1)) &&
        is_continuation(byte(at + 2))) {
        return 3;
    }
    if (first == 0xF0 && left >= 4 && byte(at + 1) >= 0x90 && byte(at + 1) <= 0xBF &&
        is_continuation(byte(at + 2)) && is_continuation(byte(at + 3))) {
        return 4;  // most emoji
    }
    const auto character = decode_utf8(text, at);
    return character.valid ? character.size : 0;
}

/// Over the characters from `at` on that are no ASCII. @return false if one is not well formed
bool skip_wide(std::string_view text, std::size_t& at) noexcept {
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
        const std::size_t size = wide_size(text, at);
        if (size == 0) {
            return false;
        }
        at += size;
    }
    return true;
}

#if defined(__SSE2__)
/// Goes over whole blocks of sixteen bytes, from the begin of a character to that of another.
/// @return false if the text is not UTF-8
bool skip_valid_blocks(std::string_view text, std::size_t& at) noexcept {
    const auto mask = [](__m128i bytes) {
        return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes));
    };
    while (at + 16 <= text.size()) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        const std::uint32_t wide = mask(bytes);  // the highest bits
        if (wide == 0) {
            at += 16;
            continue;
        }
        const auto is = [&](char byte) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)); };
        const auto at_least = [&](char byte) {
            return _mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8(byte)), bytes);
        };
        const __m128i c0_or_c1 =
            _mm_cmpeq_epi8(_mm_and_si128(bytes, _mm_set1_epi8('\xFE')), _mm_set1_epi8('\xC0'));
        // Those are never right, and behind these not every byte is.
        const __m128i special = _mm_or_si128(_mm_or_si128(c0_or_c1, at_least('\xF0')),
                                             _mm_or_si128(is('\xE0'), is('\xED')));
        if (mask(special) != 0) {
            at += static_cast<std::size_t>(std::countr_zero(wide));
            if (!skip_wide(text, at)) {
                return false;
            }
            continue;
        }
        // All others: two bytes, or three from E0 on, of which all but the first are 80 to BF.
        const std::uint32_t following = mask(_mm_cmplt_epi8(bytes, _mm_set1_epi8('\xC0')));
        const std::uint32_t first = wide & ~following;
        const std::uint32_t wanted = first << 1U | mask(at_least('\xE0')) << 2U;
        if ((wanted & 0xFFFFU) != following) {
            return false;
        }
        // The last character may end behind the block: it is looked at again.
        at += wanted <= 0xFFFFU ? 16U : static_cast<std::size_t>(std::bit_width(first)) - 1;
    }
    return true;
}
#endif

}  // namespace

bool is_valid_utf8(std::string_view text) noexcept {
    std::size_t at = 0;
#if defined(__SSE2__)
    if (!skip_valid_blocks(text, at)) {
        return false;
    }
#endif
    while ((at = ascii_end(text, at)) < text.size()) {
        if (!skip_wide(text, at)) {
            return false;
        }
    }
    return true;
}

std::string to_valid_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        if (character.valid) {
            out.append(text.substr(at, character.size));
        } else {
            append_utf8(out, replacement);
        }
        at += character.size;
    }
    return out;
}

std::string to_nfc(std::string_view text) {
    return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

std::string fold_case(std::string_view text) {
    return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE |
                                                       UTF8PROC_CASEFOLD));
}

std::string to_lower(std::string_view text) {
    // The final form of sigma: a letter before it and none behind it, what has no case left out
    // (SpecialCasing.txt, Final_Sigma). Both sides are known from one pass each way.
    const auto has_case = [](char32_t c) {
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
        return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL ||
               category == UTF8PROC_CATEGORY_LT;
    };
    const auto is_passed_over = [](char32_t c) {
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
        return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
               category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_LM ||
               category == UTF8PROC_CATEGORY_SK || c == U'\'' || c == U'.' || c == U':' ||
               c == 0xB7 || c == 0x2018 || c == 0x2019 || c == 0x2024 || c == 0x2027;
    };
    std::string out;
    out.reserve(text.size());
    bool letter_before = false;
    std::size_t open_sigma = std::string::npos;  // where one was written that may be final
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        const char32_t c = character.code_point;
        if (!character.valid) {
            out.append(text.substr(at, character.size));
        } else if (c < 0x80) {
            out += c >= U'A' && c <= U'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
        } else if (c == 0x130) {
            out += "i\u0307";
        } else {
            append_utf8(out,
                        static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
        }
        at += character.size;
        if (character.valid && is_passed_over(c)) {
            continue;
        }
        const bool letter = character.valid && has_case(c);
        if (letter && open_sigma != std::string::npos) {
            out.replace(open_sigma, 2, "σ");
        }
        open_sigma = std::string::npos;
        if (c == 0x3A3 && letter_before) {
            open_sigma = out.size() - 2;
            out.replace(open_sigma, 2, "ς");
        }
        letter_before = letter;
    }
    return out;
}

std::string fold_accents(std::string_view text) {
    return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE |
                                                       UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK));
}

bool is_white_space(char32_t code_point) noexcept {
    if (code_point < 0x80) {
        return is_ascii_white_space(static_cast<char>(code_point));
    }
    return code_point == 0xA0 || code_point == 0x1680 ||
           (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x2028 ||
           code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F ||
           code_point == 0x3000 || code_point == 0xFEFF;
}

std::string_view trim(std::string_view text) noexcept {
    const Span all{0, static_cast<std::uint32_t>(text.size())};
    return trim(all, text).in(text);
}

std::uint32_t skip_white_space(std::string_view text, std::uint32_t at,
                               std::uint32_t end) noexcept {
    while (at < end) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            if (!is_ascii_white_space(text[at])) {
                break;
            }
            ++at;
            continue;
        }
        const auto character = decode_utf8(text.substr(0, end), at);
        if (!character.valid || !is_white_space(character.code_point)) {
            break;
        }
        at += character.size;
    }
    return at;
}

Span detail::trim_any(Span span, std::string_view text) noexcept {
    span.begin = skip_white_space(text, span.begin, span.end);
    while (span.begin < span.end) {
        std::uint32_t at = span.end - 1;
        while (at > span.begin && span.end - at < 4 &&
               is_continuation(static_cast<unsigned char>(text[at]))) {
            --at;
        }
        const auto character = decode_utf8(text.substr(0, span.end), at);
        if (!character.valid || at + character.size != span.end ||
            !is_white_space(character.code_point)) {
            break;
        }
        span.end = at;
    }
    return span;
}

}  // namespace tasklint
