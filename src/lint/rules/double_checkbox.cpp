#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// Boxes that themes draw, beside the registered ones; letters and digits may be words or notes.
constexpr std::string_view usual_signs = "/-?!<>";

void check(const TaskContext& context, Report& report) {
    const auto text = context.view.text;
    const Span body = context.task.body;
    if (body.empty() || text[body.begin] != '[') {
        return;  // the usual task
    }
    Box box;
    if (!read_box(text, body.begin, body.end, box) || !box.followed_by_blank) {
        return;
    }
    const auto symbol = box.content.in(text);
    const bool usual = symbol.size() == 1 && usual_signs.find(symbol) != std::string_view::npos;
    if (!usual && !is_status(symbol, context.config)) {
        return;
    }
    const Span second{body.begin, box.end};
    const Span first{context.task.status.begin - 1, context.task.status.end + 1};
    auto& finding =
        report.add(second, fmt::format("second box `{}`: only the first one, `{}`, is the status",
                                       second.in(text), first.in(text)));
    finding.plugin_reads = fmt::format(
        "status {}, and a title that begins with `{}`; calendar: the same",
        context.config.tasks.statuses.get(context.task.status.in(text)).name, second.in(text));
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "keep the second box";
    fix.edits.push_back({{first.begin, second.begin}, ""});
    finding.fix = std::move(fix);
}

}  // namespace

const Rule double_checkbox{
    .code = "TL006",
    .name = "double-checkbox",
    .group = "tasks",
    .summary = "A second box is text: it stands in every title, and its status does not count.",
    .severity = Severity::warning,
    .confidence = Confidence::likely,
    .fix = FixClass::unsafe,
    .check_task = check,
};

}  // namespace tasklint::lint
