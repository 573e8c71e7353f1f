#pragma once

// The Dataview format: the body of one task line (docs: "Dataview Format"; read off Tasks 8.3.0,
// src/TaskSerializer/DataviewTaskSerializer.ts).
//   * As in the emoji format, nothing raises, and every place is marked where a field or a tag
//   could
//     be read.
//   * The bracket must be directly before the key, and the value directly before its partner, but
//   for
//     spaces. No value can hold a bracket, so marks lie apart.
//   * One comma behind a field is part of it. So its end is always the same: nothing that the
//   plugin
//     could peel off begins with a comma.
//   * `[repeat:: ]` is peeled off, too, and is no recurrence.

#include "syntax/body_grammar.hpp"

namespace tasklint::syntax::dataview {

using namespace body;  // clang-format off

struct no_rule          : plus< space > {};

template< char open, char close, typename Key, typename Value >
struct bracketed        : seq< one< open >, star< space >, Key, one< ':' >, one< ':' >,
                               sor< seq< star< space >, Value, star< space >, one< close > >,
                                    seq< std::conditional_t< std::is_same_v< Value, rule_value >, no_rule, failure >, one< close > > >,
                               opt< star< space >, one< ',' > > > {};
template< typename Key, typename Value >
struct field            : sor< bracketed< '[', ']', Key, Value >, bracketed< '(', ')', Key, Value > > {};

struct priority_key     : TAO_PEGTL_STRING( "priority" ) {};

struct highest          : field< priority_key, TAO_PEGTL_STRING( "highest" ) > {};
struct high             : field< priority_key, TAO_PEGTL_STRING( "high" ) > {};
struct medium           : field< priority_key, TAO_PEGTL_STRING( "medium" ) > {};
struct low              : field< priority_key, TAO_PEGTL_STRING( "low" ) > {};
struct lowest           : field< priority_key, TAO_PEGTL_STRING( "lowest" ) > {};
struct created          : field< TAO_PEGTL_STRING( "created" ), date_value > {};
struct start            : field< TAO_PEGTL_STRING( "start" ), date_value > {};
struct scheduled        : field< TAO_PEGTL_STRING( "scheduled" ), date_value > {};
struct due              : field< TAO_PEGTL_STRING( "due" ), date_value > {};
struct done             : field< TAO_PEGTL_STRING( "completion" ), date_value > {};
struct cancelled        : field< TAO_PEGTL_STRING( "cancelled" ), date_value > {};
struct recurrence       : field< TAO_PEGTL_STRING( "repeat" ), rule_value > {};
struct on_completion    : field< TAO_PEGTL_STRING( "onCompletion" ), completion_value > {};
struct id               : field< TAO_PEGTL_STRING( "id" ), id_value > {};
struct depends_on       : field< TAO_PEGTL_STRING( "dependsOn" ), depends_on_value > {};

/// `sor` of all fields, picked by the first letter of the key.
struct any_field {
    using rule_t = any_field;
    using subs_t = type_list< due, depends_on, scheduled, start, created, done, cancelled, recurrence, id, on_completion,
                              high, medium, low, highest, lowest >;

    template< apply_mode apply, rewind_mode, template< typename... > class Action, template< typename... > class Control,
              typename ParseInput, typename... States >
    static bool match( ParseInput& in, States&&... st ) {
        const auto as = [&]< typename Rule >( type_list< Rule > ) {
            return Control< Rule >::template match< apply, rewind_mode::required, Action, Control >( in, st... );
        };
        if( in.empty() || ( *in.current() != '[' && *in.current() != '(' ) ) {
            return false;
        }
        const char* letter = in.current() + 1;
        while( letter != in.end() && *letter == ' ' ) {
            ++letter;
        }
        switch( letter == in.end() ? '\0' : *letter ) {
            case 'd': return as( type_list< sor< due, depends_on > >{} );
            case 's': return as( type_list< sor< scheduled, start > >{} );
            case 'c': return as( type_list< sor< created, done, cancelled > >{} );
            case 'r': return as( type_list< recurrence >{} );
            case 'i': return as( type_list< id >{} );
            case 'o': return as( type_list< on_completion >{} );
            case 'p': return as( type_list< sor< high, medium, low, highest, lowest > >{} );
            default: return false;
        }
    }
};

struct plain_text       : until_one_of< '#', '^', '[', '(' > {};
struct piece            : sor< any_field, tag_begins, block_link_ends, any > {};
struct body             : seq< opt< plain_text >, star< piece, opt< plain_text > >, eof > {};
// clang-format on

}  // namespace tasklint::syntax::dataview

namespace tao::pegtl {
template <typename Name>
struct analyze_traits<Name, tasklint::syntax::dataview::any_field>
    : tasklint::syntax::body::analyze_as_sor<tasklint::syntax::dataview::any_field::subs_t> {};
}  // namespace tao::pegtl
