// The `tasks` blocks of a note: fenced code, also in lists and quotes.
#include <algorithm>

#include "document/blocks.hpp"
#include "tasklint/query.hpp"

namespace tasklint {
namespace {

using document::Block;
using document::LineInfo;

/// The language that a fence names: the first word behind it.
std::string_view language_of(std::string_view fence) {
    const auto begin = std::min(fence.find_first_not_of(fence.front()), fence.size());
    const auto words = trim(fence.substr(begin));
    return words.substr(0, words.find_first_of(" \t{"));
}

bool closes(std::string_view line, std::string_view fence) {
    const auto length = std::min(fence.find_first_not_of(fence.front()), fence.size());
    line = trim(line);
    return line.size() >= length && line.find_first_not_of(fence.front()) == std::string_view::npos;
}

}  // namespace

std::vector<QueryBlock> query_blocks(const Document& document) {
    std::vector<QueryBlock> blocks;
    document::BlockScanner scanner{document.text};
    LineInfo line;
    std::string_view fence;  // of the block that is open; empty: none
    for (std::uint32_t number = 0; scanner.next(line); ++number) {
        const auto text =
            Span{std::min(line.content, line.line.end), line.line.end}.in(document.text);
        if (line.block != Block::fenced_code) {
            fence = {};
        } else if (line.opens) {
            const auto opening = trim(text);
            fence =
                !opening.empty() && language_of(opening) == "tasks" ? opening : std::string_view{};
            if (!fence.empty()) {
                blocks.push_back({number, number + 1, 0, {}, {}});
            }
        } else if (!fence.empty()) {
            if (closes(text, fence)) {
                fence = {};
                continue;
            }
            auto& block = blocks.back();
            block.text += block.line_count == 0 ? "" : "\n";
            block.text += text;
            block.begins.push_back(std::min(line.content, line.line.end));
            ++block.line_count;
        }
    }
    return blocks;
}

}  // namespace tasklint
