#include "tasklint/vault.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace tasklint {

namespace {

/// The words of a task without its fields and tags, folded, with one blank between them.
std::string words_of(const TaskView& task) {
    std::string plain;
    std::uint32_t at = task.task->body.begin;
    const auto add = [&](std::uint32_t end) {
        if (at < end) {
            plain.append(Span{at, end}.in(task.text)).push_back(' ');
        }
    };
    for (const Token& token : task) {
        if (token.kind == TokenKind::tag || (token.kind == TokenKind::field && token.read)) {
            add(token.span.begin);
            at = std::max(at, token.span.end);
        }
    }
    add(task.task->body.end);
    std::string out;
    for (const char c : fold_case(plain)) {
        if (c != ' ' && c != '\t') {
            out.push_back(c);
        } else if (!out.empty() && out.back() != ' ') {
            out.push_back(' ');
        }
    }
    while (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

TaskUse use_of(const TaskView& task, const TaskPlace& place) {
    TaskUse use;
    use.text = words_of(task);
    for (const std::string& owner : owners_of(task)) {
        use.owners.append(use.owners.empty() ? "" : ", ").append(fold_case(owner));
    }
    for (const FieldKind kind : {FieldKind::due, FieldKind::scheduled, FieldKind::start}) {
        if (!use.date) {
            use.date = real_date_of(*task.task, kind);
        }
    }
    use.place = place;
    use.place.span = task.task->body;
    return use;
}

template <typename Use> void append(std::vector<Use>& to, std::vector<Use>&& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

template <typename Use> void sort_by_place(std::vector<Use>& uses) {
    std::sort(uses.begin(), uses.end(), [](const Use& a, const Use& b) {
        return std::tie(a.place.note, a.place.span.begin) <
               std::tie(b.place.note, b.place.span.begin);
    });
}

}  // namespace

void VaultIndex::add(std::uint32_t note, const Document& document) {
    std::optional<LineIndex> lines;  // most notes have neither ids nor what needs a place
    const auto place_of = [&](Span span) {
        if (!lines) {
            lines.emplace(document.text);
        }
        return TaskPlace{note, lines->line_of(span.begin), span};
    };
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        const TaskView task = document.view(i);
        const bool open = !is_done(task.task->status_type);
        bool has_ids = false;  // few tasks have
        for (const Token& token : task) {
            has_ids =
                has_ids || (token.kind == TokenKind::field &&
                            (token.field == FieldKind::id || token.field == FieldKind::depends_on));
            if (keep_tags && token.kind == TokenKind::tag) {
                tags.push_back({std::string{task.in(token.span)}, place_of(token.span)});
            }
        }
        if (const Token* const id = has_ids ? task.read_field(FieldKind::id) : nullptr) {
            ids.push_back({std::string{task.in(id->value)}, place_of(id->span), open});
        }
        if (const Token* const list =
                has_ids && open ? task.read_field(FieldKind::depends_on) : nullptr) {
            std::uint32_t at = list->value.begin;
            for (const std::string& wanted : depends_on_of(task)) {
                const auto found = task.text.substr(0, list->value.end).find(wanted, at);
                const auto begin =
                    found == std::string_view::npos ? at : static_cast<std::uint32_t>(found);
                const Span span{begin, std::min(list->value.end,
                                                begin + static_cast<std::uint32_t>(wanted.size()))};
                dependencies.push_back({wanted, std::string{id_of(task)}, place_of(span)});
                at = span.end;
            }
        }
        if (keep_texts && open && !task.task->body.empty()) {
            auto use = use_of(task, place_of(task.task->body));
            if (!use.text.empty()) {  // else it lacks a title, and another rule says so
                texts.push_back(std::move(use));
            }
        }
    }
}

void VaultIndex::merge(VaultIndex&& other) {
    append(ids, std::move(other.ids));
    append(dependencies, std::move(other.dependencies));
    append(tags, std::move(other.tags));
    append(texts, std::move(other.texts));
    append(searches, std::move(other.searches));
}

void VaultIndex::finish() {
    sort_by_place(ids);
    sort_by_place(dependencies);
    sort_by_place(tags);
    sort_by_place(texts);
    sort_by_place(searches);
}

}  // namespace tasklint
