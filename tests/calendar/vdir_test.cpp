#include "calendar/vdir.hpp"

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calendar/tsv.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "tasklint/config.hpp"

using namespace tasklint;
namespace fs = std::filesystem;

namespace {

const std::vector<VdirItem> two{{"aa-1", "one\r\n"}, {"bb-2", "two\r\n"}};
const std::string manifest = ".tasklint.tsv";

/// `written unchanged deleted | foreign files | edited files`.
std::string said(const VdirResult& result) {
    auto text = std::to_string(result.written) + " " + std::to_string(result.unchanged) + " " +
                std::to_string(result.deleted) + " |";
    for (const auto& note : result.foreign) {
        text += " " + note.file;
    }
    text += " |";
    for (const auto& note : result.edited) {
        text += " " + note.file;
    }
    return text;
}

/// Inode and time of change: what vdirsyncer goes by.
std::pair<ino_t, std::int64_t> mark_of(const fs::path& path) {
    struct stat info {};
    REQUIRE(::lstat(path.c_str(), &info) == 0);
    return {info.st_ino,
            static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec};
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

TEST_CASE("as long as items are missing, none is deleted", "[vdir]") {
    const TemporaryFolder folder;
    const auto vdir = folder.at("v");
    write_vdir(vdir, two, {"Name", ""});
    VdirOptions options;
    options.keep_missing = true;
    const auto result = write_vdir(vdir, {{"aa-1", "new\r\n"}, {"cc-3", "x"}}, options);
    CHECK(said(result) == "2 0 0 | |");
    CHECK(result.kept == 1);  // `displayname` is no item
    CHECK(names_in(vdir) ==
          std::vector<std::string>{manifest, "aa-1.ics", "bb-2.ics", "cc-3.ics", "displayname"});
    // They are still known.
    CHECK(said(write_vdir(vdir, {})) == "0 0 4 | |");
}

TEST_CASE("a vdir has a file a component, and what it is called", "[vdir]") {
    const TemporaryFolder folder;
    const auto vdir = folder.at("new/folder");
    const VdirOptions options{"My\ncalendar", "#aAbB09"};
    CHECK(said(write_vdir(vdir, two, options)) == "4 0 0 | |");
    CHECK(names_in(vdir) ==
          std::vector<std::string>{manifest, "aa-1.ics", "bb-2.ics", "color", "displayname"});
    CHECK(folder.read("new/folder/aa-1.ics") == "one\r\n");
    CHECK(folder.read("new/folder/displayname") == "My calendar");
    CHECK(folder.read("new/folder/color") == "#aAbB09");
    CHECK(folder.read("new/folder/" + manifest) ==
          "# tasklint vdir 1: file, hash of what was written\n"
          "aa-1.ics\t" +
              hex_of(hash_of("one\r\n")) + "\nbb-2.ics\t" + hex_of(hash_of("two\r\n")) +
              "\ncolor\t" + hex_of(hash_of("#aAbB09")) + "\ndisplayname\t" +
              hex_of(hash_of("My calendar")) + "\n");
    // Without name and color the files go, as they are ours.
    CHECK(said(write_vdir(vdir, two)) == "0 2 2 | |");
    CHECK(names_in(vdir) == std::vector<std::string>{manifest, "aa-1.ics", "bb-2.ics"});
}

TEST_CASE("what is the same is not touched", "[vdir]") {
    const TemporaryFolder folder;
    const auto vdir = folder.at("v");
    write_vdir(vdir, two, {"Name", ""});
    std::vector<std::pair<ino_t, std::int64_t>> marks;
    for (const auto& name : names_in(vdir)) {
        marks.push_back(mark_of(fs::path{vdir} / name));
    }
    const auto time = fs::last_write_time(vdir);
    CHECK(said(write_vdir(vdir, two, {"Name", ""})) == "0 3 0 | |");
    std::size_t at = 0;
    for (const auto& name : names_in(vdir)) {
        CHECK(mark_of(fs::path{vdir} / name) == marks.at(at++));
    }
    CHECK(fs::last_write_time(vdir) == time);

    const auto before = mark_of(vdir + "/aa-1.ics");
    CHECK(said(write_vdir(vdir, {{"aa-1", "one\r\n"}, {"bb-2", "new\r\n"}}, {"Name", ""})) ==
          "1 2 0 | |");
    CHECK(folder.read("v/bb-2.ics") == "new\r\n");
    CHECK(mark_of(vdir + "/aa-1.ics") == before);
}

TEST_CASE("only our own files are written over and deleted, unless someone changed them",
          "[vdir]") {
    const struct {
        const char* name;
        std::function<void(const TemporaryFolder&)> change;  // after a run with both items
        std::vector<VdirItem> items;
        const char* expected;
        const char* aa;  // what is in aa-1.ics then; null: it is gone
    } cases[] = {
        {"nothing changed", [](const auto&) {}, two, "0 2 0 | |", "one\r\n"},
        {"a task changed", [](const auto&) {}, {{"aa-1", "1"}, two[1]}, "1 1 0 | |", "1"},
        {"a task is gone", [](const auto&) {}, {two[1]}, "0 1 1 | |", nullptr},
        {"all tasks are gone", [](const auto&) {}, {}, "0 0 2 | |", nullptr},
        {"edited by another program", [](const auto& folder) { folder.write("aa-1.ics", "mine"); },
         two, "0 1 0 | | aa-1.ics", "mine"},
        {"edited, and the task changed",
         [](const auto& folder) { folder.write("aa-1.ics", "mine"); },
         {{"aa-1", "1"}, two[1]},
         "0 1 0 | | aa-1.ics",
         "mine"},
        {"edited, and the task is gone",
         [](const auto& folder) { folder.write("aa-1.ics", "mine"); },
         {two[1]},
         "0 1 0 | | aa-1.ics",
         "mine"},
        {"edited in the same way",
         [](const auto& folder) { folder.write("aa-1.ics", "1"); },
         {{"aa-1", "1"}, two[1]},
         "0 2 0 | |",
         "1"},
        {"deleted by another program",
         [](const auto& folder) { fs::remove(folder.at("aa-1.ics")); }, two, "1 1 0 | |",
         "one\r\n"},
        {"deleted, and the task is gone",
         [](const auto& folder) { fs::remove(folder.at("aa-1.ics")); },
         {two[1]},
         "0 1 0 | |",
         nullptr},
        {"files of others",
         [](const auto& folder) {
             folder.write("other.ics", "x");
             folder.write("My event.ics", "x");
             folder.write("notes.txt", "x");
             folder.write(".hidden.ics", "x");
         },
         {two[0]},
         "0 1 1 | My event.ics other.ics |",
         "one\r\n"},
        {"a name that is needed is another's",
         [](const auto& folder) { folder.write("cc-3.ics", "x"); },
         {two[0], {"cc-3", "y"}},
         "0 1 1 | cc-3.ics |",
         "one\r\n"},
        {"a folder in place of a file",
         [](const auto& folder) {
             fs::remove(folder.at("aa-1.ics"));
             folder.make_folder("aa-1.ics");
         },
         {two[1]},
         "0 1 0 | aa-1.ics |",
         nullptr},
        {"a display name of someone else",
         [](const auto& folder) { folder.write("displayname", "Mine\n"); }, two, "0 2 0 | |",
         "one\r\n"},
    };
    for (const auto& [name, change, items, expected, aa] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            write_vdir(folder.path().string(), two);
            change(folder);
            const auto before = names_in(folder.path());
            const auto manifest_before = folder.read(manifest);
            CHECK(said(write_vdir(folder.path().string(), items, {"", "", true})) == expected);
            CHECK(names_in(folder.path()) == before);
            CHECK(folder.read(manifest) == manifest_before);

            CHECK(said(write_vdir(folder.path().string(), items)) == expected);
            if (aa != nullptr) {
                CHECK(folder.read("aa-1.ics") == aa);
            } else {
                CHECK_FALSE(fs::is_regular_file(folder.at("aa-1.ics")));
            }
            // What is left stays left, and nothing else is to be done.
            const auto again = write_vdir(folder.path().string(), items);
            CHECK(again.written + again.deleted == 0);
            CHECK(said(again).substr(said(again).find('|')) ==
                  std::string{expected}.substr(std::string{expected}.find('|')));
        }
    }
}

TEST_CASE("what is left is said with a reason", "[vdir]") {
    const TemporaryFolder folder;
    const auto vdir = folder.path().string();
    write_vdir(vdir, two);
    folder.write("aa-1.ics", "mine");
    folder.write("bb-2.ics", "mine");
    folder.write("cc-3.ics", "x");
    folder.write("dd-4.ics", "x");
    folder.write("displayname", "Mine");
    const auto result = write_vdir(vdir, {two[0], {"cc-3", "y"}}, {"Name", ""});
    REQUIRE(said(result) == "0 0 0 | cc-3.ics dd-4.ics displayname | aa-1.ics bb-2.ics");
    CHECK_THAT(result.edited[0].reason,
               TASKLINT_CONTAINS("then delete this file to have it written anew"));
    CHECK_THAT(result.edited[1].reason, TASKLINT_CONTAINS("delete it if it is not needed"));
    CHECK_THAT(result.foreign[0].reason,
               TASKLINT_CONTAINS("not ours, and left alone; move it away"));
    CHECK_THAT(result.foreign[1].reason, TASKLINT_CONTAINS("not ours, and left alone"));
    CHECK(folder.read("displayname") == "Mine");
    // An edited file that is taken away is written anew.
    fs::remove(folder.at("aa-1.ics"));
    CHECK(said(write_vdir(vdir, two)) == "1 0 0 | cc-3.ics dd-4.ics | bb-2.ics");
    // One that is as it was is ours again.
    folder.write("bb-2.ics", "two\r\n");
    CHECK(said(write_vdir(vdir, {})) == "0 0 2 | cc-3.ics dd-4.ics |");
}

TEST_CASE("nothing is written through a link", "[vdir]") {
    const TemporaryFolder folder;
    const auto vdir = folder.at("v");
    write_vdir(vdir, two);
    const auto target = folder.write("target", "one\r\n");
    fs::remove(vdir + "/aa-1.ics");
    folder.link("v/aa-1.ics", target);
    folder.link("v/cc-3.ics", folder.at("missing"));
    const std::vector<VdirItem> items{{"aa-1", "1"}, two[1], {"cc-3", "3"}};
    const auto result = write_vdir(vdir, items);
    CHECK(said(result) == "0 1 0 | aa-1.ics cc-3.ics |");
    CHECK_THAT(result.foreign[0].reason, TASKLINT_CONTAINS("a link or a folder"));
    CHECK(folder.read("target") == "one\r\n");
    CHECK_FALSE(fs::exists(folder.at("missing")));
    // Nor is a link deleted.
    CHECK(said(write_vdir(vdir, {})) == "0 0 1 | aa-1.ics cc-3.ics |");
    CHECK(fs::is_symlink(vdir + "/aa-1.ics"));

    // The folder itself may be one: it was given by name.
    folder.link("link", vdir);
    CHECK(said(write_vdir(folder.at("link"), {two[1]})) == "1 0 0 | aa-1.ics cc-3.ics |");

    fs::remove(vdir + "/" + manifest);
    folder.link("v/" + manifest, folder.write("list", "x"));
    CHECK_THROWS_AS(write_vdir(vdir, two), ConfigError);
    CHECK(folder.read("list") == "x");
}

TEST_CASE("a file name is never of a note's making", "[vdir]") {
    const TemporaryFolder folder;
    const auto vdir = folder.at("v");
    for (const auto* uid : {"", "../a", "a/b", "a.b", ".a", "a b", "ä", "a\n", "~", "a\\b"}) {
        INFO(uid);
        CHECK_THROWS_AS(write_vdir(vdir, {{uid, "x"}}), std::invalid_argument);
    }
    CHECK_THROWS_AS(write_vdir(vdir, {two[0], two[0]}), std::invalid_argument);
    for (const auto* color : {"red", "#12345", "#1234567", "123456", "#12345g", "#12345\n"}) {
        INFO(color);
        CHECK_THROWS_AS(write_vdir(vdir, two, {"", color}), std::invalid_argument);
    }
    CHECK_FALSE(fs::exists(vdir));
}

TEST_CASE("a list of files that is lost or damaged makes nothing ours", "[vdir]") {
    const TemporaryFolder folder;
    const auto vdir = folder.path().string();
    write_vdir(vdir, two);
    const auto good = folder.read(manifest);

    SECTION("lost") {
        fs::remove(folder.at(manifest));
        const auto before = mark_of(folder.at("aa-1.ics"));
        CHECK(said(write_vdir(vdir, {two[0], {"bb-2", "new"}})) == "0 1 0 | bb-2.ics |");
        CHECK(folder.read("bb-2.ics") == "two\r\n");
        CHECK(mark_of(folder.at("aa-1.ics")) == before);
        // The one that was the same has been taken for ours.
        CHECK(said(write_vdir(vdir, {})) == "0 0 1 | bb-2.ics |");
    }
    SECTION("damaged") {
        const auto line = "aa-1.ics\t" + hex_of(1) + "\n";
        const auto header = good.substr(0, good.find('\n') + 1);
        const struct {
            const char* name;
            std::string text;
            const char* message;
        } cases[] = {
            {"empty", "", ".tasklint.tsv:1:1: this is no list"},
            {"another file", "x\n", ".tasklint.tsv:1:1: this is no list"},
            {"newer", "# tasklint vdir 2: x\n",
             ".tasklint.tsv:1:1: this list of files has version 2"},
            {"no version", "# tasklint vdir x\n", "this is no list"},
            {"cut short", good.substr(0, good.size() - 1), ":3:1: the last line is cut short"},
            {"a path", header + "../aa-1.ics\t" + hex_of(1) + "\n", ":2:1: \"../aa-1.ics"},
            {"a name of another kind", header + "notes.txt\t" + hex_of(1) + "\n", ":2:1: "},
            {"the list itself", header + manifest + "\t" + hex_of(1) + "\n", ":2:1: "},
            {"a name twice", header + line + line, ":3:1: "},
            {"no hash", header + "aa-1.ics\n", ":2:1: "},
            {"a wrong hash", header + "aa-1.ics\t12\n", ":2:1: \"12\" is no hash"},
            {"an empty line", header + "\n", ":2:1: "},
        };
        for (const auto& [name, text, message] : cases) {
            INFO(name);
            folder.write(manifest, text);
            std::string error;
            try {
                write_vdir(vdir, {{"aa-1", "new"}});
            } catch (const ConfigError& caught) {
                error = caught.what();
            }
            CHECK_THAT(error, TASKLINT_CONTAINS(message));
            CHECK_THAT(error, TASKLINT_CONTAINS("nothing was changed here"));
            CHECK(folder.read(manifest) == text);
            CHECK(folder.read("aa-1.ics") == "one\r\n");
            CHECK(folder.read("bb-2.ics") == "two\r\n");
        }
    }
}

TEST_CASE("a run that was interrupted is taken up by the next one", "[vdir]") {
    // One item changes, one goes, one comes; then the list is written. The run may end at any step,
    // and the tasks may have changed once more before the next.
    const std::vector<VdirItem> before{{"change", "old"}, {"goes", "x"}, {"stays", "s"}};
    const std::vector<VdirItem> after{{"change", "new"}, {"comes", "y"}, {"stays", "s"}};
    const std::vector<VdirItem> later{{"change", "newer"}, {"comes", "z"}, {"stays", "s"}};
    const std::vector<std::function<void(const TemporaryFolder&)>> steps{
        [](const auto& folder) {  // the list that a run begins with
            const auto hash = [](const char* text) { return "\t" + hex_of(hash_of(text)); };
            const auto first = std::min(hash_of("old"), hash_of("new"));
            const auto second = std::max(hash_of("old"), hash_of("new"));
            folder.write(manifest,
                         "# tasklint vdir 1: file, hash of what was written\nchange.ics\t" +
                             hex_of(first) + "\t" + hex_of(second) + "\ncomes.ics" + hash("y") +
                             "\ngoes.ics" + hash("x") + "\nstays.ics" + hash("s") + "\n");
        },
        [](const auto& folder) { folder.write(".tasklint-00112233445566ff-0.tmp", "ne"); },
        [](const auto& folder) {
            fs::remove(folder.at(".tasklint-00112233445566ff-0.tmp"));
            folder.write("change.ics", "new");
        },
        [](const auto& folder) { folder.write("comes.ics", "y"); },
        [](const auto& folder) { fs::remove(folder.at("goes.ics")); },
    };
    for (std::size_t done = 0; done <= steps.size(); ++done) {
        for (const auto& items : {after, later, before, std::vector<VdirItem>{}}) {
            const TemporaryFolder folder;
            write_vdir(folder.path().string(), before);
            for (std::size_t step = 0; step < done; ++step) {
                steps[step](folder);
            }
            INFO(done << " steps, then " << items.size() << " items");
            const auto result = write_vdir(folder.path().string(), items);
            CHECK(result.foreign.empty());
            CHECK(result.edited.empty());
            const TemporaryFolder plain;
            write_vdir(plain.path().string(), items);
            CHECK(names_in(folder.path()).size() == items.size() + 1);
            for (const auto& item : items) {
                CHECK(folder.read(item.uid + ".ics") == item.text);
            }
            if (!items.empty()) {
                CHECK(folder.read(manifest) == plain.read(manifest));
            }
        }
    }
}

TEST_CASE("the list is written before the files", "[vdir]") {
    const TemporaryFolder folder;
    const auto vdir = folder.path().string();
    write_vdir(vdir, {{"aa-1", "old"}});
    // Something in the way of the second file, which the plan takes for absent.
    if (::geteuid() == 0) {
        // The superuser may write anywhere: a name too long for the file system stands in.
        const std::string too_long(300, 'x');
        CHECK_THROWS_AS(write_vdir(vdir, {{"aa-1", "new"}, {too_long, "x"}}), std::system_error);
    } else {
        fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
        CHECK_THROWS_AS(write_vdir(vdir, {{"aa-1", "new"}}), std::system_error);
        fs::permissions(folder.path(), fs::perms::owner_all);
        CHECK(folder.read("aa-1.ics") == "old");
    }
    // Whatever was done, the next run goes on from there.
    CHECK_THAT(said(write_vdir(vdir, {{"aa-1", "newer"}})), TASKLINT_CONTAINS("1 0 0 | |"));
    CHECK(folder.read("aa-1.ics") == "newer");
}

TEST_CASE("what cannot be written is said with its name", "[vdir]") {
    const TemporaryFolder folder;
    const auto file = folder.write("file", "x");
    for (const auto& where : {file, file + "/v"}) {
        std::string error;
        try {
            write_vdir(where, two);
        } catch (const std::system_error& caught) {
            error = caught.what();
        }
        CHECK_THAT(error, TASKLINT_CONTAINS(where));
    }
    CHECK(folder.read("file") == "x");
}

TEST_CASE("two runs do not write one folder at once", "[vdir]") {
    const TemporaryFolder folder;
    const auto vdir = folder.path().string();
    const int other = ::open(vdir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    REQUIRE(::flock(other, LOCK_EX | LOCK_NB) == 0);
    CHECK_THROWS_WITH(write_vdir(vdir, two), TASKLINT_CONTAINS("another run of tasklint"));
    CHECK(names_in(vdir).empty());
    ::close(other);
    CHECK(said(write_vdir(vdir, two)) == "2 0 0 | |");
}

TEST_CASE("a dry run makes no folder", "[vdir]") {
    const TemporaryFolder folder;
    CHECK(said(write_vdir(folder.at("v"), two, {"Name", "", true})) == "3 0 0 | |");
    CHECK_FALSE(fs::exists(folder.at("v")));
}
