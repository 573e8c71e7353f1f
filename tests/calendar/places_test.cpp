#include "calendar/places.hpp"

#include <algorithm>
#include <functional>

#include "support/catch.hpp"

using namespace tasklint;

namespace {

using Old = std::vector<std::optional<std::int64_t>>;

bool rising(const std::vector<std::int64_t>& places) {
    return std::adjacent_find(places.begin(), places.end(), std::greater_equal<>{}) == places.end();
}

}  // namespace

TEST_CASE("places rise, and few of them change", "[sidecar]") {
    constexpr std::int64_t top = 1'000'000'000'000'000;
    const struct {
        const char* name;
        Old old;
        std::size_t kept;  // at least
    } cases[] = {
        {"none", {}, 0},
        {"all new", {{}, {}, {}}, 0},
        {"unchanged", {10, 20, 30}, 3},
        {"inserted at the front", {{}, {}, 10, 20}, 2},
        {"inserted between", {10, {}, {}, 20}, 2},
        {"inserted at the end", {10, 20, {}}, 2},
        {"deleted", {10, 30}, 2},
        {"the last one moved to the front", {40, 10, 20, 30}, 3},
        {"the first one moved to the end", {20, 30, 40, 10}, 3},
        {"reversed", {30, 20, 10}, 1},
        {"two branches used one number", {10, 10, 20}, 2},
        {"no room between", {10, {}, 11}, 0},
        {"no room at the ends", {{}, -top, top, {}}, 0},
        {"a huge gap", {-top, {}, top}, 2},
    };
    for (const auto& [name, old, kept] : cases) {
        DYNAMIC_SECTION(name) {
            const auto places = places_in_order(old);
            REQUIRE(places.size() == old.size());
            CHECK(rising(places));
            CHECK(std::all_of(places.begin(), places.end(), is_place));
            std::size_t same = 0;
            for (std::size_t i = 0; i < old.size(); ++i) {
                same += old[i] == places[i] ? 1 : 0;
            }
            CHECK(same >= kept);
            CHECK(places_in_order({places.begin(), places.end()}) == places);
        }
    }
}

TEST_CASE("there is room for many insertions at one place", "[sidecar]") {
    auto places = places_in_order({{}, {}});
    const auto first = places.front();
    const auto last = places.back();
    for (int i = 0; i < 15; ++i) {
        Old next{places.begin(), places.end()};
        next.insert(next.begin() + 1, std::nullopt);
        places = places_in_order(next);
        CHECK(rising(places));
    }
    CHECK(places.front() == first);
    CHECK(places.back() == last);
}
