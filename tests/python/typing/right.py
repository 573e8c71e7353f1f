"""Types that a user may count on. Checked by mypy, never run."""

from __future__ import annotations

import collections.abc
import datetime
import pathlib
from typing import Any, Literal

from typing_extensions import assert_type

import tasklint


def read(text: str, path: pathlib.Path, today: datetime.date) -> None:
    config = tasklint.Config.load(path)
    assert_type(config, tasklint.Config)
    note = tasklint.parse(text, path=path, config=config)
    assert_type(note, tasklint.Document)
    assert_type(note.tasks, tasklint.TaskList)
    assert_type(note.front_matter, dict[str, str | tuple[str | None, ...] | None])
    assert_type(tasklint.parse(text.encode()), tasklint.Document)
    assert_type(note.headings, tuple[tasklint.Heading, ...])
    assert_type(note.sections, tuple[tasklint.Section, ...])
    assert_type(config.format, tasklint.Format)
    assert_type(tasklint.parse_line(text), tasklint.Task | None)
    for section in note.sections:
        assert_type(section.type, tasklint.SectionType)
        assert_type(section.end_line_number - section.line_number, int)
    for task in note.tasks:
        assert_type(task.status.type, tasklint.StatusType)
        assert_type(task.priority, tasklint.Priority)
        assert_type(task.description, str)
        assert_type(task.owners, tuple[str, ...])
        assert_type(task.tags, tuple[str, ...])
        assert_type(task.depends_on, tuple[str, ...])
        assert_type(task.id, str | None)
        assert_type(task.due, datetime.date | None)
        assert_type(task.invalid_dates, dict[str, str])
        assert_type(task.recurrence, tasklint.Recurrence | None)
        assert_type(task.parent, tasklint.Task | None)
        assert_type(task.children, tuple[tasklint.Task, ...])
        assert_type(task.section, tasklint.Section | None)
        assert_type(task.section_index, int | None)
        assert_type(task.shown_description, str)
        assert_type(task.indentation + task.list_marker + task.body + task.hard_break, str)
        assert_type(task.format, tasklint.Format)
        assert_type(task.blocked or task.blocking, bool)
        assert_type(task.urgency(), float)
        assert_type(task.urgency(today), float)
        assert_type(task.heading, tasklint.Heading | None)
        assert_type(task.line_number, int)
        assert_type(task.to_line(today=today), str)
        assert_type(task.to_line(tasklint.Format.DATAVIEW), str)
        assert_type(task.to_dict(), dict[str, Any])


def many(path: pathlib.Path, today: datetime.date) -> None:
    vault = tasklint.Vault(path, exclude=["Archive/**"], ignore_files=False)
    assert_type(vault.notes, tuple[tasklint.Document, ...])
    assert_type(vault.root, pathlib.Path | None)
    assert_type(vault.unreadable, tuple[tuple[str, str], ...])
    assert_type(vault["Home.md"], tasklint.Document)
    assert_type(vault.check(today=today), list[tasklint.Diagnostic])
    assert_type(vault.check()[0], tasklint.Diagnostic)
    assert_type(tasklint.Vault.from_texts({"a.md": "- [ ] a"}), tasklint.Vault)
    for note in vault:
        assert_type(note, tasklint.Document)
    tasks = vault.tasks
    assert_type(tasks[0], tasklint.Task)
    assert_type(tasks[1:], tasklint.TaskList)
    assert_type(tasks.filter(lambda task: task.due) + tasks.on(today), tasklint.TaskList)
    assert_type(tasklint.TaskList(sorted(tasks, key=lambda task: task.line)), tasklint.TaskList)
    as_sequence: collections.abc.Sequence[tasklint.Task] = tasks
    assert_type(len(as_sequence), int)
    result = vault.export(path / "tasks.ics", profile="todo", today=today)
    assert_type(result, tasklint.ExportResult)
    assert_type(result.left_out, tuple[tasklint.LeftOut, ...])
    assert_type(tasklint.export(tasks, path / "a.ics"), tasklint.ExportResult)
    assert_type(tasklint.to_ics(vault), str)


def write(settings: tasklint.Settings, today: datetime.date) -> None:
    task = tasklint.Task.build(
        "a", owner="One", priority="high", due=today, tags=["a"], settings=settings
    )
    assert_type(task, tasklint.Task)
    assert_type(tasklint.toggle("- [ ] a", settings=settings), list[str])
    assert_type(settings.statuses, tuple[tasklint.Status, ...])
    assert_type(tasklint.Settings.from_json("{}").global_filter, str)
    assert_type(tasklint.Config().settings, tasklint.Settings)


def change(line: str, today: datetime.date, config: tasklint.Config) -> None:
    assert_type(tasklint.toggle(line), list[str])
    assert_type(tasklint.toggle(line, today=today, config=config), list[str])
    assert_type(tasklint.set_status(line, "x", today=today, config=config), list[str])


def repeat(today: datetime.date, config: tasklint.Config) -> None:
    rule = tasklint.Recurrence.parse("every day", start=today, today=today, config=config)
    assert_type(rule, tasklint.Recurrence | None)
    if rule is not None:
        assert_type(rule.dtstart, datetime.date | None)
        assert_type(rule.next(), tasklint.NextDates | None)
        dates = rule.next(completed_on=today)
        if dates is not None:
            assert_type(dates.start, datetime.date | None)
            assert_type(dates.scheduled, datetime.date | None)
            assert_type(dates.due, datetime.date | None)


def mend(text: str, note: tasklint.Document, today: datetime.date) -> None:
    findings = tasklint.check(note, today=today)
    assert_type(findings, list[tasklint.Diagnostic])
    for finding in findings:
        assert_type(finding.severity, tasklint.Severity)
        assert_type(finding.end_column, int)
        assert_type(finding.help, str | None)
        assert_type(finding.fix, tasklint.Fix | None)
        assert_type(finding.rule, tasklint.Rule)
        assert_type(finding.rule.fix, Literal["safe", "unsafe"] | None)
        assert_type(finding.to_dict(), dict[str, Any])
    result = tasklint.fix(text, unsafe=True)
    assert_type(result.text, str)
    assert_type(result.remaining, tuple[tasklint.Diagnostic, ...])


def export(tasks: collections.abc.Iterable[tasklint.Task], note: tasklint.Document) -> None:
    assert_type(tasklint.to_ics(tasks, profile="events", name="Home"), str)
    assert_type(tasklint.to_ics(note, keep_done=False), str)
    assert_type(tasklint.to_ics([note, *note.tasks]), str)


def refuse(error: tasklint.ConfigError) -> None:
    assert_type(error.file, str)
    assert_type(error.line, int | None)
    problem: ValueError = error
    print(problem, tasklint.__version__.split("."))


def query(vault: tasklint.Vault, today: datetime.date) -> None:
    result = vault.query("not done\ngroup by due", note=vault["Home.md"], today=today)
    assert_type(result, tasklint.QueryResult)
    assert_type(result.tasks, tasklint.TaskList)
    assert_type(result.total + result.before_limit, int)
    assert_type(result.count_text, str)
    assert_type(result.to_dict(), dict[str, Any])
    for group in result.groups:
        assert_type(group, tasklint.QueryGroup)
        assert_type(group.names, tuple[str, ...])
        assert_type(group.tasks, tasklint.TaskList)
    for block in vault["Home.md"].query_blocks:
        assert_type(block, tasklint.QueryBlock)
        assert_type(block.text, str)
        assert_type(block.line_number, int)
    try:
        vault.query("due before")
    except tasklint.QueryError as error:
        assert_type(error.kind, str)
        assert_type(error.line, int | None)
