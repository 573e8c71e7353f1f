#pragma once

// Where in a text one of a few bytes stands first, or which of them stand in it: what reading
// spends its time on.

#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>

#include <array>
#include <bit>
#include <utility>
#endif

namespace tasklint::syntax {

/// The first of `wanted` in [at, end), or end. Byte by byte: the twin of `find_byte` for machines
/// and texts that have no sixteen bytes to look at at once.
template <char... wanted> const char* find_byte_plainly(const char* at, const char* end) noexcept {
    while (at != end && ((*at != wanted) && ...)) {
        ++at;
    }
    return at;
}

/// The first of `wanted` in [at, end), or end.
/// @param begin of the text: bytes from there on may be read
template <char... wanted>
const char* find_byte([[maybe_unused]] const char* begin, const char* at,
                      const char* end) noexcept {
#if defined(__SSE2__)
    constexpr std::ptrdiff_t step = 16;
    const auto found_in = [](const char* block) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
        __m128i found = _mm_setzero_si128();
        ((found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted)))), ...);
        return static_cast<std::uint32_t>(_mm_movemask_epi8(found));
    };
    if (end - begin >= step) {
        const char* const last = end - step;
        for (; at <= last; at += step) {
            if (const std::uint32_t found = found_in(at); found != 0) {
                return at + std::countr_zero(found);
            }
        }
        if (at == end) {
            return end;
        }
        // The last sixteen bytes, some of which were looked at before.
        const std::uint32_t found = found_in(last) >> static_cast<std::uint32_t>(at - last);
        return found == 0 ? end : at + std::countr_zero(found);
    }
#endif
    return find_byte_plainly<wanted...>(at, end);
}

/// Which of `wanted` stand in a text: the lowest bit for the first one. Byte by byte.
template <char... wanted> std::uint32_t bytes_in_plainly(std::string_view text) noexcept {
    std::uint32_t found = 0;
    for (const char c : text) {
        std::uint32_t bit = 1;
        ((found |= c == wanted ? bit : 0U, bit <<= 1U), ...);
    }
    return found;
}

/// The same, sixteen bytes at a time where the machine can. All bytes are looked at, whatever they
/// are, so that the processor need not guess.
template <char... wanted> std::uint32_t bytes_in(std::string_view text) noexcept {
#if defined(__SSE2__)
    constexpr std::size_t step = 16;
    if (text.size() >= step) {
        return [&]<std::size_t... i>(std::index_sequence<i...>) {
            struct Block {
                __m128i bytes = _mm_setzero_si128();
            };
            std::array<Block, sizeof...(wanted)> seen;
            const auto look_at = [&](std::size_t at) {
                const __m128i bytes =
                    _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
                ((seen[i].bytes =
                      _mm_or_si128(seen[i].bytes, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted)))),
                 ...);
            };
            for (std::size_t at = 0; at + step < text.size(); at += step) {
                look_at(at);
            }
            look_at(text.size() - step);  // the last ones, some of which were looked at before
            return ((_mm_movemask_epi8(seen[i].bytes) != 0 ? std::uint32_t{1} << i : 0U) | ...);
        }
        (std::make_index_sequence<sizeof...(wanted)>{});
    }
#endif
    return bytes_in_plainly<wanted...>(text);
}

}  // namespace tasklint::syntax
