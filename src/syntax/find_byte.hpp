#pragma once

// Where in a text one of a few bytes stands first: what reading spends its time on.

#include <cstddef>

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#include <cstdint>
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
    for (; end - at >= step; at += step) {
        if (const std::uint32_t found = found_in(at); found != 0) {
            return at + std::countr_zero(found);
        }
    }
    if (at != end && end - begin >= step) {
        // The last sixteen bytes, some of which were looked at before.
        const char* const block = end - step;
        const std::uint32_t found = found_in(block) >> static_cast<std::uint32_t>(at - block);
        return found == 0 ? end : at + std::countr_zero(found);
    }
#endif
    return find_byte_plainly<wanted...>(at, end);
}

}  // namespace tasklint::syntax
