// Signs and dates as people and other programs write them, though the plugin does not read them.
#include <algorithm>
#include <array>

#include "syntax/find_byte.hpp"
#include "syntax/lenient.hpp"
#include "syntax/mojibake.hpp"
#include "tasklint/recurrence.hpp"
#include "text/ascii.hpp"
#include "text/find.hpp"

namespace tasklint::syntax {

namespace {

constexpr std::array<OtherSign, 30> other_signs{{
    // GitHub's and Slack's names of the plugin's emoji.
    {":date:", FieldKind::due, Priority::none, Flaw::shortcode},
    {":calendar:", FieldKind::due, Priority::none, Flaw::shortcode},
    {":spiral_calendar:", FieldKind::due, Priority::none, Flaw::shortcode},
    {":hourglass_flowing_sand:", FieldKind::scheduled, Priority::none, Flaw::shortcode},
    {":hourglass:", FieldKind::scheduled, Priority::none, Flaw::shortcode},
    {":flight_departure:", FieldKind::start, Priority::none, Flaw::shortcode},
    {":airplane_departure:", FieldKind::start, Priority::none, Flaw::shortcode},
    {":heavy_plus_sign:", FieldKind::created, Priority::none, Flaw::shortcode},
    {":white_check_mark:", FieldKind::done, Priority::none, Flaw::shortcode},
    {":x:", FieldKind::cancelled, Priority::none, Flaw::shortcode},
    {":repeat:", FieldKind::recurrence, Priority::none, Flaw::shortcode},
    {":small_red_triangle:", FieldKind::priority, Priority::highest, Flaw::shortcode},
    {":arrow_double_up:", FieldKind::priority, Priority::high, Flaw::shortcode},
    {":arrow_up_small:", FieldKind::priority, Priority::medium, Flaw::shortcode},
    {":arrow_down_small:", FieldKind::priority, Priority::low, Flaw::shortcode},
    {":arrow_double_down:", FieldKind::priority, Priority::lowest, Flaw::shortcode},
    // Emoji that look like them.
    {"\U0001F504", FieldKind::recurrence, Priority::none, Flaw::look_alike},
    {"\U0001F502", FieldKind::recurrence, Priority::none, Flaw::look_alike},
    {"\U0001F6EC", FieldKind::start, Priority::none, Flaw::look_alike},
    {"\u2714", FieldKind::done, Priority::none, Flaw::look_alike},
    {"\u2611", FieldKind::done, Priority::none, Flaw::look_alike},
    {"\u274E", FieldKind::done, Priority::none, Flaw::look_alike},
    {"\u231A", FieldKind::scheduled, Priority::none, Flaw::look_alike},
    {"\u23F0", FieldKind::scheduled, Priority::none, Flaw::look_alike},
    {"\u2716", FieldKind::cancelled, Priority::none, Flaw::look_alike},
    {"\U0001F514", FieldKind::scheduled, Priority::none, Flaw::look_alike},
    {"\u203C", FieldKind::priority, Priority::highest, Flaw::look_alike},
    {"\u2757", FieldKind::priority, Priority::high, Flaw::look_alike},
    {"\u2B06", FieldKind::priority, Priority::medium, Flaw::look_alike},
    {"\u2B07", FieldKind::priority, Priority::low, Flaw::look_alike},
}};

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

/// The letters at `at`, in lower case.
std::string word_at(std::string_view text, std::uint32_t at, std::uint32_t end) {
    std::string word;
    while (at < end && is_ascii_letter(text[at])) {
        word.push_back(ascii_lower(text[at++]));
    }
    return word;
}

bool is_weekday(std::string_view word) {
    return std::find(weekdays.begin(), weekdays.end(), word) != weekdays.end();
}

/// End of a number at `at`, in digits or in words, or `at`.
std::uint32_t number_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    static constexpr std::array<std::string_view, 12> numbers{
        "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    const std::string word = word_at(text, at, end);
    if (std::find(numbers.begin(), numbers.end(), word) != numbers.end()) {
        return static_cast<std::uint32_t>(at + word.size());
    }
    constexpr std::uint32_t most_digits = 3;
    std::uint32_t stop = at;
    while (stop < end && is_ascii_digit(text[stop])) {
        ++stop;
    }
    return stop - at <= most_digits ? stop : at;
}

/// End of `tomorrow`, `next Friday`, `in 3 days` at `at`, or `at`.
std::uint32_t words_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    const std::string first = word_at(text, at, end);
    const auto after = static_cast<std::uint32_t>(at + first.size());
    if (first == "today" || first == "tomorrow" || first == "yesterday" || is_weekday(first)) {
        return after;
    }
    if (after >= end || text[after] != ' ') {
        return at;
    }
    if (first == "next" || first == "this") {
        const std::string second = word_at(text, after + 1, end);
        const bool known = is_weekday(second) || second == "week" || second == "month";
        return known ? static_cast<std::uint32_t>(after + 1 + second.size()) : at;
    }
    const std::uint32_t number = first == "in" ? number_end(text, after + 1, end) : after + 1;
    if (number == after + 1 || number >= end || text[number] != ' ') {
        return at;
    }
    const std::string unit = word_at(text, number + 1, end);
    const bool known = unit == "day" || unit == "days" || unit == "week" || unit == "weeks" ||
                       unit == "month" || unit == "months";
    return known ? static_cast<std::uint32_t>(number + 1 + unit.size()) : at;
}

/// The index of a month by its name, whole or its first three letters (`sept`, too); 12 if none.
std::size_t month_index(std::string_view word) {
    if (word == "sept") {
        return 8;
    }
    return static_cast<std::size_t>(
        std::find_if(months.begin(), months.end(),
                     [&](std::string_view name) {
                         return word == name || (word.size() == 3 && name.substr(0, 3) == word);
                     }) -
        months.begin());
}

/// `mon`, `tues`, `thurs`: a short name of a weekday, which may be another word as well.
bool is_short_weekday(std::string_view word) {
    return word.size() >= 3 && word.size() < 6 &&
           std::any_of(weekdays.begin(), weekdays.end(), [&](std::string_view name) {
               return word != name && name.substr(0, word.size()) == word;
           });
}

/// Marks that end a sentence or a bracket, and white space, are all that stands at `at`.
bool only_marks_follow(std::string_view text, std::uint32_t at, std::uint32_t end) {
    return Span{at, end}.in(text).find_first_not_of(" \t.,;:!)]}\"'*_") == std::string_view::npos;
}

/// A day with the name of its month: `6 January 2026`, `Jan 6th`, `Tue, 6 Jan`.
struct NamedDay {
    std::uint32_t end = 0;
    std::size_t month = 0;  ///< from 0
    int day = 0;
    int year = 0;  ///< 0: it says none
};
std::optional<NamedDay> named_day(std::string_view text, std::uint32_t at, std::uint32_t end) {
    const auto skip = [&](std::string_view marks) {
        while (at < end && (text[at] == ' ' || marks.find(text[at]) != std::string_view::npos)) {
            ++at;
        }
    };
    NamedDay found;
    const auto number = [&](std::size_t most_digits) {
        int value = 0;
        std::size_t digits = 0;
        for (; at < end && is_ascii_digit(text[at]) && digits <= most_digits; ++digits) {
            value = value * 10 + (text[at++] - '0');
        }
        return digits <= most_digits ? value : 0;
    };
    const auto read_day = [&] {
        found.day = number(2);
        const std::string suffix = word_at(text, at, end);
        if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") {
            at += 2;
        }
        return found.day >= 1 && found.day <= 31;
    };
    const auto read_month = [&] {
        const std::string word = word_at(text, at, end);
        found.month = month_index(word);
        at += static_cast<std::uint32_t>(word.size());
        return found.month < months.size();
    };
    const std::string first = word_at(text, at, end);
    if (is_weekday(first) || is_short_weekday(first)) {
        at += static_cast<std::uint32_t>(first.size());
        skip(".,");
    }
    if (at < end && is_ascii_digit(text[at])) {
        if (!read_day()) {
            return std::nullopt;
        }
        skip(".-");
        if (word_at(text, at, end) == "of") {
            at += 2;
            skip("");
        }
        if (!read_month()) {
            return std::nullopt;
        }
    } else {
        if (!read_month()) {
            return std::nullopt;
        }
        skip(".-");
        if (!read_day()) {
            return std::nullopt;
        }
    }
    found.end = at;
    skip(".,-");
    const std::uint32_t year = at;
    found.year = number(4);
    if (at == year + 4 && (at == end || !is_ascii_letter(text[at]))) {
        found.end = at;
    } else {
        found.year = 0;
    }
    return found;
}

/// `Jan 6` and `Mon` are words of sentences, too: those mean a day if nothing follows them.
std::uint32_t named_day_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    const auto named = named_day(text, at, end);
    if (named && (named->year != 0 || only_marks_follow(text, named->end, end))) {
        return named->end;
    }
    const std::string word = word_at(text, at, end);
    const auto stop = static_cast<std::uint32_t>(at + word.size());
    return is_short_weekday(word) && only_marks_follow(text, stop, end) ? stop : at;
}

/// `01/02/2026`, `1.2.2026`, `01-02-2026`.
std::optional<OtherDate> year_last_date(std::string_view text, std::uint32_t at,
                                        std::uint32_t end) {
    char separator = 0;
    for (int part = 0; part < 3; ++part) {
        const std::uint32_t begin = at;
        while (at < end && is_ascii_digit(text[at])) {
            ++at;
        }
        const std::uint32_t size = at - begin;
        if (part < 2 ? size == 0 || size > 2 : size != 4) {
            return std::nullopt;
        }
        if (part == 2) {
            break;
        }
        if (at >= end || (text[at] != '/' && text[at] != '.' && text[at] != '-') ||
            (part == 1 && text[at] != separator)) {
            return std::nullopt;
        }
        separator = text[at++];
    }
    return OtherDate{Flaw::ambiguous_date, at, {}};
}

/// `[[2026-01-06]]`, `[[Daily/2026-01-06|Tuesday]]`.
std::optional<OtherDate> linked_date(std::string_view text, std::uint32_t at, std::uint32_t end) {
    const auto close =
        text.substr(at, 2) == "[[" ? text.substr(0, end).find("]]", at) : std::string_view::npos;
    if (close == std::string_view::npos) {
        return std::nullopt;
    }
    auto target = text.substr(at + 2, close - at - 2);
    target = target.substr(0, target.find('|'));
    target = target.substr(target.rfind('/') + 1);
    const auto day = date_from_text(target);
    if (!day || !day->ok()) {
        return std::nullopt;
    }
    return OtherDate{Flaw::date_link, static_cast<std::uint32_t>(close) + 2, to_string(*day)};
}

}  // namespace

std::optional<OtherDate> other_date(std::string_view text, std::uint32_t at, std::uint32_t end) {
    auto found = linked_date(text, at, end);
    if (!found) {
        found = year_last_date(text, at, end);
    }
    if (!found) {
        std::uint32_t stop = named_day_end(text, at, end);
        stop = stop == at ? words_end(text, at, end) : stop;
        if (stop != at) {
            found = OtherDate{Flaw::date_words, stop, {}};
        }
    }
    if (found && found->end < end &&
        (is_ascii_letter(text[found->end]) || is_ascii_digit(text[found->end]) ||
         text[found->end] == '-')) {
        found.reset();  // a part of something longer
    }
    return found;
}

namespace {

/// The end of numbers with marks between them that are most likely a date: `2026-01`, `6/1/26`,
/// `26-01-06`, `6.1.`, `2026-W02`; or `at`.
std::uint32_t numbers_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    const std::uint32_t begin = at;
    int numbers = 0;
    bool year = false;
    bool last_dot = false;
    while (at < end && is_ascii_digit(text[at])) {
        const std::uint32_t from = at;
        while (at < end && is_ascii_digit(text[at])) {
            ++at;
        }
        if (at - from > 4) {
            return begin;
        }
        ++numbers;
        year = year || at - from == 4;
        last_dot = false;
        if (at < end && numbers < 3) {
            const auto mark = decode_utf8(text.substr(0, end), at);
            const bool joins = mark.code_point == U'-' || mark.code_point == U'/' ||
                               mark.code_point == U'.' || mark.code_point == U' ' ||
                               (mark.code_point >= 0x2010 && mark.code_point <= 0x2013);
            last_dot = mark.code_point == U'.';
            at += joins ? mark.size : 0;
            const bool week = year && at + 1 < end && ascii_lower(text[at]) == 'w' &&
                              is_ascii_digit(text[at + 1]);
            at += week ? 1 : 0;
        }
    }
    return numbers == 3 || (numbers == 2 && (year || last_dot)) ? at : begin;
}

}  // namespace

std::uint32_t unread_date_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    const auto words = Span{at, end}.in(text);
    constexpr std::string_view invalid = "invalid date";
    if (begins_without_case(words, "invalid") && begins_without_case(words.substr(7), " date") &&
        (words.size() == invalid.size() || !is_ascii_letter(words[invalid.size()]))) {
        return static_cast<std::uint32_t>(at + invalid.size());
    }
    for (const std::string_view open : {"tbd", "tba", "tbc", "n/a", "yyyy-mm-dd"}) {
        const auto stop = static_cast<std::uint32_t>(at + open.size());
        if (stop <= end &&
            std::equal(open.begin(), open.end(), words.begin(),
                       [](char a, char b) { return a == ascii_lower(b); }) &&
            only_marks_follow(text, stop, end)) {
            return stop;
        }
    }
    if (const auto stop = numbers_end(text, at, end);
        stop != at && only_marks_follow(text, stop, end)) {
        return stop;
    }
    // `January 2026`
    const std::string word = word_at(text, at, end);
    auto behind = static_cast<std::uint32_t>(at + word.size());
    if (month_index(word) < months.size() && behind + 5 <= end && text[behind] == ' ' &&
        std::all_of(text.begin() + behind + 1, text.begin() + behind + 5, is_ascii_digit) &&
        only_marks_follow(text, behind + 5, end)) {
        return behind + 5;
    }
    // `(2026-01-06)`, `: 2026-01-06`
    constexpr std::u32string_view openers = U":\"'([{<*_=~\u201C\u201E\u2018\u00AB";
    constexpr std::u32string_view closers = U"\"')]}>*_=~\u201C\u201D\u2019\u00BB";
    std::uint32_t value = at;
    while (value < end) {
        const auto mark = decode_utf8(text.substr(0, end), value);
        if (openers.find(mark.code_point) == std::u32string_view::npos &&
            (value == at || !is_white_space(mark.code_point))) {
            break;
        }
        value += mark.size;
    }
    const auto date = value != at ? lenient_date(text, value, end) : std::nullopt;
    if (!date) {
        return at;
    }
    std::uint32_t stop = date->end;
    while (stop < end) {
        const auto mark = decode_utf8(text.substr(0, end), stop);
        if (closers.find(mark.code_point) == std::u32string_view::npos) {
            break;
        }
        stop += mark.size;
    }
    const bool apart = stop == end || is_white_space(decode_utf8(text, stop).code_point) ||
                       only_marks_follow(text, stop, end);
    return apart ? stop : at;
}

std::optional<date::year_month_day> day_of_words(std::string_view words,
                                                 const date::year_month_day& from) {
    const auto end = static_cast<std::uint32_t>(words.size());
    const auto day = date::sys_days{from};
    const auto on_weekday = [&](std::size_t index) {
        const date::weekday wanted{static_cast<unsigned>(index + 1) % 7};
        const auto gap = (wanted - date::weekday{day}).count();
        return date::year_month_day{day + date::days{gap == 0 ? 7 : gap}};
    };
    const std::string first = word_at(words, 0, end);
    const auto weekday_index = [](const std::string& word) {
        return static_cast<std::size_t>(std::find(weekdays.begin(), weekdays.end(), word) -
                                        weekdays.begin());
    };
    if (first == "today") {
        return from;
    }
    if (first == "tomorrow" || first == "yesterday") {
        return date::year_month_day{day + date::days{first == "tomorrow" ? 1 : -1}};
    }
    if (const auto named = named_day(words, 0, end)) {
        const date::year_month_day meant{date::year{named->year},
                                         date::month{static_cast<unsigned>(named->month + 1)},
                                         date::day{static_cast<unsigned>(named->day)}};
        return named->year != 0 && meant.ok() ? std::optional{meant} : std::nullopt;
    }
    if (is_weekday(first)) {
        return on_weekday(weekday_index(first));
    }
    if (is_short_weekday(first)) {
        return on_weekday(
            static_cast<std::size_t>(std::find_if(weekdays.begin(), weekdays.end(),
                                                  [&](std::string_view name) {
                                                      return name.substr(0, first.size()) == first;
                                                  }) -
                                     weekdays.begin()));
    }
    if (first == "in") {
        int count = 0;
        std::uint32_t at = 3;
        for (; at < end && is_ascii_digit(words[at]); ++at) {
            count = count * 10 + (words[at] - '0');
        }
        const bool weeks = word_at(words, at + 1, end).substr(0, 4) == "week";
        return date::year_month_day{day + date::days{weeks ? 7 * count : count}};
    }
    if (first == "next" && word_at(words, 5, end) == "week") {
        return on_weekday(0);
    }
    return std::nullopt;  // `next Friday`, `this week`: people differ
}

namespace {

/// The last bytes of those that are emoji, by their size (three bytes or four): the low six
/// bits say it all. Hardly any other sign shares one, and other signs are what most lines
/// have.
constexpr auto last_bytes = [] {
    std::array<std::uint64_t, 2> all{};
    for (const OtherSign& sign : other_signs) {
        if (sign.text[0] != ':') {
            all[sign.text.size() - 3] |= std::uint64_t{1} << (sign.text.back() & 0x3F);
        }
    }
    return all;
}();

bool may_be_other_emoji(std::string_view text, std::size_t at) noexcept {
    const std::size_t size = text[at] == '\xE2' ? 3 : 4;
    return at + size <= text.size() &&
           (last_bytes[size - 3] >> (static_cast<unsigned char>(text[at + size - 1]) & 0x3FU) &
            1U) != 0;
}

}  // namespace

const OtherSign* other_sign(std::string_view text, std::size_t at) noexcept {
    const auto found =
        std::find_if(other_signs.begin(), other_signs.end(), [&](const OtherSign& sign) {
            return at + 1 < text.size() && text[at + 1] == sign.text[1] &&
                   text.compare(at, sign.text.size(), sign.text) == 0;
        });
    return found == other_signs.end() ? nullptr : found;
}

bool may_have_other_sign(std::string_view text) noexcept {
    const char* const end = text.data() + text.size();
    for (const char* place = text.data();; ++place) {
        place = find_byte<':', '@', '\xE2', '\xF0'>(text.data(), place, end);
        if (place == end) {
            return false;
        }
        const auto at = static_cast<std::size_t>(place - text.data());
        const char c = *place;
        const bool shortcode = c == ':' && at + 1 < text.size() && is_ascii_letter(text[at + 1]);
        const bool emoji = (c == '\xE2' || c == '\xF0') && may_be_other_emoji(text, at);
        if ((shortcode || emoji) && other_sign(text, at) != nullptr) {
            return true;
        }
        if (c == '@' && at + 1 < text.size() &&
            (is_ascii_digit(text[at + 1]) || text[at + 1] == '{')) {
            return true;  // a reminder
        }
    }
}

namespace {

/// The end of what stands for a lost sign at `at`, or `at`.
std::uint32_t lost_sign_end(std::string_view text, std::uint32_t at) {
    std::uint32_t end = at;
    while (end < text.size() && text[end] == '?') {
        ++end;
    }
    if (end > at) {
        return end - at <= 4 ? end : at;  // a sign has three or four bytes
    }
    for (const std::string_view box : lost_sign_boxes) {
        while (text.substr(end, box.size()) == box) {
            end += static_cast<std::uint32_t>(box.size());
        }
    }
    if (end > at) {
        return end;
    }
    end = static_cast<std::uint32_t>(mangled_run_end(text, at, text.size()));
    return end > at && end - at <= 16 && mangled_form(text.substr(at, end - at)) == nullptr &&
                   is_broken_emoji(text.substr(at, end - at))
               ? end
               : at;
}

bool is_plain_blank(char c) { return c == ' ' || c == '\t'; }

/// Behind a lost sign stands a date or a rule: the begin of the last thing that may be one,
/// or 0.
std::uint32_t last_value(std::string_view text) {
    const auto digit = std::find_if(text.rbegin(), text.rend(), is_ascii_digit);
    const auto dated = static_cast<std::size_t>(text.rend() - digit);
    const auto rule = text.rfind("every ");
    return static_cast<std::uint32_t>(std::max(dated, rule == std::string_view::npos ? 0 : rule));
}

}  // namespace

std::optional<LostSign> lost_sign(std::string_view text) {
    const auto end = static_cast<std::uint32_t>(text.size());
    // What stands for a lost sign is a question mark, or begins as mangled text does.
    if (text.find('?') == std::string_view::npos && !may_be_mangled(text)) {
        return std::nullopt;
    }
    const std::uint32_t last = last_value(text);
    for (std::uint32_t at = 0; at < last; ++at) {
        const bool starts_word = at == 0 || is_plain_blank(text[at - 1]);
        if (!starts_word || (text[at] != '?' && !begins_mangled(text, at))) {
            continue;
        }
        const std::uint32_t sign_end = lost_sign_end(text, at);
        std::uint32_t value = sign_end;
        while (value < end && is_plain_blank(text[value])) {
            ++value;
        }
        if (sign_end == at || value == end) {
            continue;
        }
        const auto date = lenient_date(text, value, end);
        const auto rest = text.substr(value);
        if (date && date->exact && trim(text.substr(date->end)).empty()) {
            return LostSign{{at, sign_end}, {value, date->end}};
        }
        if (rest.substr(0, 6) == "every ") {
            const auto rule = Recurrence::parse(rest, {}, {});
            if (rule && !rule->lossy()) {
                return LostSign{{at, sign_end}, {value, end}};
            }
        }
    }
    return std::nullopt;
}

}  // namespace tasklint::syntax
