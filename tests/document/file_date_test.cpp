#include <string>

#include "support/catch.hpp"
#include "tasklint/config.hpp"
#include "tasklint/document.hpp"

using tasklint::date_from_path;
using tasklint::TaskSettings;

namespace {

std::string text_of(const std::optional<date::year_month_day>& date) {
    return date ? tasklint::to_string(*date) : "none";
}

std::string by_format(const std::string& format, const std::string& name) {
    TaskSettings settings;
    settings.filename_as_scheduled_date = true;
    settings.filename_date_format = format;
    return text_of(date_from_path("folder/" + name + ".md", settings));
}

}  // namespace

TEST_CASE("formats of Moment.js are read strictly", "[document]") {
    const struct {
        const char* format;
        const char* name;
        const char* date;
    } cases[] = {
        {"YYYY-MM-DD", "2026-01-06", "2026-01-06"},
        {"YYYY.MM.DD", "2026.01.06", "2026-01-06"},
        {"YYYY.MM.DD", "2026.1.06", "none"},
        {"YYYY.MM.DD", "2026.02.30", "none"},
        {"YYYY.MM.DD", "2026.01.06 note", "none"},
        {"YYYY.MM.DD", "note 2026.01.06", "none"},
        {"DD.MM.YYYY", "06.01.2026", "2026-01-06"},
        {"D.M.YYYY", "6.1.2026", "2026-01-06"},
        {"D.M.YYYY", "16.11.2026", "2026-11-16"},
        {"D.M.YYYY", "0.1.2026", "none"},
        {"D.M.YY", "6.1.26", "2026-01-06"},
        {"D.M.YY", "6.1.68", "2068-01-06"},
        {"D.M.YY", "6.1.69", "1969-01-06"},
        {"D MMMM YYYY", "6 January 2026", "2026-01-06"},
        {"D MMMM YYYY", "6 JANUARY 2026", "2026-01-06"},
        {"D MMMM YYYY", "6 Jan 2026", "none"},
        {"D MMMM YYYY", "6 Januaries 2026", "none"},
        {"DMMMYYYY", "6Jan2026", "2026-01-06"},
        {"MMMDD", "Jan06", "none"},  // no year: the answer would change with the clock
        {"MMM Do, YYYY", "Jan 6th, 2026", "2026-01-06"},
        {"MMM Do, YYYY", "Jan 6, 2026", "none"},
        {"dddd D.M.YYYY", "Tuesday 6.1.2026", "2026-01-06"},
        {"dddd D.M.YYYY", "Monday 6.1.2026", "none"},
        {"ddd D.M.YYYY", "tue 6.1.2026", "2026-01-06"},
        {"[Log of] D.M.YYYY", "Log of 6.1.2026", "2026-01-06"},
        {"[Log of] D.M.YYYY", "log of 6.1.2026", "none"},
        {"[[D]] D.M.YYYY", "[D] 6.1.2026", "2026-01-06"},  // as Moment: `[`, then `[D]]` is `D]`
        {"\\D D.M.YYYY", "D 6.1.2026", "2026-01-06"},
        {"YYYY년 M월 D일", "2026년 1월 6일", "2026-01-06"},
        {"YYYY.MM", "2026.03", "2026-03-01"},
        {"GGGG-[W]WW", "2026-W01", "2025-12-29"},
        {"GGGG-[W]WW", "2026-W53", "2026-12-28"},
        {"GGGG-[W]WW", "2025-W53", "none"},
        {"GGGG-[W]WW-E", "2026-W02-2", "2026-01-06"},
        {"GGGG-[W]WW-E", "2026-W02-8", "none"},
        {"YYYY.MM.DD HH", "2026.01.06 12", "none"},  // no token of ours
    };
    for (const auto& [format, name, wanted] : cases) {
        DYNAMIC_SECTION(format << " | " << name) { CHECK(by_format(format, name) == wanted); }
    }
}

TEST_CASE("a format that does not fit leaves the digits of the name", "[document]") {
    CHECK(by_format("D.M.YYYY", "2026-01-06 note") == "2026-01-06");
    CHECK(by_format("[", "x20260106") == "2026-01-06");
    CHECK(by_format("YYYY[", "20260106") == "2026-01-06");
    CHECK(by_format("[]", "20260106") == "2026-01-06");
}

TEST_CASE("names without a date cost one pass", "[document]") {
    const std::string digits(200000, '9');
    CHECK(by_format("", digits) == "none");
    CHECK(by_format(std::string(200000, 'd'), digits) == "none");
    CHECK(by_format(std::string(200000, '['), digits) == "none");
}
