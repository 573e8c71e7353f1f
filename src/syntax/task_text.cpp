// What a task's spans say, as text.
#include "tasklint/task.hpp"

#include <algorithm>

#include "syntax/parse_task_line.hpp"

namespace tasklint {

const Token* TaskView::read_field(FieldKind kind) const noexcept {
    // The leftmost of the readable ones counts: the plugin peels it last.
    for (const Token& token : *this) {
        if (token.kind == TokenKind::field && token.read && token.field == kind) {
            return &token;
        }
    }
    return nullptr;
}

TaskView view(std::string_view line, const ParsedLine& parsed) noexcept {
    return {line, &parsed.task, parsed.tokens.data()};
}

bool is_template(std::string_view line) noexcept {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> marks{
        {{"{{", "}}"}, {"<%", "%>"}, {"{%", "%}"}}};
    return std::any_of(marks.begin(), marks.end(), [&](const auto& mark) {
        const auto begin = line.find(mark.first);
        return begin != std::string_view::npos &&
               line.find(mark.second, begin + 2) != std::string_view::npos;
    });
}

std::string description_of(const TaskView& task) {
    std::string out{task.in(task.task->description)};
    for (const Token& token : task) {
        if (token.kind == TokenKind::tag && token.read) {
            if (!out.empty()) {
                out.push_back(' ');
            }
            out.append(task.in(token.span));
        }
    }
    return out;
}

std::vector<std::string> tags_of(const TaskView& task, const TaskSettings& settings) {
    auto tags = syntax::tags_in(description_of(task));
    if (!settings.global_filter.empty()) {
        tags.erase(std::remove(tags.begin(), tags.end(), settings.global_filter), tags.end());
    }
    return tags;
}

std::vector<std::string> depends_on_of(const TaskView& task) {
    std::vector<std::string> ids;
    const Token* const field = task.read_field(FieldKind::depends_on);
    if (field == nullptr) {
        return ids;
    }
    ids.emplace_back();
    for (const char c : task.in(field->value)) {
        if (c == ',') {
            ids.emplace_back();
        } else if (c != ' ') {
            ids.back().push_back(c);
        }
    }
    return ids;
}

std::string_view id_of(const TaskView& task) noexcept {
    const Token* const field = task.read_field(FieldKind::id);
    return field == nullptr ? std::string_view{} : task.in(field->value);
}

std::vector<std::string> owners_of(const TaskView& task) {
    std::vector<std::string> names;
    for (const Token& token : task) {
        if (token.kind == TokenKind::owner && !token.placeholder) {
            names.emplace_back(task.in(token.value));
        }
    }
    return names;
}

}  // namespace tasklint
