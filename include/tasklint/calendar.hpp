#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <date/date.h>

#include "tasklint/config.hpp"
#include "tasklint/vault.hpp"

namespace tasklint {

/// What a component carries for STATUS (RFC 5545 3.8.1.11).
enum class ComponentStatus : std::uint8_t {
    none,
    needs_action,
    in_process,
    completed,
    cancelled,
    tentative
};

/// A date, or a time of day on it.
struct CalendarMoment {
    date::year_month_day day;
    std::optional<std::chrono::seconds> time;  ///< from the day's begin; none: the whole day
    friend bool operator==(const CalendarMoment&, const CalendarMoment&) = default;
};

/// A VALARM that shows a text.
struct CalendarAlarm {
    std::string uid;            ///< RFC 9074; empty: none is written
    bool from_end = false;      ///< counts from DUE, else from DTSTART
    std::chrono::minutes at{};  ///< negative: before; a whole day counts from its midnight
    bool in_hours = false;  ///< written without days, which are longer or shorter at a change of
                            ///< the clock
    friend bool operator==(const CalendarAlarm&, const CalendarAlarm&) = default;
};

/// One VTODO or VEVENT before it is written: values that our own types have proved valid,
/// cleaned of control characters and of bytes that are no UTF-8. docs/ics-mapping.md says which
/// task becomes what.
struct Component {
    bool event = false;
    std::string path;        ///< of the task's note, from the vault root
    std::uint32_t line = 0;  ///< the task's, from 1
    std::string uid;
    std::string summary;
    std::string description;              ///< lines end with U+000A; empty: none
    std::optional<CalendarMoment> start;  ///< DTSTART
    std::optional<CalendarMoment> due;    ///< DUE (VTODO)
    std::optional<CalendarMoment> end;    ///< DTEND, exclusive (VEVENT)
    bool floating = false;                ///< times are of no zone, else of the calendar's
    std::string rrule;                    ///< RRULE value; empty: none
    std::optional<date::sys_seconds> created;
    std::optional<date::sys_seconds> completed;
    std::optional<date::sys_seconds> stamp;  ///< DTSTAMP; none: 1970-01-01
    std::optional<std::uint32_t> sequence;   ///< with it LAST-MODIFIED, which is the stamp
    ComponentStatus status = ComponentStatus::none;
    std::uint8_t priority = 0;            ///< 1 to 9; 0: left out
    std::vector<std::string> categories;  ///< sorted, unique ignoring case, without `,` and `;`
    std::vector<std::string> contacts;
    std::string parent_uid;               ///< RELATED-TO;RELTYPE=PARENT
    std::vector<std::string> depends_on;  ///< RELATED-TO;RELTYPE=DEPENDS-ON (RFC 9253)
    std::string url;
    bool is_private = false;                                 ///< CLASS:PRIVATE
    std::vector<std::pair<std::string, std::string>> extra;  ///< X- properties, in order
    std::vector<std::pair<std::string, date::year_month_day>>
        extra_dates;  ///< X- properties of type DATE
    std::vector<CalendarAlarm> alarms;
    std::vector<std::string> groups;  ///< the calendars that it belongs to, if they are split
};

/// A task that the calendar leaves out or changes, and why.
struct CalendarNote {
    std::string path;        ///< from the vault root
    std::uint32_t line = 0;  ///< from 1
    std::string reason;      ///< `no date`, `impossible due date 2026-02-30`
    bool by_choice = false;  ///< the options leave such tasks out: done, cancelled, proposed
};

struct Calendar {
    std::string name;                   ///< NAME and X-WR-CALNAME; may be empty
    std::string refresh;                ///< REFRESH-INTERVAL and X-PUBLISHED-TTL; may be empty
    std::string color;                  ///< COLOR; may be empty
    std::string zone = "UTC";           ///< of times
    std::vector<Component> components;  ///< sorted by kind, then UID
    std::vector<CalendarNote> left_out;
};

/// What makes several calendars of one vault.
enum class CalendarSplit : std::uint8_t { none, owner, tag, folder };

struct CalendarOptions {
    CalendarSettings settings;
    std::string name;               ///< `--name`; empty: the vault's name
    std::optional<bool> keep_done;  ///< default: keep for to-dos, drop for events
    bool keep_cancelled = false;    ///< VEVENT only
    bool drop_proposed = false;
    CalendarSplit split = CalendarSplit::none;
    /// Which tasks are wanted, by note and index; empty: all. The others are as if they were not
    /// there, and not among what is left out. Called from several threads.
    std::function<bool(const Document&, std::size_t)> wanted;
    /// DTSTAMP of the entries of a note, by its path; empty: the latest date that a task tells of.
    std::function<std::optional<date::sys_seconds>(const std::string&)> stamp;
    date::year_month_day today;
};

/// Which tasks become what. Deterministic: depends on the vault, the configuration and the options.
/// @throws std::invalid_argument if the time zone is not known, or the vault id no UUID
[[nodiscard]] Calendar make_calendar(const Vault& vault, const CalendarOptions& options);

/// The calendar as iCalendar text (RFC 5545, CRLF), one component at a time through libical. A
/// component that libical or `check_ics` refuses is left out.
/// @param refused gets what was left out and why; null: it is thrown
/// @throws std::runtime_error naming the component
[[nodiscard]] std::string write_ics(const Calendar& calendar,
                                    std::vector<CalendarNote>* refused = nullptr);

/// Checks iCalendar text against the rules that strict clients apply (line lengths, UTF-8,
/// required and once-only properties, dates, order, value types, UIDs). @return one line per fault;
/// empty: sound
[[nodiscard]] std::vector<std::string> check_ics(std::string_view ics);

}  // namespace tasklint
