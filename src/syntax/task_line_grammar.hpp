#pragma once

// The frame of a task line, in the words of the Tasks plugin 8.3.0
// (src/Task/TaskRegularExpressions.ts): indentation and quote marks, list marker, checkbox, and the
// rest up to a line terminator.
//   * One code point is the status, whatever it is; a byte that is no UTF-8 counts as one.
//   * Two sets of white space: U+0020 alone around the checkbox, JavaScript's `\s` before the
//   marker.
//   * The rest ends at CR, U+2028 or U+2029: what stands behind those the plugin never sees.

#include <cstddef>

#include <tao/pegtl/ascii.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>
#include <tao/pegtl/rules.hpp>
#include <tao/pegtl/utf8.hpp>

#include "syntax/find_byte.hpp"

namespace tasklint::syntax::task_line {

using namespace tao::pegtl;  // clang-format off

/// `plus< not_one< wanted... > >`, many bytes in a step: most of a line is read by this alone.
template< char... wanted >
struct until_one_of {
    using rule_t = until_one_of;
    using subs_t = type_list<>;
    template< typename ParseInput >
    static bool match( ParseInput& in ) noexcept {
        const char* const stop = find_byte< wanted... >( in.begin(), in.current(), in.end() );
        const auto count = static_cast< std::size_t >( stop - in.current() );
        in.bump( count );
        return count != 0;
    }
};

struct space           : one< ' ' > {};
struct ascii_white     : one< ' ', '\t', '\n', '\v', '\f', '\r' > {};
struct wide_white      : seq< at< one< '\xC2', '\xE1', '\xE2', '\xE3', '\xEF' > >,
                              utf8::one< 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
                                         0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
                                         0x3000, 0xFEFF > > {};
struct white_space     : sor< ascii_white, wide_white > {};

struct character       : sor< utf8::any, any > {};  // a byte that is no UTF-8 is text too
struct line_terminator : sor< one< '\n', '\r' >, utf8::one< 0x2028, 0x2029 > > {};

struct indentation     : star< sor< white_space, one< '>' > > > {};
struct list_marker     : sor< one< '-', '*', '+' >, seq< plus< digit >, one< '.', ')' > > > {};
struct status          : seq< not_at< line_terminator >, character > {};
struct plain_bytes     : until_one_of< '\n', '\r', '\xE2' > {};
struct rest            : seq< opt< plain_bytes >, star< not_at< line_terminator >, any, opt< plain_bytes > > > {};

struct frame           : seq< indentation, list_marker, plus< space >, one< '[' >, status, one< ']' >,
                              star< space >, rest > {};
// clang-format on

}  // namespace tasklint::syntax::task_line

namespace tao::pegtl {
template <typename Name, char... wanted>
struct analyze_traits<Name, tasklint::syntax::task_line::until_one_of<wanted...>>
    : analyze_any_traits<> {};
}  // namespace tao::pegtl
