// What a query found, for a terminal, for a note and for programs.
#include "cli/query_text.hpp"

#include <map>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "report/finding_text.hpp"
#include "tasklint/report.hpp"
#include "tasklint/text.hpp"
#include "text/terminal.hpp"

namespace tasklint::cli {

namespace {

/// Without `%%…%%`, which orders groups and which Obsidian does not show.
std::string shown_name(std::string_view name) {
    if (name.substr(0, 2) == "%%") {
        if (const auto end = name.find("%%", 2); end != std::string_view::npos) {
            name.remove_prefix(end + 2);
        }
    }
    return printable(trim(name));
}

/// The file's name without its folder and `.md`.
std::string_view note_name(std::string_view path) {
    const auto slash = path.rfind('/');
    auto name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    if (name.size() > 3 && name.substr(name.size() - 3) == ".md") {
        name.remove_suffix(3);
    }
    return name;
}

std::string_view box_of(StatusType type) {
    switch (type) {
        case StatusType::done: return "☑";
        case StatusType::cancelled: return "☒";
        case StatusType::non_task: return "·";
        default: return "☐";
    }
}

/// Calls back for each heading and each task of a result.
template <typename OnHeading, typename OnTask>
void walk(const QueryResult& result, OnHeading on_heading, OnTask on_task) {
    for (const auto& group : result.groups) {
        for (const auto& [level, name] : group.headings) {
            on_heading(level, shown_name(name));
        }
        for (const auto task : group.tasks) {
            on_task(task);
        }
    }
}

}  // namespace

AskedTasks asked_tasks(const Vault& vault) {
    AskedTasks out;
    out.vault = &vault;
    for (std::size_t note = 0; note < vault.documents.size(); ++note) {
        const auto& document = vault.documents[note];
        for (std::size_t task = 0; task < document.tasks.size(); ++task) {
            out.tasks.push_back(query_task(document, task, vault.config.tasks, vault.dependencies));
            out.places.push_back({note, task});
        }
    }
    return out;
}

std::string query_as_text(const QueryResult& result, const AskedTasks& asked) {
    std::map<std::size_t, LineIndex> lines;
    std::string out;
    walk(
        result,
        [&](std::size_t level, const std::string& name) {
            out += out.empty() ? "" : "\n";
            out += fmt::format("{:{}}{}\n", "", 2 * level, line_text(name));
        },
        [&](std::size_t task) {
            const auto& [note, index] = asked.places[task];
            const auto& document = asked.vault->documents[note];
            const auto view = document.view(index);
            const auto found = lines.try_emplace(note, document.text).first;
            out += fmt::format("- [{}] {}  ({}:{})\n", printable(view.in(view.task->status)),
                               printable(view.in(view.task->body)),
                               printable(asked.vault->notes[note].display),
                               found->second.line_of(view.task->line.begin) + 1);
        });
    return out;
}

std::string query_as_markdown(const QueryResult& result, const AskedTasks& asked) {
    constexpr std::size_t first_level = 4;  // as the plugin shows them
    constexpr std::size_t last_level = 6;
    std::string out;
    bool in_list = false;
    walk(
        result,
        [&](std::size_t level, const std::string& name) {
            out += in_list ? "\n" : "";
            in_list = false;
            out +=
                fmt::format("{:#<{}} {}\n\n", "", std::min(first_level + level, last_level), name);
        },
        [&](std::size_t task) {
            const auto& [note, index] = asked.places[task];
            const auto view = asked.vault->documents[note].view(index);
            in_list = true;
            out += fmt::format("- {} {} ([[{}]])\n", box_of(view.task->status_type),
                               printable(view.in(view.task->body)),
                               printable(note_name(asked.vault->documents[note].path)));
        });
    return fmt::format("{}{}{}\n", out, in_list ? "\n" : "", result.count_text);
}

std::string query_as_json(const QueryResult& result, const AskedTasks& asked,
                          const date::year_month_day& today) {
    struct Parts {
        explicit Parts(const Document& document)
            : lines(document.text), sections(read_sections(document)) {}
        LineIndex lines;
        std::vector<Section> sections;
    };
    std::map<std::size_t, Parts> notes;
    std::string out =
        fmt::format(R"({{"total":{},"before_limit":{},"count_text":{},"groups":[)", result.total,
                    result.before_limit, nlohmann::json(result.count_text).dump());
    for (const auto& group : result.groups) {
        auto names = nlohmann::json::array();
        for (const auto& name : group.names) {
            names.push_back(to_valid_utf8(name));
        }
        out += &group == &result.groups.front() ? "\n" : ",\n";
        out += fmt::format(R"({{"names":{},"tasks":[)", terminal_safe_json(names.dump()));
        bool first = true;
        for (const auto task : group.tasks) {
            const auto& [note, index] = asked.places[task];
            const auto& document = asked.vault->documents[note];
            const auto parts = notes.try_emplace(note, document).first;
            out += first ? "\n  " : ",\n  ";
            first = false;
            out += task_json(document, parts->second.lines, parts->second.sections, index,
                             asked.vault->config.tasks, asked.vault->dependencies, today);
        }
        out += first ? "]}" : "\n]}";
    }
    return out + "\n]}\n";
}

std::string query_error_as_json(const QueryError& error) {
    std::string message = error.message;
    if (!error.detail.empty()) {
        message += " " + error.detail;
    }
    const nlohmann::ordered_json json{{"error",
                                       {{"kind", error.kind},
                                        {"in", query_text_name(error.in)},
                                        {"line", error.line},
                                        {"message", to_valid_utf8(message)}}}};
    return terminal_safe_json(json.dump()) + "\n";
}

}  // namespace tasklint::cli
