// The agenda as one HTML page (html.spec.whatwg.org).
//   * Nothing is loaded, and nothing of a note can act: all text of notes goes through `html_text`,
//     stands in elements and attributes alone, never in the style or script, and the only links
//     that leave the page are our own obsidian:// ones. The Content-Security-Policy
//     (w3.org/TR/CSP3) allows the one style and the one script by their hashes.
//   * Every task is in one list; the calendar repeats those of its days as links to there. So all
//     can be read without the script, which only hides what a filter does not take.
//   * What tasks are filtered by stands in their attributes as numbers of the choices: names need
//     no separator then.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "report/agenda_inlines.hpp"
#include "report/finding_text.hpp"
#include "report/html_text.hpp"
#include "tasklint/agenda.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

namespace {

using date::days;
using date::sys_days;
using date::year_month_day;

/// More findings make no better page; `tasklint check` has them all.
constexpr std::size_t most_problems = 500;
/// As many are shown at once; more are behind a click.
constexpr std::size_t most_open_problems = 8;
/// Tasks that a day of the calendar has room for; agenda.css knows the number, too.
constexpr std::size_t most_in_cell = 4;

constexpr std::array<std::string_view, 12> month_names{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
/// As date counts them.
constexpr std::array<std::string_view, 7> weekday_names{
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::size_t short_name = 3;

/// All priorities, best first, with a mark that is no colour.
constexpr std::array<std::pair<Priority, std::string_view>, 6> priorities{
    {{Priority::highest, "▲▲"},
     {Priority::high, "▲"},
     {Priority::medium, "△"},
     {Priority::none, ""},
     {Priority::low, "▽"},
     {Priority::lowest, "▽▽"}}};

std::string_view month_name(const year_month_day& day) {
    return month_names[unsigned{day.month()} - 1];
}
std::string_view weekday_name(const sys_days& day) {
    return weekday_names[date::weekday{day}.c_encoding()];
}
sys_days monday_of(const sys_days& day) { return day - (date::weekday{day} - date::Monday); }

/// The week's number (ISO 8601): that of its Thursday among the Thursdays of the year.
int week_number(const sys_days& monday) {
    const auto thursday = monday + days{3};
    const auto year = year_month_day{thursday}.year();
    return static_cast<int>((thursday - sys_days{year / date::January / 1}).count() / 7) + 1;
}

/// `6 January`, with the year if that is not the given one.
std::string day_text(const year_month_day& day, const date::year& year) {
    auto text = fmt::format("{} {}", unsigned{day.day()}, month_name(day));
    if (day.year() != year) {
        text += fmt::format(" {}", int{day.year()});
    }
    return text;
}

/// `Tue 6 Jan`, likewise.
std::string short_day_text(const year_month_day& day, const date::year& year) {
    auto text = fmt::format("{} {} {}", weekday_name(day).substr(0, short_name),
                            unsigned{day.day()}, month_name(day).substr(0, short_name));
    if (day.year() != year) {
        text += fmt::format(" {}", int{day.year()});
    }
    return text;
}

/// `in 3 days`, `2 days ago`
std::string distance_text(const sys_days& day, const sys_days& today) {
    const auto count = (day - today).count();
    const auto number = static_cast<std::size_t>(count < 0 ? -count : count);
    return count == 0    ? "today"
           : count == 1  ? "tomorrow"
           : count == -1 ? "yesterday"
           : count > 0   ? "in " + counted(number, "day")
                         : counted(number, "day") + " ago";
}

/// `5 to 11 January`, `29 December 2025 to 4 January`
std::string span_text(const year_month_day& first, const year_month_day& last,
                      const date::year& year) {
    const bool one_month = first.year() == last.year() && first.month() == last.month();
    return fmt::format("{} to {}",
                       one_month ? std::to_string(unsigned{first.day()}) : day_text(first, year),
                       day_text(last, year));
}

std::string time_element(const year_month_day& day, std::string_view html) {
    return fmt::format("<time datetime=\"{}\">{}</time>", to_string(day), html);
}

/// Words for those who hear the page.
std::string spoken(std::string_view html) {
    return fmt::format("<span class=\"spoken\">{}</span>", html);
}

/// Text of a note, which may run from right to left: it turns nothing around it.
std::string isolated(std::string_view text) {
    return fmt::format("<bdi>{}</bdi>", html_text(text));
}

/// What a task can be filtered by, in the order of the names without regard to case.
class Choices {
public:
    void add(const std::string& name) { by_folded_.try_emplace(fold_case(name), name); }
    void finish() {
        for (const auto& [folded, name] : by_folded_) {
            numbers_[folded] = names_.size();
            names_.push_back(name);
        }
    }
    [[nodiscard]] std::size_t number(const std::string& name) const {
        return numbers_.at(fold_case(name));
    }
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

private:
    std::map<std::string, std::string> by_folded_;
    std::map<std::string, std::size_t> numbers_;
    std::vector<std::string> names_;
};

/// A tag and those above it: `#a/b` is `#a`, too. Deeper than anyone nests them, only the topmost
/// count: all would be the square of the tag's length.
std::vector<std::string> with_tags_above(const std::string& tag) {
    constexpr std::size_t most_levels = 20;
    std::vector<std::string> tags{tag};
    for (auto at = tag.find('/', 2); at != std::string::npos && tags.size() <= most_levels;
         at = tag.find('/', at + 1)) {
        tags.insert(tags.begin() + 1, tag.substr(0, at));
    }
    return tags;
}

class Page {
public:
    explicit Page(const Agenda& agenda)
        : agenda_{agenda},
          today_{agenda.today},
          end_{agenda_end(agenda)},
          year_{agenda.today.year()} {
        for (std::size_t i = 0; i < agenda.tasks.size(); ++i) {
            const auto& task = agenda.tasks[i];
            parts_[static_cast<std::size_t>(agenda_part(agenda, task))].push_back(i);
            for (const auto& owner : task.owners) {
                owners_.add(owner);
            }
            for (const auto& tag : task.tags) {
                for (const auto& one : with_tags_above(tag)) {
                    tags_.add(one);
                }
            }
        }
        owners_.finish();
        tags_.finish();
        for (auto& part : parts_) {
            sort(part);
        }
    }

    std::string write() {
        head();
        add("<body>\n<a class=\"skip\" href=\"#tasks\">Skip to the tasks</a>\n");
        banner();
        filter();
        add("<main id=\"tasks\" tabindex=\"-1\">\n");
        add("<p id=\"nothing\" hidden>No task is like that.</p>\n");
        list_part(AgendaPart::overdue, "overdue", "Overdue", "Nothing is overdue.");
        list_part(AgendaPart::today, "today", "Today", "Nothing is planned for today.");
        list_part(AgendaPart::begun, "begun", "Begun or planned before today", "");
        calendar();
        coming();
        later();
        folded_part(AgendaPart::undated, "undated", "Without a date");
        folded_part(AgendaPart::closed, "closed", "Done or cancelled before today");
        problems();
        add("</main>\n");
        add("<footer><p>Read by tasklint from {}, as the Tasks plugin reads them.</p></footer>\n",
            counted(agenda_.notes, "note"));
        add("<script>{}</script>\n</body>\n</html>\n", agenda_script.text);
        return std::move(out_);
    }

private:
    using Tasks = std::vector<std::size_t>;  // indices into Agenda::tasks

    template <typename... Values>
    void add(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
    }

    [[nodiscard]] const Tasks& part(AgendaPart one) const {
        return parts_[static_cast<std::size_t>(one)];
    }

    /// By date, then priority; else in order of the notes.
    void sort(Tasks& tasks) const {
        const auto key = [&](std::size_t index) {
            const auto& task = agenda_.tasks[index];
            return std::tuple{task.date.value_or(year_month_day{}), is_done(task.status_type),
                              task.priority};
        };
        std::stable_sort(tasks.begin(), tasks.end(),
                         [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    }

    [[nodiscard]] std::string title() const {
        if (!agenda_.title.empty()) {
            return agenda_.title;
        }
        std::string names;
        for (const auto& vault : agenda_.vaults) {
            names += (names.empty() || vault.empty() ? "" : ", ") + vault;
        }
        return names.empty() ? "Tasks" : names;
    }

    void head() {
        add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        add("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            "'{}'; script-src '{}'; base-uri 'none'; form-action 'none'\">\n",
            agenda_style.hash, agenda_script.hash);
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n"
            "<meta name=\"generator\" content=\"tasklint\">\n");
        add("<title>{}: tasks on {}</title>\n<style>{}</style>\n</head>\n", html_text(title()),
            day_text(agenda_.today, {}), agenda_style.text);
    }

    void banner() {
        add("<header>\n<h1 dir=\"auto\">{}</h1>\n<p class=\"date\">{} {}</p>\n", html_text(title()),
            weekday_name(today_), time_element(agenda_.today, day_text(agenda_.today, {})));
        add("<nav aria-label=\"On this page\">\n<ul>\n");
        const auto link = [&](std::string_view id, std::string_view words, std::size_t count) {
            add("<li class=\"to-{}\"><a href=\"#{}\"><b data-count=\"{}\">{}</b> {}</a></li>\n", id,
                id, id, with_thousands(count), words);
        };
        link("overdue", "overdue", part(AgendaPart::overdue).size());
        link("today", "today", part(AgendaPart::today).size());
        const std::array<std::tuple<AgendaPart, std::string_view, std::string_view>, 5> others{
            {{AgendaPart::begun, "begun", "begun"},
             {AgendaPart::coming, "coming", "coming"},
             {AgendaPart::later, "later", "later"},
             {AgendaPart::undated, "undated", "without a date"},
             {AgendaPart::closed, "closed", "closed"}}};
        for (const auto& [one, id, words] : others) {
            if (!part(one).empty()) {
                link(id, words, part(one).size());
            }
            if (one == AgendaPart::begun) {
                add("<li><a href=\"#calendar\">calendar</a></li>\n");
            }
        }
        add("<li class=\"to-problems\"><a href=\"#problems\"><b>{}</b> {}</a></li>\n",
            with_thousands(agenda_.problems.size()),
            agenda_.problems.size() == 1 ? "problem" : "problems");
        add("</ul>\n</nav>\n</header>\n");
    }

    /// Shown by the script alone, without which it does nothing.
    void filter() {
        add("<div id=\"filter\" role=\"search\" aria-label=\"Filter the tasks\" hidden>\n");
        const auto choice = [&](std::string_view value, std::string_view name) {
            add("<option value=\"{}\">{}</option>\n", value, html_text(name));
        };
        const auto begin = [&](std::string_view id, std::string_view label) {
            add("<p><label for=\"{}\">{}</label>\n<select id=\"{}\">\n"
                "<option value=\"\">any</option>\n",
                id, label, id);
        };
        begin("owner", "Owner");
        choice("none", "(nobody)");
        for (std::size_t i = 0; i < owners_.names().size(); ++i) {
            choice(std::to_string(i), owners_.names()[i]);
        }
        add("</select></p>\n");
        begin("tag", "Tag");
        choice("none", "(no tag)");
        for (std::size_t i = 0; i < tags_.names().size(); ++i) {
            choice(std::to_string(i), tags_.names()[i]);
        }
        add("</select></p>\n");
        begin("priority", "Priority");
        for (const auto& [priority, mark] : priorities) {
            choice(priority_name(priority), priority_name(priority));
        }
        add("</select></p>\n"
            "<p class=\"words\"><label for=\"words\">Words</label>\n"
            "<input id=\"words\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></p>\n"
            "<p><button id=\"clear\" type=\"button\">Show all</button></p>\n");
        add("<p id=\"shown\" role=\"status\" aria-live=\"polite\">{}</p>\n</div>\n",
            counted(agenda_.tasks.size(), "task"));
    }

    void heading(std::string_view id, std::string_view title, std::size_t count) {
        add("<h2 id=\"{}-title\">{} <span class=\"count\" data-count=\"{}\">{}</span></h2>\n", id,
            title, id, with_thousands(count));
    }

    void begin_section(std::string_view id, bool hideable = true) {
        add("<section id=\"{}\" aria-labelledby=\"{}-title\"{}>\n", id, id,
            hideable ? " data-group" : "");
    }

    /// @param nothing said if there is none; empty: the section is left out then
    void list_part(AgendaPart one, std::string_view id, std::string_view title,
                   std::string_view nothing) {
        const auto& tasks = part(one);
        if (tasks.empty() && nothing.empty()) {
            return;
        }
        begin_section(id, !tasks.empty());
        heading(id, title, tasks.size());
        if (tasks.empty()) {
            add("<p class=\"none\">{}</p>\n", nothing);
        } else {
            list(tasks.begin(), tasks.end());
        }
        add("</section>\n");
    }

    void folded_part(AgendaPart one, std::string_view id, std::string_view title) {
        const auto& tasks = part(one);
        if (tasks.empty()) {
            return;
        }
        begin_section(id);
        heading(id, title, tasks.size());
        add("<details>\n<summary>Show {}</summary>\n",
            tasks.size() == 1 ? "it" : "all " + with_thousands(tasks.size()));
        list(tasks.begin(), tasks.end());
        add("</details>\n</section>\n");
    }

    template <typename Iterator> void list(Iterator begin, Iterator end) {
        add("<ul class=\"tasks\">\n");
        std::for_each(begin, end, [&](std::size_t index) { item(index); });
        add("</ul>\n");
    }

    void item(std::size_t index) {
        const auto& task = agenda_.tasks[index];
        add("<li id=\"t{}\" class=\"task {}{}\" data-owners=\"{}\" data-tags=\"{}\" "
            "data-priority=\"{}\">\n",
            index + 1, state_of(task), priority_class(task), owner_numbers(task), tag_numbers(task),
            priority_name(task.priority));
        add("<p class=\"what\">");
        add("{}", summary(task));
        badges(task);
        add("</p>\n<p class=\"facts\">\n");
        when(task);
        priority(task);
        for (const auto& owner : task.owners) {
            add("<span class=\"owner\">{}@{}</span>\n", spoken("owner "), isolated(owner));
        }
        for (const auto& tag : task.tags) {
            add("<span class=\"tag\">{}{}</span>\n", spoken("tag "), isolated(tag));
        }
        if (!task.recurrence.empty()) {
            add("<span class=\"repeats\"><span aria-hidden=\"true\">↻ </span>{}{}</span>\n",
                spoken("repeats "), isolated(task.recurrence));
        }
        if (!task.remark.empty()) {
            add("<span class=\"remark\">{}</span>\n", html_text(task.remark));
        }
        place(task.vault, task.path, task.line, task.url);
        add("</p>\n</li>\n");
    }

    [[nodiscard]] static std::string summary(const AgendaTask& task) {
        const auto text = isolated(task.summary);
        return is_done(task.status_type) ? fmt::format("<s>{}</s>", text) : text;
    }

    [[nodiscard]] std::string_view state_of(const AgendaTask& task) const {
        switch (agenda_part(agenda_, task)) {
            case AgendaPart::overdue: return "late";
            case AgendaPart::today: return "now";
            case AgendaPart::begun: return "begun";
            case AgendaPart::closed: return "closed";
            case AgendaPart::coming:
            case AgendaPart::later:
            case AgendaPart::undated: break;
        }
        return "open";
    }

    [[nodiscard]] static std::string priority_class(const AgendaTask& task) {
        return task.priority == Priority::none
                   ? ""
                   : fmt::format(" is-{}", priority_name(task.priority));
    }

    [[nodiscard]] std::string owner_numbers(const AgendaTask& task) const {
        std::string numbers;
        for (const auto& owner : task.owners) {
            numbers += (numbers.empty() ? "" : " ") + std::to_string(owners_.number(owner));
        }
        return numbers.empty() ? "none" : numbers;
    }

    [[nodiscard]] std::string tag_numbers(const AgendaTask& task) const {
        std::set<std::size_t> numbers;
        for (const auto& tag : task.tags) {
            for (const auto& one : with_tags_above(tag)) {
                numbers.insert(tags_.number(one));
            }
        }
        std::string text;
        for (const auto number : numbers) {
            text += (text.empty() ? "" : " ") + std::to_string(number);
        }
        return text.empty() ? "none" : text;
    }

    void badges(const AgendaTask& task) {
        const auto badge = [&](std::string_view kind, std::string_view html) {
            add(" <span class=\"badge {}\">{}</span>", kind, html);
        };
        if (task.status_type == StatusType::done) {
            badge("closed", "done");
        } else if (task.status_type == StatusType::cancelled) {
            badge("closed", "cancelled");
        } else if (task.proposed) {
            badge("proposed", "proposed");
        } else if (task.status_type != StatusType::todo) {
            badge("status", html_text(task.status_name));
        }
        if (task.blocked) {
            badge("blocked", "blocked by another task");
        }
        if (task.blocking) {
            badge("blocking", "another task waits for it");
        }
    }

    void when(const AgendaTask& task) {
        if (!task.date) {
            return;
        }
        const sys_days day{*task.date};
        const auto kind = field_info(task.date_kind).label;
        add("<span class=\"when\">{} {}", kind == "start" ? std::string_view{"starts"} : kind,
            time_element(*task.date, short_day_text(*task.date, year_)));
        if (!is_done(task.status_type) && day <= today_) {
            add(", {}", distance_text(day, today_));
        }
        add("</span>\n");
    }

    void priority(const AgendaTask& task) {
        for (const auto& [one, mark] : priorities) {
            if (one == task.priority && one != Priority::none) {
                add("<span class=\"priority\"><span aria-hidden=\"true\">{} </span>{}{}</span>\n",
                    mark, priority_name(one), spoken(" priority"));
            }
        }
    }

    void place(std::size_t vault, const std::string& path, std::uint32_t line,
               const std::string& url) {
        auto text = path.empty() ? fmt::format("line {}", line) : fmt::format("{}:{}", path, line);
        if (agenda_.vaults.size() > 1) {
            text = fmt::format("{}: {}", agenda_.vaults[vault], text);
        }
        if (url.empty()) {
            add("<span class=\"place\">{}</span>\n", isolated(text));
        } else {
            add("<a class=\"place\" href=\"{}\">{}</a>\n", html_text(url), isolated(text));
        }
    }

    /// The weeks as a table; past days of this week are those of overdue tasks.
    void calendar() {
        std::map<sys_days, Tasks> by_day;
        for (std::size_t i = 0; i < agenda_.tasks.size(); ++i) {
            if (const auto& day = agenda_.tasks[i].date) {
                by_day[*day].push_back(i);
            }
        }
        const auto first = monday_of(today_);
        begin_section("calendar", false);
        add("<h2 id=\"calendar-title\">Calendar</h2>\n<table class=\"calendar\">\n"
            "<caption>{}</caption>\n<thead>\n<tr>\n<th scope=\"col\">{}</th>\n",
            span_text(first, end_, year_), spoken("Week"));
        for (auto day = first; day < first + days{7}; day += days{1}) {
            const auto name = weekday_name(day);
            add("<th scope=\"col\"><abbr title=\"{}\">{}</abbr></th>\n", name,
                name.substr(0, short_name));
        }
        add("</tr>\n</thead>\n<tbody>\n");
        for (auto monday = first; monday <= end_; monday += days{7}) {
            add("<tr>\n<th scope=\"row\">{}{}</th>\n", spoken("Week "), week_number(monday));
            for (auto day = monday; day < monday + days{7}; day += days{1}) {
                auto tasks = by_day[day];
                sort(tasks);
                cell(day, tasks, day == first);
            }
            add("</tr>\n");
        }
        add("</tbody>\n</table>\n</section>\n");
    }

    void cell(const sys_days& day, const Tasks& tasks, bool first) {
        const year_month_day date{day};
        const bool names_month = first || date.day() == date::day{1};
        add("<td class=\"{}{}{}\">",
            day < today_    ? "past"
            : day == today_ ? "now"
                            : "ahead",
            date::weekday{day} == date::Saturday || date::weekday{day} == date::Sunday ? " weekend"
                                                                                       : "",
            tasks.empty() ? "" : " busy");
        const auto month = month_name(date);
        add("<p class=\"day\">{}",
            time_element(date, names_month
                                   ? fmt::format("{}{}{}", unsigned{date.day()},
                                                 spoken(fmt::format(" {}", month)),
                                                 fmt::format("<span class=\"month\" "
                                                             "aria-hidden=\"true\"> {}</span>",
                                                             month.substr(0, short_name)))
                                   : fmt::format("{}{}", unsigned{date.day()},
                                                 spoken(fmt::format(" {}", month)))));
        if (day == today_) {
            add("{}", spoken(", today"));
        }
        add("</p>");
        if (!tasks.empty()) {
            add("\n<ul>\n");
            for (const auto index : tasks) {
                const auto& task = agenda_.tasks[index];
                add("<li class=\"{}{}\" data-task=\"t{}\"><a href=\"#t{}\">{}</a></li>\n",
                    state_of(task), priority_class(task), index + 1, index + 1, summary(task));
            }
            add("</ul>\n<p class=\"all{}\"><a href=\"#{}\"><b>{}</b><span> {}</span></a></p>\n",
                tasks.size() > most_in_cell ? " many" : "", place_of(day, tasks), tasks.size(),
                tasks.size() == 1 ? "task" : "tasks");
        }
        add("</td>\n");
    }

    /// Where the tasks of a day stand in full.
    [[nodiscard]] std::string place_of(const sys_days& day, const Tasks& tasks) const {
        return day < today_    ? fmt::format("t{}", tasks.front() + 1)
               : day == today_ ? "today"
                               : day_id(day);
    }
    [[nodiscard]] static std::string day_id(const sys_days& day) {
        return "day-" + to_string(year_month_day{day});
    }

    /// Runs of tasks that agree on something, in their order.
    template <typename Key, typename Show>
    void for_each_run(Tasks::const_iterator begin, Tasks::const_iterator end, Key key, Show show) {
        while (begin != end) {
            const auto value = key(*begin);
            const auto run =
                std::find_if(begin, end, [&](std::size_t index) { return key(index) != value; });
            show(value, begin, run);
            begin = run;
        }
    }

    [[nodiscard]] sys_days day_of(std::size_t index) const { return *agenda_.tasks[index].date; }

    void coming() {
        const auto& tasks = part(AgendaPart::coming);
        begin_section("coming", !tasks.empty());
        heading("coming", "Coming weeks", tasks.size());
        if (tasks.empty()) {
            add("<p class=\"none\">Nothing is planned up to {}.</p>\n",
                time_element(end_, day_text(end_, year_)));
        }
        for_each_run(
            tasks.begin(), tasks.end(), [&](std::size_t index) { return monday_of(day_of(index)); },
            [&](const sys_days& monday, auto begin, auto end) {
                const auto weeks = (monday - monday_of(today_)).count() / 7;
                add("<section class=\"week\" aria-labelledby=\"week-{}\" data-group>\n"
                    "<h3 id=\"week-{}\">{} <span class=\"span\">{}</span></h3>\n",
                    to_string(monday), to_string(monday),
                    weeks == 0   ? std::string{"This week"}
                    : weeks == 1 ? std::string{"Next week"}
                                 : fmt::format("Week {}", week_number(monday)),
                    span_text(monday, monday + days{6}, year_));
                for_each_run(
                    begin, end, [&](std::size_t index) { return day_of(index); },
                    [&](const sys_days& day, auto first, auto last) {
                        add("<div class=\"day\" data-group>\n<h4 id=\"{}\">{} {} "
                            "<span class=\"span\">{}</span></h4>\n",
                            day_id(day), weekday_name(day), time_element(day, day_text(day, year_)),
                            distance_text(day, today_));
                        list(first, last);
                        add("</div>\n");
                    });
                add("</section>\n");
            });
        add("</section>\n");
    }

    void later() {
        const auto& tasks = part(AgendaPart::later);
        if (tasks.empty()) {
            return;
        }
        begin_section("later");
        heading("later", "Later", tasks.size());
        for_each_run(
            tasks.begin(), tasks.end(),
            [&](std::size_t index) {
                const year_month_day day{day_of(index)};
                return day.year() / day.month();
            },
            [&](const date::year_month& month, auto begin, auto end) {
                add("<div class=\"month\" data-group>\n<h3>{} {}</h3>\n",
                    month_names[unsigned{month.month()} - 1], int{month.year()});
                list(begin, end);
                add("</div>\n");
            });
        add("</section>\n");
    }

    void problems() {
        auto order = std::vector<const AgendaProblem*>{};
        std::array<std::size_t, 3> counts{};
        std::size_t fixable = 0;
        for (const auto& problem : agenda_.problems) {
            order.push_back(&problem);
            ++counts[static_cast<std::size_t>(problem.severity)];
            fixable += problem.fixable ? 1 : 0;
        }
        std::stable_sort(order.begin(), order.end(),
                         [](const auto* a, const auto* b) { return a->severity > b->severity; });
        begin_section("problems", false);
        add("<h2 id=\"problems-title\">Problems in the notes <span "
            "class=\"count\">{}</span></h2>\n",
            with_thousands(order.size()));
        if (order.empty()) {
            add("<p class=\"none\">None was found.</p>\n</section>\n");
            return;
        }
        std::string words;
        for (const auto severity : {Severity::error, Severity::warning, Severity::info}) {
            if (const auto count = counts[static_cast<std::size_t>(severity)]; count != 0) {
                words += (words.empty() ? "" : ", ") +
                         (severity == Severity::info ? counted(count, "remark")
                                                     : counted(count, severity_name(severity)));
            }
        }
        add("<p>{}. A task may be missing on this page, or stand in the wrong place, because of "
            "one.{}</p>\n",
            words,
            fixable == 0 ? ""
                         : fmt::format(" <code>tasklint check --fix</code> mends {} of them.",
                                       with_thousands(fixable)));
        add("<details{}>\n<summary>Show {}</summary>\n<ul class=\"problems\">\n",
            order.size() <= most_open_problems ? " open" : "",
            order.size() > most_problems
                ? fmt::format("the first {}", with_thousands(most_problems))
                : "all " + with_thousands(order.size()));
        order.resize(std::min(order.size(), most_problems));
        for (const auto* const problem : order) {
            show(*problem);
        }
        add("</ul>\n");
        if (agenda_.problems.size() > most_problems) {
            add("<p>{} more: <code>tasklint check</code> shows them all.</p>\n",
                with_thousands(agenda_.problems.size() - most_problems));
        }
        add("</details>\n</section>\n");
    }

    void show(const AgendaProblem& problem) {
        const auto severity = severity_name(problem.severity);
        add("<li class=\"{}\">\n<p class=\"what\"><span class=\"severity\">{}</span> {}</p>\n",
            severity, severity, isolated(problem.message));
        if (!problem.plugin_reads.empty()) {
            add("<p class=\"reads\">Tasks reads: {}</p>\n", isolated(problem.plugin_reads));
        }
        if (!problem.help.empty()) {
            add("<p class=\"reads\">What to do: {}</p>\n", isolated(problem.help));
        }
        add("<p class=\"facts\">\n<span class=\"code\">{} {}</span>\n", html_text(problem.code),
            html_text(problem.name));
        place(problem.vault, problem.path, problem.line, problem.url);
        add("</p>\n</li>\n");
    }

    const Agenda& agenda_;
    sys_days today_, end_;
    date::year year_;
    std::array<Tasks, 7> parts_;
    Choices owners_, tags_;
    std::string out_;
};

}  // namespace

std::string write_agenda(const Agenda& agenda) { return Page{agenda}.write(); }

}  // namespace tasklint
