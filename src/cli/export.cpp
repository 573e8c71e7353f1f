// tasklint export: the calendar, and what it leaves out.
#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "tasklint/calendar.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

constexpr std::size_t most_named = 20;

/// Names what was left out or changed, by the paths that were typed.
std::string left_out_text(const Calendar& calendar, const Vault& vault) {
    std::map<std::string_view, std::string_view> display;
    for (const auto& note : vault.notes) {
        display[note.vault] = note.display;
    }
    const auto& left_out = calendar.left_out;
    std::string text = fmt::format("tasklint: {} task{} left out or changed:\n", left_out.size(),
                                   left_out.size() == 1 ? "" : "s");
    for (std::size_t i = 0; i < std::min(left_out.size(), most_named); ++i) {
        const auto& [path, line, reason] = left_out[i];
        const auto found = display.find(path);
        fmt::format_to(std::back_inserter(text), "  {}:{}: {}\n",
                       printable(found == display.end() ? std::string_view{path} : found->second),
                       line, printable(reason));
    }
    if (left_out.size() > most_named) {
        std::map<std::string, std::size_t> rest;
        for (auto i = most_named; i < left_out.size(); ++i) {
            ++rest[left_out[i].reason];
        }
        for (const auto& [reason, number] : rest) {
            fmt::format_to(std::back_inserter(text), "  and {} more: {}\n", number,
                           printable(reason));
        }
    }
    return text;
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
    const auto vaults = read_vaults(groups, arguments.config, messages);
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

    const auto calendar = make_calendar(vault, options);
    write_output(arguments.output, write_ics(calendar));

    const auto number = calendar.components.size();
    const bool events = options.profile == Profile::events;
    messages.raw(fmt::format(
        "{} {}{} written{}\n", number, events ? "event" : "to-do", number == 1 ? "" : "s",
        arguments.output == "-" ? "" : fmt::format(" to {}", printable(arguments.output))));
    if (!calendar.left_out.empty()) {
        messages.raw(left_out_text(calendar, vault));
    }
    const bool incomplete = !calendar.left_out.empty() || !vault.unreadable.empty();
    return arguments.strict && incomplete ? Exit::findings : Exit::clean;
}

}  // namespace tasklint::cli
