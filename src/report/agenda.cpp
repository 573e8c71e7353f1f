// What the agenda page shows and where, as values; what it looks like is known by agenda_page.cpp.
#include "tasklint/agenda.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "calendar/identity.hpp"
#include "calendar/obsidian_url.hpp"
#include "calendar/summary.hpp"
#include "report/finding_text.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/recurrence.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

namespace {

/// The dates by which a task has a place, the one that counts first.
constexpr std::array placing{FieldKind::due, FieldKind::scheduled, FieldKind::start};

/// Why the page has no place for the task, and whether that was asked for.
std::pair<std::string_view, bool> reason_against(const TaskView& task, bool keep_done) {
    const auto type = task.task->status_type;
    if (is_template(task.in(task.task->line))) {
        return {"template text", false};
    }
    if (type == StatusType::non_task) {
        return {"no task by its status", false};
    }
    if (is_done(type) && !keep_done) {
        return {type == StatusType::done ? "done" : "cancelled", true};
    }
    return {};
}

/// The dates that there are none of, as `impossible due date 2026-02-30`.
std::vector<std::string> impossible_dates(const Task& task) {
    std::vector<std::string> texts;
    for (const auto kind : placing) {
        if (const auto* const day = date_of(task, kind); day != nullptr && !day->ok()) {
            texts.push_back(
                fmt::format("impossible {} date {}", field_info(kind).label, to_string(*day)));
        }
    }
    return texts;
}

AgendaTask task_of(const Vault& vault, const Document& document, const TaskView& task,
                   const date::year_month_day& today) {
    const auto& config = vault.config;
    AgendaTask out;
    out.path = document.path;
    out.url = document.path.empty() ? "" : obsidian_url(config, document.path, task);
    out.summary = summary_of(task, config.tasks);
    if (out.summary.empty()) {
        out.summary = "(untitled)";
    }
    for (const auto kind : placing) {
        if (const auto day = real_date_of(*task.task, kind)) {
            out.date = day;
            out.date_kind = kind;
            break;
        }
    }
    out.priority = task.task->priority;
    out.status_type = task.task->status_type;
    out.status_name = config.tasks.statuses.get(task.in(task.task->status)).name;
    out.owners = owners_of(task);
    for (auto& tag : tags_of(task, config.tasks)) {
        if (std::find(out.tags.begin(), out.tags.end(), tag) == out.tags.end()) {
            out.tags.push_back(std::move(tag));
        }
    }
    if (!is_done(task.task->status_type)) {  // a done line no longer carries the rule
        if (const auto recurrence = recurrence_of(task, config.tasks, today)) {
            out.recurrence = recurrence->to_text();
        }
    }
    out.proposed = is_proposed(config, task);
    out.blocked = vault.dependencies.is_blocked(task);
    out.blocking = vault.dependencies.is_blocking(task);
    for (const auto& text : impossible_dates(*task.task)) {
        out.remark += (out.remark.empty() ? "" : ", ") + text;
    }
    return out;
}

AgendaProblem problem_of(const Config& config, const Diagnostic& finding) {
    AgendaProblem out;
    out.path = finding.vault_path;
    out.line = finding.begin.line + 1;
    out.url = out.path.empty() ? "" : obsidian_url(config, out.path);
    out.severity = finding.severity;
    out.code = finding.rule->code;
    out.name = finding.rule->name;
    out.message = finding.message;
    out.plugin_reads = finding.plugin_reads;
    out.help = finding.help;
    out.fixable = is_fixable(finding) && finding.fix->safety == Safety::safe;
    return out;
}

}  // namespace

std::vector<CalendarNote> add_to_agenda(Agenda& agenda, const Vault& vault,
                                        const std::vector<Diagnostic>& findings,
                                        const AgendaOptions& options) {
    std::vector<CalendarNote> left_out;
    const auto number = agenda.vaults.size();
    agenda.vaults.emplace_back(vault_name(vault.config));
    agenda.notes += vault.documents.size();
    for (const auto note : documents_by_path(vault)) {
        const auto& document = vault.documents[note];
        const LineIndex lines{document.text};
        for (std::size_t i = 0; i < document.tasks.size(); ++i) {
            const auto view = document.view(i);
            if (options.wanted && !options.wanted(note, i)) {
                continue;
            }
            const auto line = lines.line_of(view.task->line.begin) + 1;
            if (const auto& [reason, by_choice] = reason_against(view, options.keep_done);
                !reason.empty()) {
                left_out.push_back({document.path, line, std::string{reason}, by_choice});
                continue;
            }
            auto task = task_of(vault, document, view, agenda.today);
            task.vault = number;
            task.line = line;
            for (auto& text : impossible_dates(*view.task)) {
                left_out.push_back({document.path, line, std::move(text), false});
            }
            agenda.tasks.push_back(std::move(task));
        }
    }
    for (const auto& finding : findings) {
        agenda.problems.push_back(problem_of(vault.config, finding));
        agenda.problems.back().vault = number;
    }
    return left_out;
}

date::year_month_day agenda_end(const Agenda& agenda) {
    const auto last = date::sys_days{agenda.today} + date::weeks{agenda.weeks} - date::days{1};
    return last + (date::Sunday - date::weekday{last});
}

AgendaPart agenda_part(const Agenda& agenda, const AgendaTask& task) {
    const bool closed = is_done(task.status_type);
    if (!task.date) {
        return closed ? AgendaPart::closed : AgendaPart::undated;
    }
    if (*task.date < agenda.today) {
        return closed                             ? AgendaPart::closed
               : task.date_kind == FieldKind::due ? AgendaPart::overdue
                                                  : AgendaPart::begun;
    }
    return *task.date == agenda.today         ? AgendaPart::today
           : *task.date <= agenda_end(agenda) ? AgendaPart::coming
                                              : AgendaPart::later;
}

}  // namespace tasklint
