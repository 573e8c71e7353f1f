// A finding as people read it: the line, what is wrong (`^`) and what that harms (`~`) below it,
// what the plugin makes of it, and the mended line.
//   * Carets stand by terminal cells of what is printed, not by bytes or code points.
//   * A long line is cut to a window around the labels, a long mended line around its first edit.
#include "report/formats.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "report/excerpt.hpp"
#include "report/finding_text.hpp"
#include "report/style.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

namespace {

Label label_of(const Diagnostic& diagnostic, const Position& begin, const Position& end) {
    const auto size = without_mark(diagnostic.source, diagnostic).size();
    const auto in_source = [&](std::uint32_t byte) {
        return byte < diagnostic.source_begin
                   ? std::size_t{0}
                   : std::min<std::size_t>(size, byte - diagnostic.source_begin);
    };
    Label label{in_source(begin.byte), in_source(end.byte)};
    if (end.line > begin.line) {
        label.end = size;
    }
    return label;
}

/// The excerpt with its labels. @param margin the column of the bar
void write_excerpt(std::string& out, const Diagnostic& diagnostic, std::string_view number,
                   const std::string& margin, const Style& style) {
    const auto source = without_mark(diagnostic.source, diagnostic);
    const auto cause = label_of(diagnostic, diagnostic.begin, diagnostic.end);
    std::optional<Label> victim;
    if (diagnostic.victim_begin && diagnostic.victim_end) {
        victim = label_of(diagnostic, *diagnostic.victim_begin, *diagnostic.victim_end);
    }

    const bool continues_after =
        diagnostic.source_begin + diagnostic.source.size() < diagnostic.line_size;
    Window window{0, source.size(), false, false};
    if (diagnostic.source_begin > 0 || continues_after || is_long(source)) {
        window = window_around(source, victim ? std::min(cause.begin, victim->begin) : cause.begin);
        if (cause.begin >= window.end) {
            window = window_around(source, cause.begin);
        }
        window.cut_before = window.cut_before || diagnostic.source_begin > 0;
        window.cut_after = window.cut_after || continues_after;
    }

    auto bar = style.quiet(margin + "|");
    fmt::format_to(std::back_inserter(out), "{}\n{} {}\n", bar,
                   style.quiet(fmt::format("{} |", number)), shown(source, window));

    // A label always shows: an insertion point or a zero-width character takes one cell.
    auto carets = cells_of(source, window, cause);
    carets.end = std::max(carets.end, carets.begin + 1);
    Cells tildes;
    if (victim) {
        tildes = cells_of(source, window, *victim);
    }
    std::string labels;
    std::uint32_t cell = 0;
    const auto draw = [&](std::uint32_t begin, std::uint32_t end, char sign, bool is_cause) {
        if (end <= begin) {
            return;
        }
        labels.append(begin - cell, ' ');
        const std::string line(end - begin, sign);
        labels += is_cause ? style.severity(diagnostic.severity, line) : style.victim(line);
        cell = end;
    };
    // Where both lie on the same cells the cause is seen.
    draw(tildes.begin, std::min(tildes.end, carets.begin), '~', false);
    draw(carets.begin, carets.end, '^', true);
    draw(std::max(tildes.begin, carets.end), tildes.end, '~', false);
    fmt::format_to(std::back_inserter(out), "{} {} {}\n", bar, labels,
                   printable(diagnostic.message));
    if (!diagnostic.detail.empty()) {
        const auto indent = tildes.end > tildes.begin ? tildes.begin : carets.begin;
        fmt::format_to(std::back_inserter(out), "{} {}{}\n", bar, std::string(indent, ' '),
                       printable(diagnostic.detail));
    }
}

std::string mended_line(const Diagnostic& diagnostic) {
    const auto line = without_mark(diagnostic.fixed_line, diagnostic);
    if (!is_long(line)) {
        return printable(line);
    }
    const auto focus = diagnostic.edit_ranges.empty() ? diagnostic.begin.byte
                                                      : diagnostic.edit_ranges.front().begin.byte;
    return shown(line, window_around(line, focus));
}

}  // namespace

std::string full_report(const Diagnostic& diagnostic, const ReportOptions& options) {
    const Style style{options};
    const auto number = std::to_string(diagnostic.begin.line + 1);
    const std::string margin(number.size() + 1, ' ');
    const auto mark = fix_mark(diagnostic);

    std::string out = style.path(diagnostic);
    fmt::format_to(
        std::back_inserter(out), " {} {}",
        style.severity(diagnostic.severity, severity_name(diagnostic.severity)),
        style.strong(fmt::format("{} {}", diagnostic.rule->code, diagnostic.rule->name)));
    if (!mark.empty()) {
        fmt::format_to(std::back_inserter(out), " {}", style.fix(mark));
    }
    out += '\n';

    const auto add_line = [&](std::string_view label, const std::string& text) {
        fmt::format_to(std::back_inserter(out), "{}{} {}\n", margin,
                       style.quiet(label.empty() ? "=" : fmt::format("= {}:", label)), text);
    };
    if (diagnostic.source.empty()) {
        // A file that cannot be read, or an empty line: there is nothing to point at.
        add_line("", printable(diagnostic.message));
        if (!diagnostic.detail.empty()) {
            add_line("", printable(diagnostic.detail));
        }
    } else {
        write_excerpt(out, diagnostic, number, margin, style);
    }
    if (!diagnostic.plugin_reads.empty()) {
        add_line("plugin reads", printable(diagnostic.plugin_reads));
    }
    if (is_fixable(diagnostic)) {
        // Of a line that goes there is nothing to show.
        add_line(diagnostic.fix->safety == Safety::safe ? "safe fix" : "unsafe fix",
                 style.fix(diagnostic.fixed_line.empty() ? printable(diagnostic.fix->title)
                                                         : mended_line(diagnostic)));
    } else if (diagnostic.fix && diagnostic.fix_refused) {
        add_line("not safe here",
                 fmt::format("{}; mend this line by hand", printable(diagnostic.fix->title)));
    }
    if (!diagnostic.help.empty()) {
        add_line("help", printable(diagnostic.help));
    }
    return out;
}

std::string write_full(const CheckResult& result, const ReportOptions& options) {
    std::string out;
    for (const auto& diagnostic : result.diagnostics) {
        if (!out.empty()) {
            out += '\n';
        }
        out += full_report(diagnostic, options);
    }
    return out;
}

}  // namespace tasklint
