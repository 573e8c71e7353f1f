#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include "text/ascii.hpp"

#include <tao/pegtl/ascii.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>
#include <tao/pegtl/memory_input.hpp>
#include <tao/pegtl/parse.hpp>
#include <tao/pegtl/rules.hpp>
#include <tao/pegtl/utf8.hpp>

// What the grammars of queries share: words as they stand in the plugin's patterns, letters of
// ASCII without regard to case, and JavaScript's white space and line ends.
namespace tasklint::query::grammar {
using namespace tao::pegtl;

/// A text as a template argument, in lower case.
template <std::size_t size> struct Letters {
    char bytes[size]{};                            // with its final zero
    constexpr Letters(const char (&text)[size]) {  // NOLINT: made from literals
        std::copy_n(text, size, bytes);
    }
};

/// The letters, in either case.
template <Letters letters> struct word {
    using rule_t = word;
    using subs_t = empty_list;
    static constexpr std::size_t length = sizeof letters.bytes - 1;

    template <typename ParseInput> [[nodiscard]] static bool match(ParseInput& in) {
        if (in.size(length) < length) {
            return false;
        }
        for (std::size_t i = 0; i < length; ++i) {
            const char c = in.peek_char(i);
            if (ascii_lower(c) != letters.bytes[i]) {
                return false;
            }
        }
        in.bump(length);
        return true;
    }
};

// clang-format off
struct js_line_end : sor< one< '\n', '\r' >, utf8::one< 0x2028, 0x2029 > > {};
struct js_space    : sor< one< ' ', '\t', '\n', '\v', '\f', '\r' >,
                          utf8::one< 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF >,
                          utf8::range< 0x2000, 0x200A > > {};
struct blanks      : plus< one< ' ' > > {};
/// `.*`: up to the end of the line as JavaScript sees it.
struct rest        : star< not_at< js_line_end >, any > {};
// clang-format on

using Input = memory_input<tracking_mode::lazy, eol::lf, const char*>;

inline Input input_of(std::string_view text) {
    return {text.data(), text.data() + text.size(), "query"};
}

}  // namespace tasklint::query::grammar

namespace tao::pegtl {
template <typename Name, tasklint::query::grammar::Letters letters>
struct analyze_traits<Name, tasklint::query::grammar::word<letters>> : analyze_any_traits<> {};
}  // namespace tao::pegtl
