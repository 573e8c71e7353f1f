#include <algorithm>
#include <string>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// Behind the quote marks of a line and the blank of the last one. @param marks how many there are
std::uint32_t behind_quotes(std::string_view text, Span line, std::size_t most,
                            std::size_t& marks) {
    std::uint32_t at = line.begin;
    for (marks = 0; marks < most; ++marks) {
        std::uint32_t next = at;
        while (next < line.end && (text[next] == ' ' || text[next] == '\t')) {
            ++next;
        }
        if (next == line.end || text[next] != '>') {
            break;
        }
        at = next + 1;
    }
    return marks > 0 && at < line.end && text[at] == ' ' ? at + 1 : at;
}

/// A box that is misspelt, or has no list marker: other rules speak of it.
bool is_suspect(const Document& document, Span line) {
    const auto found = std::lower_bound(
        document.suspects.begin(), document.suspects.end(), line.begin,
        [](const SuspectLine& suspect, std::uint32_t begin) { return suspect.line.begin < begin; });
    return found != document.suspects.end() && found->line.begin == line.begin;
}

/// A line below a task that belongs to its text, without what can only be a block of its own.
bool is_continuation(std::string_view line, std::uint32_t content) {
    const auto text = line.substr(content);
    const auto marks = text.find_first_not_of('#');  // of a heading, and no tag
    const bool heading =
        marks > 0 && (marks == std::string_view::npos || text[marks] == ' ' || text[marks] == '\t');
    return content > 0 && !text.empty() && text[0] != '>' && !heading && text[0] != '|' &&
           text.substr(0, 3) != "```" && text.substr(0, 3) != "~~~" && text.substr(0, 2) != "%%" &&
           text.substr(0, 4) != "<!--";
}

/// The fields at the end of a line of text, read as those of a task.
struct Fields {
    Span run;  ///< in the note, from the first to the last one
    std::vector<FieldKind> kinds;
};
std::optional<Fields> fields_of(std::string_view text, Span content, const Config& config) {
    const std::string line = fmt::format("- [ ] {}", content.in(text));
    constexpr std::uint32_t shift = 6;  // bytes of the box
    TaskSettings settings;              // what belongs to the line alone
    settings.format = config.tasks.format;
    const auto parsed = parse_task_line(line, settings);
    if (!parsed) {
        return std::nullopt;
    }
    Fields fields;
    for (const Token& token : view(line, *parsed)) {
        if (token.kind == TokenKind::field && token.read && token.span.begin >= shift) {
            const Span span{content.begin + token.span.begin - shift,
                            content.begin + token.span.end - shift};
            fields.run.begin = fields.kinds.empty() ? span.begin : fields.run.begin;
            fields.run.end = span.end;
            fields.kinds.push_back(token.field);
        } else if (token.read && !fields.kinds.empty()) {
            fields.run.end = content.begin + token.span.end - shift;
        }
    }
    return fields.kinds.empty() ? std::nullopt : std::optional{fields};
}

void report_line(const DocumentContext& context, const TaskView& task, Span line, Span content,
                 Report& report) {
    const std::string_view text = context.document.text;
    const auto fields = fields_of(text, content, context.config);
    if (!fields) {
        return;
    }
    auto& finding = report.add(
        fields->run,
        fmt::format("`{}` stands below the task, where Tasks does not look", fields->run.in(text)));
    finding.plugin_reads = plugin_reading(task);
    const bool taken = std::any_of(fields->kinds.begin(), fields->kinds.end(), [&](FieldKind kind) {
        return task.read_field(kind) != nullptr;
    });
    if (taken) {
        finding.help = "the task has such a field already: keep one of them, on its first line";
        return;
    }
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "move it up to the task";
    fix.edits.push_back(
        {{task.task->body.end, task.task->body.end}, fmt::format(" {}", fields->run.in(text))});
    Span cut = fields->run;
    if (cut.end != content.end) {
        // What stands behind, a block link, stays.
        while (cut.end < content.end && text[cut.end] == ' ') {
            ++cut.end;
        }
    } else if (cut.begin == content.begin) {
        cut = {line.begin - 1, line.end};  // nothing else stands there: the line goes
        if (cut.begin > 0 && text[cut.begin - 1] == '\r') {
            --cut.begin;
        }
        if (cut.end > cut.begin && text[cut.end - 1] == '\r') {
            --cut.end;
        }
    } else {
        while (text[cut.begin - 1] == ' ') {
            --cut.begin;
        }
    }
    fix.edits.push_back({cut, ""});
    finding.fix = std::move(fix);
}

void check(const DocumentContext& context, Report& report) {
    const Document& document = context.document;
    const std::string_view text = document.text;
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        const TaskView task = document.view(i);
        std::uint32_t at = task.task->line.end;
        std::size_t quotes = 0;
        behind_quotes(text, task.task->line, text.size(), quotes);
        const std::uint32_t next_item = task.task->item + 1 < document.items.size()
                                            ? document.items[task.task->item + 1].line.begin
                                            : static_cast<std::uint32_t>(text.size());
        while (at < text.size()) {
            const auto newline = text.find('\n', at);
            if (newline == std::string_view::npos || newline + 1 >= next_item) {
                break;
            }
            const auto begin = static_cast<std::uint32_t>(newline) + 1;
            if (quotes == 0 && begin < text.size() && text[begin] > ' ' && text[begin] <= '~') {
                break;  // not indented: the usual line
            }
            const auto stop = std::min(text.find('\n', begin), text.size());
            const Span line{begin, static_cast<std::uint32_t>(stop)};
            std::size_t own_quotes = 0;
            const Span own{behind_quotes(text, line, quotes, own_quotes), line.end};
            const Span content = trim(own, text);
            if (own_quotes != quotes || !is_continuation(own.in(text), content.begin - own.begin)) {
                break;
            }
            if (!is_template(line.in(text)) && !is_suspect(document, line)) {
                report_line(context, task, line, content, report);
            }
            at = line.end;
        }
    }
}

}  // namespace

const Rule field_on_continuation_line{
    .code = "TL004",
    .name = "field-on-continuation-line",
    .group = "tasks",
    .summary = "A field on a line below the task: Tasks reads the first line only.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::document,
    .check_document = check,
};

}  // namespace tasklint::lint
