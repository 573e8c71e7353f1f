// Which notes are read: against git itself, with odd names, whatever order a folder is listed in.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "support/catch.hpp"

using nlohmann::json;
using support::Finished;
using support::run_tasklint;
using support::TemporaryFolder;
using support::write_bytes;
using Strings = std::vector<std::string>;

namespace {

constexpr const char* hidden = "- [ ] a 📅 2026-01-06 b\n";  // TL101

Finished check(const TemporaryFolder& folder, Strings words) {
    words.insert(words.begin(), {"check", "-q", "--today", "2026-01-05"});
    return run_tasklint({std::move(words), folder.path()});
}

Strings notes_read(const TemporaryFolder& folder) {
    const auto result = check(folder, {"--select", "TL101", "--report", "json"});
    INFO(result.err);
    REQUIRE(result.status < 2);
    Strings paths;
    for (const auto& finding : json::parse(result.out)) {
        paths.push_back(finding["path"]);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

Finished git(const TemporaryFolder& folder, Strings words, std::string input = {}) {
    words.insert(words.begin(), {"/usr/bin/env", "GIT_CONFIG_GLOBAL=/dev/null",
                                 "GIT_CONFIG_SYSTEM=/dev/null", "git"});
    return support::run({std::move(words), folder.path(), std::move(input)});
}

}  // namespace

TEST_CASE("ignore files leave out what git leaves out", "[cli][files]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    REQUIRE(git(folder, {"init", "-q"}).status == 0);
    write_bytes(folder / ".gitignore",
                "# a comment\n"
                "/inner/no.md\r\n"
                "*.tmp.md\n"
                "!keep.tmp.md\n"
                "/top.md\n"
                "only/here.md\n"
                "folder/\n"
                "**/deep/*.md\n"
                "a/**/b.md\n"
                "rest/*\n"
                "!rest/kept.md\n"
                "n[0-9].md\n"
                "x[!a-c].md\n"
                "q?.md\n"
                "\\#hash.md\n"
                "\\!bang.md\n"
                "blank.md   \n"
                "sp ace.md\n"
                "star*end.md\n"
                "[[:upper:]]class.md\n"
                "w**d.md\n");
    write_bytes(folder / "sub/.gitignore", "!n1.md\nlocal.md\n/anchored.md\n*\n!*.md\n");
    const Strings paths{"plain.md",
                        "a.tmp.md",
                        "keep.tmp.md",
                        "top.md",
                        "sub/top.md",
                        "only/here.md",
                        "sub/only/here.md",
                        "folder/in.md",
                        "sub/folder/in.md",
                        "deep/d.md",
                        "sub/deep/d.md",
                        "deep/deeper/d.md",
                        "a/b.md",
                        "a/x/b.md",
                        "a/x/y/b.md",
                        "c/a/b.md",
                        "rest/r.md",
                        "rest/kept.md",
                        "rest/sub/r.md",
                        "n1.md",
                        "n12.md",
                        "sub/n1.md",
                        "xa.md",
                        "xd.md",
                        "q1.md",
                        "q12.md",
                        "#hash.md",
                        "!bang.md",
                        "blank.md",
                        "sp ace.md",
                        "star-x-end.md",
                        "starend.md",
                        "Aclass.md",
                        "aclass.md",
                        "inner/no.md",
                        "sub/local.md",
                        "sub/anchored.md",
                        "sub/x/anchored.md",
                        "wd.md",
                        "wxd.md",
                        "w/xd.md",
                        "folder.md"};
    for (const auto& path : paths) {
        write_bytes(folder / path, hidden);
    }
    std::string all;
    for (const auto& path : paths) {
        all += path + '\0';
    }
    const auto ignored = git(folder, {"check-ignore", "--stdin", "-z", "--no-index"}, all);
    Strings taken;
    for (const auto& path : paths) {
        if (('\0' + ignored.out).find('\0' + path + '\0') == std::string::npos) {
            taken.push_back(path);
        }
    }
    std::sort(taken.begin(), taken.end());
    CHECK(taken.size() > 5);
    CHECK(taken.size() + 5 < paths.size());
    CHECK(notes_read(folder) == taken);
}

TEST_CASE("odd names and deep folders are read", "[cli][files]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    std::string deep;
    for (int i = 0; i < 150; ++i) {
        deep += "d/";
    }
    const Strings paths{"sp ace/a b.md", "new\nline.md", "quote\"'.md", "-dash.md",
                        "ünï.md",        "bad\xFF.md",   deep + "a.md"};
    for (const auto& path : paths) {
        write_bytes(folder / path, hidden);
    }
    for (const auto* const path : {".hidden.md", ".trash/b.md", ".obsidian/c.md", "d.txt"}) {
        write_bytes(folder / path, hidden);
    }
    CHECK(notes_read(folder).size() == paths.size());
    const auto concise = check(folder, {"--report", "concise"});
    CHECK(support::count_of(concise.out, "\n") == paths.size());  // one line each
    CHECK_THAT(concise.out, TASKLINT_CONTAINS("new<U+000A>line.md:1:"));
    CHECK_THAT(concise.out, TASKLINT_CONTAINS("bad<0xFF>.md:1:"));
    const auto named = check(folder, {"--report", "concise", "--", "-dash.md", "new\nline.md"});
    CHECK(support::count_of(named.out, "\n") == 2);
}

TEST_CASE("the same output however a folder is listed, for any number of threads", "[cli][files]") {
    Strings outputs;
    for (const bool backwards : {false, true}) {
        const TemporaryFolder folder;
        support::make_vault(folder);
        constexpr int count = 60;
        for (int i = 0; i < count; ++i) {
            const int number = backwards ? count - 1 - i : i;
            write_bytes(
                folder / ("f" + std::to_string(number % 7) + "/n" + std::to_string(number) + ".md"),
                std::string{hidden} + "- [ ] b 🆔 id" + std::to_string(number % 9) + " ⛔ id" +
                    std::to_string(number % 11) + "\n- [ ] Call back #A\n" +
                    (number % 2 == 0 ? "- [ ] Call back #a\n" : ""));
        }
        for (const auto* const threads : {"1", "8"}) {
            outputs.push_back(check(folder, {"--select", "all", "--threads", threads}).out);
        }
    }
    CHECK(outputs.front().size() > 1000);
    for (const auto& output : outputs) {
        CHECK(output == outputs.front());
    }
}

TEST_CASE("progress is shown on a terminal when a run takes long", "[cli][files][time]") {
    const TemporaryFolder folder;
    support::make_vault(folder);
    std::string note;
    for (int i = 0; i < 4000; ++i) {
        note += "Some words of prose that are no task at all, and some more of them.\n";
        note += i % 20 == 0 ? hidden : "";
    }
    write_bytes(folder / "n/0.md", note);
    auto add_until = [&, made = 1](int count) mutable {
        for (; made < count; ++made) {  // the same bytes under many names
            std::filesystem::create_hard_link(folder / "n/0.md",
                                              folder / ("n/" + std::to_string(made) + ".md"));
        }
    };
    const auto seconds = [&] {
        const auto started = std::chrono::steady_clock::now();
        static_cast<void>(check(folder, {"--threads", "1", "--select", "TL201"}));
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    };
    const std::string command =
        std::string{TASKLINT_COMMAND} + " check --threads 1 --select TL201 . >/dev/null";
    const auto typed = [&](const std::string& line) {
        return support::run({{"/usr/bin/script", "-qec", line, "/dev/null"}, folder.path()}).out;
    };
    const auto on_terminal = [&] { return typed(command); };
    if (typed("echo there").find("there") == std::string::npos) {
        WARN("there are no terminals here: progress is not tried");
        return;
    }
    CHECK_THAT(on_terminal(), !TASKLINT_CONTAINS("of 1 notes"));  // a moment: nothing to see
    int count = 10;
    add_until(count);
    while (seconds() < 2.5 && count < 20000) {
        count *= 2;
        add_until(count);
    }
    CHECK_THAT(on_terminal(), TASKLINT_CONTAINS(" of "));
    CHECK(check(folder, {"--threads", "1", "--select", "TL201"}).err.empty());  // no terminal
}
