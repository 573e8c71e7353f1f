// The example vault in every report and calendar, byte for byte. TASKLINT_ACCEPT=1 writes the files
// anew.
#include <cstdlib>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "support/catch.hpp"
#include "tasklint/report.hpp"
#include "tasklint/version.hpp"

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

/// Ending of a report's file where that is not `txt`.
const std::map<std::string, const char*> endings{
    {"json", "json"},   {"jsonl", "jsonl"}, {"gitlab", "json"},    {"sarif", "sarif"},
    {"rdjson", "json"}, {"junit", "xml"},   {"checkstyle", "xml"}, {"markdown", "md"}};

/// A SARIF log without the lines that describe rules or name the version: a word on a rule's page
/// is no change of the report.
std::string without_rules(const std::string& log) {
    const auto version = '"' + std::string{tasklint::version} + '"';
    std::string out;
    std::istringstream lines{log};
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind(R"({"id":"TL)", 0) != 0 && line.find(version) == std::string::npos) {
            out += line + '\n';
        }
    }
    return out;
}

/// A page without its style and script, and without their hashes: a colour is no change of the
/// page.
std::string without_inlines(std::string page) {
    const auto cut = [&](const std::string& begin, const std::string& end) {
        for (auto at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
            at += begin.size();
            page.erase(at, page.find(end, at) - at);
        }
    };
    cut("<style>", "</style>");
    cut("<script>", "</script>");
    cut("'sha256-", "'");
    return page;
}

}  // namespace

TEST_CASE("reports on the example vault", "[cli][golden]") {
    for (const auto& format : tasklint::report_formats()) {
        const std::string name{format.name};
        auto found = output_of({"check", "--color", "never", "--report", name}, 1);
        if (name == "sarif") {
            found = without_rules(found);
        }
        const auto known = endings.find(name);
        const std::string ending = known == endings.end() ? "txt" : known->second;
        compare("report." + (ending == name ? name : name + "." + ending), found);
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

TEST_CASE("the agenda of the example vault", "[cli][golden]") {
    compare("agenda.html",
            without_inlines(output_of({"agenda", "--path", "Meetings", "--done", "keep"}, 0)));
}

TEST_CASE("the patch for the example vault", "[cli][golden]") {
    compare("fix.patch", output_of({"check", "--diff"}, 1));
}
