#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tasklint/calendar.hpp"
#include "tasklint/document.hpp"
#include "tasklint/vault.hpp"

namespace tasklint::test {

/// A vault of notes given as path and text.
inline Vault vault_of(const std::vector<std::pair<std::string, std::string>>& notes,
                      Config config = {}) {
    Vault vault;
    vault.config = std::move(config);
    if (vault.config.vault_name.empty()) {
        vault.config.vault_name = "My vault";
    }
    for (const auto& [path, text] : notes) {
        vault.notes.push_back({path, path, path});
        vault.documents.push_back(parse(text, path, vault.config.tasks));
    }
    return vault;
}

inline Vault vault_of(const std::string& text, Config config = {}) {
    return vault_of({{"Note.md", text}}, std::move(config));
}

inline CalendarOptions options_for(Profile profile) {
    CalendarOptions options;
    options.settings.profile = profile;
    options.today = date::year{2026} / 1 / 6;
    return options;
}

inline Calendar todos(const Vault& vault) {
    return make_calendar(vault, options_for(Profile::todo));
}
inline Calendar events(const Vault& vault) {
    return make_calendar(vault, options_for(Profile::events));
}

/// The component with that summary, or null.
inline const Component* find(const Calendar& calendar, std::string_view summary) {
    const auto it = std::find_if(calendar.components.begin(), calendar.components.end(),
                                 [&](const Component& one) { return one.summary == summary; });
    return it == calendar.components.end() ? nullptr : &*it;
}

/// The statuses `?` Proposed, `h` On Hold and `~` of type NON_TASK beside the defaults.
inline Config with_statuses() {
    Config config;
    auto statuses = config.tasks.statuses.all();
    statuses.push_back({"?", "Proposed", "x", StatusType::todo});
    statuses.push_back({"h", "On Hold", "x", StatusType::on_hold});
    statuses.push_back({"~", "Note", "x", StatusType::non_task});
    config.tasks.statuses = StatusRegistry{statuses};
    return config;
}

/// A moment as text, `2026-01-06` or `2026-01-06 14:00:00`; empty if there is none.
inline std::string text_of(const std::optional<CalendarMoment>& moment) {
    if (!moment) {
        return {};
    }
    return to_string(moment->day) +
           (moment->time ? date::format(" %T", *moment->time) : std::string{});
}

/// An instant as text, `2026-01-06T12:00:00Z`; empty if there is none.
inline std::string text_of(const std::optional<date::sys_seconds>& at) {
    return at ? date::format("%FT%TZ", *at) : std::string{};
}

/// A date as text; empty if there is none.
inline std::string text_of(const std::optional<date::year_month_day>& day) {
    return day ? to_string(*day) : std::string{};
}

}  // namespace tasklint::test
