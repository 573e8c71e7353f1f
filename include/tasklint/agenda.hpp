#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <date/date.h>

#include "tasklint/calendar.hpp"
#include "tasklint/diagnostic.hpp"
#include "tasklint/task.hpp"
#include "tasklint/vault.hpp"

namespace tasklint {

/// Where a task stands on the page.
enum class AgendaPart : std::uint8_t {
    overdue,  ///< open, due before today
    today,
    begun,    ///< open, without a due date; scheduled or started before today
    coming,   ///< up to `agenda_end`
    later,    ///< after that
    undated,  ///< open, without a date
    closed,   ///< done or cancelled, and not of today or later
};

/// A task as the page shows it. Texts are as in the note: whoever writes them makes them safe.
struct AgendaTask {
    std::size_t vault = 0;   ///< index into `Agenda::vaults`
    std::string path;        ///< from the vault root; empty: a note without a name
    std::uint32_t line = 0;  ///< from 1
    std::string url;         ///< `obsidian://…`; empty without a path
    std::string summary;     ///< never empty
    std::optional<date::year_month_day> date;  ///< due, else scheduled, else start
    FieldKind date_kind = FieldKind::due;      ///< which of them
    Priority priority = Priority::none;
    StatusType status_type = StatusType::todo;
    std::string status_name;  ///< `In Progress`
    std::vector<std::string> owners;
    std::vector<std::string> tags;  ///< with `#`; each once
    std::string recurrence;         ///< `every week`; empty: none
    std::string remark;             ///< `impossible due date 2026-02-30`; mostly empty
    bool proposed = false, blocked = false, blocking = false;
};

/// A finding as the page shows it.
struct AgendaProblem {
    std::size_t vault = 0;   ///< index into `Agenda::vaults`
    std::string path;        ///< from the vault root
    std::uint32_t line = 0;  ///< from 1
    std::string url;         ///< `obsidian://…`; empty without a path
    Severity severity = Severity::warning;
    std::string code, name, message;
    std::string plugin_reads, help;  ///< may be empty
    bool fixable = false;            ///< by `check --fix`
};

/// What the page shows, before it is written.
struct Agenda {
    std::string title;  ///< empty: the names of the vaults
    date::year_month_day today;
    unsigned weeks = 5;  ///< how many to show ahead of today, at least one
    std::vector<std::string> vaults;
    std::size_t notes = 0;
    std::vector<AgendaTask> tasks;  ///< in order of vault, path and line
    std::vector<AgendaProblem> problems;
};

struct AgendaOptions {
    bool keep_done = false;  ///< show what is done or cancelled, too
    /// Which tasks are wanted, by the indices of note and task; empty: all.
    std::function<bool(std::size_t, std::size_t)> wanted;
};

/// Adds the tasks of a vault, and what was found in its notes.
/// @return the tasks that are left out or have an impossible date, with the reason
[[nodiscard]] std::vector<CalendarNote> add_to_agenda(Agenda& agenda, const Vault& vault,
                                                      const std::vector<Diagnostic>& findings,
                                                      const AgendaOptions& options);

/// The last day of the coming weeks: the Sunday on or after the last day that is `weeks` ahead.
[[nodiscard]] date::year_month_day agenda_end(const Agenda& agenda);
/// Where a task of the agenda stands.
[[nodiscard]] AgendaPart agenda_part(const Agenda& agenda, const AgendaTask& task);

/// The page: one HTML file that asks for nothing else, works without its script, and in which no
/// text of a note is more than text. Depends on the agenda alone.
[[nodiscard]] std::string write_agenda(const Agenda& agenda);

}  // namespace tasklint
