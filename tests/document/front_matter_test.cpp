#include <random>
#include <string>
#include <vector>

#include "document/front_matter.hpp"
#include "support/catch.hpp"
#include "tasklint/document.hpp"

using tasklint::Document;
using tasklint::FrontMatter;
using tasklint::read_front_matter;

namespace {

/// A note with this front matter, without the scanner of notes.
Document note(const std::string& front_matter, const std::string& before = "---\n") {
    Document document;
    document.text = before + front_matter + "---\ntext\n";
    document.front_matter = {static_cast<std::uint32_t>(before.size()),
                             static_cast<std::uint32_t>(before.size() + front_matter.size())};
    return document;
}

/// `key=value<bytes>`, with a `*` behind the key of a list's item.
std::vector<std::string> described(const Document& document) {
    std::vector<std::string> list;
    for (const auto& value : read_front_matter(document).values) {
        list.push_back(value.key + (value.in_list ? "*" : "") + "=" + value.value + "<" +
                       std::string{value.span.in(document.text)} + ">");
    }
    return list;
}

}  // namespace

TEST_CASE("properties are read with the bytes that they stand in", "[document]") {
    using List = std::vector<std::string>;
    const struct {
        const char* name;
        const char* text;
        List values;
    } cases[] = {
        {"plain",
         "type: people \ndate: 2026-01-05\n",
         {"type=people<people>", "date=2026-01-05<2026-01-05>"}},
        {"quoted",
         "title: \"One: \\\"two\\\"\"\nperson: ''\n",
         {"title=One: \"two\"<\"One: \\\"two\\\"\">", "person=<''>"}},
        {"empty", "person:\nnext: x\n", {"person=<>", "next=x<x>"}},
        {"list in brackets", "tags: [a, \"b c\"]\n", {"tags*=a<a>", "tags*=b c<\"b c\">"}},
        {"list of lines",
         "tags:\n  - \"person/\"\n  - b\n",
         {"tags*=person/<\"person/\">", "tags*=b<b>"}},
        {"link without quotes",
         "participants: [[Person One]]\n",
         {"participants*=Person One<Person One>"}},
        {"several lines",
         "a: |\n  one\n  two\nb: x\n",
         {"a=one\ntwo\n<|\n  one\n  two\n>", "b=x<x>"}},
        {"nested mappings say nothing",
         "a:\n  b: 1\n  c: [2]\nd: 3\ne: [{f: 4}, 5]\n",
         {"d=3<3>", "e*=5<5>"}},
        {"keys that are no text", "? [a, b]\n: c\nd: e\n", {"d=e<e>"}},
        {"anchors and tags",
         "a: &x one\nb: *x\nc: !!str two\nd: [*x, three]\n",
         {"a=one<one>", "c=two<two>", "d*=three<three>"}},
        {"comments", "a: one # two\n# three\nb: '# four'\n", {"a=one<one>", "b=# four<'# four'>"}},
        {"CRLF", "a: one\r\nb: [two]\r\n", {"a=one<one>", "b*=two<two>"}},
        {"other scripts",
         "名: 田中\nb: \"🗓️ é\"\nc: z\n",
         {"名=田中<田中>", "b=🗓️ é<\"🗓️ é\">", "c=z<z>"}},
        {"bytes that are no UTF-8", "a: x\xFFy\nb: z\n", {"a=x\xEF\xBF\xBDy<x\xFFy>", "b=z<z>"}},
        {"a list at the top", "- a\n- b: c\n", {}},
        {"a word at the top", "word\n", {}},
        {"nothing", "", {}},
        {"comments only", "# nothing\n", {}},
        {"only the first document", "a: b\n...\nc: d\n", {"a=b<b>"}},
    };
    for (const auto& [name, text, values] : cases) {
        DYNAMIC_SECTION(name) {
            const Document document = note(text);
            CHECK(described(document) == values);
            CHECK(read_front_matter(document).error.empty());
        }
    }
    CHECK(described(note("a: b\n", "\xEF\xBB\xBF---\n")) == List{"a=b<b>"});
}

TEST_CASE("YAML that cannot be read says where", "[document]") {
    const struct {
        const char* name;
        std::string text;
        std::string error;
        std::string from;  // the text from the place on
    } cases[] = {
        {"tab", "a: b\n\tc: d\n", "tab character", "\tc: d\n"},
        {"open list", "名: [b\n", "expected ',' or ']'", ""},
        {"open quote", "a: \"b\n", "unexpected end of stream", ""},
        {"control character", "é: b\nc: \x01 d\n", "control characters", "\x01 d\n"},
        {"control character behind bytes that are no UTF-8", "a: \xFF\nc: \x01 d\n",
         "control characters", "\x01 d\n"},
        {"unknown escape", "a: \"\\q\"\n", "unknown escape", "\\q\"\n"},
        {"two values", "a: b: c\n", "mapping values are not allowed", ": c\n"},
    };
    for (const auto& [name, text, error, from] : cases) {
        DYNAMIC_SECTION(name) {
            const Document document = note(text);
            const FrontMatter read = read_front_matter(document);
            CHECK_THAT(read.error, TASKLINT_CONTAINS(error));
            REQUIRE(read.error_offset <= document.text.size());
            CHECK(document.text.substr(read.error_offset) == from + "---\ntext\n");
        }
    }
}

TEST_CASE("hostile front matter is read in one pass", "[document]") {
    std::string bombs = "a0: &a0 [x]\n";
    for (int i = 1; i < 60; ++i) {
        const auto last = "*a" + std::to_string(i - 1);
        bombs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + "," + last +
                 "," + last + "]\n";
    }
    CHECK(read_front_matter(note(bombs)).values.size() == 1);

    const std::string brackets = "a: " + std::string(200000, '[') + "\n";
    CHECK_THAT(read_front_matter(note(brackets)).error, TASKLINT_CONTAINS("nested too deeply"));
    std::string dashes = "a:\n ";
    for (int i = 0; i < 100000; ++i) {
        dashes += "- ";
    }
    CHECK_FALSE(read_front_matter(note(dashes + "x\n")).error.empty());

    std::string many = "tags:\n";
    for (int i = 0; i < 50000; ++i) {
        many += "  - tag\n";
    }
    const auto read = read_front_matter(note(many));
    CHECK(read.error.empty());
    CHECK(read.values.size() == 50000);
}

TEST_CASE("plain front matter is read as libyaml reads it", "[document]") {
    const std::vector<std::string> pieces{"date: 2026-01-05\n",
                                          "tags:\n",
                                          "  - \"type/meeting\"\n",
                                          "- a b\n",
                                          "  - x\n",
                                          "    - deep\n",
                                          "title: \"Note: #1\"\n",
                                          "alias: 'one'\n",
                                          "a: b: c\n",
                                          "at: 10:30\n",
                                          "url: https://example.org/x\n",
                                          "none:\n",
                                          "odd : x\n",
                                          "k:v\n",
                                          "k:  two\n",
                                          "k: end \n",
                                          "k: a #b\n",
                                          "k: a#b\n",
                                          "k: [a, b]\n",
                                          "k: {a: b}\n",
                                          "k: |\n",
                                          "  text\n",
                                          "\n",
                                          "# no\n",
                                          "k: bÃ¼ro\n",
                                          "k: \"a\\n\"\n",
                                          "k: 'it''s'\n",
                                          "k: &x y\n",
                                          "k: *x\n",
                                          "k: !t y\n",
                                          "k: - y\n",
                                          "- k: v\n",
                                          "-\n",
                                          "- \n",
                                          "k: y\r\n",
                                          "k: \ty\n",
                                          "\tk: y\n",
                                          "k: \"a\" b\n",
                                          "k: \"\"\n",
                                          "...\n",
                                          "%YAML 1.1\n",
                                          "? k\n",
                                          "k: null\n",
                                          "1: y\n",
                                          "k: (a), b + c.\n",
                                          "k: a:\n",
                                          "k: -1\n",
                                          "k: end"};
    std::mt19937 random{20260105};
    std::size_t plain = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (auto count = 1 + random() % 4; count > 0; --count) {
            // The first ones are plain, so that many of the texts are.
            text += pieces[random() % (random() % 3 == 0 ? pieces.size() : 9)];
        }
        const auto read = tasklint::document::read_plainly(text, 7);
        if (!read) {
            continue;
        }
        ++plain;
        const FrontMatter wanted = tasklint::document::read_yaml(text, 7);
        INFO(text);
        CHECK(wanted.error.empty());
        REQUIRE(read->keys == wanted.keys);
        REQUIRE(read->values.size() == wanted.values.size());
        for (std::size_t i = 0; i < wanted.values.size(); ++i) {
            CHECK(read->values[i].key == wanted.values[i].key);
            CHECK(read->values[i].value == wanted.values[i].value);
            CHECK(read->values[i].span == wanted.values[i].span);
            CHECK(read->values[i].in_list == wanted.values[i].in_list);
        }
    }
    CHECK(plain > 1'000);
}
