// A query, as the plugin reads it and as the rules see it: it is read or refused, an error lies in
// its text, and what is read runs: every task that is shown passed the filters, and a limit only
// takes away. Printed and read again it means the same.
#include <string>
#include <vector>

#include "support.hpp"
#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/query.hpp"
#include "tasklint/vault.hpp"

using namespace tasklint;

namespace {

struct Rules {
    Config config;
    RuleSelection selection;
    Rules() : config{chosen()}, selection{config} {}

private:
    static Config chosen() {
        Config config;
        config.select = {"TQ"};
        return config;
    }
};

/// The rules about queries: findings lie in the note, and safe fixes keep the contract.
void lint_query(const std::string& query, const date::year_month_day& today) {
    if (query.size() > 2048) {
        return;  // rounds over long notes say nothing more
    }
    static const Rules rules;
    const std::string note = "- [ ] a 📅 2026-01-06\n\n```tasks\n" + query + "\n```\n- [ ] b\n";
    LintOptions options;
    options.today = today;
    options.preview_fixes = false;
    const Document document = parse(note, "Home.md", rules.config.tasks);
    for (const auto& finding : check(document, rules.config, rules.selection, options)) {
        fuzz::require(finding.span.begin <= finding.span.end && finding.span.end <= note.size(),
                      "a finding lies in the note");
    }
    const auto mended = fix(note, "Home.md", rules.config, rules.selection, options, false);
    const Document after = parse(mended.text, "Home.md", rules.config.tasks);
    fuzz::require(after.tasks.size() == document.tasks.size(), "the tasks stay");
    fuzz::require(fix(mended.text, "Home.md", rules.config, rules.selection, options, false).text ==
                      mended.text,
                  "a second run changes nothing");
}

/// The printed query prints the same, has the same layout and lists the same tasks in the same
/// groups.
void require_same_meaning(const Query& query, const std::variant<QueryResult, QueryError>& answer,
                          const std::vector<QueryTask>& tasks, const TaskSettings& settings,
                          const date::year_month_day& today) {
    const std::string text = print_query(query);
    if (text.find("{{") != std::string::npos) {
        return;  // would be a placeholder
    }
    const auto again = read_query(text, {"Home.md", {}}, settings, today);
    fuzz::require(std::holds_alternative<Query>(again), "a printed query is read");
    const auto& printed = std::get<Query>(again);
    fuzz::require(print_query(printed) == text, "a printed query prints the same");
    fuzz::require(printed.layout() == query.layout(), "a printed query has the same layout");
    for (const auto& task : tasks) {
        fuzz::require(printed.takes(task) == query.takes(task), "a printed query takes the same");
    }
    const auto second = run_query(printed, tasks);
    fuzz::require(second.index() == answer.index(), "a printed query runs if the first does");
    const auto* const one = std::get_if<QueryResult>(&answer);
    const auto* const other = std::get_if<QueryResult>(&second);
    fuzz::require(
        one == nullptr || (one->count_text == other->count_text && one->groups == other->groups),
        "a printed query lists the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::text_of(data, size);
    const TaskSettings settings;
    const date::year_month_day today{date::year{2026}, date::month{1}, date::day{5}};
    const Document document = parse(
        "# Plan\n- [ ] a 📅 2026-01-06 #x #y\n    - [/] b ⏫ 🛫 2026-02-30\n"
        "- [x] [[c|d]] 🔁 every week ✅ 2026-01-01\n- [ ] **e** 🆔 e1\n- [ ] f ⛔ e1\n",
        "Home.md", settings);
    Dependencies dependencies;
    dependencies.add(document);
    std::vector<QueryTask> tasks;
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        tasks.push_back(query_task(document, i, settings, dependencies));
    }
    lint_query(text, today);
    const auto read = read_query(text, {"Home.md", {}}, settings, today);
    if (const auto* const error = std::get_if<QueryError>(&read)) {
        fuzz::require(!error->kind.empty() && error->span.end <= text.size() &&
                          error->span.begin <= error->span.end && error->line > 0,
                      "an error stands in the query");
        return 0;
    }
    const auto& query = std::get<Query>(read);
    const auto answer = run_query(query, tasks);
    require_same_meaning(query, answer, tasks, settings, today);
    if (const auto* const result = std::get_if<QueryResult>(&answer)) {
        fuzz::require(result->total <= result->before_limit && !result->groups.empty(),
                      "a limit only takes away");
        for (const auto& group : result->groups) {
            for (const auto task : group.tasks) {
                fuzz::require(task < tasks.size() && query.takes(tasks[task]),
                              "what is shown passed the filters");
            }
        }
    }
    return 0;
}
