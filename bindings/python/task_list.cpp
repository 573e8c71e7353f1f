// TaskList: tasks of one note or of many, as a sequence and as a table.
#include <algorithm>

#include <nanobind/make_iterator.h>

#include "arrow.hpp"

using namespace nanobind::literals;

namespace tasklint::python {

namespace {

std::vector<PyTask> tasks_in(const nb::iterable& source) {
    std::vector<PyTask> tasks;
    for (const nb::handle item : source) {
        if (!nb::isinstance<PyTask>(item)) {
            throw nb::type_error("expected Tasks");
        }
        tasks.push_back(nb::cast<PyTask>(item));
    }
    return tasks;
}

PyTaskList like(const PyTaskList& self, std::vector<PyTask> tasks) {
    auto list = task_list(std::move(tasks));
    list.today = self.today;
    return list;
}

PyTask item(const PyTaskList& self, nb::ssize_t index) {
    const auto size = static_cast<nb::ssize_t>(self.tasks->size());
    const auto at = index < 0 ? index + size : index;
    if (at < 0 || at >= size) {
        throw nb::index_error("there is no such task in the list");
    }
    return (*self.tasks)[static_cast<std::size_t>(at)];
}

PyTaskList slice(const PyTaskList& self, const nb::slice& slice) {
    const auto [start, stop, step, length] = slice.compute(self.tasks->size());
    std::vector<PyTask> tasks;
    tasks.reserve(length);
    for (std::size_t i = 0; i < length; ++i) {
        tasks.push_back(
            (*self.tasks)[static_cast<std::size_t>(start + static_cast<nb::ssize_t>(i) * step)]);
    }
    return like(self, std::move(tasks));
}

PyTaskList filter(const PyTaskList& self, const nb::callable& predicate) {
    std::vector<PyTask> kept;
    const Tasks tasks = self.tasks;
    for (const PyTask& task : *tasks) {
        if (nb::cast<bool>(nb::bool_(predicate(task)))) {
            kept.push_back(task);
        }
    }
    return like(self, std::move(kept));
}

std::size_t index_of(const PyTaskList& self, const nb::object& value, nb::ssize_t start,
                     nb::ssize_t stop) {
    const auto size = static_cast<nb::ssize_t>(self.tasks->size());
    const auto clip = [&](nb::ssize_t at) {
        return std::clamp<nb::ssize_t>(at < 0 ? at + size : at, 0, size);
    };
    if (nb::isinstance<PyTask>(value)) {
        const PyTask wanted = nb::cast<PyTask>(value);
        for (nb::ssize_t i = clip(start); i < clip(stop); ++i) {
            if (equal((*self.tasks)[static_cast<std::size_t>(i)], wanted)) {
                return static_cast<std::size_t>(i);
            }
        }
    }
    throw nb::value_error("the task is not in the list");
}

std::size_t count_of(const PyTaskList& self, const nb::object& value) {
    if (!nb::isinstance<PyTask>(value)) {
        return 0;
    }
    const PyTask wanted = nb::cast<PyTask>(value);
    return static_cast<std::size_t>(
        std::count_if(self.tasks->begin(), self.tasks->end(),
                      [&](const PyTask& task) { return equal(task, wanted); }));
}

bool equal_lists(const PyTaskList& left, const PyTaskList& right) {
    return left.tasks == right.tasks || std::equal(left.tasks->begin(), left.tasks->end(),
                                                   right.tasks->begin(), right.tasks->end(), equal);
}

nb::object repr(const PyTaskList& self) {
    constexpr std::size_t most_shown = 6;
    const std::size_t shown = std::min(self.tasks->size(), most_shown);
    nb::list parts;
    for (std::size_t i = 0; i < shown; ++i) {
        parts.append(nb::repr(nb::cast((*self.tasks)[i])));
    }
    if (shown < self.tasks->size()) {
        parts.append(nb::str("... {} more").format(self.tasks->size() - shown));
    }
    return nb::str("TaskList([{}])").format(nb::str(", ").attr("join")(parts));
}

}  // namespace

PyTaskList task_list(std::vector<PyTask> tasks) {
    return {std::make_shared<const std::vector<PyTask>>(std::move(tasks)), std::nullopt};
}

void bind_task_list(nb::module_& module) {
    nb::class_<PyTaskList> list(
        module, "TaskList", nb::is_final(),
        nb::sig("@typing.final\nclass TaskList(collections.abc.Sequence[Task])"),
        R"(Tasks in an order: a sequence that does not change, and a table.

`Document.tasks` and `Vault.tasks` are such lists, `TaskList(iterable)` makes one of any tasks.
Slices, sums and `filter` give lists again.

>>> import tasklint
>>> tasks = tasklint.parse("- [ ] pay 📅 2026-03-01\n- [x] ask\n- [ ] pack\n").tasks
>>> len(tasks), tasks[-1].description
(3, 'pack')
>>> tasks.filter(lambda task: not task.is_done)[:1]
TaskList([<Task 1: '- [ ] pay 📅 2026-03-01'>])
>>> tasklint.TaskList(sorted(tasks, key=lambda task: task.description))[0].description
'ask'

It is a stream of Apache Arrow (`__arrow_c_stream__`) for `polars.DataFrame(tasks)`,
`pyarrow.table(tasks)` and others, which get whole columns and no object for each task: those of
`Task.to_dict()` that are plain values, with dates as date32, lists for tags and owners and
dictionaries for status type, priority and on completion; impossible dates are null, bytes that are
no UTF-8 are U+FFFD. Urgency counts from the system's date; `on` gives a list for another day.

It has all that a `collections.abc.Sequence` has but is none to `isinstance`: polars would take it
task by task.
)");
    list.def(nb::new_([](const nb::typed<nb::iterable, PyTask>& tasks) {
                 return std::make_shared<PyTaskList>(task_list(tasks_in(tasks)));
             }),
             "tasks"_a = nb::make_tuple(), "Of these tasks, in their order.")
        .def("__len__", [](const PyTaskList& self) { return self.tasks->size(); })
        .def("__getitem__", &item, "index"_a,
             nb::sig("def __getitem__(self, index: int, /) -> Task"))
        .def("__getitem__", &slice, "slice"_a,
             nb::sig("def __getitem__(self, slice: slice, /) -> TaskList"))
        .def(
            "__iter__",
            [](const PyTaskList& self) {
                return nb::make_iterator<nb::rv_policy::copy>(
                    nb::type<PyTaskList>(), "Iterator", self.tasks->begin(), self.tasks->end());
            },
            nb::keep_alive<0, 1>(), nb::sig("def __iter__(self) -> collections.abc.Iterator[Task]"))
        .def(
            "__reversed__",
            [](const PyTaskList& self) {
                return nb::make_iterator<nb::rv_policy::copy>(
                    nb::type<PyTaskList>(), "ReverseIterator", self.tasks->rbegin(),
                    self.tasks->rend());
            },
            nb::keep_alive<0, 1>(),
            nb::sig("def __reversed__(self) -> collections.abc.Iterator[Task]"))
        .def(
            "__contains__",
            [](const PyTaskList& self, const nb::object& value) {
                return count_of(self, value) != 0;
            },
            "value"_a, nb::sig("def __contains__(self, value: object, /) -> bool"))
        .def("index", &index_of, "value"_a, "start"_a = 0,
             "stop"_a = std::numeric_limits<nb::ssize_t>::max(),
             nb::sig("def index(self, value: typing.Any, start: int = 0, stop: int = ...) -> int"),
             "The place of the first such task. Raises ValueError if there is none.")
        .def("count", &count_of, "value"_a, nb::sig("def count(self, value: typing.Any) -> int"),
             "How often such a task is in the list.")
        .def("filter", &filter, "predicate"_a,
             nb::sig("def filter(self, predicate: collections.abc.Callable[[Task], object]) -> "
                     "TaskList"),
             R"(Those for which the predicate is true, in their order.

>>> import tasklint
>>> tasks = tasklint.parse("- [ ] pay @owner1\n- [ ] pack @owner2\n").tasks
>>> tasks.filter(lambda task: "owner2" in task.owners)
TaskList([<Task 2: '- [ ] pack @owner2'>])
)")
        .def(
            "on",
            [](const PyTaskList& self, const date::year_month_day& today) {
                return PyTaskList{self.tasks, today};
            },
            "today"_a, nb::sig("def on(self, today: datetime.date) -> TaskList"),
            "The same tasks, whose urgency counts from that day in tables.")
        .def(
            "__add__",
            [](const PyTaskList& self, const PyTaskList& other) {
                std::vector<PyTask> tasks = *self.tasks;
                tasks.insert(tasks.end(), other.tasks->begin(), other.tasks->end());
                return like(self, std::move(tasks));
            },
            nb::is_operator())
        .def("__eq__", &equal_lists, nb::is_operator(),
             nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const PyTaskList& self) {
                 nb::list hashes;
                 for (const PyTask& task : *self.tasks) {
                     hashes.append(nb::hash(nb::cast(task)));
                 }
                 return nb::hash(nb::tuple(hashes));
             })
        .def(
            "__arrow_c_stream__",
            [](const PyTaskList& self, const nb::object&) {
                return arrow_stream(self.tasks, or_today(self.today));
            },
            "requested_schema"_a = nb::none(),
            nb::sig("def __arrow_c_stream__(self, requested_schema: object | None = None) -> "
                    "typing.Any"))
        .def(
            "__arrow_c_schema__", [](const PyTaskList&) { return arrow_schema(); },
            nb::sig("def __arrow_c_schema__(self) -> typing.Any"))
        .def(
            "__reduce__",
            [](const nb::handle self) {
                return nb::make_tuple(self.type(), nb::make_tuple(nb::list(self)));
            },
            nb::sig("def __reduce__(self) -> tuple[object, ...]"))
        .def(
            "__copy__", [](const nb::handle self) { return nb::borrow(self); },
            nb::sig("def __copy__(self) -> TaskList"))
        .def(
            "__deepcopy__", [](const nb::handle self, const nb::dict&) { return nb::borrow(self); },
            nb::sig("def __deepcopy__(self, memo: dict[int, object]) -> TaskList"))
        .def(
            "_repr_html_",
            [](const nb::handle self) {
                return nb::module_::import_("tasklint._notebook").attr("tasks")(self);
            },
            nb::sig("def _repr_html_(self) -> str"))
        .def("__repr__", &repr, nb::sig("def __repr__(self) -> str"));
}

}  // namespace tasklint::python
