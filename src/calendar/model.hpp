#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "calendar/identity.hpp"
#include "calendar/zone.hpp"
#include "tasklint/calendar.hpp"

namespace tasklint {

/// Why a task does not become a to-do or an event.
enum class LeftOut : std::uint8_t {
    none,
    unwanted,  ///< nobody asked for it
    template_text,
    non_task,
    done,
    cancelled,
    proposed,
    private_task,
    no_date,
};

/// What parents, twins and dependencies need to know of a note before any entry is made.
struct NoteSurvey {
    struct TaskSurvey {
        UuidBytes uuid{};  ///< its UID, unless another task has the same
        LeftOut todo = LeftOut::none, event = LeftOut::none;
    };
    std::vector<TaskSurvey> tasks;
    std::vector<std::pair<std::uint32_t, std::string>> ids;  ///< of its tasks that have one
    /// Open tasks that only their order tells from an earlier one of the note.
    std::size_t twins = 0;
};

/// What becomes of the tasks of a note.
struct NoteEntries {
    std::vector<Component> components;
    std::vector<CalendarNote> left_out;
};

/// Makes entries note by note, so that no note has to stay in memory: each is surveyed in order of
/// path, its entries are made later.
class CalendarMaker {
public:
    /// Both must outlive the maker. @throws std::invalid_argument as `make_calendar`
    CalendarMaker(const Config& config, const CalendarOptions& options);

    /// Thread-safe.
    [[nodiscard]] NoteSurvey survey(const Document& document) const;
    /// Called once a note, in order of path.
    void add(std::size_t note, const NoteSurvey& survey);
    /// The UID made from the task alone, once its note is added.
    /// @param seed `seed_of` the task; asked for only if another task has the same
    [[nodiscard]] std::string stateless_uid(std::size_t note, std::size_t task,
                                            const std::function<std::string()>& seed) const;
    /// Other UIDs than those made from the tasks alone. @param uids one a task, in order
    void set_uids(std::size_t note, std::vector<std::string> uids);
    /// The note has as many tasks as when it was added.
    [[nodiscard]] bool knows(std::size_t note, const Document& document) const {
        return notes_[note].count == document.tasks.size();
    }
    /// All notes are added.
    void seal();
    /// The entries of the note can be made when the notes before it are added: none says something
    /// of a task that may stand in another note.
    [[nodiscard]] static bool stands_alone(const Document& document);
    /// What stands in the calendar, once all notes are added, or the note and those before it if it
    /// stands alone. Thread-safe, but not beside `add`.
    [[nodiscard]] NoteEntries entries(std::size_t note, const Document& document) const;

    /// The calendar without its components.
    [[nodiscard]] Calendar frame() const;

    /// Open tasks without an id that only their order tells from an earlier one of their note.
    [[nodiscard]] std::size_t twins() const noexcept { return twins_; }
    [[nodiscard]] const Config& config() const noexcept { return config_; }
    [[nodiscard]] const CalendarOptions& options() const noexcept { return options_; }
    [[nodiscard]] const Zone& zone() const noexcept { return zone_; }
    /// Folded, with `#`.
    [[nodiscard]] const std::vector<std::string>& private_tags() const noexcept {
        return private_tags_;
    }
    /// What the profile says, but events alone for Google.
    [[nodiscard]] bool makes_todos() const noexcept;
    [[nodiscard]] bool makes_events() const noexcept;
    [[nodiscard]] LeftOut todo_left_out(std::size_t note, std::size_t task) const {
        return chosen(note, task).todo;
    }
    [[nodiscard]] LeftOut event_left_out(std::size_t note, std::size_t task) const {
        return chosen(note, task).event;
    }
    [[nodiscard]] std::string uid_of(std::size_t note, const Document& document,
                                     std::size_t task) const;
    /// The UID of the first to-do with that id; empty: there is none.
    [[nodiscard]] std::string todo_with_id(const std::string& id) const;

private:
    struct Chosen {
        UuidBytes uuid{};
        std::uint32_t number = 1;  // of the carriers of that UUID; the first one's UID is it
        LeftOut todo = LeftOut::none, event = LeftOut::none;
    };
    struct NoteTasks {
        std::uint32_t begin = 0, count = 0;  // in tasks_
    };

    [[nodiscard]] const Chosen& chosen(std::size_t note, std::size_t task) const {
        return tasks_[notes_[note].begin + task];
    }
    [[nodiscard]] const std::string* set_uid(std::size_t note, std::size_t task) const;
    /// Where the first carrier of a UUID is noted, or would be.
    [[nodiscard]] std::uint32_t& first_carrier(const UuidBytes& uuid);
    /// The number of the next carrier, who comes last in tasks_.
    [[nodiscard]] std::uint32_t next_number(const UuidBytes& uuid);
    [[nodiscard]] LeftOut left_out(const TaskView& task, bool event) const;

    const Config& config_;
    const CalendarOptions& options_;
    Zone zone_;
    std::vector<std::string> private_tags_;  // folded
    std::vector<NoteTasks> notes_;
    std::deque<Chosen> tasks_;  // of all notes, in the order in which these are added
    std::vector<std::vector<std::string>> uids_;  // by note, if they are not made from tasks alone
    // A hash table: one more than the place in tasks_ of the first carrier of a UUID, or 0. There
    // may be very many, and these are four bytes each.
    std::vector<std::uint32_t> first_carriers_;
    std::unordered_map<std::uint32_t, std::uint32_t> repeats_;  // by the first carrier, if any
    std::size_t twins_ = 0;
    std::map<std::string, std::pair<std::size_t, std::size_t>> carrier_of_id_;  // note and task:
                                                                                // the first to-do
};

/// A date that a calendar can hold: libical refuses years above 3000, and several programs lose the
/// zeros of year 0999.
[[nodiscard]] bool fits_calendar(const date::year_month_day& day);
/// The date if a calendar can hold it.
[[nodiscard]] std::optional<date::year_month_day> calendar_date(const Task& task, FieldKind kind);

/// The days of an event, and what its UID ends with.
struct EventDays {
    date::year_month_day first, last;
    std::string_view suffix;
    friend bool operator==(const EventDays&, const EventDays&) = default;
};
/// One event for each; none: the task has no date.
[[nodiscard]] std::vector<EventDays> event_days(const TaskView& task,
                                                const CalendarSettings& settings);

/// The task has one of the tags, or one below it. @param folded the tags, folded, with `#`
[[nodiscard]] bool is_private(const TaskView& task, const std::vector<std::string>& folded,
                              const TaskSettings& settings);

}  // namespace tasklint
