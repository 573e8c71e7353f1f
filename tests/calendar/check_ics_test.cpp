#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "tasklint/calendar.hpp"

using namespace tasklint;

namespace {

constexpr std::string_view head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\n";
constexpr std::string_view foot = "END:VCALENDAR\r\n";

std::string with_line_ends(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += '\r';
        }
        out += c;
    }
    return out;
}

std::string calendar(std::string_view body) {
    return std::string{head} + with_line_ends(body) + std::string{foot};
}

std::string todo(std::string_view properties) {
    return calendar("BEGIN:VTODO\nUID:1\nDTSTAMP:20260101T000000Z\nSUMMARY:x\n" +
                    std::string{properties} + "END:VTODO\n");
}

std::string event(std::string_view properties) {
    return calendar("BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nSUMMARY:x\n" +
                    std::string{properties} + "END:VEVENT\n");
}

std::string rule(std::string_view text) {
    return event("DTSTART;VALUE=DATE:20260105\nRRULE:" + std::string{text} + "\n");
}

std::string alarm(std::string_view properties) {
    return todo("DUE;VALUE=DATE:20260106\nBEGIN:VALARM\n" + std::string{properties} +
                "END:VALARM\n");
}

constexpr auto zone =
    "BEGIN:VTIMEZONE\nTZID:Z\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+"
    "0100\nTZOFFSETTO:+0100\n"
    "END:STANDARD\nEND:VTIMEZONE\n";

}  // namespace

TEST_CASE("sound calendars have no fault", "[calendar]") {
    const std::pair<const char*, std::string> cases[] = {
        {"to-do", todo("DTSTART;VALUE=DATE:20260105\nDUE;VALUE=DATE:20260106\nSTATUS:NEEDS-"
                       "ACTION\nPRIORITY:9\n")},
        {"times",
         todo("DTSTART:20260105T080000Z\nDUE:20260105T080001Z\nCOMPLETED:20260105T120000Z\n"
              "STATUS:COMPLETED\nPERCENT-COMPLETE:100\n")},
        {"event", event("DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260106\nSTATUS:TENTATIVE\n"
                        "URL:obsidian://open?vault=a%20b&file=c%23%5Ed\nCATEGORIES:a\\,b,c\n")},
        {"leap day", event("DTSTART;VALUE=DATE:20280229\n")},
        {"escapes", todo("DESCRIPTION:a\\, b\\; c\\\\ d\\n\n")},
        {"duration", event("DTSTART:20260105T080000\nDURATION:P1DT2H30M\n")},
        {"weeks", event("DTSTART:20260105T080000\nDURATION:P2W\n")},
        {"zone", calendar(zone + std::string{"BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\n"
                                             "DTSTART;TZID=Z:20260105T080000\nEND:VEVENT\n"})},
        {"rule", rule("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3")},
        {"rule until", rule("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260105")},
        {"alarm", alarm("ACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER;RELATED=END:-PT15M\n")},
        {"alarm at a time", alarm("ACTION:AUDIO\nTRIGGER;VALUE=DATE-TIME:20260105T080000Z\n")},
        {"quoted parameter", todo("X-A;X-B=\"a:b;c\":d\n")},
        {"folded", todo("DESCRIPTION:a\n b\n")},
        {"instances of one UID",
         calendar("BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20260105\n"
                  "END:VEVENT\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\n"
                  "RECURRENCE-ID;VALUE=DATE:20260112\nDTSTART;VALUE=DATE:20260113\nEND:VEVENT\n")},
        {"refresh", calendar("REFRESH-INTERVAL;VALUE=DURATION:PT1H\n" + std::string{zone})},
    };
    for (const auto& [name, ics] : cases) {
        DYNAMIC_SECTION(name) { CHECK(check_ics(ics) == std::vector<std::string>{}); }
    }
}

TEST_CASE("each fault is found, with its line, and no other", "[calendar]") {
    const auto replaced = [](std::string text, std::string_view from, std::string_view to) {
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    const auto sound = todo("");
    const struct {
        const char* name;
        std::string ics;
        const char* fault;
    } cases[] = {
        // lines
        {"byte order mark", "\xEF\xBB\xBF" + sound, "line 1: byte order mark before BEGIN"},
        {"bare LF", replaced(sound, "SUMMARY:x\r\n", "SUMMARY:x\n"),
         "line 7: line ends in a bare LF"},
        {"bare CR", replaced(sound, "SUMMARY:x", "SUMMARY:x\ry"), "line 7: bare CR"},
        {"no last line ending", sound.substr(0, sound.size() - 2),
         "line 9: the last line has no line ending"},
        {"long line", todo("DESCRIPTION:" + std::string(64, 'x') + "\n"),
         "line 8: line has 76 octets"},
        {"control character", todo("COMMENT:a\x07\n"), "line 8: control character"},
        {"empty line", todo("\n"), "line 8: empty line"},
        {"fold inside a character", todo("COMMENT:\xF0\x9F\n \x93\x85\n"),
         "line 9: fold inside a UTF-8 sequence"},
        {"not UTF-8", todo("COMMENT:\xFF\n"), "line 8: not UTF-8"},
        {"continuation first", " x\r\n" + sound, "line 1: the first line is a continuation"},
        {"no colon", todo("COMMENT\n"), "line 8: content line without a colon"},
        {"bad name", todo("COM MENT:x\n"), "line 8: bad property name COM MENT"},
        {"parameter without a value", todo("COMMENT;X:x\n"),
         "line 8: COMMENT: parameter without a value"},
        // components
        {"wrong end", todo("END:VEVENT\n"), "line 8: END:VEVENT does not close VTODO"},
        {"end of nothing", sound + "END:VTODO\r\n", "line 10: END:VTODO does not close anything"},
        {"outside", "X-A:b\r\n" + sound, "line 1: X-A outside any component"},
        {"never ends", sound + "BEGIN:VCALENDAR\r\n", "line 10: VCALENDAR never ends"},
        {"too deep",
         todo("BEGIN:VALARM\nACTION:AUDIO\nTRIGGER;VALUE=DATE-TIME:20260101T000000Z\nBEGIN:X\nEND:"
              "X\n"
              "END:VALARM\n"),
         "line 11: components nested too deeply"},
        {"no calendar", "BEGIN:VTODO\r\nEND:VTODO\r\n", "line 1: no VCALENDAR"},
        {"no version", replaced(sound, "VERSION:2.0\r\n", ""),
         "line 1: VCALENDAR: VERSION appears 0 times"},
        {"two product ids", replaced(sound, "VERSION", "PRODID:x\r\nVERSION"),
         "line 1: VCALENDAR: PRODID appears 2 times"},
        {"old version", replaced(sound, "2.0", "1.0"), "line 2: VERSION is not 2.0"},
        {"refresh without type", replaced(sound, "VERSION", "REFRESH-INTERVAL:PT1H\r\nVERSION"),
         "line 2: REFRESH-INTERVAL needs VALUE=DURATION and a duration"},
        {"no component", calendar(""), "line 1: VCALENDAR without a component"},
        {"name not escaped", replaced(sound, "VERSION", "NAME:a,b\r\nVERSION"),
         "line 2: NAME: bare ','"},
        // required, once
        {"no UID", replaced(sound, "UID:1\r\n", ""), "line 4: VTODO without UID"},
        {"empty UID", replaced(sound, "UID:1", "UID: "), "line 4: VTODO without UID"},
        {"UID twice",
         replaced(sound, "END:VCALENDAR",
                  "BEGIN:VTODO\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nEND:VTODO\r\nEND:VCALENDAR"),
         "line 10: UID 1 is already used on line 5"},
        {"no DTSTAMP", replaced(sound, "DTSTAMP:20260101T000000Z\r\n", ""),
         "line 4: VTODO without DTSTAMP"},
        {"summary twice", todo("SUMMARY:y\n"), "line 4: VTODO: SUMMARY appears 2 times"},
        {"event without start", event(""), "line 4: VEVENT without DTSTART"},
        {"due in an event", event("DTSTART;VALUE=DATE:20260105\nDUE;VALUE=DATE:20260106\n"),
         "line 9: VEVENT must not hold DUE"},
        {"end in a to-do", todo("DTEND;VALUE=DATE:20260106\n"),
         "line 8: VTODO must not hold DTEND"},
        {"two ends", todo("DTSTART;VALUE=DATE:20260105\nDUE;VALUE=DATE:20260106\nDURATION:P1D\n"),
         "line 4: VTODO: only one of DTEND, DUE and DURATION may stand"},
        // dates
        {"local stamp", replaced(sound, "000000Z", "000000"),
         "line 6: DTSTAMP must be a UTC date-time"},
        {"completed on a day", todo("STATUS:COMPLETED\nCOMPLETED;VALUE=DATE:20260105\n"),
         "line 9: COMPLETED must be a UTC date-time"},
        {"no such day", todo("DUE;VALUE=DATE:20260230\n"),
         "line 8: DUE: no such day or time 20260230"},
        {"no such time", todo("DUE:20260105T250000Z\n"),
         "line 8: DUE: no such day or time 20260105T250000Z"},
        {"year nought", todo("DUE;VALUE=DATE:00000101\n"),
         "line 8: DUE: no such day or time 00000101"},
        {"no date", todo("DUE:2026-01-06\n"), "line 8: DUE: cannot read 2026-01-06"},
        {"no VALUE=DATE", todo("DUE:20260106\n"), "line 8: DUE holds a date but has no VALUE=DATE"},
        {"VALUE=DATE on a time", todo("DUE;VALUE=DATE:20260106T080000Z\n"),
         "line 8: DUE: VALUE=DATE on a date-time"},
        {"zone on a UTC time",
         calendar(zone + std::string{"BEGIN:VTODO\nUID:1\nDTSTAMP:20260101T000000Z\n"
                                     "DUE;TZID=Z:20260106T080000Z\nEND:VTODO\n"}),
         "line 15: DUE: TZID on a UTC time"},
        {"due on the start", todo("DTSTART;VALUE=DATE:20260106\nDUE;VALUE=DATE:20260106\n"),
         "line 9: DUE 20260106 is not after DTSTART"},
        {"ends when it starts", event("DTSTART:20260106T080000Z\nDTEND:20260106T080000Z\n"),
         "line 9: DTEND 20260106T080000Z is not after DTSTART"},
        {"types mixed", todo("DTSTART;VALUE=DATE:20260106\nDUE:20260107T080000Z\n"),
         "line 9: DUE and DTSTART are of different types"},
        {"floating and UTC", todo("DTSTART:20260106T080000\nDUE:20260107T080000Z\n"),
         "line 9: DUE and DTSTART are of different types"},
        {"excluded date of another type",
         event("DTSTART;VALUE=DATE:20260106\nEXDATE:20260107T080000Z\n"),
         "line 9: EXDATE and DTSTART are of different types"},
        {"bad duration", event("DTSTART:20260106T080000Z\nDURATION:1H\n"),
         "line 9: DURATION is no duration: 1H"},
        {"duration of nothing", event("DTSTART:20260106T080000Z\nDURATION:PT\n"),
         "line 9: DURATION is no duration: PT"},
        {"hours without T", event("DTSTART:20260106T080000Z\nDURATION:P1H\n"),
         "line 9: DURATION is no duration: P1H"},
        {"duration without start", todo("DURATION:PT1H\n"), "line 8: DURATION without DTSTART"},
        // values
        {"bare comma", todo("COMMENT:a,b\n"), "line 8: COMMENT: bare ','"},
        {"bare semicolon", todo("CATEGORIES:a;b\n"), "line 8: CATEGORIES: bare ';'"},
        {"lone backslash", todo("COMMENT:a\\b\n"),
         "line 8: COMMENT: backslash that escapes nothing"},
        {"backslash at the end", todo("COMMENT:a\\\n"),
         "line 8: COMMENT: backslash that escapes nothing"},
        {"empty category", todo("CATEGORIES:a,,b\n"), "line 8: CATEGORIES has an empty value"},
        {"status of a to-do in an event",
         event("DTSTART;VALUE=DATE:20260106\nSTATUS:NEEDS-ACTION\n"),
         "line 9: STATUS:NEEDS-ACTION is not for VEVENT"},
        {"completed and not", todo("STATUS:NEEDS-ACTION\nCOMPLETED:20260105T120000Z\n"),
         "line 9: COMPLETED but STATUS:NEEDS-ACTION"},
        {"priority", todo("PRIORITY:12\n"), "line 8: PRIORITY:12 is out of range"},
        {"priority in words", todo("PRIORITY:high\n"), "line 8: PRIORITY:high is out of range"},
        {"percent", todo("PERCENT-COMPLETE:101\n"), "line 8: PERCENT-COMPLETE:101 is out of range"},
        {"sequence", todo("SEQUENCE:-1\n"), "line 8: SEQUENCE:-1 is out of range"},
        {"url", todo("URL:obsidian://open?vault=my vault\n"),
         "line 8: URL is not a URI: obsidian://open?vault=my vault"},
        {"url without scheme", todo("URL:note.md\n"), "line 8: URL is not a URI: note.md"},
        // zones
        {"unknown zone", event("DTSTART;TZID=Z:20260106T080000\n"),
         "line 8: TZID=Z has no VTIMEZONE"},
        {"zone without name", calendar(replaced(zone, "TZID:Z\n", "")),
         "line 4: VTIMEZONE without TZID"},
        {"zone without parts", calendar("BEGIN:VTIMEZONE\nTZID:Z\nEND:VTIMEZONE\n"),
         "line 4: VTIMEZONE with neither STANDARD nor DAYLIGHT"},
        {"zone without offset", calendar(replaced(zone, "TZOFFSETTO:+0100\n", "")),
         "line 6: STANDARD without TZOFFSETTO"},
        // recurrence
        {"rule without start", todo("RRULE:FREQ=DAILY\n"), "line 8: RRULE without DTSTART"},
        {"rule without frequency", rule("COUNT=3"), "line 9: RRULE: FREQ missing or unknown"},
        {"unknown part", rule("FREQ=DAILY;RSCALE=GREGORIAN"),
         "line 9: RRULE: bad part RSCALE=GREGORIAN"},
        {"part twice", rule("FREQ=DAILY;COUNT=2;COUNT=3"), "line 9: RRULE: COUNT twice"},
        {"count and until", rule("FREQ=DAILY;COUNT=2;UNTIL=20260201"),
         "line 9: RRULE: COUNT and UNTIL together"},
        {"interval", rule("FREQ=DAILY;INTERVAL=0"), "line 9: RRULE: INTERVAL=0"},
        {"month", rule("FREQ=YEARLY;BYMONTH=1,13"), "line 9: RRULE: BYMONTH=13"},
        {"negative month", rule("FREQ=YEARLY;BYMONTH=-1"), "line 9: RRULE: BYMONTH=-1"},
        {"until of another type", rule("FREQ=DAILY;UNTIL=20260201T000000Z"),
         "line 9: RRULE: UNTIL and DTSTART are of different types"},
        {"until too early", rule("FREQ=DAILY;UNTIL=20260101"),
         "line 9: RRULE: UNTIL lies before DTSTART"},
        {"until never", rule("FREQ=DAILY;UNTIL=20260230"),
         "line 9: RRULE: UNTIL is no date: 20260230"},
        // alarms
        {"alarm without action", alarm("TRIGGER;RELATED=END:-PT15M\n"),
         "line 9: VALARM without ACTION"},
        {"alarm without trigger", alarm("ACTION:AUDIO\n"), "line 9: VALARM without TRIGGER"},
        {"alarm without text", alarm("ACTION:DISPLAY\nTRIGGER;RELATED=END:-PT15M\n"),
         "line 9: DISPLAY alarm without DESCRIPTION"},
        {"alarm before no start", alarm("ACTION:AUDIO\nTRIGGER:-PT15M\n"),
         "line 11: TRIGGER relates to DTSTART, which is not there"},
        {"alarm at a local time", alarm("ACTION:AUDIO\nTRIGGER;VALUE=DATE-TIME:20260105T080000\n"),
         "line 11: absolute TRIGGER must be a UTC date-time"},
        {"alarm at no time", alarm("ACTION:AUDIO\nTRIGGER;RELATED=END:soon\n"),
         "line 11: TRIGGER is no duration: soon"},
    };
    for (const auto& one : cases) {
        DYNAMIC_SECTION(one.name) {
            CHECK(check_ics(one.ics) == std::vector<std::string>{one.fault});
        }
    }
}

TEST_CASE("values of a fault cannot bring control characters to a terminal", "[calendar]") {
    for (const auto& fault : check_ics(todo("PRIORITY:\x1B[31m\nURL:\x1B]0;x\x07\nX\x1BY:z\n"))) {
        CAPTURE(fault);
        CHECK(fault.find('\x1B') == std::string::npos);
    }
}

TEST_CASE("hostile calendars take linear time and no stack", "[calendar][time]") {
    const auto seconds = [](const std::string& piece, std::size_t count) {
        std::string ics{head};
        for (std::size_t i = 0; i < count; ++i) {
            ics += piece;
        }
        const std::clock_t begin = std::clock();  // of this program, whatever else runs
        CHECK_FALSE(check_ics(ics).empty());
        return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    };
    for (const auto* piece :
         {"BEGIN:VTODO\r\n", "END:X\r\n", " ;a=\"\r\n", " ,\\\r\n", "X;a=b\r\n ;c=d\r\n"}) {
        CAPTURE(piece);
        const auto small = seconds(piece, 20'000);
        const auto large = seconds(piece, 80'000);
        CHECK(large < 10 * small + 0.1);
    }
}
