#pragma once

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

/// One VTODO or VEVENT before it is written: values that our own types have proved valid,
/// cleaned of control characters and of bytes that are no UTF-8. docs/ics-mapping.md says which
/// task becomes what.
struct Component {
    bool event = false;
    std::string path;        ///< of the task's note, from the vault root
    std::uint32_t line = 0;  ///< the task's, from 1
    std::string uid;
    std::string summary;
    std::optional<date::year_month_day> start;      ///< DTSTART;VALUE=DATE
    std::optional<date::year_month_day> due;        ///< DUE;VALUE=DATE (VTODO)
    std::optional<date::year_month_day> end;        ///< DTEND;VALUE=DATE, exclusive (VEVENT)
    std::optional<date::year_month_day> created;    ///< CREATED at 00:00 UTC
    std::optional<date::year_month_day> completed;  ///< COMPLETED at 12:00 UTC
    std::optional<date::year_month_day> stamp;      ///< DTSTAMP at 00:00 UTC; none: 1970-01-01
    ComponentStatus status = ComponentStatus::none;
    std::uint8_t priority = 0;            ///< 1 to 9; 0: left out
    std::vector<std::string> categories;  ///< sorted, unique ignoring case, without `,` and `;`
    std::string parent_uid;               ///< RELATED-TO;RELTYPE=PARENT
    std::string url;
    std::vector<std::pair<std::string, std::string>> extra;  ///< X- properties, in order
    std::vector<std::pair<std::string, date::year_month_day>>
        extra_dates;  ///< X- properties of type DATE
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
    std::vector<Component> components;  ///< sorted by kind, then UID
    std::vector<CalendarNote> left_out;
};

struct CalendarOptions {
    Profile profile = Profile::todo;
    std::string name;               ///< `--name`; empty: the vault's name
    std::optional<bool> keep_done;  ///< default: keep for todo, drop for events
    bool keep_cancelled = false;    ///< VEVENT only
    bool drop_proposed = false;
    /// Which tasks are wanted, by the indices of note and task; empty: all. The others are as if
    /// they were not there, and not among what is left out.
    std::function<bool(std::size_t, std::size_t)> wanted;
    date::year_month_day today;
};

/// Which tasks become what. Deterministic: depends on the vault, the configuration and the options.
[[nodiscard]] Calendar make_calendar(const Vault& vault, const CalendarOptions& options);

/// The calendar as iCalendar text (RFC 5545, CRLF), one component at a time through libical.
/// @throws std::runtime_error naming the component if libical refuses a value
[[nodiscard]] std::string write_ics(const Calendar& calendar);

/// Checks iCalendar text against the rules that strict clients apply (line lengths, UTF-8,
/// required and once-only properties, dates, order, value types, UIDs). @return one line per fault;
/// empty: sound
[[nodiscard]] std::vector<std::string> check_ics(std::string_view ics);

}  // namespace tasklint
