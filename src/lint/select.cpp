// Which rules run: selectors of the configuration and the command line.
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>

#include <fmt/core.h>

#include "tasklint/lint.hpp"

#include "lint/house.hpp"
#include "lint/rule.hpp"
#include "vault/ignore.hpp"

namespace tasklint {

namespace {

/// A group is also the prefix of its codes. Groups without a rule yet are sound selectors.
struct Group {
    std::string_view name;
    std::string_view prefix;
};
constexpr std::array<Group, 11> groups{{
    {"tasks", "TL0"},
    {"fields", "TL1"},
    {"dates", "TL2"},
    {"status", "TL3"},
    {"owners", "TL4"},
    {"recurrence", "TL5"},
    {"links", "TL6"},
    {"tags", "TL7"},
    {"encoding", "TL8"},
    {"notes", "TL9"},
    {"queries", "TQ"},
}};
constexpr std::string_view task_codes = "TL";
constexpr std::string_view every_code = "all";

/// The beginning of codes that the selector means, or empty if it is none.
std::string_view prefix_of(std::string_view selector) {
    if (selector == every_code || selector == task_codes) {
        return selector;
    }
    for (const Group& group : groups) {
        if (selector == group.name || selector == group.prefix) {
            return group.prefix;
        }
    }
    const bool begins_code = selector.size() > task_codes.size() &&
                             std::any_of(rules().begin(), rules().end(), [&](const Rule* rule) {
                                 return rule->code.substr(0, selector.size()) == selector;
                             });
    return begins_code ? selector : std::string_view{};
}

bool is_default(const Rule& rule, const Config& config, bool whole_vault) {
    switch (rule.on) {
        case DefaultOn::yes: return true;
        case DefaultOn::no: return false;
        case DefaultOn::configured: return rule.configured != nullptr && rule.configured(config);
        case DefaultOn::whole_vault: return whole_vault;
        case DefaultOn::exports: return config.export_configured;
    }
    return false;
}

/// Codes and names, and for lists of selectors what else they may hold.
std::vector<std::string> all_selectors(bool rules_only, const Config& config) {
    std::vector<std::string> candidates;
    for (const Rule* const rule : lint::known_rules(config)) {
        candidates.emplace_back(rule->code);
        candidates.emplace_back(rule->name);
    }
    if (!rules_only) {
        candidates.emplace_back("default");
        candidates.emplace_back("all");
        candidates.emplace_back(lint::house_group);
        for (const Group& group : groups) {
            candidates.emplace_back(group.name);
        }
    }
    return candidates;
}

[[noreturn]] void unknown(const Config& config, const std::string& selector, bool rules_only) {
    const std::string near = nearest(selector, all_selectors(rules_only, config));
    const std::string message =
        near.empty() ? fmt::format("unknown rule \"{}\"; tasklint rules lists them", selector)
                     : fmt::format("unknown rule \"{}\"; did you mean \"{}\"?", selector, near);
    const auto place = config.rule_places.find(selector);
    if (place == config.rule_places.end()) {
        throw ConfigError{"", 0, 0, message};  // it comes from the command line or from code
    }
    throw ConfigError{place->second.file, place->second.line, place->second.column, message};
}

}  // namespace

namespace lint {

bool selects(std::string_view selector, const Rule& rule) {
    if (selector == rule.code || selector == rule.name || selects_house_rule(selector, rule)) {
        return true;
    }
    const std::string_view prefix =
        find_rule(selector) == nullptr ? prefix_of(selector) : std::string_view{};
    if (prefix == every_code) {
        return find_rule(rule.code) == &rule;
    }
    return !prefix.empty() && rule.code.substr(0, prefix.size()) == prefix;
}

std::string nearest_selector(std::string_view selector, const Config& config) {
    return nearest(selector, all_selectors(false, config));
}

}  // namespace lint

/// The selections for notes that overrides speak of, one for each set of them.
class RuleSelection::Variants {
public:
    Variants(const Config& config, bool whole_vault) : config_{config}, whole_vault_{whole_vault} {
        for (const Override& one : config_.overrides) {
            patterns_.emplace_back(one.files);
        }
    }

    const RuleSelection& at(std::string_view vault_path, const RuleSelection& base) {
        std::vector<bool> matches;
        for (const auto& patterns : patterns_) {
            matches.push_back(patterns.match(vault_path));
        }
        const std::lock_guard lock{mutex_};
        auto& made = made_[matches];
        if (made == nullptr) {
            made = make(matches, base);
        }
        return *made;
    }

private:
    std::unique_ptr<RuleSelection> make(const std::vector<bool>& matches,
                                        const RuleSelection& base) const {
        auto made = std::make_unique<RuleSelection>(base);
        made->variants_.reset();
        for (std::size_t i = 0; i < matches.size(); ++i) {
            if (matches[i]) {
                const Override& one = config_.overrides[i];
                made->change(config_, whole_vault_, one.select, one.ignore, one.severity);
            }
        }
        return made;
    }

    Config config_;
    bool whole_vault_;
    std::vector<PathPatterns> patterns_;
    std::mutex mutex_;
    std::map<std::vector<bool>, std::unique_ptr<RuleSelection>> made_;
};

RuleSelection::RuleSelection(const Config& config, bool whole_vault) {
    for (const Rule* const rule : lint::known_rules(config)) {
        entries_.push_back({rule, false, rule->severity});
    }
    change(config, whole_vault, config.select, config.ignore, config.severity);
    if (!config.overrides.empty()) {
        variants_ = std::make_shared<Variants>(config, whole_vault);
        for (const Override& one : config.overrides) {  // whatever notes there are
            RuleSelection tried{*this};
            tried.change(config, whole_vault, one.select, one.ignore, one.severity);
        }
    }
}

void RuleSelection::set(const Config& config, bool whole_vault, const std::string& selector,
                        bool on) {
    bool found = selector == "default" || selector == "all" || selector == lint::house_group ||
                 !prefix_of(selector).empty();
    for (Entry& entry : entries_) {
        const Rule& rule = *entry.rule;
        const bool meant = selector == "default" ? is_default(rule, config, whole_vault)
                                                 : lint::selects(selector, rule);
        entry.enabled = meant ? on : entry.enabled;
        found = found || meant;
    }
    if (!found) {
        unknown(config, selector, false);
    }
}

void RuleSelection::change(const Config& config, bool whole_vault,
                           const std::vector<std::string>& select,
                           const std::vector<std::string>& ignore,
                           const std::map<std::string, Severity>& severity) {
    for (const auto& selector : select) {
        set(config, whole_vault, selector, true);
    }
    for (const auto& selector : ignore) {
        set(config, whole_vault, selector, false);
    }
    for (const auto& [name, wanted] : severity) {
        const auto entry = std::find_if(
            entries_.begin(), entries_.end(), [&, &wanted_name = name](const Entry& one) {
                return one.rule->code == wanted_name || one.rule->name == wanted_name;
            });
        if (entry == entries_.end()) {
            unknown(config, name, true);
        }
        entry->severity = wanted;
    }
    for (auto* const chosen :
         {&chosen_, &chosen_of_house_, &chosen_for_notes_, &chosen_for_queries_}) {
        chosen->clear();
    }
    chosen_for_tasks_.clear();
    for (const auto& [rule, enabled, its_severity] : entries_) {
        if (!enabled) {
            continue;
        }
        if (rule->group == lint::house_group) {
            chosen_of_house_.emplace_back(rule, its_severity);
            continue;
        }
        chosen_.emplace_back(rule, its_severity);
        if (rule->check_task != nullptr) {
            auto same = std::find_if(
                chosen_for_tasks_.begin(), chosen_for_tasks_.end(),
                [about = rule->about](const TaskRules& one) { return one.about == about; });
            if (same == chosen_for_tasks_.end()) {
                same = chosen_for_tasks_.insert(same, TaskRules{rule->about, {}});
            }
            same->rules.emplace_back(rule, its_severity);
        }
        if (rule->check_document != nullptr) {
            chosen_for_notes_.emplace_back(rule, its_severity);
        }
        if (rule->check_query != nullptr) {
            chosen_for_queries_.emplace_back(rule, its_severity);
        }
    }
}

const RuleSelection::Entry* RuleSelection::find(const Rule& rule) const noexcept {
    const auto ours = entries_.begin() + static_cast<std::ptrdiff_t>(rules().size());
    auto found = std::lower_bound(
        entries_.begin(), ours, rule.code,
        [](const Entry& entry, std::string_view code) { return entry.rule->code < code; });
    if (found == ours || found->rule != &rule) {
        found = std::find_if(ours, entries_.end(),
                             [&](const Entry& entry) { return entry.rule->code == rule.code; });
    }
    return found == entries_.end() ? nullptr : &*found;
}

bool RuleSelection::enabled(const Rule& rule) const noexcept {
    const Entry* const entry = find(rule);
    return entry != nullptr && entry->enabled;
}

Severity RuleSelection::severity(const Rule& rule) const noexcept {
    const Entry* const entry = find(rule);
    return entry != nullptr ? entry->severity : rule.severity;
}

const RuleSelection& RuleSelection::at(std::string_view vault_path) const {
    return variants_ == nullptr ? *this : variants_->at(vault_path, *this);
}

}  // namespace tasklint
