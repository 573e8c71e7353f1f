// A new task, written and read again.
#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "recurrence/write_task.hpp"
#include "tasklint/recurrence.hpp"

namespace tasklint {

namespace {

using Texts = std::vector<std::string>;

[[noreturn]] void refuse(const std::string& reason) { throw std::invalid_argument{reason}; }

std::string quoted(std::string_view text) {
    return text.empty() ? "nothing" : fmt::format("\"{}\"", text);
}
std::string quoted(const Texts& texts) { return quoted(fmt::format("{}", fmt::join(texts, ", "))); }

/// What the description says on its own, before anything is added to it.
struct Said {
    Texts owners, tags;
};

Said said_by(const std::string& description, const TaskSettings& settings) {
    TaskSettings plain = settings;
    plain.global_filter.clear();
    const auto line = "- [ ] " + description;
    const auto parsed = parse_task_line(line, plain);
    if (!parsed) {
        refuse("the description is no text of a task: " + quoted(description));
    }
    const auto task = view(line, *parsed);
    const auto* const field = std::find_if(task.begin(), task.end(), [](const Token& token) {
        return token.read && token.kind == TokenKind::field;
    });
    if (field != task.end()) {
        refuse(fmt::format("the description ends with a field of its own, {}: give it by its name",
                           quoted(task.in(field->span))));
    }
    if (!parsed->task.block_link.empty()) {
        refuse("the description ends with a block link: give it by its name");
    }
    return {owners_of(task), tags_of(task, settings)};
}

Texts with_signs(const Texts& tags) {
    Texts out;
    for (const auto& tag : tags) {
        out.push_back(tag.starts_with('#') ? tag : "#" + tag);
    }
    return out;
}

recurrence::TaskValues values_of(const NewTask& task, const std::string& words) {
    recurrence::TaskValues values;
    values.marker = "-";
    values.symbol = task.symbol;
    values.description = words;
    values.id = task.id;
    values.depends_on = task.depends_on;
    values.priority = task.priority;
    values.recurrence = task.recurrence;
    values.on_completion = task.on_completion;
    values.dates = task.dates;
    return values;
}

class Builder {
public:
    Builder(const NewTask& task, const TaskSettings& settings, const date::year_month_day& today)
        : task_{task},
          settings_{settings},
          today_{today},
          description_{trim(std::string_view{task.description})},
          said_{said_by(description_, settings)},
          tags_{with_signs(task.tags)} {
        std::erase_if(tags_, [&](const std::string& tag) { return said(tag); });
    }

    [[nodiscard]] std::string line() const {
        check_values();
        auto words = words_with(false);
        auto line = write(words);
        if (!task_.owners.empty() && owners_in(line) != expected_owners()) {
            words = words_with(true);
            line = write(words);
        }
        check(line, words);
        return line;
    }

private:
    [[nodiscard]] bool said(const std::string& tag) const {
        return std::find(said_.tags.begin(), said_.tags.end(), tag) != said_.tags.end();
    }

    void check_values() const {
        if (description_.find_first_of("\r\n") != std::string::npos) {
            refuse("the description has more than one line");
        }
        if (const auto symbol = decode_utf8(task_.symbol.empty() ? " " : task_.symbol, 0);
            task_.symbol.empty() || !symbol.valid || symbol.size != task_.symbol.size()) {
            refuse("the status is one character");
        }
        if (std::find(task_.owners.begin(), task_.owners.end(), "") != task_.owners.end()) {
            refuse("an owner without a name");
        }
        if (std::find(tags_.begin(), tags_.end(), "#") != tags_.end()) {
            refuse("a tag without a name");
        }
        for (const auto kind : date_kinds) {
            const auto& date = task_.dates[index_of(kind)];
            if (date && !date->ok()) {
                refuse(fmt::format("the {} date does not exist", field_info(kind).label));
            }
        }
    }

    static std::size_t index_of(FieldKind kind) noexcept {
        return static_cast<std::size_t>(kind) - static_cast<std::size_t>(date_kinds.front());
    }

    /// The description with owners and tags. @param linked an owner is written as a link, where a
    /// mark alone would be read otherwise
    [[nodiscard]] std::string words_with(bool linked) const {
        std::string words = description_;
        const auto add = [&](const std::string& word) {
            words.append(words.empty() ? "" : " ").append(word);
        };
        for (const auto& owner : task_.owners) {
            add(linked ? fmt::format("@[[{}]]", owner) : "@" + owner);
        }
        for (const auto& tag : tags_) {
            add(tag);
        }
        return words;
    }

    [[nodiscard]] std::string write(const std::string& words) const {
        auto values = values_of(task_, words);
        const auto link = task_.block_link.empty() ? std::string{} : " " + task_.block_link;
        values.block_link = link;
        return recurrence::write_values(
            values, settings_.format == Format::dataview ? Format::dataview : Format::emoji);
    }

    [[nodiscard]] Texts expected_owners() const {
        Texts owners = said_.owners;
        owners.insert(owners.end(), task_.owners.begin(), task_.owners.end());
        return owners;
    }

    [[nodiscard]] Texts owners_in(const std::string& line) const {
        const auto parsed = parse_task_line(line, settings_);
        return parsed ? owners_of(view(line, *parsed)) : Texts{};
    }

    static void same(std::string_view what, const Texts& meant, const Texts& read) {
        if (meant != read) {
            refuse(fmt::format("{}: {} would be read as {}", what, quoted(meant), quoted(read)));
        }
    }

    void check(const std::string& line, const std::string& words) const {
        const auto parsed = parse_task_line(line, settings_);
        if (!parsed) {
            const auto& filter = settings_.global_filter;
            refuse(!filter.empty() && line.find(filter) == std::string::npos
                       ? fmt::format("without the global filter {} it is no task: add it to the "
                                     "tags or the description",
                                     quoted(filter))
                       : "it would be no task: " + line);
        }
        const auto task = view(line, *parsed);
        const auto& read = parsed->task;
        same("status", {task_.symbol}, {std::string{task.in(read.status)}});
        Texts tags = said_.tags;
        std::copy_if(tags_.begin(), tags_.end(), std::back_inserter(tags),
                     [&](const std::string& tag) { return tag != settings_.global_filter; });
        same("tags", tags, tags_of(task, settings_));
        same("owners", expected_owners(), owners_of(task));
        same("id", {task_.id}, {std::string{id_of(task)}});
        same("depends on", task_.depends_on, depends_on_of(task));
        same("block link", {task_.block_link}, {std::string{trim(task.in(read.block_link))}});
        for (const auto kind : date_kinds) {
            const auto& meant = task_.dates[index_of(kind)];
            const auto* const date = date_of(read, kind);
            const auto text = [](const auto& of) { return of ? to_string(*of) : std::string{}; };
            same(field_info(kind).label, {text(meant)}, {text(date)});
        }
        same("priority", {std::string{priority_name(task_.priority)}},
             {std::string{priority_name(read.priority)}});
        if (task_.on_completion != read.on_completion) {
            refuse("on completion would be read otherwise");
        }
        check_recurrence(task);
        // Nothing of the words may be lost to a field.
        if (description_of(task) != words) {
            refuse("the description would be read as " + quoted(description_of(task)));
        }
    }

    void check_recurrence(const TaskView& task) const {
        const auto* const field = task.read_field(FieldKind::recurrence);
        same("recurrence", {task_.recurrence},
             {field == nullptr ? std::string{} : std::string{task.in(field->value)}});
        if (task_.recurrence.empty()) {
            return;
        }
        const auto rule = recurrence_of(task, settings_, today_);
        if (!rule) {
            refuse("recurrence: Tasks cannot read " + quoted(task_.recurrence));
        }
        if (rule->lossy()) {
            refuse(fmt::format("recurrence: {} would be read as {}", quoted(task_.recurrence),
                               quoted(rule->to_text())));
        }
    }

    const NewTask& task_;
    const TaskSettings& settings_;
    const date::year_month_day& today_;
    std::string description_;
    Said said_;
    Texts tags_;
};

}  // namespace

std::string write_new_task(const NewTask& task, const TaskSettings& settings,
                           const date::year_month_day& today) {
    return Builder{task, settings, today}.line();
}

}  // namespace tasklint
