#include "fix/verify.hpp"

#include <algorithm>

#include "syntax/lenient.hpp"

namespace tasklint::fixing {

namespace {

/// The text without white space and without the bytes of `gone` (spans of the whole text, sorted).
std::string bare(std::string_view text, Span span, const std::vector<Span>& gone) {
    std::string out;
    auto next = gone.begin();
    for (std::uint32_t at = span.begin; at < span.end;) {
        while (next != gone.end() && next->end <= at) {
            ++next;
        }
        if (next != gone.end() && next->begin <= at) {
            at = std::min(next->end, span.end);
            continue;
        }
        const auto character = decode_utf8(text.substr(0, span.end), at);
        if (!character.valid || !is_white_space(character.code_point)) {
            out.append(text.substr(at, character.size));
        }
        at += character.size;
    }
    return out;
}

std::string bare_description(const TaskView& task, const std::vector<Span>& gone) {
    std::string out = bare(task.text, task.task->description, gone);
    for (const Token& token : task) {
        if (token.kind == TokenKind::tag && token.read) {
            out += bare(task.text, token.span, gone);
        }
    }
    return out;
}

std::size_t read_count(const TaskView& task) {
    return static_cast<std::size_t>(std::count_if(task.begin(), task.end(), [](const Token& token) {
        return token.kind == TokenKind::field && token.read;
    }));
}

/// A read field's meaning as text: the sign of a priority, the value of everything else.
std::string meaning(const TaskView& task, FieldKind kind) {
    const Token* const field = task.read_field(kind);
    if (field == nullptr) {
        return {};
    }
    return kind == FieldKind::priority ? std::string{priority_name(task.task->priority)}
                                       : std::string{task.in(field->value)};
}

/// What a source text means as a field, read leniently and apart from the rest of the line.
std::optional<std::string> lenient_meaning(std::string_view source, FieldKind kind, Format format) {
    const auto piece = syntax::read_field_leniently(source, format);
    if (!piece || piece->field != kind ||
        (piece->flaw != syntax::Flaw::none && piece->written.empty())) {
        return std::nullopt;
    }
    if (kind == FieldKind::priority) {
        return std::string{priority_name(piece->priority)};
    }
    if (!is_date(kind) || piece->flaw == syntax::Flaw::none) {
        return std::string{piece->value.in(source)};
    }
    return piece->corrected;
}

std::string_view behind_box(std::string_view line) {
    const auto close = line.find(']');
    return close == std::string_view::npos ? std::string_view{} : line.substr(close + 1);
}

}  // namespace

bool keeps_contract(std::string_view old_text, Span line, const std::vector<const Fix*>& fixes,
                    const std::string& new_line, const Config& config) {
    const auto old_line = line.in(old_text);
    const auto after = parse_task_line(new_line, config.tasks);
    if (!after) {
        return false;
    }
    if (std::any_of(fixes.begin(), fixes.end(), [](const Fix* fix) { return fix->makes_task; })) {
        return fixes.size() == 1 && behind_box(old_line) == behind_box(new_line);
    }
    const auto before = parse_task_line(old_line, config.tasks);
    if (!before) {
        return false;
    }
    const TaskView old_task = view(old_line, *before);
    const TaskView new_task = view(new_line, *after);

    std::vector<std::pair<FieldKind, Span>> gains;
    for (const Fix* const fix : fixes) {
        for (const Gain& gain : fix->gains) {
            const std::pair entry{
                gain.field, Span{gain.source.begin - line.begin, gain.source.end - line.begin}};
            if (std::find(gains.begin(), gains.end(), entry) == gains.end()) {
                gains.push_back(entry);
            }
        }
    }
    // Every field as before, or as its gain says; nothing else.
    if (read_count(new_task) != read_count(old_task) + gains.size()) {
        return false;
    }
    for (std::size_t i = 0; i < field_kind_count; ++i) {
        const auto kind = static_cast<FieldKind>(i);
        std::string wanted = meaning(old_task, kind);
        for (const auto& [field, source] : gains) {
            if (field == kind) {
                const auto gained = lenient_meaning(source.in(old_line), kind, before->task.format);
                if (!gained || !wanted.empty()) {
                    return false;
                }
                wanted = *gained;
            }
        }
        if (meaning(new_task, kind) != wanted) {
            return false;
        }
    }
    std::vector<Span> gone;
    gone.reserve(gains.size());
    for (const auto& [field, source] : gains) {
        gone.push_back(source);
    }
    std::sort(gone.begin(), gone.end(), [](Span a, Span b) { return a.begin < b.begin; });
    return old_task.in(before->task.status) == new_task.in(after->task.status) &&
           old_task.in(before->task.indentation) == new_task.in(after->task.indentation) &&
           old_task.in(before->task.marker) == new_task.in(after->task.marker) &&
           old_task.in(before->task.block_link) == new_task.in(after->task.block_link) &&
           old_task.in(before->task.hard_break) == new_task.in(after->task.hard_break) &&
           before->task.truncated == after->task.truncated &&
           tags_of(old_task, config.tasks) == tags_of(new_task, config.tasks) &&
           owners_of(old_task) == owners_of(new_task) &&
           bare_description(old_task, gone) == bare_description(new_task, {});
}

bool keeps_structure(const Document& before, const Document& after,
                     const std::vector<std::uint32_t>& made,
                     const std::vector<std::uint32_t>& loose) {
    const LineIndex old_lines{before.text};
    const LineIndex new_lines{after.text};
    if (old_lines.line_count() != new_lines.line_count() ||
        before.headings.size() != after.headings.size() ||
        after.tasks.size() != before.tasks.size() + made.size()) {
        return false;
    }
    const auto has = [](const std::vector<std::uint32_t>& lines, std::uint32_t line) {
        return std::binary_search(lines.begin(), lines.end(), line);
    };
    const auto parent_line = [](const Document& document, const LineIndex& lines,
                                const Task& task) {
        const std::uint32_t parent = document.items[task.item].parent;
        return parent == none_index ? none_index : lines.line_of(document.items[parent].line.begin);
    };
    std::size_t old_index = 0;
    for (const Task& task : after.tasks) {
        const std::uint32_t line = new_lines.line_of(task.line.begin);
        if (has(made, line)) {
            continue;
        }
        if (old_index == before.tasks.size()) {
            return false;
        }
        const Task& old_task = before.tasks[old_index++];
        if (old_lines.line_of(old_task.line.begin) != line) {
            return false;
        }
        if (has(loose, line)) {
            continue;
        }
        const Heading* const old_heading = before.heading_of(old_task);
        const Heading* const new_heading = after.heading_of(task);
        if (parent_line(before, old_lines, old_task) != parent_line(after, new_lines, task) ||
            (old_heading == nullptr) != (new_heading == nullptr) ||
            (old_heading != nullptr &&
             old_heading - before.headings.data() != new_heading - after.headings.data())) {
            return false;
        }
    }
    return old_index == before.tasks.size();
}

}  // namespace tasklint::fixing
