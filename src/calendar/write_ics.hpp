#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

#include "calendar/zone.hpp"
#include "tasklint/calendar.hpp"

// The pieces of a calendar as text, for those who put it together themselves.
namespace tasklint {

/// The span of local times that some components use, for their VTIMEZONE.
struct ZoneUse {
    std::optional<date::local_seconds> first, last;
    bool recurs = false;

    void add(const Component& component);
    void add(const ZoneUse& other);
    /// VTIMEZONE; empty if no time is of a zone.
    [[nodiscard]] std::string text(const Zone& zone) const;
};

struct ComponentText {
    std::string text;   ///< from BEGIN to END
    std::string fault;  ///< why no client should get it; empty: it is sound
};

/// Writes and checks one component. Thread-safe.
[[nodiscard]] ComponentText component_text(const Component& component, const Zone& zone);

/// `check_ics` for what stands in a VCALENDAR, without it.
[[nodiscard]] std::vector<std::string> check_ics_members(std::string_view ics);

/// A component's text with other stamps: DTSTAMP, and LAST-MODIFIED and SEQUENCE behind it.
/// @param text without the latter two
[[nodiscard]] std::string with_revision(std::string_view text, date::sys_seconds stamp,
                                        std::uint32_t sequence);

/// From BEGIN:VCALENDAR to the properties of the calendar.
[[nodiscard]] std::string calendar_head(const Calendar& calendar);
[[nodiscard]] std::string_view calendar_tail();
/// What stands in a calendar that has no component.
[[nodiscard]] std::string_view empty_calendar();

/// The reason of a component that has a fault.
[[nodiscard]] std::string refusal(std::string_view fault);

}  // namespace tasklint
