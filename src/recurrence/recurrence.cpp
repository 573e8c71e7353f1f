#include "tasklint/recurrence.hpp"

#include <utility>

#include "recurrence/rule.hpp"
#include "syntax/recurrence_text.hpp"

namespace tasklint {

std::optional<date::year_month_day> reference_date(const ReferenceDates& dates,
                                                   bool remove_scheduled) noexcept {
    if (dates.due) {
        return dates.due;
    }
    if (remove_scheduled) {
        return dates.start ? dates.start : dates.scheduled;
    }
    return dates.scheduled ? dates.scheduled : dates.start;
}

std::optional<Recurrence> Recurrence::parse(std::string_view text, const ReferenceDates& dates,
                                            const RecurrenceOptions& options) {
    const auto frame = syntax::read_recurrence_frame(text);
    if (!frame) {
        return std::nullopt;
    }
    auto reference = reference_date(dates, options.remove_scheduled);
    if (frame->when_done) {
        reference.reset();
    }
    if (reference && !reference->ok()) {
        return std::nullopt;
    }
    auto parsed = recurrence::parse_rule(frame->body);
    if (!parsed) {
        return std::nullopt;
    }
    Recurrence result;
    result.rule_ = std::move(parsed->rule);
    result.dates_ = dates;
    result.dtstart_ = reference.value_or(options.today);
    result.remove_scheduled_ = options.remove_scheduled;
    result.when_done_ = frame->when_done;
    result.whole_text_counts_ = parsed->whole_text_counts;
    return result;
}

std::string Recurrence::to_text() const {
    return recurrence::normal_form(rule_) + (when_done_ ? " when done" : "");
}

std::string Recurrence::rrule() const { return recurrence::rrule_value(rule_); }

bool Recurrence::lossy() const {
    if (!whole_text_counts_) {
        return true;
    }
    const auto again = recurrence::parse_rule(recurrence::normal_form(rule_));
    return !again || !recurrence::same_rule(rule_, again->rule);
}

}  // namespace tasklint
