// What a task's spans say, as text.
#include "tasklint/task.hpp"

#include <algorithm>

#include "syntax/find_byte.hpp"
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
    const char* const end = line.data() + line.size();
    if (syntax::find_byte<'{', '<'>(line.data(), line.data(), end) == end) {
        return false;  // every task is asked this
    }
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

namespace {

/// Bytes of the white space that begins at `at`; 0 if none does, or the text ends there.
std::size_t white_space_at(std::string_view text, std::size_t at) noexcept {
    if (at == text.size()) {
        return 0;
    }
    const auto character = decode_utf8(text, at);
    return character.valid && is_white_space(character.code_point) ? character.size : 0;
}

/// Every `(^|\s)word($|\s)` replaced by its two groups, from the left, as JavaScript replaces: the
/// white space behind a match is used up, so it cannot begin the next one.
/// @return nullopt if there is none
std::optional<std::string> without_word(std::string_view text, std::string_view word) {
    std::string out;
    std::size_t kept = 0;  // up to here the text is in `out`
    bool may_begin =
        true;  // `at` is the text's begin, or behind white space that no match has used
    for (std::size_t at = 0; at < text.size();) {
        const auto behind = at + word.size();
        const auto space = white_space_at(text, at);
        if (may_begin && text.substr(at, word.size()) == word &&
            (behind == text.size() || white_space_at(text, behind) != 0)) {
            const auto end = behind + white_space_at(text, behind);
            out.append(text.substr(kept, at - kept)).append(text.substr(behind, end - behind));
            kept = at = end;
            may_begin = false;
            continue;
        }
        may_begin = space != 0;
        at += space != 0 ? space : decode_utf8(text, at).size;
    }
    if (kept == 0) {
        return std::nullopt;
    }
    return out.append(text.substr(kept));
}

}  // namespace

std::string shown_description_of(const TaskView& task, const TaskSettings& settings) {
    auto description = description_of(task);
    if (!settings.remove_global_filter || settings.global_filter.empty()) {
        return description;
    }
    auto shown = without_word(description, settings.global_filter);
    if (!shown) {
        return description;
    }
    // The plugin takes back the first pair of spaces only.
    if (const auto pair = shown->find("  "); pair != std::string::npos) {
        shown->erase(pair, 1);
    }
    return std::string{trim(*shown)};
}

}  // namespace tasklint
