// Blocks that hide their lines: fenced code, HTML, formulas and comments; how they begin, and where
// they end.
#include "document/blocks.hpp"

#include <algorithm>
#include <limits>

#include "document/html_tags.hpp"
#include "document/line_marks.hpp"

namespace tasklint::document {

/// @return false if the line is not of the open leaf, or none is open
bool BlockScanner::read_inside_leaf(LineInfo& line, const Cursor& cursor, std::size_t matched) {
    if (leaf_.end == Leaf::End::none) {
        return false;
    }
    if (matched < leaf_.depth || (leaf_.deep && cursor.indent() < 4)) {
        leaf_ = Leaf{};
        return false;
    }
    line.kind = LineKind::hidden;
    line.block = leaf_.block;
    const std::uint32_t end = line.line.end;
    bool last = false;
    if (leaf_.end == Leaf::End::fence) {
        const std::uint32_t run = run_of(text_, cursor.at, end, leaf_.mark);
        last = run >= leaf_.length && (leaf_.deep || cursor.indent() < 4) &&
               document::skip_blanks(text_, cursor.at + run, end) == end;
    } else if (leaf_.end == Leaf::End::position) {
        last = leaf_.until < end;
    }
    if (last) {
        leaf_ = Leaf{};
    }
    return true;
}

BlockScanner::Step BlockScanner::open_fence(LineInfo& line, const Cursor& cursor,
                                            std::size_t matched) {
    const char mark = text_[cursor.at];
    const std::uint32_t run = run_of(text_, cursor.at, line.line.end, mark);
    const auto info = Span{cursor.at + run, line.line.end}.in(text_);
    if (run < 3 || (mark == '`' && info.find('`') != std::string_view::npos)) {
        return Step::text;
    }
    saw_tasks_fence_ = saw_tasks_fence_ || trim(info).substr(0, 5) == "tasks";
    leaf_ = {Leaf::End::fence, Block::fenced_code, mark, cursor.indent() >= 4, run, 0, matched};
    return finish(line, matched, LineKind::hidden, Block::fenced_code);
}

/// Where `closer` stands at or behind `from`. Asked with growing `from`, it goes over the text
/// once.
bool BlockScanner::find_closer(Closer closer, std::uint32_t from, std::uint32_t& at) {
    constexpr std::array<std::string_view, closer_count> spelling{"%%",  "$$", "-->", "?>",
                                                                  "]]>", ">",  ""};
    constexpr auto nowhere = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t& known = next_closer_[static_cast<std::size_t>(closer)];
    if (known < from) {
        const auto found = closer == Closer::raw_text
                               ? find_raw_text_end(text_, from)
                               : text_.find(spelling[static_cast<std::size_t>(closer)], from);
        known = found == std::string_view::npos ? nowhere : static_cast<std::uint32_t>(found);
    }
    at = known;
    return known != nowhere;
}

/// A line without text, of which `matched` containers are known: is it behind the end of the
/// outermost `depth`? Those of them that are quotes end for want of a mark.
bool BlockScanner::blank_line_leaves(std::size_t depth, std::size_t matched) const noexcept {
    const auto quote = std::lower_bound(quotes_.begin(), quotes_.end(), matched);
    return quote != quotes_.end() && *quote < depth;
}

/// Does `closer`, which stands next at `until`, stand in the outermost `depth` containers? A mark
/// behind them closes nothing. Goes over the lines up to there as `read_inside_leaf` will.
///
/// Linear: if it does, these lines are hidden, and nothing asks on them again. If it does not, the
/// containers hold all blocks up to where they end, and know that end: on these lines this goes
/// over the text again only for a closer that stands before it, so once for each of its kinds.
bool BlockScanner::closes_inside(std::size_t depth, Closer closer, std::uint32_t& until) {
    for (std::size_t i = 0; i < depth; ++i) {
        if (containers_[i].left_at >= at_ && containers_[i].left_at <= until) {
            return false;
        }
    }
    for (std::uint32_t next = at_; next <= until;) {
        const Span line = line_from(text_, next, next);
        Cursor cursor{line.begin, 0, 0};
        skip_blanks(cursor, line.end);
        const std::size_t kept = match_containers(depth, cursor, line.end);
        const bool blank = cursor.at == line.end;
        if (blank ? blank_line_leaves(depth, kept) : kept < depth) {
            containers_[depth - 1].left_at = line.begin;
            return false;
        }
        // The `>` of a quote closes nothing that is in it.
        if (until < cursor.at && !find_closer(closer, cursor.at, until)) {
            return false;
        }
    }
    return true;
}

/// A block up to the line with `closer`. One that does not close in its containers hides nothing.
BlockScanner::Step BlockScanner::open_until(LineInfo& line, std::size_t matched, Block block,
                                            Closer closer, std::uint32_t from) {
    std::uint32_t until = 0;
    if (!find_closer(closer, from, until)) {
        return Step::text;
    }
    if (until >= line.line.end) {
        if (matched > 0 && !closes_inside(matched, closer, until)) {
            return Step::text;
        }
        leaf_ = {Leaf::End::position, block, 0, false, 0, until, matched};
    }
    return finish(line, matched, LineKind::hidden, block);
}

BlockScanner::Step BlockScanner::open_math(LineInfo& line, const Cursor& cursor,
                                           std::size_t matched) {
    // `$$x$$` is a formula in text.
    std::uint32_t close = 0;
    if (run_of(text_, cursor.at, line.line.end, '$') != 2 ||
        (find_closer(Closer::dollars, cursor.at + 2, close) && close < line.line.end)) {
        return Step::text;
    }
    return open_until(line, matched, Block::math, Closer::dollars, cursor.at + 2);
}

BlockScanner::Step BlockScanner::open_html(LineInfo& line, const Cursor& cursor,
                                           std::size_t matched) {
    const std::uint32_t end = line.line.end;
    const auto rest = Span{cursor.at, end}.in(text_);
    const auto until = [&](Closer closer, std::uint32_t size) {
        return open_until(line, matched, Block::html, closer, cursor.at + size);
    };
    if (rest.substr(0, 4) == "<!--") {
        return until(Closer::html, 2);  // `<!-->` is a whole one
    }
    if (rest.substr(0, 2) == "<?") {
        return until(Closer::instruction, 2);
    }
    if (rest.substr(0, 9) == "<![CDATA[") {
        return until(Closer::data, 9);
    }
    if (rest.substr(0, 2) == "<!") {
        return TagName{rest, 2}.size() > 0 ? until(Closer::angle, 2) : Step::text;
    }
    const bool closing = rest.substr(0, 2) == "</";
    const std::uint32_t begin = cursor.at + (closing ? 2 : 1);
    const TagName name{text_.substr(0, end), begin};
    const std::uint32_t behind = begin + name.size();
    const bool whole = behind == end || is_blank(text_[behind]) || text_[behind] == '>';
    if (!closing && whole && is_raw_text_tag(name.view())) {
        return until(Closer::raw_text, 1 + name.size());
    }
    if ((whole || text_.substr(behind, 2) == "/>") && is_block_tag(name.view())) {
        leaf_ = {Leaf::End::blank_line, Block::html, 0, false, 0, 0, matched};
        return finish(line, matched, LineKind::hidden, Block::html);
    }
    return Step::text;  // of other tags it is in doubt, so the lines below them count
}

}  // namespace tasklint::document
