// A rule is not called for a task that lacks what the rule is about: it must have nothing to say
// about such a task.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "support/catch.hpp"
#include "support/task_lines.hpp"
#include "tasklint/lint.hpp"

using namespace tasklint;

namespace {

/// Every line of the pages and fixtures of the rules, of the notes, and many random ones.
std::vector<std::string> lines_to_try() {
    namespace fs = std::filesystem;
    std::vector<std::string> lines;
    for (const char* const folder : {"docs/rules", "tests/fixtures", "examples/vault"}) {
        for (const auto& entry :
             fs::recursive_directory_iterator{fs::path{TASKLINT_SOURCE_DIR} / folder}) {
            if (entry.path().extension() != ".md") {
                continue;
            }
            const std::string text = read_file(entry.path().string());
            const LineIndex index{text};
            for (std::uint32_t line = 0; line < index.line_count(); ++line) {
                lines.emplace_back(index.span_of(line, text).in(text));
            }
        }
    }
    std::mt19937 random{20260105};
    for (int i = 0; i < 6'000; ++i) {
        lines.push_back(task_lines::interesting(random, i % 2 == 0));
        lines.push_back(task_lines::usual(random, i % 2 == 0, true));
    }
    return lines;
}

}  // namespace

TEST_CASE("a rule says nothing about tasks that have none of what it is about", "[lint][facts]") {
    Config config;
    config.tasks.format = Format::automatic;
    config.strict_emoji = true;
    config.known_tags = {"#home"};
    config.calendar.recur = RecurrenceOutput::rrule;
    const auto today = date::year{2026} / 1 / 9;
    std::set<std::string_view> spoke;  // rules that found something where they are called
    std::set<std::string> wrong;       // that would have found something where they are not
    std::size_t spared = 0;
    std::vector<std::string> lines = lines_to_try();
    lines.emplace_back("- [ ] parent 🏁 delete\n  - child");
    lines.emplace_back("- [ ] misspelt #hone");
    for (const std::string& line : lines) {
        const Document note = parse(line, "daily/2026-01-05.md", config.tasks);
        for (std::size_t i = 0; i < note.tasks.size(); ++i) {
            TaskContext context{note, note.tasks[i], note.view(i), config, today, nullptr};
            std::optional<lint::LineReading> reading;
            if (lint::LineReading::may_differ(context.view)) {
                reading.emplace(context.view);
                context.reading = &*reading;
            }
            const TaskFacts facts = context.facts();
            for (const Rule* const rule : rules()) {
                if (rule->check_task == nullptr || rule->about == facts::any) {
                    continue;
                }
                std::vector<Diagnostic> findings;
                Report report{findings};
                report.begin_rule(*rule, rule->severity);
                rule->check_task(context, report);
                const bool called = (rule->about & facts) != 0;
                spared += called ? 0 : 1;
                if (!findings.empty() && called) {
                    spoke.insert(rule->name);
                } else if (!findings.empty()) {
                    wrong.insert(std::string{rule->name} + ": " + line);
                }
            }
        }
    }
    for (const auto& one : wrong) {
        UNSCOPED_INFO(one);
    }
    CHECK(wrong.empty());
    CHECK(spared > 100'000);
    // Each of these rules was made to speak, so the lines would show if it spoke elsewhere, too.
    for (const Rule* const rule : rules()) {
        if (rule->check_task != nullptr && rule->about != facts::any) {
            INFO(rule->name);
            CHECK(spoke.count(rule->name) == 1);
        }
    }
}
