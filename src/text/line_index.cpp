#include "tasklint/text.hpp"

#include <algorithm>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace tasklint {

LineIndex::LineIndex(std::string_view text) {
    constexpr std::size_t usual_line = 32;  // bytes
    begins_.reserve(text.size() / usual_line + 8);
    begins_.push_back(0);
    const char* const first = text.data();
    const char* const last = first + text.size();
    const char* at = first;
#if defined(__SSE2__)
    // Lines are short: a call of memchr for each takes longer.
    const auto newlines_in = [](const char* block) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
        return static_cast<std::uint64_t>(
            _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'))));
    };
    for (; last - at >= 64; at += 64) {
        auto found = newlines_in(at) | newlines_in(at + 16) << 16U | newlines_in(at + 32) << 32U |
                     newlines_in(at + 48) << 48U;
        for (; found != 0; found &= found - 1) {
            begins_.push_back(static_cast<std::uint32_t>(at - first) +
                              static_cast<std::uint32_t>(std::countr_zero(found)) + 1);
        }
    }
#endif
    while (at != last) {
        const auto* newline =
            static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(last - at)));
        if (newline == nullptr) {
            break;
        }
        at = newline + 1;
        begins_.push_back(static_cast<std::uint32_t>(at - first));
    }
}

std::uint32_t LineIndex::line_of(std::uint32_t offset) const noexcept {
    const auto after = std::upper_bound(begins_.begin(), begins_.end(), offset);
    return static_cast<std::uint32_t>(after - begins_.begin()) - 1;
}

std::uint32_t LineIndex::begin_of(std::uint32_t line) const noexcept { return begins_[line]; }

Span LineIndex::span_of(std::uint32_t line, std::string_view text) const noexcept {
    Span span{begins_[line], static_cast<std::uint32_t>(text.size())};
    if (line + 1 < begins_.size()) {
        span.end = begins_[line + 1] - 1;
        if (span.end > span.begin && text[span.end - 1] == '\r') {
            --span.end;
        }
    }
    return span;
}

std::uint32_t LineIndex::line_count() const noexcept {
    return static_cast<std::uint32_t>(begins_.size());
}

}  // namespace tasklint
