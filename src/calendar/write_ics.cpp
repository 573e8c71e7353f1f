// The only file that knows libical. It gets values that the model has proved valid and cleaned;
// what libical would pass on unseen or change in silence is refused here. One property is made,
// written and freed at a time: a whole tree of a hundred thousand to-dos takes hundreds of MiB.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <libical/ical.h>

#include "calendar/write_ics.hpp"
#include "config/export_values.hpp"
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

/// @param time from the day's begin
icaltimetype ical_time(const date::year_month_day& day, std::chrono::seconds time) {
    const date::hh_mm_ss split{time};
    auto out = ical_date(day);
    out.is_date = 0;
    out.hour = static_cast<int>(split.hours().count());
    out.minute = static_cast<int>(split.minutes().count());
    out.second = static_cast<int>(split.seconds().count());
    return out;
}

icaltimetype ical_utc(date::sys_seconds at) {
    const auto day = date::floor<date::days>(at);
    auto out = ical_time(date::year_month_day{day}, at - day);
    out.zone = icaltimezone_get_utc_timezone();
    return out;
}

// What libical 4.0 calls otherwise (docs/MigrationGuide_to_4.md there).
icaldurationtype ical_duration(std::chrono::seconds length) {
#if ICAL_CHECK_VERSION(4, 0, 0)
    return icaldurationtype_from_seconds(static_cast<int>(length.count()));
#else
    return icaldurationtype_from_int(static_cast<int>(length.count()));
#endif
}

/// The property of a rule, or null if libical cannot read it. That it can be made does not say so.
icalproperty* ical_rule(const char* text) {
#if ICAL_CHECK_VERSION(4, 0, 0)
    auto* rule = icalrecurrencetype_new_from_string(text);
    if (rule == nullptr) {
        return nullptr;
    }
    auto* property = icalproperty_new_rrule(rule);
    icalrecurrencetype_unref(rule);
    return property;
#else
    const auto rule = icalrecurrencetype_from_string(text);
    return rule.freq == ICAL_NO_RECURRENCE ? nullptr : icalproperty_new_rrule(rule);
#endif
}

constexpr std::string_view line_break = "\r\n";

/// Appends one content line, folded (RFC 5545 3.1): at most 75 octets, never inside a character.
void append_line(std::string& out, std::string_view line) {
    constexpr std::size_t limit = 75;
    for (std::size_t room = limit; line.size() > room; room = limit - 1) {
        std::size_t end = room;
        while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        out.append(line.substr(0, end)).append(line_break).append(" ");
        line.remove_prefix(end);
    }
    out.append(line).append(line_break);
}

/// Appends content lines, folded anew. libical 3.0.16 folds between the CR and the LF of a line
/// that is just as long as its limit, and leaves a long first word's name alone on its line.
void append_folded(std::string& out, std::string_view text) {
    constexpr std::string_view fold = "\r\n ";
    // Unfolded first: a fold may stand inside what ends a line.
    std::string whole;
    if (auto at = text.find(fold); at != std::string_view::npos) {
        for (; at != std::string_view::npos; at = text.find(fold)) {
            whole.append(text.substr(0, at));
            text.remove_prefix(at + fold.size());
        }
        text = whole.append(text);
    }
    for (auto end = text.find(line_break); end != std::string_view::npos;
         end = text.find(line_break)) {
        append_line(out, text.substr(0, end));
        text.remove_prefix(end + line_break.size());
    }
    if (!text.empty()) {
        append_line(out, text);
    }
}

/// Refuses what libical would let pass, and what it refuses itself.
class Checked {
public:
    /// @param kind of what is written, for messages
    /// @param name its name or UID; has to outlive this
    explicit Checked(std::string_view kind, std::string_view name = {}) : kind_{kind}, name_{name} {
        // Else it aborts. Its first look at a zone, UTC too, reads the list of all zones, and that
        // there is none must not count against a component.
        static const bool ready =
            (icalerror_set_errors_are_fatal(0), icaltimezone_get_utc_timezone() != nullptr);
        static_cast<void>(ready);
        icalerror_clear_errno();  // it is sticky
    }

    [[noreturn]] void refuse(std::string_view name) const {
        throw std::runtime_error(fmt::format("libical refuses {} of {}{}{}", name, kind_,
                                             name_.empty() ? "" : " ", name_));
    }
    PropertyPointer property(std::string_view name, icalproperty* made) const {
        PropertyPointer property{made};
        if (!property || icalerrno != ICAL_NO_ERROR) {
            refuse(name);
        }
        return property;
    }
    /// Text that libical would write as it is, although it must not stand in a calendar.
    /// @param lines it may have several, parted by U+000A
    const char* text(std::string_view name, const std::string& value, bool lines = false) const {
        for (const char c : value) {
            if ((static_cast<unsigned char>(c) < 0x20 && !(lines && c == '\n')) || c == 0x7F) {
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
    icaltimetype utc(std::string_view name, date::sys_seconds at) const {
        static_cast<void>(day(name, date::year_month_day{date::floor<date::days>(at)}));
        return ical_utc(at);
    }

    /// What libical has written.
    TextPointer written(std::string_view name, char* made) const {
        TextPointer text{made};
        if (!text || icalerrno != ICAL_NO_ERROR) {
            refuse(name);
        }
        return text;
    }

private:
    std::string_view kind_, name_;
};

/// Appends the property's content line.
void append_property(std::string& out, const Checked& checked, std::string_view name,
                     const PropertyPointer& property) {
    const auto text = checked.written(name, icalproperty_as_ical_string_r(property.get()));
    append_folded(out, text.get());
}

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

/// A number, a time without its zone or a constant of libical as the key of a line. No text is as
/// that: a control character would stand in it.
template <typename Number> std::string key_of(Number number) {
    static_assert(std::is_arithmetic_v<Number> || std::is_enum_v<Number>);
    const auto value = static_cast<std::int64_t>(number);
    std::string key{'\1'};
    return key.append(reinterpret_cast<const char*>(&value), sizeof value);
}
std::string key_of(const icaltimetype& time) {
    constexpr std::int64_t room = 64;  // for each part but the year, which comes first
    std::int64_t packed = time.is_date != 0 ? 1 : 0;
    packed = packed * room * room + time.year;
    for (const int part : {time.month, time.day, time.hour, time.minute, time.second}) {
        packed = packed * room + part;
    }
    return key_of(packed);
}

/// Content lines in the order in which they are added. Those whose values come again and again, as
/// dates, states, tags and the addresses of notes do, are made by libical once: it takes thousands
/// of instructions for each.
class Writer {
public:
    Writer(std::string& out, const Component& component)
        : out_{out},
          name_{component.event ? "VEVENT" : "VTODO"},
          checked_{component.event ? "event" : "to-do", component.uid} {
        out_.append("BEGIN:").append(name_).append(line_break);
    }

    template <typename Value>
    void add(std::string_view name, icalproperty* (*make)(Value), Value value) {
        add_known(name, key_of(value), [&] { return checked_.property(name, make(value)); });
    }
    void add_text(std::string_view name, icalproperty* (*make)(const char*),
                  const std::string& value) {
        add_known(name, value,
                  [&] { return checked_.property(name, make(checked_.text(name, value))); });
    }
    /// Text that hardly any other component has, too: the value alone is made, which is half the
    /// work.
    void add_own_text(std::string_view name, const std::string& value, bool lines = false) {
        const ValuePointer text{icalvalue_new_text(checked_.text(name, value, lines))};
        if (!text) {
            checked_.refuse(name);
        }
        const auto written = checked_.written(name, icalvalue_as_ical_string_r(text.get()));
        std::string line{name};
        append_line(out_, line.append(":").append(written.get()));
    }
    /// A date, or a time of the zone.
    void add_moment(std::string_view name, icalproperty* (*make)(icaltimetype),
                    const std::optional<CalendarMoment>& moment, const std::string& zone,
                    bool floating) {
        if (!moment) {
            return;
        }
        auto time = checked_.day(name, moment->day);
        if (!moment->time) {
            add_known(name, key_of(time), [&] { return checked_.property(name, make(time)); });
            return;
        }
        time = ical_time(moment->day, *moment->time);
        const std::string_view in = floating ? std::string_view{} : zone;
        add_known(name, key_of(time).append(in), [&] {
            if (in == "UTC") {
                time.zone = icaltimezone_get_utc_timezone();
            }
            auto property = checked_.property(name, make(time));
            if (!in.empty() && in != "UTC") {
                icalproperty_add_parameter(property.get(), icalparameter_new_tzid(zone.c_str()));
            }
            return property;
        });
    }
    void add_utc(std::string_view name, icalproperty* (*make)(icaltimetype),
                 const std::optional<date::sys_seconds>& at) {
        if (at) {
            const auto seconds = at->time_since_epoch().count();
            add_known(name, key_of(seconds),
                      [&] { return checked_.property(name, make(checked_.utc(name, *at))); });
        }
    }
    /// @param value in the order of the RFC; libical has another one
    void add_rule(const std::string& value) {
        if (!value.empty()) {
            static_cast<void>(  // it must be able to read it
                checked_.property("RRULE", ical_rule(checked_.text("RRULE", value))));
            append_line(out_, "RRULE:" + value);
        }
    }
    void add_alarm(const CalendarAlarm& alarm, const std::string& text) {
        const ComponentPointer child{icalcomponent_new(ICAL_VALARM_COMPONENT)};
        if (!child) {
            throw std::bad_alloc{};
        }
        const auto put = [&](PropertyPointer property) {
            icalcomponent_add_property(child.get(), property.release());
        };
        icaltriggertype trigger{};
        trigger.time = icaltime_null_time();
        trigger.duration = ical_duration(alarm.at);
        if (alarm.in_hours) {
            constexpr unsigned of_day = 24;
            auto& duration = trigger.duration;
            duration.hours += (duration.weeks * 7 + duration.days) * of_day;
            duration.weeks = duration.days = 0;
        }
        auto property = checked_.property("TRIGGER", icalproperty_new_trigger(trigger));
        if (alarm.from_end) {
            icalproperty_add_parameter(property.get(), icalparameter_new_related(ICAL_RELATED_END));
        }
        if (!alarm.uid.empty()) {
            put(checked_.property("UID", icalproperty_new_uid(checked_.text("UID", alarm.uid))));
        }
        put(std::move(property));
        put(checked_.property("ACTION", icalproperty_new_action(ICAL_ACTION_DISPLAY)));
        put(checked_.property("DESCRIPTION",
                              icalproperty_new_description(checked_.text("DESCRIPTION", text))));
        const auto written =
            checked_.written("VALARM", icalcomponent_as_ical_string_r(child.get()));
        append_folded(out_, written.get());
    }
    /// One property for all of them: some consumers read only the last of several, todoman fails.
    void add_categories(const std::vector<std::string>& categories) {
        std::string list;
        for (const auto& category : categories) {
            // libical 3.0 can write neither of them escaped, and would make two categories of one.
            if (category.empty() || category.find_first_of(",;") != std::string::npos) {
                checked_.refuse("CATEGORIES");
            }
            list.append(list.empty() ? "" : ",").append(category);
        }
        if (!list.empty()) {
            add_text("CATEGORIES", icalproperty_new_categories, list);
        }
    }
    void add_related(const std::string& uid, const char* kind) {
        auto property = checked_.property(
            "RELATED-TO", icalproperty_new_relatedto(checked_.text("RELATED-TO", uid)));
        icalproperty_add_parameter(
            property.get(), icalparameter_new_from_value_string(ICAL_RELTYPE_PARAMETER, kind));
        append("RELATED-TO", property);
    }
    void add_x(const std::string& name, const std::string& value) {
        add_known(name, value, [&] { return x_property(checked_, name.c_str(), value); });
    }
    void add_x_day(const std::string& name, const date::year_month_day& day) {
        const auto time = checked_.day(name, day);
        add_known(name, key_of(time), [&] {
            auto property = checked_.property(name, icalproperty_new(ICAL_X_PROPERTY));
            icalproperty_set_x_name(property.get(), name.c_str());
            icalproperty_set_value(property.get(), icalvalue_new_date(time));
            return property;  // VALUE=DATE is added by libical
        });
    }

    void end() { out_.append("END:").append(name_).append(line_break); }

private:
    void append(std::string_view name, const PropertyPointer& property) {
        append_property(out_, checked_, name, property);
    }

    /// @param value with the name, all that the line is made of
    template <typename Make>
    void add_known(std::string_view name, std::string_view value, Make make) {
        constexpr std::size_t most = 4096;  // lines
        thread_local std::unordered_map<std::string, std::string> known;
        thread_local std::string key;
        key.assign(name).append(1, ':').append(value);
        auto found = known.find(key);
        if (found == known.end()) {
            std::string line;
            append_property(line, checked_, name, make());
            if (known.size() >= most) {
                known.clear();
            }
            found = known.emplace(key, std::move(line)).first;
        }
        out_ += found->second;
    }

    std::string& out_;
    std::string_view name_;
    Checked checked_;
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

void write_component(std::string& out, const Component& component, const std::string& zone) {
    Writer writer{out, component};
    const auto moment = [&](std::string_view name, icalproperty* (*make)(icaltimetype),
                            const std::optional<CalendarMoment>& at) {
        writer.add_moment(name, make, at, zone, component.floating);
    };
    const auto stamp = component.stamp.value_or(date::sys_seconds{});
    writer.add_own_text("UID", component.uid);
    writer.add_utc("DTSTAMP", icalproperty_new_dtstamp, stamp);
    writer.add_utc("CREATED", icalproperty_new_created, component.created);
    if (component.sequence) {
        writer.add_utc("LAST-MODIFIED", icalproperty_new_lastmodified, stamp);
        writer.add("SEQUENCE", icalproperty_new_sequence, static_cast<int>(*component.sequence));
    }
    writer.add_own_text("SUMMARY", component.summary);
    if (!component.description.empty()) {
        writer.add_own_text("DESCRIPTION", component.description, true);
    }
    moment("DTSTART", icalproperty_new_dtstart, component.start);
    moment("DTEND", icalproperty_new_dtend, component.end);
    moment("DUE", icalproperty_new_due, component.due);
    writer.add_rule(component.rrule);
    if (component.status != ComponentStatus::none) {
        writer.add("STATUS", icalproperty_new_status, ical_status(component.status));
    }
    if (component.status == ComponentStatus::completed) {
        writer.add("PERCENT-COMPLETE", icalproperty_new_percentcomplete, 100);
    }
    writer.add_utc("COMPLETED", icalproperty_new_completed, component.completed);
    if (component.priority != 0) {
        writer.add("PRIORITY", icalproperty_new_priority, int{component.priority});
    }
    writer.add_categories(component.categories);
    for (const auto& contact : component.contacts) {
        writer.add_text("CONTACT", icalproperty_new_contact, contact);
    }
    if (!component.parent_uid.empty()) {
        writer.add_related(component.parent_uid, "PARENT");
    }
    for (const auto& uid : component.depends_on) {
        writer.add_related(uid, "DEPENDS-ON");
    }
    if (!component.url.empty()) {
        writer.add_text("URL", icalproperty_new_url, component.url);
    }
    if (component.is_private) {
        writer.add("CLASS", icalproperty_new_class, ICAL_CLASS_PRIVATE);
    }
    if (component.event) {
        const bool whole_day = !component.start || !component.start->time;
        writer.add("TRANSP", icalproperty_new_transp,
                   whole_day ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE);
    }
    for (const auto& [name, day] : component.extra_dates) {
        writer.add_x_day(name, day);
    }
    for (const auto& [name, value] : component.extra) {
        writer.add_x(name, value);
    }
    for (const auto& alarm : component.alarms) {
        writer.add_alarm(alarm, component.summary);
    }
    writer.end();
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

// No version in PRODID: it would change every file on an upgrade. No METHOD: with it DTSTAMP means
// something else, and Outlook takes the file for an invitation.
constexpr std::string_view head =
    "BEGIN:VCALENDAR\r\n"
    "VERSION:2.0\r\n"
    "PRODID:-//tasklint//tasklint//EN\r\n"
    "CALSCALE:GREGORIAN\r\n";
constexpr std::string_view tail = "END:VCALENDAR\r\n";

}  // namespace

void ZoneUse::add(const Component& component) {
    if (component.floating) {
        return;
    }
    for (const auto& moment : {component.start, component.due, component.end}) {
        if (moment && moment->time) {
            const auto at = date::local_days{moment->day} + *moment->time;
            first = first ? std::min(*first, at) : at;
            last = last ? std::max(*last, at) : at;
            recurs = recurs || !component.rrule.empty();
        }
    }
}

void ZoneUse::add(const ZoneUse& other) {
    if (other.first) {
        first = first ? std::min(*first, *other.first) : *other.first;
        last = last ? std::max(*last, *other.last) : *other.last;
        recurs = recurs || other.recurs;
    }
}

std::string ZoneUse::text(const Zone& zone) const {
    return first && !zone.is_utc() ? zone.vtimezone(*first, *last, recurs) : std::string{};
}

std::string with_revision(std::string_view text, date::sys_seconds stamp, std::uint32_t sequence) {
    constexpr std::string_view name = "\r\nDTSTAMP:";
    const auto begin = text.find(name);
    const auto end = text.find("\r\n", begin + name.size());
    const auto day = date::floor<date::days>(stamp);
    const date::year_month_day date{day};
    const date::hh_mm_ss time{stamp - day};
    const auto moment = fmt::format(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z", int{date.year()}, unsigned{date.month()},
        unsigned{date.day()}, time.hours().count(), time.minutes().count(), time.seconds().count());
    std::string out{text.substr(0, begin)};
    out +=
        fmt::format("\r\nDTSTAMP:{}\r\nLAST-MODIFIED:{}\r\nSEQUENCE:{}", moment, moment, sequence);
    return out.append(text.substr(end));
}

std::string calendar_head(const Calendar& calendar) {
    std::string out{head};
    if (!calendar.name.empty()) {
        const Checked checked{"the calendar"};
        const auto* name = checked.text("NAME", calendar.name);
        append_property(out, checked, "NAME",
                        checked.property("NAME", icalproperty_new_name(name)));
        append_property(out, checked, "X-WR-CALNAME",
                        x_property(checked, "X-WR-CALNAME", calendar.name));
    }
    if (!calendar.refresh.empty()) {
        out += fmt::format("REFRESH-INTERVAL;VALUE=DURATION:{}\r\nX-PUBLISHED-TTL:{}\r\n",
                           calendar.refresh, calendar.refresh);
    }
    if (const auto color = config::color_of(calendar.color)) {
        out +=
            fmt::format("COLOR:{}\r\nX-APPLE-CALENDAR-COLOR:#{:06X}\r\n", calendar.color, *color);
    }
    return out;
}

std::string_view calendar_tail() { return tail; }
std::string_view empty_calendar() { return placeholder; }

ComponentText component_text(const Component& component, const Zone& zone) {
    ComponentText out;
    try {
        write_component(out.text, component, zone.name());
    } catch (const std::runtime_error& error) {
        return {{}, error.what()};
    }
    ZoneUse use;
    use.add(component);
    const auto faults = use.first && !zone.is_utc() ? check_ics_members(use.text(zone) + out.text)
                                                    : check_ics_members(out.text);
    if (!faults.empty()) {
        out.fault = faults.front();
    }
    return out;
}

std::string write_ics(const Calendar& calendar, std::vector<CalendarNote>* refused) {
    const Zone zone{calendar.zone};
    ZoneUse use;
    std::string items;
    for (const auto& component : calendar.components) {
        const auto made = component_text(component, zone);
        if (made.fault.empty()) {
            items += made.text;
            use.add(component);
        } else if (refused != nullptr) {
            refused->push_back({component.path, component.line, refusal(made.fault), false});
        } else {
            throw std::runtime_error(made.fault);
        }
    }
    auto out = calendar_head(calendar) + use.text(zone);
    out += items.empty() ? placeholder : std::string_view{items};
    out += tail;
    return out;
}

std::string refusal(std::string_view fault) {
    return fmt::format("clients would refuse it: {}", fault);
}

}  // namespace tasklint
