// A whole note as JSON: `tasklint parse --note`.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "tasklint/report.hpp"
#include "text/terminal.hpp"

namespace tasklint {

namespace {

using nlohmann::ordered_json;

class NoteWriter {
public:
    explicit NoteWriter(const Document& document)
        : document_{document},
          lines_{document.text},
          sections_{read_sections(document)},
          first_child_(document.items.size(), none_index),
          next_sibling_(document.items.size(), none_index) {
        // From the last to the first, so that each list of children is in order.
        for (auto item = static_cast<std::uint32_t>(document.items.size()); item-- > 0;) {
            const std::uint32_t parent = document.items[item].parent;
            if (parent != none_index) {
                next_sibling_[item] = first_child_[parent];
                first_child_[parent] = item;
            }
        }
    }

    [[nodiscard]] ordered_json json() const {
        auto items = ordered_json::array();
        for (const ListItem& item : document_.items) {
            items.push_back(
                {{"line", line_of(item.line)},
                 {"task", item.task == none_index ? ordered_json(nullptr)
                                                  : text_json(document_.tasks[item.task].status)},
                 {"parent", line_of_item(item.parent)}});
        }
        auto tasks = ordered_json::array();
        for (std::size_t task = 0; task < document_.tasks.size(); ++task) {
            tasks.push_back(task_json(task));
        }
        return {{"list_items", std::move(items)}, {"tasks", std::move(tasks)}};
    }

private:
    [[nodiscard]] ordered_json task_json(std::size_t index) const {
        const Task& task = document_.tasks[index];
        const auto* const due = date_of(task, FieldKind::due);
        const auto* const heading = document_.heading_of(task);
        const auto* const section = section_of(sections_, task);
        auto children = ordered_json::array();
        for (auto i = first_child_[task.item]; i != none_index; i = next_sibling_[i]) {
            children.push_back(line_of_item(i));
        }
        return {
            {"line", line_of(task.line)},
            {"description", to_valid_utf8(description_of(document_.view(index)))},
            {"due", due == nullptr ? ordered_json(nullptr) : ordered_json(to_string(*due))},
            {"heading", heading == nullptr ? ordered_json(nullptr) : text_json(heading->text)},
            {"section_start",
             section == nullptr ? ordered_json(nullptr) : ordered_json(line_of(section->lines))},
            {"section_index", section == nullptr
                                  ? ordered_json(nullptr)
                                  : ordered_json(section_index_of(document_, *section, index))},
            {"parent_line", line_of_item(document_.items[task.item].parent)},
            {"closest_parent_task_line",
             task.parent == none_index ? ordered_json(nullptr)
                                       : ordered_json(line_of(document_.tasks[task.parent].line))},
            {"child_lines", std::move(children)}};
    }

    [[nodiscard]] std::uint32_t line_of(Span span) const {
        return static_cast<std::uint32_t>(lines_.line_of(span.begin));
    }

    [[nodiscard]] ordered_json line_of_item(std::uint32_t item) const {
        return item == none_index ? ordered_json(nullptr)
                                  : ordered_json(line_of(document_.items[item].line));
    }

    [[nodiscard]] ordered_json text_json(Span span) const {
        return to_valid_utf8(span.in(document_.text));
    }

    const Document& document_;
    LineIndex lines_;
    std::vector<Section> sections_;
    // The children of each item, as lists in two arrays.
    std::vector<std::uint32_t> first_child_;
    std::vector<std::uint32_t> next_sibling_;
};

}  // namespace

std::string note_json(const Document& document) {
    return terminal_safe_json(
        NoteWriter{document}.json().dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

}  // namespace tasklint
