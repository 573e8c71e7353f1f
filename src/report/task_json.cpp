// Tasks as JSON: `tasklint parse` and `tasklint list`.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "tasklint/recurrence.hpp"
#include "tasklint/report.hpp"
#include "text/terminal.hpp"

namespace tasklint {

namespace {

using nlohmann::ordered_json;

/// The order in which `parse` gives the dates.
constexpr std::array date_order{FieldKind::created, FieldKind::start, FieldKind::scheduled,
                                FieldKind::due,     FieldKind::done,  FieldKind::cancelled};

/// nlohmann would replace a run of wrong bytes by one character; we count each byte.
std::string text_of(std::string_view text) { return to_valid_utf8(text); }

ordered_json text_list(const std::vector<std::string>& texts) {
    auto list = ordered_json::array();
    for (const auto& text : texts) {
        list.push_back(text_of(text));
    }
    return list;
}

ordered_json recurrence_json(const TaskView& view, const TaskSettings& settings,
                             const date::year_month_day& today) {
    const auto* const token = view.read_field(FieldKind::recurrence);
    if (token == nullptr || token->value.empty()) {  // `[repeat:: ]` is a field without a text
        return nullptr;
    }
    ordered_json json{{"text", text_of(view.in(token->value))}};
    const auto recurrence = recurrence_of(view, settings, today);
    json["parsed"] = recurrence.has_value();
    if (recurrence) {
        json["to_text"] = recurrence->to_text();
        json["rrule"] = recurrence->rrule();
        json["dtstart"] = to_string(recurrence->dtstart());
        json["base_on_today"] = recurrence->when_done();
    }
    return json;
}

std::string_view on_completion_name(OnCompletion on_completion) {
    switch (on_completion) {
        case OnCompletion::keep: return "keep";
        case OnCompletion::delete_line: return "delete";
        case OnCompletion::none: break;
    }
    return "";
}

/// The fields from `status_symbol` to `block_link`.
void add_fields(ordered_json& json, const TaskView& view, const TaskSettings& settings,
                const date::year_month_day& today) {
    const auto& task = *view.task;
    const auto status = settings.statuses.get(view.in(task.status));
    json["status_symbol"] = text_of(view.in(task.status));
    json["status_name"] = text_of(status.name);
    json["status_type"] = status_type_name(task.status_type);
    json["body"] = text_of(view.in(task.body));
    json["description"] = text_of(description_of(view));
    json["priority"] = priority_name(task.priority);
    auto invalid = ordered_json::array();
    for (const auto kind : date_order) {
        const auto* const date = date_of(task, kind);
        const auto name = field_info(kind).name;
        json[std::string{name}] =
            date != nullptr ? ordered_json(to_string(*date)) : ordered_json(nullptr);
        if (date != nullptr && !date->ok()) {
            invalid.push_back(name);
        }
    }
    json["invalid_dates"] = std::move(invalid);
    json["recurrence"] = recurrence_json(view, settings, today);
    json["on_completion"] = on_completion_name(task.on_completion);
    json["id"] = text_of(id_of(view));
    json["depends_on"] = text_list(depends_on_of(view));
    json["tags"] = text_list(tags_of(view, settings));
    json["block_link"] = text_of(view.in(task.block_link));
}

std::string dumped(const ordered_json& json) {
    return terminal_safe_json(json.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

}  // namespace

std::string parse_json(std::string_view line, const TaskSettings& settings,
                       const date::year_month_day& today) {
    ordered_json json{{"input", text_of(line)}};
    const auto parsed = parse_task_line(line, settings);
    json["is_task"] = parsed.has_value();
    if (parsed) {
        const auto task = view(line, *parsed);
        json["indentation"] = text_of(task.in(parsed->task.indentation));
        json["list_marker"] = text_of(task.in(parsed->task.marker));
        add_fields(json, task, settings, today);
        json["hard_break"] = text_of(task.in(parsed->task.hard_break));
        json["line_out"] = text_of(write_task(task, settings, today));
        json["owners"] = text_list(owners_of(task));
    }
    if (!is_valid_utf8(line)) {
        json["not_utf8"] = true;
    }
    return dumped(json);
}

std::string task_json(const Document& document, const LineIndex& lines,
                      const std::vector<Section>& sections, std::size_t task,
                      const TaskSettings& settings, const Dependencies& dependencies,
                      const date::year_month_day& today) {
    const auto view = document.view(task);
    const auto& read = *view.task;
    ordered_json json{{"path", text_of(document.path)},
                      {"line", lines.line_of(read.line.begin) + 1}};
    const auto* const heading = document.heading_of(read);
    json["heading"] = heading != nullptr ? ordered_json(text_of(heading->text.in(document.text)))
                                         : ordered_json(nullptr);
    // The parent in the list, task or not.
    json["parent_line"] = nullptr;
    if (read.item != none_index && document.items[read.item].parent != none_index) {
        const auto& parent = document.items[document.items[read.item].parent];
        json["parent_line"] = lines.line_of(parent.line.begin) + 1;
    }
    const auto* const section = section_of(sections, read);
    json["section_line"] = nullptr;
    json["section_index"] = nullptr;
    if (section != nullptr) {
        json["section_line"] = lines.line_of(section->lines.begin) + 1;
        json["section_index"] = section_index_of(document, *section, task);
    }
    add_fields(json, view, settings, today);
    json["owners"] = text_list(owners_of(view));
    json["scheduled_inferred"] = read.scheduled_inferred;
    json["urgency"] = urgency(read, today);
    json["blocked"] = dependencies.is_blocked(view);
    json["blocking"] = dependencies.is_blocking(view);
    return dumped(json);
}

}  // namespace tasklint
