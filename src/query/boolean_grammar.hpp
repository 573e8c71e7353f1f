#pragma once

#include "query/words.hpp"

// Combinations of filters (docs: "Combining Filters"; read off Tasks 8.3.0, BooleanField.ts and
// BooleanPreprocessor.ts, and boon-js 2.0.5, which reads the result).
//   * The plugin cuts the line at operators between delimiters, names each operand `f1`, `f2`, …
//   and
//     has boon-js read the rest. Which bytes are delimiters is known at run time only, so they are
//     replaced by `(` and `)` (or `"`) before a piece is read here.
//   * Operators are upper case.
namespace tasklint::query::grammar {
// clang-format off

struct and_sign       : string< 'A', 'N', 'D' > {};
struct or_sign        : string< 'O', 'R' > {};
struct xor_sign       : string< 'X', 'O', 'R' > {};
struct not_sign       : string< 'N', 'O', 'T' > {};
struct gap            : star< one< ' ' > > {};
struct spaced         : plus< one< ' ' > > {};

// A piece of the cut line that is no operand
template< char open, char close >
struct structure_piece : sor<
    seq< star< one< ' ', open, close > >, eof >,
    seq< gap, one< close >, gap, sor< and_sign, or_sign, xor_sign >, gap, one< open >, gap, eof >,
    seq< sor< and_sign, or_sign, xor_sign, not_sign >, gap, one< open >, eof >,
    seq< one< close >, gap, sor< and_sign, or_sign, xor_sign >, eof >,
    seq< sor< and_sign, or_sign, xor_sign, not_sign >, eof > > {};

// `c OP o`, where the line is cut
template< char open, char close >
struct operator_between : seq< one< close >, star< js_space >,
                               sor< seq< and_sign, star< js_space >, one< open > >,
                                    seq< or_sign, star< js_space >, one< open > >,
                                    seq< and_sign, spaced, not_sign, star< js_space >, one< open > >,
                                    seq< or_sign, spaced, not_sign, star< js_space >, one< open > >,
                                    seq< xor_sign, star< js_space >, one< open > > > > {};
template< char open >
struct negation_before : seq< not_sign, star< js_space >, one< open > > {};

// boon-js: tokens
struct token_space    : one< ' ', '\t', '\n', '\r' > {};
struct open_token     : one< '(' > {};
struct close_token    : one< ')' > {};
struct quoted_text    : star< sor< seq< one< '\\' >, one< '"' > >, not_one< '"' > > > {};
struct word_text      : plus< not_one< ' ', '\t', '\n', '\r', '(', ')', '"', '#' > > {};
// clang-format on
}  // namespace tasklint::query::grammar
