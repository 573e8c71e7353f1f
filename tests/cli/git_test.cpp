#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <date/date.h>

#include "cli/scratch_repository.hpp"
#include "support/catch.hpp"

namespace fs = std::filesystem;
using support::places_of;
using support::run_tasklint;
using support::ScratchRepository;
using support::TemporaryFolder;

namespace {

const std::string hidden = "- [ ] call 📅 2026-01-06 soon\n";  // TL101, error
const std::string other = "- [ ] write 📅 2026-01-06 soon\n";  // TL101, error

}  // namespace

TEST_CASE("an ignore file that cannot be read is told beside changed notes", "[cli][git]") {
    const ScratchRepository repository;
    repository.write("sub/a.md", "- [ ] a\n");
    fs::create_symlink(".tasklintignore", repository / "sub/.tasklintignore");  // no end
    repository.commit();
    repository.write("sub/a.md", "- [ ] a 📅 2026-01-06 b\n");
    const auto run = repository.check({"--changed"});
    CHECK(run.status == 1);
    CHECK_THAT(run.out, TASKLINT_CONTAINS("sub/.tasklintignore:1:1: error TL993"));
    CHECK(run.out.find("a.md") == std::string::npos);
}

TEST_CASE("only notes and lines that changed are reported", "[cli][git]") {
    const struct {
        const char* name;
        std::function<void(const ScratchRepository&)> change;  // after a commit of a.md and b.md
        std::vector<std::string> option;
        const char* found;
    } cases[] = {
        {"nothing changed", [](const auto&) {}, {"--changed"}, ""},
        {"a note was edited",
         [](const auto& repository) { repository.write("a.md", "x\n" + hidden + other); },
         {"--changed"},
         "a.md:2 TL101; a.md:3 TL101"},
        {"a line was edited",
         [](const auto& repository) { repository.write("a.md", "x\n" + hidden + other); },
         {"--changed-lines"},
         "a.md:3 TL101"},
        {"a line was deleted",
         [](const auto& repository) { repository.write("b.md", hidden); },
         {"--changed-lines"},
         ""},
        {"a note is untracked",
         [](const auto& repository) { repository.write("Some notes/new.md", hidden); },
         {"--changed"},
         "Some notes/new.md:1 TL101"},
        {"all lines of an untracked note are new",
         [](const auto& repository) { repository.write("new.md", hidden + other); },
         {"--changed-lines"},
         "new.md:1 TL101; new.md:2 TL101"},
        {"an untracked note that git ignores is no change",
         [](const auto& repository) {
             repository.write(".gitignore", "new.md\n");
             repository.write("new.md", hidden);
         },
         {"--changed"},
         ""},
        {"only what is staged counts for the next commit",
         [](const auto& repository) {
             repository.write("a.md", hidden + other);
             repository.git({"add", "a.md"});
             repository.write("b.md", other + hidden);
             repository.write("new.md", hidden);
         },
         {"--staged"},
         "a.md:1 TL101; a.md:2 TL101"},
        {"a note was renamed",
         [](const auto& repository) {
             repository.git({"mv", "b.md", "c.md"});
         },
         {"--staged"},
         "c.md:1 TL101; c.md:2 TL101"},
        {"a renamed note has no new lines",
         [](const auto& repository) {
             repository.git({"mv", "b.md", "c.md"});
         },
         {"--changed-lines"},
         ""},
        {"a note was renamed and edited",
         [](const auto& repository) {
             repository.git({"mv", "b.md", "c.md"});
             repository.write("c.md", hidden + other + "- [ ] third 📅 2026-01-06 soon\n");
         },
         {"--changed-lines"},
         "c.md:3 TL101"},
        {"a note was deleted",
         [](const auto& repository) { fs::remove(repository / "a.md"); },
         {"--changed"},
         ""},
        {"paths narrow it further",
         [](const auto& repository) {
             repository.write("x/new.md", hidden);
             repository.write("y/new.md", hidden);
         },
         {"--changed", "x"},
         "x/new.md:1 TL101"},
        {"added lines that look like a patch are lines",
         [](const auto& repository) {
             repository.write("a.md", "x\n" + hidden + "++ b/b.md\n@@ -1 +1 @@\n" + other);
         },
         {"--changed-lines"},
         "a.md:5 TL101"},
        {"no end of line at the end",
         [](const auto& repository) {
             repository.write("a.md", "x\n" + hidden + other.substr(0, other.size() - 1));
         },
         {"--changed-lines"},
         "a.md:3 TL101"},
        {"a note marked as binary is compared all the same",
         [](const auto& repository) {
             repository.write(".gitattributes", "*.md binary\n");
             repository.write("a.md", "x\n" + hidden + other);
         },
         {"--changed-lines"},
         "a.md:3 TL101"},
    };
    for (const auto& [name, change, option, found] : cases) {
        DYNAMIC_SECTION(name) {
            const ScratchRepository repository;
            repository.write("a.md", "x\n" + hidden);
            repository.write("b.md", hidden + other);
            repository.commit();
            change(repository);
            const auto check = repository.check(option);
            CHECK(places_of(check.out) == found);
            CHECK(check.status == (std::string{found}.empty() ? 0 : 1));
            if (std::string{found}.empty() && option.front() != "--changed-lines") {
                CHECK_THAT(check.err, TASKLINT_CONTAINS("no note has changed since HEAD under "));
            }
        }
    }
}

TEST_CASE("names of notes may hold what they like", "[cli][git]") {
    for (const std::string name :
         {"with space.md", "tab\tand \"quotes\".md", "new\nline.md", "caf\xe9.md", "back\\slash.md",
          "ünï 📅.md", "-dash.md", "Notes/ leading.md", "control \x01.md"}) {
        DYNAMIC_SECTION(name) {
            const ScratchRepository repository;
            repository.write(name, "x\n" + hidden);
            repository.write("a.md", hidden);
            repository.commit();
            repository.write(name, "x\n" + hidden + other);
            CHECK(support::count_of(repository.check({"--changed"}).out, "TL101") == 2);
            const auto lines = repository.check({"--changed-lines"});
            CHECK(support::count_of(lines.out, "TL101") == 1);
            CHECK_THAT(lines.out, TASKLINT_CONTAINS(".md:3:"));
        }
    }
}

TEST_CASE("without a commit everything is new", "[cli][git]") {
    const ScratchRepository repository;
    repository.write("a.md", hidden);
    repository.write("b.md", hidden);
    repository.git({"add", "b.md"});
    const std::string both = "a.md:1 TL101; b.md:1 TL101";
    CHECK(places_of(repository.check({"--changed"}).out) == both);
    CHECK(places_of(repository.check({"--changed-lines"}).out) == both);
    CHECK(places_of(repository.check({"--staged"}).out) == "b.md:1 TL101");
}

TEST_CASE("a branch is compared with where it left the other", "[cli][git]") {
    const ScratchRepository repository;
    repository.write("a.md", hidden);
    repository.write("b.md", hidden);
    repository.commit();
    repository.git({"checkout", "--quiet", "-b", "topic"});
    repository.write("a.md", hidden + other);
    repository.commit();
    repository.git({"checkout", "--quiet", "main"});
    repository.write("b.md", other);  // in main alone, after topic began
    repository.commit();
    repository.git({"checkout", "--quiet", "topic"});
    CHECK(places_of(repository.check({"--changed=main"}).out) == "a.md:1 TL101; a.md:2 TL101");
    CHECK(places_of(repository.check({"--changed-lines=main"}).out) == "a.md:2 TL101");
    CHECK(places_of(repository.check({"--changed"}).out).empty());

    SECTION("a mend stays on the changed lines") {
        CHECK(repository.check({"--changed-lines=main", "--fix"}).status == 0);
        CHECK(support::read_bytes(repository / "a.md") ==
              hidden + "- [ ] write soon 📅 2026-01-06\n");
        CHECK(support::read_bytes(repository / "b.md") == hidden);
    }
    SECTION("what is not there is said, with what to do") {
        const struct {
            const char* option;
            const char* message;
        } cases[] = {
            {"--changed=nope", "--changed: there is no commit \"nope\" in "},
            {"--changed-lines=nope", "--changed-lines: there is no commit \"nope\" in "},
            {"--changed=--output=x", "there is no commit \"--output=x\""},
            {"--changed=main..topic", "there is no commit \"main..topic\""},
            {"--changed=", "the commit is missing behind ="},
        };
        for (const auto& [option, message] : cases) {
            const auto check = repository.check({option});
            CHECK(check.status == 2);
            CHECK_THAT(check.err, TASKLINT_CONTAINS(message));
        }
    }
    SECTION("a branch of its own has no common commit") {
        repository.git({"checkout", "--quiet", "--orphan", "alone"});
        repository.commit();
        const auto check = repository.check({"--changed=main"});
        CHECK(check.status == 2);
        CHECK_THAT(check.err, TASKLINT_CONTAINS("\"main\" and HEAD have no common commit"));
    }
}

TEST_CASE("a shallow clone says what to fetch", "[cli][git]") {
    const ScratchRepository repository;
    repository.write("a.md", hidden);
    repository.commit();
    repository.git({"checkout", "--quiet", "-b", "topic"});
    repository.write("b.md", hidden);
    repository.commit();
    repository.git({"checkout", "--quiet", "main"});
    repository.write("c.md", hidden);
    repository.commit();
    const TemporaryFolder clone;
    ScratchRepository::git_in(clone.path(), {"clone", "--quiet", "--depth=1", "--no-single-branch",
                                             "file://" + repository.path(), "."});
    for (const std::string ref : {"origin/topic", "origin/gone"}) {
        const auto check = run_tasklint({.words = {"check", "--changed=" + ref},
                                         .folder = clone.path(),
                                         .environment = ScratchRepository::environment()});
        CHECK(check.status == 2);
        CHECK_THAT(check.err, TASKLINT_CONTAINS("this clone is shallow") &&
                                  TASKLINT_CONTAINS("fetch-depth: 0"));
    }
}

TEST_CASE("work trees, subfolders and submodules", "[cli][git]") {
    const ScratchRepository repository;
    repository.write("a.md", hidden);
    repository.write("sub/.obsidian/app.json", "{}");
    repository.write("sub/s.md", hidden);
    repository.commit();

    SECTION("a work tree of its own") {
        const TemporaryFolder place;
        repository.git({"worktree", "add", "--quiet", place / "tree"});
        support::write_bytes(place / "tree/a.md", hidden + other);
        const auto check = run_tasklint({.words = {"check", "--report", "concise", "--changed"},
                                         .folder = place / "tree",
                                         .environment = ScratchRepository::environment()});
        CHECK(places_of(check.out) == "a.md:1 TL101; a.md:2 TL101");
        CHECK(places_of(repository.check({"--changed"}).out).empty());
    }
    SECTION("a vault in a folder of the repository") {
        repository.write("a.md", hidden + other);
        repository.write("sub/s.md", hidden + other);
        CHECK(places_of(repository.check({"--changed-lines"}, "sub").out) == "s.md:2 TL101");
        CHECK(places_of(repository.check({"--changed-lines", "sub"}).out) == "sub/s.md:2 TL101");
        CHECK(places_of(repository.check({"--changed-lines", "../a.md"}, "sub").out) ==
              "../a.md:2 TL101");
    }
    SECTION("a submodule is another repository's") {
        const ScratchRepository inner;
        inner.write("i.md", hidden);
        inner.commit();
        repository.git({"submodule", "--quiet", "add", "file://" + inner.path(), "inner"});
        repository.commit();
        support::write_bytes(repository / "inner/i.md", hidden + other);
        repository.write("a.md", hidden + other);
        CHECK(places_of(repository.check({"--changed"}).out) == "a.md:1 TL101; a.md:2 TL101");
    }
    SECTION("a link counts as what it leads to") {
        fs::create_symlink("a.md", repository / "link.md");
        repository.commit();
        repository.write("a.md", hidden + other);
        CHECK(places_of(repository.check({"--changed-lines"}).out) == "a.md:2 TL101");
    }
}

TEST_CASE("settings of git and of a hook change nothing", "[cli][git]") {
    const ScratchRepository repository;
    std::string note = hidden;
    for (int line = 0; line < 8; ++line) {
        note += "line\n";
    }
    repository.write("Meeting ü.md", note + other);
    repository.commit();
    repository.write("Meeting ü.md", "new\n" + note + other + "- [ ] third 📅 2026-01-06 soon\n");
    const std::string found = "Meeting ü.md:12 TL101";
    const auto with = [&](const std::vector<std::string>& variables) {
        auto environment = ScratchRepository::environment();
        environment.insert(environment.end(), variables.begin(), variables.end());
        return places_of(run_tasklint({.words = {"check", "--report", "concise", "--changed-lines"},
                                       .folder = repository.path(),
                                       .environment = environment})
                             .out);
    };
    SECTION("configuration") {
        for (const auto& [key, value] : std::vector<std::pair<std::string, std::string>>{
                 {"diff.noprefix", "true"},
                 {"diff.mnemonicPrefix", "true"},
                 {"diff.interHunkContext", "20"},
                 {"diff.context", "20"},
                 {"diff.external", "false"},
                 {"diff.orderFile", "/nonexistent"},
                 {"diff.relative", "true"},
                 {"diff.renames", "false"},
                 {"color.ui", "always"},
                 {"core.quotePath", "true"},
                 {"core.pager", "false"},
                 {"diff.wordRegex", "."},
             }) {
            INFO(key);
            CHECK(with({"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=" + key,
                        "GIT_CONFIG_VALUE_0=" + value}) == found);
        }
    }
    SECTION("environment") {
        for (const std::string variable :
             {"GIT_DIFF_OPTS=--unified=20", "GIT_EXTERNAL_DIFF=false", "GIT_DIR=.git",
              "GIT_INDEX_FILE=.git/index", "GIT_LITERAL_PATHSPECS=1", "GIT_PREFIX=sub/",
              "LANGUAGE=de"}) {
            INFO(variable);
            CHECK(with({variable}) == found);
        }
    }
}

TEST_CASE("a hook of git sees the commit that is being made", "[cli][git]") {
    const ScratchRepository repository;
    repository.write("a.md", "a\n");
    repository.write("sub/b.md", "b\n");
    repository.commit();
    const std::string report = repository / ".git/found";
    support::write_bytes(repository / ".git/hooks/pre-commit", "#!/bin/sh\n" TASKLINT_COMMAND
                                                               " check --staged --report concise=" +
                                                                   report + " --exit-zero\n");
    fs::permissions(repository / ".git/hooks/pre-commit", fs::perms::owner_all);
    repository.write("a.md", hidden);
    repository.write("sub/b.md", hidden);

    SECTION("all that is staged") {
        repository.commit();
        CHECK(places_of(support::read_bytes(report)) == "a.md:1 TL101; sub/b.md:1 TL101");
    }
    SECTION("a note alone, though more is staged") {
        repository.git({"add", "--all"});
        repository.git({"commit", "--quiet", "-m", "one", "sub/b.md"});
        CHECK(places_of(support::read_bytes(report)) == "sub/b.md:1 TL101");
    }
    SECTION("in a work tree of its own") {
        const TemporaryFolder place;
        repository.git({"worktree", "add", "--quiet", place / "tree"});
        support::write_bytes(place / "tree/sub/b.md", hidden);
        ScratchRepository::git_in(place / "tree/sub", {"commit", "--quiet", "-a", "-m", "one"});
        CHECK(places_of(support::read_bytes(report)) == "sub/b.md:1 TL101");
    }
}

TEST_CASE("rules over the whole vault see all notes and report the changed ones", "[cli][git]") {
    const ScratchRepository repository;
    repository.write("a.md", "- [ ] one 🆔 same\n");
    repository.write("sub/b.md", "- [ ] two\n");
    repository.commit();
    repository.write("sub/b.md", "- [ ] two 🆔 same\n");
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"--changed"}, std::vector<std::string>{"--changed", "sub"}}) {
        const auto check = repository.check(words);
        CHECK_THAT(check.out, TASKLINT_CONTAINS("sub/b.md:1:") && TASKLINT_CONTAINS("TL601"));
        CHECK(support::count_of(check.out, "\n") == 1);
    }
}

TEST_CASE("where there is no repository and no git, that is said", "[cli][git]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    support::write_bytes(folder / "a.md", hidden);
    for (const std::string option : {"--changed", "--staged", "--changed-lines=main"}) {
        const auto check = run_tasklint({{"check", option}, folder.path()});
        CHECK(check.status == 2);
        CHECK(check.out.empty());
        CHECK_THAT(check.err, TASKLINT_CONTAINS(folder.path() + " is not in a git repository"));
    }
    const auto without = support::run(
        {{"env", "PATH=/nonexistent", TASKLINT_COMMAND, "check", "--changed"}, folder.path()});
    CHECK(without.status == 2);
    CHECK_THAT(without.err, TASKLINT_CONTAINS("the command git is not there"));
}

TEST_CASE("options about changes that do not go together", "[cli][git]") {
    const ScratchRepository repository;
    const struct {
        std::vector<std::string> words;
        const char* message;
    } cases[] = {
        {{"--changed", "--staged"}, "only one of them"},
        {{"--changed", "--changed-lines=HEAD"}, "only one of them"},
        {{"--staged", "-"}, "--staged does not go with -"},
        {{"--changed", "--write-baseline"}, "--write-baseline does not go with --changed"},
    };
    for (const auto& [words, message] : cases) {
        const auto check = repository.check(words);
        CHECK(check.status == 2);
        CHECK_THAT(check.err, TASKLINT_CONTAINS(message));
    }
}

TEST_CASE("a calendar can bear the times of commits", "[cli][git]") {
    const ScratchRepository repository;
    repository.write("Sub/a.md", "- [ ] a 📅 2026-01-06\n");
    repository.git({"add", "--all"});
    repository.git({"commit", "--quiet", "-m", "notes", "--date", "2026-01-02T03:04:05Z"});
    repository.write("b.md", "- [ ] b 📅 2026-01-06\n");  // not committed
    const date::sys_seconds committed{
        std::chrono::seconds{std::stoll(repository.git({"log", "-1", "--format=%ct"}))}};
    const auto stamp = "DTSTAMP:" + date::format("%Y%m%dT%H%M%SZ", committed) + "\r\n";
    const auto exported = [&](const std::string& folder) {
        return run_tasklint(
            {.words = {"export", "--stamp", "git", "--today", "2026-01-05"},
             .folder = repository / folder,
             .environment = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1"}});
    };
    const auto whole = exported(".");
    INFO(whole.err);
    CHECK(whole.status == 0);
    CHECK(support::count_of(whole.out, stamp) == 1);
    CHECK(support::count_of(whole.out, "BEGIN:VTODO") == 2);
    CHECK(support::count_of(exported("Sub").out, stamp) == 1);
}

namespace {

/// A word for a configuration of git: a command that leaves a trace.
std::string command_leaving(const std::string& trace) { return "touch '" + trace + "'; cat"; }

}  // namespace

TEST_CASE("a repository that came with the notes is not asked", "[cli][git]") {
    const ScratchRepository repository;
    const std::string trace = repository / "ran";
    const std::string vault = repository / "vault";
    fs::create_directories(vault + "/sub");
    repository.git({"init", "--quiet", "--bare", "vault"});
    const auto inner = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"--git-dir=.", "--work-tree=."});
        ScratchRepository::git_in(vault, words);
    };
    support::write_bytes(vault + "/a.md", hidden);
    support::write_bytes(vault + "/sub/b.md", hidden);
    inner({"add", "a.md", "sub/b.md"});
    inner({"commit", "--quiet", "-m", "notes"});
    inner({"config", "core.bare", "false"});
    inner({"config", "core.worktree", "."});
    inner({"config", "filter.x.clean", command_leaving(trace)});
    support::write_bytes(vault + "/info/attributes", "*.md filter=x\n");
    support::write_bytes(vault + "/a.md", hidden + other);
    for (const std::string path : {"vault", "vault/sub", "vault/a.md"}) {
        const auto check = repository.check({"--changed", path});
        CHECK(check.status == 2);
        CHECK_THAT(check.err, TASKLINT_CONTAINS("is in a repository without a folder .git"));
        CHECK_FALSE(fs::exists(trace));
    }
    fs::create_directories(vault + "/.obsidian");
    const auto exported = run_tasklint({.words = {"export", "--stamp", "git"},
                                        .folder = vault,
                                        .environment = ScratchRepository::environment()});
    CHECK(exported.status == 2);
    CHECK_FALSE(fs::exists(trace));
    // From above, it is a folder as any other.
    CHECK(repository.check({"--changed"}).status == 1);
    CHECK_FALSE(fs::exists(trace));
}

TEST_CASE("settings of a repository start no program", "[cli][git]") {
    const ScratchRepository repository;
    const std::string trace = repository / "ran";
    repository.write("a.md", "- [ ] a\n");
    repository.write("b.md", "- [ ] b\n");
    repository.commit();

    SECTION("a filter") {
        for (const std::string name : {"x", "a.B", "Ü"}) {
            for (const std::string kind : {"clean", "process"}) {
                INFO(name << " " << kind);
                const auto filter = "filter." + name;
                repository.git({"config", filter + "." + kind, command_leaving(trace)});
                repository.git({"config", filter + ".required", "true"});
                repository.write(".git/info/attributes", "*.md filter=" + name + "\n");
                repository.write("a.md", hidden);
                const auto check = repository.check({"--changed-lines"});
                CHECK(places_of(check.out) == "a.md:1 TL101");
                CHECK_FALSE(fs::exists(trace));
                repository.git({"config", "--remove-section", filter});
            }
        }
    }
    SECTION("a filter whose name cannot be given") {
        repository.git({"config", "include.path", "more"});
        repository.write(".git/more",
                         "[filter \"x=y\"]\n\tclean = \"" + command_leaving(trace) + "\"\n");
        repository.write(".gitattributes", "*.md filter=x=y\n");
        repository.write("a.md", hidden);
        const auto check = repository.check({"--changed"});
        CHECK(check.status == 2);
        CHECK_THAT(check.err, TASKLINT_CONTAINS("a filter.x=y, which cannot be turned off"));
        CHECK_FALSE(fs::exists(trace));
    }
    SECTION("a filter of the user's own settings counts") {
        repository.write(".gitattributes", "*.md filter=x\n");
        repository.write("a.md", "- [ ] A\n");
        const auto check =
            run_tasklint({.words = {"check", "--report", "concise", "--changed"},
                          .folder = repository.path(),
                          .environment = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1",
                                          "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=filter.x.clean",
                                          "GIT_CONFIG_VALUE_0=tr A-Z a-z"}});
        CHECK_THAT(check.err, TASKLINT_CONTAINS("no note has changed"));
    }
    SECTION("a hook") {
        repository.git({"config", "core.hooksPath", repository / "hooks"});
        repository.write("hooks/post-index-change", "#!/bin/sh\ntouch '" + trace + "'\n");
        fs::permissions(repository / "hooks/post-index-change", fs::perms::owner_all);
        fs::last_write_time(repository / "a.md",
                            fs::file_time_type::clock::now() - std::chrono::hours{1});
        CHECK(repository.check({"--changed"}).status == 0);
        CHECK_FALSE(fs::exists(trace));
    }
    SECTION("signatures") {
        repository.write("gpg", "#!/bin/sh\ntouch '" + trace + "'; echo good >&2\n");
        fs::permissions(repository / "gpg", fs::perms::owner_all);
        const auto signed_commit = repository.git({"cat-file", "commit", "HEAD"});
        const auto behind = signed_commit.find("\n\n");
        repository.write(".git/signed", signed_commit.substr(0, behind) +
                                            "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n"
                                            " -----END PGP SIGNATURE-----" +
                                            signed_commit.substr(behind));
        auto id = repository.git({"hash-object", "-t", "commit", "-w", ".git/signed"});
        id.pop_back();
        repository.git({"update-ref", "HEAD", id});
        repository.git({"config", "log.showSignature", "true"});
        repository.git({"config", "gpg.program", repository / "gpg"});
        repository.write("a.md", "- [ ] a 📅 2026-01-06\n");
        const auto exported =
            run_tasklint({.words = {"export", "--stamp", "git", "--today", "2026-01-05"},
                          .folder = repository.path(),
                          .environment = ScratchRepository::environment()});
        CHECK(exported.status == 0);
        CHECK(support::count_of(exported.out, "BEGIN:VTODO") == 2);
        CHECK(support::count_of(exported.out, "DTSTAMP:1970") == 0);
        CHECK_FALSE(fs::exists(trace));
    }
}

TEST_CASE("what a partial clone lacks is not fetched", "[cli][git]") {
    const ScratchRepository repository;
    const std::string trace = repository / "ran";
    repository.write("a.md", "- [ ] a\n");
    repository.commit();
    repository.git({"config", "uploadpack.allowFilter", "true"});
    const TemporaryFolder clone;
    ScratchRepository::git_in(clone.path(), {"clone", "--quiet", "--filter=blob:none",
                                             "--no-checkout", "file://" + repository.path(), "."});
    ScratchRepository::git_in(clone.path(), {"reset", "--quiet"});
    ScratchRepository::git_in(clone.path(), {"config", "remote.origin.url", "ext::touch " + trace});
    ScratchRepository::git_in(clone.path(), {"config", "protocol.ext.allow", "always"});
    support::write_bytes(clone / "a.md", hidden);
    const auto check = run_tasklint({.words = {"check", "--changed-lines"},
                                     .folder = clone.path(),
                                     .environment = ScratchRepository::environment()});
    CHECK(check.status == 2);
    CHECK_THAT(check.err, TASKLINT_CONTAINS("this clone is partial, and nothing is fetched here"));
    CHECK_FALSE(fs::exists(trace));
}
