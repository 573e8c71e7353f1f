#pragma once

// Searches over whole notes, sixteen bytes at a time where the machine can; each has a plain twin
// that finds the same.

#include <cstddef>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#include <cstdint>
#endif

namespace tasklint {

/// The ASCII characters among those that `is_white_space` takes.
constexpr bool is_ascii_white_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The first byte from `at` on that is no ASCII, or the text's end. Byte by byte.
inline std::size_t ascii_end_plainly(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) {
        ++at;
    }
    return at;
}

/// The first byte from `at` on that is no ASCII, or the text's end.
inline std::size_t ascii_end(std::string_view text, std::size_t at) noexcept {
#if defined(__SSE2__)
    const auto load = [&](std::size_t from) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    };
    for (; at + 16 <= text.size(); at += 16) {
        const auto high = static_cast<std::uint32_t>(_mm_movemask_epi8(load(at)));
        if (high != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(high));
        }
    }
    if (at < text.size() && text.size() >= 16) {
        // The last sixteen bytes, some of which were looked at before.
        const std::size_t last = text.size() - 16;
        const auto high = static_cast<std::uint32_t>(_mm_movemask_epi8(load(last))) >> (at - last);
        return high == 0 ? text.size() : at + static_cast<std::size_t>(std::countr_zero(high));
    }
#endif
    return ascii_end_plainly(text, at);
}

/// Whether a character that is no ASCII begins right behind another one. Byte by byte from `at` on.
inline bool has_wide_pair_plainly(std::string_view text, std::size_t at = 1) noexcept {
    for (; at < text.size(); ++at) {
        if (static_cast<unsigned char>(text[at]) >= 0xC0 &&
            static_cast<unsigned char>(text[at - 1]) >= 0x80) {
            return true;
        }
    }
    return false;
}

/// Whether a character that is no ASCII begins right behind another one.
inline bool has_wide_pair(std::string_view text) noexcept {
#if defined(__SSE2__)
    constexpr std::size_t step = 16;
    if (text.size() > step) {
        const auto load = [&](std::size_t from) {
            return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
        };
        __m128i seen = _mm_setzero_si128();
        const auto look_at = [&](std::size_t at) {
            const __m128i bytes = load(at);
            const __m128i begins = _mm_cmpgt_epi8(bytes, _mm_set1_epi8('\xBF'));  // 0xC0 to 0x7F
            seen = _mm_or_si128(seen, _mm_and_si128(_mm_and_si128(begins, bytes), load(at - 1)));
        };
        for (std::size_t at = 1; at + step < text.size(); at += step) {
            look_at(at);
        }
        look_at(text.size() - step);          // the last ones, some of which were looked at before
        return _mm_movemask_epi8(seen) != 0;  // the highest bit: of bytes that are no ASCII
    }
#endif
    return has_wide_pair_plainly(text);
}

/// Whether a word of two bytes or more stands in a text. Best if its first and its last byte are
/// seldom as far apart as in it.
inline bool contains(std::string_view text, std::string_view word) noexcept {
    std::size_t at = 0;
#if defined(__SSE2__)
    const std::size_t last = word.size() - 1;
    const __m128i first_byte = _mm_set1_epi8(word.front());
    const __m128i last_byte = _mm_set1_epi8(word.back());
    const auto ends_at = [&](std::size_t from) {
        const auto load = [&](std::size_t place) {
            return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + place));
        };
        return _mm_and_si128(_mm_cmpeq_epi8(load(from), first_byte),
                             _mm_cmpeq_epi8(load(from + last), last_byte));
    };
    const auto stands_in = [&](std::size_t from, __m128i ends) {
        auto both = static_cast<std::uint32_t>(_mm_movemask_epi8(ends));
        for (; both != 0; both &= both - 1) {
            const std::size_t place = from + static_cast<std::size_t>(std::countr_zero(both));
            if (std::memcmp(text.data() + place, word.data(), word.size()) == 0) {
                return true;
            }
        }
        return false;
    };
    for (; at + last + 64 <= text.size(); at += 64) {  // hardly ever is there one
        const __m128i a = ends_at(at);
        const __m128i b = ends_at(at + 16);
        const __m128i c = ends_at(at + 32);
        const __m128i d = ends_at(at + 48);
        if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))) != 0 &&
            (stands_in(at, a) || stands_in(at + 16, b) || stands_in(at + 32, c) ||
             stands_in(at + 48, d))) {
            return true;
        }
    }
    for (; at + last + 16 <= text.size(); at += 16) {
        if (stands_in(at, ends_at(at))) {
            return true;
        }
    }
#endif
    return text.find(word, at) != std::string_view::npos;
}

}  // namespace tasklint
