#include "calendar/places.hpp"

#include <algorithm>
#include <cstddef>

namespace tasklint {
namespace {

constexpr std::int64_t step = 1 << 20;  // room for twenty lines, each inserted before the last

using Places = std::vector<std::optional<std::int64_t>>;

/// The longest rising selection keeps its numbers (patience sorting), the others lose theirs.
Places rising(const Places& old) {
    constexpr auto none = static_cast<std::size_t>(-1);
    std::vector<std::size_t>
        ends;  // the line with the lowest number that ends a run of each length
    std::vector<std::size_t> before(old.size(), none);
    for (std::size_t i = 0; i < old.size(); ++i) {
        if (!old[i]) {
            continue;
        }
        const auto at = std::lower_bound(
            ends.begin(), ends.end(), *old[i],
            [&](std::size_t line, std::int64_t number) { return *old[line] < number; });
        before[i] = at == ends.begin() ? none : *(at - 1);
        if (at == ends.end()) {
            ends.push_back(i);
        } else {
            *at = i;
        }
    }
    Places kept(old.size());
    for (auto i = ends.empty() ? none : ends.back(); i != none; i = before[i]) {
        kept[i] = old[i];
    }
    return kept;
}

}  // namespace

std::vector<std::int64_t> places_in_order(const Places& old) {
    const auto kept = rising(old);
    std::vector<std::int64_t> places(old.size());
    bool room = true;
    for (std::size_t i = 0; i < kept.size();) {
        if (kept[i]) {
            places[i] = *kept[i];
            ++i;
            continue;
        }
        auto end = i;
        while (end < kept.size() && !kept[end]) {
            ++end;
        }
        const auto count = static_cast<std::int64_t>(end - i);
        const bool first = i == 0;
        const bool last = end == kept.size();
        auto gap = step;
        if (!first && !last) {
            gap = std::min(gap, (*kept[end] - *kept[i - 1]) / (count + 1));
        }
        const auto begin =
            first && !last ? *kept[end] - gap * (count + 1) : (first ? 0 : *kept[i - 1]);
        room = room && gap > 0 && is_place(begin) && is_place(begin + gap * count);
        for (auto number = begin; i < end; ++i) {
            places[i] = number += gap;
        }
    }
    if (!room) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i] = step * (static_cast<std::int64_t>(i) + 1);
        }
    }
    return places;
}

}  // namespace tasklint
