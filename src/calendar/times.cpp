// Times as Day Planner (before the text) and Reminder (behind an alarm clock) write them.
#include "calendar/times.hpp"

#include <string_view>

#include "config/export_values.hpp"
#include "tasklint/text.hpp"

namespace tasklint {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view clock_sign = "\xE2\x8F\xB0";      // U+23F0
constexpr std::string_view emoji_selector = "\xEF\xB8\x8F";  // U+FE0F

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// A time at `at`, which moves behind it. It ends with the text or before `ends`.
std::optional<std::chrono::minutes> take_time(std::string_view text, std::size_t& at,
                                              std::string_view ends) {
    auto end = text.find_first_not_of("0123456789:", at);
    end = end == npos ? text.size() : end;
    const auto time = config::time_of_day(text.substr(at, end - at));
    if (!time || (end < text.size() && ends.find(text[end]) == npos)) {
        return std::nullopt;
    }
    at = end;
    return time;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && is_blank(text[at])) {
        ++at;
    }
    return at;
}

/// The dash of a range: `-`, `–` or `—`. @return its bytes, 0 for none
std::size_t dash_at(std::string_view text, std::size_t at) {
    for (const std::string_view dash : {"-", "\xE2\x80\x93", "\xE2\x80\x94"}) {
        if (text.substr(at).starts_with(dash)) {
            return dash.size();
        }
    }
    return 0;
}

void read_leading(std::string_view text, std::uint32_t base, TaskTimes& times) {
    std::size_t at = 0;
    const auto begin = take_time(text, at, " \t-\xE2");
    if (!begin) {
        return;
    }
    auto end = at;
    auto behind = skip_blanks(text, at);
    std::optional<std::chrono::minutes> until;
    if (const auto dash = dash_at(text, behind); dash != 0) {
        behind = skip_blanks(text, behind + dash);
        until = take_time(text, behind, " \t");
        if (until) {
            end = behind;
        }
    }
    if (end < text.size() && !is_blank(text[end])) {
        return;  // `14:00-ish`
    }
    times.begin = begin;
    times.end = until;
    times.spans.push_back({base, base + static_cast<std::uint32_t>(end)});
}

void read_reminder(std::string_view text, std::uint32_t base, TaskTimes& times) {
    const auto sign = text.find(clock_sign);
    if (sign == npos) {
        return;
    }
    auto at = sign + clock_sign.size();
    if (text.substr(at).starts_with(emoji_selector)) {
        at += emoji_selector.size();
    }
    at = skip_blanks(text, at);
    std::optional<date::year_month_day> day;
    if (text.size() >= at + 10) {
        day = date_from_text(text.substr(at, 10));
        if (day && day->ok()) {
            at = skip_blanks(text, at + 10);
        } else {
            day.reset();
        }
    }
    const auto time = take_time(text, at, " \t");
    if (time) {
        times.reminder = time;
        times.reminder_day = day;
        times.spans.push_back(
            {base + static_cast<std::uint32_t>(sign), base + static_cast<std::uint32_t>(at)});
    }
}

}  // namespace

TaskTimes times_of(const TaskView& task) {
    TaskTimes times;
    const auto base = task.task->description.begin;
    const auto text = task.in(task.task->description);
    read_leading(text, base, times);
    read_reminder(text, base, times);
    return times;
}

}  // namespace tasklint
