#include "lint/house.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/text.hpp"
#include "vault/ignore.hpp"

namespace tasklint::lint {

namespace {

/// A rule object with the texts that it views.
struct OwnedRule {
    std::string code, name, summary;
    Rule rule;
};

bool is_same_text(std::string_view a, std::string_view b) {
    return a == b || fold_case(a) == fold_case(b);
}

/// The tag or one below it: `#home/garden` for `#home`.
bool has_tag(const TaskView& task, const std::string& wanted) {
    return std::any_of(task.begin(), task.end(), [&](const Token& token) {
        if (token.kind != TokenKind::tag) {
            return false;
        }
        const auto tag = fold_case(task.in(token.span));
        const auto folded = fold_case(wanted);
        return tag.compare(0, folded.size(), folded) == 0 &&
               (tag.size() == folded.size() || tag[folded.size()] == '/');
    });
}

bool has_field(const TaskView& task, FieldKind kind) {
    return kind == FieldKind::priority ? task.task->priority != Priority::none
           : is_date(kind)             ? date_of(*task.task, kind) != nullptr
                                       : task.read_field(kind) != nullptr;
}

/// What a task has, of what is named, is all of it (`all`) or any of it.
bool has(const TaskView& task, const CustomHas& wanted, bool all) {
    std::vector<bool> answers;
    if (wanted.owner) {
        answers.push_back(!owners_of(task).empty());
    }
    if (wanted.tag) {
        answers.push_back(std::any_of(task.begin(), task.end(), [](const Token& token) {
            return token.kind == TokenKind::tag;
        }));
    }
    if (wanted.date) {
        answers.push_back(has_field(task, FieldKind::due) ||
                          has_field(task, FieldKind::scheduled) ||
                          has_field(task, FieldKind::start));
    }
    for (const FieldKind kind : wanted.fields) {
        answers.push_back(has_field(task, kind));
    }
    const auto is_true = [](bool answer) { return answer; };
    return all ? std::all_of(answers.begin(), answers.end(), is_true)
               : std::any_of(answers.begin(), answers.end(), is_true);
}

bool has_status(const TaskView& task, const Config& config, const std::string& wanted) {
    const auto symbol = task.in(task.task->status);
    const auto status = config.tasks.statuses.get(symbol);
    return symbol == wanted || is_same_text(status.name, wanted) ||
           is_same_text(status_type_name(status.type), wanted);
}

/// No value is given, or one of them will do.
template <typename Value, typename Test> bool any(const std::vector<Value>& values, Test test) {
    return values.empty() || std::any_of(values.begin(), values.end(), test);
}

bool holds(const CustomRule& rule, const TaskView& task, const Config& config) {
    return any(rule.priorities,
               [&](Priority priority) { return task.task->priority == priority; }) &&
           any(rule.statuses,
               [&](const std::string& status) { return has_status(task, config, status); }) &&
           any(rule.tags, [&](const std::string& tag) { return has_tag(task, tag); }) &&
           any(rule.owners,
               [&](const std::string& wanted) {
                   const auto owners = owners_of(task);
                   return std::any_of(owners.begin(), owners.end(), [&](const std::string& owner) {
                       return is_same_text(owner, wanted);
                   });
               }) &&
           any(rule.texts,
               [&](const std::string& text) {
                   return fold_case(description_of(task)).find(fold_case(text)) !=
                          std::string::npos;
               }) &&
           has(task, rule.with, true) && !has(task, rule.without, false);
}

}  // namespace

const Rule& house_rule(const CustomRule& custom) {
    static std::mutex mutex;
    static std::map<std::vector<std::string>, std::unique_ptr<OwnedRule>> all;
    const std::lock_guard lock{mutex};
    auto& owned = all[{custom.code, custom.name, custom.message,
                       std::string{severity_name(custom.severity)}}];
    if (owned == nullptr) {
        auto made = std::make_unique<OwnedRule>();  // whole, or none
        made->code = custom.code;
        made->name = custom.name;
        made->summary = custom.message;
        Rule& rule = made->rule;
        rule.code = made->code;
        rule.name = made->name;
        rule.group = house_group;
        rule.summary = made->summary;
        rule.severity = custom.severity;
        owned = std::move(made);
    }
    return owned->rule;
}

std::vector<const Rule*> known_rules(const Config& config) {
    std::vector<const Rule*> known = rules();
    for (const CustomRule& custom : config.custom) {
        known.push_back(&house_rule(custom));
    }
    return known;
}

bool selects_house_rule(std::string_view selector, const Rule& rule) {
    if (rule.group != house_group) {
        return false;
    }
    const auto letters = rule.code.substr(0, rule.code.find_first_of("0123456789"));
    return selector == "all" || selector == house_group || selector == rule.code ||
           selector == rule.name || selector == letters;
}

void check_house_rules(const DocumentContext& context, const RuleSelection& selection,
                       Report& report) {
    for (const auto& [rule, severity] : selection.chosen_of_house()) {
        const auto custom =
            std::find_if(context.config.custom.begin(), context.config.custom.end(),
                         [&code = rule->code](const CustomRule& one) { return one.code == code; });
        if (custom == context.config.custom.end() ||
            (!custom->paths.empty() && !PathPatterns{custom->paths}.match(context.document.path))) {
            continue;
        }
        report.begin_rule(*rule, severity);
        for (std::size_t i = 0; i < context.document.tasks.size(); ++i) {
            const TaskView task = context.document.view(i);
            if (!holds(*custom, task, context.config) || is_template(task.in(task.task->line))) {
                continue;
            }
            auto& finding = report.add(
                task.task->description.empty() ? task.task->status : task.task->description,
                custom->message);
            finding.plugin_reads = plugin_reading(task);
            finding.help = custom->help;
        }
    }
}

}  // namespace tasklint::lint
