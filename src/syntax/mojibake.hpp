#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tasklint/task.hpp"

namespace tasklint::syntax {

/// What a signifier looks like when its UTF-8 bytes were read in a wrong encoding.
struct MangledForm {
    std::string text;                 ///< UTF-8
    const Signifier* sign = nullptr;  ///< the signifier it was
    std::string_view codec;           ///< `Mac Roman`, for messages
};

/// Every such form of every signifier, made from the codecs: Mac Roman, CP1252, Latin-1 and CP437,
/// once and twice over, with and without the mangled U+FE0F; the bytes that CP1252 leaves undefined
/// as C1 control, U+FFFD or nothing; Mac Roman's U+F8FF lost; decomposed letters. A form that could
/// be two signifiers is not in the list. Sorted by text.
const std::vector<MangledForm>& mangled_forms();

/// A run of mangled characters may begin here: a character that is not ASCII, or a decomposed
/// letter.
/// @param at below text.size()
bool begins_mangled(std::string_view text, std::size_t at) noexcept;
/// End of the run: at ASCII (but for decomposed letters) or white space.
std::size_t mangled_run_end(std::string_view text, std::size_t at, std::size_t end) noexcept;
/// The form that a whole run is, or null.
const MangledForm* mangled_form(std::string_view run);

/// The run that begins at `at` and the form that it is, or null.
std::pair<std::size_t, const MangledForm*> mangled_sign(std::string_view text, std::size_t at,
                                                        std::size_t end);

/// Characters of a text that encode back to UTF-8 in one of the codecs, and what they were.
struct MangledText {
    Span span;
    std::string text;
    std::string_view codec;
};
/// Every such stretch of a span, in order. What comes out has to be letters, punctuation or emoji
/// that people write: a lone rare character proves nothing. Linear.
std::vector<MangledText> mangled_texts(std::string_view text, Span span);

/// The run encodes back to the first bytes of an emoji: the rest of it is lost.
bool is_broken_emoji(std::string_view run);

/// What editors and terminals show for a character that they have not, and so for a lost sign.
inline constexpr std::array<std::string_view, 5> lost_sign_boxes{"\xEF\xBF\xBD", "\u25A1", "\u25AF",
                                                                 "\u2B1C", "\u25A2"};

/// False if no mangled form, nothing left of one and no box for a lost sign can be in this text:
/// one quick pass.
bool may_be_mangled(std::string_view text);

}  // namespace tasklint::syntax
