#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tasklint::query {

/// A regular expression of JavaScript as it was written.
struct JsRegex {
    enum class Kind {
        sound,
        syntax,       ///< JavaScript refuses it
        too_long,     ///< the plugin refuses it: more than 500 UTF-16 units
        unsafe,       ///< the plugin refuses it: it might take exponential time in JavaScript
        not_certain,  ///< it uses what only JavaScript has
    };
    Kind kind = Kind::sound;
    std::string pattern;  ///< the same in the language of RE2; only if it is sound
    bool ignore_case = false;
    bool multiline = false;
};

/// Reads a pattern by the grammar of ECMAScript 2024 (Annex B for patterns without `u`), and says
/// the same for RE2. Linear.
[[nodiscard]] JsRegex read_js_regex(std::string_view pattern, std::string_view flags);

}  // namespace tasklint::query
