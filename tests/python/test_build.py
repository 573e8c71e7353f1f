"""New tasks, for programs that write tasks."""

from __future__ import annotations

import datetime

import pytest

import tasklint

DUE = datetime.date(2026, 1, 6)


def test_a_task_says_all_that_is_given() -> None:
    status = tasklint.parse_line("- [/] a").status  # type: ignore[union-attr]
    rule = tasklint.Recurrence.parse("every 2 weeks")
    task = tasklint.Task.build(
        "Send the draft.",
        status=status,
        owner="Person Two",
        owners=["Person Three"],
        due=DUE,
        scheduled=datetime.date(2026, 1, 4),
        start=datetime.date(2026, 1, 3),
        created=datetime.date(2026, 1, 2),
        priority="low",
        tags=("task", "#home"),
        recurrence=rule,
        on_completion="delete",
        id="a1",
        depends_on=["b1", "b2"],
        block_link="b-1",
    )
    assert task.status == status
    assert task.description == "Send the draft. @Person Two @Person Three #task #home"
    assert task.owners == ("Person Two", "Person Three") and task.tags == ("#task", "#home")
    assert (task.due, task.start, task.created) == (DUE, datetime.date(2026, 1, 3), datetime.date(2026, 1, 2))
    assert task.scheduled == datetime.date(2026, 1, 4)
    assert task.priority is tasklint.Priority.LOW
    assert task.on_completion is tasklint.OnCompletion.DELETE
    assert task.recurrence == rule
    assert (task.id, task.depends_on, task.block_link) == ("a1", ("b1", "b2"), "^b-1")
    assert task.to_line() == task.line
    assert tasklint.parse_line(task.line) == task


def test_done_and_cancelled_dates() -> None:
    assert tasklint.Task.build("a", status="x", done=DUE).line == "- [x] a ✅ 2026-01-06"
    assert tasklint.Task.build("a", status="-", cancelled=DUE).line == "- [-] a ❌ 2026-01-06"


def test_settings_decide_how_it_is_written() -> None:
    settings = tasklint.Settings.from_json('{"taskFormat": "dataview", "globalFilter": "#task"}')
    task = tasklint.Task.build("a", due=DUE, tags=["task"], settings=settings)
    assert task.line == "- [ ] a #task  [due:: 2026-01-06]"
    with pytest.raises(ValueError, match="the global filter"):
        tasklint.Task.build("a", settings=settings)
    with pytest.raises(ValueError, match="give one"):
        tasklint.Task.build("a", settings=settings, config=tasklint.Config())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"description": "a 📅 2026-01-06"}, "a field of its own"),
        ({"description": "a\nb"}, "more than one line"),
        ({"recurrence": "every so often"}, "Tasks cannot read"),
        ({"tags": ["two words"]}, "tags"),
        ({"id": "a b"}, "id"),
        ({"status": "xy"}, "one character"),
        ({"owner": "TBD"}, "owners"),
        ({"priority": "urgent"}, "priority must be one of highest, high"),
        ({"on_completion": "burn"}, "on_completion must be one of keep, delete"),
    ],
)
def test_what_would_be_read_otherwise_is_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tasklint.Task.build(**{"description": "a", **arguments})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "arguments",
    [{"tags": "task"}, {"owners": "one"}, {"tags": [1]}, {"due": "2026-01-06"}],
)
def test_wrong_types_are_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        tasklint.Task.build("a", **arguments)  # type: ignore[arg-type]
