// The program tasklint-conformance: all recorded answers of the Tasks plugin are ours, and it would
// say so if one were not.
#include <algorithm>
#include <filesystem>
#include <string>

#include "support/catch.hpp"
#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using support::TemporaryFolder;
using support::write_bytes;

support::Finished run_on(const std::string& folder) {
    return support::run({{TASKLINT_CONFORMANCE, folder}});
}

constexpr const char* right =
    R"({"case":"E-1","input":"- [ ] a ⏫","is_task":true,"priority":"high"})"
    "\n";
constexpr const char* wrong =
    R"({"case":"E-2","input":"- [ ] a \u001b ⏫","is_task":true,"priority":"low","description":"a"})"
    "\n";
constexpr const char* flagged =
    R"({"case":"E-3","engine_dependent":true,"input":"- [ ] a","is_task":true,"priority":"low"})"
    "\n";

}  // namespace

TEST_CASE("every recorded answer of the plugin is ours", "[conformance]") {
    const auto result = run_on(TASKLINT_TEST_DATA "/conformance");
    INFO(result.out << result.err);
    CHECK(result.status == 0);
    CHECK(result.out.find("all: 9228/9228 (flagged 164/302), 100 %\n") != std::string::npos);
}

TEST_CASE("an answer that differs is shown and fails", "[conformance]") {
    const TemporaryFolder folder;
    write_bytes(folder / "emoji_lines.jsonl", std::string{right} + wrong + flagged);
    const auto result = run_on(folder.path());
    CHECK(result.status == 1);
    CHECK(result.err ==
          "tasklint-conformance: not there: dataview_lines.jsonl, recurrence.jsonl, status.jsonl, "
          "urgency.jsonl, dependencies.jsonl, global_filter.jsonl, filename_date.jsonl, "
          "list_items.jsonl, query.jsonl, query_dates.jsonl\n");
    CHECK(result.out ==
          "  E-2 priority: expected \"low\", got \"high\"\n"
          "  E-2 description: expected \"a\", got \"a \\u001b\"\n"
          "emoji_lines.jsonl: 1/2 (flagged 0/1)\n"
          "all: 1/2 (flagged 0/1), 50 %\n");
}

TEST_CASE("a flagged answer may differ", "[conformance]") {
    const TemporaryFolder folder;
    write_bytes(folder / "emoji_lines.jsonl", flagged);
    const auto result = run_on(folder.path());
    CHECK(result.status == 0);
    CHECK(result.out ==
          "emoji_lines.jsonl: 0/0 (flagged 0/1)\n"
          "all: 0/0 (flagged 0/1), 100 %\n");
}

TEST_CASE("ten differences are shown of a file, all are counted", "[conformance]") {
    const TemporaryFolder folder;
    std::string many;
    for (int i = 0; i < 30; ++i) {
        many += wrong;
    }
    write_bytes(folder / "emoji_lines.jsonl", many);
    const auto result = run_on(folder.path());
    CHECK(result.status == 1);
    CHECK(std::count(result.out.begin(), result.out.end(), '\n') == 12);
    CHECK(result.out.find("emoji_lines.jsonl: 0/30") != std::string::npos);
}

TEST_CASE("a field that we do not know is a difference", "[conformance]") {
    const TemporaryFolder folder;
    write_bytes(folder / "emoji_lines.jsonl",
                R"({"case":"E-4","input":"- [ ] a","is_task":true,"mood":"fine"})"
                "\n");
    const auto result = run_on(folder.path());
    CHECK(result.status == 1);
    CHECK(result.out.find("E-4 mood: expected \"fine\", got nothing") != std::string::npos);
}

TEST_CASE("what cannot be compared ends with 2", "[conformance]") {
    const TemporaryFolder folder;
    const auto says = [&](const std::string& words) {
        const auto result = run_on(folder.path());
        INFO(result.out << result.err);
        CHECK(result.status == 2);
        CHECK(result.err.find(words) != std::string::npos);
    };
    says("nothing to compare in " + folder.path());
    write_bytes(folder / "emoji_lines.jsonl", std::string{right} + "{\"case\":\n");
    says("emoji_lines.jsonl:2: ");
    write_bytes(folder / "emoji_lines.jsonl", "{\"case\":\"E-1\"}\n");
    says("emoji_lines.jsonl:1: ");
    write_bytes(folder / "emoji_lines.jsonl", "");
    says("emoji_lines.jsonl: it holds no case");
    fs::remove(folder / "emoji_lines.jsonl");
    fs::create_directory(folder / "status.jsonl");
    says("status.jsonl");
    CHECK(run_on(folder / "nowhere").status == 2);
}
