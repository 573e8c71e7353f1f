#include <cerrno>
#include <csignal>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "tasklint/text.hpp"
#include "text/open_folder.hpp"
#include "text/temporary.hpp"

namespace fs = std::filesystem;
using tasklint::read_file;
using tasklint::read_regular_file;
using tasklint::replace_file;
using tasklint::Replaced;
using tasklint::write_file_atomically;

namespace {

/// The error of a call, and that its text names the path.
template <typename Call> int error_of(const std::string& path, Call call) {
    try {
        call();
    } catch (const std::system_error& error) {
        CHECK_THAT(error.what(), TASKLINT_CONTAINS(path));
        return error.code().value();
    }
    return 0;
}

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

mode_t mode_of(const std::string& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 07777;
}

/// No file may grow beyond some bytes: what a full disk looks like to the writer.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes) {
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
        handler_ = ::signal(SIGXFSZ, SIG_IGN);
        rlimit less = before_;
        less.rlim_cur = bytes;
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &less) == 0);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        ::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

}  // namespace

TEST_CASE("files are read as they are, whatever their size", "[text]") {
    const TemporaryFolder folder;
    std::string buffer = "from the note before";
    for (const std::size_t size : {0U, 1U, 16383U, 16384U, 16385U, 32768U, 100000U}) {
        std::string bytes(size, 'x');
        for (std::size_t i = 0; i < size; ++i) {
            bytes[i] = static_cast<char>(i * 7);
        }
        const auto path = folder.write("note.md", bytes);
        CHECK(read_file(path) == bytes);
        read_file(path, buffer);
        CHECK(buffer == bytes);
    }
}

TEST_CASE("files are read through the folder of the one before", "[text]") {
    const TemporaryFolder folder;
    const std::string first = folder.write("a/one.md", "1");
    const std::string second = folder.write("a/two.md", "2");
    const std::string other = folder.write("b/one.md", "3");
    tasklint::text::OpenFolder open;
    std::string text;
    const auto read = [&](const std::string& path) {
        tasklint::text::read_file(open, path, text);
        return text;
    };
    CHECK(read(first) == "1");
    CHECK(read(second) == "2");
    CHECK(read(other) == "3");
    CHECK(read(first) == "1");
    CHECK(error_of(folder.at("a/none.md"), [&] { read(folder.at("a/none.md")); }) == ENOENT);
    CHECK(error_of(folder.at("c/one.md"), [&] { read(folder.at("c/one.md")); }) == ENOENT);
    CHECK(error_of(folder.at("a"), [&] { read(folder.at("a")); }) == EISDIR);
    // The folder that is open is another one by now.
    CHECK(read(first) == "1");
    fs::remove_all(folder.at("a"));
    folder.write("a/one.md", "4");
    CHECK(read(first) == "4");
    // Its name is enough for a file where the program stands.
    const fs::path before = fs::current_path();
    fs::current_path(folder.at("b"));
    CHECK(read("one.md") == "3");
    fs::current_path(before);
    open.close();
    CHECK(read(second.substr(0, second.size() - 6) + "one.md") == "4");
}

TEST_CASE("files that tell no size are read to their end", "[text]") {
    CHECK_THAT(read_file("/proc/self/status"), TASKLINT_CONTAINS("Pid:"));
}

TEST_CASE("what is no readable file is an error with its path", "[text]") {
    const TemporaryFolder folder;
    const auto file = folder.write("note.md");
    const auto huge = folder.write("huge.md");
    fs::resize_file(huge, std::uintmax_t{1} << 32U);  // sparse
    folder.link("loop.md", "loop.md");
    const struct {
        const char* name;
        std::string path;
        int error;
    } cases[] = {
        {"missing", folder.at("missing.md"), ENOENT}, {"folder", folder.path().string(), EISDIR},
        {"below a file", file + "/x.md", ENOTDIR},    {"4 GiB", huge, EFBIG},
        {"loop", folder.at("loop.md"), ELOOP},        {"no name", "", ENOENT},
    };
    for (const auto& [name, path, error] : cases) {
        DYNAMIC_SECTION(name) {
            CHECK(error_of(path, [&p = path] { static_cast<void>(read_file(p)); }) == error);
        }
    }
    const std::string two_names = file + std::string{"\0.txt", 5};
    CHECK_THROWS_AS(read_file(two_names), std::system_error);
    CHECK_THROWS_AS(write_file_atomically(two_names, "x"), std::system_error);
    CHECK(folder.read("note.md").empty());
}

TEST_CASE("what is found must be a file, or nothing at all", "[text]") {
    const TemporaryFolder folder;
    const auto fifo = folder.at("fifo");
    REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    folder.link("to fifo", fifo);
    folder.link("to nothing", "/dev/null");  // how a file is hidden from programs
    folder.link("to note", folder.write("note.md", "text"));
    CHECK(read_regular_file(folder.at("to note")) == "text");
    CHECK(read_regular_file(folder.at("to nothing")).empty());
    const struct {
        std::string path;
        int error;
    } cases[] = {
        {fifo, EOPNOTSUPP},
        {folder.at("to fifo"), EOPNOTSUPP},
        {"/dev/zero", EOPNOTSUPP},
        {folder.path().string(), EISDIR},
        {folder.at("missing"), ENOENT},
    };
    for (const auto& [path, error] : cases) {
        INFO(path);
        CHECK(error_of(path, [&p = path] { static_cast<void>(read_regular_file(p)); }) == error);
    }
}

TEST_CASE("writing makes or replaces a file and leaves nothing else", "[text]") {
    const TemporaryFolder folder;
    const auto path = folder.at("note.md");
    write_file_atomically(path, "one");
    CHECK(folder.read("note.md") == "one");
    const auto before = fs::hard_link_count(path);
    fs::create_hard_link(path, folder.at("other name.md"));
    write_file_atomically(path, std::string(100000, 'y'));
    CHECK(folder.read("note.md") == std::string(100000, 'y'));
    // Not the old file with new bytes, but a new file: whoever reads sees one or the other.
    CHECK(folder.read("other name.md") == "one");
    CHECK(fs::hard_link_count(path) == before);
    CHECK(entries(folder.path()) == 2);
    const std::string longest(255, 'n');  // as long as a name can be
    write_file_atomically(folder.at(longest), "long");
    CHECK(folder.read(longest) == "long");
}

TEST_CASE("a file's mode survives its replacement, new files get the usual one", "[text]") {
    const TemporaryFolder folder;
    const auto path = folder.write("note.md", "old");
    for (const mode_t mode : {0600U, 0640U, 0755U}) {
        REQUIRE(::chmod(path.c_str(), mode) == 0);
        write_file_atomically(path, "new");
        CHECK(mode_of(path) == mode);
    }
    const mode_t mask = ::umask(027);
    write_file_atomically(folder.at("fresh.md"), "x");
    ::umask(mask);
    CHECK(mode_of(folder.at("fresh.md")) == 0640);
}

TEST_CASE("an access list survives, though the file may not be read", "[text]") {
    const TemporaryFolder folder;
    const auto path = folder.write("out.ics", "old");
    // u::-w-,u:4711:r--,g::---,m::r--,o::---: as bits of the mode it looks readable for the group.
    constexpr std::string_view list{
        "\2\0\0\0"
        "\1\0\2\0\xFF\xFF\xFF\xFF"
        "\2\0\4\0\x67\x12\0\0"
        "\4\0\0\0\xFF\xFF\xFF\xFF"
        "\x10\0\4\0\xFF\xFF\xFF\xFF"
        "\x20\0\0\0\xFF\xFF\xFF\xFF",
        44};
    const char* const name = "system.posix_acl_access";
    if (::setxattr(path.c_str(), name, list.data(), list.size(), 0) != 0) {
        SUCCEED("there are no access lists here");
        return;
    }
    REQUIRE(mode_of(path) == 0240);
    // The superuser may read everything.
    constexpr uid_t nobody = 65534;
    const bool all = ::geteuid() == 0;
    if (all) {
        REQUIRE(::chown(path.c_str(), nobody, static_cast<gid_t>(-1)) == 0);
        REQUIRE(::chown(folder.path().c_str(), nobody, static_cast<gid_t>(-1)) == 0);
        REQUIRE(::seteuid(nobody) == 0);
    }
    const int error = error_of(path, [&] { write_file_atomically(path, "new"); });
    if (all) {
        REQUIRE(::seteuid(0) == 0);
    }
    CHECK(error == 0);
    std::string kept(100, '\0');
    const auto size = ::getxattr(path.c_str(), name, kept.data(), kept.size());
    REQUIRE(size >= 0);
    kept.resize(static_cast<std::size_t>(size));
    CHECK(kept == list);
    CHECK(mode_of(path) == 0240);
}

TEST_CASE("symbolic links stay, what they lead to is written", "[text]") {
    const TemporaryFolder folder;
    folder.write("real/note.md", "old");
    folder.link("link.md", "second.md");
    folder.link("second.md", "real/note.md");
    write_file_atomically(folder.at("link.md"), "new");
    CHECK(folder.read("real/note.md") == "new");
    CHECK(fs::is_symlink(folder.at("link.md")));
    CHECK(fs::is_symlink(folder.at("second.md")));

    folder.link("to nothing.md", folder.at("real/later.md"));
    write_file_atomically(folder.at("to nothing.md"), "late");
    CHECK(folder.read("real/later.md") == "late");
    CHECK(fs::is_symlink(folder.at("to nothing.md")));

    folder.link("loop.md", "loop.md");
    CHECK(error_of(folder.at("loop.md"),
                   [&] { write_file_atomically(folder.at("loop.md"), "x"); }) == ELOOP);
}

TEST_CASE("a write that fails leaves the old file and no rest", "[text]") {
    const TemporaryFolder folder;
    const auto path = folder.write("note.md", "old");
    int error = 0;
    {
        const SmallDisk disk{1000};
        error = error_of(path, [&] { write_file_atomically(path, std::string(5000, 'x')); });
    }
    CHECK(error == EFBIG);
    CHECK(folder.read("note.md") == "old");
    CHECK(entries(folder.path()) == 1);
    // The same where there was no file.
    {
        const SmallDisk disk{1000};
        error = error_of(folder.at("new.md"), [&] {
            write_file_atomically(folder.at("new.md"), std::string(5000, 'x'));
        });
    }
    CHECK(error == EFBIG);
    CHECK(entries(folder.path()) == 1);

    CHECK(error_of(folder.at("missing/x.md"),
                   [&] { write_file_atomically(folder.at("missing/x.md"), "x"); }) == ENOENT);
    CHECK(error_of(path, [&] { write_file_atomically(path + "/x.md", "x"); }) == ENOTDIR);
    CHECK(error_of(folder.path().string(),
                   [&] { write_file_atomically(folder.path().string(), "x"); }) == EISDIR);
}

TEST_CASE("devices are written to, never replaced", "[text]") {
    CHECK(error_of("/dev/full", [] { write_file_atomically("/dev/full", "x"); }) == ENOSPC);
    write_file_atomically("/dev/null", "x");
    CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("what is open already is written through, never replaced", "[text]") {
    const TemporaryFolder folder;
    const int pid = static_cast<int>(::getpid());
    const auto path = folder.write("log", "old\n");
    for (const bool append : {true, false}) {
        for (const auto& start :
             {std::string{"/dev/fd/"}, std::string{"/proc/self/fd/"},
              std::string{"/proc/thread-self/fd/"}, "/proc/" + std::to_string(pid) + "/fd/"}) {
            INFO(start << append);
            folder.write("log", "old\n");
            const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC | (append ? O_APPEND : 0));
            REQUIRE(file >= 0);
            REQUIRE(::lseek(file, append ? 0 : 2, SEEK_SET) >= 0);
            folder.link("link", start + std::to_string(file));
            write_file_atomically(start + std::to_string(file), "new");
            write_file_atomically(folder.at("link"), "er");
            CHECK(::close(file) == 0);
            CHECK(folder.read("log") == (append ? "old\nnewer" : "olnewer"));
            CHECK(fs::remove(folder.at("link")));
            CHECK(entries(folder.path()) == 1);
        }
    }
    // A file that has no name any more is made under none.
    const int gone = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(gone >= 0);
    REQUIRE(fs::remove(path));
    const auto descriptor = "/dev/fd/" + std::to_string(gone);
    write_file_atomically(descriptor, "kept in it");
    CHECK(entries(folder.path()) == 0);
    CHECK(::lseek(gone, 0, SEEK_CUR) == 10);
    ::close(gone);
    CHECK(error_of(descriptor, [&] { write_file_atomically(descriptor, "x"); }) == ENOENT);
    CHECK(error_of("/dev/fd/x", [] { write_file_atomically("/dev/fd/x", "x"); }) == ENOENT);

    const int read_only = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    const auto unfit = "/dev/fd/" + std::to_string(read_only);
    CHECK(error_of(unfit, [&] { write_file_atomically(unfit, "x"); }) == EBADF);
    ::close(read_only);
}

TEST_CASE("a pipe that does not block is waited for", "[text]") {
    int ends[2] = {};
    REQUIRE(::pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0);
    const std::string bytes(300000, 'x');  // more than a pipe holds
    std::string got;
    std::thread reader{[&] { got = read_file("/proc/self/fd/" + std::to_string(ends[0])); }};
    write_file_atomically("/dev/fd/" + std::to_string(ends[1]), bytes);
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    CHECK(got == bytes);
}

TEST_CASE("a file that is marked as not to be written is left alone", "[text]") {
    const TemporaryFolder folder;
    const auto path = folder.write("note.md", "old");
    REQUIRE(::chmod(path.c_str(), 0444) == 0);
    const int error = error_of(path, [&] { write_file_atomically(path, "new"); });
    // The superuser may write everything.
    CHECK(error == (::geteuid() == 0 ? 0 : EACCES));
    CHECK(folder.read("note.md") == (::geteuid() == 0 ? "new" : "old"));
    CHECK(mode_of(path) == 0444);
}

TEST_CASE("a file is replaced only as it was read", "[text]") {
    const TemporaryFolder folder;
    const auto path = folder.write("note.md", "old");
    CHECK(replace_file(path, "older", "new") == Replaced::changed);
    CHECK(replace_file(path, "olD", "new") == Replaced::changed);
    CHECK(folder.read("note.md") == "old");
    CHECK(replace_file(path, "old", "new") == Replaced::yes);
    CHECK(folder.read("note.md") == "new");
    CHECK(entries(folder.path()) == 1);
    CHECK_THAT(std::string{why_left(Replaced::changed)}, TASKLINT_CONTAINS("changed meanwhile"));
    CHECK_THAT(std::string{why_left(Replaced::locked)}, TASKLINT_CONTAINS("holds a lock"));
    CHECK(why_left(Replaced::yes).empty());
    CHECK(error_of(folder.at("gone.md"), [&] {
              static_cast<void>(replace_file(folder.at("gone.md"), "", "x"));
          }) == ENOENT);
}

TEST_CASE("a file that another program holds is left as it is", "[text]") {
    const TemporaryFolder folder;
    const auto path = folder.write("note.md", "old");
    const int other = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    for (const int how : {LOCK_EX, LOCK_SH}) {
        REQUIRE(::flock(other, how) == 0);
        CHECK(replace_file(path, "old", "new") == Replaced::locked);
        CHECK(replace_file(path, "older", "new") == Replaced::changed);
        CHECK(folder.read("note.md") == "old");
    }
    ::close(other);
    CHECK(replace_file(path, "old", "new") == Replaced::yes);
}

TEST_CASE("a file with two names is left as it is, unless one is to go", "[text]") {
    const TemporaryFolder folder;
    const auto path = folder.write("note.md", "old");
    fs::create_hard_link(path, folder.at("other.md"));
    CHECK(replace_file(path, "old", "new") == Replaced::hard_linked);
    CHECK(folder.read("note.md") == "old");
    CHECK(replace_file(path, "old", "new", true) == Replaced::yes);
    CHECK(folder.read("note.md") == "new");
    CHECK(folder.read("other.md") == "old");
}

TEST_CASE("what a run that was killed left goes with the next write", "[text]") {
    const TemporaryFolder folder;
    const auto path = folder.at("note.md");
    const auto first = tasklint::text::temporary_name(path, 0);
    const auto second = tasklint::text::temporary_name(path, 1);
    CHECK(tasklint::text::is_temporary(fs::path{first}.filename().string()));
    for (const char* const name :
         {".tasklint-.tmp", ".tasklint-12.tm", ".tasklint-x-0.tmp", "x.tmp", ".tasklint.toml",
          ".tasklint-deadbeef.tmp", ".tasklint-2026-01-01.tmp", ".tasklint-0123456789abcdef.tmp",
          ".tasklint-0123456789abcdef-.tmp", ".tasklint-0123456789abcdef-a.tmp",
          ".tasklint-0123456789abcdef-1-2.tmp", ".tasklint-0123456789abcdef0-1.tmp",
          ".tasklint-0123456789ABCDEF-1.tmp", ".tasklint-0123456789abcdef-1.tmp.tmp"}) {
        INFO(name);
        CHECK_FALSE(tasklint::text::is_temporary(name));
    }
    const auto leave = [&](const std::string& name) {
        return folder.write(fs::path{name}.filename().string(), "half of a no");
    };
    leave(first);
    leave(second);
    write_file_atomically(path, "whole");
    CHECK(folder.read("note.md") == "whole");
    CHECK(entries(folder.path()) == 1);

    // One that a run still writes stays, and does not keep the next from writing.
    leave(first);
    const int other = ::open(first.c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(::flock(other, LOCK_EX) == 0);
    CHECK_FALSE(tasklint::text::remove_if_left(first));
    write_file_atomically(path, "again");
    CHECK(folder.read("note.md") == "again");
    CHECK(entries(folder.path()) == 2);
    ::close(other);
    CHECK(tasklint::text::remove_if_left(first));
    CHECK(tasklint::text::remove_if_left(first));  // gone already

    // Nothing else is removed, whatever it is called.
    fs::create_directory(first);
    CHECK_FALSE(tasklint::text::remove_if_left(first));
    folder.link(fs::path{second}.filename().string(), "note.md");
    CHECK_FALSE(tasklint::text::remove_if_left(second));
    CHECK(folder.read("note.md") == "again");
}
