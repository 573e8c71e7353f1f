#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

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
    void add(const PyTaskList& tasks) {
        for (const PyTask& task : *tasks.tasks) {
            add(task);
        }
    }

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
    } else if (nb::isinstance<PyTaskList>(source)) {
        wanted.add(nb::cast<const PyTaskList&>(source));
    } else if (nb::isinstance<PyTask>(source)) {
        wanted.add(nb::cast<PyTask>(source));
    } else if (nb::isinstance<nb::bytes>(source) || !nb::isinstance<nb::iterable>(source)) {
        throw nb::type_error(
            "expected a str, a Document, a Vault, a Task or an iterable of Documents and Tasks");
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

/// What is asked for besides the tasks.
struct Asked {
    std::optional<nb::str> profile, name;
    std::optional<bool> keep_done;
    bool keep_cancelled, drop_proposed;
    OptionalDate today;
};

CalendarOptions options_of(const Asked& asked, const Config& config) {
    CalendarOptions options;
    options.settings = config.calendar;
    if (asked.profile) {
        const std::string chosen = to_bytes(*asked.profile);
        if (chosen != "todo" && chosen != "events" && chosen != "both") {
            throw nb::value_error("profile must be 'todo', 'events' or 'both'");
        }
        options.settings.profile = chosen == "todo"     ? Profile::todo
                                   : chosen == "events" ? Profile::events
                                                        : Profile::both;
    }
    const bool chosen = asked.profile || config.origins.contains("export.profile");
    if (options.settings.google && options.settings.profile != Profile::events && chosen) {
        throw nb::value_error(
            "google = true of [export] is for profile 'events': Google Calendar shows events only");
    }
    options.name = asked.name ? to_bytes(*asked.name) : std::string{};
    options.keep_done = asked.keep_done;
    options.keep_cancelled = asked.keep_cancelled;
    options.drop_proposed = asked.drop_proposed;
    options.today = or_today(asked.today);
    return options;
}

/// A calendar that was made, and what it says.
struct Made {
    Calendar calendar;
    std::string ics;
};

Made make(const nb::object& source, const std::filesystem::path& path, const ConfigPtr& config,
          const Asked& asked) {
    Made made;
    const auto write = [&](const Vault& vault, const CalendarOptions& options) {
        made.calendar = make_calendar(vault, options);
        std::vector<CalendarNote> refused;
        made.ics = write_ics(made.calendar, &refused);
        made.calendar.left_out.insert(made.calendar.left_out.end(), refused.begin(), refused.end());
    };
    if (nb::isinstance<PyVault>(source) && !config) {
        if (!path.empty()) {
            throw nb::value_error("path is for a text: the notes of a Vault have their own");
        }
        const LoadedVaultPtr loaded = nb::cast<const PyVault&>(source).loaded;
        const auto options = options_of(asked, loaded->vault.config);
        const Unlocked unlocked;
        write(loaded->vault, options);
        return made;
    }
    const Wanted wanted =
        collect(nb::isinstance<PyVault>(source) ? source.attr("notes") : source, path, config);
    const ConfigPtr used = config ? config : wanted.config();
    const auto options = options_of(asked, used->config);
    const Unlocked unlocked;
    write(wanted.to_vault(used->config), options);
    return made;
}

nb::str to_ics(const nb::object& tasks, const std::optional<nb::str>& profile,
               const std::optional<nb::str>& name, std::optional<bool> keep_done,
               bool keep_cancelled, bool drop_proposed, const std::filesystem::path& path,
               const ConfigPtr& config, const OptionalDate& today) {
    return to_str(
        make(tasks, path, config, {profile, name, keep_done, keep_cancelled, drop_proposed, today})
            .ics);
}

/// What became of a calendar's file.
struct PyExport {
    std::filesystem::path path;
    bool written = false;
    std::size_t todos = 0, events = 0;
    std::vector<CalendarNote> left_out;
};

PyExport export_file(const nb::object& tasks, const std::filesystem::path& file,
                     const std::optional<nb::str>& profile, const std::optional<nb::str>& name,
                     std::optional<bool> keep_done, bool keep_cancelled, bool drop_proposed,
                     const ConfigPtr& config, const OptionalDate& today) {
    Made made =
        make(tasks, {}, config, {profile, name, keep_done, keep_cancelled, drop_proposed, today});
    PyExport result;
    result.path = file;
    result.left_out = std::move(made.calendar.left_out);
    for (const Component& component : made.calendar.components) {
        ++(component.event ? result.events : result.todos);
    }
    const Unlocked unlocked;
    const std::string target = file.string();
    std::error_code error;
    if (!std::filesystem::exists(file, error) || read_file(target) != made.ics) {
        write_file_atomically(target, made.ics);
        result.written = true;
    }
    return result;
}

void bind_export(nb::module_& module) {
    nb::class_<CalendarNote>(module, "LeftOut", nb::is_final(),
                             nb::sig("@typing.final\nclass LeftOut()"),
                             R"(A task that a calendar leaves out or changes.

>>> import tasklint, tempfile, pathlib
>>> with tempfile.TemporaryDirectory() as folder:
...     result = tasklint.export("- [ ] pay 📅 2026-02-30\n", pathlib.Path(folder, "tasks.ics"))
>>> result.left_out[0].line, result.left_out[0].reason
(1, 'impossible due date 2026-02-30')
)")
        .def_prop_ro(
            "path", [](const CalendarNote& self) { return to_str(self.path); },
            "The path of the note; empty if none was given.")
        .def_prop_ro(
            "line", [](const CalendarNote& self) { return self.line; },
            "Its line in the note, from 1.")
        .def_prop_ro(
            "reason", [](const CalendarNote& self) { return to_str(self.reason); },
            "Why, in a few words.")
        .def_prop_ro(
            "by_choice", [](const CalendarNote& self) { return self.by_choice; },
            "True if the options leave such tasks out: done, cancelled, private, proposed.")
        .def("__repr__", [](const CalendarNote& self) {
            return to_str("<LeftOut " + (self.path.empty() ? "" : python_repr(self.path) + " ") +
                          std::to_string(self.line) + ": " + self.reason + ">");
        });
    nb::class_<PyExport>(module, "ExportResult", nb::is_final(),
                         nb::sig("@typing.final\nclass ExportResult()"),
                         R"(What `export` made of a calendar's file.

>>> import tasklint, tempfile, pathlib
>>> with tempfile.TemporaryDirectory() as folder:
...     file = pathlib.Path(folder, "tasks.ics")
...     first = tasklint.export("- [ ] pay 📅 2026-03-01\n", file)
...     again = tasklint.export("- [ ] pay 📅 2026-03-01\n", file)
>>> first.todos, first.written, again.written
(1, True, False)
)")
        .def_prop_ro(
            "path", [](const PyExport& self) { return self.path; }, "The calendar's file.")
        .def_prop_ro(
            "written", [](const PyExport& self) { return self.written; },
            "False if the file had these bytes already and was left alone.")
        .def_prop_ro(
            "todos", [](const PyExport& self) { return self.todos; }, "How many VTODO.")
        .def_prop_ro(
            "events", [](const PyExport& self) { return self.events; }, "How many VEVENT.")
        .def_prop_ro(
            "left_out",
            [](const PyExport& self) {
                nb::list list;
                for (const CalendarNote& note : self.left_out) {
                    list.append(nb::cast(note));
                }
                return nb::typed<nb::tuple, CalendarNote, nb::ellipsis>(nb::tuple(list));
            },
            "The tasks that are left out or changed.")
        .def("__repr__", [](const PyExport& self) {
            return to_str("<ExportResult " + python_repr(self.path.string()) + ": " +
                          std::to_string(self.todos) + " VTODO, " + std::to_string(self.events) +
                          " VEVENT, " + (self.written ? "written" : "unchanged") + ">");
        });
    module.def("export", &export_file, "tasks"_a, "path"_a, nb::kw_only(), "profile"_a = nb::none(),
               "name"_a = nb::none(), "keep_done"_a = nb::none(), "keep_cancelled"_a = false,
               "drop_proposed"_a = false, "config"_a = nb::none(), "today"_a = nb::none(),
               nb::sig("def export(tasks: str | Document | Vault | Task | "
                       "collections.abc.Iterable[Document | Task], path: str | os.PathLike[str], "
                       "*, profile: typing.Literal['todo', 'events', 'both'] | None = None, "
                       "name: str | None = None, keep_done: bool | None = None, "
                       "keep_cancelled: bool = False, drop_proposed: bool = False, "
                       "config: Config | None = None, today: datetime.date | None = None) -> "
                       "ExportResult"),
               R"(Write tasks to a calendar's file, as `to_ics` makes it.

The file is replaced at once and only if its bytes change. What the calendar leaves out or changes
is in the result. Raises OSError if the file cannot be written.

>>> import tasklint, tempfile, pathlib
>>> vault = tasklint.Vault.from_texts({"Home.md": "- [ ] pay 📅 2026-03-01\n"})
>>> with tempfile.TemporaryDirectory() as folder:
...     result = tasklint.export(vault, pathlib.Path(folder, "tasks.ics"), profile="events")
>>> result.events
1
)");
    nb::borrow<nb::class_<PyVault>>(module.attr("Vault"))
        .def(
            "export",
            [](const nb::object& self, const std::filesystem::path& path,
               const std::optional<nb::str>& profile, const std::optional<nb::str>& name,
               std::optional<bool> keep_done, bool keep_cancelled, bool drop_proposed,
               const OptionalDate& today) {
                return export_file(self, path, profile, name, keep_done, keep_cancelled,
                                   drop_proposed, {}, today);
            },
            "path"_a, nb::kw_only(), "profile"_a = nb::none(), "name"_a = nb::none(),
            "keep_done"_a = nb::none(), "keep_cancelled"_a = false, "drop_proposed"_a = false,
            "today"_a = nb::none(),
            nb::sig("def export(self, path: str | os.PathLike[str], *, "
                    "profile: typing.Literal['todo', 'events', 'both'] | None = None, "
                    "name: str | None = None, keep_done: bool | None = None, "
                    "keep_cancelled: bool = False, drop_proposed: bool = False, "
                    "today: datetime.date | None = None) -> ExportResult"),
            "Write its tasks to a calendar's file: see `tasklint.export`.");
}

}  // namespace

void bind_calendar(nb::module_& module) {
    module.def("to_ics", &to_ics, "tasks"_a, nb::kw_only(), "profile"_a = nb::none(),
               "name"_a = nb::none(), "keep_done"_a = nb::none(), "keep_cancelled"_a = false,
               "drop_proposed"_a = false, "path"_a = "", "config"_a = nb::none(),
               "today"_a = nb::none(),
               nb::sig("def to_ics(tasks: str | Document | Vault | Task | "
                       "collections.abc.Iterable[Document | Task], *, "
                       "profile: typing.Literal['todo', 'events', 'both'] | None = None, "
                       "name: str | None = None, keep_done: bool | None = None, "
                       "keep_cancelled: bool = False, drop_proposed: bool = False, "
                       "path: str | os.PathLike[str] = '', config: Config | None = None, "
                       "today: datetime.date | None = None) -> str"),
               R"(Write tasks as an iCalendar (RFC 5545, lines end in CRLF).

`tasks` is the text of a note, a Document, a Vault, a Task or an iterable of Documents and Tasks; a task of a note
may stand alone, and its parent is named only if it is written too. `profile` is `todo` (VTODO, the
default), `events` (VEVENT) or `both`, `name` the name of the calendar. Done tasks are kept in
`todo` and dropped from `events` unless `keep_done` says otherwise; `keep_cancelled` is for events;
`drop_proposed` leaves out what nobody has accepted. A `config` with `google = true` makes events;
another profile beside it is a ValueError. The result depends on the tasks, the options
and `today` alone.

>>> import tasklint
>>> ics = tasklint.to_ics("- [ ] pay the rent 📅 2026-03-01 ⏫", name="Home")
>>> [line for line in ics.split("\r\n") if line.startswith(("SUMMARY", "DUE", "PRIORITY"))]
['SUMMARY:pay the rent', 'DUE;VALUE=DATE:20260301', 'PRIORITY:3']

Write it with `newline=""`, which keeps the line endings:
`open("tasks.ics", "w", encoding="utf-8", newline="").write(ics)`; `export` does that.
)");
    bind_export(module);
}

}  // namespace tasklint::python
