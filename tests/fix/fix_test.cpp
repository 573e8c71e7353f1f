#include <array>
#include <random>

#include "tasklint/fix.hpp"

#include "support/catch.hpp"

using namespace tasklint;

namespace {

FixResult mend(const std::string& text, bool unsafe = false, const Config& config = {}) {
    LintOptions options;
    options.today = date::year_month_day{date::year{2026}, date::month{1}, date::day{5}};
    return fix(text, "Note.md", config, RuleSelection{config}, options, unsafe);
}

}  // namespace

TEST_CASE("safe fixes move fields and spell them, and lose no word", "[fix]") {
    const struct {
        const char* name;
        std::string before;
        std::string after;
    } cases[] = {
        {"fields go behind the text, tags stay", "- [ ] a 📅 2026-01-06 #x soon",
         "- [ ] a #x soon 📅 2026-01-06"},
        {"all hidden fields of a line", "- [ ] a 📅 2026-01-06 foo ⏳ 2026-01-05 bar",
         "- [ ] a foo bar 📅 2026-01-06 ⏳ 2026-01-05"},
        {"behind what is read already", "- [ ] a 📅 2026-01-06 foo 🔁 every day",
         "- [ ] a foo 🔁 every day 📅 2026-01-06"},
        {"a full stop stays with its sentence", "- [ ] pay 📅 2026-01-06.",
         "- [ ] pay. 📅 2026-01-06"},
        {"before the block link", "- [ ] a 📅 2026-01-06 b ^id", "- [ ] a b 📅 2026-01-06 ^id"},
        {"the field list first", "- [ ] 📅 2026-01-06 buy milk", "- [ ] buy milk 📅 2026-01-06"},
        {"two repairs of one line", "- [ ] a 📅\u00A02026-01-06 ⏳ 2026-1-7",
         "- [ ] a 📅 2026-01-06 ⏳ 2026-01-07"},
        {"a repaired field behind text goes there", "- [ ] a üìÖ 2026-01-06 text",
         "- [ ] a text 📅 2026-01-06"},
        {"what a repaired field had hidden comes with it", "- [ ] a ⏫ 📅 2026-1-6",
         "- [ ] a ⏫ 📅 2026-01-06"},
        {"a hard break, CRLF and a BOM stay",
         "\xEF\xBB\xBF- [ ] a 📅 2026-01-06 b  \n- [ ] c 📅 2026-01-06 d\r\n",
         "\xEF\xBB\xBF- [ ] a b 📅 2026-01-06  \n- [ ] c d 📅 2026-01-06\r\n"},
        {"a comment", "- [ ] a 📅 2026-01-06 <!-- x -->", "- [ ] a <!-- x --> 📅 2026-01-06"},
        {"an owner", "- [ ] a 📅 2026-01-06 @Ana", "- [ ] a @Ana 📅 2026-01-06"},
        {"before all of the fields", "- [ ] a 📅 2026-01-06 @Ana ⏫", "- [ ] a @Ana 📅 2026-01-06 ⏫"},
        {"a box", "-[ ] a 📅 2026-01-06\n", "- [ ] a 📅 2026-01-06\n"},
    };
    for (const auto& [name, before, after] : cases) {
        DYNAMIC_SECTION(name) {
            CHECK(mend(before).text == after);
            CHECK(mend(after).text == after);
        }
    }
}

TEST_CASE("fields of the Dataview format are moved as well", "[fix]") {
    const struct {
        const char* before;
        const char* after;
    } cases[] = {
        {"- [ ] a [due:: 2026-01-06] soon", "- [ ] a soon [due:: 2026-01-06]"},
        {"- [ ] a (due:: 2026-01-06), #x soon [priority:: high]",
         "- [ ] a #x soon [priority:: high] (due:: 2026-01-06),"},
        {"- [ ] [priority:: high] buy milk", "- [ ] buy milk [priority:: high]"},
        {"- [ ] a [due:: 2026-01-06] @Ana", "- [ ] a @Ana [due:: 2026-01-06]"},
        // Misspelt ones are spelt right where it is plain what they say.
        {"- [ ] a [due:: 2026-1-6]", "- [ ] a [due:: 2026-01-06]"},
        {"- [ ] a [priority:: high] [due:: 2026/01/06]",
         "- [ ] a [priority:: high] [due:: 2026-01-06]"},
        {"- [ ] a [priority:: high] [Due:: 2026-01-06]",
         "- [ ] a [priority:: high] [due:: 2026-01-06]"},
        {"- [ ] a (due:: 2026/01/06) soon", "- [ ] a soon (due:: 2026-01-06)"},
        {"- [ ] a [due::\u00A02026-01-06]", "- [ ] a [due:: 2026-01-06]"},
        {"- [ ] a [\tpriority:: high]", "- [ ] a [priority:: high]"},
        // Nothing is moved behind one that only a person can mend: nobody would look for it there.
        {"- [ ] a [priority:: high] [due:: tomorrow]",
         "- [ ] a [priority:: high] [due:: tomorrow]"},
        {"- [ ] a [priority:: high] [due:: ]", "- [ ] a [priority:: high] [due:: ]"},
        {"- [ ] a [priority:: high] [due:: 2026-2-30]",
         "- [ ] a [priority:: high] [due:: 2026-2-30]"},
        // Emoji are no fields here, whole or mangled, and neither are brackets within brackets.
        {"- [ ] a 📅 2026-01-06 soon", "- [ ] a 📅 2026-01-06 soon"},
        {"- [ ] a üìÖ 2026-01-06", "- [ ] a üìÖ 2026-01-06"},
        {"- [ ] a ([due:: 2026-01-06]) soon", "- [ ] a ([due:: 2026-01-06]) soon"},
    };
    Config config;
    for (const Format format : {Format::dataview, Format::automatic}) {
        config.tasks.format = format;
        for (const auto& [before, after] : cases) {
            const std::string text = before;
            const auto parsed = parse_task_line(text, config.tasks);
            REQUIRE(parsed);
            if (parsed->task.format != Format::dataview) {
                continue;  // left open, the format is that of the fields that are spelt right
            }
            INFO(before);
            CHECK(mend(before, false, config).text == after);
            CHECK(mend(after, false, config).text == after);
        }
    }
}

TEST_CASE("a fix that would change what is read is refused", "[fix]") {
    const struct {
        const char* name;
        std::string note;
    } cases[] = {
        // Moved behind the other, the first due date would be the one that Tasks deletes.
        {"a second field of its kind", "- [ ] a 📅 2026-01-06 text 📅 2026-01-07\n"},
        // The child has no parent today; it would get one.
        {"a box with children", "-[ ] a\n  - [ ] b\n"},
    };
    SECTION("and what is a part of something stays there") {
        for (const std::string line :
             {"- [ ] see [[a 📅 2026-01-06]] ok", "- [ ] see [b 📅 2026-01-06 c](u) ok",
              "- [ ] **📅 2026-01-06** call", "- [ ] call (📅 2026-01-06) now",
              "- [ ] a📅 2026-01-06b"}) {
            INFO(line);
            const FixResult result = mend(line);
            CHECK(result.text == line);
            REQUIRE(result.remaining.size() == 1);
            CHECK(result.remaining.front().rule->code == "TL101");
            CHECK_FALSE(result.remaining.front().help.empty());
        }
    }
    SECTION("and words of a sentence are no fields") {
        for (const std::string line :
             {"- [ ] Do not 🏁 delete this!", "- [ ] 🏁 Keep going with the run",
              "- [ ] Bring 🆔 card. 📅 2026-01-06", "- [ ] 🔁 Every child needs a coat.",
              "- [ ] call 🔁 every\u00A0day 📅 2026-01-06", "- [ ] 📅 12345678 is the PIN",
              "*[x] is the mark for done* and more"}) {
            INFO(line);
            CHECK(mend(line).remaining.empty());
        }
    }
    for (const auto& [name, note] : cases) {
        DYNAMIC_SECTION(name) {
            const FixResult result = mend(note);
            CHECK(result.text == note);
            CHECK(result.applied.empty());
            REQUIRE_FALSE(result.remaining.empty());
            CHECK(result.remaining.front().fix_refused);
            CHECK_FALSE(result.remaining.front().fix);
        }
    }
}

TEST_CASE("of fixes that do not go together some are made", "[fix]") {
    // Both as they are meant would be two due dates, of which Tasks reads the last.
    const struct {
        std::string line, mended;
    } cases[] = {
        {"- [ ] a 📅 2026-01-06 text ðŸ“… 2026-01-07", "- [ ] a 📅 2026-01-06 text 📅 2026-01-07"},
        {"- [ ] a 📅 2026-01-06 text 📅 2026-1-7", "- [ ] a 📅 2026-01-06 text 📅 2026-01-07"},
    };
    for (const auto& [line, mended] : cases) {
        INFO(line);
        CHECK(mend(line).text == mended);
    }
}

TEST_CASE("an unsafe fix is made on request only", "[fix]") {
    const std::string note = "- [ ] a 📅 2026-01-06 📅 2026-01-07\n";
    CHECK(mend(note).text == note);
    CHECK(mend(note, true).text == "- [ ] a 📅 2026-01-06\n");
}

TEST_CASE("a mended line keeps every field, tag and character", "[fix][property]") {
    static constexpr std::array pieces{"📅 2026-01-06",
                                       "📅 2026-1-6",
                                       "⏳\u00A02026-01-07",
                                       "🛫 2026/01/05",
                                       "⏫",
                                       "🔼",
                                       "🔁 every week",
                                       "🆔 a1",
                                       "⛔ b2",
                                       "✅ 2026-02-30",
                                       "üìÖ 2026-01-06",
                                       "‚è´",
                                       "word",
                                       "two words",
                                       "#tag",
                                       "#a/b",
                                       "@Ana",
                                       "@Person One",
                                       "%% note %%",
                                       "<!-- x -->",
                                       ".",
                                       "(aside)",
                                       "`code`",
                                       "[[Link]]",
                                       "^id",
                                       "📅",
                                       "é"};
    std::mt19937 random{7};
    for (int i = 0; i < 5'000; ++i) {
        std::string line = "- [ ]";
        const auto count = std::uniform_int_distribution<int>{1, 7}(random);
        for (int j = 0; j < count; ++j) {
            line += " ";
            line +=
                pieces[std::uniform_int_distribution<std::size_t>{0, pieces.size() - 1}(random)];
        }
        const FixResult once = mend(line);
        INFO(line << "\n" << once.text);
        REQUIRE(mend(once.text).text == once.text);
        const auto before = parse_task_line(line);
        const auto after = parse_task_line(once.text);
        REQUIRE(before);
        REQUIRE(after);
        const TaskView old_task = view(line, *before);
        const TaskView new_task = view(once.text, *after);
        CHECK(tags_of(old_task, {}) == tags_of(new_task, {}));
        for (std::size_t kind = 0; kind < field_kind_count; ++kind) {
            const Token* const field = old_task.read_field(static_cast<FieldKind>(kind));
            if (field != nullptr) {
                const Token* const kept = new_task.read_field(static_cast<FieldKind>(kind));
                REQUIRE(kept != nullptr);
                CHECK(old_task.in(field->value) == new_task.in(kept->value));
            }
        }
        // Every word is still there, in order: fields aside, since they may have moved or been
        // spelt.
        const auto words = [](const std::string& text) {
            std::vector<std::string> out;
            for (const char* const word : {"word", "two words", "(aside)", "`code`", "[[Link]]",
                                           "%% note %%", "<!-- x -->"}) {
                for (auto at = text.find(word); at != std::string::npos;
                     at = text.find(word, at + 1)) {
                    out.emplace_back(word);
                }
            }
            return out;
        };
        CHECK(words(line) == words(once.text));
    }
}
