#include "fix/verify.hpp"

#include <algorithm>

#include "lint/suppressions.hpp"
#include "syntax/find_byte.hpp"
#include "syntax/lenient.hpp"
#include "text/find.hpp"

namespace tasklint::fixing {

namespace {

/// The text without white space and without the bytes of `gone` (spans of the whole text, sorted).
std::string bare(std::string_view text, Span span, const std::vector<Span>& gone) {
    std::string out;
    out.reserve(span.size());
    auto next = gone.begin();
    for (std::uint32_t at = span.begin; at < span.end;) {
        while (next != gone.end() && next->end <= at) {
            ++next;
        }
        if (next != gone.end() && next->begin <= at) {
            at = std::min(next->end, span.end);
            continue;
        }
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            if (!is_ascii_white_space(text[at])) {
                out.push_back(text[at]);
            }
            ++at;
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
    return piece->flaw == syntax::Flaw::none ? std::string{piece->value.in(source)}
                                             : piece->corrected;
}

std::string_view behind_box(std::string_view line) {
    const auto close = line.find(']');
    return close == std::string_view::npos ? std::string_view{} : line.substr(close + 1);
}

}  // namespace

bool keeps_contract(std::string_view old_text, Span line, const std::vector<const Fix*>& fixes,
                    const std::string& new_line, const Config& config) {
    const auto old_line = line.in(old_text);
    const auto has = [&](Effect effect) {
        return std::any_of(fixes.begin(), fixes.end(),
                           [&](const Fix* fix) { return fix->effect == effect; });
    };
    if (has(Effect::query)) {  // its block is compared with the whole note
        return std::all_of(fixes.begin(), fixes.end(),
                           [](const Fix* fix) { return fix->effect == Effect::query; });
    }
    const auto after = parse_task_line(new_line, config.tasks);
    if (has(Effect::comment) && !after && !parse_task_line(old_line, config.tasks)) {
        return fixes.size() == 1;  // what it is part of is compared with the whole note
    }
    if (!after || has(Effect::ends_task)) {
        return false;
    }
    if (has(Effect::makes_task)) {
        return fixes.size() == 1 && trim(behind_box(old_line)) == trim(behind_box(new_line));
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
    std::string block_link{trim(old_task.in(before->task.block_link))};
    for (const Fix* const fix : fixes) {
        if (fix->block_link) {
            if (!block_link.empty()) {
                return false;
            }
            block_link = syntax::without_zero_width(fix->block_link->in(old_text));
            gone.push_back(
                {fix->block_link->begin - line.begin, fix->block_link->end - line.begin});
        }
        for (const Edit& edit : fix->edits) {
            if (fix->effect == Effect::comment) {
                gone.push_back({edit.span.begin - line.begin, edit.span.end - line.begin});
            }
        }
    }
    std::sort(gone.begin(), gone.end(), [](Span a, Span b) { return a.begin < b.begin; });
    return old_task.in(before->task.status) == new_task.in(after->task.status) &&
           old_task.in(before->task.indentation) == new_task.in(after->task.indentation) &&
           old_task.in(before->task.marker) == new_task.in(after->task.marker) &&
           block_link == trim(new_task.in(after->task.block_link)) &&
           old_task.in(before->task.hard_break) == new_task.in(after->task.hard_break) &&
           before->task.truncated == after->task.truncated &&
           tags_of(old_task, config.tasks) == tags_of(new_task, config.tasks) &&
           owners_of(old_task) == owners_of(new_task) &&
           bare_description(old_task, gone) == bare_description(new_task, {});
}

namespace {

bool same_properties(const Document& before, const Document& after, const Changes& changes) {
    const bool touched =
        before.front_matter.empty() != after.front_matter.empty() ||
        std::any_of(changes.edits.begin(), changes.edits.end(),
                    [&](const Edit& edit) { return edit.span.begin < before.front_matter.end; });
    if (!touched) {
        return true;
    }
    FrontMatter old_values = read_front_matter(before);
    FrontMatter new_values = read_front_matter(after);
    for (FrontMatter* const matter : {&old_values, &new_values}) {
        auto& all = matter->values;  // what hides findings says nothing of tasks
        all.erase(std::remove_if(all.begin(), all.end(),
                                 [](const FrontMatterValue& value) {
                                     return value.key == lint::suppressing_property;
                                 }),
                  all.end());
    }
    auto& values = old_values.values;
    values.erase(std::remove_if(values.begin(), values.end(),
                                [&](const FrontMatterValue& value) {
                                    return std::any_of(changes.edits.begin(), changes.edits.end(),
                                                       [&](const Edit& edit) {
                                                           return edit.span.begin <=
                                                                      value.span.begin &&
                                                                  value.span.end <= edit.span.end;
                                                       });
                                }),
                 values.end());
    const auto same = [](const FrontMatterValue& a, const FrontMatterValue& b) {
        return a.key == b.key && a.value == b.value;
    };
    // What a list loses with its last item, its key gains as an empty value.
    std::vector<FrontMatterValue> left;
    for (const FrontMatterValue& value : new_values.values) {
        if (!value.value.empty() || value.in_list) {
            left.push_back(value);
        }
    }
    values.erase(std::remove_if(values.begin(), values.end(),
                                [](const FrontMatterValue& value) {
                                    return value.value.empty() && !value.in_list;
                                }),
                 values.end());
    return old_values.error.empty() && new_values.error.empty() &&
           std::equal(values.begin(), values.end(), left.begin(), left.end(), same);
}

}  // namespace

std::string edited(std::string_view text, Span part, const std::vector<Edit>& edits) {
    std::size_t size = part.size();
    for (const Edit& edit : edits) {
        size += edit.text.size();
    }
    std::string out;
    out.reserve(size);
    std::uint32_t at = part.begin;
    for (const Edit& edit : edits) {
        if (edit.span.begin > part.end) {
            break;
        }
        out.append(text.substr(at, edit.span.begin - at)).append(edit.text);
        at = edit.span.end;
    }
    return at < part.end ? out.append(text.substr(at, part.end - at)) : out;
}

bool has_hiding_marks(std::string_view text) noexcept {
    return syntax::bytes_in<'%', '$', '<', '>'>(text) != 0;
}

Span part_around(const Document& document, const std::vector<Edit>& edits) {
    const std::string_view text = document.text;
    const Span whole{0, static_cast<std::uint32_t>(text.size())};
    // Whether `---` on the first line begins front matter depends on all that stands below it.
    const bool may_begin_front_matter =
        document.front_matter.empty() && text.substr(0, 6).find("---") != std::string_view::npos;
    const auto first_line_end = static_cast<std::uint32_t>(std::min(text.find('\n'), text.size()));
    if (edits.empty() || may_begin_front_matter ||
        edits.front().span.begin <= std::max(first_line_end, document.front_matter.end)) {
        return whole;
    }
    Span part = whole;
    for (const Heading& heading : document.headings) {
        const bool at_margin = text[heading.line.begin] == '#' &&
                               heading.line.in(text).find('\n') == std::string_view::npos;
        if (!at_margin) {
            continue;
        }
        if (heading.line.begin > edits.back().span.end) {
            part.end = heading.line.end;
            break;
        }
        if (heading.line.end < edits.front().span.begin) {
            part.begin = heading.line.begin;
        }
    }
    return has_hiding_marks(part.in(text)) ? whole : part;
}

bool keeps_structure(const Document& before, const LineIndex& old_lines, Span part,
                     const Document& after, const Changes& changes) {
    const Moved moved{changes.edits};
    const LineIndex new_lines{after.text};
    // Those of the part are consecutive.
    const auto first_in_part = [&](const auto& all, std::uint32_t from) {
        return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), from,
                                                         [](const auto& one, std::uint32_t at) {
                                                             return one.line.begin < at;
                                                         }) -
                                        all.begin());
    };
    const std::size_t first_heading = first_in_part(before.headings, part.begin);
    const std::size_t headings = first_in_part(before.headings, part.end) - first_heading;
    const std::size_t first_task = first_in_part(before.tasks, part.begin);
    const std::size_t behind_tasks = first_in_part(before.tasks, part.end);
    const std::size_t tasks = behind_tasks - first_task;
    if (part.end != before.text.size()) {
        // The last line is a heading still.
        const std::uint32_t size = before.headings[first_heading + headings - 1].line.size();
        const auto end = static_cast<std::uint32_t>(after.text.size());
        if (after.headings.empty() || after.headings.back().line != Span{end - size, end}) {
            return false;
        }
    }
    const auto has = [](const std::vector<std::uint32_t>& lines, std::uint32_t line) {
        return std::binary_search(lines.begin(), lines.end(), line);
    };
    if ((changes.ended.empty() && headings != after.headings.size()) ||
        after.tasks.size() + changes.ended.size() != tasks + changes.made.size() ||
        (part.begin == 0 && changes.loose.empty() && !same_properties(before, after, changes))) {
        return false;
    }
    // The line behind the edits of what began at an offset.
    const auto new_line = [&](std::uint32_t offset) {
        return new_lines.line_of(moved(offset) - part.begin);
    };
    const auto line_begin = [&](std::uint32_t offset) {
        return old_lines.begin_of(old_lines.line_of(offset));
    };
    std::vector<std::uint32_t> made;
    made.reserve(changes.made.size());
    for (const std::uint32_t offset : changes.made) {
        made.push_back(new_line(offset));
    }
    const auto parent_of = [](const Document& document, const Task& task) {
        const std::uint32_t parent = document.items[task.item].parent;
        return parent == none_index ? nullptr : &document.items[parent].line;
    };
    std::size_t old_index = first_task;
    for (const Task& task : after.tasks) {
        const std::uint32_t line = new_lines.line_of(task.line.begin);
        if (has(made, line)) {
            continue;
        }
        while (old_index < behind_tasks &&
               has(changes.ended, line_begin(before.tasks[old_index].line.begin))) {
            ++old_index;
        }
        if (old_index == behind_tasks) {
            return false;
        }
        const Task& old_task = before.tasks[old_index++];
        if (new_line(old_task.line.begin) != line) {
            return false;
        }
        if (has(changes.loose, line_begin(old_task.line.begin))) {
            continue;
        }
        const Span* const old_parent = parent_of(before, old_task);
        const Span* const new_parent = parent_of(after, task);
        const Heading* const old_heading = before.heading_of(old_task);
        const Heading* const new_heading = after.heading_of(task);
        if ((old_parent == nullptr) != (new_parent == nullptr) ||
            (old_parent != nullptr &&
             new_line(old_parent->begin) != new_lines.line_of(new_parent->begin)) ||
            (changes.ended.empty() &&
             ((old_heading == nullptr) != (new_heading == nullptr) ||
              (old_heading != nullptr && old_heading - (before.headings.data() + first_heading) !=
                                             new_heading - after.headings.data())))) {
            return false;
        }
    }
    return true;
}

}  // namespace tasklint::fixing
