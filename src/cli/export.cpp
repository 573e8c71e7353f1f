// tasklint export: the calendar, and what it leaves out.
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "calendar/exporter.hpp"
#include "cli/calendar_files.hpp"
#include "cli/commands.hpp"
#include "cli/filters.hpp"
#include "cli/inputs.hpp"
#include "cli/left_out.hpp"
#include "tasklint/calendar.hpp"
#include "tasklint/lint.hpp"
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
    std::string input;  // the note on standard input
    bool is_input = false;
};

Source source_of(const VaultPaths& group, const ExportArguments& arguments,
                 const Messages& messages) {
    Source source;
    source.config = read_config(group.root, with_settings(arguments), messages);
    if (group.paths.front() == "-") {
        auto vault = read_input_vault(input_note({}).note, std::move(source.config));
        source.config = std::move(vault.config);
        source.notes = std::move(vault.notes);
        source.input = std::move(vault.documents.front().text);
        source.is_input = true;
        return source;
    }
    add_known_names(source.config);
    auto walked =
        walk(group.paths, source.config.root, walk_options(arguments.files, source.config));
    source.notes = std::move(walked.notes);
    source.unreadable = std::move(walked.unreadable);
    if (source.notes.empty() && source.unreadable.empty()) {
        messages.note(fmt::format("no notes found under {}", joined(group.paths, ", ")));
    }
    return source;
}

/// Tasks that only their order tells apart: the one rule that is on in exports.
class TwinCounter {
public:
    TwinCounter(const Config& config, const date::year_month_day& today) : config_{config} {
        config_.select = {"unstable-uid"};
        config_.ignore.clear();
        config_.rule_places.clear();
        config_.overrides.clear();
        config_.custom.clear();
        options_.today = today;
        options_.preview_fixes = false;
        selection_.emplace(config_);
    }
    void look(const Document& document) {
        count_ += check(document, config_, *selection_, options_).size();
    }
    [[nodiscard]] std::size_t count() const noexcept { return count_; }

private:
    Config config_;
    LintOptions options_;
    std::optional<RuleSelection> selection_;
    std::atomic<std::size_t> count_{0};
};

CalendarOptions options_of(const ExportArguments& arguments, const Config& config) {
    CalendarOptions options;
    options.settings = config.calendar;
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
    auto source = source_of(groups.front(), arguments, messages);
    const auto& config = source.config;
    auto options = options_of(arguments, config);

    Dependencies dependencies;
    if (arguments.filters.blocked || arguments.filters.blocking) {
        dependencies = load_vault(source.is_input ? groups.front().paths
                                                  : std::vector<std::string>{config.root},
                                  config)
                           .dependencies;
    }
    const TaskFilter filter{arguments.filters, true, {&config}, options.today};
    options.wanted = [&](const Document& document, std::size_t task) {
        return filter.takes(config, dependencies, document, task);
    };

    LeftOutList left_out;
    TwinCounter twins{config, options.today};
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
    hooks.seen = [&](std::size_t, const Document& document) { twins.look(document); };
    hooks.left_out = [&](const CalendarNote& note) { left_out.add(note); };

    std::optional<Exporter> exporter;
    try {
        exporter.emplace(config, options, source.notes, hooks);
    } catch (const std::invalid_argument& error) {
        throw Unusable(error.what());
    }
    const auto written = write_calendars(*exporter, arguments, config);

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
    messages.raw(fmt::format("{} {}\n", joined(things, " and "), written));
    if (const auto chosen = left_out.chosen(); !chosen.empty()) {
        messages.note(fmt::format("not written, as asked: {}", chosen));
    }
    if (!left_out.empty()) {
        messages.raw(left_out.text(source.notes));
    }
    if (const auto count = twins.count(); count != 0 && !config.calendar.state) {
        messages.note(
            fmt::format("{} task{} as another one of {} note and no id: entries may "
                        "swap (tasklint check --select TL924 shows them)",
                        count, count == 1 ? " has the same words" : "s have the same words",
                        count == 1 ? "its" : "their"));
    }
    const bool incomplete = !left_out.empty() || !source.unreadable.empty() || !unreadable.empty();
    return arguments.strict && incomplete ? Exit::findings : Exit::clean;
}

}  // namespace tasklint::cli
