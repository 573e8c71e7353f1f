#include <string>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "tasklint/vault.hpp"

using tasklint::add_known_names;
using tasklint::Config;

TEST_CASE("people are known by roster, note, sub-folder, alias and title", "[vault]") {
    const TemporaryFolder folder;
    folder.write("People/Person One.md",
                 "---\naliases: [P1, \"Number One\"]\ntitle: First Person\n---\n");
    folder.write("People/Person Two.md", "---\naliases: P2\ntitle: Sources/Person Two\n---\n");
    folder.write("People/Person Three.md",
                 "---\naliases:\n  - P3\ntitle: 'Person Three.md'\n---\n");
    folder.write("People/Broken.md", "---\naliases: [P4, \"\n---\n");
    folder.write("People/Person Five/1-1 notes.md", "---\naliases: [not a name]\n---\n");
    folder.write("People/.hidden.md");
    folder.write("People/.folder/x.md");
    folder.write("People/picture.png");
    folder.write("Team/Platform networking team.md");
    folder.write("Elsewhere/Stranger.md");
    Config config;
    config.root = folder.path().string();
    config.roster = {"Pricing vTeam"};
    config.people_folders = {"People", "Team", "not there"};
    add_known_names(config);
    const auto& names = config.tasks.known_names;
    for (const char* const name :
         {"Pricing vTeam", "Person One", "P1", "number one", "First Person", "Person Two", "P2",
          "Person Three", "P3", "Broken", "Person Five", "Platform networking team"}) {
        INFO(name);
        CHECK(names.contains(name));
    }
    for (const char* const name :
         {"Sources/Person Two", "Person Three.md", "1-1 notes", "not a name", ".hidden", ".folder",
          "picture", "picture.png", "Stranger", "Elsewhere"}) {
        INFO(name);
        CHECK_FALSE(names.contains(name));
    }
}

TEST_CASE("without a vault only the roster is known", "[vault]") {
    Config config;
    config.roster = {"Person Two"};
    config.people_folders = {"/"};
    add_known_names(config);
    CHECK(config.tasks.known_names.contains("person two"));
    CHECK_FALSE(config.tasks.known_names.contains("tmp"));
}
