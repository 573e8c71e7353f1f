// Recurrences that the plugin does not read: how far their text goes, and whether it is meant as a
// rule at all.
#include <algorithm>
#include <array>

#include "syntax/lenient.hpp"
#include "tasklint/recurrence.hpp"
#include "text/ascii.hpp"

namespace tasklint::syntax {

namespace {

/// Words that begin a rule.
constexpr std::array<std::string_view, 14> first_words{
    "every",       "each",     "daily",     "weekly", "monthly",  "yearly",   "annually",
    "fortnightly", "biweekly", "quarterly", "hourly", "everyday", "weekdays", "weekends"};

/// Words that a rule goes on with, in the plugin's grammar or as people say it.
constexpr std::array<std::string_view, 113> rule_words{
    "every",   "day",       "days",      "weekday",  "weekdays", "weekend",    "weekends",
    "week",    "weeks",     "fortnight", "month",    "months",   "quarter",    "quarters",
    "year",    "years",     "hour",      "hours",    "minute",   "minutes",    "morning",
    "evening", "night",     "other",     "second",   "third",    "fourth",     "fifth",
    "first",   "last",      "single",    "few",      "half",     "alternate",  "one",
    "two",     "three",     "four",      "five",     "six",      "on",         "in",
    "at",      "the",       "of",        "for",      "times",    "time",       "until",
    "till",    "til",       "from",      "starting", "to",       "through",    "except",
    "and",     "or",        "when",      "done",     "mon",      "tue",        "tues",
    "wed",     "thu",       "thur",      "thurs",    "fri",      "sat",        "sun",
    "monday",  "tuesday",   "wednesday", "thursday", "friday",   "saturday",   "sunday",
    "january", "february",  "march",     "april",    "may",      "june",       "july",
    "august",  "september", "october",   "november", "december", "jan",        "feb",
    "mar",     "apr",       "jun",       "jul",      "aug",      "sep",        "sept",
    "oct",     "nov",       "dec",       "mondays",  "tuesdays", "wednesdays", "thursdays",
    "fridays", "saturdays", "sundays",   "seven",    "ten",      "twelve",     "noon",
    "midnight"};

/// How a rule begins in other languages; those of ASCII letters alone the plugin takes as they are.
constexpr std::array<std::string_view, 44> other_first_words{
    "täglich",      "wöchentlich", "jährlich",  "vierteljährlich",
    "halbjährlich", "jeden",       "jede",      "jedes",
    "alle",         "chaque",      "tous",      "toutes",
    "cada",         "todos",       "todas",     "diário",
    "ogni",         "elke",        "varje",     "årligen",
    "minden",       "každý",       "každou",    "denně",
    "týdně",        "měsíčně",     "ročně",     "każdy",
    "günlük",       "haftalık",    "aylık",     "yıllık",
    "mỗi",          "κάθε",        "каждый",    "каждую",
    "каждое",       "каждые",      "ежедневно", "еженедельно",
    "ежемесячно",   "ежегодно",    "щодня",     "щотижня"};
/// The same in scripts that put no blank behind them.
constexpr std::array<std::string_view, 3> other_first_characters{"每", "毎", "매"};

bool is_rule_character(char c) {
    return is_ascii_alphanumeric(c) || c == ',' || c == '!' || c == ' ';
}

/// Letters and digits one after another, with every other character that is no mark of ASCII, no
/// dash and no white space; from `at`. @param at gets the place behind it
std::string_view next_word(std::string_view text, std::size_t& at) {
    std::size_t begin = text.size();
    while (at < text.size()) {
        const auto character = decode_utf8(text, at);
        const bool in_word =
            character.size == 1
                ? is_ascii_alphanumeric(text[at])
                : character.valid && !is_white_space(character.code_point) &&
                      !is_zero_width(character.code_point) &&
                      (character.code_point < 0x2010 || character.code_point > 0x2027);
        if (in_word) {
            begin = std::min(begin, at);
        } else if (begin != text.size()) {
            break;
        }
        at += character.size;
    }
    return text.substr(begin, at - begin);
}

bool is_rule_word(std::string_view word) {
    const auto plain = ascii_lower(word);
    return is_ascii_digit(plain[0]) ||
           std::find(rule_words.begin(), rule_words.end(), plain) != rule_words.end();
}

bool begins_in_other_language(std::string_view text) {
    std::size_t at = 0;
    const auto first = ascii_lower(next_word(text, at));
    return std::find(other_first_words.begin(), other_first_words.end(), first) !=
               other_first_words.end() ||
           std::any_of(
               other_first_characters.begin(), other_first_characters.end(),
               [&](std::string_view begin) { return text.substr(0, begin.size()) == begin; });
}

}  // namespace

RuleText rule_text(std::string_view text, std::uint32_t at, std::uint32_t end) {
    const auto line = text.substr(0, end);
    RuleText found;
    found.end = at;
    std::string blanks;  // between two words
    bool odd = false;
    bool invisible = false;
    bool apart = true;
    while (at < end) {
        const auto character = decode_utf8(line, at);
        const bool hides = character.valid && is_zero_width(character.code_point);
        const bool blank = character.valid && !hides && is_white_space(character.code_point);
        if (!hides && !blank && !is_rule_character(line[at])) {
            break;
        }
        at += character.size;
        if (blank) {
            odd = odd || character.code_point != U' ';
            blanks.push_back(' ');
            apart = true;
        } else if (hides) {
            invisible = true;
            found.end = at;
        } else {
            found.value.append(odd && !blanks.empty() ? " " : blanks).push_back(line[at - 1]);
            found.odd = found.odd || odd;
            found.invisible = found.invisible || invisible;
            found.end = at;
            blanks.clear();
            odd = false;
            apart = false;
        }
    }
    found.invisible = found.invisible || invisible;
    found.apart = apart || at == end;
    return found;
}

bool is_whole_rule(std::string_view text) {
    const auto rule = Recurrence::parse(text, {}, {});
    return rule && !rule->lossy();
}

bool goes_on_with_rule(std::string_view text) {
    std::size_t at = 0;
    const auto word = next_word(text, at);
    return !word.empty() && is_rule_word(word);
}

bool is_meant_as_rule(std::string_view text, bool before_field) {
    if (before_field && begins_in_other_language(text)) {
        return true;
    }
    std::size_t at = 0;
    const auto first = ascii_lower(next_word(text, at));
    if (std::find(first_words.begin(), first_words.end(), first) == first_words.end() ||
        !begins_without_case(text, first)) {
        return false;
    }
    const bool wants_more = first == "every" || first == "each";
    const auto blank = at < text.size() ? decode_utf8(text, at) : decode_utf8(" ", 0);
    if (wants_more && !(is_white_space(blank.code_point) || is_zero_width(blank.code_point))) {
        return false;
    }
    auto word = next_word(text, at);
    if (wants_more && (word.empty() || !is_rule_word(word))) {
        return false;
    }
    if (before_field && first == "every") {
        return true;
    }
    for (; !word.empty(); word = next_word(text, at)) {
        if (!is_rule_word(word)) {
            return false;
        }
    }
    return true;
}

}  // namespace tasklint::syntax
