// Time zones: the only file that knows the time zone half of Hinnant's library. libical's own
// VTIMEZONEs go back to 1893, are cut off in 2037 and hang on what is installed for it.
#include "calendar/zone.hpp"

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <date/tz.h>
#include <fmt/core.h>

#include "tasklint/text.hpp"

namespace tasklint {

struct Zone::Data {
    const date::time_zone* zone;  // of the database, which lives as long as the program
};

namespace {

using date::days;
using date::local_seconds;
using date::sys_info;
using date::sys_seconds;
using std::chrono::seconds;

// The database of the system lists changes up to 2037 and nothing after.
constexpr int last_year_of_database = 2037;
constexpr std::size_t years_compared = 3;

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

/// `BYMONTH=3;BYDAY=-1SU`: the two ways in which the day may be meant, its number from the month's
/// begin and from its end.
std::array<std::string, 2> day_rules(local_seconds at) {
    constexpr std::array<std::string_view, 7> codes{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
    const auto day = date::floor<days>(at);
    const date::year_month_day date{day};
    const auto month = unsigned{date.month()};
    const auto code = codes.at(date::weekday{day}.c_encoding());
    const auto number = unsigned{date.day()};
    const auto length =
        unsigned{date::year_month_day_last{date.year(), date::month_day_last{date.month()}}.day()};
    return {fmt::format("BYMONTH={};BYDAY=-{}{}", month, (length - number) / 7 + 1, code),
            fmt::format("BYMONTH={};BYDAY={}{}", month, (number - 1) / 7 + 1, code)};
}

/// What a change of every year is by, or empty if they differ.
std::string yearly_rule(const std::vector<const Change*>& same) {
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
    return {};
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

Change change_to(const date::time_zone& zone, const sys_info& info) {
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
        change.from = zone.get_info(info.begin - seconds{1}).offset;
        change.at = local_seconds{info.begin.time_since_epoch() + change.from};
    }
    return change;
}

/// The changes after `end`: as yearly rules, else one by one.
void append_open_end(std::string& out, const date::time_zone& zone, sys_seconds end) {
    std::vector<Change> changes;
    for (auto info = zone.get_info(end);;) {
        if (info.end >=
            sys_seconds{date::sys_days{date::year{last_year_of_database + 1} / 1 / 1}}) {
            break;
        }
        info = zone.get_info(info.end);
        changes.push_back(change_to(zone, info));
    }
    if (changes.empty()) {
        return;
    }
    const auto per_year = [&](int year) {
        std::vector<const Change*> found;
        for (const auto& change : changes) {
            if (year_of(change.at) == year) {
                found.push_back(&change);
            }
        }
        return found;
    };
    // Whole years only: the first of them may be the one that `end` cuts.
    const auto first =
        year_of(changes.front().at) + (per_year(year_of(changes.front().at)).size() ==
                                               per_year(year_of(changes.front().at) + 1).size()
                                           ? 0
                                           : 1);
    const auto pattern = per_year(first);
    std::vector<std::string> rules;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        std::vector<const Change*> same;
        for (std::size_t year = 0; year < years_compared; ++year) {
            const auto found = per_year(first + static_cast<int>(year));
            if (found.size() == pattern.size()) {
                same.push_back(found[i]);
            }
        }
        auto rule = same.size() == years_compared ? yearly_rule(same) : std::string{};
        if (rule.empty()) {
            break;
        }
        rules.push_back(std::move(rule));
    }
    const bool yearly = !pattern.empty() && rules.size() == pattern.size();
    for (const auto& change : changes) {
        if (!yearly || year_of(change.at) < first) {
            append(out, change);
        }
    }
    for (std::size_t i = 0; yearly && i < pattern.size(); ++i) {
        append(out, *pattern[i], rules[i]);
    }
}

}  // namespace

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
        zone_ = std::make_shared<const Data>(Data{date::locate_zone(name)});
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
    switch (zone_->zone->get_info(local).result) {
        case date::local_info::nonexistent: return LocalTime::never;
        case date::local_info::ambiguous: return LocalTime::twice;
        default: return LocalTime::once;
    }
}

sys_seconds Zone::to_utc(local_seconds local) const {
    if (!zone_) {
        return sys_seconds{local.time_since_epoch()};
    }
    // In a fold the first of the two, in a gap the offset before it.
    return sys_seconds{local.time_since_epoch() - zone_->zone->get_info(local).first.offset};
}

local_seconds Zone::to_local(sys_seconds at) const {
    const auto offset = zone_ ? zone_->zone->get_info(at).offset : seconds{0};
    return local_seconds{at.time_since_epoch() + offset};
}

std::string Zone::vtimezone(local_seconds first, local_seconds last, bool open_end) const {
    std::string out = fmt::format("BEGIN:VTIMEZONE\r\nTZID:{}\r\n", name_);
    if (!zone_) {
        append(out, Change{local_seconds{}, seconds{0}, seconds{0}, false, "UTC"});
        return out + "END:VTIMEZONE\r\n";
    }
    const auto& zone = *zone_->zone;
    const auto end = to_utc(last);
    auto info = zone.get_info(to_utc(first));
    append(out, change_to(zone, info));
    while (info.end <= end) {
        info = zone.get_info(info.end);
        append(out, change_to(zone, info));
    }
    if (open_end) {
        append_open_end(out, zone, end);
    }
    return out + "END:VTIMEZONE\r\n";
}

}  // namespace tasklint
