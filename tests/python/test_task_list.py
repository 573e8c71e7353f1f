"""TaskList as a sequence."""

from __future__ import annotations

import collections.abc
import copy
import pickle

import pytest

import tasklint

NOTE = tasklint.parse("- [ ] a 📅 2026-03-01\n- [x] b\n- [ ] c ⏫\n- [ ] d\n", path="n.md")
TASKS = NOTE.tasks


def words(tasks: collections.abc.Iterable[tasklint.Task]) -> str:
    return "".join(task.description for task in tasks)


def test_it_is_a_sequence() -> None:
    of_classes = {"__class_getitem__", "_abc_impl", "__slots__", "__abstractmethods__"}
    of_classes |= {"__firstlineno__", "__static_attributes__"}  # Python 3.13
    for name in set(dir(collections.abc.Sequence)) - of_classes:
        assert hasattr(TASKS, name), name
    assert len(TASKS) == 4 and words(TASKS) == "abcd" and words(reversed(TASKS)) == "dcba"
    assert TASKS[0].description == "a" and TASKS[-1].description == "d"
    assert TASKS[2] in TASKS and "c" not in TASKS
    assert TASKS.index(TASKS[2]) == 2 and TASKS.count(TASKS[2]) == 1 and TASKS.count("c") == 0
    assert [*TASKS] == list(TASKS)
    for wrong in (4, -5):
        with pytest.raises(IndexError):
            TASKS[wrong]
    with pytest.raises(ValueError, match="not in the list"):
        TASKS.index(TASKS[0], 1)
    with pytest.raises(TypeError):
        TASKS["a"]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (slice(None), "abcd"),
        (slice(1, 3), "bc"),
        (slice(None, None, -1), "dcba"),
        (slice(None, None, 2), "ac"),
        (slice(3, 0, -2), "db"),
        (slice(9, None), ""),
        (slice(-2, None), "cd"),
    ],
)
def test_slices_are_lists_of_tasks(part: slice, expected: str) -> None:
    assert isinstance(TASKS[part], tasklint.TaskList)
    assert words(TASKS[part]) == expected


def test_filter_and_sums_are_lists_of_tasks() -> None:
    open_tasks = TASKS.filter(lambda task: not task.is_done)
    assert isinstance(open_tasks, tasklint.TaskList) and words(open_tasks) == "acd"
    assert words(TASKS.filter(lambda task: task.due)) == "a"
    assert words(open_tasks + TASKS[1:2]) == "acdb"
    with pytest.raises(ZeroDivisionError):
        TASKS.filter(lambda task: 1 // 0)


def test_a_list_is_made_of_any_tasks() -> None:
    made = tasklint.TaskList(sorted(TASKS, key=lambda task: task.priority.value))
    assert words(made) == "cabd"
    assert tasklint.TaskList() == tasklint.TaskList([]) and len(tasklint.TaskList()) == 0
    for wrong in ([1], "ab", [None]):
        with pytest.raises(TypeError, match="expected Tasks"):
            tasklint.TaskList(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        tasklint.TaskList(7)  # type: ignore[arg-type]


def test_lists_are_compared_copied_and_pickled() -> None:
    again = tasklint.parse(NOTE.text, path="n.md").tasks
    assert TASKS == again and hash(TASKS) == hash(again)
    assert TASKS != TASKS[1:] and TASKS != list(TASKS)
    assert copy.copy(TASKS) is TASKS and copy.deepcopy(TASKS) is TASKS
    assert pickle.loads(pickle.dumps(TASKS)) == TASKS


def test_pickling_many_tasks_keeps_their_note_once() -> None:
    note = tasklint.parse("- [ ] a task with some words\n" * 1000)
    assert len(pickle.dumps(note.tasks)) < 3 * len(note.text)


def test_a_list_shows_its_first_tasks() -> None:
    assert repr(TASKS[1:2]) == "TaskList([<Task 'n.md' 2: '- [x] b'>])"
    assert repr(TASKS[:0]) == "TaskList([])"
    assert repr(tasklint.parse("- [ ] a\n" * 9).tasks).endswith(", ... 3 more])")


def test_tasks_keep_their_note_alive() -> None:
    tasks = tasklint.parse("- [ ] alone\n").tasks
    iterator = iter(tasks)
    del tasks
    assert next(iterator).document.text == "- [ ] alone\n"
