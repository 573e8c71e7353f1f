#pragma once

// The Tasks emoji format: the body of one task line (docs: "Tasks Emoji Format"; read off Tasks
// 8.3.0, src/TaskSerializer/DefaultTaskSerializer.ts).
//   * Nothing raises. Any body matches; a sign without a value is a `stray_sign`.
//   * No backtracking over the body. The plugin peels fields off the line's end again and again; we
//     go through it once and mark every place where a field or a tag could be read. Which of them
//     the plugin does read depends on what stands behind them: plain C++ decides that afterwards.
//   * A field's value is as long as it can be. That is exact: no value can hold a sign or a `#`, so
//     whatever the plugin has peeled off behind a field, the field's own end is always the same.
//   * Which sign it is, is decided once, by its code point; its rule then has nothing to try.

#include <tao/pegtl/internal/peek_utf8.hpp>

#include "syntax/body_grammar.hpp"

namespace tasklint::syntax::emoji {

using namespace body;  // clang-format off

struct picture          : opt< utf8::one< 0xFE0F > > {};  // "show as a picture": once, directly behind the sign

template< char32_t... signs >
struct sign             : seq< utf8::one< signs... >, picture > {};
template< typename Sign, typename Value >
struct field            : seq< Sign, star< space >, Value > {};

struct created_sign     : sign< U'➕' > {};
struct start_sign       : sign< U'🛫' > {};
struct scheduled_sign   : sign< U'⏳', U'⌛' > {};
struct due_sign         : sign< U'📅', U'📆', U'🗓' > {};
struct done_sign        : sign< U'✅' > {};
struct cancelled_sign   : sign< U'❌' > {};
struct recurrence_sign  : sign< U'🔁' > {};
struct completion_sign  : sign< U'🏁' > {};
struct id_sign          : sign< U'🆔' > {};
struct depends_on_sign  : sign< U'⛔' > {};

struct highest          : sign< U'🔺' > {};
struct high             : sign< U'⏫' > {};
struct medium           : sign< U'🔼' > {};
struct low              : sign< U'🔽' > {};
struct lowest           : sign< U'⏬' > {};
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

/// A sign of this field without a value.
template< typename Sign > struct stray : Sign {};

/// `sor` of all fields, then of their signs alone, picked by the first code point.
struct signed_piece {
    using rule_t = signed_piece;
    using subs_t = type_list< sor< due, stray< due_sign > >, sor< scheduled, stray< scheduled_sign > >,
                              sor< start, stray< start_sign > >, sor< created, stray< created_sign > >,
                              sor< done, stray< done_sign > >, sor< cancelled, stray< cancelled_sign > >,
                              sor< recurrence, stray< recurrence_sign > >, sor< on_completion, stray< completion_sign > >,
                              sor< id, stray< id_sign > >, sor< depends_on, stray< depends_on_sign > >,
                              highest, high, medium, low, lowest >;

    template< apply_mode apply, rewind_mode, template< typename... > class Action, template< typename... > class Control,
              typename ParseInput, typename... States >
    static bool match( ParseInput& in, States&&... st ) {
        const auto as = [&]< typename Rule >( type_list< Rule > ) {
            return Control< Rule >::template match< apply, rewind_mode::required, Action, Control >( in, st... );
        };
        switch( internal::peek_utf8::peek( in ).data ) {
            case U'📅': case U'📆': case U'🗓': return as( type_list< sor< due, stray< due_sign > > >{} );
            case U'⏫': return as( type_list< high >{} );
            case U'🔼': return as( type_list< medium >{} );
            case U'🔽': return as( type_list< low >{} );
            case U'🔺': return as( type_list< highest >{} );
            case U'⏬': return as( type_list< lowest >{} );
            case U'⏳': case U'⌛': return as( type_list< sor< scheduled, stray< scheduled_sign > > >{} );
            case U'🛫': return as( type_list< sor< start, stray< start_sign > > >{} );
            case U'➕': return as( type_list< sor< created, stray< created_sign > > >{} );
            case U'✅': return as( type_list< sor< done, stray< done_sign > > >{} );
            case U'❌': return as( type_list< sor< cancelled, stray< cancelled_sign > > >{} );
            case U'🔁': return as( type_list< sor< recurrence, stray< recurrence_sign > > >{} );
            case U'🏁': return as( type_list< sor< on_completion, stray< completion_sign > > >{} );
            case U'🆔': return as( type_list< sor< id, stray< id_sign > > >{} );
            case U'⛔': return as( type_list< sor< depends_on, stray< depends_on_sign > > >{} );
            default: return false;
        }
    }
};

struct plain_text       : until_one_of< '#', '^', '\xE2', '\xF0' > {};  // every sign begins with E2 or F0
struct piece            : sor< signed_piece, tag_begins, block_link_ends, any > {};
struct body             : seq< opt< plain_text >, star< piece, opt< plain_text > >, eof > {};
// clang-format on

}  // namespace tasklint::syntax::emoji

namespace tao::pegtl {
template <typename Name>
struct analyze_traits<Name, tasklint::syntax::emoji::signed_piece>
    : tasklint::syntax::body::analyze_as_sor<tasklint::syntax::emoji::signed_piece::subs_t> {};
}  // namespace tao::pegtl
