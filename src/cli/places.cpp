// Lines that are named on the command line, and why there is no task in them.
#include "cli/places.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <system_error>

#include <fmt/core.h>

#include "cli/output.hpp"
#include "document/blocks.hpp"

namespace tasklint::cli {

namespace {

namespace fs = std::filesystem;
using document::Block;
using document::BlockScanner;
using document::LineInfo;
using document::LineKind;

/// Cuts `:12` off the end. @return the digits; nullopt if there are none, or nothing before them
std::optional<std::string_view> cut_number(std::string_view& text) {
    const auto colon = text.find_last_not_of("0123456789");  // of C:\Plan.md:3, of `at 9:00.md:3`
    if (colon == std::string_view::npos || colon == 0 || text[colon] != ':' ||
        colon + 1 == text.size()) {
        return std::nullopt;
    }
    const auto digits = text.substr(colon + 1);
    text = text.substr(0, colon);
    return digits;
}

bool exists(std::string_view file) {
    std::error_code error;
    return fs::exists(fs::path{file}, error);
}

std::string_view block_name(Block block) {
    switch (block) {
        case Block::front_matter: return "the front matter";
        case Block::fenced_code: return "a code block";
        case Block::indented_code: return "indented code";
        case Block::html: return "HTML";
        case Block::comment: return "a comment";
        case Block::math: return "a formula";
        default: return "a block without tasks";
    }
}

/// Why a line that is not among the note's tasks is none; empty: it does not look like one.
std::string reason_against(std::string_view line, const LineInfo& info, bool is_suspect,
                           const TaskSettings& settings, const TaskSettings& unfiltered) {
    const auto parsed = parse_task_line(line, unfiltered);
    if (!parsed) {
        return is_suspect && info.kind != LineKind::hidden
                   ? "its list marker or its box is not written like `- [ ] `"
                   : "";
    }
    if (info.kind == LineKind::hidden) {
        return fmt::format("it stands in {}, where Obsidian sees no tasks", block_name(info.block));
    }
    const auto behind = parsed->task.status.end + 1;  // the closing bracket
    if (behind < line.size() && !is_white_space(decode_utf8(line, behind).code_point)) {
        return "no space follows the box, so Obsidian sees no task there";
    }
    if (!settings.global_filter.empty() && !parse_task_line(line, settings)) {
        return fmt::format("it lacks the global filter \"{}\"", settings.global_filter);
    }
    return "Obsidian sees no list item there";
}

/// Where the task may be that was meant.
std::string advice(const Document& document, const LineIndex& lines, std::uint32_t line) {
    constexpr std::uint32_t near = 3;
    std::uint32_t distance = near + 1;
    std::uint32_t nearest_line = 0;
    for (const Task& task : document.tasks) {
        const auto other = lines.line_of(task.line.begin);
        const auto away = other < line ? line - other : other - line;
        if (away < distance) {
            distance = away;
            nearest_line = other;
        }
    }
    return distance > near ? "`tasklint list` prints where tasks are"
                           : fmt::format("the nearest task is in line {}", nearest_line + 1);
}

}  // namespace

std::string Place::text() const { return line == 0 ? file : fmt::format("{}:{}", file, line); }

void refuse(const Place& place, std::string_view why) {
    throw Unusable(fmt::format("{}: {}", place.text(), why));
}

Place place_of(const std::string& argument) {
    std::string_view file = argument;
    if (file.size() > 1 && file.back() == ':') {
        file.remove_suffix(1);
    }
    if (exists(argument)) {
        return {argument, 0};  // a note whose name ends like that
    }
    auto digits = cut_number(file);
    if (!digits) {
        return {argument, 0};
    }
    auto shorter = file;
    if (const auto line = cut_number(shorter); line && !exists(file)) {
        file = shorter;  // the number behind it was the column
        digits = line;
    }
    Place place{std::string{file}, 0};
    const auto read = std::from_chars(digits->data(), digits->data() + digits->size(), place.line);
    if (read.ec != std::errc{}) {
        throw Unusable(fmt::format("{}: no note has that many lines", argument));
    }
    if (place.line == 0) {
        throw Unusable(fmt::format("{}: lines count from 1", argument));
    }
    return place;
}

std::size_t task_at(const Place& place, const Document& document, const LineIndex& lines,
                    const TaskSettings& settings) {
    const auto& text = document.text;
    const auto count = lines.line_count() - (text.empty() || text.back() == '\n' ? 1 : 0);
    const auto line = place.line - 1;
    if (line >= count) {
        refuse(place, fmt::format("the note has {} line{}", count, count == 1 ? "" : "s"));
    }
    const auto begin = lines.begin_of(line);
    const auto found =
        std::lower_bound(document.tasks.begin(), document.tasks.end(), begin,
                         [](const Task& task, std::uint32_t at) { return task.line.begin < at; });
    if (found == document.tasks.end() || lines.line_of(found->line.begin) != line) {
        const auto ignored = ignored_lines(document, settings);
        const auto why = std::find_if(ignored.begin(), ignored.end(),
                                      [&](const auto& other) { return other.line == line; });
        refuse(place, fmt::format("{}; {}",
                                  why == ignored.end() ? "there is no task"
                                                       : "no task to the plugin: " + why->reason,
                                  advice(document, lines, line)));
    }
    return static_cast<std::size_t>(found - document.tasks.begin());
}

std::vector<IgnoredLine> ignored_lines(const Document& document, const TaskSettings& settings) {
    TaskSettings unfiltered = settings;
    unfiltered.global_filter.clear();
    std::vector<IgnoredLine> ignored;
    auto task = document.tasks.begin();
    auto suspect = document.suspects.begin();
    const auto stands_in = [](auto& next, const auto& all, Span line) {
        while (next != all.end() && next->line.begin < line.begin) {
            ++next;
        }
        return next != all.end() && next->line.begin <= line.end;
    };
    BlockScanner scanner{document.text};
    LineInfo info;
    for (std::uint32_t line = 0; scanner.next(info); ++line) {
        if (info.kind == LineKind::item) {
            scanner.name_items(0);
        }
        if (stands_in(task, document.tasks, info.line)) {
            continue;
        }
        auto reason =
            reason_against(info.line.in(document.text), info,
                           stands_in(suspect, document.suspects, info.line), settings, unfiltered);
        if (!reason.empty()) {
            ignored.push_back({line, info.line, std::move(reason)});
        }
    }
    return ignored;
}

}  // namespace tasklint::cli
