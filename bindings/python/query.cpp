// Queries: what a `tasks` block would list.
#include <tuple>

#include "convert.hpp"

#include "tasklint/query.hpp"

using namespace nanobind::literals;

namespace tasklint::python {

namespace {

/// A `tasks` block as Python holds it.
struct PyQueryBlock {
    std::uint32_t line_number = 0;  ///< of its fence, from 1
    std::string text;
};

/// A group of a result as Python holds it.
struct PyQueryGroup {
    std::vector<std::string> names;
    PyTaskList tasks;
};

/// What a query found, as Python holds it.
struct PyQueryResult {
    std::size_t total = 0;
    std::size_t before_limit = 0;
    std::string count_text;
    bool order_certain = true;
    std::vector<PyQueryGroup> groups;
    PyTaskList tasks;
};

[[noreturn]] void raise_query_error(const QueryError& error) {
    const nb::object type = nb::module_::import_("tasklint._errors").attr("QueryError");
    const std::string message =
        error.detail.empty() ? error.message : error.message + " " + error.detail;
    const nb::object instance =
        type(to_str(message), to_str(error.kind), to_str(query_text_name(error.in)),
             error.line == 0 ? nb::object{nb::none()} : nb::object{nb::cast(error.line)});
    PyErr_SetObject(type.ptr(), instance.ptr());
    throw nb::python_error();
}

std::variant<QueryResult, QueryError> run(const PyVault& vault, const std::string& text,
                                          const Note* note, const date::year_month_day& today) {
    const Unlocked unlocked;
    const Vault& of = vault.loaded->vault;
    const auto read = read_query(text, note == nullptr ? QueryNote{} : query_note(note->document),
                                 of.config.tasks, today);
    if (const auto* const error = std::get_if<QueryError>(&read)) {
        return *error;
    }
    std::vector<QueryTask> tasks;
    tasks.reserve(vault.tasks.tasks->size());
    for (const PyTask& task : *vault.tasks.tasks) {
        tasks.push_back(
            query_task(task.note->document, task.index, of.config.tasks, of.dependencies));
    }
    return run_query(std::get<Query>(read), tasks);
}

PyQueryResult query(const PyVault& self, const nb::str& text, const NotePtr& note,
                    const OptionalDate& today) {
    const auto day = or_today(today);
    const auto answer = run(self, to_bytes(text), note.get(), day);
    if (const auto* const error = std::get_if<QueryError>(&answer)) {
        raise_query_error(*error);
    }
    const auto& found = std::get<QueryResult>(answer);
    const auto& all = *self.tasks.tasks;
    PyQueryResult result{found.total, found.before_limit, found.count_text, found.order_certain, {},
                         {}};
    std::vector<PyTask> shown;
    std::vector<bool> taken(all.size());
    for (const QueryGroup& group : found.groups) {
        std::vector<PyTask> tasks;
        tasks.reserve(group.tasks.size());
        for (const std::size_t index : group.tasks) {
            tasks.push_back(all[index]);
            if (!taken[index]) {
                taken[index] = true;
                shown.push_back(all[index]);
            }
        }
        auto list = task_list(std::move(tasks));
        list.today = day;
        result.groups.push_back({group.names, std::move(list)});
    }
    result.tasks = task_list(std::move(shown));
    result.tasks.today = day;
    return result;
}

using GroupTuple = nb::typed<nb::tuple, PyQueryGroup, nb::ellipsis>;

GroupTuple groups_of(const PyQueryResult& self) {
    nb::list groups;
    for (const PyQueryGroup& group : self.groups) {
        groups.append(nb::cast(group));
    }
    return GroupTuple(nb::tuple(groups));
}

Json to_dict(const PyQueryResult& self) {
    nb::list groups;
    for (const PyQueryGroup& group : self.groups) {
        nb::list tasks;
        for (const PyTask& task : *group.tasks.tasks) {
            tasks.append(
                nb::cast(task).attr("to_dict")(nb::arg("today") = or_today(group.tasks.today)));
        }
        nb::dict made;
        made["names"] = nb::list(to_tuple(group.names));
        made["tasks"] = tasks;
        groups.append(made);
    }
    nb::dict result;
    result["total"] = self.total;
    result["before_limit"] = self.before_limit;
    result["count_text"] = to_str(self.count_text);
    result["groups"] = groups;
    return Json(result);
}

std::string repr(const PyQueryResult& self) {
    return "<QueryResult: " + self.count_text + " in " + std::to_string(self.groups.size()) +
           (self.groups.size() == 1 ? " group>" : " groups>");
}

nb::object repr(const PyQueryGroup& self) {
    return nb::str("QueryGroup(names={}, tasks={})")
        .format(nb::repr(to_tuple(self.names)), nb::repr(nb::cast(self.tasks)));
}

nb::tuple parts(const PyQueryBlock& self) {
    return nb::make_tuple(self.line_number, to_str(self.text));
}

nb::tuple parts(const PyQueryGroup& self) {
    return nb::make_tuple(to_tuple(self.names), self.tasks);
}

nb::tuple parts(const PyQueryResult& self) {
    return nb::make_tuple(self.total, self.before_limit, to_str(self.count_text),
                          self.order_certain, groups_of(self), self.tasks);
}

PyQueryBlock make_block(std::uint32_t line_number, const nb::str& text) {
    return {line_number, to_bytes(text)};
}

PyQueryGroup make_group(const StrTuple& names, const PyTaskList& tasks) {
    PyQueryGroup group{{}, tasks};
    for (const nb::handle name : names) {
        group.names.push_back(to_bytes(name));
    }
    return group;
}

PyQueryResult make_result(std::size_t total, std::size_t before_limit, const nb::str& count_text,
                          bool order_certain, const GroupTuple& groups, const PyTaskList& tasks) {
    PyQueryResult result{total, before_limit, to_bytes(count_text), order_certain, {}, tasks};
    for (const nb::handle group : groups) {
        result.groups.push_back(nb::cast<PyQueryGroup>(group));
    }
    return result;
}

/// What objects that are compared by their parts have in common; `_restore` makes them again.
template <typename Object>
void add_value_methods(nb::class_<Object>& type, const char* restored_by,
                       const char* copy_signature, const char* deep_copy_signature) {
    type.def(
            "__eq__",
            [](const Object& self, const Object& other) { return parts(self).equal(parts(other)); },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__", [](const Object& self) { return nb::hash(parts(self)); })
        .def(
            "__reduce__",
            [restored_by](const Object& self) {
                return nb::make_tuple(nb::module_::import_("tasklint._restore").attr(restored_by),
                                      parts(self));
            },
            nb::sig("def __reduce__(self) -> tuple[object, ...]"))
        .def(
            "__copy__", [](const nb::handle self) { return nb::borrow(self); },
            nb::sig(copy_signature))
        .def(
            "__deepcopy__", [](const nb::handle self, const nb::dict&) { return nb::borrow(self); },
            nb::sig(deep_copy_signature));
}

}  // namespace

void bind_query(nb::module_& module) {
    nb::class_<PyQueryBlock> block_type(module, "QueryBlock", nb::is_final(),
                                        nb::sig("@typing.final\nclass QueryBlock()"),
                                        R"(A `tasks` block of a note.

>>> import tasklint
>>> note = tasklint.parse("Today:\n```tasks\nnot done\n```\n")
>>> note.query_blocks
(<QueryBlock 2: 'not done'>,)
)");
    block_type.def_ro("line_number", &PyQueryBlock::line_number, "The line that opens it, from 1.")
        .def_prop_ro(
            "text", [](const PyQueryBlock& self) { return to_str(self.text); },
            "Its lines without their fences, and without what a quote or a list puts before them.")
        .def("__repr__", [](const PyQueryBlock& self) {
            return to_str("<QueryBlock " + std::to_string(self.line_number) + ": " +
                          python_repr(self.text) + ">");
        });
    add_value_methods(block_type, "query_block", "def __copy__(self) -> QueryBlock",
                      "def __deepcopy__(self, memo: dict[int, object]) -> QueryBlock");

    nb::class_<PyQueryGroup> group(module, "QueryGroup", nb::is_final(),
                                   nb::sig("@typing.final\nclass QueryGroup()"),
                                   R"(Tasks that a query shows together.

>>> import tasklint
>>> vault = tasklint.Vault.from_texts({"Shop.md": "- [ ] order\n"})
>>> vault.query("group by filename\ngroup by priority").groups[0].names
('[[Shop]]', '%%3%%Normal priority')
)");
    group
        .def_prop_ro(
            "names", [](const PyQueryGroup& self) { return to_tuple(self.names); },
            "The names of its levels, outermost first, as the plugin has them; none without\n"
            "`group by`. What stands in `%%` orders the groups and is not shown in Obsidian.")
        .def_prop_ro(
            "tasks", [](const PyQueryGroup& self) { return self.tasks; }, "In order.")
        .def(
            "__repr__", [](const PyQueryGroup& self) { return repr(self); },
            nb::sig("def __repr__(self) -> str"));
    add_value_methods(group, "query_group", "def __copy__(self) -> QueryGroup",
                      "def __deepcopy__(self, memo: dict[int, object]) -> QueryGroup");

    nb::class_<PyQueryResult> result(module, "QueryResult", nb::is_final(),
                                     nb::sig("@typing.final\nclass QueryResult()"),
                                     R"(What a query found: see `Vault.query`.

>>> import tasklint
>>> vault = tasklint.Vault.from_texts({"Shop.md": "- [ ] order\n- [x] ask\n- [ ] fetch\n"})
>>> result = vault.query("not done\nlimit 1")
>>> result
<QueryResult: 1 of 2 tasks in 1 group>
>>> result.total, result.before_limit
(1, 2)
)");
    result
        .def_prop_ro("groups", &groups_of,
                     "Its groups, in order. Without `group by` there is one without names.")
        .def_prop_ro(
            "tasks", [](const PyQueryResult& self) { return self.tasks; },
            "The tasks of all groups in order, each once.")
        .def_ro("total", &PyQueryResult::total, "How many different tasks are shown.")
        .def_ro("before_limit", &PyQueryResult::before_limit, "How many pass the filters.")
        .def_prop_ro(
            "count_text", [](const PyQueryResult& self) { return to_str(self.count_text); },
            "What the plugin writes below: `3 of 12 tasks`.")
        .def_ro(
            "order_certain", &PyQueryResult::order_certain,
            "False if letters beyond ASCII were put in order, which Obsidian may do in another\n"
            "way.")
        .def("to_dict", &to_dict, nb::sig("def to_dict(self) -> dict[str, typing.Any]"),
             R"(As `tasklint query --json` writes it.

>>> import tasklint
>>> vault = tasklint.Vault.from_texts({"Shop.md": "- [ ] order\n"})
>>> vault.query("not done").to_dict()["groups"][0]["tasks"][0]["description"]
'order'
)")
        .def(
            "_repr_html_",
            [](const nb::handle self) {
                return nb::module_::import_("tasklint._notebook").attr("query_result")(self);
            },
            nb::sig("def _repr_html_(self) -> str"))
        .def("__repr__", [](const PyQueryResult& self) { return to_str(repr(self)); });
    add_value_methods(result, "query_result", "def __copy__(self) -> QueryResult",
                      "def __deepcopy__(self, memo: dict[int, object]) -> QueryResult");
    nb::borrow<nb::class_<Note>>(module.attr("Document"))
        .def_prop_ro(
            "query_blocks",
            [](const Note& self) {
                nb::list blocks;
                for (QueryBlock& block : query_blocks(self.document)) {
                    blocks.append(PyQueryBlock{block.fence + 1, std::move(block.text)});
                }
                return nb::typed<nb::tuple, PyQueryBlock, nb::ellipsis>(nb::tuple(blocks));
            },
            "Its `tasks` blocks, in order.");
    nb::borrow<nb::class_<PyVault>>(module.attr("Vault"))
        .def("query", &query, "text"_a, nb::kw_only(), "note"_a = nb::none(),
             "today"_a = nb::none(),
             nb::sig("def query(self, text: str, *, note: Document | None = None, "
                     "today: datetime.date | None = None) -> QueryResult"),
             R"(Run a query as the Tasks plugin 8.3.0 does: the tasks of the vault in groups.

`text` is what stands in a `tasks` block. Placeholders and the properties `TQ_…` are those of
`note`; the global query and presets are those of the vault's settings. Releases the GIL. Raises
QueryError where the plugin shows an error, and where its answer cannot be known.

>>> import tasklint
>>> vault = tasklint.Vault.from_texts({
...     "Kitchen.md": "- [ ] measure 📅 2026-03-02\n- [x] clean\n",
...     "Shop.md": "- [ ] order 📅 2026-03-01\n",
... })
>>> result = vault.query("not done\ngroup by filename")
>>> for group in result.groups:
...     print(*group.names, [task.description for task in group.tasks])
[[Kitchen]] ['measure']
[[Shop]] ['order']
>>> vault.query("not done\nsort by due").tasks[0].description
'order'
)");
    module.def("_query_block", &make_block, "line_number"_a, "text"_a);
    module.def("_query_group", &make_group, "names"_a, "tasks"_a);
    module.def("_query_result", &make_result, "total"_a, "before_limit"_a, "count_text"_a,
               "order_certain"_a, "groups"_a, "tasks"_a);
}

}  // namespace tasklint::python
