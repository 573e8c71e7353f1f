// A recurrence: its normal form is one, read again it settles, and the next date is behind the one
// before, or there is none.
#include "tasklint/recurrence.hpp"

#include "support.hpp"

using namespace tasklint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    // The first two bytes: what dates there are, and when the due one is.
    const date::year_month_day today{date::year{2026}, date::month{1}, date::day{5}};
    const date::year_month_day day{date::sys_days{today} + date::days{data[1] * 7}};
    ReferenceDates dates;
    dates.due = (data[0] & 1U) != 0 ? std::optional{day} : std::nullopt;
    dates.scheduled = (data[0] & 2U) != 0 ? std::optional{today} : std::nullopt;
    dates.start = (data[0] & 4U) != 0 ? std::optional{today} : std::nullopt;
    const RecurrenceOptions options{(data[0] & 8U) != 0, today};
    const auto read = Recurrence::parse(fuzz::text_of(data + 2, size - 2), dates, options);
    if (!read) {
        return 0;
    }
    fuzz::require(!read->rrule().empty() && read->dtstart().ok(), "there is a rule and a start");
    (void)read->lossy();
    const auto again = Recurrence::parse(read->to_text(), dates, options);
    if (again) {  // the plugin does not read all that it writes: that is what `lossy` says
        const auto third = Recurrence::parse(again->to_text(), dates, options);
        fuzz::require(third && third->to_text() == again->to_text(), "the normal form settles");
    }
    fuzz::require(again || read->lossy(), "a normal form that cannot be read is lossy");
    const auto base = reference_date(dates, options.remove_scheduled);
    const auto next = read->next(today);
    const auto moved = reference_date(next, options.remove_scheduled);
    fuzz::require(moved.has_value() == base.has_value() || !base, "the dates stay what they are");
    // Of months and years the plugin goes back day by day until none is skipped.
    const bool of_days =
        read->rule().frequency == Frequency::daily || read->rule().frequency == Frequency::weekly;
    if (of_days && base && moved && base->ok() && moved->ok() && !read->when_done()) {
        fuzz::require(date::sys_days{*moved} > date::sys_days{*base}, "the next date is later");
    }
    return 0;
}
