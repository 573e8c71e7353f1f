#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

bool configured(const Config& config) { return config.owners_min || config.owners_max; }

std::string counted(std::uint32_t count) {
    return count == 0 ? "no owner" : fmt::format("{} owner{}", count, count == 1 ? "" : "s");
}

void check(const TaskContext& context, Report& report) {
    const auto least = context.config.owners_min;
    const auto most = context.config.owners_max;
    std::uint32_t count = 0;
    const Token* surplus = nullptr;
    const Token* placeholder = nullptr;
    for (const Token& token : context.view) {
        if (token.kind != TokenKind::owner) {
            continue;
        }
        if (token.placeholder) {
            placeholder = placeholder == nullptr ? &token : placeholder;
            continue;
        }
        ++count;
        if (most && count == *most + 1) {
            surplus = &token;
        }
    }
    if (surplus != nullptr) {
        auto& finding = report.add(surplus->span,
                                   fmt::format("{}; `people.owners.max` allows {}", counted(count),
                                               *most == 0 ? "none" : std::to_string(*most)));
        finding.plugin_reads =
            "plain text, as Tasks knows no owners; calendar: a task of each of them";
        finding.help =
            "keep one of them: take the `@` off the others, or write one task for each, in words "
            "of its own";
    } else if (least && count < *least) {
        const Span description =
            context.task.description.empty() ? context.task.status : context.task.description;
        auto& finding = report.add(
            placeholder != nullptr ? placeholder->span : description,
            fmt::format("{}{}; `people.owners.min` wants {}", counted(count),
                        placeholder == nullptr
                            ? ""
                            : fmt::format(" (`{}` is nobody)", context.view.in(placeholder->value)),
                        *least == 1 ? "one" : std::to_string(*least)));
        finding.plugin_reads =
            count == 0
                ? "a task like any other, as it knows no owners; calendar: a task of nobody"
                : "a task like any other, as it knows no owners; calendar: no more than these";
        finding.help = "write `@` and a name before the fields";
    }
}

}  // namespace

const Rule owner_count{
    .code = "TL401",
    .name = "owner-count",
    .group = "owners",
    .summary =
        "The task has fewer or more owners than configured, so nobody or everybody waits for the "
        "other.",
    .severity = Severity::warning,
    .on = DefaultOn::configured,
    .configured = configured,
    .check_task = check,
};

}  // namespace tasklint::lint
