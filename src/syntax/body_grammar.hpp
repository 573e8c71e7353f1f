#pragma once

// What the bodies of task lines are made of in both formats: values of fields, tags, the block
// link, and the text between (docs: "Tasks"; read off Tasks 8.3.0, src/TaskSerializer).
//   * Bytes that can begin nothing are skipped by table, a whole run in one step; so each byte of a
//   line is looked at about once.
//   * A tag is marked where it begins and the body goes on behind its `#`: signs glued into a tag
//     (`#a📅 2026-01-06`) may be fields as well.

#include <array>
#include <cstddef>
#include <string_view>

#include "syntax/task_line_grammar.hpp"
#include "tasklint/text.hpp"

namespace tasklint::syntax::body {

using namespace tao::pegtl;  // clang-format off
using task_line::character;
using task_line::space;
using task_line::until_one_of;

/// A class of bytes: all but some.
struct ByteSet {
    std::array<bool, 256> has{};
    static constexpr ByteSet all_but(std::string_view excluded) {
        ByteSet set;
        set.has.fill(true);
        for (const char c : excluded) {
            set.has[static_cast<unsigned char>(c)] = false;
        }
        return set;
    }
};

/// One or more bytes of a set: `plus< one< … > >` by table.
template< const ByteSet& set >
struct run_of {
    using rule_t = run_of;
    using subs_t = type_list<>;
    template< typename ParseInput >
    static bool match( ParseInput& in ) noexcept {
        const char* at = in.current();
        while (at != in.end() && set.has[static_cast<unsigned char>(*at)]) {
            ++at;
        }
        const auto count = static_cast<std::size_t>(at - in.current());
        in.bump(count);
        return count != 0;
    }
};

/// The begin of the body, or one white space before this place: where a tag can begin. UTF-8 can be
/// read backwards; the white space is that of `task_line::white_space`.
struct after_white_space {
    using rule_t = after_white_space;
    using subs_t = type_list<>;
    template< typename ParseInput >
    static bool match( ParseInput& in ) noexcept {
        const std::string_view before{in.begin(), static_cast<std::size_t>(in.current() - in.begin())};
        if (before.empty() || before.back() == ' ') {
            return true;
        }
        const char last = before.back();
        if (static_cast<unsigned char>(last) < 0x80) {
            return last >= '\t' && last <= '\r';
        }
        return ends_with_wide_white(before);
    }
    static bool ends_with_wide_white( std::string_view before ) noexcept;
};
struct after_space {
    using rule_t = after_space;
    using subs_t = type_list<>;
    template< typename ParseInput >
    static bool match( ParseInput& in ) noexcept {
        return in.current() != in.begin() && in.current()[-1] == ' ';
    }
};

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

inline constexpr ByteSet tag_bytes = ByteSet::all_but(" !@#$%^&*(),.?\":{}|<>");
struct tag              : seq< one< '#' >, run_of< tag_bytes > > {};
struct tag_begins       : seq< at< one< '#' > >, after_white_space, at< enable< tag > >, one< '#' > > {};
struct block_link       : seq< one< '^' >, plus< sor< alnum, one< '-' > > >, eof > {};
struct block_link_ends  : seq< at< one< '^' > >, after_space, block_link > {};

// The tags of a description, as the plugin lists them: from the left, each taking all it can.
// White space inside a tag is the tag's: a `#` right behind one begins none.
struct listed_tag       : tag {};
struct description      : seq< star< sor< until_one_of< '#' >, seq< after_white_space, listed_tag, opt< any > >, any > >, eof > {};
// clang-format on

inline bool after_white_space::ends_with_wide_white(std::string_view before) noexcept {
    std::size_t at = before.size() - 1;
    while (at > 0 && before.size() - at < 3 &&
           (static_cast<unsigned char>(before[at]) & 0xC0U) == 0x80U) {
        --at;
    }
    const auto last = decode_utf8(before, at);
    return last.valid && at + last.size == before.size() && is_white_space(last.code_point);
}

/// What `analyze` sees of a rule that picks one of others by itself.
template <typename Rules> struct analyze_as_sor;
template <typename... Rules>
struct analyze_as_sor<tao::pegtl::type_list<Rules...>> : tao::pegtl::analyze_sor_traits<Rules...> {
};

}  // namespace tasklint::syntax::body

namespace tao::pegtl {
template <typename Name, const tasklint::syntax::body::ByteSet& set>
struct analyze_traits<Name, tasklint::syntax::body::run_of<set>> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, tasklint::syntax::body::after_white_space> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, tasklint::syntax::body::after_space> : analyze_opt_traits<> {};
}  // namespace tao::pegtl
