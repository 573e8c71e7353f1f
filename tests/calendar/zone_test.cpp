#include <algorithm>
#include <string>

#include "calendar/zone.hpp"
#include "support/catch.hpp"

using namespace tasklint;
using namespace date;

namespace {

local_seconds at(year_month_day day, int hour, int minute = 0) {
    return local_days{day} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

std::string utc(const std::string& zone, local_seconds local) {
    return date::format("%FT%TZ", Zone{zone}.to_utc(local));
}

}  // namespace

TEST_CASE("local times become instants of their zone", "[zone]") {
    const struct {
        const char* zone;
        local_seconds local;
        const char* instant;
    } cases[] = {
        {"UTC", at(2026_y / 1 / 6, 12), "2026-01-06T12:00:00Z"},
        {"Europe/Berlin", at(2026_y / 1 / 6, 12), "2026-01-06T11:00:00Z"},
        {"Europe/Berlin", at(2026_y / 7 / 6, 12), "2026-07-06T10:00:00Z"},
        {"America/Los_Angeles", at(2026_y / 1 / 6, 0), "2026-01-06T08:00:00Z"},
        {"Asia/Kolkata", at(2026_y / 1 / 6, 0), "2026-01-05T18:30:00Z"},
        {"Pacific/Apia", at(2026_y / 1 / 6, 12), "2026-01-05T23:00:00Z"},
        // a gap: as if the clock had not been put forward
        {"Europe/Berlin", at(2026_y / 3 / 29, 2, 30), "2026-03-29T01:30:00Z"},
        // a fold: the first of the two
        {"Europe/Berlin", at(2026_y / 10 / 25, 2, 30), "2026-10-25T00:30:00Z"},
        // after the last year of the database
        {"Europe/Berlin", at(2038_y / 1 / 1, 0), "2037-12-31T23:00:00Z"},
        {"Europe/Berlin", at(2040_y / 7 / 1, 14), "2040-07-01T12:00:00Z"},
        {"Europe/Berlin", at(2040_y / 3 / 25, 2, 30), "2040-03-25T01:30:00Z"},
        {"Europe/Berlin", at(2040_y / 10 / 28, 2, 30), "2040-10-28T00:30:00Z"},
        {"Europe/Berlin", at(2999_y / 7 / 1, 14), "2999-07-01T12:00:00Z"},
        {"America/New_York", at(2041_y / 3 / 10, 1, 59), "2041-03-10T06:59:00Z"},
        {"America/New_York", at(2041_y / 3 / 10, 3), "2041-03-10T07:00:00Z"},
        {"Australia/Sydney", at(2040_y / 1 / 15, 12), "2040-01-15T01:00:00Z"},
        {"Australia/Sydney", at(2040_y / 7 / 15, 12), "2040-07-15T02:00:00Z"},
        {"Asia/Kolkata", at(2040_y / 7 / 1, 0), "2040-06-30T18:30:00Z"},
        // a day that was left out
        {"Pacific/Apia", at(2011_y / 12 / 30, 12), "2011-12-30T22:00:00Z"},
    };
    for (const auto& one : cases) {
        CAPTURE(one.zone, one.instant);
        CHECK(utc(one.zone, one.local) == one.instant);
    }
    const Zone berlin{"Europe/Berlin"};
    CHECK(berlin.kind_of(at(2026_y / 3 / 29, 2, 30)) == LocalTime::never);
    CHECK(berlin.kind_of(at(2026_y / 10 / 25, 2, 30)) == LocalTime::twice);
    CHECK(berlin.kind_of(at(2026_y / 10 / 25, 3, 30)) == LocalTime::once);
    CHECK(berlin.kind_of(at(2040_y / 3 / 25, 2, 30)) == LocalTime::never);
    CHECK(berlin.kind_of(at(2040_y / 3 / 25, 3)) == LocalTime::once);
    CHECK(berlin.kind_of(at(2040_y / 10 / 28, 2)) == LocalTime::twice);
    CHECK(berlin.kind_of(at(2040_y / 10 / 28, 3)) == LocalTime::once);
    const auto summer = Zone{"Europe/Berlin"}.to_local(date::sys_days{2040_y / 7 / 1});
    CHECK(summer == at(2040_y / 7 / 1, 2));
}

TEST_CASE("a name that is no zone is refused", "[zone]") {
    for (const auto* name : {"", "Mars/Phobos", "../../etc/passwd", "/etc/passwd",
                             "Europe/Berlin;x", "europe/nowhere", "utc1"}) {
        CAPTURE(name);
        CHECK_THROWS_AS(Zone{name}, std::invalid_argument);
    }
}

TEST_CASE("VTIMEZONE holds the offsets that are used", "[zone]") {
    const Zone berlin{"Europe/Berlin"};
    CHECK(berlin.vtimezone(at(2026_y / 1 / 6, 14), at(2026_y / 1 / 6, 15), false) ==
          "BEGIN:VTIMEZONE\r\n"
          "TZID:Europe/Berlin\r\n"
          "BEGIN:STANDARD\r\n"
          "DTSTART:20251026T030000\r\n"
          "TZOFFSETFROM:+0200\r\n"
          "TZOFFSETTO:+0100\r\n"
          "TZNAME:CET\r\n"
          "END:STANDARD\r\n"
          "END:VTIMEZONE\r\n");
    const auto half_year = berlin.vtimezone(at(2026_y / 1 / 6, 14), at(2026_y / 7 / 6, 15), false);
    CHECK(half_year.find("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\n") != std::string::npos);
    CHECK(half_year.find("RRULE") == std::string::npos);
    const auto open = berlin.vtimezone(at(2026_y / 1 / 6, 14), at(2026_y / 1 / 6, 15), true);
    CHECK(open.find("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n") != std::string::npos);
    CHECK(open.find("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n") != std::string::npos);
    const auto america =
        Zone{"America/New_York"}.vtimezone(at(2026_y / 1 / 6, 14), at(2026_y / 1 / 6, 15), true);
    CHECK(america.find("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n") != std::string::npos);
    CHECK(america.find("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n") != std::string::npos);
    // no changes: nothing to say of the years to come
    const auto india =
        Zone{"Asia/Kolkata"}.vtimezone(at(2026_y / 1 / 6, 14), at(2026_y / 1 / 6, 15), true);
    CHECK(india.find("TZOFFSETTO:+0530\r\n") != std::string::npos);
    CHECK(india.find("RRULE") == std::string::npos);
}

TEST_CASE("VTIMEZONE knows the offsets after the last year of the database", "[zone]") {
    const std::string rules =
        "BEGIN:DAYLIGHT\r\n"
        "DTSTART:20350325T020000\r\n"
        "TZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0200\r\n"
        "TZNAME:CEST\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
        "END:DAYLIGHT\r\n"
        "BEGIN:STANDARD\r\n"
        "DTSTART:20351028T030000\r\n"
        "TZOFFSETFROM:+0200\r\n"
        "TZOFFSETTO:+0100\r\n"
        "TZNAME:CET\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
        "END:STANDARD\r\n"
        "END:VTIMEZONE\r\n";
    const struct {
        local_seconds first, last;
        bool open_end;
        const char* begins;  // the first observance
    } cases[] = {
        {at(2040_y / 7 / 1, 14), at(2040_y / 7 / 1, 15), false, "DTSTART:20341029T030000"},
        {at(2040_y / 7 / 1, 14), at(2040_y / 7 / 1, 15), true, "DTSTART:20341029T030000"},
        {at(2036_y / 7 / 1, 14), at(2036_y / 7 / 1, 15), true, "DTSTART:20341029T030000"},
        {at(2034_y / 7 / 1, 14), at(2999_y / 12 / 31, 23), false, "DTSTART:20340326T020000"},
    };
    const Zone berlin{"Europe/Berlin"};
    for (const auto& one : cases) {
        CAPTURE(one.first, one.open_end);
        const auto text = berlin.vtimezone(one.first, one.last, one.open_end);
        CHECK(text.find("DTSTART") == text.find(one.begins));
        CHECK(text.size() > rules.size());
        CHECK(text.substr(text.size() - std::min(text.size(), rules.size())) == rules);
    }
    const auto before = berlin.vtimezone(at(2037_y / 7 / 1, 14), at(2037_y / 12 / 1, 15), false);
    CHECK(before.find("RRULE") == std::string::npos);
    // no changes in these years
    const auto india =
        Zone{"Asia/Kolkata"}.vtimezone(at(2040_y / 1 / 6, 14), at(2040_y / 1 / 6, 15), false);
    CHECK(india.find("TZOFFSETTO:+0530\r\n") != std::string::npos);
    CHECK(india.find("RRULE") == std::string::npos);
}
