// tasklint agenda: the tasks by date as a web page.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "cli/commands.hpp"
#include "cli/filters.hpp"
#include "cli/inputs.hpp"
#include "cli/left_out.hpp"
#include "cli/narrow.hpp"
#include "cli/result_files.hpp"
#include "tasklint/agenda.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

/// A year and its days: a longer calendar is a list.
constexpr unsigned most_weeks = 53;

/// What `check` finds in the notes of a vault without further options, which the baseline of the
/// vault does not know. @param selection owns rules that the findings name
std::vector<Diagnostic> findings_of(const VaultPaths& group, const Vault& vault,
                                    const RuleSelection& selection, const FileArguments& files,
                                    const date::year_month_day& today) {
    CheckOptions options;
    options.lint.today = today;
    options.whole_vault = group.whole;
    if (group.paths.front() == "-") {
        auto findings = check(vault.documents.front(), vault.config, selection, options.lint);
        set_paths(findings, vault.notes.front());
        return findings;
    }
    const Narrowed all{walk(group.paths, group.root, walk_options(files, vault.config)), {}};
    KnownFindings known{CheckArguments{}, group, all, selection};
    return known.check(all.walked, vault.config, options, Messages{true}).diagnostics;
}

/// Says what is not on the page. @return something is missing that was not asked to be left out
bool tell_left_out(const std::vector<CalendarNote>& notes, const Vault& vault,
                   const Messages& messages) {
    LeftOutList list;
    for (const auto& note : notes) {
        list.add(note);
    }
    if (const auto chosen = list.chosen(); !chosen.empty()) {
        messages.note(fmt::format("not shown: {}", chosen));
    }
    if (!list.empty()) {
        messages.raw(list.text(vault.notes));
    }
    return !list.empty() || !vault.unreadable.empty();
}

}  // namespace

Exit agenda(const AgendaArguments& arguments) {
    const Messages messages{arguments.quiet};
    if (arguments.weeks < 1 || arguments.weeks > most_weeks) {
        throw Unusable(fmt::format("--weeks: {} is not from 1 to {}", arguments.weeks, most_weeks));
    }
    require_no_note(arguments.output, arguments.paths);
    Agenda page;
    page.title = arguments.name;
    page.today = today_from(arguments.today);
    page.weeks = arguments.weeks;
    const auto groups = group_by_vault(arguments.paths);
    auto vaults = read_vaults(groups, arguments.config, arguments.files, messages);
    complete_dependencies(groups, vaults);  // what is blocked is marked

    const TaskFilter filter{arguments.filters, true, configs_of(vaults), page.today};
    bool incomplete = false;
    std::vector<std::pair<std::vector<CalendarNote>, const Vault*>> left_out;
    for (std::size_t i = 0; i < vaults.size(); ++i) {
        const auto& vault = vaults[i];
        const RuleSelection selection{vault.config, groups[i].whole};
        auto findings = findings_of(groups[i], vault, selection, arguments.files, page.today);
        findings.erase(std::remove_if(findings.begin(), findings.end(),
                                      [&](const Diagnostic& finding) {
                                          return !filter.takes_path(finding.vault_path);
                                      }),
                       findings.end());
        AgendaOptions options;
        options.keep_done = arguments.done == "keep";
        options.wanted = [&](std::size_t note, std::size_t task) {
            return filter.takes(vault.config, vault.dependencies, vault.documents[note], task);
        };
        left_out.emplace_back(add_to_agenda(page, vault, findings, options), &vault);
    }
    write_output(arguments.output, write_agenda(page));

    const auto counted = [](std::size_t number, std::string_view noun) {
        return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
    };
    messages.raw(fmt::format(
        "{} and {} written{}\n", counted(page.tasks.size(), "task"),
        counted(page.problems.size(), "problem"),
        arguments.output == "-" ? "" : fmt::format(" to {}", printable(arguments.output))));
    for (const auto& [notes, vault] : left_out) {
        incomplete = tell_left_out(notes, *vault, messages) || incomplete;
    }
    return arguments.strict && incomplete ? Exit::findings : Exit::clean;
}

}  // namespace tasklint::cli
