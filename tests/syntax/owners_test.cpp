#include <fmt/core.h>

#include "tasklint/task.hpp"

#include "support/catch.hpp"

using namespace tasklint;

namespace {

std::string owners(const std::string& line, const TaskSettings& settings) {
    const auto parsed = parse_task_line(line, settings);
    REQUIRE(parsed);
    const TaskView task = view(line, *parsed);
    std::string out;
    for (const Token& token : task) {
        if (token.kind == TokenKind::owner) {
            out += out.empty() ? "" : "; ";
            out += token.placeholder ? "nobody" : std::string{task.in(token.value)};
            if (!token.remark.empty()) {
                out += fmt::format(" ({})", task.in(token.remark));
            }
        }
    }
    return out;
}

}  // namespace

TEST_CASE("owners are names of several words", "[syntax][owners]") {
    TaskSettings settings;
    settings.known_names.add("Person One");
    const struct {
        const char* line;
        const char* expected;
    } cases[] = {
        {"- [ ] Send it. @Myself 📅 2026-01-06 ⏫ #task", "Myself"},
        {"- [ ] Send it. @Person Two 📅 2026-01-06", "Person Two"},
        {"- [ ] Send it @Person Two ⏫ #task", "Person Two"},
        {"- [ ] Ask @kitchen about it 📅 2026-01-06", "kitchen"},
        {"- [ ] Ask @Person One about the plan 📅 2026-01-06", "Person One"},
        {"- [ ] Ask @person one about the plan 📅 2026-01-06", "person one"},
        {"- [ ] Ask @Person Onerous about the plan", "Person Onerous"},
        {"- [ ] Ask @Ana about the plan 📅 2026-01-06", "Ana"},
        {"- [ ] Call. @Azure networking team ⏫ #task", "Azure networking team"},
        {"- [ ] Call. @Person (last name unknown) #task", "Person (last name unknown)"},
        {"- [ ] Plan @One @Two @Three #task 🔼", "One; Two; Three"},
        {"- [ ] Plan. @One and Two #task", "One and Two"},
        {"- [ ] Write to a@b.example #task", ""},
        {"- [ ] @ home #task", ""},
        {"- [ ] run `@decorator`", ""},
        {"- [ ] run ``a ` @decorator`` @Ana", "Ana"},
        {"- [ ] see [x](https://e.example/ @path) @Ana", "Ana"},
        {"- [ ] note %% @hidden %% @Ana", "Ana"},
        {"- [ ] sum $a @b$ for @Ana", "Ana"},
        {"- [ ] costs $5 or @Ana pays $6", "Ana"},
        {"- [ ] Decide. @TBD ⏫ #task", "nobody"},
        {"- [ ] Decide. @? ⏫ #task", "nobody"},
        {"- [ ] Pay 📅 2026-01-06 @Myself", "Myself"},
        {"- [ ] Review. @[[People/Person Three|P3]] #task", "Person Three"},
        {"- [ ] Review. [[@Person Three]] #task", "Person Three"},
        {"- [ ] 電話する @田中 📅 2026-01-06", "田中"},
        {"- [ ] Brief. @María de la Cruz 📅 2026-01-06", "María de la Cruz"},
        {"- [ ] Brief @María de la Cruz soon 📅 2026-01-06", "María de la Cruz"},
        {"- [ ] Ask @Person Two. Then call 📅 2026-01-06", "Person Two"},
        {"- [ ] Pay (@Ana) 📅 2026-01-06", "Ana"},
        {"- [ ] @Person Two: prepare slides 📅 2026-01-06", "Person Two"},
        {"- [ ] @Ana call the bank 📅 2026-01-06", "Ana"},
        {"- [ ] Pay. 📅 2026-01-06 @azure networking team", "azure networking team"},
        {"- [ ] Ask. @one two three four five six seven eight nine #x", "one"},
        {"- [ ] Ask @de la", "de"},
        {"- [ ] Send it [owner:: Person Two] 📅 2026-01-06", "Person Two"},
        {"- [ ] Send it @Ana [assignee::Person Two]", "Ana; Person Two"},
        {"- [ ] Send it [owner:: ] [other:: x] [owner: x]", ""},
    };
    for (const auto& [line, expected] : cases) {
        DYNAMIC_SECTION(line) { CHECK(owners(line, settings) == expected); }
    }
}

TEST_CASE("names = word takes one word, names = run takes all", "[syntax][owners]") {
    TaskSettings settings;
    settings.owner_names = OwnerNames::word;
    CHECK(owners("- [ ] Send it. @Person Two 📅 2026-01-06", settings) == "Person");
    settings.owner_names = OwnerNames::run;
    CHECK(owners("- [ ] Ask @kitchen about it 📅 2026-01-06", settings) == "kitchen about it");
}
