// The grammars against the plugin's own way of reading: a loop over the line's end, as plain as it
// can be, that knows no PEGTL (support/peel_reader.hpp).
#include <random>

#include "support/catch.hpp"
#include "support/peel_reader.hpp"
#include "support/task_lines.hpp"

using namespace tasklint;

TEST_CASE("the grammars read what the plugin's loop reads", "[syntax][differential]") {
    constexpr int lines = 100'000;  // of each format
    for (const Format format : {Format::emoji, Format::dataview}) {
        std::mt19937 random{20260105};  // always the same lines
        std::size_t tasks = 0;
        std::size_t with_fields = 0;
        for (int i = 0; i < lines; ++i) {
            const std::string line = task_lines::interesting(random, format == Format::dataview);
            const auto plain = peel_reader::read(line, format);
            const auto found = peel_reader::differences(peel_reader::library(line, format), plain);
            if (!found.empty()) {
                INFO(line);
                REQUIRE(found == "");
            }
            tasks += plain ? 1U : 0U;
            with_fields += plain && plain->body != plain->description ? 1U : 0U;
        }
        // Lines of which nothing is read would show nothing.
        CHECK(tasks > lines * 3 / 4);
        CHECK(with_fields > lines / 2);
    }
}

TEST_CASE("the grammars read usual lines as the plugin's loop does", "[syntax][differential]") {
    std::mt19937 random{20260106};
    for (int i = 0; i < 20'000; ++i) {
        const Format format = i % 2 == 0 ? Format::emoji : Format::dataview;
        const std::string line = task_lines::usual(random, format == Format::dataview);
        INFO(line);
        REQUIRE(peel_reader::differences(peel_reader::library(line, format),
                                         peel_reader::read(line, format)) == "");
    }
}
