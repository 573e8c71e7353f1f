// Document, Heading and Section.
#include "convert.hpp"

using namespace nanobind::literals;

namespace tasklint::python {

namespace {

using HeadingTuple = nb::typed<nb::tuple, PyHeading, nb::ellipsis>;
using SectionTuple = nb::typed<nb::tuple, PySection, nb::ellipsis>;

NotePtr parse_text(const Text& text, const std::filesystem::path& path, ConfigPtr config) {
    return read_note(to_bytes(text), path.generic_string(), config_or_default(std::move(config)));
}

PyTaskList tasks_of(const NotePtr& note) {
    std::vector<PyTask> tasks;
    tasks.reserve(note->document.tasks.size());
    for (std::size_t i = 0; i < note->document.tasks.size(); ++i) {
        tasks.push_back({note, i});
    }
    return task_list(std::move(tasks));
}

/// Its properties. YAML's own types are not ours to guess: every value is a text.
nb::dict front_matter_of(const Note& note) {
    const auto read = read_front_matter(note.document);
    if (!read.error.empty()) {
        throw nb::value_error(("front matter, line " +
                               std::to_string(note.lines().line_of(read.error_offset) + 1) + ": " +
                               read.error)
                                  .c_str());
    }
    nb::dict properties;
    for (const auto& [key, span] : read.keys) {
        properties[to_str(key)] = nb::none();
    }
    for (const auto& value : read.values) {
        const auto key = to_str(value.key);
        const nb::object text =
            value.span.empty() ? nb::none() : nb::object(to_str(value.value));  // nothing is null
        if (value.in_list) {
            const nb::object before = properties[key];
            properties[key] = nb::isinstance<nb::tuple>(before) ? before + nb::make_tuple(text)
                                                                : nb::make_tuple(text);
        } else {
            properties[key] = text;
        }
    }
    return properties;
}

HeadingTuple headings_of(const NotePtr& note) {
    nb::list list;
    for (std::size_t i = 0; i < note->document.headings.size(); ++i) {
        list.append(PyHeading{note, i});
    }
    return HeadingTuple(nb::tuple(list));
}

SectionTuple sections_of(const Note& note) {
    nb::list list;
    for (const Section& section : note.sections()) {
        list.append(PySection{section, note.lines()});
    }
    return SectionTuple(nb::tuple(list));
}

nb::str type_name(SectionType type) { return nb::str(nb::cast(type).attr("name")); }

std::string plural(std::size_t count, const char* noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string repr(const Note& self) {
    return "<Document " + python_repr(self.document.path) + ": " +
           plural(self.document.tasks.size(), "task") + ", " +
           plural(self.document.headings.size(), "heading") + ">";
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

void bind_section(nb::module_& module) {
    nb::enum_<SectionType>(module, "SectionType",
                           "What kind of block a section is.\n\n"
                           ">>> import tasklint\n"
                           ">>> note = tasklint.parse('# Plan\\n\\n- [ ] paint\\n')\n"
                           ">>> [section.type.name for section in note.sections]\n"
                           "['HEADING', 'LIST']")
        .value("FRONT_MATTER", SectionType::front_matter)
        .value("HEADING", SectionType::heading)
        .value("LIST", SectionType::list)
        .value("PARAGRAPH", SectionType::paragraph)
        .value("QUOTE", SectionType::quote)
        .value("CALLOUT", SectionType::callout)
        .value("CODE", SectionType::code)
        .value("TABLE", SectionType::table)
        .value("HTML", SectionType::html)
        .value("COMMENT", SectionType::comment)
        .value("MATH", SectionType::math)
        .value("FOOTNOTE", SectionType::footnote)
        .value("THEMATIC_BREAK", SectionType::thematic_break);
    nb::class_<PySection>(module, "Section", nb::is_final(),
                          nb::sig("@typing.final\nclass Section()"),
                          R"(A top-level block of a note.

>>> import tasklint
>>> note = tasklint.parse("# Plan\n\n- [ ] paint\n- [ ] clean\n")
>>> section = note.tasks[1].section
>>> section.type.name, section.line_number, section.end_line_number
('LIST', 3, 4)
)")
        .def_prop_ro(
            "type", [](const PySection& self) { return self.type; }, "What it is.")
        .def_prop_ro(
            "line_number", [](const PySection& self) { return self.line_number; },
            "Its first line in the note, from 1.")
        .def_prop_ro(
            "end_line_number", [](const PySection& self) { return self.end_line_number; },
            "Its last line.")
        .def(
            "__eq__", [](const PySection& self, const PySection& other) { return self == other; },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const PySection& self) {
                 return nb::hash(nb::make_tuple(self.line_number, self.end_line_number, self.type));
             })
        .def("__repr__", [](const PySection& self) {
            return nb::str("<Section {}-{}: {}>")
                .format(self.line_number, self.end_line_number, type_name(self.type));
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
            "front_matter", &front_matter_of,
            nb::for_getter(nb::sig(
                "def front_matter(self, /) -> dict[str, str | tuple[str | None, ...] | None]")),
            R"(Its properties: texts, tuples of texts for lists, None without a value.

Raises ValueError with the line where it is no YAML.

>>> import tasklint
>>> note = tasklint.parse("---\ntitle: Kitchen\ntags: [home, plan]\nstatus:\n---\n- [ ] paint\n")
>>> note.front_matter
{'title': 'Kitchen', 'tags': ('home', 'plan'), 'status': None}
)")
        .def_prop_ro(
            "headings", [](const Note& self) { return headings_of(self.shared_from_this()); },
            "Its headings, in order.")
        .def_prop_ro("sections", &sections_of, "Its top-level blocks, in order and apart.")
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

}  // namespace

void bind_notes(nb::module_& module) {
    bind_heading(module);
    bind_section(module);
    bind_document(module);
    module.def("parse", &parse_text, "text"_a, nb::kw_only(), "path"_a = "",
               "config"_a = nb::none(),
               nb::sig("def parse(text: str | bytes, *, path: str | os.PathLike[str] = '', "
                       "config: Config | None = None) -> Document"),
               R"(Read a note. Any text is one: this never fails over what a note says.

`path` counts from the vault's root. Without `config` the plugin's defaults are used. Bytes are
taken as UTF-8, as a note on disk.

>>> import tasklint
>>> note = tasklint.parse("- [ ] pay 📅 2026-03-01\n```\n- [ ] only code\n```\n", path="Home.md")
>>> [task.due.isoformat() for task in note.tasks]
['2026-03-01']
)");
}

}  // namespace tasklint::python
