#include <string>

#include "support/catch.hpp"
#include "tasklint/task.hpp"

using tasklint::parse_task_line;
using tasklint::TaskSettings;

namespace {

std::string shown(const std::string& line, const std::string& filter, bool remove = true) {
    TaskSettings settings;
    settings.global_filter = filter;
    settings.remove_global_filter = remove;
    const auto parsed = parse_task_line(line, settings);
    REQUIRE(parsed);
    return shown_description_of(view(line, *parsed), settings);
}

}  // namespace

TEST_CASE("the global filter is taken out of the shown description", "[syntax]") {
    const struct {
        const char* name;
        const char* body;
        const char* filter;
        const char* shown;
    } cases[] = {
        {"at the begin", "#task pay", "#task", "pay"},
        {"inside, with one of its spaces", "pay #task now", "#task", "pay now"},
        {"at the end, behind the fields", "pay 📅 2026-01-06 #task", "#task", "pay"},
        {"alone", "#task", "#task", ""},
        {"every time it stands apart", "#task a #task b #task", "#task", "a b"},
        {"but not right behind itself: they share a space", "#task #task pay", "#task",
         "#task pay"},
        {"a second pair of spaces stays", "a #task b #task c", "#task", "a b  c"},
        {"nor is one that was there before spared", "a  b #task c", "#task", "a b  c"},
        {"not as a part of a word", "pay #tasks x#task (#task)", "#task",
         "pay #tasks x#task (#task)"},
        {"nothing changes then", "pay  now#task", "#task", "pay  now#task"},
        {"any white space parts words", "a\t#task\u00A0b.", "#task", "a\t\u00A0b."},
        {"what is no white space to JavaScript does not", "a\u200B#task b", "#task",
         "a\u200B#task b"},
        {"its characters mean themselves", "a .* b", ".*", "a b"},
        {"a filter with a space", "do it now", "do it", "now"},
        {"case counts", "#Task pay #task", "#task", "#Task pay"},
    };
    for (const auto& [name, body, filter, expected] : cases) {
        DYNAMIC_SECTION(name) { CHECK(shown(std::string{"- [ ] "} + body, filter) == expected); }
    }
}

TEST_CASE("the global filter is shown unless the setting says otherwise", "[syntax]") {
    CHECK(shown("- [ ] #task pay", "#task", false) == "#task pay");
    CHECK(shown("- [ ] #task  pay", "", true) == "#task  pay");
}
