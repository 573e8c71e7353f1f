// TL404 and TL406: where the names that a note knows make the difference.
#include "lint/check_note.hpp"
#include "support/catch.hpp"

using namespace tasklint;

TEST_CASE("a participant's name may end in a word twice, or hold an and", "[lint][TL404][TL406]") {
    const std::string front =
        "---\nparticipants: [Person Echo Echo, Research and Development]\n---\n";
    const std::string doubled = "- [ ] Send it. @Person Echo Echo 📅 2026-01-15\n";
    const std::string joined = "- [ ] Agree. @Research and Development #task\n";
    CHECK(check_note(front + doubled, "TL404").empty());
    CHECK(check_note(doubled, "TL404").size() == 1);
    CHECK(check_note(front + joined, "TL406").empty());
    CHECK(check_note(joined, "TL406").size() == 1);
}

TEST_CASE("known names do not hide the second word or the second person", "[lint][TL404][TL406]") {
    Config config;
    config.tasks.known_names.add("Person Nine");
    config.tasks.known_names.add("Person Ten");
    CHECK(mend_note("- [ ] Send it. @Person Nine Nine 📅 2026-01-15", "TL404", config) ==
          "- [ ] Send it. @Person Nine 📅 2026-01-15");
    CHECK(check_note("- [ ] Ask @Person Nine nine times 📅 2026-01-15", "TL404", config).empty());
    CHECK(mend_note("- [ ] Ask @Person Nine Nine about it 📅 2026-01-15", "TL404", config) ==
          "- [ ] Ask @Person Nine about it 📅 2026-01-15");
    CHECK(mend_note("- [ ] Agree. @Person Nine and Person Ten #task", "TL406", config) ==
          "- [ ] Agree. @Person Nine @Person Ten #task");
    CHECK(check_note("- [ ] Meet @Person Nine and call the bank", "TL406", config).empty());
}

TEST_CASE("three people get three marks", "[lint][TL406]") {
    CHECK(mend_note("- [ ] Agree. @One, Two, and Three #task", "TL406") ==
          "- [ ] Agree. @One @Two @Three #task");
}

TEST_CASE("words behind a name are no people", "[lint][TL406]") {
    for (const char* line :
         {"- [ ] Do it. @One, please #task", "- [ ] Do it. @One and call the bank #task",
          "- [ ] Do it. @[[One and Two]] #task", "- [ ] Do it. @One and {{name}}"}) {
        DYNAMIC_SECTION(line) { CHECK(check_note(line, "TL406").empty()); }
    }
}

TEST_CASE("very many sound owners on one line raise nothing", "[lint][TL404][TL406]") {
    std::string line = "- [ ] Do it.";
    for (int i = 0; i < 20000; ++i) {
        line += " @One Two";
    }
    CHECK(check_note(line, "TL404").empty());
    CHECK(check_note(line, "TL406").empty());
}
