#include <atomic>
#include <stdexcept>
#include <vector>

#include "support/catch.hpp"
#include "tasklint/vault.hpp"

using tasklint::for_each_index;

TEST_CASE("every index is worked on once, with any number of threads", "[vault]") {
    for (const unsigned threads : {0U, 1U, 2U, 8U, 64U}) {
        for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
            DYNAMIC_SECTION(threads << " threads, " << count) {
                std::vector<std::atomic<int>> seen(count);
                for_each_index(count, threads, [&](std::size_t i) { ++seen[i]; });
                for (const auto& times : seen) {
                    CHECK(times == 1);
                }
            }
        }
    }
}

TEST_CASE("an exception is passed on when all have ended", "[vault]") {
    for (const unsigned threads : {1U, 4U}) {
        std::atomic<int> running{0};
        CHECK_THROWS_AS(for_each_index(1000, threads,
                                       [&](std::size_t i) {
                                           ++running;
                                           if (i == 10) {
                                               --running;
                                               throw std::runtime_error{"ten"};
                                           }
                                           --running;
                                       }),
                        std::runtime_error);
        CHECK(running == 0);
    }
}
