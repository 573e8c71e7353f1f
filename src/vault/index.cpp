#include "tasklint/vault.hpp"

#include <algorithm>
#include <tuple>

namespace tasklint {

void VaultIndex::add(std::uint32_t note, const Document& document, const LineIndex& lines) {
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        const TaskView task = document.view(i);
        if (const Token* const id = task.read_field(FieldKind::id)) {
            ids.push_back({std::string{task.in(id->value)}, note, id->span,
                           lines.line_of(id->span.begin), static_cast<std::uint32_t>(i)});
        }
    }
}

void VaultIndex::finish() {
    std::sort(ids.begin(), ids.end(), [](const IdUse& a, const IdUse& b) {
        return std::tie(a.note, a.span.begin) < std::tie(b.note, b.span.begin);
    });
}

}  // namespace tasklint
