#include "calendar/identity.hpp"

#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "calendar/vault_of.hpp"
#include "support/catch.hpp"

using namespace tasklint;
using namespace tasklint::test;

namespace {

/// The UID of the task whose line contains `part`.
std::string uid_in(const Vault& vault, std::string_view part) {
    const auto uids = stateless_uids(vault);
    for (std::size_t document = 0; document < uids.size(); ++document) {
        for (std::size_t task = 0; task < uids[document].size(); ++task) {
            const auto view = vault.documents[document].view(task);
            if (view.in(view.task->line).find(part) != std::string_view::npos) {
                return uids[document][task];
            }
        }
    }
    return {};
}

}  // namespace

TEST_CASE("a UUID is made as RFC 4122 has it", "[calendar]") {
    // The DNS name space of its appendix C, with the value that Python's uuid5 gives.
    CHECK(uuid_of("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "python.org") ==
          "886313e1-3b8a-5372-9b90-0c9aee199e5d");
    CHECK(uuid_of("6BA7B810-9DAD-11D1-80B4-00C04FD430C8", "python.org") ==
          "886313e1-3b8a-5372-9b90-0c9aee199e5d");
    CHECK_THROWS_AS(uuid_of("my vault", "x"), std::invalid_argument);
}

TEST_CASE("a UID survives what people do to their notes", "[calendar]") {
    const auto before = uid_in(vault_of("# A\n- [ ] Pay the bill. 📅 2026-01-06\n"), "Pay");
    REQUIRE(before.size() == 36);
    const struct {
        const char* name;
        const char* path;
        const char* text;
    } cases[] = {
        {"another date", "Note.md", "# A\n- [ ] Pay the bill. 📅 2026-02-01\n"},
        {"lines inserted above", "Note.md",
         "# A\n- [ ] Other\nText\n- [ ] Pay the bill. 📅 2026-01-06\n"},
        {"note renamed", "Renamed.md", "# A\n- [ ] Pay the bill. 📅 2026-01-06\n"},
        {"moved into a folder, indented", "A/B.md",
         "- [ ] Parent\n    - [ ] Pay the bill. 📅 2026-01-06\n"},
        {"done", "Note.md", "# A\n- [x] Pay the bill. 📅 2026-01-06 ✅ 2026-01-05\n"},
        {"tags and owner", "Note.md", "- [?] Pay the bill. #a @Myself ⏫ 📅 2026-01-06 #proposed\n"},
        {"CRLF", "Note.md", "# A\r\n- [ ] Pay the bill. 📅 2026-01-06\r\n"},
    };
    for (const auto& one : cases) {
        DYNAMIC_SECTION(one.name) {
            CHECK(uid_in(vault_of({{one.path, one.text}}), "Pay") == before);
        }
    }
    CHECK(uid_in(vault_of("- [ ] Pay the bills."), "Pay") != before);
    CHECK(uid_in(vault_of("- [ ] Pay the bill. ➕ 2026-01-01"), "Pay") != before);
}

TEST_CASE("an id keeps the UID through an edit of the text", "[calendar]") {
    const auto before = uid_in(vault_of("- [ ] Pay 🆔 bill1"), "Pay");
    CHECK(uid_in(vault_of({{"Other.md", "- [x] Pay it at last 🆔 bill1"}}), "Pay") == before);
    CHECK(before == uuid_of({}, "id:bill1"));
}

TEST_CASE("UIDs do not slide to the neighbour when a line is inserted above", "[calendar]") {
    const auto before = vault_of("- [ ] One\n- [ ] Two\n- [ ] Three 🆔 c\n");
    const auto after = vault_of("- [ ] Zero\n- [ ] One\n- [ ] Two\n- [ ] Three 🆔 c\n");
    for (const auto* part : {"One", "Two", "Three"}) {
        CHECK(uid_in(after, part) == uid_in(before, part));
    }
    CHECK(uid_in(after, "Zero") != uid_in(before, "One"));
}

TEST_CASE("carriers of one id and twins are told apart by path, then line", "[calendar]") {
    const auto vault = vault_of({
        {"b.md", "- [ ] Pay 🆔 x\n- [ ] Twin\n"},
        {"a.md", "- [ ] Buy 🆔 x\n- [ ] Sell 🆔 x\n- [ ] Twin\n- [ ] twin #a\n"},
    });
    CHECK(uid_in(vault, "Buy") == uuid_of({}, "id:x"));
    CHECK(uid_in(vault, "Sell") == uuid_of({}, "id:x#2"));
    CHECK(uid_in(vault, "Pay") == uuid_of({}, "id:x#3"));
    std::set<std::string> all;
    std::size_t count = 0;
    for (const auto& note : stateless_uids(vault)) {
        all.insert(note.begin(), note.end());
        count += note.size();
    }
    CHECK(count == 6);
    CHECK(all.size() == count);
    // The first of the twins has the UID that it has alone.
    const auto uids = stateless_uids(vault);
    CHECK(uids[1][2] == uid_in(vault_of("- [ ] Twin"), "Twin"));
}

TEST_CASE("the vault id changes every UID", "[calendar]") {
    Config config;
    config.vault_id = "0b0f2a0e-4c53-4a53-9f11-3a1d6a5a0001";
    CHECK(uid_in(vault_of("- [ ] Pay", config), "Pay") != uid_in(vault_of("- [ ] Pay"), "Pay"));
}
