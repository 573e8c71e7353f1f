// The reader of rrule.js 2.8.1 (src/nlp/parsetext.ts), quirk for quirk: the plugin asks it, so what
// it makes of a text is what the text means. Beside the rule we note what it silently passes over.

#include <algorithm>
#include <utility>

#include "recurrence/rule.hpp"
#include "syntax/recurrence_text.hpp"

namespace tasklint::recurrence {
namespace {

using Word = syntax::RecurrenceWord;

constexpr int largest_ordinal = 366;

std::optional<std::uint8_t> weekday_of(Word word) {
    if (word < Word::monday || word > Word::sunday) {
        return std::nullopt;
    }
    return static_cast<std::uint8_t>(static_cast<int>(word) - static_cast<int>(Word::monday));
}

std::optional<std::uint8_t> month_of(Word word) {
    if (word < Word::january || word > Word::december) {
        return std::nullopt;
    }
    return static_cast<std::uint8_t>(static_cast<int>(word) - static_cast<int>(Word::january) + 1);
}

class RuleReader {
public:
    explicit RuleReader(std::string_view text) : words_(text) {}

    std::optional<ParsedRule> read() {
        rule_clause();
        if (failed_) {
            return std::nullopt;
        }
        if (words_.word() != Word::none || !words_.rest().empty()) {
            pass_over();
        }
        return ParsedRule{std::move(rule_), whole_text_counts_};
    }

private:
    /// The text is no rule. No word follows a mistake, so all loops and clauses end by themselves.
    void fail() {
        failed_ = true;
        words_.stop();
    }

    /// Something in the text had no effect.
    void pass_over() { whole_text_counts_ = false; }

    bool accept(Word word) {
        if (words_.word() != word) {
            return false;
        }
        words_.next();
        return true;
    }

    bool is_set(RulePart part) const {
        return std::find(rule_.parts.begin(), rule_.parts.end(), part) != rule_.parts.end();
    }

    void set(RulePart part) {
        if (!is_set(part)) {
            constexpr std::size_t usual = 4;
            rule_.parts.reserve(usual);
            rule_.parts.push_back(part);
        }
    }

    void set_frequency(Frequency frequency) {
        rule_.frequency = frequency;
        set(RulePart::freq);
    }

    void add_weekday(std::uint8_t weekday, int ordinal = 0) {
        set(RulePart::byday);
        rule_.byday.push_back({weekday, ordinal});
    }

    void add_monday_to_friday() {
        for (std::uint8_t weekday = 0; weekday < 5; ++weekday) {
            add_weekday(weekday);
        }
    }

    void add_month(std::uint8_t month) {
        set(RulePart::bymonth);
        rule_.bymonth.push_back(month);
    }

    void add_month_day(int day) {
        set(RulePart::bymonthday);
        rule_.bymonthday.push_back(day);
    }

    void rule_clause() {
        if (!accept(Word::every)) {
            return fail();
        }
        if (words_.word() == Word::number) {
            rule_.interval = words_.number();
            set(RulePart::interval);
            words_.next();
        }
        switch (words_.word()) {
            case Word::days:
                set_frequency(Frequency::daily);
                words_.next();
                at_clause();
                break;
            case Word::weekdays:
                set_frequency(Frequency::weekly);
                add_monday_to_friday();
                words_.next();
                at_clause();
                break;
            case Word::weeks:
                set_frequency(Frequency::weekly);
                words_.next();
                on_clause();
                at_clause();
                break;
            case Word::hours: return unit_clause(Frequency::hourly);
            case Word::minutes: return unit_clause(Frequency::minutely);
            case Word::months: return unit_clause(Frequency::monthly);
            case Word::years: return unit_clause(Frequency::yearly);
            default:
                if (weekday_of(words_.word())) {
                    weekdays_clause();
                } else if (month_of(words_.word())) {
                    months_clause();
                } else {
                    return fail();
                }
        }
        end_clause();
    }

    void unit_clause(Frequency frequency) {
        set_frequency(frequency);
        words_.next();
        on_clause();
        end_clause();
    }

    /// `every Monday, Friday on the 13th`
    void weekdays_clause() {
        set_frequency(Frequency::weekly);
        do {
            const auto weekday = weekday_of(words_.word());
            if (!weekday) {
                return fail();
            }
            add_weekday(*weekday);
            words_.next();
        } while (accept(Word::comma));
        at_clause();
        month_days_clause();
    }

    /// `every January and July on the 1st`
    void months_clause() {
        set_frequency(Frequency::yearly);
        do {
            const auto month = month_of(words_.word());
            if (!month) {
                return fail();
            }
            add_month(*month);
            words_.next();
        } while (accept(Word::comma));
        on_clause();
    }

    bool on_the() {
        const bool on = accept(Word::on);
        const bool the = accept(Word::the);
        return on || the;
    }

    void on_clause() {
        if (!on_the()) {
            return;
        }
        do {
            const int nth = ordinal();
            const auto weekday = weekday_of(words_.word());
            const auto month = month_of(words_.word());
            if (weekday) {
                words_.next();
                add_weekday(*weekday, nth);
            } else if (nth != 0) {
                add_month_day(nth);
                accept(Word::days);
            } else if (accept(Word::weekdays)) {
                if (is_set(RulePart::byday)) {
                    pass_over();
                } else {
                    add_monday_to_friday();
                }
            } else if (accept(Word::weeks)) {
                numbers(RulePart::byweekno, rule_.byweekno);
            } else if (month) {
                words_.next();
                add_month(*month);
            } else {
                return pass_over();  // `on the`, and then nothing that can follow it
            }
        } while (accept(Word::comma) || accept(Word::the) || accept(Word::on));
    }

    void at_clause() {
        while (accept(Word::at)) {
            numbers(RulePart::byhour, rule_.byhour);
        }
    }

    /// A second list takes the place of the first.
    void numbers(RulePart part, std::vector<std::uint64_t>& list) {
        if (is_set(part)) {
            pass_over();
        }
        set(part);
        list.clear();
        do {
            if (words_.word() != Word::number) {
                return fail();
            }
            list.push_back(words_.number());
            words_.next();
        } while (accept(Word::comma));
    }

    /// @return 0 if there is no ordinal
    int ordinal() {
        int value = 0;
        switch (words_.word()) {
            case Word::last: words_.next(); return -1;
            case Word::first: words_.next(); return 1;  // `first last` is read as `first`
            case Word::second: value = 2; break;
            case Word::third: value = 3; break;
            case Word::nth:
                if (words_.number() > largest_ordinal) {
                    fail();
                    return 0;
                }
                value = static_cast<int>(words_.number());
                break;
            default: return 0;
        }
        words_.next();
        return accept(Word::last) ? -value : value;
    }

    void month_days_clause() {
        const bool asked = on_the();
        int nth = ordinal();
        if (nth == 0) {
            if (asked) {
                pass_over();
            }
            return;
        }
        add_month_day(nth);
        lose_word();
        while (accept(Word::comma)) {
            nth = ordinal();
            if (nth == 0) {
                return fail();
            }
            add_month_day(nth);
            lose_word();
        }
    }

    /// rrule.js steps on once too often after these ordinals, whatever stands there.
    void lose_word() {
        if (words_.word() != Word::none && words_.word() != Word::days) {
            pass_over();
        }
        words_.next();
    }

    void end_clause() {
        if (words_.word() == Word::until) {
            until_clause();
        } else if (accept(Word::for_count)) {
            if (words_.word() != Word::number) {
                return fail();
            }
            set(RulePart::count);
            rule_.count = words_.number();
            words_.next();
            accept(Word::times);
        }
    }

    void until_clause() {
        // JavaScript's zero, which rrule.js takes for a failure.
        constexpr auto epoch = date::year{1970} / date::January / 1;
        auto until = syntax::read_until_date(words_.rest());
        if (until && !until->ok()) {  // 31 June is 1 July, as JavaScript has it
            pass_over();
            until = date::sys_days{*until};
        }
        if (!until || *until == epoch) {
            return fail();
        }
        set(RulePart::until);
        rule_.until = until;
        words_.finish();
    }

    syntax::RecurrenceWords words_;
    RecurrenceRule rule_;
    bool failed_ = false;
    bool whole_text_counts_ = true;
};

}  // namespace

std::optional<ParsedRule> parse_rule(std::string_view text) { return RuleReader{text}.read(); }

}  // namespace tasklint::recurrence
