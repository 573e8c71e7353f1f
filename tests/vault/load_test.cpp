#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "tasklint/text.hpp"
#include "tasklint/vault.hpp"

using tasklint::Config;
using tasklint::Vault;

TEST_CASE("a vault is loaded in the order of its paths", "[vault]") {
    const TemporaryFolder folder;
    for (int i = 0; i < 300; ++i) {  // enough for more than one thread
        folder.write("n" + std::to_string(1000 + i) + ".md",
                     "- [ ] task " + std::to_string(i) + " 🆔 id" + std::to_string(i) + "\n");
    }
    Config config;
    config.root = folder.path().string();
    const Vault vault = load_vault({folder.path().string()}, config);
    REQUIRE(vault.documents.size() == 300);
    REQUIRE(vault.notes.size() == 300);
    CHECK(vault.unreadable.empty());
    for (std::size_t i = 0; i < vault.documents.size(); ++i) {
        CHECK(vault.documents[i].path == vault.notes[i].vault);
        REQUIRE(vault.documents[i].tasks.size() == 1);
        CHECK(tasklint::id_of(vault.documents[i].view(0)) == "id" + std::to_string(i));
    }
}

TEST_CASE("notes that cannot be read are listed beside the others", "[vault]") {
    const TemporaryFolder folder;
    folder.write("a.md", "- [ ] one\n");
    // 4 GiB and more cannot be read.
    std::filesystem::resize_file(folder.write("b.md"), std::uintmax_t{1} << 32U);
    folder.write("c.md", "- [ ] two\n");
    Config config;
    config.root = folder.path().string();
    const Vault vault = load_vault({folder.path().string()}, config);
    REQUIRE(vault.notes.size() == 2);
    CHECK(vault.notes[1].vault == "c.md");
    CHECK(vault.documents[1].tasks.size() == 1);
    REQUIRE(vault.unreadable.size() == 1);
    CHECK(vault.unreadable[0].first.vault == "b.md");
    CHECK(vault.unreadable[0].second == "File too large");
}

TEST_CASE("the index knows every id and where it stands", "[vault]") {
    const auto one =
        tasklint::parse("text\n- [ ] a 🆔 x1 📅 2026-01-06\n- [ ] b\n- [x] c 🆔 x2\n", "one.md", {});
    const auto two = tasklint::parse("- [ ] d 🆔 x1\n- [ ] 🆔 hidden by text\n", "two.md", {});
    tasklint::VaultIndex index;
    index.add(1, two);
    index.add(0, one);
    index.finish();
    REQUIRE(index.ids.size() == 3);
    CHECK(index.ids[0].id == "x1");
    CHECK(index.ids[0].place.note == 0);
    CHECK(index.ids[0].place.line == 1);
    CHECK(index.ids[0].open);
    CHECK(index.ids[0].place.span.in(one.text).substr(0, 4) == "🆔");
    CHECK(index.ids[1].id == "x2");
    CHECK(index.ids[1].place.line == 3);
    CHECK_FALSE(index.ids[1].open);
    CHECK(index.ids[2].id == "x1");
    CHECK(index.ids[2].place.note == 1);
}
