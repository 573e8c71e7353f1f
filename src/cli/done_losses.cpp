// What ticking a task costs: read off the values of the task, not off the lines that come of it,
// for a description may hold any words.
#include "cli/done_losses.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/core.h>

#include "tasklint/recurrence.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

/// The dates of a line that was parsed on its own, so none of them comes from the file's name.
ReferenceDates reference_dates_of(const Task& task) {
    const auto get = [&](FieldKind kind) {
        const auto* const date = date_of(task, kind);
        return date == nullptr ? std::nullopt : std::optional{*date};
    };
    return {get(FieldKind::start), get(FieldKind::scheduled), get(FieldKind::due)};
}

/// Why the plugin drops a recurrence: for its text, or for the date that it counts from.
std::string why_dropped(const TaskView& task, const Token& recurrence, const TaskSettings& settings,
                        const date::year_month_day& today) {
    RecurrenceOptions options;
    options.remove_scheduled = settings.remove_scheduled_date_on_recurrence;
    options.today = today;
    const auto reference = reference_date(reference_dates_of(*task.task), options.remove_scheduled);
    if (reference && !reference->ok() &&
        Recurrence::parse(task.in(recurrence.value), {}, options)) {
        return fmt::format("is dropped: there is no {}, the date that it counts from",
                           to_string(*reference));
    }
    return "is dropped: the plugin cannot read it";
}

/// The line of the old task is still there, and with it this date, which is neither removed nor
/// replaced by today.
bool keeps_date(const Task& task, FieldKind kind, const StatusChange& change) {
    if (gets_done(change) && task.on_completion == OnCompletion::delete_line) {
        return false;
    }
    const auto stays_for = [&](StatusType type) {
        return change.from == change.to || (change.from.type == type && change.to.type == type);
    };
    return kind == FieldKind::done        ? stays_for(StatusType::done)
           : kind == FieldKind::cancelled ? stays_for(StatusType::cancelled)
                                          : true;
}

StatusType own_type(FieldKind kind) {
    return kind == FieldKind::done ? StatusType::done : StatusType::cancelled;
}

/// A done or cancelled date on a task that was not of that status, and so no more than a date.
bool is_given_up(const Task& task, FieldKind kind, const StatusChange& change) {
    const bool deletes = gets_done(change) && task.on_completion == OnCompletion::delete_line;
    return (kind == FieldKind::done || kind == FieldKind::cancelled) && !deletes &&
           !is_done(change.from.type) && !keeps_date(task, kind, change);
}

bool has_impossible(const ReferenceDates& dates) {
    const auto impossible = [](const auto& date) { return date && !date->ok(); };
    return impossible(dates.start) || impossible(dates.scheduled) || impossible(dates.due);
}

/// The first status on the way whose next symbol is no symbol; any other if there is none.
Status broken_status(const StatusChange& change, const StatusRegistry& statuses) {
    Status status = is_symbol(change.to.symbol) ? change.to : change.from;
    for (std::size_t step = 0; step < statuses.all().size() && is_symbol(status.next_symbol);
         ++step) {
        status = statuses.next(status);
    }
    return status;
}

}  // namespace

bool is_symbol(std::string_view text) {
    constexpr std::u32string_view line_terminators = U"\n\r\u2028\u2029";
    const auto character = text.empty() ? Utf8Character{} : decode_utf8(text, 0);
    return character.valid && character.size == text.size() &&
           line_terminators.find(character.code_point) == std::u32string_view::npos;
}

bool gets_done(const StatusChange& change) {
    return change.to.type == StatusType::done && change.from.type != StatusType::done;
}

std::vector<std::string> losses(const TaskView& task, const StatusChange& change,
                                const TaskSettings& settings, const date::year_month_day& today) {
    std::vector<std::string> out;
    const auto recurrence = recurrence_of(task, settings, today);
    const auto why_lost = [&](const Token& token) -> std::string {
        if (&token != task.read_field(token.field)) {
            return fmt::format("is dropped: the field stands there twice, and the first {} counts",
                               field_info(token.field).label);
        }
        if (token.field == FieldKind::recurrence) {
            return !recurrence           ? why_dropped(task, token, settings, today)
                   : recurrence->lossy() ? fmt::format("becomes \"{}\"", recurrence->to_text())
                                         : std::string{};
        }
        if (token.field == FieldKind::on_completion &&
            task.task->on_completion == OnCompletion::none) {
            return "is dropped: it is neither keep nor delete";
        }
        const auto* const date = is_date(token.field) ? date_of(*task.task, token.field) : nullptr;
        if (date != nullptr && is_given_up(*task.task, token.field, change)) {
            return change.to.type == own_type(token.field) ? "is replaced by today"
                                                           : "is taken out";
        }
        const bool impossible =
            date != nullptr && !date->ok() && keeps_date(*task.task, token.field, change);
        return impossible ? "becomes \"Invalid date\": there is no such day" : "";
    };
    for (const Token& token : task) {
        if (token.kind != TokenKind::field || !token.read) {
            continue;
        }
        if (const auto why = why_lost(token); !why.empty()) {
            out.push_back(fmt::format("{} {}", trim(task.in(token.span)), why));
        }
    }
    if (recurrence && gets_done(change) && has_impossible(recurrence->next(today))) {
        out.emplace_back(
            "the recurrence has no further date, so the new task gets \"Invalid date\"");
    }
    return out;
}

std::string surprise(const TaskView& task, const StatusChange& change,
                     const StatusRegistry& statuses) {
    const auto& [from, to] = change;
    if (to.type == StatusType::done) {
        return {};
    }
    const auto now = statuses.find(to.symbol) != nullptr
                         ? to.name
                         : fmt::format("[{}], which is no status of the vault", to.symbol);
    if (is_done(to.type)) {
        return fmt::format("now {}, not done", now);
    }
    if (from.type != StatusType::done && from.type != StatusType::cancelled) {
        return fmt::format("now {}, not yet done", now);
    }
    std::string lost;
    for (const FieldKind kind : {FieldKind::done, FieldKind::cancelled}) {
        if (date_of(*task.task, kind) != nullptr) {
            lost += fmt::format("{}{}", lost.empty() ? ", without its " : " and ",
                                field_info(kind).label);
        }
    }
    return fmt::format("was {}; it is open again{}{}",
                       from.type == StatusType::done ? "done" : "cancelled", lost,
                       lost.empty() ? "" : " date");
}

std::string why_no_tasks(const std::vector<std::string>& lines, const StatusChange& change,
                         const TaskSettings& settings) {
    const auto next = settings.statuses.next_of_recurrence(change.to).symbol;
    const auto is_task = [&](const std::string& line) {
        const auto parsed = parse_task_line(line, settings);
        const auto symbol = parsed ? parsed->task.status.in(line) : std::string_view{};
        return parsed && !parsed->task.truncated && (symbol == change.to.symbol || symbol == next);
    };
    const auto broken = std::find_if_not(lines.begin(), lines.end(), is_task);
    if (broken == lines.end()) {
        return {};
    }
    auto why = fmt::format("no task would be left of the line, it would become `{}`", *broken);
    const auto status = broken_status(change, settings.statuses);
    if (!is_symbol(status.next_symbol)) {
        why += fmt::format(": the next symbol of the status {} ([{}]) is \"{}\", not one character",
                           status.name, status.symbol, status.next_symbol);
    }
    return why;
}

}  // namespace tasklint::cli
