#include <optional>
#include <vector>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "syntax/find_byte.hpp"
#include "syntax/parse_task_line.hpp"

namespace tasklint::lint {

namespace {

/// Brackets outside of code, formulas and comments: the first `[[` that is never closed, or a `]]`
/// that nothing opened.
std::optional<Span> unbalanced(std::string_view text, Span body) {
    std::vector<Span> hidden;
    syntax::hidden_stretches(text, body, hidden);
    auto stretch = hidden.begin();
    std::uint32_t open = none_index;  // where the first open `[[` stands
    int depth = 0;
    for (std::uint32_t at = body.begin; at < body.end; ++at) {
        while (stretch != hidden.end() && stretch->end <= at) {
            ++stretch;
        }
        if (stretch != hidden.end() && stretch->begin <= at && text[stretch->begin] != '[' &&
            text[stretch->begin] != '(') {
            at = stretch->end - 1;
            continue;
        }
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '[') {
            if (at + 1 < body.end && text[at + 1] == '[' && open == none_index) {
                open = at;
            }
            ++depth;
        } else if (text[at] == ']') {
            --depth;
            if (depth < -1 && text[at - 1] == ']') {
                return Span{at - 1, at + 1};
            }
            if (depth <= 0) {
                open = none_index;
            }
        }
    }
    return open != none_index && depth >= 2 ? std::optional{Span{open, open + 2}} : std::nullopt;
}

void check(const TaskContext& context, Report& report) {
    const auto text = context.view.text;
    const Span body = context.task.body;
    const char* const end = text.data() + body.end;
    const char* const bracket =
        syntax::find_byte<'[', ']'>(text.data(), text.data() + body.begin, end);
    const auto rest =
        text.substr(0, body.end).substr(static_cast<std::size_t>(bracket - text.data()));
    if (bracket == end ||
        (rest.find("[[") == std::string_view::npos && rest.find("]]") == std::string_view::npos)) {
        return;
    }
    const auto place = unbalanced(text, body);
    if (!place) {
        return;
    }
    auto& finding =
        report.add(*place, fmt::format("`{}` without its other brackets", place->in(text)));
    finding.plugin_reads = "the brackets as text, in the title as well; calendar: the same";
    finding.help = "write the link to its end, or take the brackets out";
}

}  // namespace

const Rule unbalanced_link{
    .code = "TL605",
    .name = "unbalanced-link",
    .group = "links",
    .summary = "A link without its other brackets stands as it is in every title.",
    .severity = Severity::warning,
    .fix = FixClass::none,
    .check_task = check,
};

}  // namespace tasklint::lint
