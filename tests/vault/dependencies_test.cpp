#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "tasklint/vault.hpp"

using tasklint::Dependencies;
using tasklint::Document;

namespace {

/// A letter for each task: `b`locked, blockin`g`, `*` both, `-` neither.
std::string states_of(const Document& document, const Dependencies& dependencies) {
    std::string out;
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        const bool blocked = dependencies.is_blocked(document.view(i));
        const bool blocking = dependencies.is_blocking(document.view(i));
        out += blocked && blocking ? '*' : blocked ? 'b' : blocking ? 'g' : '-';
    }
    return out;
}

}  // namespace

TEST_CASE("a task is blocked by the open tasks that it depends on", "[vault]") {
    const struct {
        const char* name;
        const char* note;
        const char* states;
    } cases[] = {
        {"one waits for another", "- [ ] a 🆔 n1\n- [ ] b ⛔ n1\n", "gb"},
        {"in any order", "- [ ] b ⛔ n1\n- [ ] a 🆔 n1\n", "bg"},
        {"not for a done one", "- [x] a 🆔 n1\n- [ ] b ⛔ n1\n", "--"},
        {"nor for a cancelled one", "- [-] a 🆔 n1\n- [ ] b ⛔ n1\n", "--"},
        {"but for one in progress", "- [/] a 🆔 n1\n- [/] b ⛔ n1\n", "gb"},
        {"a done one waits for nothing", "- [ ] a 🆔 n1\n- [x] b ⛔ n1\n", "--"},
        {"itself", "- [ ] a 🆔 n1 ⛔ n1\n", "*"},
        {"a cycle", "- [ ] a 🆔 n1 ⛔ n2\n- [ ] b 🆔 n2 ⛔ n1\n", "**"},
        {"only direct links count", "- [ ] a 🆔 n1\n- [x] b 🆔 n2 ⛔ n1\n- [ ] c ⛔ n2\n", "---"},
        {"one of several is enough", "- [x] a 🆔 n1\n- [ ] b 🆔 n2\n- [ ] c ⛔ n1,n2\n", "-gb"},
        {"so is one open task of an id", "- [x] a 🆔 n1\n- [ ] b 🆔 n1\n- [ ] c ⛔ n1\n", "-gb"},
        {"all of them block", "- [ ] a 🆔 n1\n- [ ] b 🆔 n1\n- [ ] c ⛔ n1\n", "ggb"},
        {"nobody has the id", "- [ ] a ⛔ n1\n", "-"},
        {"case counts", "- [ ] a 🆔 N1\n- [ ] b ⛔ n1\n", "--"},
        {"what the plugin does not read is none", "- [ ] a 🆔 n1 now\n- [ ] b ⛔ n1\n", "--"},
    };
    for (const auto& [name, note, states] : cases) {
        DYNAMIC_SECTION(name) {
            const auto document = tasklint::parse(note, "", {});
            Dependencies dependencies;
            dependencies.add(document);
            CHECK(states_of(document, dependencies) == states);
        }
    }
}

TEST_CASE("dependencies reach over all notes of a vault", "[vault]") {
    const TemporaryFolder folder;
    folder.write("a.md", "- [ ] a ⛔ n1\n");
    folder.write("b.md", "- [ ] b 🆔 n1\n");
    tasklint::Config config;
    config.root = folder.path().string();
    const auto vault = load_vault({folder.path().string()}, config);
    REQUIRE(vault.documents.size() == 2);
    CHECK(states_of(vault.documents[0], vault.dependencies) == "b");
    CHECK(states_of(vault.documents[1], vault.dependencies) == "g");
}
