#include <string>

#include <fmt/core.h>

#include "support/catch.hpp"
#include "tasklint/task.hpp"

using tasklint::parse_task_line;
using tasklint::urgency;

namespace {

const auto today = date::year{2026} / 1 / 5;

double urgency_of(const std::string& line) {
    const auto parsed = parse_task_line(line);
    REQUIRE(parsed);
    return urgency(parsed->task, today);
}

}  // namespace

// The numbers are those of the plugin's documentation, page "Urgency".
TEST_CASE("urgency adds due, scheduled, start and priority", "[syntax]") {
    const struct {
        const char* name;
        const char* line;
        const char* urgency;
    } cases[] = {
        {"nothing but no priority", "- [ ] a", "1.95000"},
        {"highest", "- [ ] a 🔺", "9.00000"},
        {"high", "- [ ] a ⏫", "6.00000"},
        {"medium", "- [ ] a 🔼", "3.90000"},
        {"low", "- [ ] a 🔽", "0.00000"},
        {"lowest", "- [ ] a ⏬", "-1.80000"},
        {"due long ago", "- [ ] a 🔽 📅 0001-01-01", "12.00000"},
        {"due a week ago", "- [ ] a 🔽 📅 2025-12-29", "12.00000"},
        {"due six days ago", "- [ ] a 🔽 📅 2025-12-30", "11.54286"},
        {"due today", "- [ ] a 🔽 📅 2026-01-05", "8.80000"},
        {"due in two weeks", "- [ ] a 🔽 📅 2026-01-19", "2.40000"},
        {"due in fifteen days", "- [ ] a 🔽 📅 2026-01-20", "2.40000"},
        {"due in another age", "- [ ] a 🔽 📅 9999-12-31", "2.40000"},
        {"scheduled for today", "- [ ] a 🔽 ⏳ 2026-01-05", "5.00000"},
        {"scheduled for tomorrow", "- [ ] a 🔽 ⏳ 2026-01-06", "0.00000"},
        {"starting today", "- [ ] a 🔽 🛫 2026-01-05", "0.00000"},
        {"starting tomorrow", "- [ ] a 🔽 🛫 2026-01-06", "-3.00000"},
        {"all at once", "- [ ] a 🔺 🛫 2026-01-06 ⏳ 2026-01-05 📅 2025-12-01", "23.00000"},
        {"done or not makes no difference", "- [x] a ⏫ ✅ 2026-01-01", "6.00000"},
        {"dates that do not exist do not count",
         "- [ ] a 🔽 🛫 2026-02-30 ⏳ 2025-02-30 📅 2025-02-30", "0.00000"},
    };
    for (const auto& [name, line, expected] : cases) {
        DYNAMIC_SECTION(name) { CHECK(fmt::format("{:.5f}", urgency_of(line)) == expected); }
    }
}

TEST_CASE("urgency is the plugin's number to the last bit", "[syntax]") {
    // 0.325 * 6 and 0.65 * 6 are not the doubles nearest to 1.95 and 3.9.
    CHECK(urgency_of("- [ ] a") == 1.9500000000000002);
    CHECK(urgency_of("- [ ] a 🔼") == 3.9000000000000004);
}
