// Where a task stands among the sections of its note.
#include <algorithm>

#include "tasklint/document.hpp"

namespace tasklint {

const Section* section_of(const std::vector<Section>& sections, const Task& task) noexcept {
    const auto behind = std::upper_bound(
        sections.begin(), sections.end(), task.line.begin,
        [](std::uint32_t at, const Section& section) { return at < section.lines.begin; });
    if (behind == sections.begin() || task.line.begin > (behind - 1)->lines.end) {
        return nullptr;
    }
    return &*(behind - 1);
}

std::size_t section_index_of(const Document& document, const Section& section,
                             std::size_t task) noexcept {
    const auto first =
        std::lower_bound(document.tasks.begin(), document.tasks.end(), section.lines.begin,
                         [](const Task& other, std::uint32_t at) { return other.line.begin < at; });
    return task - static_cast<std::size_t>(first - document.tasks.begin());
}

}  // namespace tasklint
