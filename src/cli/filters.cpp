// The short filters of the commands that show tasks.
#include "cli/filters.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <variant>

#include <fmt/core.h>

#include "cli/inputs.hpp"
#include "tasklint/document.hpp"
#include "tasklint/task.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

constexpr std::array all_priorities{Priority::highest, Priority::high, Priority::medium,
                                    Priority::none,    Priority::low,  Priority::lowest};
constexpr std::array all_types{StatusType::todo, StatusType::in_progress, StatusType::on_hold,
                               StatusType::done, StatusType::cancelled,   StatusType::non_task,
                               StatusType::empty};

std::pair<Priority, bool> priority_argument(const std::string& text) {
    const bool or_better = !text.empty() && text.back() == '+';
    const auto name = fold_case(text.substr(0, text.size() - (or_better ? 1 : 0)));
    std::vector<std::string> names;
    for (const auto priority : all_priorities) {
        if (priority_name(priority) == name) {
            return {priority, or_better};
        }
        names.emplace_back(priority_name(priority));
    }
    throw Unusable(fmt::format("--priority: \"{}\" is none of {} (with + for \"or better\")", text,
                               joined(names, ", ")));
}

bool is_one_character(std::string_view text) {
    return !text.empty() && decode_utf8(text, 0).size == text.size();
}

/// A symbol, a status name of one of the vaults, or a type.
void require_status(const std::string& text, const std::vector<const Config*>& configs) {
    if (is_one_character(text)) {
        return;
    }
    std::vector<std::string> names{"Unknown"};
    for (const auto type : all_types) {
        names.emplace_back(status_type_name(type));
    }
    for (const auto* config : configs) {
        for (const auto& status : config->tasks.statuses.all()) {
            names.push_back(status.name);
        }
    }
    const auto folded = fold_case(text);
    if (std::any_of(names.begin(), names.end(),
                    [&](const std::string& name) { return fold_case(name) == folded; })) {
        return;
    }
    const auto near = nearest(text, names);
    throw Unusable(fmt::format("--status: \"{}\" is no symbol, name or type of a status{}", text,
                               near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)));
}

/// What the options say that the plugin's language has words for, in these words: one line each.
/// They were checked before, so that nothing of it can be wrong.
std::string query_of(const FilterArguments& arguments, bool keep_done) {
    std::string text;
    const auto add = [&](std::string_view line) { text += fmt::format("{}\n", line); };
    if (!keep_done) {
        add("not done");
    }
    if (arguments.overdue) {
        add("not done");
        add("due before today");
    }
    if (arguments.blocked) {
        add("is blocked");
    }
    if (arguments.blocking) {
        add("is blocking");
    }
    // Of several the widest; one date has to lie in the whole window.
    std::optional<date::year_month_day> from;
    std::optional<date::year_month_day> to;
    for (const auto& given : arguments.from) {
        const auto date = date_argument(given, "--from");
        from = from ? std::min(*from, date) : date;
    }
    for (const auto& given : arguments.to) {
        const auto date = date_argument(given, "--to");
        to = to ? std::max(*to, date) : date;
    }
    if (from && to) {
        // A range is read whichever way it is written; one that ends before it begins takes
        // nothing.
        add(*from <= *to ? fmt::format("happens {} {}", to_string(*from), to_string(*to))
                         : "(has happens date) AND (no happens date)");
    } else if (from) {
        add(fmt::format("happens on or after {}", to_string(*from)));
    } else if (to) {
        add(fmt::format("happens on or before {}", to_string(*to)));
    }
    std::string priorities;
    for (const auto& given : arguments.priorities) {
        const auto [priority, or_better] = priority_argument(given);
        const auto name = priority_name(priority);
        priorities += fmt::format("{}(priority is {})", priorities.empty() ? "" : " OR ", name);
        priorities += or_better ? fmt::format(" OR (priority is above {})", name) : "";
    }
    if (!priorities.empty()) {
        add(priorities);
    }
    return text;
}

/// A query of our own.
Query read_plain(const std::string& text, const date::year_month_day& today) {
    auto read = read_query(text, {}, {}, today);
    if (const auto* const error = std::get_if<QueryError>(&read)) {
        throw std::logic_error(fmt::format("{} in {}", error->message, text));
    }
    return std::get<Query>(std::move(read));
}

/// The query of --due, one line of it.
Query read_due(const std::string& phrase, const date::year_month_day& today) {
    const auto refuse = [&](std::string_view why) {
        throw Unusable(fmt::format("--due: \"{}\": {}", phrase, why));
    };
    if (phrase.find('\n') != std::string::npos) {
        refuse("one line is wanted");
    }
    auto read = read_query("due " + phrase, {}, {}, today);
    if (const auto* const error = std::get_if<QueryError>(&read)) {
        refuse(error->message);
    }
    return std::get<Query>(std::move(read));
}

/// A query of --query. Filters alone: what is listed has its own order and groups.
Query read_filters(const std::string& text, const TaskSettings& settings,
                   const date::year_month_day& today) {
    TaskSettings own = settings;
    own.global_query.clear();
    const auto alone = read_query(text, {}, own, today);
    if (const auto* const query = std::get_if<Query>(&alone);
        query != nullptr && !query->only_filters()) {
        throw Unusable(
            "--query takes filters only; for sorting, groups and limits there is tasklint query");
    }
    auto read = read_query(text, {}, settings, today);
    if (const auto* const error = std::get_if<QueryError>(&read)) {
        throw Unusable(fmt::format("--query: {}:{}: {}{}{} ({})", query_text_name(error->in),
                                   error->line, error->message, error->detail.empty() ? "" : " ",
                                   error->detail, error->kind));
    }
    return std::get<Query>(std::move(read));
}

}  // namespace

std::vector<const Config*> configs_of(const std::vector<Vault>& vaults) {
    std::vector<const Config*> configs;
    configs.reserve(vaults.size());
    for (const auto& vault : vaults) {
        configs.push_back(&vault.config);
    }
    return configs;
}

bool needs_dependencies(const FilterArguments& arguments) {
    return arguments.blocked || arguments.blocking || !arguments.queries.empty();
}

TaskFilter::TaskFilter(const FilterArguments& arguments, bool keep_done,
                       const std::vector<const Config*>& configs, const date::year_month_day& today)
    : globs_(arguments.globs) {
    for (const auto& status : arguments.statuses) {
        require_status(status, configs);
    }
    QueryChoice due;
    for (const auto& phrase : arguments.due) {
        due.queries.push_back(read_due(phrase, today));
    }
    const Query plain = narrowed(read_plain(query_of(arguments, keep_done), today), due);
    QueryChoice choice;
    choice.tags = arguments.tags;
    choice.owners = arguments.owners;
    choice.statuses = arguments.statuses;
    choice.paths = arguments.globs;
    for (const auto* config : configs) {
        choice.me = config->me;
        choice.queries.clear();
        for (const auto& text : arguments.queries) {
            choice.queries.push_back(read_filters(text, config->tasks, today));
        }
        queries_.emplace_back(config, narrowed(plain, choice));
    }
}

bool TaskFilter::takes_path(const std::string& path) const {
    return globs_.empty() || matches_globs(globs_, path);
}

bool TaskFilter::takes(const Config& config, const Dependencies& dependencies,
                       const Document& document, std::size_t task) const {
    const auto own = std::find_if(queries_.begin(), queries_.end(),
                                  [&](const auto& one) { return one.first == &config; });
    return own->second.takes(query_task(document, task, config.tasks, dependencies));
}

}  // namespace tasklint::cli
