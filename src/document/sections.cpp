// A note → its top-level blocks.
#include <algorithm>

#include "tasklint/document.hpp"

#include "document/blocks.hpp"
#include "document/line_marks.hpp"
#include "text/ascii.hpp"

namespace tasklint {

namespace {

using document::Block;
using document::BlockScanner;
using document::Container;
using document::is_blank;
using document::LineInfo;
using document::LineKind;

std::string_view trimmed(Span line, std::string_view text) { return trim(line, text).in(text); }

/// The cells of a table's row.
std::size_t cell_count(std::string_view row) {
    if (!row.empty() && row.front() == '|') {
        row.remove_prefix(1);
    }
    std::size_t count = 1;
    bool escaped = false;
    bool last_bar = false;
    for (const char c : row) {
        last_bar = c == '|' && !escaped;
        count += last_bar ? 1 : 0;
        escaped = c == '\\' && !escaped;
    }
    return count - (last_bar ? 1 : 0);
}

/// `| --- | :-: |`, the second line of a table.
bool is_delimiter_row(std::string_view row) {
    bool dash = false;
    bool bar = false;
    for (const char c : row) {
        if (c != '|' && c != ':' && c != '-' && !is_blank(c)) {
            return false;
        }
        dash = dash || c == '-';
        bar = bar || c == '|' || c == ':';
    }
    return dash && bar;
}

/// One whole tag: it may begin an HTML block of CommonMark's type 7. Tasks below it count
/// nevertheless, so this names the section only.
bool is_tag(std::string_view line) {
    const std::size_t name = line.substr(0, 2) == "</" ? 2 : 1;
    return line.size() > name + 1 && line.front() == '<' && is_ascii_letter(line[name]) &&
           line.find('>') == line.size() - 1 && line.find(':') == std::string_view::npos;
}

/// `[!todo] title`
bool is_callout_title(std::string_view text) {
    const auto close = text.find(']');
    return text.substr(0, 2) == "[!" && close != std::string_view::npos && close > 2;
}

class SectionReader {
public:
    explicit SectionReader(std::string_view text) : text_{text} {}

    std::vector<Section> run() {
        BlockScanner scanner{text_};
        LineInfo line;
        while (scanner.next(line)) {
            if (line.kind == LineKind::blank) {
                // `>` alone belongs to its quote.
                if (line.content > line.line.begin && !trimmed(line.line, text_).empty() &&
                    !scanner.containers().empty()) {
                    add_container(scanner.containers().front(), line);
                }
                continue;
            }
            if (line.block == Block::front_matter) {
                extend_or_add(Block::front_matter, SectionType::front_matter, line.line);
            } else if (scanner.containers().empty()) {
                add_leaf(line);
            } else {
                add_container(scanner.containers().front(), line);
            }
            last_line_ = line.line;
        }
        return std::move(sections_);
    }

private:
    void add(SectionType type, Span line) { sections_.push_back({type, line}); }

    void extend(Span line) { sections_.back().lines.end = line.end; }

    void extend_or_add(Block block, SectionType type, Span line) {
        if (!sections_.empty() && block_ == block) {
            extend(line);
        } else {
            add(type, line);
        }
        block_ = block;
    }

    void add_leaf(const LineInfo& line) {
        outer_ = Container{};
        outer_.line = none_index;
        if (line.block == Block::paragraph) {
            add_text(line);
        } else if (line.kind == LineKind::underline && block_ == Block::paragraph) {
            extend(line.line);
            sections_.back().type = SectionType::heading;
            block_ = Block::heading;
        } else {
            block_ = line.opens ? Block::none : block_;
            extend_or_add(line.block, type_of(line.block), line.line);
        }
    }

    /// Paragraphs, and what only the second look tells from them.
    void add_text(const LineInfo& line) {
        if (line.opens || block_ != Block::paragraph) {
            const bool html = is_tag(trimmed(line.line, text_));
            add(html ? SectionType::html : SectionType::paragraph, line.line);
            block_ = Block::paragraph;
            return;
        }
        const auto row = trimmed(line.line, text_);
        if (sections_.back().type == SectionType::paragraph && is_delimiter_row(row) &&
            cell_count(row) == cell_count(trimmed(last_line_, text_))) {
            begin_table();
        }
        extend(line.line);
    }

    /// The line before is its first one; the lines above that one are a paragraph of their own.
    void begin_table() {
        Section& above = sections_.back();
        if (above.lines.begin == last_line_.begin) {
            above.type = SectionType::table;
            return;
        }
        above.lines.end = last_line_.begin - 1;
        if (text_[above.lines.end - 1] == '\r') {
            --above.lines.end;
        }
        add(SectionType::table, last_line_);
    }

    void add_container(const Container& outer, const LineInfo& line) {
        const bool item = outer.kind == Container::Kind::item;
        // Items of one marker are one list, whatever blank lines are between them.
        const bool same = !sections_.empty() && block_ == Block::none &&
                          outer_.kind == outer.kind &&
                          (item ? outer_.marker == outer.marker : outer_.line == outer.line);
        if (same) {
            extend(line.line);
        } else {
            add(type_of(outer, line), line.line);
        }
        outer_ = outer;
        block_ = Block::none;
    }

    [[nodiscard]] SectionType type_of(const Container& outer, const LineInfo& line) const {
        switch (outer.kind) {
            case Container::Kind::item: return SectionType::list;
            case Container::Kind::footnote: return SectionType::footnote;
            case Container::Kind::quote: break;
        }
        auto text = trimmed(line.line, text_);
        text.remove_prefix(std::min<std::size_t>(text.size(), 1));  // the mark
        const auto begin = text.find_first_not_of(" \t");
        return begin != std::string_view::npos && is_callout_title(text.substr(begin))
                   ? SectionType::callout
                   : SectionType::quote;
    }

    static SectionType type_of(Block block) {
        switch (block) {
            case Block::front_matter: return SectionType::front_matter;
            case Block::heading: return SectionType::heading;
            case Block::thematic_break: return SectionType::thematic_break;
            case Block::fenced_code:
            case Block::indented_code: return SectionType::code;
            case Block::html: return SectionType::html;
            case Block::comment: return SectionType::comment;
            case Block::math: return SectionType::math;
            case Block::none:
            case Block::paragraph: break;
        }
        return SectionType::paragraph;
    }

    std::string_view text_;
    std::vector<Section> sections_;
    Span last_line_;
    // of the last section: its kind of leaf, or none and its outermost container
    Block block_ = Block::none;
    Container outer_;
};

}  // namespace

std::vector<Section> read_sections(const Document& document) {
    return SectionReader{document.text}.run();
}

}  // namespace tasklint
