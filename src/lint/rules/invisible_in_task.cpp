#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "text/find.hpp"

namespace tasklint::lint {

namespace {

/// Characters without width, but not those that are spelling between letters or emoji.
bool is_invisible(char32_t c) {
    constexpr char32_t non_joiner = 0x200C;
    constexpr char32_t joiner = 0x200D;
    return c != non_joiner && c != joiner && syntax::is_zero_width(c);
}

/// The first of them, with any joiner counting: `U+200B`. @param at its place
std::string code_point_in(std::string_view text, Span& at) {
    for (std::uint32_t i = 0; i < text.size();) {
        const auto character = decode_utf8(text, i);
        if (character.valid && syntax::is_zero_width(character.code_point)) {
            at = {i, i + character.size};
            return fmt::format("U+{:04X}", static_cast<std::uint32_t>(character.code_point));
        }
        i += character.size;
    }
    return "an invisible character";
}

void check_fields(const TaskContext& context, Report& report) {
    for_each_flaw(context, syntax::Flaw::invisible, [&](std::size_t i, const syntax::Piece& piece) {
        // Between sign and value, inside the value or behind it.
        const Span behind_sign{piece.sign.end, piece.span.end};
        Span place;
        const auto name = code_point_in(context.reading->text_of(behind_sign), place);
        const Span shown{behind_sign.begin + place.begin, behind_sign.begin + place.end};
        const auto where = shown.end <= piece.value.begin  ? "between `{}` and its value"
                           : shown.begin < piece.value.end ? "in the value of `{}`"
                                                           : "behind the value of `{}`";
        report_flaw(context, *context.reading, i, shown,
                    fmt::format("{}, which nobody sees, {}", name,
                                fmt::format(fmt::runtime(where),
                                            trim(context.reading->text_of(piece.sign)))),
                    "take it out", report);
    });
}

/// In a tag they make a second tag that looks the same.
void check_tags(const TaskContext& context, Report& report) {
    for (const Token& token : context.view) {
        if (token.kind != TokenKind::tag) {
            continue;
        }
        const auto tag = context.view.in(token.span);
        if (ascii_end(tag, 0) == tag.size()) {
            continue;
        }
        std::string seen;
        std::string name;
        for (std::uint32_t at = 0; at < tag.size();) {
            const auto character = decode_utf8(tag, at);
            if (character.valid && is_invisible(character.code_point)) {
                name = name.empty() ? fmt::format("U+{:04X}",
                                                  static_cast<std::uint32_t>(character.code_point))
                                    : name;
            } else {
                seen.append(tag.substr(at, character.size));
            }
            at += character.size;
        }
        if (name.empty()) {
            continue;
        }
        auto& finding =
            report.add(token.span, fmt::format("{}, which nobody sees, in a tag", name));
        finding.severity = std::min(finding.severity, Severity::warning);
        finding.plugin_reads = fmt::format("another tag than {}, which looks the same", seen);
        if (seen.size() > 1) {
            Fix fix;
            fix.safety = Safety::unsafe;
            fix.title = fmt::format("write {}", seen);
            fix.edits.push_back({token.span, seen});
            finding.fix = std::move(fix);
        }
    }
}

void check(const TaskContext& context, Report& report) {
    check_fields(context, report);
    check_tags(context, report);
}

}  // namespace

const Rule invisible_in_task{
    .code = "TL805",
    .name = "invisible-in-task",
    .group = "encoding",
    .summary =
        "An invisible character in a field hides it and those left of it; in a tag it makes "
        "another.",
    .severity = Severity::error,
    .fix = FixClass::safe,
    .check_task = check,
    .about = facts::reading | facts::tag,
};

}  // namespace tasklint::lint
