// The only file that knows libical. It gets values that the model has proved valid and cleaned;
// what libical would pass on unseen or change in silence is refused here. One component is built,
// written and freed at a time: a whole tree of a hundred thousand to-dos takes hundreds of MiB.

#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <libical/ical.h>

#include "tasklint/calendar.hpp"
#include "tasklint/text.hpp"

namespace tasklint {
namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeProperty {
    void operator()(icalproperty* property) const { icalproperty_free(property); }
};
struct FreeValue {
    void operator()(icalvalue* value) const { icalvalue_free(value); }
};
struct FreeText {
    void operator()(char* text) const { std::free(text); }
};
using ComponentPointer = std::unique_ptr<icalcomponent, FreeComponent>;
using PropertyPointer = std::unique_ptr<icalproperty, FreeProperty>;
using ValuePointer = std::unique_ptr<icalvalue, FreeValue>;
using TextPointer = std::unique_ptr<char, FreeText>;

icaltimetype ical_date(const date::year_month_day& day) {
    auto time = icaltime_null_time();
    time.year = int{day.year()};
    time.month = static_cast<int>(unsigned{day.month()});
    time.day = static_cast<int>(unsigned{day.day()});
    time.is_date = 1;
    return time;
}

icaltimetype ical_utc(const date::year_month_day& day, int hour) {
    auto time = ical_date(day);
    time.is_date = 0;
    time.hour = hour;
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

/// Appends content lines, folded anew (RFC 5545 3.1): at most 75 octets, never inside a character.
/// libical 3.0.16 folds between the CR and the LF of a line that is just as long as its limit, and
/// leaves a long first word's name alone on its line.
void append_folded(std::string& out, std::string_view text) {
    constexpr std::size_t limit = 75;
    constexpr std::string_view fold = "\r\n ";
    std::string line;
    const auto flush = [&] {
        std::string_view rest = line;
        for (std::size_t room = limit; rest.size() > room; room = limit - 1) {
            std::size_t end = room;
            while ((static_cast<unsigned char>(rest[end]) & 0xC0U) == 0x80U) {
                --end;
            }
            out.append(rest.substr(0, end)).append(fold);
            rest.remove_prefix(end);
        }
        out.append(rest).append("\r\n");
        line.clear();
    };
    // Unfolded first: a fold may stand inside what ends a line.
    std::string whole;
    for (auto at = text.find(fold); at != std::string_view::npos; at = text.find(fold)) {
        whole.append(text.substr(0, at));
        text.remove_prefix(at + fold.size());
    }
    whole.append(text);
    text = whole;
    for (auto end = text.find("\r\n"); end != std::string_view::npos; end = text.find("\r\n")) {
        line = text.substr(0, end);
        text.remove_prefix(end + 2);
        flush();
    }
    if (!text.empty()) {
        line = text;
        flush();
    }
}

/// Refuses what libical would let pass, and what it refuses itself.
class Checked {
public:
    /// @param what is written, for messages
    explicit Checked(std::string what) : what_{std::move(what)} {
        static const bool returns = (icalerror_set_errors_are_fatal(0), true);  // else it aborts
        static_cast<void>(returns);
        icalerror_clear_errno();  // it is sticky
    }

    [[noreturn]] void refuse(std::string_view name) const {
        throw std::runtime_error(fmt::format("libical refuses {} of {}", name, what_));
    }
    PropertyPointer property(std::string_view name, icalproperty* made) const {
        PropertyPointer property{made};
        if (!property || icalerrno != ICAL_NO_ERROR) {
            refuse(name);
        }
        return property;
    }
    /// Text that libical would write as it is, although it must not stand in a calendar.
    const char* text(std::string_view name, const std::string& value) const {
        for (const char c : value) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
                refuse(name);
            }
        }
        if (!is_valid_utf8(value)) {
            refuse(name);
        }
        return value.c_str();
    }
    icaltimetype day(std::string_view name, const date::year_month_day& day) const {
        if (!day.ok() || int{day.year()} < 1 || int{day.year()} > 3000) {
            refuse(name);
        }
        return ical_date(day);
    }
    icaltimetype utc(std::string_view name, const date::year_month_day& day, int hour) const {
        static_cast<void>(this->day(name, day));
        return ical_utc(day, hour);
    }

private:
    std::string what_;
};

/// An X- property of type TEXT. libical does not escape commas and semicolons in them, and servers
/// that do would change the value on the way. An explicit type with a value of libical's own kind
/// "string", which it writes as it is, lets its escaped text through.
PropertyPointer x_property(const Checked& checked, const char* name, const std::string& value) {
    const auto* text = checked.text(name, value);
    PropertyPointer property;
    if (value.find_first_of(",;") == std::string::npos) {
        property = checked.property(name, icalproperty_new_x(text));
    } else {
        property = checked.property(name, icalproperty_new(ICAL_X_PROPERTY));
        const ValuePointer plain{icalvalue_new_text(text)};
        const TextPointer escaped{plain ? icalvalue_as_ical_string_r(plain.get()) : nullptr};
        if (!escaped) {
            checked.refuse(name);
        }
        icalproperty_add_parameter(property.get(), icalparameter_new_value(ICAL_VALUE_TEXT));
        icalproperty_set_value(property.get(), icalvalue_new_string(escaped.get()));
    }
    icalproperty_set_x_name(property.get(), name);
    return property;
}

/// Properties in the order in which they are added.
class Writer {
public:
    Writer(const Component& component, icalcomponent_kind kind)
        : checked_{fmt::format("{} {}", component.event ? "event" : "to-do", component.uid)},
          component_{icalcomponent_new(kind)} {
        if (!component_) {
            throw std::bad_alloc{};
        }
    }

    template <typename... Value>
    void add(const char* name, icalproperty* (*make)(Value...), Value... value) {
        append(checked_.property(name, make(value...)));
    }
    void add_text(const char* name, icalproperty* (*make)(const char*), const std::string& value) {
        add<const char*>(name, make, checked_.text(name, value));
    }
    void add_day(const char* name, icalproperty* (*make)(icaltimetype),
                 const std::optional<date::year_month_day>& day) {
        if (day) {
            add(name, make, checked_.day(name, *day));
        }
    }
    void add_utc(const char* name, icalproperty* (*make)(icaltimetype),
                 const std::optional<date::year_month_day>& day, int hour) {
        if (day) {
            add(name, make, checked_.utc(name, *day, hour));
        }
    }
    /// One property for all of them: some consumers read only the last of several, todoman fails.
    void add_categories(const std::vector<std::string>& categories) {
        std::string list;
        for (const auto& category : categories) {
            // libical 3.0 can write neither of them escaped, and would make two categories of one.
            if (category.empty() || category.find_first_of(",;") != std::string::npos) {
                checked_.refuse("CATEGORIES");
            }
            list += (list.empty() ? "" : ",") + category;
        }
        if (!list.empty()) {
            add_text("CATEGORIES", icalproperty_new_categories, list);
        }
    }
    void add_parent(const std::string& uid) {
        auto property = checked_.property(
            "RELATED-TO", icalproperty_new_relatedto(checked_.text("RELATED-TO", uid)));
        icalproperty_add_parameter(property.get(), icalparameter_new_reltype(ICAL_RELTYPE_PARENT));
        append(std::move(property));
    }
    void add_x(const std::string& name, const std::string& value) {
        append(x_property(checked_, name.c_str(), value));
    }
    void add_x_day(const std::string& name, const date::year_month_day& day) {
        auto property = checked_.property(name, icalproperty_new(ICAL_X_PROPERTY));
        icalproperty_set_x_name(property.get(), name.c_str());
        icalproperty_set_value(property.get(), icalvalue_new_date(checked_.day(name, day)));
        append(std::move(property));  // VALUE=DATE is added by libical
    }

    void write_to(std::string& out) {
        const TextPointer text{icalcomponent_as_ical_string_r(component_.get())};
        if (!text || icalerrno != ICAL_NO_ERROR) {
            checked_.refuse("the text");
        }
        append_folded(out, text.get());
    }

private:
    void append(PropertyPointer property) {
        // The component owns it from here on.
        icalcomponent_add_property(component_.get(), property.release());
    }

    Checked checked_;
    ComponentPointer component_;
};

icalproperty_status ical_status(ComponentStatus status) {
    switch (status) {
        case ComponentStatus::needs_action: return ICAL_STATUS_NEEDSACTION;
        case ComponentStatus::in_process: return ICAL_STATUS_INPROCESS;
        case ComponentStatus::completed: return ICAL_STATUS_COMPLETED;
        case ComponentStatus::cancelled: return ICAL_STATUS_CANCELLED;
        case ComponentStatus::tentative: return ICAL_STATUS_TENTATIVE;
        case ComponentStatus::none: break;
    }
    return ICAL_STATUS_NONE;
}

void write_component(std::string& out, const Component& component) {
    Writer writer{component, component.event ? ICAL_VEVENT_COMPONENT : ICAL_VTODO_COMPONENT};
    const auto epoch = date::year{1970} / date::January / 1;
    writer.add_text("UID", icalproperty_new_uid, component.uid);
    writer.add_utc("DTSTAMP", icalproperty_new_dtstamp, component.stamp.value_or(epoch), 0);
    writer.add_utc("CREATED", icalproperty_new_created, component.created, 0);
    writer.add_text("SUMMARY", icalproperty_new_summary, component.summary);
    writer.add_day("DTSTART", icalproperty_new_dtstart, component.start);
    writer.add_day("DTEND", icalproperty_new_dtend, component.end);
    writer.add_day("DUE", icalproperty_new_due, component.due);
    if (component.status != ComponentStatus::none) {
        writer.add("STATUS", icalproperty_new_status, ical_status(component.status));
    }
    if (component.status == ComponentStatus::completed) {
        writer.add("PERCENT-COMPLETE", icalproperty_new_percentcomplete, 100);
    }
    writer.add_utc("COMPLETED", icalproperty_new_completed, component.completed, 12);
    if (component.priority != 0) {
        writer.add("PRIORITY", icalproperty_new_priority, int{component.priority});
    }
    writer.add_categories(component.categories);
    if (!component.parent_uid.empty()) {
        writer.add_parent(component.parent_uid);
    }
    if (!component.url.empty()) {
        writer.add_text("URL", icalproperty_new_url, component.url);
    }
    if (component.event) {
        writer.add("TRANSP", icalproperty_new_transp, ICAL_TRANSP_TRANSPARENT);
    }
    for (const auto& [name, day] : component.extra_dates) {
        writer.add_x_day(name, day);
    }
    for (const auto& [name, value] : component.extra) {
        writer.add_x(name, value);
    }
    writer.write_to(out);
}

void write_property(std::string& out, const Checked& checked, const PropertyPointer& property) {
    const TextPointer text{icalproperty_as_ical_string_r(property.get())};
    if (!text || icalerrno != ICAL_NO_ERROR) {
        checked.refuse("NAME");
    }
    append_folded(out, text.get());
}

// A calendar without any component is none (RFC 5545, section 3.6). A time zone is one, and shows
// nothing anywhere.
constexpr std::string_view placeholder =
    "BEGIN:VTIMEZONE\r\n"
    "TZID:UTC\r\n"
    "BEGIN:STANDARD\r\n"
    "DTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:+0000\r\n"
    "TZOFFSETTO:+0000\r\n"
    "END:STANDARD\r\n"
    "END:VTIMEZONE\r\n";

}  // namespace

std::string write_ics(const Calendar& calendar) {
    // No version in PRODID: it would change every file on an upgrade. No METHOD: with it DTSTAMP
    // means something else, and Outlook takes the file for an invitation.
    std::string out =
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//tasklint//tasklint//EN\r\n"
        "CALSCALE:GREGORIAN\r\n";
    if (!calendar.name.empty()) {
        const Checked checked{"the calendar"};
        const auto* name = checked.text("NAME", calendar.name);
        write_property(out, checked, checked.property("NAME", icalproperty_new_name(name)));
        write_property(out, checked, x_property(checked, "X-WR-CALNAME", calendar.name));
    }
    for (const auto& component : calendar.components) {
        write_component(out, component);
    }
    if (calendar.components.empty()) {
        out += placeholder;
    }
    out += "END:VCALENDAR\r\n";
    return out;
}

}  // namespace tasklint
