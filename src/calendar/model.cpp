// Which tasks are in a calendar, and under which UID. docs/ics-mapping.md is the same in words.
#include "calendar/model.hpp"

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <set>
#include <utility>

#include "calendar/identity.hpp"
#include "calendar/obsidian_url.hpp"
#include "calendar/summary.hpp"
#include "calendar/times.hpp"
#include "tasklint/text.hpp"

namespace tasklint {
namespace {

using date::year_month_day;

constexpr int first_year = 1000;
constexpr int last_year = 2999;

}  // namespace

bool fits_calendar(const year_month_day& day) {
    return day.ok() && int{day.year()} >= first_year && int{day.year()} <= last_year;
}

std::optional<year_month_day> calendar_date(const Task& task, FieldKind kind) {
    const auto day = real_date_of(task, kind);
    return day && fits_calendar(*day) ? day : std::nullopt;
}

bool is_private(const TaskView& task, const std::vector<std::string>& folded,
                const TaskSettings& settings) {
    if (folded.empty()) {
        return false;
    }
    const auto tags = tags_of(task, settings);
    return std::any_of(tags.begin(), tags.end(), [&](const std::string& written) {
        const auto tag = fold_case(written);
        return std::any_of(folded.begin(), folded.end(), [&](const std::string& one) {
            return tag == one || tag.starts_with(one + "/");
        });
    });
}

std::vector<EventDays> event_days(const TaskView& task, const CalendarSettings& settings) {
    struct Dated {
        std::optional<year_month_day> day;
        std::string_view suffix;
    };
    const Dated due{calendar_date(*task.task, FieldKind::due), "-due"};
    const Dated scheduled{calendar_date(*task.task, FieldKind::scheduled), "-sched"};
    const Dated start{calendar_date(*task.task, FieldKind::start), "-start"};
    std::vector<EventDays> days;
    const auto first_of = [&](std::initializer_list<Dated> order) {
        for (const auto& one : order) {
            if (one.day && days.empty()) {
                days.push_back({*one.day, *one.day, one.suffix});
            }
        }
    };
    switch (settings.event_on) {
        case EventOn::due: first_of({due, scheduled, start}); break;
        case EventOn::scheduled: first_of({scheduled, due, start}); break;
        case EventOn::start: first_of({start, scheduled, due}); break;
        case EventOn::span:
            first_of({due, start, scheduled});
            if (const auto& begin = start.day ? start : scheduled;
                due.day && begin.day && *begin.day < *due.day) {
                days.front().first = *begin.day;
            }
            break;
        case EventOn::each:
            for (const auto& one : {due, scheduled, start}) {
                if (one.day && std::none_of(days.begin(), days.end(), [&](const EventDays& other) {
                        return other.first == *one.day;
                    })) {
                    days.push_back({*one.day, *one.day, one.suffix});
                }
            }
            break;
    }
    if (days.empty() && settings.times) {
        if (const auto day = times_of(task).reminder_day; day && fits_calendar(*day)) {
            days.push_back({*day, *day, "-time"});
        }
    }
    return days;
}

CalendarMaker::CalendarMaker(const Config& config, const CalendarOptions& options)
    : config_{config}, options_{options}, zone_{options.settings.zone} {
    static_cast<void>(uuid_of(config.vault_id, {}));  // throws if the id is none
    for (const auto& tag : options.settings.private_tags) {
        private_tags_.push_back(fold_case(tag));
    }
}

bool CalendarMaker::makes_todos() const noexcept {
    return options_.settings.profile != Profile::events && !options_.settings.google;
}

bool CalendarMaker::makes_events() const noexcept {
    return options_.settings.profile != Profile::todo || options_.settings.google;
}

/// Why the task becomes no to-do, or no event.
LeftOut CalendarMaker::left_out(const TaskView& task, bool event) const {
    const auto type = task.task->status_type;
    const bool keep_done = options_.keep_done.value_or(!event);
    const bool keep_cancelled =
        event ? options_.keep_cancelled : keep_done || options_.keep_cancelled;
    if (is_template(task.in(task.task->line))) {
        return LeftOut::template_text;
    }
    if (type == StatusType::non_task) {
        return LeftOut::non_task;
    }
    if (type == StatusType::done && !keep_done) {
        return LeftOut::done;
    }
    if (type == StatusType::cancelled && !keep_cancelled) {
        return LeftOut::cancelled;
    }
    if (options_.drop_proposed && is_proposed(config_, task)) {
        return LeftOut::proposed;
    }
    if (!options_.settings.redact && is_private(task, private_tags_, config_.tasks)) {
        return LeftOut::private_task;
    }
    if (event && event_days(task, options_.settings).empty()) {
        return LeftOut::no_date;
    }
    return LeftOut::none;
}

NoteSurvey CalendarMaker::survey(const Document& document) const {
    NoteSurvey survey;
    survey.tasks.resize(document.tasks.size());
    std::set<UuidBytes> open;
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        const auto task = document.view(i);
        auto& one = survey.tasks[i];
        one.uuid = uuid_bytes_of(config_.vault_id, seed_of(task));
        if (options_.wanted && !options_.wanted(document, i)) {
            one.todo = one.event = LeftOut::unwanted;
        } else {
            one.todo = makes_todos() ? left_out(task, false) : LeftOut::unwanted;
            one.event = makes_events() ? left_out(task, true) : LeftOut::unwanted;
        }
        if (const auto id = id_of(task); !id.empty()) {
            survey.ids.emplace_back(static_cast<std::uint32_t>(i), id);
        } else if ((one.todo == LeftOut::none || one.event == LeftOut::none) &&
                   !is_done(task.task->status_type) && !task.task->body.empty() &&
                   !open.insert(one.uuid).second) {
            ++survey.twins;
        }
    }
    return survey;
}

void CalendarMaker::add(std::size_t note, const NoteSurvey& survey) {
    if (notes_.size() <= note) {
        notes_.resize(note + 1);
    }
    notes_[note] = {static_cast<std::uint32_t>(tasks_.size()),
                    static_cast<std::uint32_t>(survey.tasks.size())};
    for (const auto& one : survey.tasks) {
        tasks_.push_back({one.uuid, 1, one.todo, one.event});
        tasks_.back().number = next_number(one.uuid);
    }
    twins_ += survey.twins;
    for (const auto& [task, id] : survey.ids) {
        if (chosen(note, task).todo == LeftOut::none) {
            carrier_of_id_.try_emplace(id, note, task);
        }
    }
}

std::uint32_t& CalendarMaker::first_carrier(const UuidBytes& uuid) {
    std::size_t hash = 0;
    std::memcpy(&hash, uuid.data(), sizeof hash);
    const auto mask = first_carriers_.size() - 1;
    for (auto at = hash & mask;; at = (at + 1) & mask) {
        auto& place = first_carriers_[at];
        if (place == 0 || tasks_[place - 1].uuid == uuid) {
            return place;
        }
    }
}

std::uint32_t CalendarMaker::next_number(const UuidBytes& uuid) {
    if (tasks_.size() * 4 > first_carriers_.size() * 3) {
        constexpr std::size_t least = 1024;  // a power of two, as all sizes are
        first_carriers_.assign(std::max(least, first_carriers_.size() * 2), 0);
        for (std::uint32_t i = 0; i + 1 < tasks_.size(); ++i) {
            if (tasks_[i].number == 1) {
                first_carrier(tasks_[i].uuid) = i + 1;
            }
        }
    }
    auto& place = first_carrier(uuid);
    if (place == 0) {
        place = static_cast<std::uint32_t>(tasks_.size());
        return 1;
    }
    return 1 + ++repeats_[place];
}

void CalendarMaker::seal() {
    decltype(first_carriers_){}.swap(first_carriers_);
    decltype(repeats_){}.swap(repeats_);
}

bool CalendarMaker::stands_alone(const Document& document) {
    return std::none_of(document.tokens.begin(), document.tokens.end(), [](const Token& token) {
        return token.kind == TokenKind::field && token.field == FieldKind::depends_on;
    });
}

void CalendarMaker::set_uids(std::size_t note, std::vector<std::string> uids) {
    if (uids_.size() <= note) {
        uids_.resize(note + 1);
    }
    uids_[note] = std::move(uids);
}

const std::string* CalendarMaker::set_uid(std::size_t note, std::size_t task) const {
    return note < uids_.size() && !uids_[note].empty() ? &uids_[note][task] : nullptr;
}

std::string CalendarMaker::uid_of(std::size_t note, const Document& document,
                                  std::size_t task) const {
    if (const auto* uid = set_uid(note, task)) {
        return *uid;
    }
    return stateless_uid(note, task, [&] { return seed_of(document.view(task)); });
}

std::string CalendarMaker::stateless_uid(std::size_t note, std::size_t task,
                                         const std::function<std::string()>& seed) const {
    const auto& one = chosen(note, task);
    return one.number == 1 ? uuid_text(one.uuid)
                           : uuid_of(config_.vault_id, numbered_seed(seed(), one.number));
}

std::string CalendarMaker::todo_with_id(const std::string& id) const {
    const auto found = carrier_of_id_.find(id);
    if (found == carrier_of_id_.end()) {
        return {};
    }
    const auto [note, task] = found->second;
    const auto* uid = set_uid(note, task);
    return uid != nullptr
               ? *uid
               : uuid_of(config_.vault_id, numbered_seed("id:" + id, chosen(note, task).number));
}

Calendar CalendarMaker::frame() const {
    Calendar calendar;
    calendar.name = clean_text(options_.name.empty() ? vault_name(config_) : options_.name);
    calendar.refresh = options_.settings.refresh;
    calendar.color = options_.settings.color;
    calendar.zone = options_.settings.zone;
    return calendar;
}

Calendar make_calendar(const Vault& vault, const CalendarOptions& options) {
    CalendarMaker maker{vault.config, options};
    const auto order = documents_by_path(vault);
    for (const auto at : order) {
        maker.add(at, maker.survey(vault.documents[at]));
    }
    auto calendar = maker.frame();
    for (const auto at : order) {
        auto entries = maker.entries(at, vault.documents[at]);
        std::move(entries.components.begin(), entries.components.end(),
                  std::back_inserter(calendar.components));
        std::move(entries.left_out.begin(), entries.left_out.end(),
                  std::back_inserter(calendar.left_out));
    }
    std::sort(calendar.components.begin(), calendar.components.end(),
              [](const Component& a, const Component& b) {
                  return std::pair{a.event, std::string_view{a.uid}} <
                         std::pair{b.event, std::string_view{b.uid}};
              });
    return calendar;
}

}  // namespace tasklint
