// Each gives one clear message with the file, the right exit code, and leaves every file as it was.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "support/catch.hpp"

namespace fs = std::filesystem;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;
using Strings = std::vector<std::string>;

namespace {

void check_refused(const support::Finished& run, const std::string& message) {
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK_THAT(run.err, TASKLINT_CONTAINS("tasklint: error: ") && TASKLINT_CONTAINS(message));
    CHECK(support::count_of(run.err, "tasklint: error: ") == 1);
}

/// A line for bash, in which `$1` is the command.
support::Finished run_line(const TemporaryFolder& folder, const std::string& line) {
    return support::run({{"/bin/bash", "-c", line, "bash", TASKLINT_COMMAND}, folder.path()});
}

constexpr const char* mendable = "- [ ] pay 📅 2026-03-01 today\n";

/// A vault `v` of one note.
void make_small_vault(const TemporaryFolder& folder) {
    write_bytes(folder / "v/.obsidian/app.json", "{}");
    write_bytes(folder / "v/a.md", mendable);
}

std::size_t entries(const std::string& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

/// A pipe whose one end does not block and is inherited.
struct OddPipe {
    int ours = -1, theirs = -1;
    /// @param end 0: theirs is read from, 1: written to
    explicit OddPipe(int end) {
        int ends[2] = {};
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        REQUIRE(::fcntl(ends[end], F_SETFL, O_NONBLOCK) == 0);
        theirs = ::fcntl(ends[end], F_DUPFD, 3);
        ours = ends[1 - end];
        ::close(ends[end]);
    }
};

/// The words of the command's C library, which may be musl, as glibc has them.
std::string in_words_of_glibc(std::string text) {
    constexpr std::pair<std::string_view, std::string_view> words[] = {
        {": Not supported", ": Operation not supported"},
        {" Out of memory", " Cannot allocate memory"},
    };
    for (const auto& [musl, glibc] : words) {
        for (auto at = text.find(musl); at != std::string::npos; at = text.find(musl, at)) {
            text.replace(at, musl.size(), glibc);
        }
    }
    return text;
}

}  // namespace

TEST_CASE("what standard output leads to is written on, never replaced", "[cli][bad-input]") {
    const TemporaryFolder folder;
    make_small_vault(folder);
    const std::string redirected = "{ echo BEFORE; \"$1\" ";
    const struct {
        std::string line;
        std::string middle;
    } cases[] = {
        {redirected + "export v -q -o /dev/stdout; echo AFTER; } > out", "END:VCALENDAR"},
        {redirected + "agenda v -q -o /dev/fd/1; echo AFTER; } > out", "</html>"},
        {redirected + "check v -q --report json=/dev/stdout; echo AFTER; } > out", "TL101"},
        {redirected + "check v -q --report json=/dev/fd/3 3>&1; echo AFTER; } > out", "TL101"},
        {"echo BEFORE > out; \"$1\" export v -q -o /dev/stdout >> out; echo AFTER >> out",
         "END:VCALENDAR"},
    };
    for (const auto& [line, middle] : cases) {
        INFO(line);
        CHECK(run_line(folder, line).status == 0);
        const auto out = support::read_bytes(folder / "out");
        CHECK(out.substr(0, 7) == "BEFORE\n");
        CHECK(out.substr(out.size() - 6) == "AFTER\n");
        CHECK_THAT(out, TASKLINT_CONTAINS(middle));
        fs::remove(folder / "out");
        CHECK(entries(folder.path()) == 1);
    }
    CHECK(run_line(folder, "exec 3>gone; rm gone; \"$1\" export v -q -o /dev/fd/3").status == 0);
    CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a file that must not grow is an error like a full disk", "[cli][bad-input]") {
    const TemporaryFolder folder;
    make_small_vault(folder);
    const auto note = mendable + std::string(3000, 'x');
    write_bytes(folder / "v/a.md", note);
    const auto run = run_line(folder, "ulimit -f 1; \"$1\" check --fix-only -q v");
    CHECK(run.status == 2);
    CHECK_THAT(run.err, TASKLINT_CONTAINS("a.md: File too large"));
    CHECK(support::read_bytes(folder / "v/a.md") == note);
    CHECK(entries(folder / "v") == 2);
}

TEST_CASE("streams that do not block are waited for", "[cli][bad-input]") {
    const TemporaryFolder folder;
    make_small_vault(folder);
    std::string note;
    for (int i = 0; i < 3000; ++i) {
        note += "- [ ] task " + std::to_string(i) + " 📅 2026-03-01\n";
    }
    write_bytes(folder / "v/a.md", note);
    const auto whole = run_tasklint({{"export", "v", "-q", "--stateless"}, folder.path()}).out;
    REQUIRE(whole.size() > 300000);

    for (const std::string option : {"", " -o /dev/stdout"}) {
        OddPipe out{1};
        support::Finished done;
        std::thread program{[&] {
            done = run_line(folder, "\"$1\" export v -q --stateless" + option + " >&" +
                                        std::to_string(out.theirs));
            ::close(out.theirs);
        }};
        std::this_thread::sleep_for(std::chrono::milliseconds{100});  // until the pipe is full
        std::string got, piece(1U << 16U, '\0');
        for (ssize_t size = 0; (size = ::read(out.ours, piece.data(), piece.size())) > 0;) {
            got.append(piece, 0, static_cast<std::size_t>(size));
        }
        program.join();
        ::close(out.ours);
        CHECK(done.err == "");
        CHECK(done.status == 0);
        CHECK(got == whole);
    }

    OddPipe in{0};
    std::thread writer{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{100});  // until it is waited for
        const std::string_view text = "- [ ] a\n";
        CHECK(::write(in.ours, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        ::close(in.ours);
    }};
    const auto read = run_line(folder, "\"$1\" fmt - <&" + std::to_string(in.theirs));
    writer.join();
    ::close(in.theirs);
    CHECK(read.status == 0);
    CHECK(read.out == "- [ ] a\n");
}

TEST_CASE("a pipe that is found is an error, one that is named is read", "[cli][bad-input]") {
    const struct {
        std::string name, command;
        int status;
        std::string message;
    } found[] = {
        {".gitignore", "check", 1, ".gitignore:1:1: error TL993"},
        {".tasklintignore", "check", 1, ".tasklintignore:1:1: error TL993"},
        {".tasklint.toml", "check", 2, ".tasklint.toml: Operation not supported"},
        {".tasklint.toml", "list", 2, ".tasklint.toml: Operation not supported"},
        {".tasklint/baseline.json", "check", 2, "baseline.json: Operation not supported"},
        {".tasklint/ids.tsv", "export", 2, "ids.tsv: Operation not supported"},
        {".obsidian/plugins/obsidian-tasks-plugin/data.json", "check", 2,
         "data.json: Operation not supported"},
    };
    for (const auto& [name, command, status, message] : found) {
        DYNAMIC_SECTION(name << ' ' << command) {
            const TemporaryFolder folder;
            make_small_vault(folder);
            fs::create_directories(fs::path{folder / ("v/" + name)}.parent_path());
            REQUIRE(::mkfifo((folder / ("v/" + name)).c_str(), 0600) == 0);
            const auto report = command == "check" ? " --report concise v" : " v";
            const auto run = run_line(folder, "timeout 20 \"$1\" " + command + report);
            CHECK(run.status == status);
            CHECK_THAT(in_words_of_glibc(run.out + run.err), TASKLINT_CONTAINS(message));
        }
    }
    const std::string named[] = {
        "check v --config <(echo 'ignore = [\"TL101\"]')",
        "check v --config extends=<(echo {}) --ignore TL101",
        "check v --ignore TL101 --baseline <(echo '{\"version\": 1, \"findings\": []}')",
        "parse <(cat v/a.md)",
        "parse /dev/stdin < v/a.md",
        "check --ignore TL101 pipe & cat v/a.md > pipe; wait $!",
    };
    for (const auto& line : named) {
        DYNAMIC_SECTION(line) {
            const TemporaryFolder folder;
            make_small_vault(folder);
            REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
            const auto run = run_line(folder, "timeout 20 \"$1\" " + line);
            INFO(run.err);
            CHECK(run.status == 0);
        }
    }
}

TEST_CASE("a note on which another program holds a lock", "[cli][bad-input]") {
    const TemporaryFolder folder;
    make_small_vault(folder);
    const int other = ::open((folder / "v/a.md").c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(::flock(other, LOCK_SH) == 0);
    const auto run = run_tasklint({{"check", "--fix", "-q", "v"}, folder.path()});
    CHECK_THAT(run.err, TASKLINT_CONTAINS("v/a.md: another program holds a lock on it"));
    CHECK(support::read_bytes(folder / "v/a.md") == mendable);
    ::close(other);
}

TEST_CASE("a result never takes the place of a note", "[cli][bad-input]") {
    const std::string refused[] = {
        "export v -o v/a.md",
        "export v -o link.ics",
        "export v --format jcal -o v/a.md",
        "export v --state=v/a.md",
        "export v/list.txt -o v/list.txt",
        "export v --write-ids -o v/a.md",
        "agenda v -o v/a.md",
        "agenda other -o v/A.MD",
        "check v --report json=v/a.md",
        "check v --fix --report concise --report sarif=v/a.md",
        "check v --report markdown=v/a.md",
        "check v/a.md --report markdown=v/a.md",
    };
    const std::string taken[] = {
        "export v -o v/new.md",
        "check v --report markdown=other/b.md",
        "check v --report markdown=v/report.md",
        "check v --report json=v/list.txt",
        "check v --report json=/dev/stdout >> v/a.md",
    };
    const auto prepare = [](const TemporaryFolder& folder) {
        make_small_vault(folder);
        write_bytes(folder / "v/A.MD", mendable);
        write_bytes(folder / "v/list.txt", mendable);
        write_bytes(folder / "other/b.md", mendable);
        write_bytes(folder / "v/report.md", "## tasklint: no problems\n");
        fs::create_symlink("v/a.md", folder / "link.ics");
    };
    for (const auto& line : refused) {
        DYNAMIC_SECTION(line) {
            const TemporaryFolder folder;
            prepare(folder);
            const auto run = run_line(folder, "\"$1\" " + line);
            CHECK(run.status == 2);
            CHECK(run.out.empty());
            CHECK_THAT(run.err, TASKLINT_CONTAINS(": this is a note"));
            for (const auto* const note : {"v/a.md", "v/A.MD", "v/list.txt"}) {
                CHECK(support::read_bytes(folder / note) == mendable);
            }
        }
    }
    for (const auto& line : taken) {
        DYNAMIC_SECTION(line) {
            const TemporaryFolder folder;
            prepare(folder);
            const auto run = run_line(folder, "\"$1\" " + line);
            INFO(run.err);
            CHECK(run.status < 2);
        }
    }
    for (const std::string line :
         {"export v --state=v/x -o v/x", "export v --state=v/x -o v/../v/x"}) {
        const TemporaryFolder folder;
        prepare(folder);
        check_refused(run_line(folder, "\"$1\" " + line),
                      "the state and the calendar cannot be one file");
        CHECK_FALSE(fs::exists(folder / "v/x"));
    }
}

TEST_CASE("a path that is not there", "[cli][bad-input]") {
    const TemporaryFolder folder;
    for (const std::string command : {"check", "export", "list", "parse"}) {
        DYNAMIC_SECTION(command) {
            check_refused(run_tasklint({{command, "gone.md"}, folder.path()}),
                          "gone.md: No such file or directory");
        }
    }
    check_refused(run_tasklint({{"parse", "--vault", "gone"}, folder.path()}),
                  "gone: No such file or directory");
    check_refused(run_tasklint({{"check", "--config", "gone.toml"}, folder.path()}), "gone.toml");
    check_refused(run_tasklint({{"check", "gone\x1b[2J"}, folder.path()}),
                  "gone<U+001B>[2J: No such file");
}

TEST_CASE("a folder without notes is no failure", "[cli][bad-input]") {
    const TemporaryFolder folder;
    write_bytes(folder / "notes/readme.txt", "- [ ] a\n");
    const auto check = run_tasklint({{"check", "notes"}, folder.path()});
    CHECK(check.status == 0);
    CHECK(check.out.empty());
    CHECK_THAT(check.err, TASKLINT_CONTAINS("no notes found under notes\n"));

    const auto list = run_tasklint({{"list", "notes"}, folder.path()});
    CHECK(list.status == 0);
    CHECK_THAT(list.err, TASKLINT_CONTAINS("no notes found under notes\n"));

    const auto calendar = run_tasklint({{"export", "notes"}, folder.path()});
    CHECK(calendar.status == 0);
    CHECK_THAT(calendar.out,
               TASKLINT_CONTAINS("BEGIN:VCALENDAR") && TASKLINT_CONTAINS("END:VCALENDAR"));
    CHECK_THAT(calendar.err, TASKLINT_CONTAINS("no notes found under notes\n"));
}

TEST_CASE("a note that cannot be read is a finding, and the run goes on", "[cli][bad-input]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "good.md", "- [ ] a 📅 2026-02-30\n");
    // Larger than a note can be, though it takes no space. Rights would not stop the superuser.
    write_bytes(folder / "huge.md", "");
    fs::resize_file(folder / "huge.md", 5'000'000'000);

    const auto check = run_tasklint({{"check", "--report", "concise"}, folder.path()});
    CHECK(check.status == 1);
    CHECK_THAT(check.out, TASKLINT_CONTAINS("huge.md:1:1: error TL993 unreadable-file"));
    CHECK_THAT(check.out, TASKLINT_CONTAINS("good.md:1:11: error TL201"));

    for (const std::string command : {"list", "export"}) {
        const auto run = run_tasklint({{command}, folder.path()});
        CHECK(run.status == 0);
        CHECK_THAT(run.err, TASKLINT_CONTAINS("tasklint: warning: huge.md: File too large"));
    }
    CHECK(run_tasklint({{"export", "--strict"}, folder.path()}).status == 1);
    CHECK_THAT(run_tasklint({{"parse", "huge.md"}, folder.path()}).err,
               TASKLINT_CONTAINS("huge.md: File too large"));
}

TEST_CASE("a note without rights to read it", "[cli][bad-input]") {
    if (::geteuid() == 0) {
        SUCCEED("the superuser may read everything");
        return;
    }
    const TemporaryFolder folder;
    write_bytes(folder / "secret.md", "- [ ] a\n");
    ::chmod((folder / "secret.md").c_str(), 0);
    check_refused(run_tasklint({{"check", "secret.md"}, folder.path()}),
                  "secret.md: Permission denied");
    const auto walked = run_tasklint({{"check"}, folder.path()});
    CHECK(walked.status == 1);
    CHECK_THAT(walked.out, TASKLINT_CONTAINS("TL993"));
}

#if defined(__has_feature)
#define TASKLINT_HAS_FEATURE(name) __has_feature(name)
#else
#define TASKLINT_HAS_FEATURE(name) 0
#endif
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    !TASKLINT_HAS_FEATURE(address_sanitizer) && !TASKLINT_HAS_FEATURE(thread_sanitizer)
// A sanitizer takes more addresses than any limit would allow.
namespace {

// A script that runs the command with WORDS, in the addresses that it takes to start and ROOM KiB.
std::string in_little_memory(std::size_t room, const std::string& words) {
    const auto within = [](std::size_t limit, const std::string& these) {
        return "ulimit -v " + std::to_string(limit) + "; exec \"$0\" " + these;
    };
    static const std::size_t start = [&] {
        constexpr std::size_t most = 4'000'000;
        std::size_t limit = 10'000;
        while (limit < most &&
               support::run({{"sh", "-c", within(limit, "--version"), TASKLINT_COMMAND}}).status !=
                   0) {
            limit += 1'000;
        }
        return limit;
    }();
    return within(start + room, words);
}

}  // namespace

TEST_CASE("a note for which there is no memory is a finding, and the others are read",
          "[cli][bad-input]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    const std::string hidden = "- [ ] pay 📅 2026-03-01 today\n";
    const std::string mended = "- [ ] pay today 📅 2026-03-01\n";
    std::string large;  // each line is a finding, which takes far more than the line
    for (int i = 0; i < 120'000; ++i) {
        large += hidden;
    }
    const struct {
        const char* name;
        const char* words;
        bool mends;
    } cases[] = {
        {"check", "check", false},
        {"mended", "check --fix", true},
        {"on several threads", "check --fix --threads 4", true},
        {"without rules for the whole vault", "check --fix --vault-rules off", true},
        {"as a patch", "check --diff", false},
        {"with new comments", "check --add-suppressions", false},
    };
    for (const auto& [name, words, mends] : cases) {
        DYNAMIC_SECTION(name) {
            for (const char* const note : {"a.md", "b.md", "z.md"}) {
                write_bytes(folder / note, hidden);
            }
            write_bytes(folder / "m.md", large);
            const auto run = support::run(
                {{"sh", "-c",
                  in_little_memory(
                      48'000, std::string{words} + " --today 2026-01-05 --report concise=report"),
                  TASKLINT_COMMAND},
                 folder.path()});
            INFO(run.err);
            CHECK(run.status < 3);
            CHECK_THAT(in_words_of_glibc(support::read_bytes(folder / "report")),
                       TASKLINT_CONTAINS("m.md:1:1: error TL993 unreadable-file "
                                         "Cannot allocate memory"));
            CHECK(support::read_bytes(folder / "m.md") == large);
            for (const char* const note : {"a.md", "b.md", "z.md"}) {
                CHECK((support::read_bytes(folder / note) == mended) == mends);
                CHECK((run.out.find(note) != std::string::npos) ==
                      (std::string{words} == "check --diff"));
            }
        }
    }
    SECTION("calendars and lists") {
        write_bytes(folder / "a.md", "- [ ] the first 📅 2026-03-01\n");
        write_bytes(folder / "m.md", large + large + large);
        const std::string command = GENERATE("export", "list", "query 'not done'");
        const auto run = support::run(
            {{"sh", "-c", in_little_memory(8'000, command), TASKLINT_COMMAND}, folder.path()});
        INFO(command << run.err);
        CHECK(run.status == 0);
        CHECK_THAT(run.out, TASKLINT_CONTAINS("the first"));
        CHECK_THAT(in_words_of_glibc(run.err),
                   TASKLINT_CONTAINS("warning: m.md: Cannot allocate memory"));
    }
    SECTION("none for what belongs to no note") {
        write_bytes(folder / "a.md", large);
        const auto run =
            support::run({{"sh", "-c", in_little_memory(8'000, "check - < a.md"), TASKLINT_COMMAND},
                          folder.path()});
        CHECK(run.status == 2);
        CHECK(run.err == "tasklint: error: Cannot allocate memory\n");
    }
}
#endif

TEST_CASE("a note that is marked read-only is left alone, and the others are written",
          "[cli][bad-input]") {
    const std::string hidden = "- [ ] pay 📅 2026-03-01 today\n";
    const struct {
        const char* name;
        Strings words;
        bool reports;
    } cases[] = {
        {"check --fix", {"check", "--fix"}, true},
        {"check --add-suppressions", {"check", "--add-suppressions=known"}, true},
        {"fmt", {"fmt"}, false},
        {"export --write-ids", {"export", "--write-ids"}, false},
    };
    for (const auto& [name, words, reports] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            const bool fmt = words.front() == "fmt";
            const auto text = fmt ? "- [ ] pay #a 📅 2026-03-01 ⏫\n" : hidden;
            for (const char* const note : {"a.md", "b.md", "c.md"}) {
                write_bytes(folder / note, text);
            }
            REQUIRE(::chmod((folder / "b.md").c_str(), 0444) == 0);
            const auto run = run_tasklint({words, folder.path()});
            INFO(run.out << run.err);
            CHECK(run.status == 2);
            CHECK_THAT(run.err, TASKLINT_CONTAINS("error: b.md: Permission denied"));
            CHECK(support::read_bytes(folder / "a.md") != text);
            CHECK(support::read_bytes(folder / "b.md") == text);
            CHECK(support::read_bytes(folder / "c.md") != text);
            CHECK((run.out.find("b.md:1:") != std::string::npos) == reports);
            CHECK((run.out.find("END:VCALENDAR") != std::string::npos) ==
                  (words.front() == "export"));
        }
    }
}

TEST_CASE("nothing is read or written below an ignore file that cannot be read",
          "[cli][bad-input]") {
    const std::string hidden = "- [ ] pay 📅 2026-03-01 today\n";
    const struct {
        const char* name;
        const char* file;
        Strings paths;
        Strings written;
    } cases[] = {
        {"at the top", ".tasklintignore", {}, {}},
        {"git's", ".gitignore", {}, {}},
        {"in a folder", "sub/.tasklintignore", {}, {"a.md"}},
        {"above what is named", ".gitignore", {"sub"}, {}},
        {"but a note that is named itself", ".gitignore", {"sub/deep/c.md"}, {"sub/deep/c.md"}},
        {"unless it is not heeded",
         ".gitignore",
         {"--no-ignore"},
         {"a.md", "sub/b.md", "sub/deep/c.md"}},
        {"nor a note that is named, if it is heeded then",
         ".gitignore",
         {"--force-exclude", "sub/deep/c.md"},
         {}},
    };
    for (const auto& [name, file, paths, written] : cases) {
        DYNAMIC_SECTION(name) {
            const TemporaryFolder folder;
            support::make_vault(folder);
            // Deeper files do not take it back.
            write_bytes(folder / "sub/deep/.gitignore", "!c.md\n");
            const Strings notes{"a.md", "sub/b.md", "sub/deep/c.md"};
            for (const auto& note : notes) {
                write_bytes(folder / note, hidden);
            }
            fs::create_symlink(fs::path{file}.filename(), folder / file);  // no end: as no rights
            Strings words{"check", "--fix", "--today", "2026-01-05", "--report", "concise"};
            words.insert(words.end(), paths.begin(), paths.end());
            const auto run = run_tasklint({words, folder.path()});
            INFO(run.out << run.err);
            for (const auto& note : notes) {
                const bool wanted =
                    std::find(written.begin(), written.end(), note) != written.end();
                CHECK((support::read_bytes(folder / note) != hidden) == wanted);
            }
            const bool heeded = written.empty() || written.front() == "a.md";
            if (heeded && written.size() < 2) {
                CHECK(run.status == 1);
                CHECK_THAT(run.out, TASKLINT_CONTAINS(std::string{file} + ":1:1: error TL993"));
                CHECK_THAT(run.out, TASKLINT_CONTAINS("nothing in its folder is read"));
            } else {
                CHECK(run.out.find("TL993") == std::string::npos);
            }
        }
    }
}

TEST_CASE("a note that is no UTF-8 keeps its bytes and prints harmlessly", "[cli][bad-input]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    const std::string note = "- [ ] caf\xe9 \x1b[31m\xff\xfe 📅 2026-01-06 soon\r\n\x80\x81 raw" +
                             std::string(1, '\0') + " bytes\n";
    write_bytes(folder / "latin.md", note);
    for (const std::string report : {"full", "concise", "json", "github"}) {
        const auto check = run_tasklint({{"check", "--report", report}, folder.path()});
        CHECK(check.status == 1);
        CHECK(check.out.find('\x1b') == std::string::npos);
        CHECK(check.out.find('\xff') == std::string::npos);
        CHECK_THAT(check.out, TASKLINT_CONTAINS("TL101"));
    }
    CHECK(support::read_bytes(folder / "latin.md") == note);

    CHECK(run_tasklint({{"check", "--fix"}, folder.path()}).status != 2);
    const auto mended = support::read_bytes(folder / "latin.md");
    CHECK(mended.substr(mended.find('\n')) == note.substr(note.find('\n')));
    CHECK_THAT(mended, TASKLINT_CONTAINS("caf\xe9 \x1b[31m\xff\xfe"));

    const auto list = run_tasklint({{"list"}, folder.path()});
    CHECK(list.out.find('\x1b') == std::string::npos);
    const auto csv = run_tasklint({{"list", "--csv"}, folder.path()});
    CHECK(csv.out.find('\x1b') == std::string::npos);
    const auto calendar = run_tasklint({{"export"}, folder.path()});
    CHECK(calendar.status == 0);
    CHECK(calendar.out.find('\x1b') == std::string::npos);
    CHECK(calendar.out.find('\xff') == std::string::npos);
}

TEST_CASE("settings of the plugin that are no JSON", "[cli][bad-input]") {
    const TemporaryFolder folder;
    const std::string settings = ".obsidian/plugins/obsidian-tasks-plugin/data.json";
    write_bytes(folder / "a.md", "- [ ] a\n");
    write_bytes(folder / settings, "{\n  \"globalFilter\": #task\n}\n");
    for (const std::string command : {"check", "export", "list"}) {
        check_refused(run_tasklint({{command}, folder.path()}), settings + ":2:");
    }
    check_refused(run_tasklint({{"parse", "--vault", "."}, folder.path()}), settings + ":2:");

    write_bytes(folder / settings, R"({"taskFormat": "dataviews"})");
    check_refused(run_tasklint({{"check"}, folder.path()}),
                  settings + ": \"taskFormat\" is \"dataviews\"");
}

TEST_CASE("a configuration with a typo", "[cli][bad-input]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] a\n");
    write_bytes(folder / ".tasklint.toml", "\n\nslect = [\"TL1\"]\n");
    check_refused(run_tasklint({{"check"}, folder.path()}),
                  ".tasklint.toml:3:1: unknown key \"slect\"; did you mean \"select\"?");
    write_bytes(folder / ".tasklint.toml", "select = [\"TL1\"\n[tasks]\n");
    check_refused(run_tasklint({{"check"}, folder.path()}), ".tasklint.toml:2:");
    write_bytes(folder / ".tasklint.toml", "select = [\"TL1O1\"]\n");
    check_refused(run_tasklint({{"check"}, folder.path()}),
                  ".tasklint.toml:1:11: unknown rule \"TL1O1\"");
    fs::remove(folder / ".tasklint.toml");
    check_refused(run_tasklint({{"check", "--select", "TL1O1"}, folder.path()}),
                  "unknown rule \"TL1O1\"; did you mean \"TL101\"?");
}

TEST_CASE("an output that cannot be written", "[cli][bad-input]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] a 📅 2026-02-30\n");
    write_bytes(folder / "file", "kept");
    check_refused(run_tasklint({{"export", "-o", "none/tasks.ics"}, folder.path()}),
                  "none/tasks.ics: No such file or directory");
    check_refused(run_tasklint({{"export", "-o", "file/tasks.ics"}, folder.path()}),
                  "file/tasks.ics: Not a directory");
    check_refused(run_tasklint({{"export", "-o", "."}, folder.path()}), ".: Is a directory");
    check_refused(run_tasklint({{"export", "-o", "/dev/full"}, folder.path()}),
                  "/dev/full: No space left on device");
    check_refused(run_tasklint({{"check", "--report", "json=none/x.json"}, folder.path()}),
                  "none/x.json");
    check_refused(run_tasklint({{"check", "--report", "json=/dev/full"}, folder.path()}),
                  "/dev/full: No space left");
    CHECK(fs::is_character_file("/dev/full"));
    CHECK(support::read_bytes(folder / "file") == "kept");
    for (const std::string command : {"check", "export", "list"}) {
        const auto full =
            run_tasklint({.words = {command}, .folder = folder.path(), .output = "/dev/full"});
        CHECK(full.status == 2);
        CHECK_THAT(full.err, TASKLINT_CONTAINS(
                                 "tasklint: error: standard output: No space left on device\n"));
    }
}

TEST_CASE("a calendar that cannot be written whole leaves the old one", "[cli][bad-input]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    std::string note;
    for (int i = 0; i < 2000; ++i) {
        note += "- [ ] a task of some words " + std::to_string(i) + " 📅 2026-01-06\n";
    }
    write_bytes(folder / "a.md", note);
    write_bytes(folder / "tasks.ics", "old");
    // The shell's limit on a file's size stands in for a full disk.
    const auto run = support::run(
        {{"bash", "-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" export -q -o tasks.ics",
          TASKLINT_COMMAND},
         folder.path()});
    check_refused(run, "tasks.ics: File too large");
    CHECK(support::read_bytes(folder / "tasks.ics") == "old");

    const auto mend = support::run(
        {{"bash", "-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" check --fix -q", TASKLINT_COMMAND},
         folder.path()});
    CHECK(mend.status == 0);  // nothing to mend, nothing written
    write_bytes(folder / "a.md", note + "- [ ] b 📅 2026-01-06 soon\n");
    const auto failed = support::run(
        {{"bash", "-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" check --fix -q", TASKLINT_COMMAND},
         folder.path()});
    CHECK(failed.status == 2);
    CHECK_THAT(failed.err, TASKLINT_CONTAINS("a.md: File too large"));
    CHECK(support::read_bytes(folder / "a.md") == note + "- [ ] b 📅 2026-01-06 soon\n");
    for (const auto& entry : fs::directory_iterator(folder.path())) {
        CHECK_THAT(entry.path().filename().string(), !TASKLINT_CONTAINS(".tmp"));
    }
}

TEST_CASE("links that lead nowhere or in circles", "[cli][bad-input]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] a 📅 2026-01-06 soon\n");
    fs::create_directory(folder / "deep");
    fs::create_directory_symlink("..", folder / "deep/up");
    fs::create_symlink("self.md", folder / "self.md");
    fs::create_symlink("vanished", folder / "vanished.md");
    const auto check = run_tasklint({{"check", "--report", "concise"}, folder.path()});
    CHECK(check.status == 1);
    CHECK(support::count_of(check.out, "TL101") == 1);
    const auto circle = run_tasklint({{"check", "self.md"}, folder.path()});
    check_refused(circle, "self.md: ");
    CHECK_THAT(circle.err, TASKLINT_CONTAINS("ymbolic link"));  // "Symbolic link loop" with musl
    check_refused(run_tasklint({{"check", "vanished.md"}, folder.path()}),
                  "vanished.md: No such file or directory");
}

TEST_CASE("a pipe among the notes does not stop the run", "[cli][bad-input]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    write_bytes(folder / "a.md", "- [ ] a\n");
    REQUIRE(::mkfifo((folder / "pipe.md").c_str(), 0600) == 0);
    const auto check = support::run({{"timeout", "20", TASKLINT_COMMAND, "check"}, folder.path()});
    CHECK(check.status <= 1);
}

TEST_CASE("standard input that cannot be read", "[cli][bad-input]") {
    const TemporaryFolder folder;
    for (const std::string command : {"check -", "parse"}) {
        const auto closed = support::run(
            {{"bash", "-c", "exec \"$0\" " + command + " <&-", TASKLINT_COMMAND}, folder.path()});
        check_refused(closed, "standard input: Bad file descriptor");
        const auto directory = support::run(
            {{"bash", "-c", "exec \"$0\" " + command + " <.", TASKLINT_COMMAND}, folder.path()});
        check_refused(directory, "standard input: Is a directory");
    }
}
