// The contract for queries, apart from the rules that rely on it.
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
