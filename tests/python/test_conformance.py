"""The package reads, ticks and repeats as the plugin does, and as the command does."""

from __future__ import annotations

import collections.abc
import datetime
import functools
import json
import pathlib
import shutil
import subprocess
import sysconfig
from typing import Any

import pytest

import tasklint

TODAY = datetime.date(2026, 1, 5)  # of all recorded values
DATES = ("created", "start", "scheduled", "due", "done", "cancelled")

Case = dict[str, Any]
Configure = collections.abc.Callable[[dict[str, Any]], tasklint.Config]


def cases(root: pathlib.Path, name: str) -> list[Case]:
    # At U+000A only: str.splitlines() would split inside of the values.
    text = (root / "tests" / "conformance" / name).read_bytes().decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.fixture(scope="module")
def configure(tmp_path_factory: pytest.TempPathFactory) -> Configure:
    """The configuration of a vault whose plugin has the given settings."""

    @functools.cache
    def load(settings: str) -> tasklint.Config:
        vault = tmp_path_factory.mktemp("vault")
        file = vault / ".obsidian" / "plugins" / "obsidian-tasks-plugin" / "data.json"
        file.parent.mkdir(parents=True)
        file.write_text(settings, encoding="utf-8")
        return tasklint.Config.load(vault)

    return lambda settings: load(json.dumps(settings))


def exists(date: str) -> bool:
    """The plugin has a year 0, which was a leap year like 2000; Python has none."""
    try:
        datetime.date.fromisoformat("2000" + date[4:] if date.startswith("0000") else date)
    except ValueError:
        return False
    return True


def recurrence_of(task: tasklint.Task) -> Case | None:
    if task.recurrence_text is None:
        return None
    rule = task.recurrence
    if rule is None:
        return {"text": task.recurrence_text, "parsed": False}
    dtstart = task.to_dict(today=TODAY)["recurrence"]["dtstart"]
    if not rule.when_done and (task.start or task.scheduled or task.due):
        assert rule.dtstart is None or rule.dtstart.isoformat() == dtstart
    return {
        "text": task.recurrence_text,
        "parsed": True,
        "to_text": rule.text,
        "rrule": rule.rrule,
        "dtstart": dtstart,
        "base_on_today": rule.when_done,
    }


def reading(line: str, config: tasklint.Config) -> Case:
    """The attributes of a task under the names that the command gives them."""
    task = tasklint.parse_line(line, config=config)
    if task is None:
        return {"input": line, "is_task": False}
    dates = {name: getattr(task, name) for name in DATES}
    on_completion = task.on_completion
    fields: Case = {
        "input": task.line,
        "is_task": True,
        "indentation": task.indentation,
        "list_marker": task.list_marker,
        "status_symbol": task.status.symbol,
        "status_name": task.status.name,
        "status_type": task.status.type.name,
        "body": task.body,
        "description": task.description,
        "priority": task.priority.name.lower(),
        **{
            name: date.isoformat() if date is not None else task.invalid_dates.get(name)
            for name, date in dates.items()
        },
        "invalid_dates": [
            name
            for name in DATES
            if name in task.invalid_dates and not exists(task.invalid_dates[name])
        ],
        "recurrence": recurrence_of(task),
        "on_completion": (
            "" if on_completion is tasklint.OnCompletion.NONE else on_completion.name.lower()
        ),
        "id": task.id or "",
        "depends_on": list(task.depends_on),
        "tags": list(task.tags),
        "block_link": "" if task.block_link is None else f" {task.block_link}",
        "hard_break": task.hard_break,
        "line_out": task.to_line(today=TODAY),
    }
    in_list = task.to_dict(today=TODAY)
    assert {key: fields[key] for key in fields if key in in_list} == {
        key: in_list[key] for key in fields if key in in_list
    }
    return fields


def parsed_by_the_command(lines: list[str], *options: str) -> list[Case]:
    command = shutil.which("tasklint", path=sysconfig.get_path("scripts"))
    assert command is not None
    result = subprocess.run(
        [command, "parse", "--today", TODAY.isoformat(), *options],
        input="".join(line + "\n" for line in lines).encode(),
        capture_output=True,
        check=True,
    )
    return [json.loads(line) for line in result.stdout.decode().split("\n") if line]


@pytest.mark.parametrize(
    ("name", "task_format", "count"),
    [
        ("emoji_lines.jsonl", "emoji", 3148),
        ("dataview_lines.jsonl", "dataview", 1454),
    ],
)
def test_the_package_the_command_and_the_plugin_read_the_same(
    root: pathlib.Path, configure: Configure, name: str, task_format: str, count: int
) -> None:
    expected = cases(root, name)
    assert len(expected) == count
    config = configure(
        {"taskFormat": "dataview" if task_format == "dataview" else "tasksPluginEmoji"}
    )
    assert config.format.name.lower() == task_format
    lines = [case["input"] for case in expected]
    commanded = parsed_by_the_command(lines, "--format", task_format)
    assert len(commanded) == count
    different: list[tuple[str, Case, Case, Case]] = []
    for case, command in zip(expected, commanded, strict=True):
        wanted = {key: value for key, value in case.items() if key not in ("case", "group")}
        package = reading(case["input"], config)
        command.pop("owners", None)  # ours, not the plugin's
        if not package == command == wanted:
            different.append((case["case"], package, command, wanted))
    assert not different, f"{len(different)} of {count}; the first: {different[:2]}"


def settings_of(case: Case, status_sets: dict[str, list[Case] | None]) -> dict[str, Any]:
    settings = dict(case["settings"])
    statuses = status_sets[case["status_set"]]
    if statuses is not None:
        entries = [
            {
                "symbol": status["symbol"],
                "name": status["name"],
                "nextStatusSymbol": status["next_symbol"],
                "type": status["type"],
            }
            for status in statuses
        ]
        settings["statusSettings"] = {
            "coreStatuses": [entry for entry in entries if entry["symbol"] in (" ", "x")],
            "customStatuses": [entry for entry in entries if entry["symbol"] not in (" ", "x")],
        }
    return settings


def test_a_status_changes_as_in_the_plugin(root: pathlib.Path, configure: Configure) -> None:
    recorded = cases(root, "status.jsonl")
    status_sets = {
        case["status_set"]: case["configured"] for case in recorded if case["kind"] == "registry"
    }
    different: list[tuple[str, list[str], object]] = []
    counts = {"toggle": 0, "set_status": 0}
    for case in recorded:
        if case["kind"] == "registry":
            continue
        counts[case["kind"]] += 1
        config = configure(settings_of(case, status_sets))
        if case["kind"] == "toggle":
            lines = tasklint.toggle(case["input"], today=TODAY, config=config)
            same = "\n".join(lines) == case["output"]
        else:
            lines = tasklint.set_status(
                case["input"], case["new_symbol"], today=TODAY, config=config
            )
            same = lines == case["output"]
        if not same:
            different.append((case["case"], lines, case["output"]))
    assert counts == {"toggle": 488, "set_status": 60}
    assert not different, f"{len(different)}; the first: {different[:3]}"


def rule_of(case: Case, text: str, dates: Case, today: str, config: tasklint.Config) -> Any:
    """The rule of a task with these dates. Those that do not exist can stand in a line alone."""
    on = datetime.date.fromisoformat(today)
    if all(date is None or exists(date) for date in dates.values()):
        real = {name: date and datetime.date.fromisoformat(date) for name, date in dates.items()}
        return tasklint.Recurrence.parse(text, today=on, config=config, **real)
    signs = {"start": "🛫", "scheduled": "⏳", "due": "📅"}
    fields = "".join(f" {signs[name]} {date}" for name, date in dates.items() if date)
    task = tasklint.parse_line(f"- [ ] a 🔁 {text}{fields}", config=config)
    assert task is not None and task.recurrence_text == text, case
    return task.recurrence


def next_dates(found: tasklint.NextDates | None, dates: Case) -> Case:
    if found is None:
        return {name: date and "Invalid date" for name, date in dates.items()}
    return {
        name: date and date.isoformat()
        for name, date in (
            ("start", found.start),
            ("scheduled", found.scheduled),
            ("due", found.due),
        )
    }


def test_a_recurrence_goes_on_as_in_the_plugin(root: pathlib.Path, configure: Configure) -> None:
    recorded = [
        case for case in cases(root, "recurrence.jsonl") if not case.get("engine_dependent")
    ]
    steps = 0
    for case in recorded:
        config = configure(case.get("settings", {}))
        dates = {name: case[name] for name in ("start", "scheduled", "due")}
        rule = rule_of(case, case["text"], dates, TODAY.isoformat(), config)
        assert (rule is not None) == case["parsed"], case
        if rule is None:
            continue
        assert (rule.text, rule.rrule) == (case["to_text"], case["rrule"]), case
        assert rule.when_done == case["base_on_today"], case
        if not rule.when_done or all(date is None or exists(date) for date in dates.values()):
            assert rule.dtstart.isoformat() == case["dtstart"], case
        for step in case["completions"]:
            completed_on = step["completed_on"]
            rule = rule_of(case, step["rule"], dates, completed_on, config)
            assert rule is not None, case
            found = rule.next(completed_on=datetime.date.fromisoformat(completed_on))
            dates = next_dates(found, dates)
            assert dates == step["next"], (case, step)
            steps += 1
    assert len(recorded) == 826
    assert steps > 2000
