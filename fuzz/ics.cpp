// A note as a calendar, in both profiles: our own strict checker and libical read it back, and a
// second export is the same bytes.
#include <memory>

#include <libical/ical.h>

#include "tasklint/calendar.hpp"

#include "support.hpp"

using namespace tasklint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Vault vault;
    vault.notes.push_back({"Note.md", "Note.md", "Note.md"});
    vault.documents.push_back(parse(fuzz::text_of(data, size), "Note.md", vault.config.tasks));
    for (const Profile profile : {Profile::todo, Profile::events, Profile::both}) {
        CalendarOptions options;
        options.settings.profile = profile;
        options.keep_done = true;
        options.keep_cancelled = true;
        options.today = date::year_month_day{date::year{2026}, date::month{1}, date::day{5}};
        const std::string ics = write_ics(make_calendar(vault, options));
        const auto faults = check_ics(ics);
        if (!faults.empty()) {
            std::fprintf(stderr, "%s\n", faults.front().c_str());
        }
        fuzz::require(faults.empty(), "our checker finds no fault");
        fuzz::require(write_ics(make_calendar(vault, options)) == ics,
                      "a second export is the same");
        const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> read{
            icalparser_parse_string(ics.c_str()), &icalcomponent_free};
        fuzz::require(read != nullptr && icalcomponent_count_errors(read.get()) == 0,
                      "libical reads it back");
    }
    return 0;
}
