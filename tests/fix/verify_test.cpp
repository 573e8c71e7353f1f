// The contract of fixes, apart from the rules that rely on it: good rules never come to what it
// refuses.
#include <string>
#include <vector>

#include "fix/verify.hpp"
#include "support/catch.hpp"
#include "tasklint/document.hpp"

using namespace tasklint;

namespace {

const std::string fence = "```tasks\n";

Document note(const std::string& query) {
    return parse(fence + query + "\n```\n", "Note.md", TaskSettings{});
}

/// One line of a block is written anew.
bool keeps(const std::string& before, const std::string& after, bool on_purpose = true,
           bool loose = false) {
    const auto begin = static_cast<std::uint32_t>(fence.size());
    const fixing::Moved moved{
        {Edit{{begin, begin + static_cast<std::uint32_t>(before.size())}, after}}};
    const std::vector<std::uint32_t> lines{begin};
    const std::vector<std::uint32_t> none;
    return fixing::keeps_queries(note(before), note(after), moved, on_purpose ? lines : none,
                                 loose ? lines : none, Config{});
}

}  // namespace

TEST_CASE("a query written anew is an error no more, or means the same", "[fix][queries]") {
    const struct {
        const char *before, *after;
        bool kept;
    } cases[] = {
        {"not doen", "not done", true},
        {"not doen", "not doone", false},
        {"not done", "not doen", false},
        {"not done", "done", false},
        {"tag includes #a", "tags include #a", true},
        {"tag includes #a", "tags include #b", false},
        {"path includes a", "path does not include a", false},
        {"path includes a", "folder includes a", false},
        {"due on 2026-01-06", "due on 2026-01-07", false},
        {"due before 2026-01-06", "due after 2026-01-06", false},
        {"due 2026-01-06 2026-01-08", "due 2026-01-06 2026-01-09", false},
        {"due before 2026-01-06", "due before 2026-02-30", false},
        {"priority is high", "priority is low", false},
        {"status.type is TODO", "status.type is DONE", false},
        {"limit 5", "limit to 5", true},
        {"limit 5", "limit 6", false},
        {"limit 5", "limit groups 5", false},
        {"sort by due", "sort by start", false},
        {"sort by due", "sort by due reverse", false},
        {"short", "short mode", true},
        {"hide tags", "show tags", false},
        // AND binds before OR.
        {"(done) OR (is recurring)", "(is recurring) OR (done)", false},
        {"(done) OR (is recurring)", "((done) OR (is recurring))", false},
        {"(done) and (is recurring)", "(done) AND (is recurring)", true},
        {"(done) OR (is recurring) AND (is blocked)", "(done) OR ((is recurring) AND (is blocked))",
         true},
        {"(done) OR (is recurring) AND (is blocked)", "((done) OR (is recurring)) AND (is blocked)",
         false},
    };
    for (const auto& [before, after, kept] : cases) {
        CAPTURE(before, after);
        CHECK(keeps(before, after) == kept);
    }
}

TEST_CASE("a query is written anew where it is meant to be", "[fix][queries]") {
    CHECK(keeps("limit 5", "limit to 5"));
    CHECK_FALSE(keeps("limit 5", "limit to 5", false));
    CHECK(keeps("limit 5", "limit 6", true, true));
    CHECK_FALSE(keeps("limit 5", "limit 5\n```\n\n```tasks\nlimit 5"));
    CHECK_FALSE(keeps("limit 5", "limit 5\nnot done"));
}

namespace {

/// The first place of a piece in a text, as a span.
Span place(const std::string& text, const std::string& piece) {
    const auto at = static_cast<std::uint32_t>(text.find(piece));
    REQUIRE(at < text.size());
    return {at, at + static_cast<std::uint32_t>(piece.size())};
}

constexpr const char* above = "prose 📅\n";

/// Fixes of the line below `above`, each given by what it changes there.
bool keeps_line(const std::string& before, const std::string& after,
                std::vector<Fix> fixes = {Fix{}}) {
    const std::string text = above + before + "\n";
    const Span line = place(text, before);
    const auto moved = [&](Span& span) {
        span.begin += line.begin;
        span.end += line.begin;
    };
    std::vector<const Fix*> given;
    for (Fix& fix : fixes) {
        for (Gain& gain : fix.gains) {
            moved(gain.source);
        }
        for (Edit& edit : fix.edits) {
            moved(edit.span);
        }
        if (fix.block_link) {
            moved(*fix.block_link);
        }
        given.push_back(&fix);
    }
    return fixing::keeps_contract(text, line, given, after, Config{});
}

Fix with_effect(Effect effect) {
    Fix fix;
    fix.effect = effect;
    return fix;
}

/// A fix that makes a piece of the line readable.
Fix gaining(const std::string& line, FieldKind field, const std::string& source) {
    Fix fix;
    fix.gains.push_back({field, place(line, source)});
    return fix;
}

}  // namespace

TEST_CASE("a line written anew keeps all that its task has", "[fix]") {
    const struct {
        const char *before, *after;
        bool kept;
    } cases[] = {
        {"- [ ] call #home 📅 2026-01-06", "- [ ]  call  #home  📅 2026-01-06", true},
        {"- [ ] call #home 📅 2026-01-06", "- [ ] call\u00A0#home 📅 2026-01-06", true},
        {"- [ ] call 📅 2026-01-06", "- [x] call 📅 2026-01-06", false},
        {"- [ ] call 📅 2026-01-06", "  - [ ] call 📅 2026-01-06", false},
        {"- [ ] call 📅 2026-01-06", "* [ ] call 📅 2026-01-06", false},
        {"- [ ] call 📅 2026-01-06", "- [ ] call 📅 2026-01-07", false},
        {"- [ ] call 📅 2026-01-06", "- [ ] call ⏳ 2026-01-06", false},
        {"- [ ] call 📅 2026-01-06", "- [ ] call", false},
        {"- [ ] call", "- [ ] call 📅 2026-01-06", false},
        {"- [ ] call ⏫", "- [ ] call 🔼", false},
        {"- [ ] call ⏫", "- [ ] call", false},
        {"- [ ] call", "- [ ] cal", false},
        {"- [ ] call", "- [ ] calls", false},
        {"- [ ] cafe", "- [ ] café", false},
        {"- [ ] call #home", "- [ ] call #work", false},
        {"- [ ] call #home", "- [ ] call home", false},
        {"- [ ] call @Ana", "- [ ] call @Ben", false},
        {"- [ ] call @Ana Bell", "- [ ] call @Ana bell", false},
        {"- [ ] call ^a", "- [ ] call ^b", false},
        {"- [ ] call ^a", "- [ ] call", false},
        {"- [ ] call", "- [ ] call ^b", false},
        {"- [ ] call  ", "- [ ] call", false},
        {"- [ ] call", "- [ ] call  ", false},
        {"- [ ] call", "call", false},
        {"call", "- [ ] call", false},
        {"call", "call", false},
        {"- [ ] a #t b", "- [ ] a b #t", false},
    };
    for (const auto& [before, after, kept] : cases) {
        CAPTURE(before, after);
        CHECK(keeps_line(before, after) == kept);
    }
}

TEST_CASE("a fix gains what it names, and nothing else", "[fix]") {
    const struct {
        const char *before, *after;
        FieldKind field;
        const char* source;
        bool kept;
    } cases[] = {
        {"- [ ] call 📅 2026-1-6", "- [ ] call 📅 2026-01-06", FieldKind::due, "📅 2026-1-6", true},
        {"- [ ] call 📅 2026-1-6", "- [ ] call 📅 2026-01-07", FieldKind::due, "📅 2026-1-6", false},
        {"- [ ] call 📅 2026-1-6", "- [ ] call ⏳ 2026-01-06", FieldKind::due, "📅 2026-1-6", false},
        {"- [ ] call 📅 2026-1-6", "- [ ] call 📅 2026-01-06", FieldKind::scheduled, "📅 2026-1-6",
         false},
        {"- [ ] call 📅 2026-1-6", "- [ ] 📅 2026-01-06", FieldKind::due, "📅 2026-1-6", false},
        {"- [ ] call 📅 2026-1-6", "- [ ] call 📅 2026-01-06 ⏫", FieldKind::due, "📅 2026-1-6", false},
        {"- [ ] call 📅 2026-1-6", "- [ ] call", FieldKind::due, "📅 2026-1-6", false},
        // Two fields of a kind: the second one could not be told from the first.
        {"- [ ] call 📅 2026-1-6 📅 2026-01-06", "- [ ] call 📅 2026-01-06", FieldKind::due,
         "📅 2026-1-6", false},
        {"- [ ] call ⏫\uFE0E", "- [ ] call ⏫", FieldKind::priority, "⏫\uFE0E", true},
        {"- [ ] call ⏫\uFE0E", "- [ ] call 🔼", FieldKind::priority, "⏫\uFE0E", false},
        {"- [ ] 📅 2026-01-06 call", "- [ ] call 📅 2026-01-06", FieldKind::due, "📅 2026-01-06",
         true},
        {"- [ ] 📅 soon call", "- [ ] call 📅 2026-01-06", FieldKind::due, "📅 soon", false},
    };
    for (const auto& [before, after, field, source, kept] : cases) {
        CAPTURE(before, after, source);
        const Fix fix = gaining(before, field, source);
        CHECK(keeps_line(before, after, {fix}) == kept);
        CHECK(keeps_line(before, after, {fix, fix}) == kept);  // two rules may mend the same
        CHECK_FALSE(keeps_line(before, after, {fix, with_effect(Effect::ends_task)}));
    }
    const char* const two = "- [ ] call 📅 2026-1-6 ⏳ 2026-1-7";
    const Fix due = gaining(two, FieldKind::due, "📅 2026-1-6");
    const Fix scheduled = gaining(two, FieldKind::scheduled, "⏳ 2026-1-7");
    CHECK(keeps_line(two, "- [ ] call 📅 2026-01-06 ⏳ 2026-01-07", {scheduled, due}));
    CHECK_FALSE(keeps_line(two, "- [ ] call 📅 2026-01-06 ⏳ 2026-1-7", {scheduled, due}));
    CHECK_FALSE(keeps_line(two, "- [ ] call 📅 2026-01-07 ⏳ 2026-01-06", {scheduled, due}));
}

TEST_CASE("a fix that makes a block link says which", "[fix]") {
    const char* const before = "- [ ] call ^a 📅 2026-01-06";
    Fix fix = gaining(before, FieldKind::due, "📅 2026-01-06");
    CHECK_FALSE(keeps_line(before, "- [ ] call 📅 2026-01-06 ^a", {fix}));
    fix = Fix{};
    const char* const middle = "- [ ] call ^a now";
    fix.block_link = place(middle, "^a");
    CHECK(keeps_line(middle, "- [ ] call now ^a", {fix}));
    CHECK_FALSE(keeps_line(middle, "- [ ] call now ^b", {fix}));
    CHECK_FALSE(keeps_line(middle, "- [ ] call now", {fix}));
    const char* const two = "- [ ] call ^a now ^b";
    fix.block_link = place(two, "^a");
    CHECK_FALSE(keeps_line(two, "- [ ] call now ^a", {fix}));
    CHECK_FALSE(keeps_line(two, "- [ ] call now ^b", {fix}));
}

TEST_CASE("a line becomes a task alone and as it is", "[fix]") {
    const Fix making = with_effect(Effect::makes_task);
    CHECK(keeps_line("-[ ] call", "- [ ] call", {making}));
    CHECK(keeps_line("- [ ]call ", "- [ ] call", {making}));
    CHECK_FALSE(keeps_line("-[ ] call", "- [ ] calls", {making}));
    CHECK_FALSE(keeps_line("-[ ] call", "-[ ] call", {making}));
    CHECK_FALSE(keeps_line("-[ ] call", "- [ ] call", {making, Fix{}}));
    CHECK_FALSE(keeps_line("-[ ] call", "- [ ] call", {with_effect(Effect::ends_task)}));
}

TEST_CASE("a comment goes alone, a query is looked at elsewhere", "[fix]") {
    const char* const line = "- [ ] call %% tasklint-disable-line TL101 %%";
    Fix comment = with_effect(Effect::comment);
    comment.edits.push_back({place(line, " %% tasklint-disable-line TL101 %%"), ""});
    CHECK(keeps_line(line, "- [ ] call", {comment}));
    CHECK_FALSE(keeps_line(line, "- [ ] cal", {comment}));
    Fix text = comment;
    text.effect = Effect::same_task;
    CHECK_FALSE(keeps_line(line, "- [ ] call", {text}));
    // Where there is no task the whole note is compared.
    const Fix alone = with_effect(Effect::comment);
    CHECK(keeps_line("%% tasklint-disable TL101 %%", "", {alone}));
    CHECK_FALSE(keeps_line("%% tasklint-disable TL101 %%", "", {alone, alone}));
    CHECK_FALSE(keeps_line("%% tasklint-disable TL101 %%", "- [ ] call", {alone}));
    CHECK_FALSE(keeps_line("- [ ] call", "", {alone}));
    const Fix query = with_effect(Effect::query);
    CHECK(keeps_line("not doen", "not done", {query}));
    CHECK(keeps_line("not doen", "not done", {query, query}));
    CHECK_FALSE(keeps_line("not doen", "not done", {query, Fix{}}));
}

namespace {

/// A piece of a note is written anew; the part that is compared is the whole.
bool keeps_note(const std::string& before, const std::string& piece, const std::string& anew,
                const std::vector<const char*>& made = {},
                const std::vector<const char*>& ended = {},
                const std::vector<const char*>& loose = {}) {
    const Document old_note = parse(before, "Note.md", TaskSettings{});
    fixing::Changes changes;
    changes.edits.push_back({place(before, piece), anew});
    for (const char* const line : made) {
        changes.made.push_back(place(before, line).begin);
    }
    for (const char* const line : ended) {
        changes.ended.push_back(place(before, line).begin);
    }
    for (const char* const line : loose) {
        changes.loose.push_back(place(before, line).begin);
    }
    const Span whole{0, static_cast<std::uint32_t>(before.size())};
    const std::string after = fixing::edited(before, whole, changes.edits);
    return fixing::keeps_structure(old_note, LineIndex{old_note.text}, whole,
                                   parse(after, "Note.md", TaskSettings{}), changes);
}

}  // namespace

TEST_CASE("the other tasks of a note stay where they are", "[fix]") {
    const std::string note = "# one\n- [ ] a\n  - [ ] b\n    - [ ] c\n# two\n- [ ] d\ntext\n";
    CHECK(keeps_note(note, "a", "aa"));
    CHECK(keeps_note(note, "text", "more\ntext"));
    CHECK_FALSE(keeps_note(note, "- [ ] a", "a"));
    CHECK_FALSE(keeps_note(note, "- [ ] a", "- a"));
    CHECK(keeps_note(note, "- [ ] a", "- a", {}, {"- [ ] a"}));
    CHECK_FALSE(keeps_note(note, "- [ ] a", "- a", {}, {"  - [ ] b"}));
    CHECK_FALSE(keeps_note(note, "text", "- [ ] text"));
    CHECK(keeps_note(note, "text", "- [ ] text", {"text"}));
    CHECK_FALSE(keeps_note(note, "text", "- [ ] text", {"- [ ] d"}));
    // One more here is not made good by one less there.
    CHECK_FALSE(keeps_note(note, "- [ ] d\ntext", "text\n- [ ] d"));
    CHECK_FALSE(keeps_note(note, "  - [ ] b", "- [ ] b"));
    CHECK(keeps_note(note, "  - [ ] b", "- [ ] b", {}, {}, {"  - [ ] b"}));
    CHECK_FALSE(keeps_note(note, "    - [ ] c", "  - [ ] c"));
    CHECK_FALSE(keeps_note(note, "    - [ ] c", "  - [ ] c", {}, {}, {"  - [ ] b"}));
    CHECK_FALSE(keeps_note(note, "- [ ] d", "  - [ ] d\n# three"));
    CHECK_FALSE(keeps_note(note, "# two", "two"));
    CHECK_FALSE(keeps_note(note, "# one", "one"));
    CHECK_FALSE(keeps_note(note, "# two\n- [ ] d", "- [ ] d\n# two"));
    CHECK_FALSE(keeps_note(note, "# two", "```"));
    CHECK_FALSE(keeps_note(note, "text", "# text"));
}

TEST_CASE("the front matter keeps its values but for what goes", "[fix]") {
    const std::string note =
        "---\ntitle: a\ntags: [x, y]\npeople:\n  - Ana\n  -\ntasklint-disable: TL101\n---\n- [ ] "
        "a\n";
    CHECK(keeps_note(note, "title:", "title: "));
    CHECK_FALSE(keeps_note(note, "title: a", "title: ab"));
    CHECK(keeps_note(note, "title: a\n", ""));  // it is meant to go
    CHECK_FALSE(keeps_note(note, "title: a", "titles: a"));
    CHECK(keeps_note(note, "\n  -\n", "\n"));
    CHECK_FALSE(keeps_note(note, "  -\n", "  - b\n"));
    CHECK_FALSE(keeps_note(note, "[x, y]", "[x, y"));
    CHECK(keeps_note(note, "TL101", "TL102"));
    CHECK(keeps_note(note, "tasklint-disable: TL101\n", ""));
    CHECK_FALSE(keeps_note(note, "---\n- [", "- ["));
    CHECK_FALSE(keeps_note("- [ ] a\n", "- [ ] a", "---\ntitle: a\n---\n- [ ] a"));
    CHECK(keeps_note("---\ntitle: [a\n---\n- [ ] a\n", "] a", "] b"));
    CHECK_FALSE(keeps_note("---\ntitle: [a\n---\n- [ ] a\n", "title", "titles"));
}
