// Which rules run: selectors of the configuration and the command line.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tasklint/lint.hpp"

#include "lint/rule.hpp"

namespace tasklint {

namespace {

/// A group is also the prefix of its codes. Groups without a rule yet are sound selectors.
struct Group {
    std::string_view name;
    std::string_view prefix;
};
constexpr std::array<Group, 10> groups{{
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
}};
constexpr std::string_view all_codes = "TL";

/// The beginning of codes that the selector means, or empty if it is none.
std::string_view prefix_of(std::string_view selector) {
    if (selector == "all" || selector == all_codes) {
        return all_codes;
    }
    for (const Group& group : groups) {
        if (selector == group.name || selector == group.prefix) {
            return group.prefix;
        }
    }
    const bool begins_code = selector.size() > all_codes.size() &&
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
std::vector<std::string> all_selectors(bool rules_only) {
    std::vector<std::string> candidates;
    for (const Rule* const rule : rules()) {
        candidates.emplace_back(rule->code);
        candidates.emplace_back(rule->name);
    }
    if (!rules_only) {
        candidates.emplace_back("default");
        candidates.emplace_back("all");
        for (const Group& group : groups) {
            candidates.emplace_back(group.name);
        }
    }
    return candidates;
}

[[noreturn]] void unknown(const Config& config, const std::string& selector, bool rules_only) {
    const std::string near = nearest(selector, all_selectors(rules_only));
    const std::string message =
        near.empty() ? fmt::format("unknown rule \"{}\"; tasklint rules lists them", selector)
                     : fmt::format("unknown rule \"{}\"; did you mean \"{}\"?", selector, near);
    const auto place = config.rule_places.find(selector);
    if (place == config.rule_places.end()) {
        throw ConfigError{"", 0, 0, message};  // it comes from the command line or from code
    }
    throw ConfigError{place->second.file, place->second.line, place->second.column, message};
}

std::size_t index_of(const Rule& rule) noexcept {
    const auto& table = rules();
    const auto found =
        std::lower_bound(table.begin(), table.end(), rule.code,
                         [](const Rule* a, std::string_view code) { return a->code < code; });
    return static_cast<std::size_t>(found - table.begin());
}

}  // namespace

namespace lint {

bool selects(std::string_view selector, const Rule& rule) {
    if (selector == rule.code || selector == rule.name) {
        return true;
    }
    const std::string_view prefix =
        find_rule(selector) == nullptr ? prefix_of(selector) : std::string_view{};
    return !prefix.empty() && rule.code.substr(0, prefix.size()) == prefix;
}

std::string nearest_selector(std::string_view selector) {
    return nearest(selector, all_selectors(false));
}

}  // namespace lint

RuleSelection::RuleSelection(const Config& config, bool whole_vault) {
    const auto& table = rules();
    enabled_.assign(table.size(), false);
    const auto set = [&](const std::string& selector, bool on) {
        if (const Rule* const rule = find_rule(selector)) {
            enabled_[index_of(*rule)] = on;
            return;
        }
        const std::string_view prefix = prefix_of(selector);
        const bool only_default = selector == "default";
        if (prefix.empty() && !only_default) {
            unknown(config, selector, false);
        }
        for (std::size_t i = 0; i < table.size(); ++i) {
            if (only_default ? is_default(*table[i], config, whole_vault)
                             : table[i]->code.substr(0, prefix.size()) == prefix) {
                enabled_[i] = on;
            }
        }
    };
    for (const auto& selector : config.select) {
        set(selector, true);
    }
    for (const auto& selector : config.ignore) {
        set(selector, false);
    }

    for (const Rule* const rule : table) {
        severity_.push_back(rule->severity);
    }
    for (const auto& [name, severity] : config.severity) {
        const Rule* const rule = find_rule(name);
        if (rule == nullptr) {
            unknown(config, name, true);
        }
        severity_[index_of(*rule)] = severity;
    }
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (enabled_[i]) {
            chosen_.emplace_back(table[i], severity_[i]);
        }
    }
}

bool RuleSelection::enabled(const Rule& rule) const noexcept { return enabled_[index_of(rule)]; }

Severity RuleSelection::severity(const Rule& rule) const noexcept {
    return severity_[index_of(rule)];
}

}  // namespace tasklint
