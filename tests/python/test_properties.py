"""What holds for every text."""

from __future__ import annotations

import datetime
import pickle

import pytest

import tasklint

hypothesis = pytest.importorskip("hypothesis")
from hypothesis import given, settings, strategies  # noqa: E402

TODAY = datetime.date(2026, 1, 5)
PIECES = strategies.sampled_from(
    (
        "- [ ] |* [x] |1. [/] |+ [?] |> |    |\t|\n|\n\n|\r\n|# |```|%%|---\n|<!-- |-->|  |word |Ask |@Person Two|@[[A/B|C]]"
        "|@TBD |#task |#a/b |(|)|[[Note]]|`code` |📅 2026-01-06|📅2026-02-30|⏳ 2026-1-6|🛫 |⏫|🔺|🔽|🔁 every week"
        "|🔁 daily|🔁 every month on the last Friday|🏁 delete|🆔 a1|⛔ a1,b2|➕ 2026-01-01|✅ 2026-01-02|❌ 2026-01-03"
        "| ^block-1|[due:: 2026-01-06]|(priority:: high)|üìÖ 2026-01-06|‚è´|:calendar: 2026-01-06|due: tomorrow|\u200b|\ufe0f"
        "|\u00a0|\ufeff|e\u0301|👩‍👩‍👧|\u202e|\udce9|\x00|\u2028"
    ).split("|")
)
ANY = strategies.text(
    strategies.characters(exclude_categories=["Cs"])
    | strategies.integers(0xDC80, 0xDCFF).map(chr),
    max_size=60,
)
NOTES = strategies.lists(PIECES | ANY, max_size=30).map("".join)
LINES = NOTES.map(lambda text: "- [ ] " + text.replace("\n", " "))
MANY = settings(max_examples=300, deadline=None)


@given(NOTES)
@MANY
def test_every_text_is_a_note_and_comes_back(text: str) -> None:
    note = tasklint.parse(text, path="n.md")
    # lone surrogates that make UTF-8 together are its character
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    assert note.text == text
    lines = text.split("\n")
    for task in note.tasks:
        assert task.line == lines[task.line_number - 1].removesuffix("\r")
        assert pickle.loads(pickle.dumps(task)) == task
    assert len(note.tasks) <= len(lines)


@given(NOTES)
@MANY
def test_findings_lie_within_the_text(text: str) -> None:
    lines = text.removeprefix("\ufeff").split("\n")
    for one in tasklint.check(text, today=TODAY):
        assert 1 <= one.line <= one.end_line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1
        assert 1 <= one.end_column <= len(lines[one.end_line - 1]) + 1
        assert (one.line, one.column) <= (one.end_line, one.end_column)


@given(NOTES, strategies.booleans())
@MANY
def test_fixing_twice_is_fixing_once(text: str, unsafe: bool) -> None:
    once = tasklint.fix(text, unsafe=unsafe, today=TODAY)
    assert tasklint.fix(once.text, unsafe=unsafe, today=TODAY).text == once.text
    if once.text == text:
        assert once.applied == ()


def said(task: tasklint.Task) -> dict[str, object]:
    """What a task says, without how its line is written."""
    fields = task.to_dict(today=TODAY)
    for name in ("body", "recurrence"):
        del fields[name]
    return fields


@given(LINES)
@MANY
def test_a_line_that_is_written_back_says_the_same(line: str) -> None:
    task = tasklint.parse_line(line)
    if task is None or task.invalid_dates:  # those are written `Invalid date`, as the plugin does
        return
    recurrence = task.recurrence
    if (recurrence is None) != (task.recurrence_text is None) or (recurrence and recurrence.lossy):
        return  # the plugin loses such rules, too
    again = tasklint.parse_line(task.to_line(today=TODAY))
    assert again is not None
    if tasklint.parse_line(again.to_line(today=TODAY)) == again:  # else the plugin's own writing moves
        assert said(again) == said(task)


@given(LINES)
@MANY
def test_ticking_gives_lines(line: str) -> None:
    for new in tasklint.toggle(line, today=TODAY):
        assert "\n" not in new


@given(NOTES)
@settings(max_examples=100, deadline=None)
def test_every_note_has_a_calendar(text: str) -> None:
    for profile in ("todo", "events", "both"):
        ics = tasklint.to_ics(text, profile=profile, today=TODAY)
        assert ics.startswith("BEGIN:VCALENDAR\r\n") and ics.endswith("END:VCALENDAR\r\n")
        assert all(len(line.encode()) <= 75 for line in ics.split("\r\n"))


WORDS = strategies.text(strategies.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(
    WORDS,
    strategies.lists(WORDS, max_size=3),
    strategies.none() | strategies.dates(datetime.date(1000, 1, 1)),
    strategies.sampled_from(list(tasklint.Priority)),
    strategies.none() | WORDS,
)
@MANY
def test_what_is_built_says_what_was_given(
    words: str,
    tags: list[str],
    due: datetime.date | None,
    priority: tasklint.Priority,
    owner: str | None,
) -> None:
    try:
        task = tasklint.Task.build(words, owner=owner, due=due, priority=priority, tags=tags)
    except ValueError:
        return
    assert (task.due, task.priority) == (due, priority)
    assert task.owners == ((owner,) if owner else ())
    assert task.description.split(" ")[0] == words
