#include <array>
#include <utility>

#include "convert.hpp"

#include "tasklint/recurrence.hpp"
#include "tasklint/report.hpp"

using namespace nanobind::literals;

namespace tasklint::python {

namespace {

using OptionalDate = std::optional<date::year_month_day>;
using TaskTuple = nb::typed<nb::tuple, PyTask, nb::ellipsis>;

/// A heading as Python holds it.
struct PyHeading {
    NotePtr note;
    std::size_t index = 0;

    [[nodiscard]] const Heading& heading() const noexcept { return note->document.headings[index]; }
    [[nodiscard]] std::string_view text() const noexcept {
        return heading().text.in(note->document.text);
    }
    [[nodiscard]] std::uint32_t line_number() const noexcept {
        return note->lines.line_of(heading().line.begin) + 1;
    }
    [[nodiscard]] bool operator==(const PyHeading& other) const noexcept {
        return line_number() == other.line_number() && heading().level == other.heading().level &&
               text() == other.text();
    }
};
using HeadingTuple = nb::typed<nb::tuple, PyHeading, nb::ellipsis>;

NotePtr parse_text(const nb::str& text, const std::filesystem::path& path, ConfigPtr config) {
    return read_note(to_bytes(text), path.generic_string(), config_or_default(std::move(config)));
}

std::optional<PyTask> parse_line(const nb::str& line, ConfigPtr config) {
    std::string bytes = to_bytes(line);
    if (bytes.ends_with('\n')) {
        bytes.resize(bytes.size() - (bytes.ends_with("\r\n") ? 2 : 1));
    }
    if (bytes.find('\n') != std::string::npos) {
        throw nb::value_error("more than one line: parse() reads a note");
    }
    config = config_or_default(std::move(config));
    const nb::gil_scoped_release unlocked;
    auto note = std::make_shared<const Note>(
        document_of_line(std::move(bytes), config->config.tasks), std::move(config), true);
    return note->document.tasks.empty() ? std::nullopt : std::optional{PyTask{std::move(note), 0}};
}

TaskTuple tasks_of(const NotePtr& note) {
    nb::list list;
    for (std::size_t i = 0; i < note->document.tasks.size(); ++i) {
        list.append(PyTask{note, i});
    }
    return TaskTuple(nb::tuple(list));
}

HeadingTuple headings_of(const NotePtr& note) {
    nb::list list;
    for (std::size_t i = 0; i < note->document.headings.size(); ++i) {
        list.append(PyHeading{note, i});
    }
    return HeadingTuple(nb::tuple(list));
}

std::string plural(std::size_t count, const char* noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string repr(const Note& self) {
    return "<Document " + python_repr(self.document.path) + ": " +
           plural(self.document.tasks.size(), "task") + ", " +
           plural(self.document.headings.size(), "heading") + ">";
}

Status status_of(const PyTask& self) {
    return self.settings().statuses.get(self.view().in(self.task().status));
}

std::optional<PyHeading> heading_of(const PyTask& self) {
    const Document& document = self.note->document;
    const Heading* heading = document.heading_of(self.task());
    if (heading == nullptr) {
        return std::nullopt;
    }
    return PyHeading{self.note, static_cast<std::size_t>(heading - document.headings.data())};
}

std::optional<PyTask> parent_of(const PyTask& self) {
    const std::uint32_t parent = self.task().parent;
    return parent == none_index ? std::nullopt : std::optional{PyTask{self.note, parent}};
}

OptionalDate python_date_of(const PyTask& self, FieldKind kind) {
    const auto real = real_date_of(self.task(), kind);
    return real && has_python_date(*real) ? real : std::nullopt;
}

nb::typed<nb::dict, nb::str, nb::str> invalid_dates_of(const PyTask& self) {
    nb::typed<nb::dict, nb::str, nb::str> dates;
    for (const FieldKind kind : date_kinds) {
        const auto* read = date_of(self.task(), kind);
        if (read != nullptr && !has_python_date(*read)) {
            dates[to_str(field_info(kind).name)] = to_str(to_string(*read));
        }
    }
    return dates;
}

std::optional<Recurrence> recurrence_of(const PyTask& self) {
    const TaskView view = self.view();
    const Token* field = view.read_field(FieldKind::recurrence);
    if (field == nullptr) {
        return std::nullopt;
    }
    const auto date = [&](FieldKind kind) -> OptionalDate {
        const auto* read = date_of(self.task(), kind);
        return read == nullptr ? std::nullopt : OptionalDate{*read};
    };
    ReferenceDates dates{date(FieldKind::start), date(FieldKind::scheduled), date(FieldKind::due)};
    if (self.task().scheduled_inferred) {
        dates.scheduled.reset();
    }
    // Today is where a rule without a date would begin; nothing that Python sees depends on it.
    return Recurrence::parse(view.in(field->value), dates,
                             {self.settings().remove_scheduled_date_on_recurrence,
                              date::year{2000} / date::January / 1});
}

std::optional<nb::str> recurrence_text_of(const PyTask& self) {
    const Token* field = self.view().read_field(FieldKind::recurrence);
    return field == nullptr ? std::nullopt : std::optional{to_str(self.view().in(field->value))};
}

nb::object to_dict(const PyTask& self, const OptionalDate& today) {
    return from_json(task_json(self.note->document, self.note->lines, self.index, self.settings(),
                               or_today(today)));
}

bool equal(const PyTask& left, const PyTask& right) {
    if (left.note == right.note) {
        return left.index == right.index;
    }
    const Task& a = left.task();
    const Task& b = right.task();
    // The same line at the same place; settings decide what it says.
    return left.note->document.path == right.note->document.path &&
           left.line_number() == right.line_number() &&
           left.view().in(a.line) == right.view().in(b.line) && a.status_type == b.status_type &&
           a.dates_present == b.dates_present && a.dates == b.dates &&
           description_of(left.view()) == description_of(right.view());
}

nb::tuple reduce(const PyTask& self) {
    const nb::module_ restore = nb::module_::import_("tasklint._restore");
    if (self.note->single_line) {
        return nb::make_tuple(restore.attr("line"),
                              nb::make_tuple(to_str(self.note->document.text), self.note->config));
    }
    return nb::make_tuple(restore.attr("task"), nb::make_tuple(self.note, self.index));
}

void bind_heading(nb::module_& module) {
    nb::class_<PyHeading>(module, "Heading", nb::is_final(),
                          nb::sig("@typing.final\nclass Heading()"),
                          R"(A heading of a note.

>>> import tasklint
>>> note = tasklint.parse("# Plan\n\n## Later\n- [ ] paint the door\n")
>>> heading = note.tasks[0].heading
>>> heading.text, heading.level, heading.line_number
('Later', 2, 3)
)")
        .def_prop_ro(
            "text", [](const PyHeading& self) { return to_str(self.text()); },
            "Its Markdown without the `#`s.")
        .def_prop_ro(
            "level", [](const PyHeading& self) { return int{self.heading().level}; }, "1 to 6.")
        .def_prop_ro("line_number", &PyHeading::line_number, "Its line in the note, from 1.")
        .def(
            "__eq__", [](const PyHeading& self, const PyHeading& other) { return self == other; },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const PyHeading& self) {
                 return nb::hash(nb::make_tuple(self.line_number(), to_str(self.text())));
             })
        .def("__repr__", [](const PyHeading& self) {
            return to_str("<Heading " + std::to_string(self.line_number()) + ": " +
                          python_repr(std::string(self.heading().level, '#') + " " +
                                      std::string(self.text())) +
                          ">");
        });
}

void bind_document(nb::module_& module) {
    nb::class_<Note>(module, "Document", nb::is_final(), nb::sig("@typing.final\nclass Document()"),
                     R"(One note, read. `parse` makes it.

>>> import tasklint
>>> note = tasklint.parse("# Home\n- [ ] pay 📅 2026-03-01\n  - [x] ask\n", path="Home.md")
>>> note
<Document 'Home.md': 2 tasks, 1 heading>
>>> note.tasks[1].parent == note.tasks[0]
True

It owns its text, and a task keeps it alive. Two are equal if path and text are, and they were read
with the same configuration.
)")
        .def_prop_ro(
            "text", [](const Note& self) { return to_str(self.document.text); },
            "The text as it was given.")
        .def_prop_ro(
            "path", [](const Note& self) { return to_str(self.document.path); },
            "Its path from the vault's root; empty if none was given.")
        .def_prop_ro(
            "tasks", [](const Note& self) { return tasks_of(self.shared_from_this()); },
            "Its tasks, in order of their lines. Made anew each time: keep it.")
        .def_prop_ro(
            "headings", [](const Note& self) { return headings_of(self.shared_from_this()); },
            "Its headings, in order.")
        .def_prop_ro(
            "config", [](const Note& self) { return self.config; },
            "The configuration that it was read with.")
        .def(
            "__eq__",
            [](const Note& self, const Note& other) {
                return self.document.path == other.document.path &&
                       self.document.text == other.document.text && self.config == other.config;
            },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const Note& self) {
                 return nb::hash(
                     nb::make_tuple(to_str(self.document.path), to_str(self.document.text)));
             })
        .def("__copy__", [](const Note& self) { return self.shared_from_this(); })
        .def(
            "__deepcopy__",
            [](const Note& self, const nb::dict&) { return self.shared_from_this(); },
            nb::sig("def __deepcopy__(self, memo: dict[int, object]) -> Document"))
        .def(
            "__reduce__",
            [](const Note& self) {
                return nb::make_tuple(nb::module_::import_("tasklint._restore").attr("document"),
                                      nb::make_tuple(to_str(self.document.text),
                                                     to_str(self.document.path), self.config));
            },
            nb::sig("def __reduce__(self) -> tuple[object, ...]"))
        .def("__repr__", [](const Note& self) { return to_str(repr(self)); });
}

void bind_recurrence(nb::module_& module) {
    nb::class_<Recurrence>(module, "Recurrence", nb::is_final(),
                           nb::sig("@typing.final\nclass Recurrence()"),
                           R"(What a recurrence means to the plugin.

>>> import tasklint
>>> rule = tasklint.parse_line("- [ ] water 🔁 every 2 weeks on Monday when done").recurrence
>>> rule.text
'every 2 weeks on Monday when done'
>>> rule.rrule, rule.when_done
('INTERVAL=2;FREQ=WEEKLY;BYDAY=MO', True)
)")
        .def_prop_ro(
            "text", [](const Recurrence& self) { return to_str(self.to_text()); },
            "The normal form, which the plugin writes to the note.")
        .def_prop_ro(
            "rrule", [](const Recurrence& self) { return to_str(self.rrule()); },
            "The value of RRULE (RFC 5545).")
        .def_prop_ro(
            "when_done", [](const Recurrence& self) { return self.when_done(); },
            "True if the next date counts from the day of completion.")
        .def_prop_ro(
            "lossy", [](const Recurrence& self) { return self.lossy(); },
            "True if some of the text as written has no effect, or the normal form means\n"
            "another rule.")
        .def(
            "__eq__",
            [](const Recurrence& self, const Recurrence& other) {
                return self.to_text() == other.to_text() && self.rrule() == other.rrule();
            },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const Recurrence& self) {
                 return nb::hash(nb::make_tuple(to_str(self.to_text()), to_str(self.rrule())));
             })
        .def("__str__", [](const Recurrence& self) { return to_str(self.to_text()); })
        .def("__repr__", [](const Recurrence& self) {
            return to_str("<Recurrence " + python_repr(self.to_text()) + ">");
        });
}

constexpr const char* task_doc = R"(A task as the plugin reads it. `parse` and `parse_line` make it.

>>> import tasklint
>>> task = tasklint.parse_line("- [ ] Send the draft @owner1 📅 2026-01-06 ⏫ #task")
>>> task.description, task.owners, task.tags
('Send the draft @owner1 #task', ('owner1',), ('#task',))
>>> task.due, task.priority.name, task.status.type.name
(datetime.date(2026, 1, 6), 'HIGH', 'TODO')

A date that does not exist is None and stands in `invalid_dates`:

>>> task = tasklint.parse_line("- [ ] pay 📅 2026-02-30")
>>> task.due, task.invalid_dates
(None, {'due': '2026-02-30'})

Strings and dates are made when they are asked for. A task does not change and keeps its note alive.
Two are equal if they are the same line at the same place and read the same; they can be pickled.
)";

void bind_task(nb::module_& module) {
    nb::class_<PyTask> task(module, "Task", nb::is_final(), nb::sig("@typing.final\nclass Task()"),
                            task_doc);
    task.def_prop_ro(
            "line", [](const PyTask& self) { return to_str(self.view().in(self.task().line)); },
            "The line as it stands in the note, without its line ending.")
        .def_prop_ro("line_number", &PyTask::line_number, "Its line in the note, from 1.")
        .def_prop_ro(
            "path", [](const PyTask& self) { return to_str(self.note->document.path); },
            "The path of its note; empty if none was given.")
        .def_prop_ro(
            "document", [](const PyTask& self) { return self.note; },
            "Its note; for a line read alone, one of that line.")
        .def_prop_ro("status", &status_of, "What the character in its brackets stands for.")
        .def_prop_ro(
            "is_done",
            [](const PyTask& self) { return tasklint::is_done(self.task().status_type); },
            "True if the plugin counts it as done: DONE, CANCELLED or NON_TASK.")
        .def_prop_ro(
            "description", [](const PyTask& self) { return to_str(description_of(self.view())); },
            "The text without the fields that the plugin reads; tags and owners stay.")
        .def_prop_ro(
            "tags",
            [](const PyTask& self) { return to_tuple(tags_of(self.view(), self.settings())); },
            "Its tags with `#`, in order, duplicates kept; a tag that is the global filter is\n"
            "left out.")
        .def_prop_ro(
            "owners", [](const PyTask& self) { return to_tuple(owners_of(self.view())); },
            "Names of its owners, in order; placeholders such as `@TBD` are left out.")
        .def_prop_ro(
            "priority", [](const PyTask& self) { return self.task().priority; },
            "Its priority; Priority.NONE without one.")
        .def_prop_ro(
            "id", [](const PyTask& self) { return to_str_or_none(id_of(self.view())); },
            "Its id (🆔), or None.")
        .def_prop_ro(
            "depends_on", [](const PyTask& self) { return to_tuple(depends_on_of(self.view())); },
            "Ids of the tasks that must be done before it (⛔), in order.");
    const struct {
        const char* name;
        FieldKind kind;
        const char* doc;
    } dates[] = {
        {"created", FieldKind::created, "The day it was created (➕), or None."},
        {"start", FieldKind::start, "The day from which it may be done (🛫), or None."},
        {"scheduled", FieldKind::scheduled,
         "The day for which it is planned (⏳), or None. It may come from the file's name: see\n"
         "`scheduled_inferred`."},
        {"due", FieldKind::due, "The day by which it must be done (📅), or None."},
        {"cancelled", FieldKind::cancelled, "The day it was cancelled (❌), or None."},
        {"done", FieldKind::done, "The day it was done (✅), or None."},
    };
    for (const auto& row : dates) {
        task.def_prop_ro(
            row.name, [kind = row.kind](const PyTask& self) { return python_date_of(self, kind); },
            row.doc);
    }
    task.def_prop_ro(
            "invalid_dates", &invalid_dates_of,
            "Dates that the plugin reads but that do not exist (or lie in the year 0): the name\n"
            "of the field and the text.")
        .def_prop_ro(
            "scheduled_inferred", [](const PyTask& self) { return self.task().scheduled_inferred; },
            "True if the scheduled date comes from the file's name.")
        .def_prop_ro(
            "recurrence", &recurrence_of,
            "What its recurrence (🔁) means, or None if there is none that the plugin can read.")
        .def_prop_ro("recurrence_text", &recurrence_text_of,
                     "Its recurrence as it was written, or None.")
        .def_prop_ro(
            "on_completion", [](const PyTask& self) { return self.task().on_completion; },
            "What the plugin does when it is completed (🏁).")
        .def_prop_ro(
            "block_link",
            [](const PyTask& self) {
                return to_str_or_none(trim(self.view().in(self.task().block_link)));
            },
            "The block link at its end, such as `^a1b2`, or None.")
        .def_prop_ro("heading", &heading_of, "The last heading before it, or None.")
        .def_prop_ro("parent", &parent_of, "The nearest task that it is indented under, or None.")
        .def(
            "to_line",
            [](const PyTask& self, const OptionalDate& today) {
                return to_str(write_task(self.view(), self.settings(), or_today(today)));
            },
            nb::kw_only(), "today"_a = nb::none(),
            nb::sig("def to_line(self, *, today: datetime.date | None = None) -> str"),
            R"(The line as the plugin would write it back.

>>> import tasklint
>>> tasklint.parse_line("* [ ] pay #home 📅2026-03-01   ⏫").to_line()
'* [ ] pay #home ⏫ 📅 2026-03-01'
)")
        .def("to_dict", &to_dict, nb::kw_only(), "today"_a = nb::none(),
             nb::sig("def to_dict(self, *, today: datetime.date | None = None) -> "
                     "dict[str, typing.Any]"),
             R"(The task as `tasklint list --json` writes it. `today` (by default the system's date)
is where a recurrence without a date begins.

>>> import tasklint
>>> fields = tasklint.parse_line("- [ ] pay 📅 2026-03-01").to_dict()
>>> fields["due"], fields["priority"], fields["owners"]
('2026-03-01', 'none', [])
)")
        .def("__eq__", &equal, nb::is_operator(),
             nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def(
            "__hash__",
            [](const PyTask& self) {
                return nb::hash(nb::make_tuple(to_str(self.note->document.path), self.line_number(),
                                               to_str(self.view().in(self.task().line))));
            })
        .def("__copy__", [](const PyTask& self) { return self; })
        .def(
            "__deepcopy__", [](const PyTask& self, const nb::dict&) { return self; },
            nb::sig("def __deepcopy__(self, memo: dict[int, object]) -> Task"))
        .def("__reduce__", &reduce, nb::sig("def __reduce__(self) -> tuple[object, ...]"))
        .def("__repr__", [](const PyTask& self) {
            const std::string& path = self.note->document.path;
            return to_str("<Task " + (path.empty() ? "" : python_repr(path) + " ") +
                          std::to_string(self.line_number()) + ": " +
                          python_repr(self.view().in(self.task().line)) + ">");
        });
}

}  // namespace

void bind_tasks(nb::module_& module) {
    bind_heading(module);
    bind_recurrence(module);
    bind_document(module);
    bind_task(module);
    module.def("parse", &parse_text, "text"_a, nb::kw_only(), "path"_a = "",
               "config"_a = nb::none(),
               nb::sig("def parse(text: str, *, path: str | os.PathLike[str] = '', "
                       "config: Config | None = None) -> Document"),
               R"(Read a note. Any text is one: this never fails over what a note says.

`path` counts from the vault's root. Without `config` the plugin's defaults are used.

>>> import tasklint
>>> note = tasklint.parse("- [ ] pay 📅 2026-03-01\n```\n- [ ] only code\n```\n", path="Home.md")
>>> [task.due.isoformat() for task in note.tasks]
['2026-03-01']
)");
    module.def("parse_line", &parse_line, "line"_a, nb::kw_only(), "config"_a = nb::none(),
               nb::sig("def parse_line(line: str, *, config: Config | None = None) -> Task | None"),
               R"(Read one line on its own, whatever could stand around it.

Returns None if the line is no task. One line ending is taken off.

>>> import tasklint
>>> tasklint.parse_line("- [ ] pay 📅 2026-03-01")
<Task 1: '- [ ] pay 📅 2026-03-01'>
>>> tasklint.parse_line("- pay") is None
True
)");
}

}  // namespace tasklint::python
