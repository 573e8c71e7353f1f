#pragma once

#include <tao/pegtl/ascii.hpp>
#include <tao/pegtl/contrib/alphabet.hpp>
#include <tao/pegtl/rules.hpp>

// The words of a recurrence text, from rrule.js 2.8.1 (src/nlp/i18n.ts), and the frame that Tasks
// 8.3.0 puts around them (src/Task/Recurrence.ts). How words make a rule is plain C++, in
// recurrence/parse_rule.cpp: the original is a hand-written reader with quirks that no grammar has.
//   * rrule.js tries all its patterns and takes the longest match. No two of them match the same
//     length, so here a word that begins with another one stands before it: `third` and `the`
//     before `th`, `month` before `mo`.
//   * There are no word boundaries: `everyday` is two words, `Mondays` is one and a stray letter.
//   * `until` has a date behind it that JavaScript's date reader takes. We accept the forms that
//     all engines agree on.
namespace tasklint::syntax::recurrence {
// clang-format off
using namespace tao::pegtl;
using namespace tao::pegtl::alphabet;  // istring< d, a, y >

// The frame
struct allowed_character : sor< alnum, one< ',', ' ', '!' > > {};
struct when_done         : istring< ' ', w, h, e, n, ' ', d, o, n, e > {};
struct ending            : seq< opt< when_done >, eof > {};
struct body              : seq< allowed_character, star< not_at< ending >, allowed_character > > {};
struct recurrence_text   : seq< body, opt< when_done >, eof > {};

// Numbers
struct number            : seq< range< '1', '9' >, star< digit > > {};
struct nth_suffix        : sor< one< '.' >, istring< t, h >, istring< n, d >, istring< r, d >,
                                istring< s, t > > {};
struct nth               : seq< number, nth_suffix > {};
struct number_as_text    : sor< istring< o, n, e >, istring< t, w, o >,
                                istring< t, h, r, e, e > > {};
struct first             : istring< f, i, r, s, t > {};
struct second            : istring< s, e, c, o, n, d > {};
struct third             : istring< t, h, i, r, d > {};
struct last              : istring< l, a, s, t > {};

// Units
struct plural            : opt< istring< s > > {};
struct days              : seq< istring< d, a, y >, plural > {};
struct weekdays          : seq< istring< w, e, e, k, d, a, y >, plural > {};
struct weeks             : seq< istring< w, e, e, k >, plural > {};
struct hours             : seq< istring< h, o, u, r >, plural > {};
struct minutes           : seq< istring< m, i, n, u, t, e >, plural > {};
struct months            : seq< istring< m, o, n, t, h >, plural > {};
struct years             : seq< istring< y, e, a, r >, plural > {};
struct times             : seq< istring< t, i, m, e >, plural > {};

// Connecting words
struct every             : istring< e, v, e, r, y > {};
struct on_or_in          : sor< istring< o, n >, istring< i, n > > {};
struct at_hour           : istring< tao::pegtl::alphabet::a, t > {};
struct the               : istring< t, h, e > {};
struct for_count         : istring< f, o, r > {};
struct until_date        : seq< opt< istring< u, n > >, istring< t, i, l > > {};
struct comma             : plus< sor< one< ',' >, istring< a, n, d >, istring< o, r > >,
                                 star< space > > {};

// Weekdays and months, and how far they may be cut off
struct ending_day        : opt< istring< d, a, y > > {};
struct monday            : seq< istring< m, o >, opt< istring< n >, ending_day > > {};
struct tuesday           : seq< istring< t, u >,
                                opt< istring< e >, opt< istring< s >, ending_day > > > {};
struct wednesday         : seq< istring< w, e >,
                                opt< istring< d >, opt< istring< n >,
                                     opt< istring< e, s, d, a, y > > > > > {};
struct thursday          : seq< istring< t, h >,
                                opt< istring< u >, opt< istring< r >,
                                     opt< istring< s, d, a, y > > > > > {};
struct friday            : seq< istring< f, r >, opt< istring< i >, ending_day > > {};
struct saturday          : seq< istring< s, a >,
                                opt< istring< t >, opt< istring< u, r, d, a, y > > > > {};
struct sunday            : seq< istring< s, u >, opt< istring< n >, ending_day > > {};

struct january           : seq< istring< j, a, n >, opt< istring< u, a, r, y > > > {};
struct february          : seq< istring< f, e, b >, opt< istring< r, u, a, r, y > > > {};
struct march             : seq< istring< m, a, r >, opt< istring< c, h > > > {};
struct april             : seq< istring< a, p, r >, opt< istring< i, l > > > {};
struct may               : istring< m, a, y > {};
struct june              : seq< istring< j, u, n >, opt< istring< e > > > {};
struct july              : seq< istring< j, u, l >, opt< istring< y > > > {};
struct august            : seq< istring< a, u, g >, opt< istring< u, s, t > > > {};
struct september         : seq< istring< s, e, p >,
                                opt< istring< t >, opt< istring< e, m, b, e, r > > > > {};
struct october           : seq< istring< o, c, t >, opt< istring< o, b, e, r > > > {};
struct november          : seq< istring< n, o, v >, opt< istring< e, m, b, e, r > > > {};
struct december          : seq< istring< d, e, c >, opt< istring< e, m, b, e, r > > > {};

struct month_name        : sor< january, february, march, april, may, june, july, august, september,
                                october, november, december > {};
struct weekday_name      : sor< monday, tuesday, wednesday, thursday, friday, saturday, sunday > {};

struct skipped           : sor< plus< one< ' ', '\t', '\r', '\n' > >, seq< one< '.' >, eof > > {};
struct word              : sor< nth, number, number_as_text, first, second, third, last,
                                days, weekdays, weeks, hours, minutes, months, years, times,
                                every, on_or_in, at_hour, the, for_count, until_date, comma,
                                month_name, weekday_name > {};
struct next_word         : seq< star< skipped >, word > {};

// The date behind `until`: `June 1 2026`, `June 1, 2026`, `1 June 2026`, `June 2026`, `2026`
struct until_gap         : plus< one< ' ', ',' > > {};
struct until_day         : seq< digit, opt< digit >, not_at< digit > > {};
struct until_year        : seq< range< '1', '9' >, rep< 3, digit > > {};
struct until_words       : sor< seq< month_name, until_gap, opt< until_day, until_gap >,
                                     until_year >,
                                seq< until_day, until_gap, month_name, until_gap, until_year >,
                                until_year > {};
struct until_text        : seq< star< one< ' ' > >, until_words, eof > {};
// clang-format on
}  // namespace tasklint::syntax::recurrence
