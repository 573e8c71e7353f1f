#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

bool configured(const Config& config) { return !config.tasks.global_filter.empty(); }

void check_line(const DocumentContext& context, Span line, const TaskSettings& settings,
                Report& report) {
    const std::string_view text = context.document.text;
    const auto own = line.in(text);
    const auto parsed = parse_task_line(own, settings);
    if (!parsed) {
        return;
    }
    const TaskView task = view(own, *parsed);
    const std::uint32_t behind = parsed->task.status.end + 1;
    const bool offered =
        behind == own.size() || is_white_space(decode_utf8(own, behind).code_point);
    const auto field = std::find_if(task.begin(), task.end(), [](const Token& token) {
        return token.kind == TokenKind::field && (token.read || is_date(token.field));
    });
    if (!offered || field == task.end()) {
        return;
    }
    const std::string& filter = context.config.tasks.global_filter;
    const auto at = [&](Span span) { return Span{line.begin + span.begin, line.begin + span.end}; };
    auto& finding = report.add(at(parsed->task.body),
                               fmt::format("`{}` is missing, so this is no task", filter));
    finding.plugin_reads =
        fmt::format("no task, for the global filter is {}; calendar: no event", filter);
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = fmt::format("add {}", filter);
    fix.effect = Effect::makes_task;
    const std::uint32_t end = line.begin + parsed->task.body.end;
    if (!filter.empty() && filter[0] == '#') {
        fix.edits.push_back({{end, end}, " " + filter});
    } else {  // text behind the fields would hide them
        const std::uint32_t begin = line.begin + parsed->task.body.begin;
        fix.edits.push_back({{begin, begin}, filter + " "});
    }
    finding.fix = std::move(fix);
}

void check(const DocumentContext& context, Report& report) {
    if (context.document.suspects.empty() || !configured(context.config)) {
        return;
    }
    TaskSettings settings = context.config.tasks;
    settings.global_filter.clear();
    for (const SuspectLine& suspect : context.document.suspects) {
        const auto line = suspect.line.in(context.document.text);
        if (suspect.kind == SuspectLine::Kind::malformed_checkbox && !is_template(line) &&
            lacks_global_filter(line, context.config)) {
            check_line(context, suspect.line, settings, report);
        }
    }
}

}  // namespace

const Rule missing_global_filter{
    .code = "TL005",
    .name = "missing-global-filter",
    .group = "tasks",
    .summary = "A line with fields but without the global filter: Tasks ignores it wholly.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .scope = Scope::document,
    .on = DefaultOn::configured,
    .configured = configured,
    .check_document = check,
};

}  // namespace tasklint::lint
