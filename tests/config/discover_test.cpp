#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "tasklint/config.hpp"

using tasklint::Config;
using tasklint::ConfigError;
using tasklint::display_path;
using tasklint::find_vault_root;
using tasklint::load_config;
using Strings = std::vector<std::string>;

TEST_CASE("the vault's root is the nearest that says so", "[config]") {
    const struct {
        const char* name;
        Strings folders;
        Strings files;
        const char* path;
        const char* root;
    } cases[] = {
        {"nothing: the folder itself", {"a/b"}, {}, "a/b", "a/b"},
        {"nothing: a file's folder", {}, {"a/b/x.md"}, "a/b/x.md", "a/b"},
        {"Obsidian's folder", {"a/.obsidian", "a/b/c"}, {}, "a/b/c", "a"},
        {"the nearest of two", {"a/.obsidian", "a/b/.obsidian", "a/b/c"}, {}, "a/b/c", "a/b"},
        {"Obsidian's goes over a nearer configuration",
         {"a/.obsidian", "a/b"},
         {"a/b/.tasklint.toml"},
         "a/b",
         "a"},
        {"a configuration", {"a/b/c"}, {"a/.tasklint.toml"}, "a/b/c", "a"},
        {"a configuration goes over git",
         {"a/b/c", "a/b/.git"},
         {"a/b/c/.tasklint.toml"},
         "a/b/c",
         "a/b/c"},
        {"a configuration beside git", {"a/b/c", "a/.git"}, {"a/.tasklint.toml"}, "a/b/c", "a"},
        {"none above git", {"a/b/c", "a/b/.git"}, {"a/.tasklint.toml"}, "a/b/c", "a/b"},
        {"git's folder", {"a/.git", "a/b"}, {}, "a/b", "a"},
        {"git's file", {"a/b"}, {"a/.git"}, "a/b", "a"},
        {"Obsidian's is a folder, not a file", {"a/b"}, {"a/.obsidian"}, "a/b", "a/b"},
        {"a slash at the end", {"a/.obsidian", "a/b"}, {}, "a/b/", "a"},
        {"what is not there yet", {"a/.obsidian"}, {}, "a/new/x.md", "a"},
    };
    for (const auto& [name, folders, files, path, root] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            for (const auto& each : folders) {
                folder.make_folder(each);
            }
            for (const auto& each : files) {
                folder.write(each);
            }
            CHECK(find_vault_root(folder.at(path)) == folder.at(root));
            const WorkingDirectory here{folder.path()};
            CHECK(find_vault_root(path) == folder.at(root));
        }
    }
}

TEST_CASE("pyproject.toml is a configuration if it speaks of tasklint", "[config]") {
    const TemporaryFolder folder;
    folder.make_folder("a/b");
    folder.write("a/pyproject.toml", "[tool.other]\nx = 1\n");
    CHECK(find_vault_root(folder.at("a/b")) == folder.at("a/b"));
    folder.write("a/pyproject.toml", "broken = [\n");
    CHECK(find_vault_root(folder.at("a/b")) == folder.at("a/b"));
    folder.write("a/pyproject.toml", "[tool]\ntasklint = { ignore = [\"TL1\"] }\n");
    CHECK(find_vault_root(folder.at("a/b")) == folder.at("a"));
    CHECK(load_config(folder.at("a")).ignore == Strings{"TL1"});

    folder.write("a/.tasklint.toml", "ignore = [\"TL2\"]");
    CHECK(load_config(folder.at("a")).ignore == Strings{"TL2"});
    std::filesystem::remove(folder.at("a/.tasklint.toml"));

    folder.write("a/pyproject.toml", "[tool.tasklint]\nignore = [\n");
    CHECK(find_vault_root(folder.at("a/b")) == folder.at("a"));
    CHECK_THROWS_AS(load_config(folder.at("a")), ConfigError);
}

TEST_CASE("a vault is loaded with its settings and configuration", "[config]") {
    const TemporaryFolder vault;
    const WorkingDirectory here{vault.path()};
    vault.write(".obsidian/plugins/obsidian-tasks-plugin/data.json",
                R"({"globalFilter": "#task"})");
    vault.write(".tasklint.toml", "select = [\"all\"]\n");
    const std::string root = vault.path().string();
    const Config config = load_config(root);
    CHECK(config.root == root);
    CHECK(config.file == ".tasklint.toml");
    CHECK(config.select == Strings{"all"});
    CHECK(config.plugin_settings);
    CHECK(config.tasks.global_filter == "#task");

    const auto other = vault.write("other.toml", "select = [\"TL1\"]");
    CHECK(load_config(root, {other, {}, false}).select == Strings{"TL1"});
    CHECK(load_config({}).root.empty());
    try {
        static_cast<void>(load_config(root, {"none.toml", {}, false}));
        FAIL("no error");
    } catch (const std::system_error& error) {
        CHECK_THAT(error.what(), TASKLINT_CONTAINS("none.toml"));
    }
    vault.write(".tasklint.toml", "\nslect = 1");
    try {
        static_cast<void>(load_config(root));
        FAIL("no error");
    } catch (const ConfigError& error) {
        CHECK(std::string{error.what()} ==
              ".tasklint.toml:2:1: unknown key \"slect\"; did you mean \"select\"?");
        CHECK(error.file() == ".tasklint.toml");
        CHECK(error.line() == 2);
        CHECK(error.column() == 1);
    }
}

TEST_CASE("a configuration that a vault brings extends no file outside of it", "[config]") {
    const TemporaryFolder folder;
    const WorkingDirectory here{folder.path()};
    folder.write("team.json", R"({"globalFilter": "#team"})");
    folder.write("vault/own/data.json", R"({"globalFilter": "#own"})");
    folder.write("vault2/data.json", R"({"globalFilter": "#other"})");
    std::filesystem::create_symlink("../team.json", folder.at("vault/link.json"));
    std::filesystem::create_directory_symlink("..", folder.at("vault/up"));
    std::filesystem::create_symlink("own/data.json", folder.at("vault/inner.json"));
    const std::string root = folder.at("vault");
    const auto filter = [&](const tasklint::ConfigOptions& options) {
        return load_config(root, options).tasks.global_filter;
    };
    for (const std::string& path :
         {std::string{"own/data.json"}, std::string{"inner.json"}, root + "/own/data.json",
          std::string{"../vault/own/data.json"}}) {
        folder.write("vault/.tasklint.toml", "extends = \"" + path + "\"\n");
        CHECK(filter({}) == "#own");
    }
    for (const std::string& path :
         {std::string{"../team.json"}, std::string{"link.json"}, std::string{"up/team.json"},
          folder.at("team.json"), std::string{"../vault2/data.json"},
          std::string{"../none.json"}}) {
        INFO(path);
        folder.write("vault/.tasklint.toml", "extends = \"" + path + "\"\n");
        std::string message;
        try {
            static_cast<void>(filter({}));
        } catch (const ConfigError& error) {
            message = error.what();
        }
        CHECK_THAT(message, TASKLINT_CONTAINS("vault/.tasklint.toml:1:11: \"extends\" names ") &&
                                TASKLINT_CONTAINS("which is not in the vault"));
    }
    // What someone names may lead anywhere.
    const auto file = folder.write("team.toml", "extends = \"../team.json\"\n");
    CHECK(filter({file, {}, false}) == "#team");
    CHECK(filter({{}, {"extends=../team.json"}, false}) == "#team");
}

TEST_CASE("paths are shown from the working directory", "[config]") {
    const TemporaryFolder folder;
    folder.make_folder("a/b");
    const WorkingDirectory here{folder.at("a")};
    CHECK(display_path(folder.at("a/b/x.md")) == "b/x.md");
    CHECK(display_path(folder.at("x.md")) == "../x.md");
    CHECK(display_path("./b//x.md") == "b/x.md");
    CHECK(display_path("../x.md") == "../x.md");
    CHECK(display_path("../a/b/x.md") == "b/x.md");
    CHECK(display_path(folder.at("a")) == ".");
}
