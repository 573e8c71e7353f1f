// Lines of prose are passed over by a search, and plain items are read in a few steps. What is
// found must be what the long way finds.
#include <array>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <tuple>

#include "document/blocks.hpp"
#include "support/catch.hpp"
#include "support/task_lines.hpp"
#include "tasklint/text.hpp"

using namespace tasklint;
using document::Block;
using document::BlockScanner;
using document::LineInfo;
using document::LineKind;

namespace {

bool same(const LineInfo& a, const LineInfo& b) {
    const auto all = [](const LineInfo& one) {
        return std::tie(one.kind, one.block, one.opens, one.own_marker, one.line.begin,
                        one.line.end, one.content, one.behind_marker, one.items, one.parent);
    };
    return all(a) == all(b);
}

bool same(const std::vector<document::Container>& a, const std::vector<document::Container>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return std::tie(x.kind, x.marker, x.width, x.line, x.name) ==
               std::tie(y.kind, y.marker, y.width, y.line, y.name);
    });
}

bool is_prose_or_blank(const LineInfo& line) {
    return line.kind == LineKind::blank ||
           (line.kind == LineKind::hidden &&
            (line.block == Block::fenced_code || line.block == Block::front_matter)) ||
           (line.kind == LineKind::text && line.items == 0 && line.block == Block::paragraph &&
            line.content == line.line.begin);
}

/// What differs between a scanner that passes over prose and one that looks at every line, and
/// reads items the long way; empty if nothing does.
/// @param passed grows by the lines that were passed over
std::string difference(const std::string& text, std::size_t& passed) {
    BlockScanner every{text, false};
    BlockScanner quick{text};
    LineInfo a;
    LineInfo b;
    for (std::uint32_t items = 0;;) {
        const bool some = quick.skip_prose();
        const bool more = quick.next(b);
        std::size_t here = 0;
        bool there = every.next(a);
        for (; there && !(more && a.line.begin == b.line.begin); there = every.next(a)) {
            if (!is_prose_or_blank(a)) {
                return "a line was passed over that is no prose, no code and not blank";
            }
            ++here;
        }
        passed += here;
        if (there != more || some != (here != 0)) {
            return "they do not go on at the same line";
        }
        if (!more) {
            return {};
        }
        if (!same(a, b)) {
            return "they see different things on the line at " + std::to_string(b.line.begin);
        }
        if (!same(every.containers(), quick.containers())) {
            return "other containers are open behind the line at " + std::to_string(b.line.begin);
        }
        if (b.kind == LineKind::underline && every.paragraph() != quick.paragraph()) {
            return "another paragraph is underlined at " + std::to_string(b.line.begin);
        }
        every.name_items(items);
        quick.name_items(items);
        items += b.items;
    }
}

}  // namespace

TEST_CASE("passing over prose changes nothing in random notes", "[document]") {
    static constexpr std::array pieces{
        "prose",
        "prose",
        "prose that is longer than sixteen bytes, and than thirty-two",
        "a line of 16 by",
        "a line of 16 byt",
        "a line of 16 byte",
        "",
        "",
        " ",
        "\t",
        "\r",
        "a\rb",
        "\xC3\xA9",
        "\xE3\x80\x80prose",
        "\xC2\xA0- [ ] behind a no-break space",
        "\xC2\xA0 > - [ ] and a quote",
        "|a|b|",
        "- item",
        "  - item in it",
        "    - [ ] task in it",
        "- [ ] task",
        " * item",
        "   + [x] task",
        "      - deep",
        "-  two blanks",
        "- - twice",
        "- # heading",
        "- [^1]: note",
        "\t- tab",
        "-",
        "*",
        "1. one",
        "2. two",
        "2. [ ] two",
        "-[ ] no blank",
        "[ ] no marker",
        "> quote",
        "> - item",
        ">",
        "  continued",
        "    code",
        "```",
        "~~~",
        "    ```",
        "%%",
        "%% a %%",
        "$$",
        "<div>",
        "<!--",
        "-->",
        "<b>text",
        "# heading",
        "===",
        "---",
        "***",
        "[^1]: note",
        "[a]: b",
        "_text_",
        "=",
        "5 apples"};
    std::mt19937 random{20260105};
    const auto below = [&](std::size_t count) { return random() % count; };
    std::size_t passed = 0;
    for (int i = 0; i < 60'000; ++i) {
        std::string text = below(20) == 0 ? "\xEF\xBB\xBF" : "";
        text += below(20) == 0 ? "---\nkey: value\n---\n" : "";
        const char* const ending = below(4) == 0 ? "\r\n" : "\n";
        const std::size_t all = below(2) == 0 ? pieces.size() : 28;
        for (auto count = 1 + below(12); count > 0; --count) {
            text += pieces[below(all)];
            if (count > 1 || below(3) != 0) {
                text += below(30) == 0 ? "\r" : ending;
            }
        }
        const auto what = difference(text, passed);
        INFO(text);
        REQUIRE(what == "");
    }
    CHECK(passed > 50'000);
}

TEST_CASE("passing over prose changes nothing in random task lines", "[document]") {
    std::mt19937 random{7};
    std::size_t passed = 0;
    for (int i = 0; i < 5'000; ++i) {
        std::string text;
        for (auto count = 1 + random() % 6; count > 0; --count) {
            text += task_lines::interesting(random, random() % 2 == 0) + "\n";
        }
        const auto what = difference(text, passed);
        INFO(text);
        REQUIRE(what == "");
    }
}

TEST_CASE("passing over prose changes nothing in the notes of this repository", "[document]") {
    namespace fs = std::filesystem;
    const fs::path source{TASKLINT_SOURCE_DIR};
    std::size_t notes = 0;
    std::size_t passed = 0;
    for (const char* const folder : {"docs", "examples", "tests", "fuzz"}) {
        for (const auto& entry : fs::recursive_directory_iterator{source / folder}) {
            if (!entry.is_regular_file()) {
                continue;
            }
            // Corpora and conformance cases are no Markdown; as bytes they are as good as any.
            ++notes;
            INFO(entry.path().string());
            REQUIRE(difference(read_file(entry.path().string()), passed) == "");
        }
    }
    CHECK(notes > 200);
    CHECK(passed > 2'000);
}
