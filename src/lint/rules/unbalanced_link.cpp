#include <optional>
#include <vector>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "syntax/find_byte.hpp"
#include "syntax/parse_task_line.hpp"

namespace tasklint::lint {

namespace {

struct Bracket {
    std::uint32_t at = 0;
    bool opens = false, paired = false;  ///< with a single one
};

/// Brackets outside of code, formulas and comments, each with whether another one ends or begins
/// what it begins or ends. Of a link's target there is the bracket before it alone.
std::vector<Bracket> brackets_of(std::string_view text, Span body) {
    std::vector<Span> hidden;
    syntax::hidden_stretches(text, body, hidden);
    auto stretch = hidden.begin();
    std::vector<Bracket> all;
    std::vector<std::size_t> open;
    for (std::uint32_t at = body.begin; at < body.end; ++at) {
        while (stretch != hidden.end() && stretch->end <= at) {
            ++stretch;
        }
        const bool is_hidden = stretch != hidden.end() && stretch->begin <= at;
        const char c = text[at];
        if (c == '[' && !is_hidden) {
            open.push_back(all.size());
            all.push_back({at, true});
        } else if (c == ']' && (!is_hidden || stretch->begin == at)) {
            all.push_back({at, false, !open.empty()});
            if (!open.empty()) {
                all[open.back()].paired = true;
                open.pop_back();
            }
        }
        if (is_hidden) {
            at = stretch->end - 1;
        } else if (c == '\\') {
            ++at;
        }
    }
    return all;
}

/// The first `[[` that is no link's and no text's in brackets, or a `]]` that nothing opened.
std::optional<Span> unbalanced(std::string_view text, Span body) {
    const std::vector<Bracket> all = brackets_of(text, body);
    const auto is_double = [&](std::size_t i) {
        return i + 1 < all.size() && all[i + 1].at == all[i].at + 1 &&
               all[i + 1].opens == all[i].opens;
    };
    // From each bracket on, the next two of a kind.
    std::vector<std::size_t> next_open(all.size() + 2, all.size());
    std::vector<std::size_t> next_close = next_open;
    for (std::size_t i = all.size(); i-- > 0;) {
        next_open[i] = is_double(i) && all[i].opens ? i : next_open[i + 1];
        next_close[i] = is_double(i) && !all[i].opens ? i : next_close[i + 1];
    }
    for (std::size_t i = 0; i < all.size();) {
        if (!is_double(i)) {
            ++i;
        } else if (all[i].opens && next_close[i + 2] < next_open[i + 2]) {
            i = next_close[i + 2] + 2;  // a link
        } else if (all[i].paired && all[i + 1].paired) {
            i += 2;
        } else if (all[i].opens || !all[i + 1].paired) {
            return Span{all[i].at, all[i].at + 2};
        } else {
            ++i;
        }
    }
    return std::nullopt;
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
