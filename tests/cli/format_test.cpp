// tasklint fmt: what it writes, and what it leaves.
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "support/catch.hpp"

using support::read_bytes;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;

namespace {

support::Finished fmt_in(const TemporaryFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), "fmt");
    return run_tasklint({words, folder.path()});
}

}  // namespace

TEST_CASE("fmt spells and orders the fields that Tasks reads, and nothing else", "[cli]") {
    const struct {
        const char* name;
        const char* config;
        std::string before, after;
    } cases[] = {
        {"the plugin's order", "", "- [ ] a 📆2026-01-14  ⏫ #t\n", "- [ ] a #t ⏫ 📅 2026-01-14\n"},
        {"the house's order", "[tasks]\norder = \"house\"\n", "- [ ] a #t ⏫ 📅 2026-01-14 ^id\n",
         "- [ ] a 📅 2026-01-14 ⏫ #t ^id\n"},
        {"a list", "[tasks]\norder = [\"due\", \"tags\"]\n", "- [ ] a ⏫ #t 📅 2026-01-14\n",
         "- [ ] a 📅 2026-01-14 #t ⏫\n"},
        {"the Dataview format", "[tasks]\nformat = \"dataview\"\n",
         "- [ ] a [due::2026-01-14]  [priority:: high]\n",
         "- [ ] a [priority:: high] [due:: 2026-01-14]\n"},
        {"bytes outside of the fields stay", "",
         "\xEF\xBB\xBF\xFF\r\n- [ ] a  b  📅2026-01-14  \r\nc",
         "\xEF\xBB\xBF\xFF\r\n- [ ] a  b 📅 2026-01-14  \r\nc"},
        {"an ignored rule", "ignore = [\"TL901\"]\n", "- [ ] a 📅2026-01-14 ⏫\n",
         "- [ ] a 📅 2026-01-14 ⏫\n"},
        {"what is hidden", "", "- [ ] a 📆2026-01-14 soon ⏫\n", "- [ ] a 📆2026-01-14 soon ⏫\n"},
        {"values and words", "", "- [ ] a 📅 2026-1-4 🔁 Every  day\n",
         "- [ ] a 📅 2026-1-4 🔁 Every  day\n"},
    };
    for (const auto& [name, config, before, after] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            write_bytes(folder / ".tasklint.toml",
                        std::string{"extends = \"defaults\"\n"} + config);
            write_bytes(folder / "a.md", before);
            const bool changes = before != after;

            const auto checked = fmt_in(folder, {"--check"});
            CHECK(checked.status == (changes ? 1 : 0));
            CHECK(checked.out == (changes ? "a.md\n" : ""));
            const auto shown = fmt_in(folder, {"--diff"});
            CHECK(shown.status == (changes ? 1 : 0));
            CHECK(shown.out.empty() != changes);
            CHECK(read_bytes(folder / "a.md") == before);

            const auto written = fmt_in(folder, {});
            CHECK(written.status == 0);
            CHECK(written.out.empty());
            CHECK(read_bytes(folder / "a.md") == after);
            CHECK(fmt_in(folder, {"--check"}).status == 0);
        }
    }
}

TEST_CASE("fmt mends standard input", "[cli]") {
    const TemporaryFolder folder;
    support::Program call{{"fmt", "-"}, folder.path()};
    call.input = "- [ ] a ⌛2026-01-14\n";
    const auto done = run_tasklint(call);
    CHECK(done.status == 0);
    CHECK(done.out == "- [ ] a ⏳ 2026-01-14\n");
}
