// Time zones: the only file that knows the time zone half of Hinnant's library. libical's own
// VTIMEZONEs go back to 1893, are cut off in 2037 and hang on what is installed for it.
#include "calendar/zone.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <date/tz.h>
#include <fmt/core.h>

#include "tasklint/text.hpp"

namespace tasklint {

namespace {

using date::days;
using date::local_seconds;
using date::sys_info;
using date::sys_seconds;
using std::chrono::seconds;

// The database of the system lists changes up to 2037 and nothing after (but in the few zones where
// they hang on the moon).
constexpr int last_year_of_database = 2037;
constexpr int years_compared = 3;
constexpr int first_year_of_last = last_year_of_database - years_compared + 1;

std::string offset_text(seconds offset) {
    const auto size = std::abs(offset.count());
    const auto rest = size % 60;
    return fmt::format("{}{:02}{:02}{}", offset.count() < 0 ? '-' : '+', size / 3600,
                       size / 60 % 60, rest == 0 ? "" : fmt::format("{:02}", rest));
}

std::string local_text(local_seconds at) {
    const auto day = date::floor<days>(at);
    const date::year_month_day date{day};
    const date::hh_mm_ss time{at - day};
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}", int{date.year()}, unsigned{date.month()},
                       unsigned{date.day()}, time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

/// A change of the offset, as an observance of VTIMEZONE writes it.
struct Change {
    local_seconds at;  // by the clock before it
    seconds from, to;
    bool daylight = false;
    std::string name;
};

int year_of(local_seconds at) { return int{date::year_month_day{date::floor<days>(at)}.year()}; }

/// A day of each year: the weekday of a month with that number, from the month's begin or, if it is
/// negative, from its end.
struct DayRule {
    date::month month;
    date::weekday weekday;
    int number = 0;
    friend bool operator==(const DayRule&, const DayRule&) = default;
};

/// The two ways in which the day may be meant.
std::array<DayRule, 2> day_rules(local_seconds at) {
    const auto day = date::floor<days>(at);
    const date::year_month_day date{day};
    const auto number = static_cast<int>(unsigned{date.day()});
    const auto length = static_cast<int>(
        unsigned{date::year_month_day_last{date.year(), date::month_day_last{date.month()}}.day()});
    return {DayRule{date.month(), date::weekday{day}, -((length - number) / 7 + 1)},
            DayRule{date.month(), date::weekday{day}, (number - 1) / 7 + 1}};
}

/// `BYMONTH=3;BYDAY=-1SU`
std::string rule_text(const DayRule& rule) {
    constexpr std::array<std::string_view, 7> codes{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
    return fmt::format("BYMONTH={};BYDAY={}{}", unsigned{rule.month}, rule.number,
                       codes.at(rule.weekday.c_encoding()));
}

date::local_days day_of(const DayRule& rule, int year) {
    const auto month = date::year{year} / rule.month;
    return rule.number < 0
               ? date::local_days{month / rule.weekday[date::last]} + date::weeks{rule.number + 1}
               : date::local_days{month / rule.weekday[1]} + date::weeks{rule.number - 1};
}

/// A change that comes every year.
struct YearlyChange {
    Change first;
    DayRule day;

    [[nodiscard]] Change of(int year) const {
        auto change = first;
        change.at = day_of(day, year) + (first.at - date::floor<days>(first.at));
        return change;
    }
};

/// The day of a change of every year; none if they differ.
std::optional<DayRule> yearly_rule(const std::vector<const Change*>& same) {
    const auto time = [](const Change& change) { return change.at - date::floor<days>(change.at); };
    const auto rules = day_rules(same.front()->at);
    for (const auto& [index, rule] : {std::pair{0U, rules[0]}, std::pair{1U, rules[1]}}) {
        bool holds = true;
        for (const auto* change : same) {
            holds = holds && day_rules(change->at).at(index) == rule &&
                    time(*change) == time(*same.front()) && change->from == same.front()->from &&
                    change->to == same.front()->to;
        }
        if (holds) {
            return rule;
        }
    }
    return std::nullopt;
}

std::vector<const Change*> changes_in(const std::vector<Change>& changes, int year) {
    std::vector<const Change*> found;
    for (const auto& change : changes) {
        if (year_of(change.at) == year) {
            found.push_back(&change);
        }
    }
    return found;
}

/// The changes of that year if those of the next years are the same, else none.
std::vector<YearlyChange> yearly_changes(const std::vector<Change>& changes, int first) {
    const auto pattern = changes_in(changes, first);
    std::vector<YearlyChange> yearly;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        std::vector<const Change*> same;
        for (int year = first; year < first + years_compared; ++year) {
            const auto found = changes_in(changes, year);
            if (found.size() != pattern.size()) {
                return {};
            }
            same.push_back(found[i]);
        }
        const auto day = yearly_rule(same);
        if (!day) {
            return {};
        }
        yearly.push_back({*pattern[i], *day});
    }
    return yearly;
}

void append(std::string& out, const Change& change, std::string_view rule = {}) {
    const std::string_view kind = change.daylight ? "DAYLIGHT" : "STANDARD";
    out += fmt::format(
        "BEGIN:{}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{}\r\n", kind,
        local_text(change.at), offset_text(change.from), offset_text(change.to), change.name);
    if (!rule.empty()) {
        out += fmt::format("RRULE:FREQ=YEARLY;{}\r\n", rule);
    }
    out += fmt::format("END:{}\r\n", kind);
}

}  // namespace

struct Zone::Data {
    const date::time_zone* zone;     // of the database, which lives as long as the program
    std::vector<YearlyChange> late;  // how it goes on; empty: without changes, or not by the year

    explicit Data(const std::string& name) : zone{date::locate_zone(name)} {
        late = yearly_changes(changes_after(first_day(first_year_of_last)), first_year_of_last);
    }

    static sys_seconds first_day(int year) { return date::sys_days{date::year{year} / 1 / 1}; }

    /// What holds at an instant, and how long.
    [[nodiscard]] sys_info info(sys_seconds at) const {
        if (late.empty() || at < first_day(last_year_of_database)) {
            return zone->get_info(at);
        }
        sys_info info{};
        const int around = year_of(local_seconds{at.time_since_epoch()});
        for (int year = around - 1; year <= around + 1; ++year) {
            for (const auto& yearly : late) {
                const auto change = yearly.of(year);
                const sys_seconds begin{change.at.time_since_epoch() - change.from};
                if (begin > at) {
                    info.end = begin;
                    return info;
                }
                info.begin = begin;
                info.offset = change.to;
                info.save = std::chrono::minutes{change.daylight ? 1 : 0};
                info.abbrev = change.name;
            }
        }
        return info;
    }

    /// What holds at a local time: at the first of two, and before one that is skipped.
    [[nodiscard]] std::pair<sys_info, LocalTime> local_info(local_seconds local) const {
        const auto shown = [](sys_seconds at, const sys_info& by) {
            return local_seconds{at.time_since_epoch() + by.offset};
        };
        auto at = info(sys_seconds{local.time_since_epoch()} - days{2});
        while (shown(at.end, at) <= local) {
            const auto next = info(at.end);
            if (local < shown(at.end, next)) {
                return {at, LocalTime::never};
            }
            at = next;
        }
        const bool twice = local >= shown(at.end, info(at.end));
        return {at, twice ? LocalTime::twice : LocalTime::once};
    }

    [[nodiscard]] Change change_to(const sys_info& info) const {
        Change change;
        change.to = info.offset;
        change.daylight = info.save != std::chrono::minutes{0};
        change.name = info.abbrev;
        // An offset that held from the first: any early day will do.
        constexpr sys_seconds early{days{-365 * 70}};
        if (info.begin < early) {
            change.from = info.offset;
            change.at = local_seconds{seconds{0}};
        } else {
            change.from = this->info(info.begin - seconds{1}).offset;
            change.at = local_seconds{info.begin.time_since_epoch() + change.from};
        }
        return change;
    }

    /// Those that the database has.
    [[nodiscard]] std::vector<Change> changes_after(sys_seconds begin) const {
        std::vector<Change> changes;
        for (auto at = info(begin); at.end < first_day(last_year_of_database + 1);) {
            at = info(at.end);
            changes.push_back(change_to(at));
        }
        return changes;
    }

    /// The changes after `end`: as yearly rules, else one by one.
    void append_open_end(std::string& out, sys_seconds end) const {
        const auto changes = changes_after(end);
        if (changes.empty()) {
            return;
        }
        // Whole years only: the first of them may be the one that `end` cuts.
        auto first = year_of(changes.front().at);
        if (changes_in(changes, first).size() != changes_in(changes, first + 1).size()) {
            ++first;
        }
        const auto yearly = yearly_changes(changes, first);
        for (const auto& change : changes) {
            if (yearly.empty() || year_of(change.at) < first) {
                append(out, change);
            }
        }
        for (const auto& change : yearly) {
            append(out, change.first, rule_text(change.day));
        }
    }
};

Zone::Zone(const std::string& name) : name_{name} {
    if (name == "UTC") {
        return;
    }
    // A name is looked up as a file below the database: nothing else may get there.
    if (name.empty() || name.size() > 64 ||
        name.find_first_not_of(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-") !=
            std::string::npos ||
        name.front() == '/') {
        throw std::invalid_argument(fmt::format(
            "\"{}\" is no time zone; expected a name such as Europe/Berlin", printable(name)));
    }
    try {
        zone_ = std::make_shared<const Data>(name);
    } catch (const std::exception&) {
        bool empty = true;
        try {
            empty = date::get_tzdb().zones.empty();
        } catch (const std::exception&) {
            empty = true;
        }
        throw std::invalid_argument(
            empty ? std::string{"there is no time zone database here; install the package tzdata"}
                  : fmt::format("\"{}\" is no time zone of this system; expected a name such as "
                                "Europe/Berlin",
                                printable(name)));
    }
}

LocalTime Zone::kind_of(local_seconds local) const {
    if (!zone_) {
        return LocalTime::once;
    }
    return zone_->local_info(local).second;
}

sys_seconds Zone::to_utc(local_seconds local) const {
    if (!zone_) {
        return sys_seconds{local.time_since_epoch()};
    }
    // In a fold the first of the two, in a gap the offset before it.
    return sys_seconds{local.time_since_epoch() - zone_->local_info(local).first.offset};
}

local_seconds Zone::to_local(sys_seconds at) const {
    const auto offset = zone_ ? zone_->info(at).offset : seconds{0};
    return local_seconds{at.time_since_epoch() + offset};
}

std::string Zone::vtimezone(local_seconds first, local_seconds last, bool open_end) const {
    std::string out = fmt::format("BEGIN:VTIMEZONE\r\nTZID:{}\r\n", name_);
    if (!zone_) {
        append(out, Change{local_seconds{}, seconds{0}, seconds{0}, false, "UTC"});
        return out + "END:VTIMEZONE\r\n";
    }
    auto begin = to_utc(first);
    auto end = to_utc(last);
    if (!zone_->late.empty() && (open_end || end >= Data::first_day(last_year_of_database + 1))) {
        // The rules are those of the last years, and there may be very many years more.
        open_end = true;
        end = std::min(end, Data::first_day(first_year_of_last));
        begin = std::min(begin, end);
    }
    auto info = zone_->info(begin);
    append(out, zone_->change_to(info));
    while (info.end <= end) {
        info = zone_->info(info.end);
        append(out, zone_->change_to(info));
    }
    if (open_end) {
        zone_->append_open_end(out, end);
    }
    return out + "END:VTIMEZONE\r\n";
}

}  // namespace tasklint
