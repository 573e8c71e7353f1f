// tasklint read: for people, how the plugin reads each task of a note and what a calendar makes of
// it.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "cli/places.hpp"
#include "cli/unread.hpp"
#include "report/excerpt.hpp"
#include "report/finding_text.hpp"
#include "report/style.hpp"
#include "tasklint/calendar.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/recurrence.hpp"
#include "tasklint/report.hpp"
#include "tasklint/text.hpp"
#include "text/terminal.hpp"

namespace tasklint::cli {

namespace {

using nlohmann::ordered_json;

/// What a calendar of one kind makes of each line.
struct Entries {
    std::vector<const Component*> components;  ///< by line
    std::vector<const CalendarNote*> notes;    ///< by line
};

class Reader {
public:
    Reader(const Vault& vault, const ReadArguments& arguments, const date::year_month_day& today)
        : vault_{vault},
          document_{vault.documents.front()},
          settings_{vault.config.tasks},
          today_{today},
          style_options_{report_options(arguments.color)},
          style_{style_options_},
          lines_{document_.text},
          sections_{read_sections(document_)} {
        LintOptions lint_options;
        lint_options.today = today;
        lint_options.preview_fixes = false;
        findings_ =
            check(document_, vault.config, RuleSelection{vault.config, false}, lint_options);
        for (const Profile profile : {Profile::todo, Profile::events}) {
            CalendarOptions options;
            options.settings = vault.config.calendar;
            options.settings.profile = profile;
            options.settings.google = options.settings.google && profile == Profile::events;
            options.today = today;
            calendars_.push_back(make_calendar(vault, options));
        }
        for (std::size_t i = 0; i < calendars_.size(); ++i) {
            for (const auto& component : calendars_[i].components) {
                entries_[i].components.push_back(&component);
            }
            for (const auto& note : calendars_[i].left_out) {
                entries_[i].notes.push_back(&note);
            }
            const auto by_line = [](const auto* a, const auto* b) { return a->line < b->line; };
            std::stable_sort(entries_[i].components.begin(), entries_[i].components.end(), by_line);
            std::stable_sort(entries_[i].notes.begin(), entries_[i].notes.end(), by_line);
        }
    }

    [[nodiscard]] std::string task_text(std::size_t index) const {
        const auto task = document_.view(index);
        const auto unread = unread_in(task);
        const auto line = lines_.line_of(task.task->line.begin);
        std::string out = place_text(line) + where_text(*task.task) + "\n";
        std::vector<Span> marked;
        marked.reserve(unread.size());
        for (const auto& one : unread) {
            marked.push_back(one.span);
        }
        const std::string margin(fmt::formatted_size("{}", line + 1) + 1, ' ');
        add_excerpt(out, line, task.task->line, marked);
        const auto add = [&](std::string_view label, std::string_view text) {
            if (!text.empty()) {
                fmt::format_to(std::back_inserter(out), "{}{} {}\n", margin,
                               style_.quiet(fmt::format("= {}:", label)), printable(text));
            }
        };
        for (const auto& one : unread) {
            const auto written = task.in(one.span);
            out += fmt::format(
                "{}{} {}\n", margin, style_.quiet("="),
                style_.severity(
                    Severity::warning,
                    printable(fmt::format("not read: {}{}: {}", shortened(written),
                                          one.meant.empty() ? "" : ", meant as " + one.meant,
                                          one.reason))));
        }
        if (task.task->truncated) {
            add("not read", "what stands behind the line ending within the line");
        }
        add("status", status_text(task));
        add("description", shown_description_of(task, settings_));
        add("owner", owner_text(task));
        add("tags", joined(tags_of(task, settings_), " "));
        if (task.task->priority != Priority::none) {
            add("priority", priority_name(task.task->priority));
        }
        add("dates", dates_text(*task.task));
        add("recurrence", recurrence_text(task));
        add("on completion", task.task->on_completion == OnCompletion::keep          ? "keep"
                             : task.task->on_completion == OnCompletion::delete_line ? "delete"
                                                                                     : "");
        add("id", id_of(task));
        add("depends on", joined(depends_on_of(task), ", "));
        add("block link", trim(task.in(task.task->block_link)));
        add("to-do", entry_text(0, line + 1));
        add("event", entry_text(1, line + 1));
        for (const Diagnostic& finding : findings_at(line)) {
            add("check",
                fmt::format("{} {}: {}", finding.rule->code, finding.rule->name, finding.message));
        }
        return out;
    }

    /// What `tasklint check` says of the line; rules that need the whole vault do not run.
    [[nodiscard]] std::vector<Diagnostic> findings_at(std::uint32_t line) const {
        const auto first = std::partition_point(
            findings_.begin(), findings_.end(),
            [&](const Diagnostic& finding) { return finding.begin.line < line; });
        return {first, std::partition_point(first, findings_.end(), [&](const Diagnostic& finding) {
                    return finding.begin.line == line;
                })};
    }

    [[nodiscard]] std::string ignored_text(const IgnoredLine& ignored) const {
        std::string out = place_text(ignored.line);
        out += style_.severity(Severity::warning, printable(" no task: " + ignored.reason)) + "\n";
        add_excerpt(out, ignored.line, ignored.span, {});
        const std::string margin(fmt::formatted_size("{}", ignored.line + 1) + 1, ' ');
        for (const Diagnostic& finding : findings_at(ignored.line)) {
            fmt::format_to(std::back_inserter(out), "{}{} {}\n", margin, style_.quiet("= check:"),
                           printable(fmt::format("{} {}: {}", finding.rule->code,
                                                 finding.rule->name, finding.message)));
        }
        return out;
    }

    [[nodiscard]] ordered_json task_json(std::size_t index) const {
        const auto task = document_.view(index);
        const auto line = lines_.line_of(task.task->line.begin);
        auto json = ordered_json::parse(tasklint::task_json(
            document_, lines_, sections_, index, settings_, vault_.dependencies, today_));
        auto unread = ordered_json::array();
        for (const auto& one : unread_in(task)) {
            const auto text = document_.text.substr(task.task->line.begin, task.task->line.size());
            const auto column = [&](std::uint32_t at) {
                return column_of(text, at - task.task->line.begin, ColumnUnit::codepoint) + 1;
            };
            unread.push_back({{"column", column(one.span.begin)},
                              {"end_column", column(one.span.end)},
                              {"text", to_valid_utf8(task.in(one.span))},
                              {"meant", to_valid_utf8(one.meant)},
                              {"reason", one.reason}});
        }
        json["unread"] = std::move(unread);
        json["next"] = nullptr;
        if (const auto rule = recurrence_of(task, settings_, today_)) {
            const auto next = next_dates(task, *rule, settings_, today_);
            auto days = ordered_json::array();
            for (const auto& day : next.days) {
                days.push_back(to_string(day));
            }
            json["next"] = {{"field", field_info(next.kind).name},
                            {"dates", std::move(days)},
                            {"reason", next.none}};
        }
        json["todo"] = entry_json(0, line + 1);
        json["event"] = entry_json(1, line + 1);
        return json;
    }

    [[nodiscard]] ordered_json ignored_json(const IgnoredLine& ignored) const {
        return {{"path", to_valid_utf8(document_.path)},
                {"line", ignored.line + 1},
                {"text", to_valid_utf8(ignored.span.in(document_.text))},
                {"reason", to_valid_utf8(ignored.reason)}};
    }

    [[nodiscard]] const LineIndex& lines() const noexcept { return lines_; }

private:
    [[nodiscard]] std::string place_text(std::uint32_t line) const {
        return style_.strong(
            fmt::format("{}:{}:", path_text(vault_.notes.front().display), line + 1));
    }

    /// The heading above the task and the list item around it.
    [[nodiscard]] std::string where_text(const Task& task) const {
        std::string out;
        if (const auto* const heading = document_.heading_of(task)) {
            out += fmt::format(" in \"{}\"", heading->text.in(document_.text));
        }
        if (task.item != none_index && document_.items[task.item].parent != none_index) {
            const auto& parent = document_.items[document_.items[task.item].parent];
            out += fmt::format("{} below line {}", out.empty() ? "" : ",",
                               lines_.line_of(parent.line.begin) + 1);
        }
        return printable(out);
    }

    /// A stretch as a message shows it.
    [[nodiscard]] static std::string shortened(std::string_view text) {
        return is_long(text) ? shown(text, window_around(text, 0)) : std::string{text};
    }

    /// The line, with `~~~` below the stretches. @param marked in order
    void add_excerpt(std::string& out, std::uint32_t line, Span span,
                     const std::vector<Span>& marked) const {
        const auto text = span.in(document_.text);
        Window window{0, text.size(), false, false};
        if (is_long(text)) {
            window = window_around(text, marked.empty() ? 0 : marked.front().begin - span.begin);
        }
        const auto number = std::to_string(line + 1);
        const auto bar = style_.quiet(std::string(number.size() + 1, ' ') + "|");
        fmt::format_to(std::back_inserter(out), "{}\n{} {}\n", bar,
                       style_.quiet(fmt::format("{} |", number)), shown(text, window));
        std::string labels;
        std::uint32_t cell = 0;
        for (const Span& stretch : marked) {
            const auto cells =
                cells_of(text, window, {stretch.begin - span.begin, stretch.end - span.begin});
            if (cells.begin < cell) {
                continue;
            }
            labels.append(cells.begin - cell, ' ');
            cell = std::max(cells.end, cells.begin + 1);
            labels += style_.severity(Severity::warning, std::string(cell - cells.begin, '~'));
        }
        if (!labels.empty()) {
            fmt::format_to(std::back_inserter(out), "{} {}\n", bar, labels);
        }
    }

    [[nodiscard]] std::string status_text(const TaskView& task) const {
        const auto symbol = task.in(task.task->status);
        const auto status = settings_.statuses.get(symbol);
        return fmt::format("[{}] {} ({})", symbol,
                           task.task->status_known ? status.name : "not registered",
                           status_type_name(status.type));
    }

    [[nodiscard]] static std::string owner_text(const TaskView& task) {
        auto owners = joined(owners_of(task), ", ");
        for (const Token& token : task) {
            if (owners.empty() && token.kind == TokenKind::owner && token.placeholder) {
                owners = fmt::format("none, `{}` is nobody", task.in(token.span));
            }
        }
        return owners;
    }

    [[nodiscard]] static std::string dates_text(const Task& task) {
        std::string out;
        for (const FieldKind kind : date_kinds) {
            if (const auto* const day = date_of(task, kind)) {
                out += fmt::format("{}{} {}", out.empty() ? "" : ", ", field_info(kind).label,
                                   to_string(*day));
                if (!day->ok()) {
                    out += " (there is no such day)";
                } else if (kind == FieldKind::scheduled && task.scheduled_inferred) {
                    out += " (from the note's name)";
                }
            }
        }
        return out.empty() ? "none" : out;
    }

    [[nodiscard]] std::vector<Unread> unread_in(const TaskView& task) const {
        return cli::unread_in(task, recurrence_of(task, settings_, today_).has_value());
    }

    [[nodiscard]] std::string recurrence_text(const TaskView& task) const {
        const auto* const token = task.read_field(FieldKind::recurrence);
        if (token == nullptr || token->value.empty()) {
            return {};
        }
        const auto written = task.in(token->value);
        const auto rule = recurrence_of(task, settings_, today_);
        if (!rule) {
            return "none";
        }
        auto out = rule->to_text();
        if (out != written) {
            out += fmt::format(" (from \"{}\"{})", written,
                               rule->lossy() ? ": its meaning changes" : "");
        }
        const auto next = next_dates(task, *rule, settings_, today_);
        for (const auto& day : next.days) {
            out += &day == next.days.data()
                       ? fmt::format("; next {}{} ", field_info(next.kind).label,
                                     rule->when_done() ? ", if done today," : "")
                       : ", ";
            out += to_string(day);
        }
        return next.none.empty() ? out : fmt::format("{}; {}", out, next.none);
    }

    [[nodiscard]] const Component* component_at(std::size_t kind, std::uint32_t line) const {
        const auto& all = entries_[kind].components;
        const auto found =
            std::lower_bound(all.begin(), all.end(), line,
                             [](const Component* one, std::uint32_t at) { return one->line < at; });
        return found == all.end() || (*found)->line != line ? nullptr : *found;
    }

    [[nodiscard]] std::vector<std::string> notes_at(std::size_t kind, std::uint32_t line) const {
        const auto& all = entries_[kind].notes;
        std::vector<std::string> reasons;
        for (auto found = std::lower_bound(
                 all.begin(), all.end(), line,
                 [](const CalendarNote*one, std::uint32_t at) { return one->line < at; });
             found != all.end() && (*found)->line == line; ++found) {
            reasons.push_back((*found)->reason);
        }
        return reasons;
    }

    [[nodiscard]] static std::string_view status_name(ComponentStatus status) {
        switch (status) {
            case ComponentStatus::needs_action: return "NEEDS-ACTION";
            case ComponentStatus::in_process: return "IN-PROCESS";
            case ComponentStatus::completed: return "COMPLETED";
            case ComponentStatus::cancelled: return "CANCELLED";
            case ComponentStatus::tentative: return "TENTATIVE";
            case ComponentStatus::none: break;
        }
        return "";
    }
    [[nodiscard]] static std::string_view status_words(ComponentStatus status) {
        switch (status) {
            case ComponentStatus::needs_action: return "open";
            case ComponentStatus::in_process: return "in progress";
            case ComponentStatus::completed: return "done";
            case ComponentStatus::cancelled: return "cancelled";
            case ComponentStatus::tentative: return "tentative";
            case ComponentStatus::none: break;
        }
        return "";
    }

    [[nodiscard]] static std::string moment_text(const CalendarMoment& moment) {
        if (!moment.time) {
            return to_string(moment.day);
        }
        const date::hh_mm_ss time{*moment.time};
        return fmt::format("{} {:02}:{:02}", to_string(moment.day), time.hours().count(),
                           time.minutes().count());
    }
    [[nodiscard]] static std::string moment_text(date::sys_seconds at) {
        return to_string(date::year_month_day{date::floor<date::days>(at)});
    }

    [[nodiscard]] std::string entry_text(std::size_t kind, std::uint32_t line) const {
        auto notes = notes_at(kind, line);
        for (auto& note : notes) {
            constexpr std::string_view recurrence = "recurrence left out: ";
            if (note.rfind(recurrence, 0) == 0) {
                note = fmt::format("its recurrence ({})", note.substr(recurrence.size()));
            }
        }
        const auto reasons = joined(notes, "; ");
        const auto* const entry = component_at(kind, line);
        if (entry == nullptr) {
            return fmt::format("none: {}", reasons);
        }
        auto out = fmt::format("\"{}\"", entry->summary);
        const auto add = [&](std::string_view label, const auto& at) {
            if (at) {
                out += fmt::format(", {}{}", label, moment_text(*at));
            }
        };
        if (entry->event && entry->start && entry->start->time) {
            add("from ", entry->start);
            add("to ", entry->end);
        } else if (entry->event) {
            add("all day on ", entry->start);
        } else {
            add("start ", entry->start);
            add("due ", entry->due);
            add("completed ", entry->completed);
        }
        if (entry->priority != 0) {
            out += fmt::format(", priority {} of 1 to 9", entry->priority);
        }
        if (entry->status != ComponentStatus::none) {
            out += fmt::format(", {}", status_words(entry->status));
        }
        return reasons.empty() ? out : fmt::format("{}; without: {}", out, reasons);
    }

    [[nodiscard]] ordered_json entry_json(std::size_t kind, std::uint32_t line) const {
        const auto reasons = notes_at(kind, line);
        const auto* const entry = component_at(kind, line);
        if (entry == nullptr) {
            return {{"summary", nullptr}, {"reasons", reasons}};
        }
        const auto day = [](const auto& value) {
            return value ? ordered_json(moment_text(*value)) : ordered_json(nullptr);
        };
        ordered_json json{{"summary", entry->summary}, {"start", day(entry->start)}};
        if (entry->event) {
            json["end"] = day(entry->end);
        } else {
            json["due"] = day(entry->due);
            json["completed"] = day(entry->completed);
        }
        json["status"] = status_name(entry->status);
        json["priority"] = entry->priority;
        json["categories"] = entry->categories;
        json["reasons"] = reasons;
        return json;
    }

    const Vault& vault_;
    const Document& document_;
    const TaskSettings& settings_;
    date::year_month_day today_;
    ReportOptions style_options_;
    Style style_;
    LineIndex lines_;
    std::vector<Section> sections_;
    std::vector<Diagnostic> findings_;
    std::vector<Calendar> calendars_;  // to-dos, events
    std::array<Entries, 2> entries_;
};

Vault vault_of(const Place& place, const ReadArguments& arguments, const Messages& messages) {
    if (place.file == "-") {
        auto [root, note] = input_note(arguments.stdin_filename);
        return read_input_vault(std::move(note), read_config(root, arguments.config, messages));
    }
    std::error_code error;
    if (std::filesystem::is_directory(place.file, error)) {
        throw Unusable(
            fmt::format("{}: a folder; name a note (`tasklint list` shows the tasks of "
                        "many)",
                        place.file));
    }
    auto vaults = read_vaults(group_by_vault({place.file}), arguments.config, {}, messages);
    auto& vault = vaults.front();
    if (vault.documents.empty()) {
        throw Unusable(fmt::format("{}: it cannot be read", place.file));
    }
    return std::move(vault);
}

}  // namespace

Exit read_tasks(const ReadArguments& arguments) {
    const Messages messages{arguments.quiet};
    const auto today = today_from(arguments.today);
    const auto place = place_of(arguments.place);
    const bool from_input = place.file == "-";
    if (!from_input && !arguments.stdin_filename.empty()) {
        throw Unusable("--stdin-filename is for the path - (standard input)");
    }
    const auto vault = vault_of(place, arguments, messages);
    const auto& document = vault.documents.front();
    const Reader reader{vault, arguments, today};

    std::vector<std::size_t> tasks;
    std::vector<IgnoredLine> ignored;
    if (place.line != 0) {
        tasks.push_back(task_at(place, document, reader.lines(), vault.config.tasks));
    } else {
        for (std::size_t i = 0; i < document.tasks.size(); ++i) {
            tasks.push_back(i);
        }
        ignored = ignored_lines(document, vault.config.tasks);
    }

    if (arguments.json) {
        ordered_json json{{"tasks", ordered_json::array()}, {"ignored", ordered_json::array()}};
        for (const auto task : tasks) {
            json["tasks"].push_back(reader.task_json(task));
        }
        for (const auto& line : ignored) {
            json["ignored"].push_back(reader.ignored_json(line));
        }
        print(terminal_safe_json(json.dump(2, ' ', false, ordered_json::error_handler_t::replace)) +
              "\n");
        return Exit::clean;
    }
    std::string out;
    auto next = ignored.begin();
    const auto add_ignored = [&](std::uint32_t before) {
        for (; next != ignored.end() && next->span.begin < before; ++next) {
            out += (out.empty() ? "" : "\n") + reader.ignored_text(*next);
        }
    };
    for (const auto task : tasks) {
        add_ignored(document.tasks[task].line.begin);
        out += (out.empty() ? "" : "\n") + reader.task_text(task);
    }
    add_ignored(static_cast<std::uint32_t>(document.text.size()) + 1);
    print(out);
    if (place.line == 0) {
        messages.raw(fmt::format("{}{}\n", counted(tasks.size(), "task"),
                                 ignored.empty() ? ""
                                                 : fmt::format(", {} that look{} like one",
                                                               counted(ignored.size(), "line"),
                                                               ignored.size() == 1 ? "s" : "")));
    }
    return Exit::clean;
}

}  // namespace tasklint::cli
