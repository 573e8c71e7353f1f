#include "document/blocks.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

#include "document/line_marks.hpp"
#include "text/ascii.hpp"

namespace tasklint::document {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t usual_depth = 8;  // of containers

/// Characters with which something else than a paragraph can begin, and blanks.
constexpr auto begins_no_prose = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view{" \t#`~<%$>-*+_=[0123456789"}) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

enum class Prosaic : std::uint8_t { yes, no, look };

/// Of a line by its first byte: not for certain with those and with what a blank line begins with.
constexpr auto prosaic_lines = [] {
    std::array<Prosaic, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const char c = static_cast<char>(i);
        table[i] = begins_no_prose[i] || c == '\n' || c == '\r' ? Prosaic::no
                   : may_be_unseen(c)                           ? Prosaic::look
                                                                : Prosaic::yes;
    }
    return table;
}();

/// The line that begins at `at` is not prose for certain, or a list item but for blanks before it
/// that are none to Markdown.
bool ends_prose(std::string_view text, std::size_t at) {
    const Prosaic prosaic = prosaic_lines[static_cast<unsigned char>(text[at])];
    return prosaic != Prosaic::yes && (prosaic == Prosaic::no || hides_list_marker(text, at));
}

/// Prose, and the blank lines between its paragraphs.
struct Prose {
    std::size_t end = 0;        ///< the U+000A behind which it does not go on, or the text's end
    std::size_t paragraph = 0;  ///< where its last paragraph begins
};

/// Prose goes on behind the U+000A at `newline`, which is not the text's last byte: on the next
/// line, or behind a blank one.
inline bool goes_on(std::string_view text, std::size_t newline, Prose& prose) {
    if (text[newline + 1] == '\n' && newline + 2 < text.size() && !ends_prose(text, newline + 2)) {
        prose.paragraph = newline + 2;
        return true;
    }
    return !ends_prose(text, newline + 1);
}

/// The prose that goes on at `at`. Byte by byte.
Prose read_prose_plainly(std::string_view text, std::size_t at, Prose prose) {
    while (at < text.size() &&
           (text[at] != '\n' || (at + 1 < text.size() && goes_on(text, at, prose)))) {
        ++at;
    }
    prose.end = at;
    return prose;
}

#if defined(__SSE2__)
/// Which of sixteen bytes are U+000A without an ASCII letter behind them: with these most lines of
/// prose begin, so hardly any newline in prose is looked at by itself, and the processor need not
/// guess where they are.
std::uint32_t doubtful_newlines(const char* at) {
    const auto load = [](const char* from) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    };
    const __m128i newline = _mm_cmpeq_epi8(load(at), _mm_set1_epi8('\n'));
    const __m128i next = load(at + 1);
    const __m128i lower = _mm_or_si128(next, _mm_set1_epi8(0x20));
    // Moved up so that `z` is the largest number with a sign, what is behind it is a negative one.
    constexpr char up = '\x7F' - 'z';
    const __m128i letter =
        _mm_cmpgt_epi8(_mm_add_epi8(lower, _mm_set1_epi8(up)), _mm_set1_epi8('a' + up - 1));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_andnot_si128(letter, newline)));
}
#endif

/// The prose that begins at `at`, thirty-two bytes at a time where the machine can.
Prose read_prose(std::string_view text, std::size_t at) {
    Prose prose{at, at};
#if defined(__SSE2__)
    for (; at + 32 < text.size(); at += 32) {  // the byte behind them is there, too
        auto found = doubtful_newlines(text.data() + at) | doubtful_newlines(text.data() + at + 16)
                                                               << 16U;
        for (; found != 0; found &= found - 1) {
            const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(found));
            if (!goes_on(text, place, prose)) {
                prose.end = place;
                return prose;
            }
        }
    }
#endif
    return read_prose_plainly(text, at, prose);
}

}  // namespace

BlockScanner::BlockScanner(std::string_view text, bool quick) : text_{text}, quick_{quick} {
    if (text_.substr(0, 3) == byte_order_mark) {
        at_ = 3;
    }
    // Front matter: `---` on the first line up to the next `---` line.
    if (at_ == text_.size()) {
        return;
    }
    std::uint32_t next = 0;
    if (!is_front_matter_mark(line_from(text_, at_, next).in(text_))) {
        return;
    }
    const std::uint32_t begin = next;
    while (next < text_.size()) {
        const Span line = line_from(text_, next, next);
        if (text_[line.begin] == '-' && is_front_matter_mark(line.in(text_))) {
            front_matter_ = {begin, line.begin};
            hidden_until_ = next;
            return;
        }
    }
}

inline bool BlockScanner::take_line(LineInfo& line) {
    if (at_ >= text_.size()) {
        return false;
    }
    line = LineInfo{};
    line.line = line_from(text_, at_, at_);
    return true;
}

bool BlockScanner::skip_prose() {
    if (at_ < hidden_until_) {
        at_ = hidden_until_;
        return true;
    }
    if (!quotes_.empty() || item_is_empty_) {
        return false;  // there is more to such a line than that
    }
    if (leaf_.end != Leaf::End::none) {
        return leaf_.end == Leaf::End::fence && containers_.empty() && !leaf_.deep && skip_code();
    }
    // Asked before each line: most begin with what is no prose.
    return at_ < text_.size() && (text_[at_] == '\n' || !ends_prose(text_, at_)) &&
           skip_paragraphs();
}

/// Blank lines and prose, of which there is some.
bool BlockScanner::skip_paragraphs() {
    while (at_ < text_.size()) {
        if (text_[at_] == '\n') {
            paragraph_open_ = false;
            ++at_;
            continue;
        }
        if (ends_prose(text_, at_)) {
            break;
        }
        const Prose prose = read_prose(text_, at_);
        if (!paragraph_open_ || prose.paragraph != at_) {
            close_behind(0);
            in_doubt_ = false;
            paragraph_open_ = true;
            paragraph_.begin = static_cast<std::uint32_t>(prose.paragraph);
        }
        const auto end = static_cast<std::uint32_t>(prose.end);
        at_ = after(end);
        paragraph_.end = text_[end - 1] == '\r' ? end - 1 : end;
    }
    return true;
}

/// In a fence that stands in nothing: what begins with neither its mark nor a blank cannot close
/// it.
bool BlockScanner::skip_code() {
    const std::uint32_t from = at_;
    while (at_ < text_.size() && text_[at_] != leaf_.mark && !is_blank(text_[at_])) {
        (void)line_from(text_, at_, at_);
    }
    return at_ != from;
}

void BlockScanner::skip_blanks(Cursor& cursor, std::uint32_t end) const noexcept {
    for (; cursor.at < end; ++cursor.at) {
        if (text_[cursor.at] == ' ') {
            ++cursor.column;
        } else if (text_[cursor.at] == '\t') {
            cursor.column += 4 - cursor.column % 4;
        } else {
            break;
        }
    }
}

/// Over `>` and the blank that belongs to it, then to the text.
void BlockScanner::consume_quote_mark(Cursor& cursor, std::uint32_t end) const noexcept {
    ++cursor.at;
    ++cursor.column;
    const bool blank = cursor.at < end && is_blank(text_[cursor.at]);
    cursor.base = cursor.column + (blank ? 1 : 0);  // of a tab one column only
    skip_blanks(cursor, end);
}

bool BlockScanner::next(LineInfo& line) {
    if (!take_line(line)) {
        return false;
    }
    const std::uint32_t end = line.line.end;
    if (line.line.begin < hidden_until_) {
        line.kind = LineKind::hidden;
        line.block = Block::front_matter;
        return true;
    }
    Cursor cursor{line.line.begin, 0, 0};
    if (leaf_.end == Leaf::End::none) {
        // Most lines are blank, or prose that is not indented and so in no container.
        if (cursor.at == end && quotes_.empty() && !item_is_empty_) {
            line.kind = LineKind::blank;
            line.block = Block::none;
            line.content = end;
            paragraph_open_ = false;
            return true;
        }
        if (cursor.at != end && !begins_no_prose[static_cast<unsigned char>(text_[cursor.at])]) {
            line.content = cursor.at;
            item_is_empty_ = false;
            in_doubt_ = in_doubt_ && paragraph_open_;
            read_text(line, cursor, 0);
            return true;
        }
        if (quick_ && quotes_.empty() && read_plain_item(line)) {
            return true;
        }
    }
    skip_blanks(cursor, end);
    const std::size_t matched = match_containers(containers_.size(), cursor, end);
    line.content = cursor.at;
    first_new_ = std::numeric_limits<std::size_t>::max();
    if (cursor.at == end) {
        read_blank(line, matched);
    } else if (!read_inside_leaf(line, cursor, matched)) {
        item_is_empty_ = false;
        read_blocks(line, cursor, matched);
    }
    return true;
}

/// The text of an item begins at `at` with what can only be a paragraph, a box included.
inline bool BlockScanner::begins_item_text(std::uint32_t at, std::uint32_t end) const noexcept {
    const char first = text_[at];
    const bool box = first == '[' && at + 1 < end && text_[at + 1] != '^';
    return box || !begins_no_prose[static_cast<unsigned char>(first)];
}

/// The name of the innermost item that is open.
inline std::uint32_t BlockScanner::innermost_item() const noexcept {
    for (std::size_t i = containers_.size(); i > 0; --i) {
        if (containers_[i - 1].name != none_index) {
            return containers_[i - 1].name;
        }
    }
    return none_index;
}

/// `- text` behind spaces, where no quote and no leaf is open: nearly all items are that, and
/// what `read_blocks` makes of one takes a few steps.
/// @return false, with nothing changed, if the line is anything else
bool BlockScanner::read_plain_item(LineInfo& line) {
    const std::uint32_t begin = line.line.begin;
    const std::uint32_t end = line.line.end;
    std::uint32_t at = begin;
    while (at < end && text_[at] == ' ') {
        ++at;
    }
    if (end - at < 3 || (text_[at] != '-' && text_[at] != '*' && text_[at] != '+') ||
        text_[at + 1] != ' ' || !begins_item_text(at + 2, end)) {
        return false;
    }
    // In columns, as `match_containers` does it for items and footnotes.
    std::uint32_t indent = at - begin;
    std::size_t matched = 0;
    while (matched < containers_.size() && indent >= containers_[matched].width) {
        indent -= containers_[matched++].width;
    }
    if (indent >= 4) {
        return false;
    }
    close_behind(matched);
    line.parent = innermost_item();
    first_new_ = matched;
    if (containers_.capacity() == 0) {
        containers_.reserve(usual_depth);
    }
    containers_.push_back(
        {Container::Kind::item, text_[at], indent + 2, begin, none_index, /*left_at=*/0});
    line.kind = LineKind::item;
    line.opens = true;
    line.content = at + 2;
    line.behind_marker = at + 1;
    line.items = 1;
    item_is_empty_ = false;
    paragraph_open_ = true;
    paragraph_ = line.line;
    return true;
}

/// How many of the outermost `count` containers the line up to `end` goes on with. Each costs a
/// quote mark or two columns, so this is linear in the line.
std::size_t BlockScanner::match_containers(std::size_t count, Cursor& cursor,
                                           std::uint32_t end) const noexcept {
    std::size_t matched = 0;
    for (; matched < count && cursor.at < end; ++matched) {
        const Container& container = containers_[matched];
        if (container.kind == Container::Kind::quote) {
            if (text_[cursor.at] != '>' || cursor.indent() >= 4) {
                break;
            }
            consume_quote_mark(cursor, end);
        } else {
            if (cursor.indent() < container.width) {
                break;
            }
            cursor.base += container.width;
        }
    }
    return matched;
}

void BlockScanner::push(Container container) {
    first_new_ = std::min(first_new_, containers_.size());
    if (container.kind == Container::Kind::quote) {
        quotes_.push_back(containers_.size());
    }
    containers_.push_back(container);
    paragraph_open_ = false;
}

void BlockScanner::close(std::size_t count) {
    containers_.erase(containers_.begin() + static_cast<std::ptrdiff_t>(count), containers_.end());
    while (!quotes_.empty() && quotes_.back() >= count) {
        quotes_.pop_back();
    }
}

/// A line without text ends quotes whose mark it lacks, with all in them, but no items.
void BlockScanner::read_blank(LineInfo& line, std::size_t matched) {
    line.kind = LineKind::blank;
    line.block = Block::none;
    paragraph_open_ = false;
    const auto quote = std::lower_bound(quotes_.begin(), quotes_.end(), matched);
    if (quote != quotes_.end()) {
        close_behind(*quote);
    } else if (item_is_empty_) {
        close_behind(containers_.size() - 1);  // a list marker alone has nothing below a blank line
    }
    item_is_empty_ = false;
    if (leaf_.end == Leaf::End::none) {
        return;
    }
    if (leaf_.end == Leaf::End::blank_line || containers_.size() < leaf_.depth) {
        leaf_ = Leaf{};
        return;
    }
    line.kind = LineKind::hidden;
    line.block = leaf_.block;
}

void BlockScanner::read_blocks(LineInfo& line, Cursor cursor, std::size_t matched) {
    for (;;) {
        const Step step = open_block(line, cursor, matched);
        line.content = cursor.at;
        if (step == Step::done) {
            return;
        }
        if (step == Step::text) {
            read_text(line, cursor, matched);
            return;
        }
        matched = containers_.size();
        if (cursor.at == line.line.end) {
            return;  // a container with nothing in it yet
        }
    }
}

void BlockScanner::read_text(LineInfo& line, const Cursor& cursor, std::size_t matched) {
    if (paragraph_open_) {
        // Containers stay open for it even if it lacks their marks.
        paragraph_.end = line.line.end;
        return;
    }
    close_behind(matched);
    line.opens = true;
    if (cursor.indent() >= 4) {
        line.block = Block::indented_code;
        return;
    }
    paragraph_open_ = true;
    paragraph_ = line.line;
}

BlockScanner::Step BlockScanner::finish(LineInfo& line, std::size_t matched, LineKind kind,
                                        Block block) {
    close_behind(matched);
    if (line.items == 0) {
        line.kind = kind;
    }
    line.block = block;
    line.opens = true;
    paragraph_open_ = false;
    return Step::done;
}

/// An item or a footnote is open next to where the line stands, be it that the line is not indented
/// as far as its text.
bool BlockScanner::item_around(std::size_t matched) const noexcept {
    const auto is_item = [&](std::size_t index) {
        return containers_[index].kind != Container::Kind::quote;
    };
    return (matched > 0 && is_item(matched - 1)) ||
           (matched < containers_.size() && is_item(matched));
}

BlockScanner::Step BlockScanner::open_block(LineInfo& line, Cursor& cursor, std::size_t matched) {
    const char first = text_[cursor.at];
    const std::uint32_t end = line.line.end;
    if (cursor.indent() >= 4) {
        if (!paragraph_open_ && !in_doubt_ && !item_around(matched)) {
            finish(line, matched, LineKind::hidden, Block::indented_code);
            line.opens = false;  // each of its lines is found anew
            return Step::done;
        }
        // To CommonMark this is text of a paragraph or code in an item. Notes are indented in many
        // ways, so tasks count here too.
        if ((first == '`' || first == '~') && matched == containers_.size()) {
            return open_fence(line, cursor, matched);
        }
        if (!begins_boxed_item(cursor.at, end)) {
            return Step::text;
        }
        return first == '>' ? open_quote(line, cursor, matched) : open_item(line, cursor, matched);
    }
    switch (first) {
        case '#': return open_heading(line, cursor, matched);
        case '`':
        case '~': return open_fence(line, cursor, matched);
        case '<': return open_html(line, cursor, matched);
        case '%':
            return text_.substr(cursor.at, 2) == "%%"
                       ? open_until(line, matched, Block::comment, Closer::percent, cursor.at + 2)
                       : Step::text;
        case '$': return open_math(line, cursor, matched);
        case '>': return open_quote(line, cursor, matched);
        case '[': return open_footnote(line, cursor, matched);
        default:
            return begins_no_prose[static_cast<unsigned char>(first)]
                       ? read_rule_or_item(line, cursor, matched)
                       : Step::text;
    }
}

BlockScanner::Step BlockScanner::open_heading(LineInfo& line, const Cursor& cursor,
                                              std::size_t matched) {
    const std::uint32_t level = run_of(text_, cursor.at, line.line.end, '#');
    const std::uint32_t behind = cursor.at + level;
    if (level > 6 || (behind < line.line.end && !is_blank(text_[behind]))) {
        return Step::text;
    }
    in_doubt_ = in_doubt_ && cursor.column > 0;
    return finish(line, matched, matched == 0 ? LineKind::heading : LineKind::text, Block::heading);
}

BlockScanner::Step BlockScanner::open_quote(LineInfo& line, Cursor& cursor, std::size_t matched) {
    close_behind(matched);
    push({Container::Kind::quote, 0, 0, line.line.begin, none_index});
    consume_quote_mark(cursor, line.line.end);
    return Step::container;
}

/// `[^1]: text`; lines that are indented by four columns belong to it.
BlockScanner::Step BlockScanner::open_footnote(LineInfo& line, Cursor& cursor,
                                               std::size_t matched) {
    const std::uint32_t end = line.line.end;
    if (cursor.at + 1 >= end || text_[cursor.at + 1] != '^') {
        return Step::text;
    }
    std::uint32_t at = cursor.at + 2;
    while (at < end && text_[at] != ']' && text_[at] != '[' && !is_blank(text_[at])) {
        ++at;
    }
    if (at == cursor.at + 2 || at + 1 >= end || text_[at] != ']' || text_[at + 1] != ':') {
        return Step::text;
    }
    close_behind(matched);
    push({Container::Kind::footnote, 0, 4, line.line.begin, none_index});
    line.own_marker = false;
    cursor.column += at + 2 - cursor.at;
    cursor.at = at + 2;
    skip_blanks(cursor, end);
    cursor.base = cursor.column;
    return Step::container;
}

/// `===` or `---` right below a paragraph.
bool BlockScanner::is_underline(const LineInfo& line, const Cursor& cursor,
                                std::size_t matched) const {
    const char mark = text_[cursor.at];
    if (!paragraph_open_ || matched != containers_.size() || (mark != '=' && mark != '-')) {
        return false;
    }
    const std::uint32_t run = run_of(text_, cursor.at, line.line.end, mark);
    return document::skip_blanks(text_, cursor.at + run, line.line.end) == line.line.end &&
           !is_link_definition(text_, paragraph_);
}

/// `---`, `* * *`, `___`: three or more of one mark and blanks. What is not one has a byte that
/// hinders it; up to there none begins (`- - - - a` would take quadratic time).
bool BlockScanner::is_thematic_break(std::uint32_t at, std::uint32_t end) {
    const char mark = text_[at];
    if ((mark != '-' && mark != '*' && mark != '_') ||
        (mark == no_break_mark_ && at < no_break_until_)) {
        return false;
    }
    std::uint32_t count = 0;
    for (; at < end; ++at) {
        if (text_[at] == mark) {
            ++count;
        } else if (!is_blank(text_[at])) {
            no_break_mark_ = mark;
            no_break_until_ = at;
            return false;
        }
    }
    return count >= 3;
}

/// Quote marks or none, a list marker and a box.
bool BlockScanner::begins_boxed_item(std::uint32_t at, std::uint32_t end) const {
    while (at < end && (text_[at] == '>' || is_blank(text_[at]))) {
        ++at;
    }
    const std::uint32_t behind = list_marker_end(text_, at, end);
    return behind != at && box_follows(text_, behind, end);
}

BlockScanner::Step BlockScanner::read_rule_or_item(LineInfo& line, Cursor& cursor,
                                                   std::size_t matched) {
    if (is_underline(line, cursor, matched)) {
        return finish(line, matched, matched == 0 ? LineKind::underline : LineKind::text,
                      Block::heading);
    }
    if (is_thematic_break(cursor.at, line.line.end)) {
        return finish(line, matched, LineKind::text, Block::thematic_break);
    }
    return open_item(line, cursor, matched);
}

BlockScanner::Step BlockScanner::open_item(LineInfo& line, Cursor& cursor, std::size_t matched) {
    const std::uint32_t end = line.line.end;
    const std::uint32_t behind = list_marker_end(text_, cursor.at, end);
    const std::uint32_t size = behind - cursor.at;
    if (size == 0) {
        return Step::text;
    }
    const std::uint32_t text_begin = document::skip_blanks(text_, behind, end);
    const bool empty = text_begin == end;
    const bool interrupts = paragraph_open_ && matched == containers_.size();
    if (interrupts && empty) {
        return Step::text;
    }
    // CommonMark: nine digits at most; and only 1 interrupts a paragraph.
    const bool doubtful = size > 10 || (interrupts && is_ascii_digit(text_[cursor.at]) &&
                                        (size > 2 || text_[cursor.at] != '1'));
    if (doubtful && !box_follows(text_, behind, end)) {
        return Step::text;
    }
    in_doubt_ = in_doubt_ || doubtful || cursor.indent() >= 4;
    close_behind(matched);
    if (line.items == 0) {
        line.parent = innermost_item();
    } else {
        line.own_marker = false;
    }
    const std::uint32_t indent = cursor.indent();
    cursor.at = behind;
    cursor.column += size;
    const std::uint32_t marker_column = cursor.column;
    skip_blanks(cursor, end);
    cursor.base = cursor.column;
    const std::uint32_t blanks = cursor.column - marker_column;
    // Five blanks or more: one of them belongs to the marker, the others indent code.
    const bool plain = !empty && blanks <= 4;
    push({Container::Kind::item, text_[behind - 1], indent + size + (plain ? blanks : 1),
          line.line.begin, none_index});
    line.kind = LineKind::item;
    line.opens = true;
    line.behind_marker = behind;
    ++line.items;
    item_is_empty_ = empty;
    if (empty || !plain) {
        return Step::done;
    }
    if (begins_item_text(cursor.at, end)) {
        line.content = cursor.at;
        read_text(line, cursor, containers_.size());
        return Step::done;
    }
    return Step::container;
}

void BlockScanner::name_items(std::uint32_t first) noexcept {
    for (std::size_t i = first_new_; i < containers_.size(); ++i) {
        if (containers_[i].kind == Container::Kind::item) {
            containers_[i].name = first++;
        }
    }
}

}  // namespace tasklint::document
