#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tasklint/lint.hpp"

namespace tasklint::lint {

/// The property of the front matter that hides findings of the whole note.
inline constexpr std::string_view suppressing_property = "tasklint-disable";

/// One selector of one suppression: what it hides and where.
struct Suppression {
    enum class Kind : std::uint8_t { next, line, block, enable, file };
    Kind kind = Kind::next;
    std::string selector;
    Span place;               ///< of the selector
    Span range;               ///< of the note: findings that begin in it are hidden
    std::size_t comment = 0;  ///< index into `comments`
    bool open = false;        ///< a block that nothing closes
    bool used = false;
};

/// What is written in a note to hide findings: `%% tasklint-disable-next TL101: reason %%`, its
/// twin in `<!-- -->`, blocks, lines, and the front matter's `tasklint-disable`.
class Suppressions {
public:
    explicit Suppressions(const Document& document);

    /// A comment, or the property of the front matter.
    struct Comment {
        Span span;           ///< the comment with its marks, or the property's lines
        Span line;           ///< without its ending
        Span verb;           ///< `tasklint-disable-next`
        bool alone = false;  ///< nothing else stands on its line
        bool known = true;   ///< the verb is one of ours
    };
    [[nodiscard]] const std::vector<Comment>& comments() const noexcept { return comments_; }
    [[nodiscard]] const std::vector<Suppression>& all() const noexcept { return all_; }

    /// Takes out the findings that are hidden, and remembers by what: of several suppressions of
    /// one selector the innermost counts. @param findings are sorted by offset @param suppressed if
    /// not null: gets what was taken out, in that order
    void apply(std::vector<Diagnostic>& findings, const Config& config,
               std::vector<Diagnostic>* suppressed = nullptr);

    /// When it is known whether a suppression hid something.
    enum class Judged : std::uint8_t {
        by_note,   ///< when the rules of the note have run
        by_vault,  ///< when those of the vault have, too: it covers one of them
    };
    /// Reports what hid nothing (TL991), of those that are judged then. What covers no rule that is
    /// selected is left out.
    void report_unused(const Document& document, const RuleSelection& selection,
                       const Config& config, Judged when, Report& report) const;

private:
    void read_comments(const Document& document);
    void read_line(const Document& document, Span line);
    void read_property(const Document& document);
    void add_selectors(std::string_view text, Span list, Suppression::Kind kind);
    void set_ranges(const Document& document);
    [[nodiscard]] const Span* query_at(std::uint32_t offset) const;

    std::vector<Span> queries_;  // texts of `tasks` blocks, if there are comments of ours
    std::vector<Comment> comments_;
    std::vector<Suppression> all_;
};

/// `tasklint::check`. @param pending if not null: gets what is to be said of suppressions that are
/// judged by the whole vault, should they hide nothing there either
std::vector<Diagnostic> check_note(const Document& document, const Config& config,
                                   const RuleSelection& base, const LintOptions& options,
                                   std::vector<Diagnostic>* pending);

}  // namespace tasklint::lint
