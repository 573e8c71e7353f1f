// The rules that strict consumers apply to a calendar (RFC 5545, with 7986 and 9074), on the bytes
// as they will be in the file: libical's own checks miss most of them and repair others in silence.
// Whether DTSTART is an occurrence of its RRULE is not looked at.

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include <fmt/core.h>

#include "calendar/ics_reader.hpp"
#include "calendar/write_ics.hpp"
#include "calendar/zone.hpp"
#include "config/export_values.hpp"
#include "tasklint/calendar.hpp"
#include "tasklint/text.hpp"
#include "text/ascii.hpp"

namespace tasklint {
namespace {

using config::is_duration;

template <std::size_t size>
bool is_one_of(std::string_view name, const std::array<std::string_view, size>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// What is known of a property by its name.
struct PropertyKind {
    std::string_view name;
    bool once = false;   // at most once in a component
    bool text = false;   // one TEXT value
    bool texts = false;  // TEXT values, parted by commas
    enum class Time : std::uint8_t { no, any, utc } time = Time::no;
};
using Time = PropertyKind::Time;
constexpr std::array<PropertyKind, 33> property_kinds{{
    {"ACKNOWLEDGED", false, false, false, Time::utc},
    {"CATEGORIES", false, false, true},
    {"CLASS", true},
    {"COLOR", true},
    {"COMMENT", false, true},
    {"COMPLETED", true, false, false, Time::utc},
    {"CONTACT", false, true},
    {"CREATED", true, false, false, Time::utc},
    {"DESCRIPTION", true, true},
    {"DTEND", true, false, false, Time::any},
    {"DTSTAMP", true, false, false, Time::utc},
    {"DTSTART", true, false, false, Time::any},
    {"DUE", true, false, false, Time::any},
    {"DURATION", true},
    {"EXDATE", false, false, false, Time::any},
    {"GEO", true},
    {"LAST-MODIFIED", true, false, false, Time::utc},
    {"LOCATION", true, true},
    {"NAME", false, true},
    {"ORGANIZER", true},
    {"PERCENT-COMPLETE", true},
    {"PRIORITY", true},
    {"RDATE", false, false, false, Time::any},
    {"RECURRENCE-ID", true, false, false, Time::any},
    {"RELATED-TO", false, true},
    {"RESOURCES", false, false, true},
    {"RRULE", true},
    {"SEQUENCE", true},
    {"STATUS", true},
    {"SUMMARY", true, true},
    {"TRANSP", true},
    {"UID", true, true},
    {"URL", true},
}};
constexpr std::size_t dated_kinds = 6;  // those of Time::any
static_assert(std::is_sorted(property_kinds.begin(), property_kinds.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));
static_assert(std::count_if(property_kinds.begin(), property_kinds.end(),
                            [](const auto& one) { return one.time == Time::any; }) == dated_kinds);

/// Null: a property that no rule is about. @param name in upper case
const PropertyKind* kind_of(std::string_view name) {
    // Where the names of each letter begin; hardly more than five do with one letter.
    constexpr auto begins = [] {
        std::array<std::uint8_t, 128> table{};
        for (std::size_t i = property_kinds.size(); i-- > 0;) {
            table[static_cast<unsigned char>(property_kinds[i].name.front())] =
                static_cast<std::uint8_t>(i + 1);
        }
        return table;
    }();
    const std::size_t first = name.empty() ? 0 : static_cast<unsigned char>(name.front());
    if (first >= begins.size() || begins[first] == 0) {
        return nullptr;
    }
    for (std::size_t i = begins[first] - 1U; i < property_kinds.size(); ++i) {
        const auto& kind = property_kinds[i];
        if (kind.name == name) {
            return &kind;
        }
        if (kind.name.front() != name.front()) {
            break;
        }
    }
    return nullptr;
}

constexpr std::array<std::string_view, 3> items{"VTODO", "VEVENT", "VJOURNAL"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> statuses{
    {{"VTODO", "NEEDS-ACTION"},
     {"VTODO", "COMPLETED"},
     {"VTODO", "IN-PROCESS"},
     {"VTODO", "CANCELLED"},
     {"VEVENT", "TENTATIVE"},
     {"VEVENT", "CONFIRMED"},
     {"VEVENT", "CANCELLED"},
     {"VJOURNAL", "DRAFT"},
     {"VJOURNAL", "FINAL"},
     {"VJOURNAL", "CANCELLED"}}};

/// All of the text as a number from 0 on. @return nullopt for anything else
std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || !is_ascii_digit(text.front()) || error != std::errc{} || at != end) {
        return std::nullopt;
    }
    return value;
}

/// Calls `part(text)` for each piece between separators.
template <typename Part> void split(std::string_view text, char separator, Part part) {
    for (;;) {
        const auto end = text.find(separator);
        part(text.substr(0, end));
        if (end == std::string_view::npos) {
            return;
        }
        text.remove_prefix(end + 1);
    }
}

enum class MomentKind : std::uint8_t { date, floating, zoned, utc };

struct Moment {
    MomentKind kind = MomentKind::date;
    date::sys_days day;
    int second = 0;
    [[nodiscard]] std::pair<date::sys_days, int> key() const { return {day, second}; }
};

/// What a value looks like, before its parameters are asked.
struct Shape {
    bool readable = false;
    bool real = false;
    bool is_date = false;
    bool utc = false;
    date::sys_days day;
    int second = 0;
};

Shape shape_of(std::string_view value) {
    Shape shape;
    shape.utc = value.size() == 16 && value.back() == 'Z';
    shape.is_date = value.size() == 8;
    if (!shape.is_date && !(value.size() == 15 || shape.utc)) {
        return shape;
    }
    const auto year = number(value.substr(0, 4));
    const auto month = number(value.substr(4, 2));
    const auto day = number(value.substr(6, 2));
    if (!year || !month || !day) {
        return shape;
    }
    int hour = 0, minute = 0, second = 0;
    if (!shape.is_date) {
        const auto h = number(value.substr(9, 2));
        const auto m = number(value.substr(11, 2));
        const auto s = number(value.substr(13, 2));
        if (value[8] != 'T' || !h || !m || !s) {
            return shape;
        }
        std::tie(hour, minute, second) = std::tuple{*h, *m, *s};
    }
    shape.readable = true;
    const date::year_month_day date{date::year{*year}, date::month{static_cast<unsigned>(*month)},
                                    date::day{static_cast<unsigned>(*day)}};
    shape.real = date.ok() && *year >= 1 && hour < 24 && minute < 60 && second <= 60;
    if (shape.real) {
        shape.day = date;
        shape.second = (hour * 60 + minute) * 60 + second;
    }
    return shape;
}

bool is_uri(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) {
        return false;
    }
    for (std::size_t i = 0; i < colon; ++i) {
        const char c = text[i];
        const bool letter = is_ascii_letter(c);
        if (!letter && (i == 0 || !(is_ascii_digit(c) || c == '+' || c == '.' || c == '-'))) {
            return false;
        }
    }
    return text.find_first_of(" \t\"<>\\^`{|}", colon) == std::string_view::npos;
}

class Checker {
public:
    [[nodiscard]] std::vector<std::string> run(std::string_view ics) {
        read_ics(
            ics, faults_, [this](const IcsComponent& member) { check_member(member); },
            [this](const IcsComponent& calendar) { check_calendar(calendar); });
        if (!has_calendar_) {
            faults_.add(1, "no VCALENDAR");
        }
        return faults_.take();
    }

    [[nodiscard]] std::vector<std::string> run_members(std::string_view ics) {
        read_ics_members(ics, faults_,
                         [this](const IcsComponent& member) { check_member(member); });
        check_zones();
        return faults_.take();
    }

private:
    void check_zones() {
        for (const auto& [zone, line] : zones_used_) {
            if (zones_.find(zone) == zones_.end()) {
                bad(line, "TZID={} has no VTIMEZONE", printable(zone));
            }
        }
    }

    template <typename... Values>
    void bad(std::uint32_t line, fmt::format_string<Values...> text, Values&&... values) {
        faults_.add(line, fmt::format(text, std::forward<Values>(values)...));
    }

    void check_calendar(const IcsComponent& calendar) {
        if (calendar.name == "VCALENDAR") {
            has_calendar_ = true;
            for (const auto* name : {"VERSION", "PRODID"}) {
                if (const auto count = calendar.count(name); count != 1) {
                    bad(calendar.line, "VCALENDAR: {} appears {} times", name, count);
                }
            }
            const auto* version = calendar.find("VERSION");
            if (version != nullptr && version->value != "2.0") {
                bad(version->line, "VERSION is not 2.0");
            }
            const auto* refresh = calendar.find("REFRESH-INTERVAL");
            if (refresh != nullptr) {
                const auto* type = refresh->parameter("VALUE");
                if (type == nullptr || *type != "DURATION" || !is_duration(refresh->value)) {
                    bad(refresh->line, "REFRESH-INTERVAL needs VALUE=DURATION and a duration");
                }
            }
            for (const auto& property : calendar.properties) {
                if (const auto* kind = kind_of(property.name)) {
                    check_text(property, *kind);
                }
            }
            if (members_ == 0) {
                bad(calendar.line, "VCALENDAR without a component");
            }
        }
        check_zones();
        members_ = 0;
        uids_.clear();
        zones_.clear();
        zones_used_.clear();
    }

    void check_member(const IcsComponent& member) {
        ++members_;
        if (member.name == "VTIMEZONE") {
            check_zone(member);
        } else if (is_one_of(member.name, items)) {
            check_item(member);
            note_zones(member);
            for (const auto& child : member.children) {
                note_zones(child);
            }
        }
    }

    void note_zones(const IcsComponent& component) {
        for (const auto& property : component.properties) {
            if (const auto* zone = property.parameter("TZID")) {
                zones_used_.try_emplace(std::string{*zone}, property.line);
            }
        }
    }

    void check_zone(const IcsComponent& zone) {
        const auto* name = zone.find("TZID");
        if (name == nullptr) {
            bad(zone.line, "VTIMEZONE without TZID");
        } else {
            zones_.emplace(name->value, zone.line);
        }
        bool any = false;
        for (const auto& part : zone.children) {
            if (part.name == "STANDARD" || part.name == "DAYLIGHT") {
                any = true;
                for (const auto* needed : {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}) {
                    if (part.find(needed) == nullptr) {
                        bad(part.line, "{} without {}", part.name, needed);
                    }
                }
            }
        }
        if (!any) {
            bad(zone.line, "VTIMEZONE with neither STANDARD nor DAYLIGHT");
        }
    }

    /// Reads one date or time and says what is wrong with it.
    std::optional<Moment> moment(const IcsProperty& property, std::string_view value) {
        const auto shape = shape_of(value);
        if (!shape.readable) {
            bad(property.line, "{}: cannot read {}", property.name, printable(value));
            return std::nullopt;
        }
        if (!shape.real) {
            bad(property.line, "{}: no such day or time {}", property.name, value);
            return std::nullopt;
        }
        const auto* type = property.parameter("VALUE");
        const bool zoned = property.parameter("TZID") != nullptr;
        if (shape.is_date && (type == nullptr || *type != "DATE")) {
            bad(property.line, "{} holds a date but has no VALUE=DATE", property.name);
        }
        if (!shape.is_date && type != nullptr && *type != "DATE-TIME") {
            bad(property.line, "{}: VALUE={} on a date-time", property.name, printable(*type));
        }
        if (zoned && (shape.is_date || shape.utc)) {
            bad(property.line, "{}: TZID on a {}", property.name,
                shape.is_date ? "date" : "UTC time");
        }
        const auto kind = shape.is_date ? MomentKind::date
                          : shape.utc   ? MomentKind::utc
                          : zoned       ? MomentKind::zoned
                                        : MomentKind::floating;
        return Moment{kind, shape.day, shape.second};
    }

    void check_text(const IcsProperty& property, const PropertyKind& kind) {
        const bool many = kind.texts;
        if (!many && !kind.text) {
            return;
        }
        const std::string_view value = property.value;
        bool empty_part = true;
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (value[i] == '\\') {
                ++i;
                empty_part = false;
                if (i == value.size() ||
                    std::string_view{"\\;,nN"}.find(value[i]) == std::string_view::npos) {
                    bad(property.line, "{}: backslash that escapes nothing", property.name);
                }
            } else if (value[i] == ';' || (value[i] == ',' && !many)) {
                bad(property.line, "{}: bare '{}'", property.name, value[i]);
            } else if (value[i] == ',') {
                if (empty_part) {
                    break;
                }
                empty_part = true;
            } else {
                empty_part = false;
            }
        }
        if (many && empty_part) {
            bad(property.line, "{} has an empty value", property.name);
        }
    }

    void check_item(const IcsComponent& item) {
        check_uid(item);
        if (item.find("DTSTAMP") == nullptr) {
            bad(item.line, "{} without DTSTAMP", item.name);
        }
        std::vector<Dated> times;
        times.reserve(dated_kinds);
        std::array<bool, property_kinds.size()> seen{}, repeated{};
        for (const auto& property : item.properties) {
            const auto* kind = kind_of(property.name);
            if (kind == nullptr) {
                continue;
            }
            const auto index = static_cast<std::size_t>(kind - property_kinds.data());
            repeated[index] = kind->once && seen[index];
            seen[index] = true;
            check_text(property, *kind);
            check_time(property, kind->time, times);
        }
        for (std::size_t i = 0; i < repeated.size(); ++i) {
            if (repeated[i]) {
                const auto name = property_kinds[i].name;
                bad(item.line, "{}: {} appears {} times", item.name, name, item.count(name));
            }
        }
        const auto start = std::find_if(times.begin(), times.end(), [](const Dated& one) {
            return one.property->name == "DTSTART";
        });
        const auto* start_moment = start == times.end() ? nullptr : &start->at;
        check_ends(item, times, start_moment);
        check_values(item);
        for (const auto& property : item.properties) {
            if (property.name == "RRULE") {
                check_rule(item, property, start_moment);
            }
        }
        for (const auto& child : item.children) {
            if (child.name == "VALARM") {
                check_alarm(item, child);
            }
        }
    }

    /// A date or time and where it stands, the first of each name.
    struct Dated {
        Moment at;
        const IcsProperty* property;
    };

    void check_time(const IcsProperty& property, Time time, std::vector<Dated>& times) {
        if (time == Time::utc) {
            const auto at = moment(property, property.value);
            if (at && at->kind != MomentKind::utc) {
                bad(property.line, "{} must be a UTC date-time", property.name);
            }
        } else if (time == Time::any) {
            const auto* type = property.parameter("VALUE");
            if (type != nullptr && *type == "PERIOD") {
                return;
            }
            split(property.value, ',', [&](std::string_view value) {
                const auto at = moment(property, value);
                if (at && std::none_of(times.begin(), times.end(), [&](const Dated& one) {
                        return one.property->name == property.name;
                    })) {
                    times.push_back({*at, &property});
                }
            });
        }
    }

    void check_uid(const IcsComponent& item) {
        const auto* uid = item.find("UID");
        if (uid == nullptr || trim(uid->value).empty()) {
            bad(item.line, "{} without UID", item.name);
            return;
        }
        std::string key{uid->value};
        if (const auto* instance = item.find("RECURRENCE-ID")) {
            key.append("\n").append(instance->value);
        }
        if (const auto [it, fresh] = uids_.try_emplace(key, uid->line); !fresh) {
            bad(uid->line, "UID {} is already used on line {}", printable(uid->value), it->second);
        }
    }

    void check_ends(const IcsComponent& item, const std::vector<Dated>& times,
                    const Moment* start) {
        if (item.name == "VEVENT" && item.find("DTSTART") == nullptr) {
            bad(item.line, "VEVENT without DTSTART");
        }
        for (const auto& [component, name] : {std::pair{"VEVENT", "DUE"}, {"VTODO", "DTEND"}}) {
            if (const auto* end = item.find(name); end != nullptr && item.name == component) {
                bad(end->line, "{} must not hold {}", component, name);
            }
        }
        int ends = 0;
        for (const auto* name : {"DTEND", "DUE", "DURATION"}) {
            ends += item.find(name) != nullptr ? 1 : 0;
        }
        if (ends > 1) {
            bad(item.line, "{}: only one of DTEND, DUE and DURATION may stand", item.name);
        }
        if (const auto* duration = item.find("DURATION")) {
            if (!is_duration(duration->value)) {
                bad(duration->line, "DURATION is no duration: {}", printable(duration->value));
            }
            if (item.find("DTSTART") == nullptr) {
                bad(duration->line, "DURATION without DTSTART");
            }
        }
        if (start == nullptr) {
            return;
        }
        for (const auto& [at, property] : times) {
            const auto name = property->name;
            const bool ends_item = name == "DTEND" || name == "DUE";
            if ((at.kind == MomentKind::date) != (start->kind == MomentKind::date) ||
                (ends_item &&
                 (at.kind == MomentKind::floating) != (start->kind == MomentKind::floating))) {
                bad(property->line, "{} and DTSTART are of different types", name);
            } else if (ends_item && at.kind == start->kind &&
                       same_zone(*property, *item.find("DTSTART")) &&
                       instant(at, *property) <= instant(*start, *item.find("DTSTART"))) {
                bad(property->line, "{} {} is not after DTSTART", name, property->value);
            }
        }
    }

    /// A time that the clock is put forward over is later than it looks, and an end may be no
    /// longer after it. Of a zone that the system does not know the text has to do.
    date::sys_seconds instant(const Moment& at, const IcsProperty& property) {
        const date::local_seconds local{
            (at.day + std::chrono::seconds{at.second}).time_since_epoch()};
        const auto* name = property.parameter("TZID");
        if (name != nullptr && at.kind == MomentKind::zoned) {
            auto& zone = system_zones_[std::string{*name}];
            if (!zone) {
                try {
                    zone.emplace(std::string{*name});
                } catch (const std::invalid_argument&) {
                    zone.emplace("UTC");
                }
            }
            return zone->to_utc(local);
        }
        return date::sys_seconds{local.time_since_epoch()};
    }

    static bool same_zone(const IcsProperty& a, const IcsProperty& b) {
        const auto* one = a.parameter("TZID");
        const auto* other = b.parameter("TZID");
        return (one == nullptr && other == nullptr) ||
               (one != nullptr && other != nullptr && *one == *other);
    }

    void check_values(const IcsComponent& item) {
        const auto* status = item.find("STATUS");
        if (status != nullptr && std::find(statuses.begin(), statuses.end(),
                                           std::pair<std::string_view, std::string_view>{
                                               item.name, status->value}) == statuses.end()) {
            bad(status->line, "STATUS:{} is not for {}", printable(status->value), item.name);
        }
        const auto* completed = item.find("COMPLETED");
        if (completed != nullptr && status != nullptr && status->value != "COMPLETED") {
            bad(completed->line, "COMPLETED but STATUS:{}", printable(status->value));
        }
        constexpr std::array<std::pair<std::string_view, int>, 3> limits{
            {{"PRIORITY", 9}, {"PERCENT-COMPLETE", 100}, {"SEQUENCE", 0x7FFFFFFF}}};
        for (const auto& [name, most] : limits) {
            if (const auto* property = item.find(name)) {
                const auto value = number(property->value);
                if (!value || *value > most) {
                    bad(property->line, "{}:{} is out of range", name, printable(property->value));
                }
            }
        }
        const auto* url = item.find("URL");
        if (url != nullptr && !is_uri(url->value)) {
            bad(url->line, "URL is not a URI: {}", printable(url->value));
        }
    }

    void check_rule(const IcsComponent& item, const IcsProperty& rule, const Moment* start) {
        constexpr std::array<std::string_view, 7> frequencies{
            "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
        constexpr std::array<std::string_view, 14> names{
            "FREQ",  "UNTIL",      "COUNT",     "INTERVAL", "BYSECOND", "BYMINUTE", "BYHOUR",
            "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH",  "BYSETPOS", "WKST"};
        std::map<std::string_view, std::string_view> parts;
        split(rule.value, ';', [&](std::string_view part) {
            const auto equals = part.find('=');
            const auto name = part.substr(0, equals);
            if (equals == std::string_view::npos || equals + 1 == part.size() ||
                !is_one_of(name, names)) {
                bad(rule.line, "RRULE: bad part {}", printable(part));
            } else if (!parts.try_emplace(name, part.substr(equals + 1)).second) {
                bad(rule.line, "RRULE: {} twice", name);
            }
        });
        const auto has = [&](std::string_view name) { return parts.find(name) != parts.end(); };
        if (!has("FREQ") || !is_one_of(parts["FREQ"], frequencies)) {
            bad(rule.line, "RRULE: FREQ missing or unknown");
        }
        if (has("COUNT") && has("UNTIL")) {
            bad(rule.line, "RRULE: COUNT and UNTIL together");
        }
        for (const auto* name : {"COUNT", "INTERVAL"}) {
            if (has(name) && number(parts[name]).value_or(0) < 1) {
                bad(rule.line, "RRULE: {}={}", name, printable(parts[name]));
            }
        }
        const std::array<std::tuple<std::string_view, int, int, bool>, 8> limits{
            {{"BYMONTH", 1, 12, false},
             {"BYMONTHDAY", 1, 31, true},
             {"BYYEARDAY", 1, 366, true},
             {"BYWEEKNO", 1, 53, true},
             {"BYSETPOS", 1, 366, true},
             {"BYHOUR", 0, 23, false},
             {"BYMINUTE", 0, 59, false},
             {"BYSECOND", 0, 60, false}}};
        for (const auto& [name, least, most, negative] : limits) {
            if (has(name)) {
                check_numbers(rule, name, parts[name], least, most, negative);
            }
        }
        if (item.find("DTSTART") == nullptr) {
            bad(rule.line, "RRULE without DTSTART");
        }
        if (start != nullptr && has("UNTIL")) {
            check_until(rule, parts["UNTIL"], *start);
        }
    }

    void check_numbers(const IcsProperty& rule, std::string_view name, std::string_view values,
                       int least, int most, bool negative) {
        split(values, ',', [&](std::string_view value) {
            const bool minus = value.starts_with('-');
            const auto size = number(minus || value.starts_with('+') ? value.substr(1) : value);
            if (!size || *size < least || *size > most || (minus && !negative)) {
                bad(rule.line, "RRULE: {}={}", name, printable(value));
            }
        });
    }

    void check_until(const IcsProperty& rule, std::string_view text, const Moment& start) {
        const auto until = shape_of(text);
        const bool date = start.kind == MomentKind::date;
        const bool utc = start.kind == MomentKind::utc || start.kind == MomentKind::zoned;
        if (!until.real) {
            bad(rule.line, "RRULE: UNTIL is no date: {}", printable(text));
        } else if (until.is_date != date || until.utc != utc) {
            bad(rule.line, "RRULE: UNTIL and DTSTART are of different types");
        } else if (start.kind != MomentKind::zoned &&
                   std::pair{until.day, until.second} < start.key()) {
            bad(rule.line, "RRULE: UNTIL lies before DTSTART");
        }
    }

    void check_alarm(const IcsComponent& item, const IcsComponent& alarm) {
        const auto* action = alarm.find("ACTION");
        const auto* trigger = alarm.find("TRIGGER");
        if (action == nullptr || trigger == nullptr) {
            bad(alarm.line, "VALARM without {}", action == nullptr ? "ACTION" : "TRIGGER");
        }
        if (action != nullptr && action->value == "DISPLAY" &&
            alarm.find("DESCRIPTION") == nullptr) {
            bad(alarm.line, "DISPLAY alarm without DESCRIPTION");
        }
        if (trigger == nullptr) {
            return;
        }
        const auto* type = trigger->parameter("VALUE");
        if (type != nullptr && *type == "DATE-TIME") {
            const auto at = moment(*trigger, trigger->value);
            if (at && at->kind != MomentKind::utc) {
                bad(trigger->line, "absolute TRIGGER must be a UTC date-time");
            }
            return;
        }
        if (!is_duration(trigger->value)) {
            bad(trigger->line, "TRIGGER is no duration: {}", printable(trigger->value));
        }
        const auto* related = trigger->parameter("RELATED");
        const bool to_end = related != nullptr && *related == "END";
        const char* anchor = !to_end ? "DTSTART" : item.name == "VTODO" ? "DUE" : "DTEND";
        if (item.find(anchor) == nullptr && !(to_end && item.find("DURATION") != nullptr)) {
            bad(trigger->line, "TRIGGER relates to {}, which is not there", anchor);
        }
    }

    IcsFaults faults_;
    bool has_calendar_ = false;
    std::size_t members_ = 0;
    std::unordered_map<std::string, std::uint32_t> uids_;      // with RECURRENCE-ID: line
    std::map<std::string, std::uint32_t> zones_, zones_used_;  // TZID: line
    std::map<std::string, std::optional<Zone>> system_zones_;
};

}  // namespace

std::vector<std::string> check_ics(std::string_view ics) { return Checker{}.run(ics); }

std::vector<std::string> check_ics_members(std::string_view ics) {
    return Checker{}.run_members(ics);
}

}  // namespace tasklint
