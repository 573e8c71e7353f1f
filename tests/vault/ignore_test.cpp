#include <memory>
#include <string>

#include "support/catch.hpp"
#include "vault/ignore.hpp"

using tasklint::IgnoreRules;

namespace {

/// As git: a path is left out if it or a folder above it is.
bool left_out(const IgnoreRules& rules, const std::string& path, bool is_folder) {
    for (std::size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        if (rules.ignored(path.substr(0, slash), true)) {
            return true;
        }
    }
    return rules.ignored(path, is_folder);
}

}  // namespace

TEST_CASE("patterns leave out what git would leave out", "[vault]") {
    const struct {
        const char* patterns;
        const char* path;  // with a slash at the end: a folder
        bool ignored;
    } cases[] = {
        // a name, anywhere
        {"x.md", "x.md", true},
        {"x.md", "a/b/x.md", true},
        {"x.md", "a/xx.md", false},
        {"x.md", "x.md/y.md", true},
        {"X.md", "x.md", false},
        // anchored: a slash at the beginning or in the middle
        {"/x.md", "x.md", true},
        {"/x.md", "a/x.md", false},
        {"a/x.md", "a/x.md", true},
        {"a/x.md", "b/a/x.md", false},
        {"/a/x.md", "a/x.md", true},
        // folders only
        {"a/", "a/", true},
        {"a/", "a", false},
        {"a/", "b/a/x.md", true},
        {"/a/", "b/a/x.md", false},
        {"a/b/", "a/b/x.md", true},
        {"a/b/", "c/a/b/x.md", false},
        // stars within a name
        {"*.md", "a/x.md", true},
        {"*", ".x", true},
        {"a*b", "a/b", false},
        {"a*b", "axxb", true},
        {"*a*b*c*", "xxaxxbxxcxx", true},
        {"*a*b*c*", "xxaxxcxxbxx", false},
        {"a/*", "a/x.md", true},
        {"a/*", "a/b/x.md", true},  // a/b is left out
        {"a/*.md", "a/b/x.md", false},
        {"?.md", "x.md", true},
        {"?.md", "xx.md", false},
        {"a?b", "a/b", false},
        // double stars
        {"**/x.md", "x.md", true},
        {"**/x.md", "a/b/x.md", true},
        {"**/a/x.md", "b/a/x.md", true},
        {"a/**", "a/b/x.md", true},
        {"a/**", "a/", false},
        {"a/**/x.md", "a/x.md", true},
        {"a/**/x.md", "a/b/c/x.md", true},
        {"a/**/x.md", "b/a/x.md", false},
        {"a/**/b/**/c", "a/b/x/b/y/c", true},
        {"a/**/**/c", "a/c", true},
        {"a**b", "axxb", true},
        {"a**/x.md", "abc/x.md", true},
        {"a**/x.md", "a/b/x.md", false},
        {"**", "a/x.md", true},
        {"**/", "x.md", false},
        {"**/", "a/x.md", true},
        // sets
        {"[ab].md", "a.md", true},
        {"[ab].md", "c.md", false},
        {"[!ab].md", "c.md", true},
        {"[^ab].md", "a.md", false},
        {"[a-c]x", "bx", true},
        {"[a-c]x", "dx", false},
        {"[]x]", "]", true},
        {"[a-]", "-", true},
        {"[\\]]", "]", true},
        {"[[:digit:]]x", "7x", true},
        {"[[:digit:]]x", "ax", false},
        {"[[:nonsense:]]x", "ax", false},
        {"a[", "a[", false},
        {"a[b", "a[b", false},
        {"a[/]b", "a/b", false},
        {"[x/y]z/a", "yz/a", true},
        {"a\\/b", "a/b", true},
        {"****/x.md", "a/b/x.md", true},
        // taking back
        {"*.md\n!x.md", "x.md", false},
        {"*.md\n!x.md", "y.md", true},
        {"!x.md\n*.md", "x.md", true},
        {"a/\n!a/x.md", "a/x.md", true},  // the folder is left out already
        {"a/*\n!a/x.md", "a/x.md", false},
        {"a/*\n!a/b/\na/b/*\n!a/b/x.md", "a/b/x.md", false},
        // comments, blanks, escapes
        {"# x.md\n\n  \nx.md", "x.md", true},
        {"# x.md", "# x.md", false},
        {"\\# x.md", "# x.md", true},
        {"\\!x.md", "!x.md", true},
        {"x.md   ", "x.md", true},
        {"x\\ ", "x ", true},
        {" x.md", "x.md", false},
        {"x.md\r\ny.md\r\n", "x.md", true},
        {"\\*.md", "x.md", false},
        {"\\*.md", "*.md", true},
        {"x\\", "x\\", false},
        {"!", "!", false},
        {"/", "a/", false},
        {"\xEF\xBB\xBFx.md", "x.md", true},
        {"é*.md", "éa.md", true},
    };
    for (const auto& [patterns, path, ignored] : cases) {
        DYNAMIC_SECTION(patterns << " | " << path) {
            IgnoreRules rules{nullptr, ""};
            rules.add(patterns);
            std::string name = path;
            const bool is_folder = name.back() == '/';
            if (is_folder) {
                name.pop_back();
            }
            CHECK(left_out(rules, name, is_folder) == ignored);
        }
    }
}

TEST_CASE("deeper and later files go over the others", "[vault]") {
    auto top = std::make_shared<IgnoreRules>(nullptr, "");
    top->add("*.md\n/a/only-here\n");
    IgnoreRules deeper{top, "a/"};
    deeper.add("!x.md\n/y.txt\n");
    CHECK_FALSE(deeper.ignored("a/x.md", false));
    CHECK_FALSE(deeper.ignored("a/b/x.md", false));
    CHECK(deeper.ignored("a/z.md", false));
    CHECK(deeper.ignored("a/y.txt", false));
    CHECK_FALSE(deeper.ignored("a/b/y.txt", false));
    CHECK(deeper.ignored("a/only-here", false));
    deeper.add("x.md");
    CHECK(deeper.ignored("a/x.md", false));
}

TEST_CASE("hostile patterns cost no more than their length times the path's", "[vault]") {
    std::string stars;
    std::string deep;
    std::string path = "a";
    for (int i = 0; i < 1000; ++i) {
        stars += "*a";
        deep += "**/a/";
        path += "/a";
    }
    IgnoreRules rules{nullptr, ""};
    rules.add(stars + "b\n" + deep + "b\n[[[[[[\n" + std::string(100000, '[') + "\n" +
              std::string(100000, '*') + "b\n");
    CHECK_FALSE(rules.ignored(std::string(5000, 'a'), false));
    CHECK_FALSE(rules.ignored(path, false));
}
