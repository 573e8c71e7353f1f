#pragma once

#include <string>
#include <vector>

#include "tasklint/lint.hpp"

#include "syntax/lenient.hpp"

namespace tasklint::lint {

/// What the plugin reads of a task and what a calendar shows of it, in one line:
/// `a task with no dates; calendar: no event`.
std::string plugin_reading(const TaskView& task);

/// `due 2026-01-06`, `priority high`: a field as messages name it.
std::string field_label(FieldKind field, Priority priority, std::string_view value);
std::string field_label(const syntax::Piece& piece, std::string_view text);

/// A task's body in both readings, for the rules about fields.
class LineReading {
public:
    explicit LineReading(const TaskView& task);
    /// False if both readings of the task are the same for certain: a quick look.
    [[nodiscard]] static bool may_differ(const TaskView& task) noexcept;

    [[nodiscard]] const std::vector<syntax::Piece>& pieces() const noexcept { return pieces_; }
    /// A field in the plugin's own spelling that the plugin does not read.
    [[nodiscard]] bool is_hidden(std::size_t piece) const noexcept;
    /// Text, an owner or a comment stands behind the piece: repaired in place it would stay hidden.
    [[nodiscard]] bool is_blocked(std::size_t piece) const noexcept {
        return piece < last_blocker_;
    }

    /// The stretch that ends the field list: what stands behind the last hidden field that is
    /// blocked, up to the next field.
    struct Blocker {
        Span span;
        std::size_t first = 0;   ///< piece
        std::size_t last = 0;    ///< piece, included
        std::size_t victim = 0;  ///< the hidden field before it
        bool tags_only = false;  ///< more tags than the plugin looks at
    };
    [[nodiscard]] const std::optional<Blocker>& blocker() const noexcept { return blocker_; }

    /// `hidden: due 2026-01-06, priority high`, of the hidden fields before the piece; or empty.
    [[nodiscard]] std::string hidden_before(std::size_t piece) const;

    /// The same with the flawed field itself.
    [[nodiscard]] std::string hidden_through(std::size_t piece) const;

    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    [[nodiscard]] std::string_view text_of(Span span) const noexcept { return span.in(text_); }
    /// None of the hidden fields that are blocked is part of a link, quotes, emphasis or a word.
    [[nodiscard]] bool can_move() const noexcept;
    /// A sign with text behind it that was meant as its value, right of a field that would be
    /// moved; or null.
    [[nodiscard]] const syntax::Piece* unread_behind_moved() const noexcept;
    /// A piece behind the first hidden field that was plainly meant as a field and that only a
    /// person can mend, or null. Nothing is moved behind it.
    [[nodiscard]] const syntax::Piece* misspelt_behind_hidden() const noexcept;
    [[nodiscard]] std::string mend_first(const syntax::Piece& misspelt) const;
    /// What to do about a flawed field that would not be read where it can go; empty if it would.
    [[nodiscard]] std::string why_not_repaired(std::size_t piece) const;
    /// The field with another value, as the plugin writes it in the format of the line.
    [[nodiscard]] std::string spelt(const syntax::Piece& piece, std::string_view value) const;
    /// Moves all hidden fields that are blocked behind the text.
    [[nodiscard]] Fix move_fields() const;
    /// Moves a block link, which is the whole blocker, to the line's end.
    [[nodiscard]] Fix move_block_link() const;
    /// Moves the owners behind the fields before them; the fields, if text stands there too.
    [[nodiscard]] Fix move_owners() const;
    /// Spells a flawed field (a piece) as the plugin does, and moves it behind the text if it has
    /// to.
    [[nodiscard]] Fix repair(std::size_t index, std::string title) const;
    /// The same in a spelling of choice.
    [[nodiscard]] Fix repair(std::size_t index, std::string title,
                             const std::string& written) const;

private:
    static bool blocks(const syntax::Piece& piece) noexcept;
    /// Takes a piece out of the line, and a blank with it.
    void cut(std::size_t index, Fix& fix) const;
    void find_blocker();
    [[nodiscard]] const syntax::Piece* misspelt_behind(std::size_t piece) const noexcept;

    std::string_view text_;
    Span body_;
    Format format_ = Format::emoji;
    std::vector<syntax::Piece> pieces_;
    std::vector<std::size_t> hidden_;  // pieces
    std::size_t leading_fields_ = 0;   // pieces before the first that is no field or that is read
    std::size_t last_blocker_ = 0;     // the last piece that is text, an owner or a comment
    std::size_t last_misspelt_ = 0;    // the last piece that only a person can mend; or 0
    std::optional<Blocker> blocker_;
};

/// What ends the field list of a task, and so which rule speaks of it.
/// A word to be taken out of a task, with the blank before it; where it stands first, with the one
/// behind it.
[[nodiscard]] Span with_blank(const TaskView& task, Span word);

enum class BlockerKind : std::uint8_t {
    text,
    comment,
    owner,
    hash,        ///< a lone `#`
    tag_rest,    ///< what stands behind a tag without a blank: `.2` of `#v1.2`
    block_link,  ///< `^id`, which belongs to the line's end
    id_rest,  ///< what stands behind an id that has blanks or other characters: `.b` of `🆔 a.b`
    other_format,  ///< fields of the format that the vault does not use
    lost_sign,     ///< `? 2026-01-06`: the sign became a question mark
};
BlockerKind kind_of(const TaskView& task, const LineReading& reading,
                    const LineReading::Blocker& blocker);

/// Fields of the format that the line is not read in, wherever they stand in a span of its body.
/// @param plain only those that are fields for certain: not the emoji that adorn a sentence, too
std::vector<Token> other_format_fields(const TaskView& task, Span span, bool plain);

/// `^id` or `^a_b`: all of a word that begins like a block link. Characters without width may stand
/// behind it, but not in it: who takes them out there joins two words.
bool is_like_block_link(std::string_view word);

/// The value of an id's sign that was plainly meant as one though it is none: one word with other
/// characters, then nothing but a field, a tag or the end. @param piece the sign's
std::optional<Span> malformed_id_at(const LineReading& reading, std::size_t piece);

/// Adds the finding about a flawed field (a piece): what it hides, what the plugin reads, and its
/// repair as a fix where that is plain.
Diagnostic& report_flaw(const TaskContext& context, const LineReading& reading, std::size_t index,
                        Span wrong, std::string message, std::string title, Report& report);

/// Calls `each(index, piece)` for the pieces with this flaw.
template <typename Each>
void for_each_flaw(const TaskContext& context, syntax::Flaw flaw, Each each) {
    if (context.reading == nullptr) {
        return;  // nothing on this line can be read in another way
    }
    const auto& pieces = context.reading->pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].flaw == flaw) {
            each(i, pieces[i]);
        }
    }
}

/// Adds the finding about a blocker: hidden fields, what the plugin reads, the move as a fix.
Diagnostic& report_blocker(const TaskContext& context, const LineReading& reading,
                           std::string message, Report& report);

}  // namespace tasklint::lint
