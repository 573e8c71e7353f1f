#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tasklint/task.hpp"
#include "tasklint/text.hpp"

namespace tasklint::document {

/// What a line is, as far as tasks go.
enum class LineKind : std::uint8_t {
    hidden,  ///< in front matter, code, HTML, a formula or a comment: nothing there counts
    blank,
    heading,    ///< `# text`, outside quotes and lists
    underline,  ///< makes a heading of the paragraph above it
    item,       ///< one list item or more begin on it
    text,       ///< anything else
};

/// The block without children that a line belongs to.
enum class Block : std::uint8_t {
    none,
    front_matter,
    paragraph,
    heading,
    thematic_break,
    fenced_code,
    indented_code,
    html,
    comment,
    math,
};

struct LineInfo {
    LineKind kind = LineKind::text;
    Block block = Block::paragraph;
    bool opens = false;               ///< the first line of its block
    bool own_marker = true;           ///< for items: one marker, behind nothing but blanks and `>`
    Span line;                        ///< without its ending
    std::uint32_t content = 0;        ///< first byte behind quote marks, list markers, indentation
    std::uint32_t behind_marker = 0;  ///< for items: first byte behind the last list marker
    std::uint32_t items = 0;          ///< how many items begin on it: `- - a` has two
    std::uint32_t parent = none_index;  ///< for items: the name of the item around the first one
};

/// A block with children that is open.
struct Container {
    enum class Kind : std::uint8_t { quote, item, footnote };
    Kind kind = Kind::quote;
    char marker = 0;                  ///< of an item: `-`, `*`, `+`, `.` or `)`
    std::uint32_t width = 0;          ///< columns by which its lines are indented; quotes: none
    std::uint32_t line = 0;           ///< where its first line begins
    std::uint32_t name = none_index;  ///< of an item
    std::uint32_t left_at = 0;        ///< a line ahead that is not in it, if one was looked for
};

/// Goes through a note line by line with the state that blocks need, as CommonMark 0.31 with the
/// additions of Obsidian has them: the containers that are open (quotes, list items, footnotes) and
/// the one block without children (paragraph, fence, comment, …) in the innermost of them. Where it
/// is in doubt whether a line is a task it is one: docs/syntax.md has the table.
/// One pass, linear in the text.
class BlockScanner {
public:
    /// @param text must outlive the scanner
    /// @param quick false: items are read the long way, so that a test can compare
    explicit BlockScanner(std::string_view text, bool quick = true);

    /// The next line. @return false at the end of the text
    bool next(LineInfo& line);

    /// Passes over lines ahead that are blank or prose at the margin, code of an open fence there,
    /// or front matter, up to one that could be anything else: `next` would give each of them as
    /// `blank`, as `text` of a paragraph, or as `hidden`. For callers that do not look at such
    /// lines.
    /// @return whether there were any
    bool skip_prose();

    /// Names the items that began on the last line `first`, `first` + 1, …: `LineInfo::parent` of
    /// their children.
    void name_items(std::uint32_t first) noexcept;

    /// Those open behind the last line, outermost first.
    [[nodiscard]] const std::vector<Container>& containers() const noexcept { return containers_; }

    /// On an underline: the paragraph above it.
    [[nodiscard]] Span paragraph() const noexcept { return paragraph_; }

    /// A fence was opened whose first word begins with `tasks`.
    [[nodiscard]] bool saw_tasks_fence() const noexcept { return saw_tasks_fence_; }

    /// Between the `---` lines, or empty.
    [[nodiscard]] Span front_matter() const noexcept { return front_matter_; }

private:
    /// Where in its line the scanner is. Columns count from the line's begin, tabs go to the next
    /// multiple of four; from `base` on the indentation is that of the innermost container's text.
    struct Cursor {
        std::uint32_t at = 0;
        std::uint32_t column = 0;
        std::uint32_t base = 0;
        [[nodiscard]] std::uint32_t indent() const noexcept { return column - base; }
    };
    /// A block that hides its lines.
    struct Leaf {
        enum class End : std::uint8_t { none, fence, position, blank_line };
        End end = End::none;
        Block block = Block::none;
        char mark = 0;             // of a fence
        bool deep = false;         // a fence behind four columns or more: it hides only such lines
        std::uint32_t length = 0;  // of a fence
        std::uint32_t until = 0;   // the line with this byte is the last one
        std::size_t depth = 0;     // of containers: it ends with them
    };
    /// What ends a block, and where that stands next: each is looked for once over the whole text.
    enum class Closer : std::uint8_t { percent, dollars, html, instruction, data, angle, raw_text };
    static constexpr std::size_t closer_count = 7;

    bool take_line(LineInfo& line);
    bool skip_paragraphs();
    bool skip_code();
    void skip_blanks(Cursor& cursor, std::uint32_t end) const noexcept;
    void consume_quote_mark(Cursor& cursor, std::uint32_t end) const noexcept;
    std::size_t match_containers(std::size_t count, Cursor& cursor,
                                 std::uint32_t end) const noexcept;
    void read_blank(LineInfo& line, std::size_t matched);
    bool read_inside_leaf(LineInfo& line, const Cursor& cursor, std::size_t matched);
    bool read_plain_item(LineInfo& line);
    void read_blocks(LineInfo& line, Cursor cursor, std::size_t matched);
    void read_text(LineInfo& line, const Cursor& cursor, std::size_t matched);

    enum class Step : std::uint8_t { text, container, done };
    Step open_block(LineInfo& line, Cursor& cursor, std::size_t matched);
    Step open_heading(LineInfo& line, const Cursor& cursor, std::size_t matched);
    Step open_fence(LineInfo& line, const Cursor& cursor, std::size_t matched);
    Step open_html(LineInfo& line, const Cursor& cursor, std::size_t matched);
    Step open_until(LineInfo& line, std::size_t matched, Block block, Closer closer,
                    std::uint32_t from);
    Step open_math(LineInfo& line, const Cursor& cursor, std::size_t matched);
    Step open_quote(LineInfo& line, Cursor& cursor, std::size_t matched);
    Step open_footnote(LineInfo& line, Cursor& cursor, std::size_t matched);
    Step read_rule_or_item(LineInfo& line, Cursor& cursor, std::size_t matched);
    Step open_item(LineInfo& line, Cursor& cursor, std::size_t matched);
    Step finish(LineInfo& line, std::size_t matched, LineKind kind, Block block);

    bool is_underline(const LineInfo& line, const Cursor& cursor, std::size_t matched) const;
    bool is_thematic_break(std::uint32_t at, std::uint32_t end);
    bool begins_boxed_item(std::uint32_t at, std::uint32_t end) const;
    bool item_around(std::size_t matched) const noexcept;
    bool begins_item_text(std::uint32_t at, std::uint32_t end) const noexcept;
    std::uint32_t innermost_item() const noexcept;
    bool find_closer(Closer closer, std::uint32_t from, std::uint32_t& at);
    bool blank_line_leaves(std::size_t depth, std::size_t matched) const noexcept;
    bool closes_inside(std::size_t depth, Closer closer, std::uint32_t& until);
    void push(Container container);
    void close_behind(std::size_t count) {
        if (count < containers_.size()) {
            close(count);
        }
    }
    void close(std::size_t count);

    std::string_view text_;
    bool quick_;
    std::uint32_t at_ = 0;
    std::uint32_t hidden_until_ = 0;  // lines that begin before this are front matter
    Span front_matter_;
    std::vector<Container> containers_;
    std::vector<std::size_t> quotes_;  // which of them are quotes
    std::size_t first_new_ = 0;        // of the containers: opened on this line
    Leaf leaf_;
    Span paragraph_;
    bool paragraph_open_ = false;
    bool saw_tasks_fence_ = false;
    // An item was read that is text to CommonMark: what is open now may be wrong, so no line counts
    // as indented code until a paragraph or heading at the margin.
    bool in_doubt_ = false;
    bool item_is_empty_ = false;        // the line before was a list marker alone
    std::uint32_t no_break_until_ = 0;  // no thematic break of `no_break_mark_` begins before this
    char no_break_mark_ = 0;
    std::array<std::uint32_t, closer_count> next_closer_{};
};

}  // namespace tasklint::document
