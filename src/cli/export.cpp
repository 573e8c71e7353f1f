// tasklint export: the calendar, and what it leaves out.
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/commands.hpp"
#include "cli/filters.hpp"
#include "cli/inputs.hpp"
#include "cli/left_out.hpp"
#include "tasklint/calendar.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

/// Tasks that only their order tells apart: the one rule that is on in exports.
std::size_t count_twins(const Vault& vault, const date::year_month_day& today) {
    Config config = vault.config;
    config.select = {"unstable-uid"};
    config.rule_places.clear();
    const RuleSelection selection{config};
    LintOptions options;
    options.today = today;
    options.preview_fixes = false;
    std::size_t count = 0;
    for (const Document& document : vault.documents) {
        count += check(document, config, selection, options).size();
    }
    return count;
}

}  // namespace

Exit export_calendar(const ExportArguments& arguments) {
    const Messages messages{arguments.quiet};
    CalendarOptions options;
    options.today = today_from(arguments.today);
    const auto groups = group_by_vault(arguments.paths);
    if (groups.size() > 1) {
        // Their tasks could share UIDs: one calendar would then be broken.
        throw Unusable(
            fmt::format("the paths belong to two vaults, {} and {}: export them one by one",
                        groups[0].root, groups[1].root));
    }
    auto vaults = read_vaults(groups, arguments.config, arguments.files, messages);
    if (arguments.filters.blocked || arguments.filters.blocking) {
        complete_dependencies(groups, vaults);
    }
    const auto& vault = vaults.front();

    options.profile = arguments.profile == "todo"     ? Profile::todo
                      : arguments.profile == "events" ? Profile::events
                                                      : vault.config.profile;
    options.name = arguments.name;
    if (!arguments.done.empty()) {
        options.keep_done = arguments.done == "keep";
    }
    options.keep_cancelled = arguments.keep_cancelled;
    options.drop_proposed = arguments.proposed == "drop";

    const TaskFilter filter{arguments.filters, true, vaults, options.today};
    options.wanted = [&](std::size_t note, std::size_t task) {
        return filter.takes(vault, note, task);
    };

    const auto calendar = make_calendar(vault, options);
    const auto ics = write_ics(calendar);
    if (const auto faults = check_ics(ics); !faults.empty()) {
        // A calendar that a strict client refuses must not replace a good one.
        throw std::logic_error(fmt::format("the calendar has a fault, nothing is written: {}",
                                           printable(faults.front())));
    }
    write_output(arguments.output, ics);

    const auto number = calendar.components.size();
    const bool events = options.profile == Profile::events;
    messages.raw(fmt::format(
        "{} {}{} written{}\n", number, events ? "event" : "to-do", number == 1 ? "" : "s",
        arguments.output == "-" ? "" : fmt::format(" to {}", printable(arguments.output))));
    std::vector<const CalendarNote*> chosen;
    std::vector<const CalendarNote*> unwanted;
    for (const auto& note : calendar.left_out) {
        (note.by_choice ? chosen : unwanted).push_back(&note);
    }
    if (!chosen.empty()) {
        messages.note(fmt::format("not written, as asked: {}", counts_by_reason(chosen)));
    }
    if (!unwanted.empty()) {
        messages.raw(left_out_text(unwanted, vault));
    }
    if (const auto twins = count_twins(vault, options.today); twins != 0) {
        messages.note(
            fmt::format("{} task{} as another one of {} note and no id: entries may "
                        "swap (tasklint check --select TL924 shows them)",
                        twins, twins == 1 ? " has the same words" : "s have the same words",
                        twins == 1 ? "its" : "their"));
    }
    const bool incomplete = !unwanted.empty() || !vault.unreadable.empty();
    return arguments.strict && incomplete ? Exit::findings : Exit::clean;
}

}  // namespace tasklint::cli
