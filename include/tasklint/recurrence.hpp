#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

namespace tasklint {

/// The dates that a task offers to its recurrence: absent, real, or impossible (`!ok()`).
struct ReferenceDates {
    std::optional<date::year_month_day> start;
    std::optional<date::year_month_day> scheduled;  ///< written in the line, never inferred
    std::optional<date::year_month_day> due;
};

struct RecurrenceOptions {
    /// The plugin's setting `removeScheduledDateOnRecurrence`.
    bool remove_scheduled = false;
    date::year_month_day today;
};

/// The date that a recurrence counts from: due, else scheduled, else start; start comes before
/// scheduled with `remove_scheduled`.
/// @return nullopt if the task has none of the three; it may be impossible (`!ok()`)
[[nodiscard]] std::optional<date::year_month_day> reference_date(const ReferenceDates& dates,
                                                                 bool remove_scheduled) noexcept;

enum class Frequency : std::uint8_t { yearly, monthly, weekly, daily, hourly, minutely };

/// `Monday`, `2nd Monday` or `2nd last Monday`.
struct WeekdayRule {
    std::uint8_t weekday = 0;  ///< 0 is Monday
    int ordinal = 0;           ///< 0: every one, 2: the second, -2: the second last
    friend bool operator==(const WeekdayRule&, const WeekdayRule&) = default;
};

/// The parts of an RFC 5545 recurrence rule that a text can set.
enum class RulePart : std::uint8_t {
    interval,
    freq,
    byday,
    bymonth,
    bymonthday,
    byweekno,
    byhour,
    until,
    count,
};

/// What the plugin keeps of a recurrence text. Numbers are JavaScript's: 2^53 is the largest.
struct RecurrenceRule {
    Frequency frequency = Frequency::daily;
    std::optional<std::uint64_t> interval;  ///< as given, even if it is 1; never 0
    std::vector<WeekdayRule> byday;
    std::vector<std::uint8_t> bymonth;    ///< 1 is January
    std::vector<int> bymonthday;          ///< -366 to 366, not 0: nobody asks if the day exists
    std::vector<std::uint64_t> byweekno;  ///< any number but 0
    std::vector<std::uint64_t> byhour;    ///< any number but 0
    std::optional<date::year_month_day> until;
    std::optional<std::uint64_t> count;
    std::vector<RulePart> parts;  ///< the parts that are set, in the order of the text
};

/// A recurrence text such as `every 2 weeks on Monday when done`, as Tasks 8.3.0 (which asks
/// rrule.js 2.8.1) understands it.
class Recurrence {
public:
    /// Reads a text without its emoji. Linear in its length.
    /// @return nullopt if the plugin drops the recurrence: it cannot read the text, or the
    ///         reference date is impossible and the text does not end with `when done`. Also for an
    ///         `until` date in a form that not every JavaScript engine reads the same.
    [[nodiscard]] static std::optional<Recurrence> parse(std::string_view text,
                                                         const ReferenceDates& dates,
                                                         const RecurrenceOptions& options);

    /// The normal form, which the plugin writes to the note, with ` when done` if it was there.
    [[nodiscard]] std::string to_text() const;

    /// The RRULE value with its parts in the order of the text: `INTERVAL=2;FREQ=WEEKLY;BYDAY=MO`.
    /// A weekday's ordinal has a sign, `until` is midnight UTC, whatever kind of date DTSTART is.
    [[nodiscard]] std::string rrule() const;

    /// The reference date; today if there is none or the rule counts from the completion.
    [[nodiscard]] date::year_month_day dtstart() const noexcept { return dtstart_; }

    /// The text ended with `when done`: the next date counts from the day of completion.
    [[nodiscard]] bool when_done() const noexcept { return when_done_; }

    [[nodiscard]] const RecurrenceRule& rule() const noexcept { return rule_; }

    /// The dates of the task that the plugin makes when this one is completed: each of the three
    /// that was there, moved by as many days as the reference date. An impossible one (`!ok()`) if
    /// the rule has no further occurrence: the plugin then writes `Invalid date`.
    /// @param completed_on counts for `when done`, and for a task without any date
    /// Cost: bounded by the calendar (years to 9999), whatever the rule.
    [[nodiscard]] ReferenceDates next(const date::year_month_day& completed_on) const;

    /// The plugin changes the meaning without a word: some of the text had no effect, or the normal
    /// form, read again, is another rule. `every 1 day` or `every Tue, Mon` are not lossy: only
    /// their spelling changes. Reads the normal form, so it costs about as much as `parse`.
    [[nodiscard]] bool lossy() const;

private:
    Recurrence() = default;

    RecurrenceRule rule_;
    ReferenceDates dates_;
    date::year_month_day dtstart_;
    bool remove_scheduled_ = false;
    bool when_done_ = false;
    bool whole_text_counts_ = true;
};

}  // namespace tasklint
