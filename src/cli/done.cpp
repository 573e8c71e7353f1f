// tasklint done: ticks tasks as the plugin would. All lines are looked at before anything is
// written, and a line is refused if ticking it could surprise.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/diff.hpp"
#include "cli/inputs.hpp"
#include "tasklint/document.hpp"
#include "tasklint/recurrence.hpp"
#include "tasklint/task.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

namespace fs = std::filesystem;

/// One `FILE:LINE` of the command line.
struct Place {
    std::string file;
    std::uint32_t line = 0;  ///< from 1

    [[nodiscard]] std::string text() const { return fmt::format("{}:{}", file, line); }
};

/// What takes the place of a line.
struct LineChange {
    std::uint32_t line = 0;  ///< from 0, before any change
    Span span;               ///< without its ending
    std::vector<std::string> lines;
};

struct NoteChange {
    std::string file;  ///< as it was first named
    std::vector<Place> places;
    std::string before, after;
    std::vector<LineChange> lines;  ///< in order
};

struct Run {
    const DoneArguments& arguments;
    Messages messages;
    date::year_month_day today;
    std::map<std::string, Config> configs;  // by root
    std::vector<std::string> warnings;      // what will be lost, said if all lines can be ticked
    std::vector<std::string> notes;
};

[[noreturn]] void refuse(const Place& place, std::string_view why) {
    throw Unusable(fmt::format("{}: {}", place.text(), why));
}

Place place_of(const std::string& argument) {
    const auto colon = argument.rfind(':');  // of C:\Plan.md:3 and of `at 9:00.md:3` too
    const auto digits = colon == std::string::npos ? "" : argument.substr(colon + 1);
    Place place{argument.substr(0, colon), 0};
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, place.line);
    if (digits.empty() || place.file.empty() || stop != end ||
        error == std::errc::invalid_argument) {
        throw Unusable(
            fmt::format("\"{}\" is not FILE:LINE; name the line of the task as well, such as {}:12",
                        argument, place.file.empty() ? "Plan.md" : place.file));
    }
    if (error != std::errc{}) {
        throw Unusable(fmt::format("{}: no note has that many lines", argument));
    }
    if (place.line == 0) {
        refuse(place, "lines count from 1");
    }
    return place;
}

/// Places by file, whatever the file is called each time.
std::vector<NoteChange> group_by_file(const std::vector<std::string>& arguments) {
    std::vector<NoteChange> notes;
    std::map<fs::path, std::size_t> known;
    for (const auto& argument : arguments) {
        auto place = place_of(argument);
        std::error_code error;
        const auto file = fs::canonical(place.file, error);
        if (error) {
            refuse(place, error.message());
        }
        const auto [at, is_new] = known.try_emplace(file, notes.size());
        if (is_new) {
            notes.push_back({place.file, {}, {}, {}, {}});
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
        auto config = read_config(root, run.arguments.config, run.messages);
        found = run.configs.emplace(root, std::move(config)).first;
    }
    return found->second;
}

/// The symbol that `--status` asks for: it is one itself, or the name or type of a status.
std::string symbol_of(const std::string& text, const StatusRegistry& statuses) {
    const auto character = text.empty() ? Utf8Character{} : decode_utf8(text, 0);
    if (character.size == text.size() && character.valid) {
        constexpr std::u32string_view no_status = U"\n\r\u2028\u2029";
        if (no_status.find(character.code_point) != std::u32string_view::npos) {
            throw Unusable("--status: a line ending cannot be a status");
        }
        return text;
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

/// Why a line is no task of its note.
std::string reason(std::string_view line, const TaskSettings& settings) {
    if (parse_task_line(line, settings)) {
        return "it looks like a task, but stands where Obsidian sees none (code, a comment, the "
               "front matter)";
    }
    if (!settings.global_filter.empty()) {
        TaskSettings unfiltered = settings;
        unfiltered.global_filter.clear();
        if (parse_task_line(line, unfiltered)) {
            return fmt::format("no task to the plugin, for it lacks the global filter \"{}\"",
                               settings.global_filter);
        }
    }
    return "there is no task";
}

/// Where the task may be that was meant.
std::string advice(const Document& document, const LineIndex& lines, std::uint32_t line) {
    constexpr std::uint32_t near = 3;
    std::uint32_t distance = near + 1;
    std::uint32_t nearest_line = 0;
    for (const Task& task : document.tasks) {
        const auto other = lines.line_of(task.line.begin);
        const auto away = other < line ? line - other : other - line;
        if (away < distance) {
            distance = away;
            nearest_line = other;
        }
    }
    return distance > near ? "`tasklint list` prints where tasks are"
                           : fmt::format("the nearest task is in line {}", nearest_line + 1);
}

const Task& task_at(const Place& place, const Document& document, const LineIndex& lines,
                    const TaskSettings& settings) {
    const auto& text = document.text;
    const auto count = lines.line_count() - (text.empty() || text.back() == '\n' ? 1 : 0);
    const auto line = place.line - 1;
    if (line >= count) {
        refuse(place, fmt::format("the note has {} line{}", count, count == 1 ? "" : "s"));
    }
    const auto span = lines.span_of(line, text);
    const auto found = std::lower_bound(
        document.tasks.begin(), document.tasks.end(), span.begin,
        [](const Task& task, std::uint32_t begin) { return task.line.begin < begin; });
    if (found == document.tasks.end() || lines.line_of(found->line.begin) != line) {
        refuse(place, fmt::format("{}; {}", reason(span.in(text), settings),
                                  advice(document, lines, line)));
    }
    if (found->truncated) {
        refuse(
            place,
            "a line ending within the line hides the text behind it from the plugin, which would "
            "drop that text; `tasklint check` shows where");
    }
    return *found;
}

/// Names what the plugin loses of a line that it writes.
void warn_of_losses(Run& run, const Place& place, const TaskView& task,
                    const TaskSettings& settings, const std::vector<std::string>& lines) {
    const auto lose = [&](std::string_view what, std::string_view why) {
        run.warnings.push_back(fmt::format("{}: {} {}", place.text(), trim(what), why));
    };
    const bool writes_impossible = std::any_of(lines.begin(), lines.end(), [](const auto& line) {
        return line.find("Invalid date") != std::string::npos;
    });
    bool has_impossible = false;
    for (const Token& token : task) {
        if (token.kind != TokenKind::field || !token.read) {
            continue;
        }
        const auto text = task.in(token.span);
        const auto* const date = is_date(token.field) ? date_of(*task.task, token.field) : nullptr;
        if (&token != task.read_field(token.field)) {
            lose(text, fmt::format("is dropped: the field stands there twice, and the first {} "
                                   "counts",
                                   field_info(token.field).label));
        } else if (token.field == FieldKind::recurrence &&
                   !recurrence_of(task, settings, run.today)) {
            lose(text, "is dropped: the plugin cannot read it");
        } else if (token.field == FieldKind::on_completion &&
                   task.task->on_completion == OnCompletion::none) {
            lose(text, "is dropped: it is neither keep nor delete");
        } else if (date != nullptr && !date->ok() && writes_impossible) {
            has_impossible = true;
            lose(text, "becomes \"Invalid date\": there is no such day");
        }
    }
    if (writes_impossible && !has_impossible) {
        run.warnings.push_back(fmt::format(
            "{}: the recurrence has no further date, so the new task gets \"Invalid date\"",
            place.text()));
    }
}

LineChange tick(Run& run, const Place& place, const Document& document, const LineIndex& lines,
                const TaskSettings& settings) {
    const Task& task = task_at(place, document, lines, settings);
    const auto& statuses = settings.statuses;
    LineChange change{place.line - 1, task.line, {}};  // a byte order mark is not the line's
    const auto line = change.span.in(document.text);
    const auto from = statuses.get(task.status.in(document.text));
    auto to = statuses.next(from);
    if (run.arguments.status) {
        to = statuses.get(symbol_of(*run.arguments.status, statuses));
        if (statuses.find(to.symbol) == nullptr) {
            run.notes.push_back(
                fmt::format("{}: [{}] is no status of the vault, so to the plugin the task is open",
                            place.text(), to.symbol));
        }
        change.lines = set_status(line, to.symbol, settings, run.today);
    } else {
        change.lines = toggle(line, settings, run.today);
    }
    const bool gets_done = to.type == StatusType::done && from.type != StatusType::done;
    if (gets_done && task.on_completion == OnCompletion::delete_line) {
        run.notes.push_back(
            fmt::format("{}: the done task is deleted, as it asks for", place.text()));
    }
    if (change.lines == std::vector{std::string{line}}) {
        run.notes.push_back(fmt::format("{}: nothing changes, it has that status", place.text()));
    }
    const auto parsed = parse_task_line(line, settings);
    if (parsed && !change.lines.empty()) {
        warn_of_losses(run, place, view(line, *parsed), settings, change.lines);
    }
    return change;
}

/// The ending of the line that ends at `end`; that of the line before it if it has none.
std::string_view ending_at(std::string_view text, std::size_t end) {
    const auto newline = text.find('\n', end);
    if (newline != std::string_view::npos) {
        return text.substr(end, newline + 1 - end);
    }
    const auto before = text.rfind('\n');
    const bool carriage_return =
        before != std::string_view::npos && before > 0 && text[before - 1] == '\r';
    return carriage_return ? "\r\n" : "\n";
}

/// The note with its lines changed; every other byte stays.
std::string changed_text(std::string_view text, const std::vector<LineChange>& changes) {
    std::string out;
    std::size_t at = 0;
    for (const auto& change : changes) {
        out += text.substr(at, change.span.begin - at);
        at = change.span.end;
        const auto ending = ending_at(text, at);
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
}

void write(const NoteChange& note) {
    if (note.after == note.before) {
        return;
    }
    if (read_file(note.file) != note.before) {
        throw Unusable(fmt::format(
            "{}: it changed meanwhile and was left as it is; look at the lines again", note.file));
    }
    write_file_atomically(note.file, note.after);
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
            out += printable(fmt::format("{}:{}: {}", note.file, ++line, text)) + '\n';
        }
    }
    return out;
}

}  // namespace

Exit done(const DoneArguments& arguments) {
    Run run{arguments, Messages{arguments.quiet}, today_from(arguments.today), {}, {}, {}};
    auto notes = group_by_file(arguments.places);
    for (auto& note : notes) {
        prepare(run, note);
    }
    for (const auto& warning : run.warnings) {
        Messages::warn(warning);
    }
    for (const auto& text : run.notes) {
        run.messages.note(text);
    }
    for (const auto& note : notes) {
        if (!arguments.dry_run) {
            write(note);
            print(report_of(note));
            continue;
        }
        const auto path = fs::path{note.file}.lexically_normal().generic_string();
        print_diff(unified_diff(path, note.before, note.after));
    }
    return Exit::clean;
}

}  // namespace tasklint::cli
