#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/lint.hpp"

// What the rules share. Each rule is an object in its own file; rules.inc lists them.
namespace tasklint::lint {

#define TASKLINT_RULE(name) extern const Rule name;
#include "lint/rules.inc"
#undef TASKLINT_RULE

/// The page docs/rules/<name>.md, compiled in; empty if there is none (cmake/EmbedPages.cmake).
[[nodiscard]] std::string_view rule_page_text(std::string_view name) noexcept;

/// The selector (a code, a prefix, a name, a group or `all`) means the rule.
[[nodiscard]] bool selects(std::string_view selector, const Rule& rule);
/// The selector nearest to a word that is none, or empty.
[[nodiscard]] std::string nearest_selector(std::string_view selector, const Config& config);

/// The line cannot be a task whatever its checkbox: it lacks the global filter.
[[nodiscard]] bool lacks_global_filter(std::string_view line, const Config& config) noexcept;

/// The day that a note is of: its property `date`, else the date in its name.
[[nodiscard]] std::optional<date::year_month_day> date_of_note(const Document& document,
                                                               const Config& config);
/// The property `date` of a note, where it begins with a real date; with its place.
struct DateProperty {
    date::year_month_day date;
    Span span;
};
[[nodiscard]] std::optional<DateProperty> date_property(const Document& document);

/// What stands in the brackets of a box at some place.
struct Box {
    Span content;                    ///< between the brackets
    std::uint32_t end = 0;           ///< the byte behind `]`
    bool followed_by_blank = false;  ///< white space or the line's end is next
};
/// The box that begins at `at`. @param end of the line
/// @return false if there is none with few enough bytes to be one
[[nodiscard]] bool read_box(std::string_view text, std::uint32_t at, std::uint32_t end,
                            Box& box) noexcept;

/// The symbol is one that a person puts into a box: registered, or a tick. Never a digit.
[[nodiscard]] bool is_status(std::string_view symbol, const Config& config) noexcept;

/// Names that are known in this note: those of the settings and the note's participants. The front
/// matter is read at the first question, so that notes without a doubtful owner do not pay for it.
class NoteNames {
public:
    explicit NoteNames(const DocumentContext& context) : context_{context} {}
    [[nodiscard]] bool contains(std::string_view name);
    /// Bytes of the longest known name at the beginning of `text`; 0 if none.
    [[nodiscard]] std::size_t match(std::string_view text);
    /// The participants as the front matter spells them.
    [[nodiscard]] const std::vector<KnownPerson>& participants();

private:
    void read();

    const DocumentContext& context_;
    std::vector<KnownPerson> people_;
    KnownNames participants_;
    bool read_ = false;
};

/// Whose name an owner is.
struct PersonMatch {
    enum class Kind : std::uint8_t {
        exact,      ///< a known name as it is spelt, or oneself
        variant,    ///< another spelling of one known name
        ambiguous,  ///< the begin of several known names
        unknown,
    };
    Kind kind = Kind::unknown;
    std::string_view how;  ///< of a variant: `other upper and lower case`, `a short form`, …
    std::vector<std::string> names;  ///< the known names; of an unknown one those that are near
};
[[nodiscard]] PersonMatch match_person(std::string_view owner, const Config& config,
                                       NoteNames& names);
/// The people that a name joins (`One and Two`), or one piece if it joins none.
[[nodiscard]] std::vector<Span> persons_in(std::string_view text, Span name);
/// Bytes of the `, ` or ` and ` that the text begins with; 0 if none.
[[nodiscard]] std::size_t joiner_size(std::string_view text);
/// A name of more than two words whose last two are one: `Person One One`.
[[nodiscard]] bool doubles_last_word(std::string_view name);
/// Persons are configured: the roster or folders of people notes.
[[nodiscard]] bool knows_persons(const Config& config) noexcept;

/// Calls `each(owner, until)` for every owner that is written as `@name` and that `may_matter`, but
/// in templates. Links are left out: they are names of notes, which may be whatever they are.
/// `until`: where the text behind the mark ends, at the next token or with the task.
/// @param may_matter a quick look with the same arguments
template <typename MayMatter, typename Each>
void for_each_written_owner(const Document& document, MayMatter may_matter, Each each) {
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        const TaskView task = document.view(i);
        bool looked = false;
        for (const Token* token = task.begin(); token != task.end(); ++token) {
            if (token->kind != TokenKind::owner || token->placeholder ||
                token->value.begin != token->span.begin + 1) {
                continue;
            }
            const std::uint32_t until =
                token + 1 == task.end() ? task.task->body.end : token[1].span.begin;
            if (!may_matter(*token, until)) {
                continue;
            }
            if (!looked && is_template(task.in(task.task->line))) {
                break;
            }
            looked = true;
            each(*token, until);
        }
    }
}
template <typename Each> void for_each_written_owner(const Document& document, Each each) {
    for_each_written_owner(
        document, [](const Token&, std::uint32_t) { return true; }, each);
}

}  // namespace tasklint::lint
