// Each gives one clear message with the file, the right exit code, and leaves every file as it was.
#include <filesystem>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "support/catch.hpp"

namespace fs = std::filesystem;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;

namespace {

void check_refused(const support::Finished& run, const std::string& message) {
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK_THAT(run.err, TASKLINT_CONTAINS("tasklint: error: ") && TASKLINT_CONTAINS(message));
    CHECK(support::count_of(run.err, "tasklint: error: ") == 1);
}

}  // namespace

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
