#include <vector>

#include "support/catch.hpp"
#include "tasklint/document.hpp"

using tasklint::Section;
using tasklint::SectionType;

TEST_CASE("a task knows its section and its place there", "[document]") {
    const auto note =
        tasklint::parse("- [ ] a\n  - [ ] b\n\n# H\n\n- [ ] c\n- d\n- [x] e\n", "", {});
    const auto sections = read_sections(note);
    REQUIRE(note.tasks.size() == 4);
    REQUIRE(sections.size() == 3);
    const std::vector<std::pair<std::size_t, std::size_t>> expected{{0, 0}, {0, 1}, {2, 0}, {2, 1}};
    for (std::size_t i = 0; i < note.tasks.size(); ++i) {
        INFO(i);
        const Section* const section = section_of(sections, note.tasks[i]);
        REQUIRE(section != nullptr);
        CHECK(static_cast<std::size_t>(section - sections.data()) == expected[i].first);
        CHECK(section_index_of(note, *section, i) == expected[i].second);
    }
}

TEST_CASE("a task outside of all sections has none", "[document]") {
    const auto note = tasklint::parse("- [ ] a\ntext\n- [ ] b\n", "", {});
    CHECK(section_of({}, note.tasks[0]) == nullptr);
    CHECK(section_of({{SectionType::list, {13, 20}}}, note.tasks[0]) == nullptr);
    CHECK(section_of({{SectionType::list, {0, 7}}}, note.tasks[1]) == nullptr);
}
