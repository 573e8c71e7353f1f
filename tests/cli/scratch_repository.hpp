#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "support/catch.hpp"

namespace support {

/// A vault that is a git repository, or a folder of one, gone when the test ends. Nobody's own
/// configuration of git is read.
class ScratchRepository {
public:
    ScratchRepository() {
        make_vault(folder_);
        git({"init", "--quiet", "--initial-branch=main"});
    }
    [[nodiscard]] const std::string& path() const noexcept { return folder_.path(); }
    [[nodiscard]] std::string operator/(const std::string& name) const { return folder_ / name; }

    /// @return what git prints; it must not fail
    std::string git(const std::vector<std::string>& words) const {
        return git_in(folder_.path(), words);
    }
    static std::string git_in(const std::string& folder, const std::vector<std::string>& words) {
        Program program{.words = {"git", "-c", "user.name=Participant One", "-c",
                                  "user.email=one@example.org", "-c", "protocol.file.allow=always"},
                        .folder = folder,
                        .environment = environment()};
        program.words.insert(program.words.end(), words.begin(), words.end());
        const auto done = run(program);
        INFO(done.err);
        REQUIRE(done.status == 0);
        return done.out;
    }
    void write(const std::string& name, const std::string& text) const {
        write_bytes(folder_ / name, text);
    }
    void commit() const {
        git({"add", "--all"});
        git({"commit", "--quiet", "--allow-empty", "-m", "notes"});
    }
    /// `tasklint check --quiet --report concise …` @param folder below the top
    [[nodiscard]] Finished check(std::vector<std::string> words,
                                 const std::string& folder = ".") const {
        words.insert(words.begin(), {"check", "--report", "concise"});
        return run_tasklint(
            {.words = std::move(words), .folder = folder_ / folder, .environment = environment()});
    }
    static std::vector<std::string> environment() {
        return {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1"};
    }

private:
    TemporaryFolder folder_;
};

/// Places and codes of a concise report: `a.md:1 TL101`, in order, joined by `; `.
[[nodiscard]] inline std::string places_of(const std::string& report) {
    std::string places;
    for (std::size_t at = 0; at < report.size();) {
        const auto end = report.find('\n', at);
        const auto line = report.substr(at, end - at);
        const auto code = line.find(" TL");
        const auto path = line.find(".md:");
        const auto column = line.find(':', path + 4);
        if (path != std::string::npos && code != std::string::npos) {
            places += (places.empty() ? "" : "; ") + line.substr(0, column) + line.substr(code, 6);
        }
        at = end == std::string::npos ? report.size() : end + 1;
    }
    return places;
}

}  // namespace support
