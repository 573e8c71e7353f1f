#pragma once

#include "query/words.hpp"

// The date phrases that mean the same to every reader, of those that the plugin (Tasks 8.3.0) hands
// to chrono-node 2.3.9. chrono finds dates anywhere in a text and passes over all other words; we
// take whole phrases only and say of everything else that it is not certain.
//   * Each phrase is a grammar of its own, tried by itself: an action never runs for a phrase that
//     is not taken.
//   * Letters in either case; one or more spaces between words.
namespace tasklint::query::grammar {
// clang-format off

// The plugin's own ranges, in exactly these letters
struct relative_which : sor< string< 'l', 'a', 's', 't' >, string< 't', 'h', 'i', 's' >,
                             string< 'n', 'e', 'x', 't' > > {};
struct relative_unit  : sor< string< 'w', 'e', 'e', 'k' >, string< 'm', 'o', 'n', 't', 'h' >,
                             string< 'q', 'u', 'a', 'r', 't', 'e', 'r' >,
                             string< 'y', 'e', 'a', 'r' > > {};
struct relative_range : seq< relative_which, one< ' ' >, relative_unit > {};
struct find_relative  : until< relative_range > {};

struct year           : rep< 4, digit > {};
struct two_digits     : rep< 2, digit > {};
struct year_range     : seq< year, eof > {};
struct quarter_range  : seq< year, string< '-', 'Q' >, range< '1', '4' >, eof > {};
struct month_range    : seq< year, one< '-' >, two_digits, eof > {};
struct week_range     : seq< year, string< '-', 'W' >, two_digits, eof > {};

// Terminals of phrases
struct count_digits   : seq< rep_min_max< 1, 4, digit >, not_at< digit > > {};
struct count_word     : sor< word< "one" >, word< "two" >, word< "three" >, word< "four" >,
                             word< "five" >, word< "six" >, word< "seven" >, word< "eight" >,
                             word< "nine" >, word< "ten" >, word< "eleven" >, word< "twelve" >,
                             word< "an" >, word< "a" > > {};
struct count          : sor< count_digits, seq< count_word, not_at< alpha > > > {};
struct unit_day       : word< "day" > {};
struct unit_week      : word< "week" > {};
struct unit_month     : word< "month" > {};
struct unit_quarter   : word< "quarter" > {};
struct unit_year      : word< "year" > {};
struct unit           : seq< sor< unit_day, unit_week, unit_month, unit_quarter, unit_year >,
                             opt< word< "s" > >, not_at< alnum > > {};
struct weekday        : seq< sor< word< "sunday" >, word< "monday" >, word< "tuesday" >,
                                  word< "wednesday" >, word< "thursday" >, word< "friday" >,
                                  word< "saturday" >, word< "sun" >, word< "mon" >, word< "tue" >,
                                  word< "wed" >, word< "thurs" >, word< "thur" >, word< "thu" >,
                                  word< "fri" >, word< "sat" > >,
                             opt< one< '.' > >, not_at< alnum > > {};
struct full_month     : sor< word< "january" >, word< "february" >, word< "march" >,
                             word< "april" >, word< "may" >, word< "june" >, word< "july" >,
                             word< "august" >, word< "september" >, word< "october" >,
                             word< "november" >, word< "december" > > {};
struct cut_month      : sor< word< "jan" >, word< "feb" >, word< "mar" >, word< "apr" >,
                             word< "may" >, word< "jun" >, word< "jul" >, word< "aug" >,
                             word< "sept" >, word< "sep" >, word< "oct" >, word< "nov" >,
                             word< "dec" > > {};
struct month_name     : seq< sor< full_month, cut_month >, not_at< alnum > > {};
struct ordinal        : opt< sor< word< "st" >, word< "nd" >, word< "rd" >, word< "th" > > > {};
struct day_number     : seq< digit, opt< digit > > {};
struct day_of_month   : seq< day_number, ordinal, not_at< alnum > > {};
struct stated_year    : seq< range< '1', '9' >, rep< 3, digit > > {};
struct comma_year     : seq< star< one< ' ' > >, opt< one< ',' > >, star< one< ' ' > >,
                             stated_year > {};

// Phrases
struct month_number   : seq< digit, opt< digit > > {};
struct written_day    : seq< stated_year, one< '-' >, month_number, one< '-' >, day_number,
                             not_at< alnum > > {};
struct one_day        : seq< written_day, eof > {};
struct two_days       : seq< written_day, blanks, written_day, eof > {};
struct today_word     : seq< sor< word< "today" >, word< "now" >, word< "tonight" > >, eof > {};
struct tomorrow_word  : seq< sor< word< "tomorrow" >, word< "tmrw" >, word< "tmr" > >, eof > {};
struct yesterday_word : seq< word< "yesterday" >, eof > {};
struct bare_weekday   : seq< weekday, eof > {};
struct this_weekday   : seq< word< "this" >, blanks, weekday, eof > {};
struct last_weekday   : seq< sor< word< "last" >, word< "past" > >, blanks, weekday, eof > {};
struct next_weekday   : seq< word< "next" >, blanks, weekday, eof > {};
struct some_units     : seq< count, blanks, unit > {};
struct units_ago      : seq< some_units, blanks, word< "ago" >, eof > {};
struct units_ahead    : seq< some_units, blanks, sor< seq< word< "from" >, blanks, word< "now" > >,
                                                      word< "later" > >, eof > {};
struct in_units       : seq< sor< word< "in" >, word< "within" >, word< "for" >, word< "next" >,
                                  word< "after" > >, blanks, some_units, eof > {};
struct last_units     : seq< sor< word< "last" >, word< "past" > >, blanks, some_units, eof > {};
struct next_unit      : seq< word< "next" >, blanks, unit, eof > {};
struct last_unit      : seq< sor< word< "last" >, word< "past" > >, blanks, unit, eof > {};
struct bare_units     : seq< some_units, eof > {};
struct month_day      : seq< month_name, blanks, day_of_month, opt< comma_year >, eof > {};
struct day_month      : seq< day_of_month, blanks, month_name, opt< comma_year >, eof > {};
struct month_year     : seq< month_name, blanks, stated_year, eof > {};
struct bare_month     : seq< full_month, eof > {};

// Beyond the phrases that are known, where the plugin's recorded answers agree
struct range_sign     : sor< seq< blanks, sor< word< "to" >, one< '-' >, utf8::one< 0x2013 > >,
                                  blanks > > {};
struct two_by_to      : seq< written_day, range_sign, written_day, eof > {};
struct date_mark      : one< '.', '/' > {};
struct first_number   : seq< digit, opt< digit > > {};
struct second_number  : seq< digit, opt< digit > > {};
struct marked_date    : seq< first_number, date_mark, second_number, date_mark, stated_year,
                             eof > {};
struct day_after      : seq< opt< word< "the" >, blanks >, word< "day" >, blanks, word< "after" >,
                             blanks, word< "tomorrow" >, eof > {};
struct today_and_more : sor< seq< word< "today" >, star< one< ' ' > >, one< '+', '-' >,
                                  star< one< ' ' > >, count_digits, eof >,
                             seq< some_units, blanks, word< "from" >, blanks, word< "today" >,
                                  eof > > {};

// In which the recorded answers find no date
struct week_like      : seq< year, one< '-' >, one< 'w', 'W' >, digit, opt< digit > > {};
struct quarter_like   : seq< year, one< '-' >, one< 'q', 'Q' >, digit > {};
struct short_units    : seq< opt< seq< word< "in" >, blanks > >, opt< one< '-' > >, plus< digit >,
                             one< 'd', 'D' > > {};
struct fortnight      : seq< opt< seq< word< "in" >, blanks > >, word< "a" >, blanks,
                             word< "fortnight" >, opt< seq< blanks, word< "ago" > > > > {};
struct nearly_date    : seq< sor< week_like, quarter_like, seq< one< 'q', 'Q' >, digit, blanks, year >,
                                  seq< one< 'w', 'W' >, digit, opt< digit >, opt< blanks, year > >,
                                  short_units, fortnight, seq< not_at< word< "sept" > >, cut_month >,
                                  seq< word< "end" >, blanks, word< "of" >, blanks,
                                       opt< seq< word< "the" >, blanks > >,
                                       sor< unit_week, unit_month, unit_year > >,
                                  seq< word< "current" >, blanks, unit_week > >, eof > {};

// What looks like a date, and no reader takes it for one
struct no_date        : sor< eof, seq< year, one< '-' >, sor< two_digits,
                             seq< one< 'W' >, two_digits >,
                             seq< month_number, one< '-' >, day_number > >, eof > > {};

// The line of a date filter behind the name of its field
struct keyword        : sor< word< "on or before" >, word< "in or before" >, word< "before" >,
                             word< "on or after" >, word< "in or after" >, word< "after" >,
                             word< "on" >, word< "in" > > {};
struct date_text      : rest {};
struct date_filter    : seq< opt< keyword >, opt< one< ' ' > >, date_text > {};
// clang-format on
}  // namespace tasklint::query::grammar
