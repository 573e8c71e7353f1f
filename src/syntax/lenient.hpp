#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tasklint/document.hpp"
#include "tasklint/task.hpp"
#include "text/ascii.hpp"

namespace tasklint::syntax {

/// How a piece of a task's body differs from what the plugin reads.
enum class Flaw : std::uint8_t {
    none,
    mangled,         ///< its sign was read in a wrong encoding
    odd_space,       ///< NBSP, a tab or the like between sign and value
    malformed_date,  ///< `2026-1-6`, `2026/01/06`, other digits
    no_value,        ///< a sign alone where a field would stand, or with text behind it that is
                     ///< meant as its value and is none; then `value` is that text
    invisible,       ///< characters without width between sign and value
    text_style,      ///< U+FE0E behind the sign, or a second variation selector
    shortcode,       ///< `:date:` for 📅, as other programs write it
    look_alike,      ///< an emoji like the plugin's: 🔄 for 🔁
    ambiguous_date,  ///< `01/02/2026`
    date_words,      ///< `tomorrow`
    with_time,       ///< `2026-01-06 10:00`
    date_link,       ///< `[[2026-01-06]]`
    misspelt_field,  ///< `due:: 2026-01-06`, `[Due:: 2026-01-06)`: a Dataview field but for its
                     ///< frame
};

/// A piece of a body as the writer plainly meant it. Pieces are in order, apart and cover the body
/// but for white space.
struct Piece {
    enum class Kind : std::uint8_t { text, field, tag, owner, comment };
    Kind kind = Kind::text;
    Flaw flaw = Flaw::none;
    FieldKind field = FieldKind::id;
    Priority priority = Priority::none;
    bool read = false;      ///< the plugin reads it
    bool misspelt = false;  ///< text, but plainly meant as a field of the Dataview format
    bool enclosed = false;  ///< part of a link, quotes, emphasis or a word: it cannot just be moved
    Span span;
    Span sign;               ///< of a field
    Span value;              ///< of a field, as written
    std::string written;     ///< for a flawed field: its spelling as the plugin writes it; may be
                             ///< empty if the date is impossible
    std::string corrected;   ///< the value of `written`
    std::string_view codec;  ///< for `Flaw::mangled`
};

/// A character that an id is made of: letters, digits, `_` and `-`.
[[nodiscard]] constexpr bool is_id_character(char c) noexcept {
    return is_ascii_alphanumeric(c) || c == '_' || c == '-';
}

/// The text begins with `lower`, upper and lower case alike. @param lower letters of ASCII
[[nodiscard]] bool begins_without_case(std::string_view text, std::string_view lower) noexcept;

/// Characters without width that get between a sign and its value: zero-width space and joiners,
/// word joiner, BOM, soft hyphen, marks of direction.
[[nodiscard]] bool is_zero_width(char32_t c) noexcept;
[[nodiscard]] std::string without_zero_width(std::string_view text);

/// End of a time of day at `at`, behind blanks or a `T`, or `at`: `10:00`, `9:30 am`.
[[nodiscard]] std::uint32_t time_end(std::string_view text, std::uint32_t at, std::uint32_t end);

struct LenientDate {
    date::year_month_day date;  ///< may be impossible
    std::uint32_t end = 0;
    bool exact = false;  ///< it is `dddd-dd-dd`
};
/// A year-first date at `at`, whatever its separators and digits.
std::optional<LenientDate> lenient_date(std::string_view text, std::uint32_t at, std::uint32_t end);

/// A spelling of a date that only a person can turn into the plugin's.
struct OtherDate {
    Flaw flaw = Flaw::none;  ///< ambiguous_date, date_words, date_link
    std::uint32_t end = 0;
    std::string corrected;  ///< `YYYY-MM-DD` where it says so itself
};
/// `01/02/2026`, `[[2026-01-06]]`, `tomorrow`, `next Friday`, `in 3 days` at `at`.
std::optional<OtherDate> other_date(std::string_view text, std::uint32_t at, std::uint32_t end);

/// All of the text, which stands behind the sign of a date, is meant as one, or its begin surely
/// is: `Invalid date`, `2026-01`, `TBD`, `(2026-01-06)`. @return the end of it, or `at`
std::uint32_t unread_date_end(std::string_view text, std::uint32_t at, std::uint32_t end);

/// The text of a rule, over white space of any kind and characters without width.
struct RuleText {
    std::uint32_t end = 0;
    std::string value;       ///< as the plugin wants it: with plain spaces alone
    bool odd = false;        ///< other white space stands in it
    bool invisible = false;  ///< characters without width stand in it or right behind it
    bool apart = false;      ///< white space or the end stands behind it
};
RuleText rule_text(std::string_view text, std::uint32_t at, std::uint32_t end);

/// The plugin reads the text as a rule and keeps every word of it.
[[nodiscard]] bool is_whole_rule(std::string_view text);

/// What stands behind a rule belongs to it: `– when done`, `+ 15th`, `& Wednesday`.
[[nodiscard]] bool goes_on_with_rule(std::string_view text);

/// What stands behind 🔁 is meant as a rule, and is no part of a sentence.
/// @param before_field a field that is read follows: nobody ends a sentence there with `every week`
[[nodiscard]] bool is_meant_as_rule(std::string_view text, bool before_field);

/// A place where a sign was lost: `?`, `??`, U+FFFD, an empty box or the begin of a mangled emoji
/// right before a date or a rule that ends the text.
struct LostSign {
    Span sign;
    Span value;
};
/// @param text of a body, between two tokens. Nothing in it can tell which sign it was.
std::optional<LostSign> lost_sign(std::string_view text);

/// The day that words mean, counted from a day: `tomorrow`, `Friday` (the next one), `next week`
/// (its Monday), `in 3 days`. @return nullopt for words that it does not know
std::optional<date::year_month_day> day_of_words(std::string_view words,
                                                 const date::year_month_day& from);

/// A sign of another kind at `at`: a shortcode or a look-alike, with its flaw; nullopt if none.
struct OtherSign {
    std::string_view text;
    FieldKind kind;
    Priority priority;
    Flaw flaw;
};
const OtherSign* other_sign(std::string_view text, std::size_t at) noexcept;
/// False if no such sign is in the text: one quick pass.
bool may_have_other_sign(std::string_view text) noexcept;

/// `[key:: value]` or `(key:: value)` with a key of the plugin or one that is written for it,
/// though the plugin does not read it, at the bracket `at`. Repaired, if what it says is plain;
/// else `misspelt` text.
std::optional<Piece> misspelt_inline_field(std::string_view text, std::uint32_t at,
                                           std::uint32_t end);

/// `due:: 2026-01-06` without brackets at `at`, the begin of a word.
std::optional<Piece> bare_inline_field(std::string_view text, std::uint32_t at, std::uint32_t end);

/// The lenient reading of a task's body, in the format in which it was read: fields wherever they
/// stand, in the Dataview format also misspelt ones, in the emoji format mangled signs, odd spaces,
/// year-first dates in other spellings, signs without a value, comments and owners; everything
/// else is text. A sign that is plainly used as an ordinary emoji is text.
std::vector<Piece> read_leniently(const TaskView& task);

/// One field spelt leniently, and nothing else: what the whole text means, or nullopt.
/// @param format emoji or dataview
std::optional<Piece> read_field_leniently(std::string_view text, Format format);

}  // namespace tasklint::syntax
