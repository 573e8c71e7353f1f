#include <cstdint>
#include <string_view>
#include <vector>

#include <tao/pegtl/contrib/analyze.hpp>

#include "support/catch.hpp"
#include "syntax/recurrence_grammar.hpp"
#include "syntax/recurrence_text.hpp"

using tasklint::syntax::RecurrenceWord;
using tasklint::syntax::RecurrenceWords;
using enum tasklint::syntax::RecurrenceWord;

namespace {

std::vector<RecurrenceWord> words_of(std::string_view text) {
    std::vector<RecurrenceWord> result;
    for (RecurrenceWords words{text}; words.word() != none; words.next()) {
        result.push_back(words.word());
    }
    return result;
}

std::vector<int> as_numbers(const std::vector<RecurrenceWord>& words) {
    std::vector<int> result;
    result.reserve(words.size());
    for (const auto word : words) {
        result.push_back(static_cast<int>(word));
    }
    return result;
}

}  // namespace

TEST_CASE("the grammar of recurrence text has no endless loops", "[recurrence][grammar]") {
    namespace grammar = tasklint::syntax::recurrence;
    CHECK(tao::pegtl::analyze<grammar::recurrence_text>() == 0);
    CHECK(tao::pegtl::analyze<grammar::next_word>() == 0);
    CHECK(tao::pegtl::analyze<grammar::until_text>() == 0);
}

TEST_CASE("the longest word wins", "[recurrence][grammar]") {
    const struct {
        const char* text;
        std::vector<RecurrenceWord> words;
    } cases[] = {
        {"mo mon monday month months mont", {monday, monday, monday, months, months, monday}},
        {"we wed wedn wednesday week weekdays weekda",
         {wednesday, wednesday, wednesday, wednesday, weeks, weekdays, weeks}},
        {"th the thu thur thursday third three",
         {thursday, the, thursday, thursday, thursday, third, number_as_text}},
        {"tu tue tues tuesday two til time times",
         {tuesday, tuesday, tuesday, tuesday, number_as_text, until, times, times}},
        {"fr fri friday first for feb february",
         {friday, friday, friday, first, for_count, february, february}},
        {"sa sat saturday su sun sunday second sep sept september",
         {saturday, saturday, saturday, sunday, sunday, sunday, second, september, september,
          september}},
        {"one on in or oct october", {number_as_text, on, on, comma, october, october}},
        {"at apr april aug august and", {at, april, april, august, august, comma}},
        {"jan january jun june jul july", {january, january, june, june, july, july}},
        {"mar march may minute minutes", {march, march, may, minutes, minutes}},
        {"nov november dec december day days",
         {november, november, december, december, days, days}},
        {"hour hours year years every last until",
         {hours, hours, years, years, every, last, until}},
        {"1 20 1st 2nd 3rd 4th 1th 5. 1s", {number, number, nth, nth, nth, nth, nth, nth, number}},
        {"Monday, and FRIDAY", {monday, comma, friday}},
        {",,or and,", {comma}},
        {"\t every\r\n.", {every}},
    };
    for (const auto& [text, expected] : cases) {
        INFO(text);
        CHECK(as_numbers(words_of(text)) == as_numbers(expected));
    }
}

TEST_CASE("reading stops for good where no word follows", "[recurrence][grammar]") {
    const struct {
        const char* text;
        std::size_t words;
        const char* rest;
    } cases[] = {
        {"every day", 2, ""},
        {"every day  ", 2, ""},
        {"every Mondays on 1", 2, "s on 1"},
        {"every 0 days", 1, "0 days"},
        {"x every day", 0, "x every day"},
        {"every 1s", 2, "s"},
        {"every day! on", 2, "! on"},
        {"", 0, ""},
    };
    for (const auto& [text, count, rest] : cases) {
        INFO(text);
        RecurrenceWords words{text};
        std::size_t seen = 0;
        for (; words.word() != none; words.next()) {
            ++seen;
        }
        CHECK(seen == count);
        CHECK(words.rest() == rest);
        words.next();
        CHECK(words.word() == none);
        CHECK(words.rest() == rest);
    }
}

TEST_CASE("numbers have values", "[recurrence][grammar]") {
    RecurrenceWords words{"12 366th 99999999999999999999"};
    CHECK(words.number() == 12);
    words.next();
    CHECK(words.number() == 366);
    words.next();
    CHECK(words.number() == std::uint64_t{1} << 53U);
}
