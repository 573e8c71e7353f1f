// Which task becomes what: docs/ics-mapping.md is the same in words. Values only; what the text of
// a calendar looks like is known by write_ics.cpp alone.

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include <fmt/core.h>

#include "calendar/identity.hpp"
#include "calendar/obsidian_url.hpp"
#include "calendar/summary.hpp"
#include "tasklint/calendar.hpp"
#include "tasklint/recurrence.hpp"
#include "tasklint/text.hpp"

namespace tasklint {
namespace {

using date::year_month_day;

// What all consumers take: libical refuses years above 3000, and several lose the zeros of year
// 0999.
constexpr int first_year = 1000;
constexpr int last_year = 2999;

bool fits_calendar(const year_month_day& day) {
    return day.ok() && int{day.year()} >= first_year && int{day.year()} <= last_year;
}

/// The date if a calendar can hold it.
std::optional<year_month_day> calendar_date(const Task& task, FieldKind kind) {
    const auto day = real_date_of(task, kind);
    return day && fits_calendar(*day) ? day : std::nullopt;
}

year_month_day day_after(const year_month_day& day) { return date::sys_days{day} + date::days{1}; }

std::uint8_t priority_number(Priority priority) {
    switch (priority) {
        case Priority::highest: return 1;
        case Priority::high: return 3;
        case Priority::medium: return 5;
        case Priority::none: return 0;
        case Priority::low: return 7;
        case Priority::lowest: return 9;
    }
    return 0;
}

/// The date of an event, and what its UID ends with.
struct EventDate {
    year_month_day day;
    std::string_view suffix;
};

std::optional<EventDate> event_date(const Task& task) {
    constexpr std::array<std::pair<FieldKind, std::string_view>, 3> order{
        {{FieldKind::due, "-due"}, {FieldKind::scheduled, "-sched"}, {FieldKind::start, "-start"}}};
    for (const auto& [kind, suffix] : order) {
        if (const auto day = calendar_date(task, kind)) {
            return EventDate{*day, suffix};
        }
    }
    return std::nullopt;
}

/// The reason of a task that nobody asked for.
constexpr std::string_view unwanted = "not asked for";

class Maker {
public:
    Maker(const Vault& vault, const CalendarOptions& options)
        : vault_{vault}, config_{vault.config}, options_{options}, uids_{stateless_uids(vault)} {}

    Calendar make() {
        calendar_.name = clean_text(options_.name.empty() ? vault_name(config_) : options_.name);
        const auto order = documents_by_path(vault_);
        choose(order);
        for (const auto at : order) {
            const auto& document = vault_.documents[at];
            const LineIndex lines{document.text};
            for (std::size_t i = 0; i < document.tasks.size(); ++i) {
                const auto task = document.view(i);
                document_ = at;
                task_ = i;
                path_ = document.path;
                line_ = lines.line_of(task.task->line.begin) + 1;
                if (const auto& reason = reasons_[at][i]; reason == unwanted) {
                    continue;
                } else if (!reason.empty()) {
                    note(std::string{reason}, is_choice(reason));
                    note_dates(*task.task);
                } else {
                    calendar_.components.push_back(component(task));
                }
            }
        }
        std::sort(calendar_.components.begin(), calendar_.components.end(),
                  [](const Component& a, const Component& b) {
                      return std::pair{a.event, std::string_view{a.uid}} <
                             std::pair{b.event, std::string_view{b.uid}};
                  });
        return std::move(calendar_);
    }

private:
    [[nodiscard]] bool events() const { return options_.profile == Profile::events; }

    void note(std::string reason, bool by_choice = false) {
        calendar_.left_out.push_back({path_, line_, std::move(reason), by_choice});
    }

    /// The options ask for it; nothing is wrong with the task.
    [[nodiscard]] static bool is_choice(std::string_view reason) {
        return reason == "done" || reason == "cancelled" || reason == "proposed";
    }

    /// Which tasks are left out; parents and dependencies need to know it of all tasks beforehand.
    void choose(const std::vector<std::size_t>& order) {
        reasons_.resize(vault_.documents.size());
        for (const auto at : order) {
            const auto& document = vault_.documents[at];
            for (std::size_t i = 0; i < document.tasks.size(); ++i) {
                const auto task = document.view(i);
                const bool wanted = !options_.wanted || options_.wanted(at, i);
                reasons_[at].push_back(wanted ? reason_against(task) : unwanted);
                if (const auto id = id_of(task); !id.empty() && reasons_[at][i].empty()) {
                    uid_of_id_.try_emplace(std::string{id}, uids_[at][i]);
                }
            }
        }
    }

    /// Why the task is left out; empty: it is not.
    [[nodiscard]] std::string_view reason_against(const TaskView& task) const {
        const auto type = task.task->status_type;
        const bool keep_done = options_.keep_done.value_or(!events());
        const bool keep_cancelled =
            events() ? options_.keep_cancelled : keep_done || options_.keep_cancelled;
        if (is_template(task.in(task.task->line))) {
            return "template text";
        }
        if (type == StatusType::non_task) {
            return "no task by its status";
        }
        if (type == StatusType::done && !keep_done) {
            return "done";
        }
        if (type == StatusType::cancelled && !keep_cancelled) {
            return "cancelled";
        }
        if (options_.drop_proposed && is_proposed(config_, task)) {
            return "proposed";
        }
        if (events() && !event_date(*task.task)) {
            return "no date";
        }
        return {};
    }

    /// Says which dates a calendar cannot show.
    void note_dates(const Task& task) {
        for (const auto kind : date_kinds) {
            const auto* day = date_of(task, kind);
            if (day != nullptr && !fits_calendar(*day)) {
                note(fmt::format("{} {} date {}", day->ok() ? "unusable" : "impossible",
                                 field_info(kind).label, to_string(*day)));
            }
        }
    }

    [[nodiscard]] Component component(const TaskView& task) {
        Component out;
        out.event = events();
        out.path = path_;
        out.line = line_;
        out.uid = uids_[document_][task_];
        out.summary = summary_of(task, config_.tasks);
        if (out.summary.empty()) {
            out.summary = "(untitled)";
            note("no text");
        }
        out.priority = priority_number(task.task->priority);
        if (!path_.empty()) {  // a text without a note, as Python may give
            out.url = obsidian_url(config_, path_, task);
        }
        note_dates(*task.task);
        stamps(out, *task.task);
        if (out.event) {
            event(out, task);
        } else {
            todo(out, task);
        }
        if (!is_done(task.task->status_type)) {  // a done line no longer carries the rule
            const auto* const recurrence = task.read_field(FieldKind::recurrence);
            if (recurrence != nullptr && recurrence_of(task, config_.tasks, options_.today)) {
                out.extra.emplace_back("X-OBSIDIAN-TASKS-RECURRENCE",
                                       clean_text(task.in(recurrence->value)));
            }
        }
        categories(out, task);
        return out;
    }

    /// Without a state, the last known change is the latest date that the line tells of.
    void stamps(Component& out, const Task& task) {
        out.created = calendar_date(task, FieldKind::created);
        for (const auto kind : {FieldKind::created, FieldKind::done, FieldKind::cancelled}) {
            if (const auto day = calendar_date(task, kind);
                day && (!out.stamp || *out.stamp < *day)) {
                out.stamp = day;
            }
        }
    }

    void event(Component& out, const TaskView& task) {
        const auto at = event_date(*task.task);
        out.uid += at->suffix;
        out.start = at->day;
        out.end = day_after(at->day);
        if (task.task->status_type == StatusType::done) {
            out.summary = "✓ " + out.summary;
        } else if (task.task->status_type == StatusType::cancelled) {
            out.status = ComponentStatus::cancelled;
        } else if (is_proposed(config_, task)) {
            out.status = ComponentStatus::tentative;
        }
    }

    void todo(Component& out, const TaskView& task) {
        todo_dates(out, *task.task);
        todo_status(out, task);
        if (const auto parent = task.task->parent;
            parent != none_index && reasons_[document_][parent].empty()) {
            out.parent_uid = uids_[document_][parent];
        }
        for (const auto& id : depends_on_of(task)) {
            // No RELATED-TO: old readers take an unknown RELTYPE for PARENT and would nest the
            // task.
            if (const auto it = uid_of_id_.find(id); it != uid_of_id_.end()) {
                out.extra.emplace_back("X-OBSIDIAN-TASKS-DEPENDS-ON", it->second);
            }
        }
    }

    void todo_dates(Component& out, const Task& task) {
        const auto start = calendar_date(task, FieldKind::start);
        const auto scheduled = calendar_date(task, FieldKind::scheduled);
        out.due = calendar_date(task, FieldKind::due);
        // DUE must be later than DTSTART (RFC 5545, 3.8.2.3); consumers refuse equality.
        const auto before_due = [&](const auto& day) { return !out.due || *day < *out.due; };
        if (start && before_due(start)) {
            out.start = start;
        } else if (start) {
            out.extra_dates.emplace_back("X-OBSIDIAN-TASKS-START", *start);
            if (*out.due < *start) {
                note(fmt::format("start {} after due {}", to_string(*start), to_string(*out.due)));
            }
        } else if (scheduled && before_due(scheduled)) {
            out.start = scheduled;
        }
        if (scheduled) {
            out.extra_dates.emplace_back("X-OBSIDIAN-TASKS-SCHEDULED", *scheduled);
        }
        if (const auto cancelled = calendar_date(task, FieldKind::cancelled)) {
            out.extra_dates.emplace_back("X-OBSIDIAN-TASKS-CANCELLED", *cancelled);
        }
    }

    void todo_status(Component& out, const TaskView& task) {
        const auto done = calendar_date(*task.task, FieldKind::done);
        switch (task.task->status_type) {
            case StatusType::in_progress: out.status = ComponentStatus::in_process; break;
            case StatusType::cancelled: out.status = ComponentStatus::cancelled; break;
            case StatusType::done:
                out.status = ComponentStatus::completed;
                out.completed = done;  // never a date that the line does not tell
                break;
            case StatusType::on_hold:
            case StatusType::todo:
            case StatusType::non_task:
            case StatusType::empty: out.status = ComponentStatus::needs_action; break;
        }
        if (is_proposed(config_, task)) {  // a machine's proposal must not look like a commitment
            out.status = ComponentStatus::needs_action;
            out.extra.emplace_back("X-OBSIDIAN-TASKS-STATUS", "Proposed");
        } else if (task.task->status_type == StatusType::on_hold) {
            const auto name = config_.tasks.statuses.get(task.in(task.task->status)).name;
            out.extra.emplace_back("X-OBSIDIAN-TASKS-STATUS", clean_text(name));
        }
        if (done && !out.completed) {
            note(fmt::format("done date {} of a task that is not done", to_string(*done)));
        }
    }

    void categories(Component& out, const TaskView& task) {
        std::map<std::string, std::string> by_folded;  // sorted, unique ignoring case
        bool changed = false;
        const auto add = [&](std::string category, std::string_view exact, const char* property) {
            if (category.find_first_of(",;") != std::string::npos) {
                out.extra.emplace_back(property, exact);
                std::replace_if(
                    category.begin(), category.end(), [](char c) { return c == ',' || c == ';'; },
                    '_');
                changed = true;
            }
            by_folded.try_emplace(fold_case(category), category);
        };
        for (const auto& tag : tags_of(task, config_.tasks)) {
            if (auto name = clean_text(std::string_view{tag}.substr(1)); !name.empty()) {
                add(name, name, "X-OBSIDIAN-TASKS-TAGS");
            }
        }
        for (const auto& owner : owners_of(task)) {
            if (const auto name = clean_text(owner); !name.empty()) {
                add("@" + name, name, "X-OBSIDIAN-TASKS-OWNER");
            }
        }
        for (auto& [folded, category] : by_folded) {
            out.categories.push_back(std::move(category));
        }
        if (changed) {
            note("a comma or semicolon in a tag or owner is written as _");
        }
    }

    const Vault& vault_;
    const Config& config_;
    const CalendarOptions& options_;
    std::vector<std::vector<std::string>> uids_;          // [document][task]
    std::vector<std::vector<std::string_view>> reasons_;  // the same; empty: exported
    std::map<std::string, std::string> uid_of_id_;        // of the first exported carrier
    Calendar calendar_;
    // the task at hand
    std::size_t document_ = 0;
    std::size_t task_ = 0;
    std::string path_;
    std::uint32_t line_ = 0;
};

}  // namespace

Calendar make_calendar(const Vault& vault, const CalendarOptions& options) {
    return Maker{vault, options}.make();
}

}  // namespace tasklint
