// tasklint done: ticks tasks as the plugin would. All lines are looked at before anything is
// written, and a line is refused if ticking it could surprise.
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/diff.hpp"
#include "cli/done_losses.hpp"
#include "cli/inputs.hpp"
#include "cli/places.hpp"
#include "document/line_marks.hpp"
#include "report/finding_text.hpp"
#include "tasklint/document.hpp"
#include "tasklint/task.hpp"
#include "tasklint/text.hpp"
#include "text/target.hpp"

namespace tasklint::cli {

namespace {

namespace fs = std::filesystem;

/// What takes the place of a line.
struct LineChange {
    std::uint32_t line = 0;  ///< from 0, before any change
    Span span;               ///< without its ending
    std::vector<std::string> lines;
};

struct NoteChange {
    std::string file;    ///< as it was first named
    fs::path real_file;  ///< what that leads to
    std::vector<Place> places;
    std::string before, after;
    std::vector<LineChange> lines;  ///< in order
};

struct Run {
    const DoneArguments& arguments;
    Messages messages;
    date::year_month_day today;
    std::map<std::string, Config> configs;  // by root
    std::vector<std::string> bare_vaults;   // without settings of the plugin
    std::vector<std::string> warnings;      // what will be lost, said if all lines can be ticked
    std::vector<std::string> notes;
};

/// Reads `FILE:LINE`.
Place task_place_of(const std::string& argument) {
    if (argument == "-" || argument.rfind("-:", 0) == 0) {
        throw Unusable("notes on standard input cannot be ticked; name their file");
    }
    auto place = place_of(argument);
    if (place.line == 0) {
        const auto name = argument.substr(0, argument.rfind(':'));
        throw Unusable(
            fmt::format("\"{}\" is not FILE:LINE; name the line of the task as well, such as {}:12",
                        argument, name.empty() ? "Plan.md" : name));
    }
    return place;
}

/// Only what can be read to its end and be replaced. Said before anything is opened: opening a pipe
/// waits for who writes to it.
void require_regular(const Place& place, const fs::path& file) {
    const auto status = fs::status(file);
    if (fs::is_directory(status)) {
        refuse(place, std::generic_category().message(EISDIR));
    }
    if (!fs::is_regular_file(status)) {
        refuse(place, "no regular file");
    }
}

/// Places by file, whatever the file is called each time.
std::vector<NoteChange> group_by_file(const std::vector<std::string>& arguments) {
    std::vector<NoteChange> notes;
    std::map<fs::path, std::size_t> known;
    for (const auto& argument : arguments) {
        auto place = task_place_of(argument);
        std::error_code error;
        const auto file = fs::canonical(place.file, error);
        if (error) {
            refuse(place, error.message());
        }
        require_regular(place, file);
        const auto [at, is_new] = known.try_emplace(file, notes.size());
        if (is_new) {
            notes.push_back({place.file, file, {}, {}, {}, {}});
        }
        auto& places = notes[at->second].places;
        const auto same = [&](const Place& other) { return other.line == place.line; };
        if (std::none_of(places.begin(), places.end(), same)) {
            places.push_back(std::move(place));
        }
    }
    for (auto& note : notes) {
        std::sort(note.places.begin(), note.places.end(),
                  [](const Place& a, const Place& b) { return a.line < b.line; });
    }
    return notes;
}

const Config& config_of(Run& run, const std::string& file) {
    const auto root = find_vault_root(file);
    auto found = run.configs.find(root);
    if (found == run.configs.end()) {
        auto config = load_config(root, config_options(run.arguments.config));
        if (lacks_plugin_settings(config)) {
            run.bare_vaults.push_back(display_path(root));
        }
        found = run.configs.emplace(root, std::move(config)).first;
    }
    return found->second;
}

/// The symbol that `--status` asks for: it is one itself, or the name or type of a status.
std::string symbol_of(const std::string& text, const StatusRegistry& statuses) {
    if (is_symbol(text)) {
        return text;
    }
    if (!text.empty() && text.size() == decode_utf8(text, 0).size && decode_utf8(text, 0).valid) {
        throw Unusable("--status: a line ending cannot be a status");
    }
    const auto folded = fold_case(text);
    std::vector<std::string> names;
    for (const bool by_type : {false, true}) {
        for (const auto& status : statuses.all()) {
            names.push_back(by_type ? std::string{status_type_name(status.type)} : status.name);
            if (fold_case(names.back()) == folded) {
                return status.symbol;
            }
        }
    }
    const auto near = nearest(text, names);
    throw Unusable(fmt::format("--status: \"{}\" is no symbol, and no name or type of a status{}",
                               text,
                               near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)));
}

const Task& tickable_task(const Place& place, const Document& document, const LineIndex& lines,
                          const TaskSettings& settings) {
    const Task& task = document.tasks[task_at(place, document, lines, settings)];
    if (task.truncated) {
        refuse(
            place,
            "a line ending within the line hides the text behind it from the plugin, which would "
            "drop that text; `tasklint check` shows where");
    }
    return task;
}

/// What there is to say about a change that will be written.
void remark(Run& run, const Place& place, const TaskView& task, const StatusChange& change,
            const TaskSettings& settings, const std::vector<std::string>& lines) {
    const auto note = [&](std::string_view text) {
        run.notes.push_back(fmt::format("{}: {}", place.text(), text));
    };
    const auto& to = change.to;
    if (run.arguments.status && settings.statuses.find(to.symbol) == nullptr) {
        note(fmt::format("[{}] is no status of the vault, so to the plugin the task is open",
                         to.symbol));
    }
    if (gets_done(change) && task.task->on_completion == OnCompletion::delete_line) {
        note("the done task is deleted, as it asks for");
    }
    if (lines == std::vector{std::string{task.text}}) {
        note("nothing changes, it has that status");
    } else if (!run.arguments.status) {
        if (const auto text = surprise(task, change, settings.statuses); !text.empty()) {
            note(text);
        }
    }
    if (!lines.empty()) {
        for (const auto& loss : losses(task, change, settings, run.today)) {
            run.warnings.push_back(fmt::format("{}: {}", place.text(), loss));
        }
    }
}

LineChange tick(Run& run, const Place& place, const Document& document, const LineIndex& lines,
                const TaskSettings& settings) {
    const Task& task = tickable_task(place, document, lines, settings);
    const auto& statuses = settings.statuses;
    const auto from = statuses.get(task.status.in(document.text));
    const auto& wanted = run.arguments.status;
    const StatusChange status{
        from, wanted ? statuses.get(symbol_of(*wanted, statuses)) : statuses.next(from)};
    LineChange change{place.line - 1, task.line, {}};  // a byte order mark is not the line's
    const auto line = change.span.in(document.text);
    change.lines = wanted ? set_status(line, status.to.symbol, settings, run.today)
                          : toggle(line, settings, run.today);
    if (const auto why = why_no_tasks(change.lines, status, settings); !why.empty()) {
        refuse(place, why);
    }
    if (const auto parsed = parse_task_line(line, settings)) {
        remark(run, place, view(line, *parsed), status, settings, change.lines);
    }
    return change;
}

/// The note with its lines changed; every other byte stays.
std::string changed_text(std::string_view text, const std::vector<LineChange>& changes) {
    std::string out;
    std::size_t at = 0;
    for (const auto& change : changes) {
        out += text.substr(at, change.span.begin - at);
        at = change.span.end;
        const auto ending = document::ending_at(text, at);
        out += fmt::format("{}", fmt::join(change.lines, ending));
        if (!change.lines.empty()) {
            continue;
        }
        if (at < text.size()) {
            at += ending.size();  // the line goes with its ending
        } else if (!out.empty() && out.back() == '\n') {
            out.pop_back();  // the last line goes with the ending before it
            if (!out.empty() && out.back() == '\r') {
                out.pop_back();
            }
        }
    }
    out += text.substr(at);
    return out;
}

/// A task that is gone may have held others: without it they can be code.
void warn_of_lost_tasks(Run& run, const NoteChange& note, const Document& before,
                        const LineIndex& lines, const TaskSettings& settings) {
    const auto removes_lines = [](const LineChange& change) { return change.lines.empty(); };
    if (std::none_of(note.lines.begin(), note.lines.end(), removes_lines)) {
        return;
    }
    const auto after = parse(note.after, "", settings);
    const LineIndex new_lines{after.text};
    std::set<std::uint32_t> left;  // lines of tasks
    for (const Task& task : after.tasks) {
        left.insert(new_lines.line_of(task.line.begin));
    }
    auto change = note.lines.begin();
    std::uint32_t shift = 0;  // lines that are there more, modulo 2^32
    for (const Task& task : before.tasks) {
        const std::uint32_t line = lines.line_of(task.line.begin);
        for (; change != note.lines.end() && change->line < line; ++change) {
            shift += static_cast<std::uint32_t>(change->lines.size()) - 1;
        }
        const bool ticked = change != note.lines.end() && change->line == line;
        if (!ticked && left.count(line + shift) == 0) {
            run.warnings.push_back(fmt::format(
                "{}:{}: no task any more: it stood below one that is gone", note.file, line + 1));
        }
    }
}

void prepare(Run& run, NoteChange& note) {
    const auto& settings = config_of(run, note.file).tasks;
    try {
        note.before = read_file(note.file);
    } catch (const std::system_error& error) {
        refuse(note.places.front(), error.code().message());
    }
    const auto document = parse(note.before, "", settings);
    const LineIndex lines{document.text};
    for (const auto& place : note.places) {
        note.lines.push_back(tick(run, place, document, lines, settings));
    }
    note.after = changed_text(note.before, note.lines);
    warn_of_lost_tasks(run, note, document, lines, settings);
}

bool changes(const NoteChange& note) { return note.after != note.before; }

[[noreturn]] void refuse_to_write(const NoteChange& note, Replaced why) {
    throw Unusable(fmt::format("{}: {}{}", note.file, why_left(why),
                               why == Replaced::changed ? "; look at the lines again" : ""));
}

/// What would keep it from being written; the last word is that of the writing itself.
void require_replaceable(const NoteChange& note, bool break_hard_links) {
    if (read_file(note.file) != note.before) {
        refuse_to_write(note, Replaced::changed);
    }
    if (!break_hard_links && fs::hard_link_count(note.real_file) > 1) {
        refuse_to_write(note, Replaced::hard_linked);
    }
}

/// A file is replaced by a new one, so its folder has to be writable as well.
void require_writable(const NoteChange& note) {
    text::require_writable_note(note.file);
    const auto folder = note.real_file.parent_path();
    if (::faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) != 0) {
        throw std::system_error(errno, std::generic_category(), note.file + ": its folder");
    }
}

/// Writes all notes or, unless the worst happens between the looks and the writing, none.
void write(const std::vector<NoteChange>& notes, bool break_hard_links) {
    for (const auto& note : notes) {
        if (changes(note)) {
            require_replaceable(note, break_hard_links);
            require_writable(note);
        }
    }
    std::vector<std::string> written;
    for (const auto& note : notes) {
        if (!changes(note)) {
            continue;
        }
        try {
            const auto replaced =
                replace_file(note.file, note.before, note.after, break_hard_links);
            if (replaced != Replaced::yes) {
                refuse_to_write(note, replaced);
            }
        } catch (const std::runtime_error& error) {  // Unusable or std::system_error
            if (written.empty()) {
                throw;
            }
            throw Unusable(
                fmt::format("{}; already written: {}", error.what(), joined(written, ", ")));
        }
        written.push_back(note.file);
    }
}

/// The lines as they are now, each with its place.
std::string report_of(const NoteChange& note) {
    std::string out;
    std::uint32_t line = 0;    // from 0, in the new text
    std::uint32_t before = 0;  // the same in the old one
    for (const auto& change : note.lines) {
        line += change.line - before;
        before = change.line + 1;
        for (const auto& text : change.lines) {
            out += path_text(fmt::format("{}:{}: {}", note.file, ++line, text)) + '\n';
        }
    }
    return out;
}

}  // namespace

Exit done(const DoneArguments& arguments) {
    Run run{arguments, Messages{arguments.quiet}, today_from(arguments.today), {}, {}, {}, {}};
    auto notes = group_by_file(arguments.places);
    for (auto& note : notes) {
        prepare(run, note);
    }
    if (!run.bare_vaults.empty()) {
        run.messages.note(
            fmt::format("no settings of the Tasks plugin found in {}, using its defaults",
                        joined(run.bare_vaults, ", ")));
    }
    for (const auto& warning : run.warnings) {
        Messages::warn(warning);
    }
    for (const auto& text : run.notes) {
        run.messages.note(text);
    }
    if (arguments.dry_run) {
        for (const auto& note : notes) {
            const auto path = fs::path{note.file}.lexically_normal().generic_string();
            print_diff(unified_diff(path, note.before, note.after));
        }
        return Exit::clean;
    }
    write(notes, arguments.break_hard_links);
    std::string report;
    for (const auto& note : notes) {
        report += report_of(note);
    }
    print(report);
    return Exit::clean;
}

}  // namespace tasklint::cli
