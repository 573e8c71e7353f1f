#pragma once

#include "query/words.hpp"

// What may stand between `{{` and `}}` (docs: "Placeholders"; read off Tasks 8.3.0,
// src/Scripting/ExpandPlaceholders.ts). Calls but for these two would need JavaScript.
namespace tasklint::query::grammar {
// clang-format off

struct name_begin     : sor< alpha, one< '_', '$' > > {};
struct name_part      : sor< alnum, one< '_', '$' > > {};
struct name           : seq< name_begin, star< name_part > > {};
struct known_path     : seq< list< name, one< '.' > >, eof > {};

struct property_name  : plus< not_one< '\'', '"' > > {};
struct quoted_name    : sor< seq< one< '\'' >, property_name, one< '\'' > >,
                             seq< one< '"' >, property_name, one< '"' > > > {};
struct asks_whether   : string< 'h', 'a', 's', 'P', 'r', 'o', 'p', 'e', 'r', 't', 'y' > {};
struct asks_value     : string< 'p', 'r', 'o', 'p', 'e', 'r', 't', 'y' > {};
struct query_file_dot : string< 'q', 'u', 'e', 'r', 'y', '.', 'f', 'i', 'l', 'e', '.' > {};
struct property_call  : seq< query_file_dot, sor< asks_whether, asks_value >, one< '(' >,
                             quoted_name, one< ')' >, eof > {};
// clang-format on
}  // namespace tasklint::query::grammar
