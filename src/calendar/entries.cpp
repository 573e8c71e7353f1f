// What a task becomes: docs/ics-mapping.md is the same in words. Values only; what the text of a
// calendar looks like is known by write_ics.cpp alone.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include <fmt/core.h>

#include "calendar/identity.hpp"
#include "calendar/model.hpp"
#include "calendar/obsidian_url.hpp"
#include "calendar/rule.hpp"
#include "calendar/summary.hpp"
#include "calendar/times.hpp"
#include "config/export_values.hpp"
#include "tasklint/recurrence.hpp"
#include "tasklint/text.hpp"

namespace tasklint {
namespace {

using date::days;
using date::local_days;
using date::local_seconds;
using date::year_month_day;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr hours noon{12};
constexpr seconds end_of_day{24 * 60 * 60 - 1};

year_month_day day_after(const year_month_day& day) { return date::sys_days{day} + days{1}; }

local_seconds local_time(const CalendarMoment& moment) {
    return local_days{moment.day} + moment.time.value_or(seconds{0});
}

CalendarMoment moment_at(local_seconds local) {
    const auto day = date::floor<days>(local);
    return {year_month_day{day}, local - day};
}

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

std::string_view reason_text(LeftOut reason) {
    switch (reason) {
        case LeftOut::template_text: return "template text";
        case LeftOut::non_task: return "no task by its status";
        case LeftOut::done: return "done";
        case LeftOut::cancelled: return "cancelled";
        case LeftOut::proposed: return "proposed";
        case LeftOut::private_task: return "private";
        case LeftOut::no_date: return "no date";
        case LeftOut::none:
        case LeftOut::unwanted: break;
    }
    return {};
}

/// The options ask for it; nothing is wrong with the task.
bool is_choice(LeftOut reason) {
    return reason == LeftOut::done || reason == LeftOut::cancelled || reason == LeftOut::proposed ||
           reason == LeftOut::private_task;
}

bool has_impossible_date(const Task& task) {
    return std::any_of(date_kinds.begin(), date_kinds.end(), [&](FieldKind kind) {
        const auto* day = date_of(task, kind);
        return day != nullptr && !day->ok();
    });
}

class NoteWriter {
public:
    NoteWriter(const CalendarMaker& maker, std::size_t note, const Document& document)
        : maker_{maker},
          config_{maker.config()},
          settings_{maker.options().settings},
          note_index_{note},
          document_{document},
          lines_{document.text} {}

    NoteEntries make() {
        for (task_ = 0; task_ < document_.tasks.size(); ++task_) {
            const auto task = document_.view(task_);
            const auto todo = maker_.todo_left_out(note_index_, task_);
            const auto event = maker_.event_left_out(note_index_, task_);
            if (todo == LeftOut::unwanted && event == LeftOut::unwanted) {
                continue;
            }
            line_ = lines_.line_of(task.task->line.begin) + 1;
            if (todo != LeftOut::none && event != LeftOut::none) {
                const auto reason = todo == LeftOut::unwanted ? event : todo;
                note(std::string{reason_text(reason)}, is_choice(reason));
                note_dates(*task.task);
                continue;
            }
            read(task);
            if (todo == LeftOut::none) {
                out_.components.push_back(make_todo(task));
            }
            if (event == LeftOut::none) {
                make_events(task);
            }
        }
        return std::move(out_);
    }

private:
    void note(std::string reason, bool by_choice = false) {
        out_.left_out.push_back({document_.path, line_, std::move(reason), by_choice});
    }

    /// What holds for the to-do and the event of a task is said once.
    void note_once(std::string reason) {
        const auto& notes = out_.left_out;
        for (auto one = notes.rbegin(); one != notes.rend() && one->line == line_; ++one) {
            if (one->reason == reason) {
                return;
            }
        }
        note(std::move(reason));
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

    /// What to-do and event have in common.
    void read(const TaskView& task) {
        common_ = {};
        times_ = settings_.times ? times_of(task) : TaskTimes{};
        begin_is_written_ = reminder_is_written_ = false;
        rule_.reset();
        common_.path = document_.path;
        common_.line = line_;
        common_.uid = maker_.uid_of(note_index_, document_, task_);
        common_.is_private =
            settings_.redact && is_private(task, maker_.private_tags(), config_.tasks);
        common_.groups = groups_of(task);
        if (times_.spans.empty()) {  // else it hangs on whether these get into the component
            set_summary(common_, task);
        }
        note_dates(*task.task);
        stamps(*task.task);
        read_rule(task);
        if (common_.is_private) {
            return;
        }
        common_.priority = priority_number(task.task->priority);
        if (!document_.path.empty()) {  // a text without a note, as Python may give
            common_.url = obsidian_url(config_, document_.path, task);
        }
        if (settings_.body) {
            common_.description = body_of(document_, task_);
        }
        if (settings_.google && !common_.url.empty()) {
            common_.description += (common_.description.empty() ? "" : "\n\n") + common_.url;
        }
        categories(task);
    }

    void set_summary(Component& out, const TaskView& task) {
        out.summary = out.is_private ? "Private" : summary_of(task, config_.tasks, written_times());
        if (out.summary.empty()) {
            out.summary = "(untitled)";
            note_once("no text");
        }
    }

    /// Where the times stand that the component at hand has.
    [[nodiscard]] std::vector<Span> written_times() const {
        std::vector<Span> spans;
        if (begin_is_written_) {
            spans.push_back(times_.spans.front());
        }
        if (reminder_is_written_) {
            spans.push_back(times_.spans.back());
        }
        return spans;
    }

    /// Without a state, the last known change is the latest date that the line tells of.
    void stamps(const Task& task) {
        std::optional<year_month_day> latest;
        for (const auto kind : {FieldKind::created, FieldKind::done, FieldKind::cancelled}) {
            if (const auto day = calendar_date(task, kind); day && (!latest || *latest < *day)) {
                latest = day;
            }
        }
        if (const auto& stamp = maker_.options().stamp) {
            common_.stamp = stamp(document_.path);
        } else if (latest) {
            common_.stamp = date::sys_days{*latest};
        }
        if (const auto day = calendar_date(task, FieldKind::created)) {
            common_.created = maker_.zone().to_utc(local_days{*day});
        }
    }

    void read_rule(const TaskView& task) {
        const auto* const field = task.read_field(FieldKind::recurrence);
        if (field == nullptr || is_done(task.task->status_type)) {
            return;  // a done line no longer carries the rule
        }
        const auto recurrence = recurrence_of(task, config_.tasks, maker_.options().today);
        if (!recurrence) {
            if (!has_impossible_date(*task.task)) {  // that is said, and is why
                note("recurrence left out: Tasks cannot read it");
            }
            return;
        }
        if (!common_.is_private) {
            common_.extra.emplace_back("X-OBSIDIAN-TASKS-RECURRENCE",
                                       clean_text(task.in(field->value)));
        }
        if (!maker_.makes_events() && settings_.recur == RecurrenceOutput::instance) {
            return;
        }
        const auto dates = reference_dates_of(*task.task);
        const auto reference =
            reference_date(dates, config_.tasks.remove_scheduled_date_on_recurrence);
        if (!reference || !fits_calendar(*reference)) {
            note("recurrence left out: the task has no date that it counts from");
            return;
        }
        rule_ = calendar_rule(*recurrence, *reference, settings_.shift_unsynced);
        reference_ = *reference;
        if (!rule_->left_out.empty()) {
            note("recurrence left out: " + rule_->left_out, recurrence->when_done());
            rule_.reset();
        } else if (!rule_->changed.empty()) {
            note("recurrence changed: " + rule_->changed);
        }
    }

    /// The rule with its end, of the type that the start has.
    /// @param later by so many days than the date that the rule counts from
    [[nodiscard]] std::string rule_text(const CalendarMoment& start, days later,
                                        bool floating) const {
        if (!rule_->until) {
            return rule_->value;
        }
        constexpr auto last = date::sys_days{date::year{9999} / 12 / 31};  // of four digits
        const year_month_day day = std::min(date::sys_days{*rule_->until} + later, last);
        if (!start.time) {
            return fmt::format("{};UNTIL={:04}{:02}{:02}", rule_->value, int{day.year()},
                               unsigned{day.month()}, unsigned{day.day()});
        }
        const auto local = local_days{day} + end_of_day;
        const auto at =
            floating ? date::sys_seconds{local.time_since_epoch()} : maker_.zone().to_utc(local);
        const auto at_day = date::floor<days>(at);
        const year_month_day date{at_day};
        const date::hh_mm_ss time{at - at_day};
        return fmt::format("{};UNTIL={:04}{:02}{:02}T{:02}{:02}{:02}{}", rule_->value,
                           int{date.year()}, unsigned{date.month()}, unsigned{date.day()},
                           time.hours().count(), time.minutes().count(), time.seconds().count(),
                           floating ? "" : "Z");
    }

    // ---- events

    void make_events(const TaskView& task) {
        const auto all = event_days(task, settings_);
        if (settings_.event_on == EventOn::span) {
            note_late_start(task);
        }
        for (const auto& one : all) {
            out_.components.push_back(make_event(task, one));
        }
    }

    void note_late_start(const TaskView& task) {
        if (maker_.makes_todos()) {
            return;  // said there
        }
        const auto start = calendar_date(*task.task, FieldKind::start);
        const auto due = calendar_date(*task.task, FieldKind::due);
        if (start && due && *due < *start) {
            note(fmt::format("start {} after due {}", to_string(*start), to_string(*due)));
        }
    }

    Component make_event(const TaskView& task, EventDays at) {
        Component out = begin_component();
        out.event = true;
        out.uid += at.suffix;
        const auto later = rule_ ? fit_rule(at) : std::nullopt;
        out.start = CalendarMoment{at.first, std::nullopt};
        out.end = CalendarMoment{day_after(at.last), std::nullopt};
        if (at.first == at.last) {
            set_event_time(out, at.first);
        }
        if (later) {
            out.rrule = rule_text(*out.start, *later, false);
        }
        alarms_and_summary(out, task);
        if (task.task->status_type == StatusType::done) {
            if (!out.is_private) {
                out.summary = "✓ " + out.summary;
            }
        } else if (task.task->status_type == StatusType::cancelled) {
            out.status = ComponentStatus::cancelled;
        } else if (is_proposed(config_, task)) {
            out.status = ComponentStatus::tentative;
        }
        return out;
    }

    /// The days on which a recurring event begins.
    /// @return how many days later than what the rule says; none: it cannot hold for them
    std::optional<days> fit_rule(EventDays& at) {
        const bool at_reference = at.first == reference_ && at.last == reference_;
        if (!at_reference && holds_from(at.first)) {
            return date::sys_days{at.first} - date::sys_days{reference_};
        }
        if (at_reference || settings_.event_on == EventOn::span) {
            at.first = at.last = rule_->start;
            return days{0};
        }
        note(fmt::format("recurrence left out: it counts from {}, not from {}",
                         to_string(reference_), to_string(at.first)));
        return std::nullopt;
    }

    /// Every date of the task moves by as many days, so a rule that counts from one of them holds
    /// for the others, unless it names days. Months are of different lengths: a month later is as
    /// many days later only within one month, and on days that all of them have.
    [[nodiscard]] bool holds_from(const year_month_day& day) const {
        constexpr unsigned in_every_month = 28;
        return !rule_->names_days && rule_->start == reference_ &&
               (!rule_->by_months ||
                (day.year() == reference_.year() && day.month() == reference_.month() &&
                 unsigned{reference_.day()} <= in_every_month &&
                 unsigned{day.day()} <= in_every_month));
    }

    void set_event_time(Component& out, const year_month_day& day) {
        const auto begin = take_time_on(day);
        if (!begin) {
            return;
        }
        out.start->time = *begin;
        note_clock(*out.start);
        const auto end =
            times_.begin && times_.end ? seconds{*times_.end} : *begin + settings_.default_duration;
        const auto length = end <= *begin ? end + hours{24} - *begin : end - *begin;
        auto local = local_time(*out.start) + length;
        if (times_.begin && times_.end) {
            note_clock(moment_at(local));
        }
        // The clock may be put forward in between, so that it shows no later time than the start's.
        const auto instant = maker_.zone().to_utc(local_time(*out.start));
        if (maker_.zone().to_utc(local) <= instant) {
            local = maker_.zone().to_local(instant + length);
        }
        out.end = moment_at(local);
    }

    Component begin_component() {
        begin_is_written_ = reminder_is_written_ = false;
        return common_;
    }

    /// The time that the task has on that day, if it has one: it gets into the component.
    [[nodiscard]] std::optional<seconds> take_time_on(const year_month_day& day) {
        if (times_.begin) {
            begin_is_written_ = true;
            return *times_.begin;
        }
        if (times_.reminder && (!times_.reminder_day || *times_.reminder_day == day)) {
            reminder_is_written_ = true;
            return *times_.reminder;
        }
        return std::nullopt;
    }

    void note_clock(const CalendarMoment& moment) {
        const auto kind = maker_.zone().kind_of(local_time(moment));
        if (kind != LocalTime::once) {
            const date::hh_mm_ss time{moment.time.value_or(seconds{0})};
            note_once(
                fmt::format("{:02}:{:02} is on {} {} in {}: the clock changes",
                            time.hours().count(), time.minutes().count(), to_string(moment.day),
                            kind == LocalTime::never ? "no time" : "twice", maker_.zone().name()));
        }
    }

    // ---- to-dos

    Component make_todo(const TaskView& task) {
        Component out = begin_component();
        todo_dates(out, *task.task);
        todo_status(out, task);
        if (const auto parent = task.task->parent;
            parent != none_index && maker_.todo_left_out(note_index_, parent) == LeftOut::none &&
            is_among(out.groups, parent)) {
            out.parent_uid = maker_.uid_of(note_index_, document_, parent);
        }
        if (!out.is_private) {
            for (const auto& id : depends_on_of(task)) {
                if (auto uid = maker_.todo_with_id(id); !uid.empty()) {
                    if (settings_.depends_on) {
                        out.depends_on.push_back(std::move(uid));
                    } else {
                        // Old readers take an unknown RELTYPE for PARENT and would nest the task.
                        out.extra.emplace_back("X-OBSIDIAN-TASKS-DEPENDS-ON", std::move(uid));
                    }
                }
            }
        }
        alarms_and_summary(out, task);
        return out;
    }

    void todo_dates(Component& out, const Task& task) {
        const auto start = calendar_date(task, FieldKind::start);
        const auto scheduled = calendar_date(task, FieldKind::scheduled);
        auto due = calendar_date(task, FieldKind::due);
        if (!due && settings_.due_fallback) {
            due = scheduled;
        }
        if (!due && !scheduled && !start && times_.reminder_day &&
            fits_calendar(*times_.reminder_day)) {
            due = times_.reminder_day;
        }
        // DUE must be later than DTSTART (RFC 5545, 3.8.2.3); consumers refuse equality.
        const auto before_due = [&](const auto& day) { return !due || *day < *due; };
        const bool takes_start = settings_.todo_start != TodoStart::none;
        const bool takes_scheduled = settings_.todo_start == TodoStart::start_then_scheduled;
        std::optional<year_month_day> begin;
        if (start && before_due(start) && takes_start) {
            begin = start;
        } else if (start) {
            out.extra_dates.emplace_back("X-OBSIDIAN-TASKS-START", *start);
            if (due && *due < *start) {
                note(fmt::format("start {} after due {}", to_string(*start), to_string(*due)));
            }
        } else if (scheduled && before_due(scheduled) && takes_scheduled) {
            begin = scheduled;
        }
        if (scheduled) {
            out.extra_dates.emplace_back("X-OBSIDIAN-TASKS-SCHEDULED", *scheduled);
        }
        if (const auto cancelled = calendar_date(task, FieldKind::cancelled)) {
            out.extra_dates.emplace_back("X-OBSIDIAN-TASKS-CANCELLED", *cancelled);
        }
        if (rule_ && settings_.recur == RecurrenceOutput::rrule) {
            // A rule needs DTSTART, and DUE has to be later: the whole day, wherever one is.
            if (start && begin == start) {
                out.extra_dates.emplace_back("X-OBSIDIAN-TASKS-START", *start);
            }
            out.floating = true;
            out.start = CalendarMoment{rule_->start, seconds{0}};
            out.due = CalendarMoment{rule_->start, end_of_day};
            out.rrule = rule_text(*out.start, days{0}, true);
            return;
        }
        if (begin) {
            out.start = CalendarMoment{*begin, std::nullopt};
        }
        if (due) {
            out.due = CalendarMoment{*due, std::nullopt};
        }
        todo_times(out);
    }

    /// Times make date-times of both dates: they have to be of one type.
    void todo_times(Component& out) {
        auto& at = out.due ? out.due : out.start;
        if (!at) {
            return;
        }
        const auto time = take_time_on(at->day);
        if (!time) {
            return;
        }
        const auto day = at->day;
        const bool range = times_.begin && times_.end && *times_.begin < *times_.end;
        at->time = range && out.due ? seconds{*times_.end} : *time;
        note_clock(*at);
        if (out.due && out.start) {
            out.start->time = seconds{0};
        } else if (out.due && range) {
            out.start = CalendarMoment{day, *time};
            note_clock(*out.start);
        }
        if (out.due && out.start &&
            maker_.zone().to_utc(local_time(*out.due)) <=
                maker_.zone().to_utc(local_time(*out.start))) {
            out.start.reset();  // the clock is put forward over all of it
        }
    }

    void todo_status(Component& out, const TaskView& task) {
        const auto done = calendar_date(*task.task, FieldKind::done);
        switch (task.task->status_type) {
            case StatusType::in_progress: out.status = ComponentStatus::in_process; break;
            case StatusType::cancelled: out.status = ComponentStatus::cancelled; break;
            case StatusType::done:
                out.status = ComponentStatus::completed;
                if (done) {  // never a date that the line does not tell
                    out.completed = maker_.zone().to_utc(local_days{*done} + noon);
                }
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

    // ---- both

    /// When it is known which times the component has.
    void alarms_and_summary(Component& out, const TaskView& task) {
        alarms(out, task);
        if (!times_.spans.empty()) {
            set_summary(out, task);
        }
    }

    void alarms(Component& out, const TaskView& task) {
        if (is_done(task.task->status_type) || settings_.google) {
            return;
        }
        const bool to_end = !out.event && out.due && out.rrule.empty();
        const auto& anchor = to_end ? out.due : out.start;
        if (!anchor) {
            return;
        }
        const auto add = [&](minutes at, bool in_hours = false) {
            CalendarAlarm alarm;
            alarm.from_end = to_end;
            alarm.at = at;
            alarm.in_hours = in_hours;
            if (out.event) {  // RFC 9074; of a to-do, ts-ics takes it for the UID of the to-do
                alarm.uid = uuid_of(config_.vault_id,
                                    fmt::format("alarm:{}:{}", out.uid, out.alarms.size()));
            }
            out.alarms.push_back(std::move(alarm));
        };
        const auto base = local_time(*anchor);
        const bool of_zone = anchor->time && out.rrule.empty();
        const auto add_at = [&](local_seconds local) {
            // Hours are exact (RFC 5545, 3.3.6): the clock may change in between.
            const auto shown = local - base;
            const auto passed =
                of_zone ? maker_.zone().to_utc(local) - maker_.zone().to_utc(base) : shown;
            add(date::floor<minutes>(passed), passed != shown);
        };
        for (const auto& setting : settings_.alarms) {
            if (!setting.of_day) {
                add(setting.offset);
                continue;
            }
            const auto kind = setting.of_due ? FieldKind::due : FieldKind::start;
            auto day = calendar_date(*task.task, kind);
            if (!day && setting.of_due && out.due) {
                day = out.due->day;  // the scheduled date that stands for it
            }
            if (day && !out.rrule.empty()) {
                day = anchor->day;
            }
            if (day) {
                add_at(local_days{*day} + setting.offset);
            }
        }
        if (times_.reminder && times_.reminder_day && fits_calendar(*times_.reminder_day) &&
            (times_.begin || *times_.reminder_day != anchor->day)) {
            add_at(local_days{*times_.reminder_day} + *times_.reminder);
            reminder_is_written_ = true;
        }
    }

    void categories(const TaskView& task) {
        std::map<std::string, std::string> by_folded;  // sorted, unique ignoring case
        bool changed = false;
        const auto add = [&](std::string category, std::string_view exact, const char* property) {
            // libical cannot write `,` and `;` escaped here, and programs differ on a backslash.
            constexpr std::string_view unsafe = ",;\\";
            if (category.find_first_of(unsafe) != std::string::npos) {
                common_.extra.emplace_back(property, exact);
                std::replace_if(
                    category.begin(), category.end(),
                    [&](char c) { return unsafe.find(c) != std::string_view::npos; }, '_');
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
            const auto name = clean_text(owner);
            if (name.empty()) {
                continue;
            }
            switch (settings_.owners) {
                case OwnerOutput::categories:
                    add("@" + name, name, "X-OBSIDIAN-TASKS-OWNER");
                    break;
                case OwnerOutput::contact: common_.contacts.push_back(name); break;
                case OwnerOutput::extra:
                    common_.extra.emplace_back("X-OBSIDIAN-TASKS-OWNER", name);
                    break;
            }
        }
        for (auto& [folded, category] : by_folded) {
            common_.categories.push_back(std::move(category));
        }
        if (changed) {
            note("a comma, semicolon or backslash in a tag or owner is written as _");
        }
    }

    /// The parent is in all calendars that the task is in.
    [[nodiscard]] bool is_among(const std::vector<std::string>& groups, std::size_t parent) const {
        if (maker_.options().split == CalendarSplit::none) {
            return true;
        }
        const auto others = groups_of(document_.view(parent));
        return groups.empty() == others.empty() &&
               std::includes(others.begin(), others.end(), groups.begin(), groups.end());
    }

    /// Sorted, unique. Empty: the task belongs to nobody's calendar.
    [[nodiscard]] std::vector<std::string> groups_of(const TaskView& task) const {
        std::vector<std::string> groups;
        switch (maker_.options().split) {
            case CalendarSplit::none: break;
            case CalendarSplit::owner:
                for (const auto& owner : owners_of(task)) {
                    groups.push_back(clean_text(owner));
                }
                break;
            case CalendarSplit::tag:
                for (const auto& tag : tags_of(task, config_.tasks)) {
                    groups.push_back(clean_text(std::string_view{tag}.substr(1)));
                }
                break;
            case CalendarSplit::folder:
                if (const auto slash = document_.path.rfind('/'); slash != std::string::npos) {
                    groups.push_back(clean_text(document_.path.substr(0, slash)));
                }
                break;
        }
        std::sort(groups.begin(), groups.end());
        groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
        groups.erase(std::remove(groups.begin(), groups.end(), ""), groups.end());
        return groups;
    }

    const CalendarMaker& maker_;
    const Config& config_;
    const CalendarSettings& settings_;
    std::size_t note_index_;
    const Document& document_;
    LineIndex lines_;
    NoteEntries out_;
    // the task at hand
    std::size_t task_ = 0;
    std::uint32_t line_ = 0;
    Component common_;
    TaskTimes times_;
    bool begin_is_written_ = false, reminder_is_written_ = false;  // in the component at hand
    std::optional<CalendarRule> rule_;
    year_month_day reference_;
};

}  // namespace

NoteEntries CalendarMaker::entries(std::size_t note, const Document& document) const {
    return NoteWriter{*this, note, document}.make();
}

}  // namespace tasklint
