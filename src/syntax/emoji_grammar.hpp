#pragma once

// The Tasks emoji format: the body of one task line (docs: "Tasks Emoji Format"; read off Tasks
// 8.3.0, src/TaskSerializer/DefaultTaskSerializer.ts).
//   * Nothing raises. Any body matches; a sign without a value is a `stray_sign`.
//   * No backtracking over the body. The plugin peels fields off the line's end again and again; we
//     go through it once and mark every place where a field or a tag could be read. Which of them
//     the plugin does read depends on what stands behind them: plain C++ decides that afterwards.
//   * A field's value is as long as it can be. That is exact: no value can hold a sign or a `#`, so
//     whatever the plugin has peeled off behind a field, the field's own end is always the same.
//   * A tag is marked where it begins and the body goes on behind its `#`: signs glued into a tag
//     (`#a📅 2026-01-06`) may be fields as well.

#include "syntax/task_line_grammar.hpp"

namespace tasklint::syntax::emoji {

using namespace tao::pegtl;  // clang-format off
using task_line::character;
using task_line::space;
using task_line::white_space;

struct priority_sign    : utf8::one< U'🔺', U'⏫', U'🔼', U'🔽', U'⏬' > {};
struct created_sign     : utf8::one< U'➕' > {};
struct start_sign       : utf8::one< U'🛫' > {};
struct scheduled_sign   : utf8::one< U'⏳', U'⌛' > {};
struct due_sign         : utf8::one< U'📅', U'📆', U'🗓' > {};
struct done_sign        : utf8::one< U'✅' > {};
struct cancelled_sign   : utf8::one< U'❌' > {};
struct recurrence_sign  : utf8::one< U'🔁' > {};
struct completion_sign  : utf8::one< U'🏁' > {};
struct id_sign          : utf8::one< U'🆔' > {};
struct depends_on_sign  : utf8::one< U'⛔' > {};
struct picture          : opt< utf8::one< 0xFE0F > > {};  // "show as a picture": once, directly behind the sign

struct full_date        : seq< rep< 4, digit >, one< '-' >, rep< 2, digit >, one< '-' >, rep< 2, digit > > {};
struct identifier       : plus< sor< alnum, one< '_', '-' > > > {};
struct id_list          : seq< identifier, star< star< space >, one< ',' >, star< space >, identifier > > {};
struct rule_character   : sor< alnum, one< ',', '!' > > {};
struct rule_text        : seq< plus< rule_character >, star< plus< space >, plus< rule_character > > > {};

struct date_value       : full_date {};
struct rule_value       : rule_text {};
struct completion_value : plus< alpha > {};
struct id_value         : identifier {};
struct depends_on_value : id_list {};

template< typename Sign, typename Value >
struct field            : seq< Sign, picture, star< space >, Value > {};
struct priority         : seq< priority_sign, picture > {};
struct created          : field< created_sign, date_value > {};
struct start            : field< start_sign, date_value > {};
struct scheduled        : field< scheduled_sign, date_value > {};
struct due              : field< due_sign, date_value > {};
struct done             : field< done_sign, date_value > {};
struct cancelled        : field< cancelled_sign, date_value > {};
struct recurrence       : field< recurrence_sign, rule_value > {};
struct on_completion    : field< completion_sign, completion_value > {};
struct id               : field< id_sign, id_value > {};
struct depends_on       : field< depends_on_sign, depends_on_value > {};

struct any_field        : sor< due, priority, done, scheduled, recurrence, created, start, id, depends_on,
                               on_completion, cancelled > {};
struct stray_sign       : seq< sor< due_sign, done_sign, scheduled_sign, recurrence_sign, created_sign, start_sign,
                                    id_sign, depends_on_sign, completion_sign, cancelled_sign >, picture > {};
struct signed_piece     : seq< at< one< '\xE2', '\xF0' > >, sor< any_field, stray_sign > > {};

struct tag_character    : not_one< ' ', '!', '@', '#', '$', '%', '^', '&', '*', '(', ')', ',', '.', '?', '"', ':',
                                   '{', '}', '|', '<', '>' > {};
struct tag              : seq< one< '#' >, plus< tag_character > > {};
struct tag_begins       : seq< at< enable< tag > >, one< '#' > > {};

struct block_link       : seq< space, one< '^' >, plus< sor< alnum, one< '-' > > >, eof > {};
struct gap              : seq< white_space, opt< tag_begins > > {};
struct text_run         : plus< not_one< ' ', '\t', '\n', '\v', '\f', '\r', '\xC2', '\xE1', '\xE2', '\xE3', '\xEF',
                                         '\xF0' > > {};
struct piece            : sor< text_run, block_link, gap, signed_piece, character > {};
struct body             : seq< opt< tag_begins >, star< piece >, eof > {};

// The tags of a description, as the plugin lists them: from the left, each taking all it can.
struct listed_tag       : tag {};
struct description      : seq< opt< listed_tag >, star< sor< seq< white_space, opt< listed_tag > >, character > >, eof > {};
// clang-format on

}  // namespace tasklint::syntax::emoji
