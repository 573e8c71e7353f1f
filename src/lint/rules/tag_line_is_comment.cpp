#include <fmt/core.h>

#include "lint/query.hpp"

namespace tasklint::lint {

namespace {

void check(const QueryContext& context, Report& report) {
    for (const StatementReading& statement : context.statements) {
        if (statement.instruction.kind != query::Instruction::Kind::comment) {
            continue;
        }
        const std::string_view text = statement.text;
        // A word of tags alone; a filter that was switched off with `#` is no tag.
        std::size_t tags = 0;
        bool only_tags = true;
        for (std::string_view rest = text; !rest.empty() && only_tags;) {
            const auto word = rest.substr(0, rest.find(' '));
            only_tags = word.size() > 1 && word.front() == '#' &&
                        word.find('#', 1) == std::string_view::npos &&
                        word.find_first_not_of("0123456789", 1) != std::string_view::npos &&
                        word.find_first_of(".,;:!?()[]{}\"'`=") == std::string_view::npos;
            ++tags;
            rest = trim(rest.substr(word.size()));
        }
        if (!only_tags || context.reads(text.substr(1))) {
            continue;
        }
        auto& finding =
            add_at(context, statement, {0, static_cast<std::uint32_t>(statement.text.size())},
                   fmt::format("`{}` is a comment, no filter", text), report);
        finding.plugin_reads = "nothing: tasks with any tag are listed";
        if (tags == 1) {
            offer(context, statement, {0, static_cast<std::uint32_t>(text.size())}, Safety::unsafe,
                  fmt::format("write `tags include {}`", text),
                  fmt::format("tags include {}", text), finding);
        } else {
            finding.help = "one line for each: `tags include #tag`";
        }
    }
}

}  // namespace

const Rule tag_line_is_comment{
    .code = "TQ010",
    .name = "tag-line-is-comment",
    .group = "queries",
    .summary = "A line that begins with a tag is a comment: it filters nothing.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check,
};

}  // namespace tasklint::lint
