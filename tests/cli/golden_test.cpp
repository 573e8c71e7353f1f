// The example vault in every report and calendar, byte for byte. TASKLINT_ACCEPT=1 writes the files
// anew.
#include <cstdlib>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "support/catch.hpp"
#include "tasklint/report.hpp"

using support::run_tasklint;

namespace {

const std::string source_folder = TASKLINT_TEST_DATA "/..";
const std::string golden_folder = TASKLINT_TEST_DATA "/golden/example-vault/";

void compare(const std::string& name, const std::string& found) {
    if (std::getenv("TASKLINT_ACCEPT") != nullptr) {
        support::write_bytes(golden_folder + name, found);
    }
    const auto wanted = support::read_bytes(golden_folder + name);
    if (found == wanted) {
        SUCCEED(name);
        return;
    }
    // The first line that differs says more than both texts.
    std::size_t begin = 0;
    for (std::size_t i = 0; i < found.size() && i < wanted.size() && found[i] == wanted[i]; ++i) {
        begin = found[i] == '\n' ? i + 1 : begin;
    }
    const auto line = [&](const std::string& text) {
        return begin < text.size() ? text.substr(begin, text.find('\n', begin) - begin) : "(end)";
    };
    FAIL_CHECK(name << "\n  found:  " << line(found) << "\n  wanted: " << line(wanted)
                    << "\n  TASKLINT_ACCEPT=1 accepts what was found");
}

std::string output_of(std::vector<std::string> words, int status) {
    words.insert(words.end(), {"examples/vault", "--today", "2026-01-09"});
    const auto run = run_tasklint({words, source_folder});
    INFO(run.err);
    CHECK(run.status == status);
    return run.out;
}

}  // namespace

TEST_CASE("reports on the example vault", "[cli][golden]") {
    for (const auto& format : tasklint::report_formats()) {
        const std::string name{format.name};
        compare(name == "json" ? "report.json" : "report." + name + ".txt",
                output_of({"check", "--color", "never", "--report", name}, 1));
    }
}

TEST_CASE("calendars of the example vault", "[cli][golden]") {
    for (const std::string profile : {"todo", "events"}) {
        compare(profile + ".ics", output_of({"export", "--profile", profile}, 0));
    }
}

TEST_CASE("tasks of the example vault", "[cli][golden]") {
    compare("list.txt", output_of({"list", "--done", "keep"}, 0));
}

TEST_CASE("the patch for the example vault", "[cli][golden]") {
    compare("fix.patch", output_of({"check", "--diff"}, 1));
}
