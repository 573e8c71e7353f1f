#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "tasklint/vault.hpp"

using tasklint::walk;
using tasklint::WalkResult;
using Strings = std::vector<std::string>;

namespace {

Strings vault_paths(const WalkResult& result) {
    Strings paths;
    for (const auto& note : result.notes) {
        paths.push_back(note.vault);
    }
    return paths;
}

Strings walked(const TemporaryFolder& folder, const std::string& path = {}) {
    return vault_paths(
        walk({path.empty() ? folder.path().string() : folder.at(path)}, folder.path().string()));
}

}  // namespace

TEST_CASE("a walk finds the notes and nothing else, by vault path", "[vault]") {
    const TemporaryFolder folder;
    for (const char* const name :
         {"b.md", "a.md", "a/z.md", "a b/x.md", "a/b/c/y.md", "é.md", "x.MD", "x.txt", "md", ".md",
          ".hidden.md", ".obsidian/x.md", ".trash/x.md", ".git/x.md", ".other/x.md", "a/.x/x.md",
          "folder.md/inside.md"}) {
        folder.write(name);
    }
    REQUIRE(::mkfifo(folder.at("pipe.md").c_str(), 0600) == 0);
    CHECK(walked(folder) == Strings{"a b/x.md", "a.md", "a/b/c/y.md", "a/z.md", "b.md",
                                    "folder.md/inside.md", "é.md"});
    CHECK(walked(folder, "a") == Strings{"a/b/c/y.md", "a/z.md"});
    CHECK(walked(folder, ".obsidian") == Strings{".obsidian/x.md"});  // asked for by name
    CHECK(walk({}, folder.path().string()).notes.size() == 7);
}

TEST_CASE("ignore files are heeded from the top of the repository on", "[vault]") {
    const TemporaryFolder folder;
    folder.make_folder(".git");
    folder.write(".gitignore", "build/\n/vault/private.md\n*.tmp.md\n");
    folder.write("vault/.gitignore", "!kept.tmp.md\ngenerated\n");
    folder.write("vault/.tasklintignore", "_templates/\n!generated\n");
    folder.write("vault/sub/.gitignore", "/only.md\n");
    for (const char* const name :
         {"vault/a.md", "vault/private.md", "vault/sub/private.md", "vault/build/x.md",
          "vault/x.tmp.md", "vault/kept.tmp.md", "vault/generated/x.md", "vault/_templates/x.md",
          "vault/sub/only.md", "vault/sub/b/only.md"}) {
        folder.write(name);
    }
    const std::string root = folder.at("vault");
    CHECK(vault_paths(walk({root}, root)) ==
          Strings{"a.md", "generated/x.md", "kept.tmp.md", "sub/b/only.md", "sub/private.md"});
    CHECK(vault_paths(walk({root + "/sub"}, root)) == Strings{"sub/b/only.md", "sub/private.md"});
    // What is named is taken.
    CHECK(vault_paths(walk({root + "/private.md", root + "/_templates"}, root)) ==
          Strings{"_templates/x.md", "private.md"});
}

TEST_CASE("links are followed within the root, once", "[vault]") {
    const TemporaryFolder outside;
    outside.write("secret.md");
    const TemporaryFolder folder;
    folder.write("real/note.md");
    folder.write("real/deep/other.md");
    folder.write(".hidden/x.md");
    folder.write("skipped/x.md");
    folder.write(".gitignore", "skipped\n");
    folder.make_folder("start");
    folder.link("start/to folder", "../real");
    folder.link("start/to note.md", "../real/note.md");
    folder.link("start/loop", "..");
    folder.link("start/self", ".");
    folder.link("real/deep/up", "../..");
    folder.link("start/out", outside.path());
    folder.link("start/out.md", outside.at("secret.md"));
    folder.link("start/hidden", "../.hidden");
    folder.link("start/skipped too", "../skipped");
    folder.link("start/nothing.md", "nothing");
    folder.link("start/round.md", "round.md");
    CHECK(walked(folder) == Strings{"real/deep/other.md", "real/note.md"});
    // Out of the folder, but not out of the root.
    CHECK(walked(folder, "start") == Strings{"real/deep/other.md", "real/note.md"});
}

TEST_CASE("files are taken by name, each once", "[vault]") {
    const TemporaryFolder folder;
    folder.write("a.md");
    folder.write("notes.txt");
    folder.write("sub/b.md");
    folder.link("link.md", "sub/b.md");
    const std::string root = folder.path().string();
    const WorkingDirectory here{folder.path()};
    CHECK(vault_paths(walk({"notes.txt"}, root)) == Strings{"notes.txt"});
    CHECK(vault_paths(walk({"a.md", ".", "sub", "./a.md", root}, root)) ==
          Strings{"a.md", "sub/b.md"});
    CHECK(vault_paths(walk({"link.md", "sub/b.md"}, root)) == Strings{"sub/b.md"});
}

TEST_CASE("notes are shown from the working directory and opened as given", "[vault]") {
    const TemporaryFolder folder;
    folder.make_folder("vault/.obsidian");
    folder.write("vault/sub/b.md");
    folder.make_folder("other");
    const std::string root = folder.at("vault");
    const struct {
        const char* name;
        const char* here;
        std::string path;
        std::string file;
        const char* display;
    } cases[] = {
        {"below", ".", "vault", "vault/sub/b.md", "vault/sub/b.md"},
        {"slash", ".", "vault/", "vault/sub/b.md", "vault/sub/b.md"},
        {"dot", "vault", ".", "sub/b.md", "sub/b.md"},
        {"dot and name", "vault", "./sub", "./sub/b.md", "sub/b.md"},
        {"beside", "other", "../vault", "../vault/sub/b.md", "../vault/sub/b.md"},
        {"absolute", "other", root, root + "/sub/b.md", "../vault/sub/b.md"},
        {"file", ".", "vault/sub/b.md", "vault/sub/b.md", "vault/sub/b.md"},
        {"from within", "vault/sub", "..", "../sub/b.md", "b.md"},
    };
    for (const auto& [name, here, path, file, display] : cases) {
        DYNAMIC_SECTION(name) {
            const WorkingDirectory directory{folder.at(here)};
            const auto result = walk({path}, root);
            REQUIRE(result.notes.size() == 1);
            CHECK(result.notes[0].vault == "sub/b.md");
            CHECK(result.notes[0].file == file);
            CHECK(result.notes[0].display == display);
        }
    }
    // Of what is outside the root, its own root counts.
    folder.make_folder("second/.obsidian");
    folder.write("second/sub/b.md");
    const auto both = walk({root, folder.at("second/sub")}, root);
    CHECK(vault_paths(both) == Strings{"sub/b.md", "sub/b.md"});
    CHECK(vault_paths(walk({folder.at("second/sub/b.md")}, root)) == Strings{"sub/b.md"});
}

TEST_CASE("a path that is not there is an error with its name", "[vault]") {
    const TemporaryFolder folder;
    folder.link("dangling.md", "nothing");
    folder.link("loop.md", "loop.md");
    for (const char* const name : {"none", "none.md", "dangling.md", "loop.md"}) {
        DYNAMIC_SECTION(name) {
            try {
                static_cast<void>(walk({folder.at(name)}, folder.path().string()));
                FAIL("no error");
            } catch (const std::system_error& error) {
                CHECK_THAT(error.what(), TASKLINT_CONTAINS(folder.at(name)));
            }
        }
    }
}

TEST_CASE("folders that cannot be listed are named and the rest is found", "[vault]") {
    const TemporaryFolder folder;
    folder.write("a.md");
    folder.write("locked/x.md");
    // Deeper than the longest path: nobody can list that, whoever runs the test.
    {
        const WorkingDirectory here{folder.path()};
        const std::string name(250, 'd');
        for (int i = 0; i < 20; ++i) {
            std::filesystem::create_directory(name);
            std::filesystem::current_path(name);
        }
    }
    const auto result = walk({folder.path().string()}, folder.path().string());
    CHECK(vault_paths(result) == Strings{"a.md", "locked/x.md"});
    REQUIRE(result.unreadable.size() == 1);
    CHECK(result.unreadable[0].first.vault.substr(0, 3) == "ddd");
    CHECK(result.unreadable[0].second == "File name too long");

    REQUIRE(::chmod(folder.at("locked").c_str(), 0) == 0);
    const auto locked = walk({folder.path().string()}, folder.path().string());
    ::chmod(folder.at("locked").c_str(), 0700);
    if (::geteuid() != 0) {  // the superuser may list it
        REQUIRE(locked.unreadable.size() == 2);
        CHECK(locked.unreadable[1].first.vault == "locked");
        CHECK(locked.unreadable[1].second == "Permission denied");
    }
}
