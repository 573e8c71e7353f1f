#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "syntax/mojibake.hpp"
#include "syntax/parse_task_line.hpp"

namespace tasklint::lint {

namespace {

/// The word around a stretch of a body.
Span word_around(std::string_view text, Span body, Span stretch) {
    while (stretch.begin > body.begin && text[stretch.begin - 1] != ' ') {
        --stretch.begin;
    }
    while (stretch.end < body.end && text[stretch.end] != ' ') {
        ++stretch.end;
    }
    return stretch;
}

void check(const TaskContext& context, Report& report) {
    const Span body = context.task.body;
    const auto text = context.view.text;
    std::vector<syntax::MangledText> found;
    if (context.reading == nullptr) {
        found = syntax::mangled_texts(text, body);
        if (found.empty()) {
            return;
        }
        std::vector<Span> hidden;  // code is meant so
        syntax::hidden_stretches(text, body, hidden);
        const auto is_hidden = [&](const syntax::MangledText& mangled) {
            return std::any_of(hidden.begin(), hidden.end(), [&](Span stretch) {
                return stretch.begin < mangled.span.end && mangled.span.begin < stretch.end;
            });
        };
        found.erase(std::remove_if(found.begin(), found.end(), is_hidden), found.end());
    } else {
        for (const auto& piece : context.reading->pieces()) {
            const auto written = context.view.in(piece.span);
            const bool code = written.front() == '`' || written.front() == '$';
            if (piece.kind == syntax::Piece::Kind::field || code) {
                continue;  // another rule speaks of it, or it is meant so
            }
            auto more = syntax::mangled_texts(text, piece.span);
            if (more.empty()) {
                continue;
            }
            if (const auto lost = syntax::lost_sign(written)) {  // another rule speaks of it
                const Span sign{piece.span.begin + lost->sign.begin,
                                piece.span.begin + lost->sign.end};
                const auto is_sign = [&](const syntax::MangledText& mangled) {
                    return mangled.span.begin < sign.end && sign.begin < mangled.span.end;
                };
                more.erase(std::remove_if(more.begin(), more.end(), is_sign), more.end());
            }
            std::move(more.begin(), more.end(), std::back_inserter(found));
        }
    }
    if (found.empty()) {
        return;
    }
    const Span word = word_around(text, body, found.front().span);
    std::string mended;
    std::uint32_t at = word.begin;
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "write it in UTF-8 again";
    for (const auto& stretch : found) {
        if (stretch.span.begin >= word.begin && stretch.span.end <= word.end) {
            mended.append(text.substr(at, stretch.span.begin - at)).append(stretch.text);
            at = stretch.span.end;
        }
        fix.edits.push_back({stretch.span, stretch.text});
    }
    mended.append(text.substr(at, word.end - at));
    auto& finding = report.add(
        word, fmt::format("`{}` is `{}` read as {}", word.in(text), mended, found.front().codec));
    if (found.back().span.begin >= word.end) {
        finding.detail = "and more words of the line, likewise";
    }
    finding.plugin_reads = "the mangled text, in every list; calendar: the same";
    finding.fix = std::move(fix);
}

}  // namespace

const Rule mojibake_text{
    .code = "TL802",
    .name = "mojibake-text",
    .group = "encoding",
    .summary = "Words whose bytes were read in a wrong encoding stand mangled in every title.",
    .severity = Severity::warning,
    .confidence = Confidence::likely,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::wide_pair | facts::reading,
};

}  // namespace tasklint::lint
