#include <algorithm>
#include <map>

#include "convert.hpp"

#include "tasklint/calendar.hpp"
#include "tasklint/vault.hpp"

using namespace nanobind::literals;

namespace tasklint::python {

namespace {

/// Which tasks of which notes are wanted, in the order in which they were given.
class Wanted {
public:
    void add(const NotePtr& note) {
        auto& keep = tasks_of(note);
        std::fill(keep.begin(), keep.end(), true);
    }
    void add(const PyTask& task) { tasks_of(task.note)[task.index] = true; }

    [[nodiscard]] ConfigPtr config() const {
        return notes_.empty() ? config_or_default({}) : notes_.front()->config;
    }

    /// The wanted tasks as a vault; the others are as if they did not exist.
    [[nodiscard]] Vault to_vault(const Config& config) const {
        Vault vault;
        vault.config = config;
        for (std::size_t i = 0; i < notes_.size(); ++i) {
            const std::string& path = notes_[i]->document.path;
            vault.notes.push_back({path, path, path});
            vault.documents.push_back(again(*notes_[i]));
            retain(vault.documents.back(), keep_[i]);
        }
        return vault;
    }

private:
    std::vector<bool>& tasks_of(const NotePtr& note) {
        const auto [place, is_new] = index_.try_emplace(note.get(), notes_.size());
        if (is_new) {
            notes_.push_back(note);
            keep_.emplace_back(note->document.tasks.size(), false);
        }
        return keep_[place->second];
    }

    // A document cannot be copied, but reading it again gives the same one.
    static Document again(const Note& note) {
        const TaskSettings& settings = note.config->config.tasks;
        return note.single_line ? document_of_line(note.document.text, settings)
                                : parse(note.document.text, note.document.path, settings);
    }

    static void retain(Document& document, const std::vector<bool>& keep) {
        std::vector<std::uint32_t> place(document.tasks.size(), none_index);
        std::vector<Task> kept;
        for (std::size_t i = 0; i < document.tasks.size(); ++i) {
            if (keep[i]) {
                place[i] = static_cast<std::uint32_t>(kept.size());
                kept.push_back(document.tasks[i]);
            }
        }
        for (Task& task : kept) {
            task.parent = task.parent == none_index ? none_index : place[task.parent];
        }
        for (ListItem& item : document.items) {
            item.task = item.task == none_index ? none_index : place[item.task];
        }
        document.tasks = std::move(kept);
    }

    std::vector<NotePtr> notes_;
    std::vector<std::vector<bool>> keep_;       // for each note, for each of its tasks
    std::map<const Note*, std::size_t> index_;  // looked up, never walked through
};

Wanted collect(const nb::object& source, const std::filesystem::path& path,
               const ConfigPtr& config) {
    Wanted wanted;
    if (nb::isinstance<nb::str>(source)) {
        wanted.add(note_of(nb::cast<nb::str>(source), path, config));
        return wanted;
    }
    if (!path.empty()) {
        throw nb::value_error("path is for a text: a Document has its own");
    }
    if (nb::isinstance<Note>(source)) {
        wanted.add(note_of(nb::cast<NotePtr>(source), path, config));
    } else if (nb::isinstance<PyTask>(source)) {
        wanted.add(nb::cast<PyTask>(source));
    } else if (nb::isinstance<nb::bytes>(source) || !nb::isinstance<nb::iterable>(source)) {
        throw nb::type_error(
            "expected a str, a Document, a Task or an iterable of Documents and Tasks");
    } else {
        for (const nb::handle item : nb::borrow<nb::iterable>(source)) {
            if (nb::isinstance<PyTask>(item)) {
                wanted.add(nb::cast<PyTask>(item));
            } else if (nb::isinstance<Note>(item)) {
                wanted.add(nb::cast<NotePtr>(item));
            } else {
                throw nb::type_error("expected Documents and Tasks in the iterable");
            }
        }
    }
    return wanted;
}

nb::str to_ics(const nb::object& tasks, const std::optional<nb::str>& profile,
               const std::optional<nb::str>& name, std::optional<bool> keep_done,
               bool keep_cancelled, bool drop_proposed, const std::filesystem::path& path,
               const ConfigPtr& config, const std::optional<date::year_month_day>& today) {
    const Wanted wanted = collect(tasks, path, config);
    const ConfigPtr used = config ? config : wanted.config();
    CalendarOptions options;
    options.settings = used->config.calendar;
    if (profile) {
        const std::string chosen = to_bytes(*profile);
        if (chosen != "todo" && chosen != "events" && chosen != "both") {
            throw nb::value_error("profile must be 'todo', 'events' or 'both'");
        }
        options.settings.profile = chosen == "todo"     ? Profile::todo
                                   : chosen == "events" ? Profile::events
                                                        : Profile::both;
    }
    options.name = name ? to_bytes(*name) : std::string{};
    options.keep_done = keep_done;
    options.keep_cancelled = keep_cancelled;
    options.drop_proposed = drop_proposed;
    options.today = or_today(today);
    std::string ics;
    {
        const nb::gil_scoped_release unlocked;
        ics = write_ics(make_calendar(wanted.to_vault(used->config), options));
    }
    return to_str(ics);
}

}  // namespace

void bind_calendar(nb::module_& module) {
    module.def("to_ics", &to_ics, "tasks"_a, nb::kw_only(), "profile"_a = nb::none(),
               "name"_a = nb::none(), "keep_done"_a = nb::none(), "keep_cancelled"_a = false,
               "drop_proposed"_a = false, "path"_a = "", "config"_a = nb::none(),
               "today"_a = nb::none(),
               nb::sig("def to_ics(tasks: str | Document | Task | "
                       "collections.abc.Iterable[Document | Task], *, "
                       "profile: typing.Literal['todo', 'events', 'both'] | None = None, "
                       "name: str | None = None, keep_done: bool | None = None, "
                       "keep_cancelled: bool = False, drop_proposed: bool = False, "
                       "path: str | os.PathLike[str] = '', config: Config | None = None, "
                       "today: datetime.date | None = None) -> str"),
               R"(Write tasks as an iCalendar (RFC 5545, lines end in CRLF).

`tasks` is the text of a note, a Document, a Task or an iterable of the last two; a task of a note
may stand alone, and its parent is named only if it is written too. `profile` is `todo` (VTODO, the
default), `events` (VEVENT) or `both`, `name` the name of the calendar. Done tasks are kept in
`todo` and dropped from `events` unless `keep_done` says otherwise; `keep_cancelled` is for events;
`drop_proposed` leaves out what nobody has accepted. The result depends on the tasks, the options
and `today` alone.

>>> import tasklint
>>> ics = tasklint.to_ics("- [ ] pay the rent 📅 2026-03-01 ⏫", name="Home")
>>> [line for line in ics.split("\r\n") if line.startswith(("SUMMARY", "DUE", "PRIORITY"))]
['SUMMARY:pay the rent', 'DUE;VALUE=DATE:20260301', 'PRIORITY:3']

Write it with `newline=""`, which keeps the line endings:
`open("tasks.ics", "w", encoding="utf-8", newline="").write(ics)`.
)");
}

}  // namespace tasklint::python
