// A fix is tried on a part of the note. Where that keeps its structure the note does, too.
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "fix/verify.hpp"
#include "support/catch.hpp"
#include "tasklint/document.hpp"

using namespace tasklint;

namespace {

constexpr std::array pieces{"- [ ] task",
                            "- [ ] task",
                            "  - [ ] below",
                            "    - [x] deep",
                            "- item",
                            "  - item",
                            "1. [ ] one",
                            "prose",
                            "",
                            "",
                            "# one",
                            "# one",
                            "## two",
                            "  # in",
                            "under\n===",
                            "---",
                            "```",
                            "~~~",
                            "    ```",
                            "> - [ ] quoted",
                            "> quote",
                            "%%",
                            "%% a %%",
                            "$$",
                            "<div>",
                            "<!--",
                            "-->",
                            "<script>",
                            "</script>",
                            "[^1]: note",
                            "    - [ ] in",
                            "\t- [ ] tab",
                            "- ```",
                            "- # in an item",
                            "#tag",
                            "key: value",
                            "-",
                            "- [ ] %% task",
                            "    code",
                            "- [ ] a\r"};

/// One to three lines of a note become others, without their ends.
std::vector<Edit> random_edits(const std::string& text, std::mt19937& random) {
    const LineIndex lines{text};
    std::vector<Edit> edits;
    std::uint32_t line = 0;
    for (auto count = 1 + random() % 3; count > 0 && line < lines.line_count(); --count) {
        line += static_cast<std::uint32_t>(random() % (lines.line_count() - line));
        edits.push_back({lines.span_of(line, text), pieces[random() % pieces.size()]});
        ++line;
    }
    return edits;
}

Document edited_part(const Document& note, Span part, const std::vector<Edit>& edits) {
    return parse(fixing::edited(note.text, part, edits), "note.md", {});
}

}  // namespace

TEST_CASE("where a part of a note keeps its structure the whole note does", "[fix]") {
    std::mt19937 random{20260105};
    int parts = 0;
    int kept = 0;
    for (int round = 0; round < 60'000; ++round) {
        std::string text = random() % 20 == 0 ? "\xEF\xBB\xBF" : "";
        text += random() % 10 == 0 ? "---\nkey: value\n---\n" : "";
        // Few notes have many kinds of lines: most of the others have parts.
        const std::size_t kinds = random() % 3 == 0 ? pieces.size() : 20;
        const char* const ending = random() % 8 == 0 ? "\r\n" : "\n";
        for (auto count = 3 + random() % 20; count > 0; --count) {
            text += pieces[random() % kinds];
            text += ending;
        }
        const Document note = parse(text, "note.md", {});
        fixing::Changes changes;
        changes.edits = random_edits(text, random);
        for (const Edit& edit : changes.edits) {  // or hardly any is allowed
            if (random() % 2 == 0) {
                changes.loose.push_back(edit.span.begin);
            }
        }
        const Span whole{0, static_cast<std::uint32_t>(text.size())};
        const Span part = fixing::part_around(note, changes.edits);
        const LineIndex lines{note.text};
        const Document inside = edited_part(note, part, changes.edits);
        if (part == whole || fixing::has_hiding_marks(inside.text)) {
            continue;
        }
        ++parts;
        if (fixing::keeps_structure(note, lines, part, inside, changes)) {
            ++kept;
            const Document after = edited_part(note, whole, changes.edits);
            INFO(text);
            INFO(after.text);
            REQUIRE(fixing::keeps_structure(note, lines, whole, after, changes));
        }
    }
    CHECK(parts > 5'000);
    CHECK(kept > 500);
}
