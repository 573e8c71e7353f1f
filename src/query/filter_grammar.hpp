#pragma once

#include "query/words.hpp"

// The forms of filters (docs: "Filters"; read off Tasks 8.3.0, src/Query/Filter). Letters in either
// case, and exactly one space between the parts.
//   * Filters that are whole phrases (`not done`, `has due date`) are a table in phrases.cpp.
//   * Which field is asked first is decided in filters.cpp; here each form stands for itself.
namespace tasklint::query::grammar {
// clang-format off

struct includes       : word< "includes" > {};
struct includes_not   : word< "does not include" > {};
struct matches        : word< "regex matches" > {};
struct matches_not    : word< "regex does not match" > {};
struct operation      : sor< includes, includes_not, matches, matches_not > {};
struct includes_some  : word< "include" > {};
struct excludes_some  : word< "do not include" > {};
struct tag_operation  : sor< includes, includes_not, matches, matches_not,
                             includes_some, excludes_some > {};
struct value          : rest {};

template< Letters name >
struct text_filter    : seq< word< name >, one< ' ' >, operation, one< ' ' >, value > {};
struct tag_filter     : seq< sor< word< "tags" >, word< "tag" > >, one< ' ' >, tag_operation,
                             one< ' ' >, value > {};

struct status_type_line : word< "status.type" > {};
struct status_word    : plus< not_one< ' ' > > {};
struct type_not       : word< "is not " > {};
struct type_filter    : seq< word< "status.type " >, sor< seq< type_not, status_word, eof >,
                                                      seq< word< "is " >, status_word, eof > > > {};

struct above          : word< "above" > {};
struct below          : word< "below" > {};
struct not_level      : word< "not" > {};
struct level          : sor< word< "lowest" >, word< "low" >, word< "none" >, word< "medium" >,
                             word< "highest" >, word< "high" > > {};
struct priority_filter : seq< word< "priority" >, opt< plus< js_space >, word< "is" > >,
                              opt< plus< js_space >, sor< above, below, not_level > >,
                              plus< js_space >, level, eof > {};

struct function_filter : word< "filter by function " > {};

// A date filter: its field, one space, then what dates.cpp reads
struct date_line      : seq< sor< word< "happens" >, word< "cancelled" >, word< "created" >,
                                  word< "starts" >, word< "scheduled" >, word< "due" >,
                                  word< "done" > >, one< ' ' > > {};
// clang-format on
}  // namespace tasklint::query::grammar
