#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tasklint/text.hpp"

namespace tasklint::document {

/// What a line is, as far as tasks go.
enum class LineKind : std::uint8_t {
    hidden,  ///< in front matter, code, or a block comment: nothing there counts
    blank,
    heading,
    item,  ///< a list item
    text,  ///< anything else
};

struct LineInfo {
    LineKind kind = LineKind::text;
    Span line;                        ///< without its ending
    std::uint32_t content = 0;        ///< first byte behind quote marks and indentation
    std::uint32_t behind_marker = 0;  ///< for items: first byte behind the list marker
    std::uint16_t quote_depth = 0;
    std::uint32_t indent = 0;          ///< columns of indentation behind the quote marks, tabs to 4
    std::uint32_t content_indent = 0;  ///< for items: column where the item's text begins
};

/// Goes through a note line by line with the small state that blocks need: front matter, fenced
/// code, `%%` and HTML comments, quotes. One pass; restarts at any line with an empty state.
/// Where Markdown leaves a doubt (a comment that never closes), the lines count as visible.
class BlockScanner {
public:
    /// @param text must outlive the scanner
    explicit BlockScanner(std::string_view text);

    /// The next line. @return false at the end of the text
    bool next(LineInfo& line);

    /// Between the `---` lines, or empty.
    [[nodiscard]] Span front_matter() const noexcept { return front_matter_; }

private:
    struct Fence {
        char mark = 0;  // '`' or '~'; 0: none open
        std::uint32_t length = 0;
        std::uint16_t quote_depth = 0;
        std::uint32_t container = 0;  // text column of the list item it stands in
    };

    bool closes_fence(const LineInfo& line) const;
    void open_block(LineInfo& line);
    bool hides(const LineInfo& line, std::string_view open, std::string_view close, bool& no_more);

    std::string_view text_;
    std::uint32_t at_ = 0;
    std::uint32_t hidden_until_ = 0;  // lines that begin before this are hidden
    Span front_matter_;
    Fence fence_;
    std::uint32_t item_indent_ = 0;  // text column of the last item, for fences inside it
    bool no_more_percent_ = false;
    bool no_more_html_ = false;
};

}  // namespace tasklint::document
