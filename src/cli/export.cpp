// tasklint export: the calendar, and what it leaves out.
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "calendar/exporter.hpp"
#include "cli/calendar_files.hpp"
#include "cli/commands.hpp"
#include "cli/export_state.hpp"
#include "cli/filters.hpp"
#include "cli/git.hpp"
#include "cli/inputs.hpp"
#include "cli/left_out.hpp"
#include "cli/own_files.hpp"
#include "cli/result_files.hpp"
#include "cli/write_ids.hpp"
#include "tasklint/calendar.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

std::string counted(std::size_t count, const char* thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

/// The options that are keys of `[export]`, as `--config` has them.
ConfigArguments with_settings(const ExportArguments& arguments) {
    auto config = arguments.config;
    for (const auto& [key, value] : arguments.settings) {
        if (!value.empty()) {
            config.given.push_back(fmt::format("export.{}={}", key, value));
        }
    }
    const auto list = [&](const char* key, const std::vector<std::string>& values) {
        if (!values.empty()) {
            config.given.push_back(
                fmt::format("export.{}=[\"{}\"]", key, joined(values, "\", \"")));
        }
    };
    list("alarms", arguments.alarms);
    list("private", arguments.private_tags);
    return config;
}

/// The notes of the export, and how they are read.
struct Source {
    Config config;
    std::vector<NotePath> notes;
    std::vector<std::pair<NotePath, std::string>> unreadable;
    std::optional<std::unordered_set<std::string>> selected;  // vault paths; none: all of the notes
    std::string state_file;                                   // empty: no state
    std::string input;                                        // the note on standard input
    bool is_input = false;
};

/// Google Calendar shows events only.
void check_google(const ExportArguments& arguments, const Config& config) {
    const auto place = config.origins.find("export.profile");
    if (!config.calendar.google || config.calendar.profile == Profile::events ||
        place == config.origins.end()) {
        return;
    }
    const auto said = [&](const char* key, std::string_view value) {
        const auto option = arguments.settings.find(key);
        const bool as_option = option != arguments.settings.end() && !option->second.empty();
        return as_option ? fmt::format("--{}{}{}", key, value.empty() ? "" : " ", value)
                         : fmt::format("[export] {} = {} ({})", key,
                                       value.empty() ? "true" : fmt::format("\"{}\"", value),
                                       config.origins.at(fmt::format("export.{}", key)).file);
    };
    throw Unusable(fmt::format(
        "{} and {} exclude each other: Google Calendar shows events only", said("google", {}),
        said("profile", config.calendar.profile == Profile::todo ? "todo" : "both")));
}

/// Where the state is kept; empty: none is.
std::string state_file(const ExportArguments& arguments, const Config& config) {
    if (arguments.stateless) {
        return {};
    }
    if (arguments.state && !arguments.state.value().empty()) {
        return arguments.state.value();
    }
    auto usual = usual_state_file(config);
    if (!arguments.state && !config.calendar.state && !is_there(usual)) {
        return {};
    }
    require_inside(config.root, usual);
    return usual;
}

/// A note may also stand in a folder that nobody made a vault, with whatever else.
bool is_marked(const std::string& root) {
    std::error_code error;
    return std::filesystem::exists(root + "/.obsidian", error) ||
           std::filesystem::exists(root + "/.git", error) || !find_config_file(root).empty();
}

Source source_of(const VaultPaths& group, const ExportArguments& arguments,
                 const Messages& messages) {
    Source source;
    source.config = read_config(group.root, with_settings(arguments), messages);
    check_google(arguments, source.config);
    if (group.paths.front() == "-") {
        auto vault = read_input_vault(input_note({}).note, std::move(source.config));
        source.config = std::move(vault.config);
        source.notes = std::move(vault.notes);
        source.input = std::move(vault.documents.front().text);
        source.is_input = true;
        return source;
    }
    add_known_names(source.config);
    const auto& root = source.config.root;
    const auto options = walk_options(arguments.files, source.config);
    auto walked = walk(group.paths, root, options);
    source.state_file = state_file(arguments, source.config);
    if (walked.notes.empty() && walked.unreadable.empty()) {
        messages.note(fmt::format("no notes found under {}", joined(group.paths, ", ")));
    }
    if (!group.whole && (!source.state_file.empty() || arguments.write_ids || is_marked(root))) {
        // Twins are numbered over the vault, tasks keep their UIDs wherever they go in it, and ids
        // are unique in it: all of it is looked at.
        source.selected.emplace();
        for (const auto& note : walked.notes) {
            source.selected->insert(note.vault);
        }
        auto paths = group.paths;  // they may name what is left out otherwise
        paths.push_back(root);
        walked = walk(paths, root, options);
    }
    if (arguments.write_ids) {
        remove_temporaries(walked);
    }
    source.notes = std::move(walked.notes);
    source.unreadable = std::move(walked.unreadable);
    return source;
}

CalendarOptions options_of(const ExportArguments& arguments, const Config& config) {
    CalendarOptions options;
    options.settings = config.calendar;
    if (options.settings.google) {
        options.settings.profile = Profile::events;
    }
    options.name = arguments.name;
    if (!arguments.done.empty()) {
        options.keep_done = arguments.done == "keep";
    }
    options.keep_cancelled = arguments.keep_cancelled;
    options.drop_proposed = arguments.proposed == "drop";
    options.split = arguments.split == "owner"    ? CalendarSplit::owner
                    : arguments.split == "tag"    ? CalendarSplit::tag
                    : arguments.split == "folder" ? CalendarSplit::folder
                                                  : CalendarSplit::none;
    options.today = today_from(arguments.today);
    return options;
}

/// What DTSTAMP says where no state knows it; empty: what the task tells of.
std::function<std::optional<date::sys_seconds>(const std::string&)> stamp_source(
    const ExportArguments& arguments, const Config& config) {
    if (has_fixed_clock()) {
        const date::sys_seconds now{std::chrono::seconds{current_seconds()}};
        return [now](const std::string&) { return now; };
    }
    if (arguments.stamp != "git") {
        return {};
    }
    return [times = git_commit_times(config.root, "--stamp git")](
               const std::string& path) -> std::optional<date::sys_seconds> {
        const auto found = times.find(path);
        if (found == times.end()) {
            return std::nullopt;
        }
        return date::sys_seconds{std::chrono::seconds{found->second}};
    };
}

void check_arguments(const ExportArguments& arguments) {
    if (!arguments.vdir.empty() && arguments.output != "-") {
        throw Unusable("--vdir and -o exclude each other");
    }
    if (!arguments.vdir.empty() && arguments.format == "jcal") {
        throw Unusable("a vdir holds iCalendar files: --format jcal is for -o");
    }
    if (!arguments.split.empty() && arguments.vdir.empty() && arguments.output == "-") {
        throw Unusable("--split makes several calendars: name a folder with -o or --vdir");
    }
    if (arguments.state && arguments.paths.size() == 1 && arguments.paths.front() == "-") {
        throw Unusable("--state is for notes in a vault, not for -");
    }
    if (arguments.state && arguments.stateless) {
        throw Unusable("--state and --stateless exclude each other");
    }
}

}  // namespace

Exit export_calendar(const ExportArguments& arguments) {
    check_arguments(arguments);
    const Messages messages{arguments.quiet};
    const auto groups = group_by_vault(arguments.paths);
    if (groups.size() > 1) {
        // Their tasks could share UIDs: one calendar would then be broken.
        throw Unusable(
            fmt::format("the paths belong to two vaults, {} and {}: export them one by one",
                        groups[0].root, groups[1].root));
    }
    require_no_note(arguments.output, arguments.paths);
    auto source = source_of(groups.front(), arguments, messages);
    if (!source.state_file.empty()) {
        require_no_note(source.state_file, arguments.paths);
        require_apart(source.state_file, arguments.output, "the state and the calendar");
    }
    const auto& config = source.config;
    auto options = options_of(arguments, config);

    Dependencies dependencies;
    if (needs_dependencies(arguments.filters)) {
        dependencies = load_vault(source.is_input ? groups.front().paths
                                                  : std::vector<std::string>{config.root},
                                  config)
                           .dependencies;
    }
    const TaskFilter filter{arguments.filters, true, {&config}, options.today};
    options.wanted = [&](const Document& document, std::size_t task) {
        return (!source.selected || source.selected->count(document.path) != 0) &&
               filter.takes(config, dependencies, document, task);
    };
    if (source.state_file.empty()) {
        options.stamp = stamp_source(arguments, config);
    }

    WrittenIds ids;
    if (arguments.write_ids && !source.is_input) {
        ids = write_ids(source.notes, config, options, arguments.break_hard_links);
        messages.note(fmt::format("wrote {} into the notes", counted(ids.count, "id")));
    }

    LeftOutList left_out;
    std::mutex failing;
    std::map<std::size_t, std::string> unreadable;
    ExportHooks hooks;
    hooks.read = [&](std::size_t note, std::string& text) {
        if (source.is_input) {
            text = source.input;
            return true;
        }
        try {
            read_file(source.notes[note].file, text);
        } catch (const std::system_error& error) {
            const std::lock_guard lock{failing};
            unreadable.emplace(note, error.code().message());
            return false;
        }
        return true;
    };
    hooks.starved = [&](std::size_t note) {
        const std::lock_guard lock{failing};
        unreadable.emplace(note, std::make_error_code(std::errc::not_enough_memory).message());
    };
    std::optional<ExportState> state;
    if (!source.state_file.empty()) {
        state.emplace(source.state_file, config, options.today, source.notes.size());
        hooks.seen = [&](std::size_t note, const Document& document) {
            state->see(note, document);
        };
        hooks.identify = [&](CalendarMaker& maker) { state->identify(maker); };
        hooks.revise = [&](const std::string& uid, bool event, std::string_view text) {
            return state->revise(uid, event, text);
        };
    }
    hooks.left_out = [&](const CalendarNote& note) { left_out.add(note); };

    std::optional<Exporter> exporter;
    try {
        exporter.emplace(config, options, source.notes, hooks);
    } catch (const std::invalid_argument& error) {
        throw Unusable(error.what());
    }
    if (state) {
        state->save();  // first: what a calendar says has to be known afterwards
    }
    const auto* const missing = !source.unreadable.empty() || !unreadable.empty()
                                    ? "some notes could not be read"
                                : source.notes.empty() ? "there are no notes"
                                                       : "";
    const auto written = write_calendars(*exporter, arguments, config, missing);

    for (const auto& [note, why] : source.unreadable) {
        Messages::warn(fmt::format("{}: {}", note.display, why));
    }
    for (const auto& [note, why] : unreadable) {
        Messages::warn(fmt::format("{}: {}", source.notes[note].display, why));
    }
    std::vector<std::string> things;
    if (options.settings.profile != Profile::events) {
        things.push_back(counted(exporter->todos(), "to-do"));
    }
    if (options.settings.profile != Profile::todo) {
        things.push_back(counted(exporter->events(), "event"));
    }
    messages.raw(fmt::format("{} {}\n", joined(things, " and "), written.summary));
    for (const auto& remark : written.remarks) {
        Messages::warn(remark);
    }
    if (const auto chosen = left_out.chosen(); !chosen.empty()) {
        messages.note(fmt::format("not written, as asked: {}", chosen));
    }
    if (!left_out.empty()) {
        messages.raw(left_out.text(source.notes));
    }
    if (const auto count = exporter->twins(); count != 0 && !state) {
        messages.note(
            fmt::format("{} task{} as another one of {} note and no id: entries may "
                        "swap (tasklint check --select TL924 shows them)",
                        count, count == 1 ? " has the same words" : "s have the same words",
                        count == 1 ? "its" : "their"));
    }
    if (ids.failed) {
        return Exit::unusable;
    }
    const bool incomplete = !left_out.empty() || !source.unreadable.empty() || !unreadable.empty();
    return arguments.strict && incomplete ? Exit::findings : Exit::clean;
}

}  // namespace tasklint::cli
