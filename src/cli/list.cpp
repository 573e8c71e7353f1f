// tasklint list: the tasks as a table, JSON or CSV.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/filters.hpp"
#include "cli/inputs.hpp"
#include "report/finding_text.hpp"
#include "tasklint/document.hpp"
#include "tasklint/report.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

struct Row {
    const Vault* vault;
    std::size_t note, task;
    std::uint32_t line;  ///< from 1
    std::optional<date::year_month_day> due;
    double urgency;

    [[nodiscard]] const Document& document() const { return vault->documents[note]; }
    [[nodiscard]] const Task& read() const { return document().tasks[task]; }
    [[nodiscard]] const std::string& path() const { return vault->notes[note].display; }
};

std::vector<Row> rows_of(const std::vector<Vault>& vaults, const TaskFilter& filter,
                         const date::year_month_day& today) {
    std::vector<Row> rows;
    for (const auto& vault : vaults) {
        for (std::size_t note = 0; note < vault.documents.size(); ++note) {
            const auto& document = vault.documents[note];
            if (document.tasks.empty()) {
                continue;
            }
            const LineIndex lines{document.text};
            for (std::size_t task = 0; task < document.tasks.size(); ++task) {
                if (filter.takes(vault.config, vault.dependencies, vault.documents[note], task)) {
                    const auto& read = document.tasks[task];
                    rows.push_back({&vault, note, task, lines.line_of(read.line.begin) + 1,
                                    real_date_of(read, FieldKind::due), urgency(read, today)});
                }
            }
        }
    }
    return rows;
}

void sort_rows(std::vector<Row>& rows, std::string_view by) {
    const auto place = [](const Row& row) { return std::tie(row.path(), row.line); };
    // A task without a due date comes after all that have one.
    const auto due = [](const Row& row) {
        return std::pair{!row.due.has_value(), row.due.value_or(date::year_month_day{})};
    };
    const auto priority = [](const Row& row) { return row.read().priority; };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
        if (by == "path") {
            return place(a) < place(b);
        }
        if (by == "priority") {
            return std::tuple{priority(a), due(a), place(a)} <
                   std::tuple{priority(b), due(b), place(b)};
        }
        if (by == "urgency" && a.urgency != b.urgency) {
            return a.urgency > b.urgency;
        }
        return std::tuple{due(a), priority(a), place(a)} <
               std::tuple{due(b), priority(b), place(b)};
    });
}

/// At most `cells` wide, with `…` where something was cut.
std::string shortened(std::string_view text, std::uint32_t cells) {
    if (display_width(text) <= cells) {
        return printable(text);
    }
    std::size_t end = 0;
    for (std::uint32_t width = 0; end < text.size();) {
        const auto size = decode_utf8(text, end).size;
        width += display_width(text.substr(end, size));
        if (width >= cells) {
            break;
        }
        end += size;
    }
    return printable(trim(text.substr(0, end))) + "…";
}

std::string as_table(const std::vector<Row>& rows) {
    constexpr std::uint32_t task_cells = 64;
    constexpr std::uint32_t owner_cells = 24;
    constexpr std::size_t columns = 6;
    using Cells = std::array<std::string, columns>;
    std::vector<Cells> table{{"DUE", "PRIORITY", "STATUS", "TASK", "OWNER", "WHERE"}};
    for (const auto& row : rows) {
        const auto view = row.document().view(row.task);
        const auto& task = *view.task;
        const auto* const due = date_of(task, FieldKind::due);
        table.push_back(
            {due == nullptr ? "" : to_string(*due) + (due->ok() ? "" : "!"),
             task.priority == Priority::none ? "" : std::string{priority_name(task.priority)},
             fmt::format("[{}]", printable(view.in(task.status))),
             shortened(description_of(view), task_cells),
             shortened(joined(owners_of(view), ", "), owner_cells),
             fmt::format("{}:{}", printable(row.path()), row.line)});
    }
    std::array<std::uint32_t, columns> widths{};
    for (const auto& cells : table) {
        for (std::size_t i = 0; i < columns; ++i) {
            widths[i] = std::max(widths[i], display_width(cells[i]));
        }
    }
    std::string out;
    for (const auto& cells : table) {
        for (std::size_t i = 0; i < columns; ++i) {
            out += cells[i];
            if (i + 1 < columns) {
                out.append(widths[i] - display_width(cells[i]) + 2, ' ');
            }
        }
        out += '\n';
    }
    return out;
}

/// Writes rows as JSON. Sorted rows hop from note to note: the lines and sections of each are found
/// once.
class RowWriter {
public:
    explicit RowWriter(const date::year_month_day& today) : today_(today) {}

    [[nodiscard]] std::string json(const Row& row) {
        const auto& document = row.document();
        const auto note = notes_.try_emplace(&document, document).first;
        return task_json(document, note->second.lines, note->second.sections, row.task,
                         row.vault->config.tasks, row.vault->dependencies, today_);
    }

private:
    struct Parts {
        explicit Parts(const Document& document)
            : lines(document.text), sections(read_sections(document)) {}
        LineIndex lines;
        std::vector<Section> sections;
    };
    date::year_month_day today_;
    std::map<const Document*, Parts> notes_;
};

std::string as_json(const std::vector<Row>& rows, const date::year_month_day& today) {
    RowWriter writer{today};
    std::string out = "[";
    for (const auto& row : rows) {
        out += out.size() == 1 ? "\n  " : ",\n  ";
        out += writer.json(row);
    }
    return out + (rows.empty() ? "]\n" : "\n]\n");
}

std::string as_jsonl(const std::vector<Row>& rows, const date::year_month_day& today) {
    RowWriter writer{today};
    std::string out;
    for (const auto& row : rows) {
        out += writer.json(row) + "\n";
    }
    return out;
}

/// RFC 4180. A cell that a spreadsheet would take as a formula gets a leading `'`; characters
/// that act on a terminal are shown by their numbers; one that would begin a workflow command is
/// quoted.
std::string csv_cell(std::string_view text) {
    constexpr std::u32string_view of_formulas = U"=+-@\t\r＝＋－＠";  // the wide ones, too
    std::string cell;
    if (!text.empty() &&
        of_formulas.find(decode_utf8(text, 0).code_point) != std::u32string_view::npos) {
        cell += '\'';
    }
    bool quote = begins_command(text);
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        const auto bytes = text.substr(at, character.size);
        const auto code_point = character.code_point;
        const bool acts = (code_point < 0x20 && code_point != U'\t') ||
                          (code_point >= 0x7F && code_point <= 0x9F) ||
                          (code_point >= 0x2028 && code_point <= 0x202E) ||
                          (code_point >= 0x2066 && code_point <= 0x2069);
        if (acts || !character.valid) {
            cell += printable(bytes);
        } else {
            quote = quote || bytes == "\"" || bytes == ",";
            cell += bytes == "\"" ? std::string_view{"\"\""} : bytes;
        }
        at += character.size;
    }
    return quote ? fmt::format("\"{}\"", cell) : cell;
}

std::string csv_text(std::string_view key, const nlohmann::ordered_json& value) {
    if (value.is_null()) {
        return {};
    }
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_array()) {
        return joined(value.get<std::vector<std::string>>(), " ");
    }
    if (key == "recurrence") {
        return value.value("to_text", std::string{});
    }
    return value.dump();
}

/// The columns are the keys of a task's JSON, so both always say the same.
std::string as_csv(const std::vector<Row>& rows, const date::year_month_day& today) {
    // An empty task stands for the keys, so that the header is there without any task.
    const auto model = parse("- [ ] a\n", "", TaskSettings{});
    const auto keys = nlohmann::ordered_json::parse(
        task_json(model, LineIndex{model.text}, {}, 0, TaskSettings{}, Dependencies{}, today));
    std::string out;
    const auto add_line = [&](const auto& cell_of) {
        bool first = true;
        for (const auto& [key, value] : keys.items()) {
            out += first ? "" : ",";
            out += csv_cell(cell_of(key));
            first = false;
        }
        out += "\r\n";
    };
    add_line([](const std::string& key) { return key; });
    RowWriter writer{today};
    for (const auto& row : rows) {
        const auto json = nlohmann::ordered_json::parse(writer.json(row));
        add_line([&](const std::string& key) { return csv_text(key, json.at(key)); });
    }
    return out;
}

}  // namespace

Exit list(const ListArguments& arguments) {
    const Messages messages{arguments.quiet};
    const auto today = today_from(arguments.today);
    if (arguments.json + arguments.jsonl + arguments.csv > 1) {
        throw Unusable("--json, --jsonl and --csv exclude each other");
    }
    const auto groups = group_by_vault(arguments.paths);
    auto vaults = read_vaults(groups, arguments.config, arguments.files, messages);
    if (arguments.json || arguments.jsonl || arguments.csv ||
        needs_dependencies(arguments.filters)) {
        complete_dependencies(groups, vaults);
    }
    const bool keep_done =
        arguments.done.empty() ? !arguments.filters.queries.empty() : arguments.done == "keep";
    const TaskFilter filter{arguments.filters, keep_done, configs_of(vaults), today};
    auto rows = rows_of(vaults, filter, today);
    sort_rows(rows, arguments.sort);
    if (arguments.json) {
        print(as_json(rows, today));
    } else if (arguments.jsonl) {
        print(as_jsonl(rows, today));
    } else if (arguments.csv) {
        print(as_csv(rows, today));
    } else if (!rows.empty()) {
        print(as_table(rows));
    }
    std::size_t all = 0;
    for (const auto& vault : vaults) {
        for (const auto& document : vault.documents) {
            all += document.tasks.size();
        }
    }
    messages.raw(fmt::format("{} of {} task{}\n", rows.size(), all, all == 1 ? "" : "s"));
    return arguments.strict && lacks_notes(vaults) ? Exit::findings : Exit::clean;
}

}  // namespace tasklint::cli
