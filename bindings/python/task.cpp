// Task and what is done with one line.
#include <algorithm>
#include <array>
#include <utility>

#include "convert.hpp"

#include "tasklint/recurrence.hpp"
#include "tasklint/report.hpp"

using namespace nanobind::literals;

namespace tasklint::python {

namespace {

constexpr const char* more_lines = "more than one line";

using StrList = nb::typed<nb::list, nb::str>;
using TaskTuple = nb::typed<nb::tuple, PyTask, nb::ellipsis>;

/// The bytes of one line without its ending.
std::string line_bytes(const nb::str& line, const char* more_than_one) {
    std::string bytes = to_bytes(line);
    if (bytes.ends_with('\n')) {
        bytes.resize(bytes.size() - (bytes.ends_with("\r\n") ? 2 : 1));
    }
    if (bytes.find('\n') != std::string::npos) {
        throw nb::value_error(more_than_one);
    }
    return bytes;
}

std::optional<PyTask> parse_line(const nb::str& line, ConfigPtr config,
                                 const OptionalSettings& settings) {
    std::string bytes = line_bytes(line, "more than one line: parse() reads a note");
    config = config_or_default(config, settings);
    const Unlocked unlocked;
    auto note = std::make_shared<const Note>(
        document_of_line(std::move(bytes), config->config.tasks), std::move(config), true);
    return note->document.tasks.empty() ? std::nullopt : std::optional{PyTask{std::move(note), 0}};
}

StrList to_list(const std::vector<std::string>& lines) {
    StrList list;
    for (const std::string& line : lines) {
        list.append(to_str(line));
    }
    return list;
}

StrList toggle_line(const nb::str& line, const OptionalDate& today, const ConfigPtr& config,
                    const OptionalSettings& settings) {
    return to_list(toggle(line_bytes(line, more_lines),
                          config_or_default(config, settings)->config.tasks, or_today(today)));
}

StrList set_line_status(const nb::str& line, const nb::str& symbol, const OptionalDate& today,
                        const ConfigPtr& config, const OptionalSettings& settings) {
    const std::string character = to_bytes(symbol);
    const Utf8Character decoded = decode_utf8(character, 0);
    constexpr std::array<char32_t, 4> line_terminators{U'\n', U'\r', U'\u2028', U'\u2029'};
    if (character.empty() || !decoded.valid || decoded.size != character.size() ||
        std::find(line_terminators.begin(), line_terminators.end(), decoded.code_point) !=
            line_terminators.end()) {
        throw nb::value_error("a symbol is one character that ends no line");
    }
    return to_list(set_status(line_bytes(line, more_lines), character,
                              config_or_default(config, settings)->config.tasks, or_today(today)));
}

// ---- a new task

using OptionalStr = std::optional<nb::str>;
using StrIterable = nb::typed<nb::iterable, nb::str>;

std::vector<std::string> to_texts(const nb::iterable& texts, const char* what) {
    if (nb::isinstance<nb::str>(texts)) {
        throw nb::type_error((std::string(what) + ": expected several texts, not one").c_str());
    }
    std::vector<std::string> list;
    for (const nb::handle text : texts) {
        if (!nb::isinstance<nb::str>(text)) {
            throw nb::type_error((std::string(what) + ": expected texts").c_str());
        }
        list.push_back(to_bytes(text));
    }
    return list;
}

/// One of the values by its name.
template <typename Enumeration, std::size_t size>
Enumeration by_name(const nb::str& name,
                    const std::array<std::pair<std::string_view, Enumeration>, size>& values,
                    const char* what) {
    const std::string wanted = to_bytes(name);
    std::string all;
    for (const auto& [text, value] : values) {
        if (text == wanted) {
            return value;
        }
        all.append(all.empty() ? "" : ", ").append(text);
    }
    throw nb::value_error((std::string(what) + " must be one of " + all).c_str());
}

constexpr std::array<std::pair<std::string_view, Priority>, 6> priorities{{
    {"highest", Priority::highest},
    {"high", Priority::high},
    {"medium", Priority::medium},
    {"none", Priority::none},
    {"low", Priority::low},
    {"lowest", Priority::lowest},
}};
constexpr std::array<std::pair<std::string_view, OnCompletion>, 2> completions{{
    {"keep", OnCompletion::keep},
    {"delete", OnCompletion::delete_line},
}};

PyTask build(const nb::str& description, const std::variant<nb::str, Status>& status,
             const OptionalStr& owner, const StrIterable& owners, const OptionalDate& due,
             const OptionalDate& scheduled, const OptionalDate& start, const OptionalDate& created,
             const OptionalDate& done, const OptionalDate& cancelled,
             const std::variant<Priority, nb::str>& priority, const StrIterable& tags,
             const std::optional<std::variant<nb::str, Recurrence>>& recurrence,
             const std::variant<OnCompletion, nb::str>& on_completion, const OptionalStr& id,
             const StrIterable& depends_on, const OptionalStr& block_link,
             const OptionalDate& today, const ConfigPtr& config, const OptionalSettings& settings) {
    NewTask task;
    task.description = to_bytes(description);
    task.symbol = std::holds_alternative<Status>(status) ? std::get<Status>(status).symbol
                                                         : to_bytes(std::get<nb::str>(status));
    if (owner) {
        task.owners.push_back(to_bytes(*owner));
    }
    for (auto& name : to_texts(owners, "owners")) {
        task.owners.push_back(std::move(name));
    }
    task.tags = to_texts(tags, "tags");
    task.dates = {created, start, scheduled, due, cancelled, done};  // as `date_kinds`
    const auto* const known = std::get_if<Priority>(&priority);
    task.priority =
        known != nullptr ? *known : by_name(std::get<nb::str>(priority), priorities, "priority");
    if (recurrence) {
        task.recurrence = std::holds_alternative<Recurrence>(*recurrence)
                              ? std::get<Recurrence>(*recurrence).to_text()
                              : to_bytes(std::get<nb::str>(*recurrence));
    }
    const auto* const completion = std::get_if<OnCompletion>(&on_completion);
    task.on_completion = completion != nullptr ? *completion
                                               : by_name(std::get<nb::str>(on_completion),
                                                         completions, "on_completion");
    task.id = id ? to_bytes(*id) : std::string{};
    task.depends_on = to_texts(depends_on, "depends_on");
    if (block_link) {
        task.block_link = to_bytes(*block_link);
        if (!task.block_link.starts_with('^')) {
            task.block_link.insert(0, 1, '^');
        }
    }
    ConfigPtr used = config_or_default(config, settings);
    auto line = write_new_task(task, used->config.tasks, or_today(today));
    return {std::make_shared<const Note>(document_of_line(std::move(line), used->config.tasks),
                                         std::move(used), true),
            0};
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

TaskTuple children_of(const PyTask& self) {
    const auto& tasks = self.note->document.tasks;
    nb::list list;
    // All below this one stand right behind it.
    for (std::size_t i = self.index + 1; i < tasks.size(); ++i) {
        if (tasks[i].parent == none_index || tasks[i].parent < self.index) {
            break;
        }
        if (tasks[i].parent == self.index) {
            list.append(PyTask{self.note, i});
        }
    }
    return TaskTuple(nb::tuple(list));
}

std::optional<PySection> section_of(const PyTask& self) {
    const Section* section = tasklint::section_of(self.note->sections(), self.task());
    return section == nullptr ? std::nullopt
                              : std::optional{PySection{*section, self.note->lines()}};
}

std::optional<std::size_t> section_index_of(const PyTask& self) {
    const Section* section = tasklint::section_of(self.note->sections(), self.task());
    return section == nullptr
               ? std::nullopt
               : std::optional{section_index_of(self.note->document, *section, self.index)};
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

std::optional<nb::str> recurrence_text_of(const PyTask& self) {
    const Token* field = self.view().read_field(FieldKind::recurrence);
    // A field without a text, `[repeat:: ]`, is none.
    return field == nullptr ? std::nullopt : to_str_or_none(self.view().in(field->value));
}

nb::object to_dict(const PyTask& self, const OptionalDate& today) {
    const Note& note = *self.note;
    return from_json(task_json(note.document, note.lines(), note.sections(), self.index,
                               self.settings(), note.dependencies(), or_today(today)));
}

nb::tuple reduce(const PyTask& self) {
    const nb::module_ restore = nb::module_::import_("tasklint._restore");
    if (self.note->single_line) {
        return nb::make_tuple(restore.attr("line"),
                              nb::make_tuple(to_str(self.note->document.text), self.note->config));
    }
    return nb::make_tuple(restore.attr("task"), nb::make_tuple(self.note, self.index));
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
            "indentation",
            [](const PyTask& self) { return to_str(self.view().in(self.task().indentation)); },
            "What stands before the list marker: white space and `>`.")
        .def_prop_ro(
            "list_marker",
            [](const PyTask& self) { return to_str(self.view().in(self.task().marker)); },
            "Its list marker, such as `-` or `12.`.")
        .def_prop_ro(
            "body", [](const PyTask& self) { return to_str(self.view().in(self.task().body)); },
            "The text behind the brackets, trimmed, without block link.")
        .def_prop_ro(
            "hard_break",
            [](const PyTask& self) { return to_str(self.view().in(self.task().hard_break)); },
            "Two or more spaces at its end that Markdown takes as a line break, or nothing.")
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
            "shown_description",
            [](const PyTask& self) {
                return to_str(shown_description_of(self.view(), self.settings()));
            },
            "The description as the plugin shows it: without the global filter if its setting "
            "says\n"
            "so.")
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
            "format", [](const PyTask& self) { return self.task().format; },
            "The format in which its fields were read.")
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
            "recurrence",
            [](const PyTask& self) {
                return recurrence_of(self.view(), self.settings(), or_today({}));
            },
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
        .def_prop_ro("children", &children_of, "The tasks whose parent it is, in order.")
        .def_prop_ro("section", &section_of, "The block of the note that it stands in, or None.")
        .def_prop_ro("section_index", &section_index_of,
                     "Its place among the tasks of its section, from 0, or None.")
        .def_prop_ro(
            "blocked",
            [](const PyTask& self) { return self.note->dependencies().is_blocked(self.view()); },
            "True if it is open and depends on an open task of its vault, or of its note if that "
            "was\n"
            "read alone.")
        .def_prop_ro(
            "blocking",
            [](const PyTask& self) { return self.note->dependencies().is_blocking(self.view()); },
            "True if it is open and an open task of its vault, or of its note if that was read "
            "alone,\n"
            "depends on it.")
        .def(
            "urgency",
            [](const PyTask& self, const OptionalDate& today) {
                return urgency(self.task(), or_today(today));
            },
            "today"_a = nb::none(),
            nb::sig("def urgency(self, today: datetime.date | None = None) -> float"),
            R"(The plugin's urgency: about -4.8 to 26, more is more urgent. `today` is the system's date
unless given.

>>> import datetime, tasklint
>>> task = tasklint.parse_line("- [ ] pay ⏫ 📅 2026-01-12")
>>> task.urgency(datetime.date(2026, 3, 1))
18.0
>>> task.urgency() >= task.urgency(datetime.date(2026, 1, 5))
True
)")
        .def_static(
            "build", &build, "description"_a, nb::kw_only(), "status"_a = " ",
            "owner"_a = nb::none(), "owners"_a = nb::make_tuple(), "due"_a = nb::none(),
            "scheduled"_a = nb::none(), "start"_a = nb::none(), "created"_a = nb::none(),
            "done"_a = nb::none(), "cancelled"_a = nb::none(), "priority"_a = Priority::none,
            "tags"_a = nb::make_tuple(), "recurrence"_a = nb::none(),
            "on_completion"_a = OnCompletion::none, "id"_a = nb::none(),
            "depends_on"_a = nb::make_tuple(), "block_link"_a = nb::none(), "today"_a = nb::none(),
            "config"_a = nb::none(), "settings"_a = nb::none(),
            nb::sig("def build(description: str, *, status: str | Status = ' ', "
                    "owner: str | None = None, owners: collections.abc.Iterable[str] = (), "
                    "due: datetime.date | None = None, scheduled: datetime.date | None = None, "
                    "start: datetime.date | None = None, created: datetime.date | None = None, "
                    "done: datetime.date | None = None, cancelled: datetime.date | None = None, "
                    "priority: Priority | typing.Literal['highest', 'high', 'medium', 'none', "
                    "'low', 'lowest'] = ..., tags: collections.abc.Iterable[str] = (), "
                    "recurrence: str | Recurrence | None = None, "
                    "on_completion: OnCompletion | typing.Literal['keep', 'delete'] = "
                    "..., id: str | None = None, "
                    "depends_on: collections.abc.Iterable[str] = (), "
                    "block_link: str | None = None, today: datetime.date | None = None, "
                    "config: Config | None = None, settings: Settings | None = None) -> Task"),
            R"(A new task, for programs that write tasks: its line says all that is given and nothing else.

The line is read again before it is returned. What Tasks would read otherwise (a date in the
description, a recurrence that it does not know, a tag of two words, a missing global filter) is a
ValueError that says so. An owner whose name would be cut short is written as a link. `tags` may
lack their `#`, `block_link` its `^`; a status need not be registered.

>>> import datetime, tasklint
>>> task = tasklint.Task.build("Send the draft.", status="?", owner="Person Two", priority="high",
...                            due=datetime.date(2026, 1, 6), tags=["task", "proposed"])
>>> task.to_line()
'- [?] Send the draft. @Person Two #task #proposed ⏫ 📅 2026-01-06'
>>> tasklint.Task.build("Water the plants", recurrence="every so often")
Traceback (most recent call last):
ValueError: recurrence: Tasks cannot read "every so often"
)")
        .def(
            "to_line",
            [](const PyTask& self, std::optional<Format> format, const OptionalDate& today) {
                // As it was read, unless one of the two formats is asked for.
                return to_str(
                    format.value_or(Format::automatic) == Format::automatic
                        ? write_task(self.view(), self.settings(), or_today(today))
                        : write_task(self.view(), self.settings(), or_today(today), *format));
            },
            "format"_a = nb::none(), nb::kw_only(), "today"_a = nb::none(),
            nb::sig("def to_line(self, format: Format | None = None, *, "
                    "today: datetime.date | None = None) -> str"),
            R"(The line as the plugin would write it back, by default in the format in which it was read.

>>> import tasklint
>>> task = tasklint.parse_line("* [ ] pay #home 📅2026-03-01   ⏫")
>>> task.to_line()
'* [ ] pay #home ⏫ 📅 2026-03-01'
>>> task.to_line(tasklint.Format.DATAVIEW)
'* [ ] pay #home  [priority:: high]  [due:: 2026-03-01]'
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

void bind_dependencies(nb::module_& module) {
    nb::class_<Dependencies>(module, "Dependencies", nb::is_final(),
                             nb::sig("@typing.final\nclass Dependencies()"),
                             R"(Which tasks of several notes wait for others, as the plugin has it.

Done, cancelled and non-tasks neither wait nor are waited for, and only direct links count.

>>> import tasklint
>>> first = tasklint.parse("- [ ] measure 🆔 m1", path="Kitchen.md")
>>> second = tasklint.parse("- [ ] order the shelf ⛔ m1", path="Shop.md")
>>> links = tasklint.Dependencies([first, second])
>>> links.is_blocked(second.tasks[0]), links.is_blocking(first.tasks[0])
(True, True)
>>> second.tasks[0].blocked
False
)")
        .def(nb::new_([](const nb::typed<nb::iterable, Note>& notes) {
                 auto self = std::make_shared<Dependencies>();
                 for (const nb::handle note : notes) {
                     self->add(nb::cast<NotePtr>(note)->document);
                 }
                 return self;
             }),
             "notes"_a, "Of all tasks of these notes.")
        .def(
            "is_blocked",
            [](const Dependencies& self, const PyTask& task) {
                return self.is_blocked(task.view());
            },
            "task"_a, "True if it is open and depends on the id of an open task of the notes.")
        .def(
            "is_blocking",
            [](const Dependencies& self, const PyTask& task) {
                return self.is_blocking(task.view());
            },
            "task"_a, "True if it is open and an open task of the notes depends on its id.");
}

}  // namespace

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

void bind_tasks(nb::module_& module) {
    bind_task(module);
    bind_dependencies(module);
    module.def("parse_line", &parse_line, "line"_a, nb::kw_only(), "config"_a = nb::none(),
               "settings"_a = nb::none(),
               nb::sig("def parse_line(line: str, *, config: Config | None = None, "
                       "settings: Settings | None = None) -> Task | None"),
               R"(Read one line on its own, whatever could stand around it.

Returns None if the line is no task. One line ending is taken off.

>>> import tasklint
>>> tasklint.parse_line("- [ ] pay 📅 2026-03-01")
<Task 1: '- [ ] pay 📅 2026-03-01'>
>>> tasklint.parse_line("- pay") is None
True
)");
    module.def("toggle", &toggle_line, "line"_a, nb::kw_only(), "today"_a = nb::none(),
               "config"_a = nb::none(), "settings"_a = nb::none(),
               nb::sig("def toggle(line: str, *, today: datetime.date | None = None, "
                       "config: Config | None = None, settings: Settings | None = None) -> "
                       "list[str]"),
               R"(Tick a line as the plugin does: the lines that stand in its place afterwards.

Its status becomes the next one; done and cancelled dates, the new task of a recurring one and what
is to be done on completion follow (none are left of a task that is deleted then). A checkbox that
is no task to the settings flips, a list item gets one, any other line becomes an open task. One line
ending is taken off; more than one line is a ValueError. `today` is the system's date unless given.

>>> import datetime, tasklint
>>> today = datetime.date(2026, 1, 5)
>>> tasklint.toggle("- [ ] pay", today=today)
['- [x] pay ✅ 2026-01-05']
>>> for line in tasklint.toggle("- [ ] water 🔁 every week 📅 2026-01-05", today=today):
...     print(line)
- [ ] water 🔁 every week 📅 2026-01-12
- [x] water 🔁 every week 📅 2026-01-05 ✅ 2026-01-05
>>> tasklint.toggle("- bread")
['- [ ] bread']
)");
    module.def("set_status", &set_line_status, "line"_a, "symbol"_a, nb::kw_only(),
               "today"_a = nb::none(), "config"_a = nb::none(), "settings"_a = nb::none(),
               nb::sig("def set_status(line: str, symbol: str, *, "
                       "today: datetime.date | None = None, config: Config | None = None, "
                       "settings: Settings | None = None) -> list[str]"),
               R"(Give a task the status of a symbol: the lines that stand in its place afterwards.

As `toggle`, but to a status of choice, which need not be registered; a line that is no task stays as
it is. A symbol that is not one character, or ends a line, is a ValueError.

>>> import datetime, tasklint
>>> tasklint.set_status("- [ ] pay", "-", today=datetime.date(2026, 1, 5))
['- [-] pay ❌ 2026-01-05']
>>> tasklint.set_status("- [ ] pay", "/")
['- [/] pay']
)");
}

}  // namespace tasklint::python
