"""Queries in the plugin's language."""

from __future__ import annotations

import copy
import datetime
import json
import pathlib
import pickle
import subprocess
import sysconfig
import threading

import pytest

import tasklint

TODAY = datetime.date(2026, 1, 5)
TEXTS = {
    "Home.md": "# Home\n- [ ] pay ⏫ 📅 2026-01-04 #money\n- [x] rest ✅ 2026-01-02\n",
    "Meetings/Plan.md": "- [ ] ask 🆔 a1 📅 2026-01-09\n- [/] wait ⛔ a1\n",
}


@pytest.fixture
def vault() -> tasklint.Vault:
    return tasklint.Vault.from_texts(TEXTS)


def described(tasks: tasklint.TaskList) -> list[str]:
    return [task.description for task in tasks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not done", ["pay #money", "ask", "wait"]),
        ("not done\nsort by due reverse", ["wait", "ask", "pay #money"]),
        ("due before today", ["pay #money"]),
        ("is blocked", ["wait"]),
        ("(tag includes #money) OR (status.type is IN_PROGRESS)", ["pay #money", "wait"]),
        ("path includes Meetings\nlimit 1", ["wait"]),
        ("", ["pay #money", "wait", "ask", "rest"]),
        ("description includes nothing like it", []),
    ],
)
def test_a_query_finds_tasks_in_the_order_of_the_plugin(
    vault: tasklint.Vault, text: str, expected: list[str]
) -> None:
    assert sorted(described(vault.query(text, today=TODAY).tasks)) == sorted(expected)


def test_order_and_limit(vault: tasklint.Vault) -> None:
    result = vault.query("not done\nsort by description\nlimit 2", today=TODAY)
    assert described(result.tasks) == ["ask", "pay #money"]
    assert (result.total, result.before_limit, result.count_text) == (2, 3, "2 of 3 tasks")
    assert result.order_certain
    assert repr(result) == "<QueryResult: 2 of 3 tasks in 1 group>"


def test_groups_have_names_and_tasks(vault: tasklint.Vault) -> None:
    result = vault.query("not done\ngroup by folder\ngroup by due", today=TODAY)
    assert [(group.names, described(group.tasks)) for group in result.groups] == [
        (("/", "2026-01-04 Sunday"), ["pay #money"]),
        (("Meetings/", "2026-01-09 Friday"), ["ask"]),
        (("Meetings/", "No due date"), ["wait"]),
    ]
    assert isinstance(result.groups[0].tasks, tasklint.TaskList)
    assert vault.query("not done").groups[0].names == ()


def test_a_task_in_several_groups_counts_once() -> None:
    vault = tasklint.Vault.from_texts({"a.md": "- [ ] both #one #two\n"})
    result = vault.query("group by tags")
    assert [group.names for group in result.groups] == [("#one",), ("#two",)]
    assert len(result.tasks) == result.total == 1


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("not done\nsort by dew", "unknown-instruction", 2),
        ("due before", "date-not-understood", 1),
        ("filter by function true", "needs-javascript", 1),
        ("due by friday", "not-certain", 1),
        ("(done) AND", "boolean-delimiters", 1),
        ("preset mine", "unknown-preset", 1),
        ("sort by tag 0", "search-error", None),
    ],
)
def test_an_error_says_what_and_where(
    vault: tasklint.Vault, text: str, kind: str, line: int | None
) -> None:
    with pytest.raises(tasklint.QueryError) as raised:
        vault.query(text)
    assert (raised.value.kind, raised.value.source, raised.value.line) == (kind, "query", line)
    assert str(raised.value)
    again = pickle.loads(pickle.dumps(raised.value))
    assert (str(again), again.kind, again.line) == (str(raised.value), kind, line)
    assert isinstance(again, ValueError)


def test_the_global_query_of_the_settings_counts(tmp_path: pathlib.Path) -> None:
    plugin = tmp_path / ".obsidian/plugins/obsidian-tasks-plugin/data.json"
    plugin.parent.mkdir(parents=True)
    plugin.write_text(json.dumps({"globalQuery": "not done\nnonsense here"}), encoding="utf-8")
    with pytest.raises(tasklint.QueryError) as raised:
        tasklint.Vault(tmp_path).query("due today")
    assert (raised.value.source, raised.value.line) == ("global_query", 2)


def test_the_blocks_of_a_note_are_run_as_they_stand() -> None:
    text = (
        "---\nTQ_extra_instructions: not done\n---\n"
        "> ```tasks\n> path includes {{query.file.folder}}\n> ```\n"
        "```js\nnot done\n```\n~~~tasks\ndone\n~~~\n"
    )
    vault = tasklint.Vault.from_texts({**TEXTS, "Meetings/Board.md": text})
    note = vault["Meetings/Board.md"]
    assert [(block.line_number, block.text.strip()) for block in note.query_blocks] == [
        (4, "path includes {{query.file.folder}}"),
        (10, "done"),
    ]
    first = note.query_blocks[0]
    assert repr(first).startswith("<QueryBlock 4: ")
    assert sorted(described(vault.query(first.text, note=note).tasks)) == ["ask", "wait"]
    with pytest.raises(tasklint.QueryError) as raised:
        vault.query(first.text)
    assert raised.value.kind == "placeholder"


def test_it_answers_as_the_command_does(tmp_path: pathlib.Path) -> None:
    for path, text in TEXTS.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    text = "not done\ngroup by priority\nsort by due"
    command = pathlib.Path(sysconfig.get_path("scripts"), "tasklint")
    run = subprocess.run(
        [command, "query", "--json", "--today", TODAY.isoformat(), "-e", text],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    result = tasklint.Vault(tmp_path).query(text, today=TODAY)
    assert result.to_dict() == json.loads(run.stdout)


def test_results_are_values(vault: tasklint.Vault) -> None:
    note = tasklint.parse("```tasks\ndone\n```\n")
    result = vault.query("not done\ngroup by due", today=TODAY)
    for value, other in (
        (result, vault.query("done", today=TODAY)),
        (result.groups[0], result.groups[1]),
        (note.query_blocks[0], tasklint.parse("```tasks\nnot done\n```\n").query_blocks[0]),
    ):
        for same in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
            assert same == value and hash(same) == hash(value)
        assert value != other and value != 7
        with pytest.raises(AttributeError):
            setattr(value, "names", ())


def test_a_notebook_shows_groups(vault: tasklint.Vault) -> None:
    vault = tasklint.Vault.from_texts({"a.md": "- [ ] <b>bold</b> ⏫\n"})
    html = vault.query("group by priority")._repr_html_()
    assert "High priority" in html and "%%" not in html
    assert "&lt;b&gt;bold" in html and "<b>" not in html
    assert "1 task" in html


@pytest.mark.parametrize("text", ["\ud800", 7, b"done", None])
def test_wrong_arguments_are_refused(vault: tasklint.Vault, text: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        vault.query(text)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        vault.query("done", note="Home.md")  # type: ignore[arg-type]


def test_threads_may_ask_at_once(vault: tasklint.Vault) -> None:
    totals: list[int] = []
    threads = [
        threading.Thread(target=lambda: totals.append(vault.query("not done").total))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [3] * 8
