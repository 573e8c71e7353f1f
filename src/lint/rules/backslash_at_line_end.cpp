#include <algorithm>

#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    const auto& query = context.text;
    const bool global = context.kind == QueryContext::Kind::global_query;
    if ((global || context.kind == QueryContext::Kind::property) && query.back() == '\\' &&
        (query.size() < 2 || query[query.size() - 2] != '\\')) {
        const auto last = query.size() - 1;
        auto& finding =
            report.add({context.places[last], context.places[last + 1]},
                       global ? "the global query goes on in the first line of every block"
                              : "the property goes on in the first line of every block");
        finding.plugin_reads = "one instruction of the two lines";
        finding.help = "take the backslash out";
    }
    for (const StatementReading& statement : context.statements) {
        const auto& raw = statement.raw;
        constexpr std::size_t longest_text = 4000;  // bytes: what is longer no person wrote
        if (raw.text.size() > longest_text) {
            continue;
        }
        for (const std::uint32_t joint : raw.joints) {
            if (joint >= raw.text.size()) {
                break;  // the last line was blank
            }
            const auto before = trim(std::string_view{raw.text}.substr(0, joint));
            const auto behind = trim(std::string_view{raw.text}.substr(joint));
            const bool comment = raw.text.front() == '#';
            if (behind.empty() || !context.reads(behind) || !(comment || context.reads(before))) {
                continue;
            }
            const std::uint32_t place =
                context.places[std::min<std::size_t>(raw.places[joint], context.places.size() - 1)];
            const std::uint32_t end =
                context.places[std::min<std::size_t>(raw.places[raw.text.size() - 1],
                                                     context.places.size() - 1)] +
                1;
            auto& finding = report.add(
                {place, std::max(place, end)},
                comment ? "the comment above ends in a backslash: this line is part of it"
                        : "the line above ends in a backslash: this line is part of it");
            finding.plugin_reads =
                comment ? std::string{"a comment"} : fmt::format("one instruction: `{}`", raw.text);
            finding.help = "two backslashes at the end of a line are one that is meant";
            break;
        }
        // `path includes a\` with a blank behind it.
        if (!raw.text.empty() && raw.text.back() == '\\' && !statement.expanded) {
            const auto last = raw.places[raw.text.size() - 1];
            const bool blank = last + 1 < context.text.size() &&
                               (context.text[last + 1] == ' ' || context.text[last + 1] == '\t');
            if (blank) {
                const auto size = static_cast<std::uint32_t>(statement.text.size());
                auto& finding =
                    add_at(context, statement, {size - 1, size},
                           "a blank follows the backslash: the next line is not joined", report);
                finding.plugin_reads = "a backslash that is part of the line";
                finding.help = "take the blank at the end of the line out";
            }
        }
    }
}

}  // namespace

const Rule backslash_at_line_end{
    .code = "TQ031",
    .name = "backslash-at-line-end",
    .group = "queries",
    .summary =
        "A backslash at the end joins the next line, which is no instruction any more; with a "
        "blank behind it, it joins nothing.",
    .severity = Severity::warning,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
