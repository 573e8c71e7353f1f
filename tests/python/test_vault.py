"""All notes of a folder in memory."""

from __future__ import annotations

import copy
import datetime
import json
import os
import pathlib
import pickle
import shutil
import subprocess
import sysconfig

import pytest

import tasklint


@pytest.fixture
def notes(vault: pathlib.Path) -> pathlib.Path:
    (vault / "Meetings").mkdir()
    (vault / "Home.md").write_text(
        "# Home\n- [ ] pay #task 🆔 p1 📅 2026-03-01\n- [ ] only a checkbox\n", encoding="utf-8"
    )
    (vault / "Meetings" / "Plan.md").write_text(
        "---\ntitle: Plan\n---\n- [?] ask #task ⛔ p1\n- [ ] call #task 📅 2026-02-30\n",
        encoding="utf-8",
    )
    return vault


def test_a_vault_holds_its_notes_and_tasks_in_order(notes: pathlib.Path) -> None:
    read = tasklint.Vault(notes)
    assert [note.path for note in read] == ["Home.md", "Meetings/Plan.md"]
    assert [note.path for note in read.notes] == ["Home.md", "Meetings/Plan.md"]
    assert len(read) == 2
    assert [(task.path, task.line_number) for task in read.tasks] == [
        ("Home.md", 2),
        ("Meetings/Plan.md", 4),
        ("Meetings/Plan.md", 5),
    ]
    assert read.root is not None and read.root.samefile(notes)
    assert read.unreadable == ()
    assert read.tasks[1].status.name == "Proposed"
    assert repr(read).endswith(": 2 notes, 3 tasks>")


def test_a_note_is_found_by_its_path(notes: pathlib.Path) -> None:
    read = tasklint.Vault(str(notes))
    assert read["Home.md"].tasks[0].due == datetime.date(2026, 3, 1)
    assert read[pathlib.PurePosixPath("Meetings/Plan.md")].front_matter == {"title": "Plan"}
    assert "Home.md" in read and pathlib.Path("Home.md") in read
    assert "home.md" not in read and 7 not in read
    with pytest.raises(KeyError, match=r"Nothing\.md"):
        read["Nothing.md"]


def test_dependencies_are_those_of_the_vault(notes: pathlib.Path) -> None:
    read = tasklint.Vault(notes)
    assert [task.blocked for task in read.tasks] == [False, True, False]
    assert [task.blocking for task in read.tasks] == [True, False, False]
    assert read.tasks[1].to_dict()["blocked"] is True
    alone = tasklint.parse(read["Meetings/Plan.md"].text, config=read.config)
    assert not alone.tasks[0].blocked


def test_a_vault_stays_as_it_was_read(notes: pathlib.Path) -> None:
    read = tasklint.Vault(notes)
    task = read.tasks[0]
    shutil.rmtree(notes)
    del read
    assert task.description == "pay #task" and task.document.path == "Home.md"


def test_a_folder_of_a_vault_is_read_with_its_configuration(notes: pathlib.Path) -> None:
    read = tasklint.Vault(notes / "Meetings")
    assert [note.path for note in read] == ["Meetings/Plan.md"]
    assert read.config.global_filter == "#task"


def test_what_is_ignored_and_excluded_is_left_out(notes: pathlib.Path) -> None:
    (notes / ".gitignore").write_text("Meetings/\n", encoding="utf-8")
    assert len(tasklint.Vault(notes)) == 1
    assert len(tasklint.Vault(notes, ignore_files=False)) == 2
    assert len(tasklint.Vault(notes, exclude=["Home.md"])) == 0
    with pytest.raises(TypeError, match="a list of patterns"):
        tasklint.Vault(notes, exclude="Home.md")


def test_a_configuration_of_choice_counts(notes: pathlib.Path) -> None:
    config = tasklint.Config()
    read = tasklint.Vault(notes, config=config)
    assert read.config is config
    assert len(read.tasks) == 4


def test_what_is_not_there_is_said(tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        tasklint.Vault(tmp_path / "nowhere")
    (tmp_path / ".tasklint.toml").write_text("slect = []\n", encoding="utf-8")
    with pytest.raises(tasklint.ConfigError, match="slect"):
        tasklint.Vault(tmp_path)
    for wrong in (None, 7, ["notes"]):
        with pytest.raises(TypeError):
            tasklint.Vault(wrong)  # type: ignore[arg-type]


def test_notes_that_cannot_be_read_are_named(notes: pathlib.Path) -> None:
    (notes / "Broken.md").symlink_to("Nowhere.md")
    (notes / "Folder.md").mkdir()
    read = tasklint.Vault(notes)
    assert len(read) == 2
    for path, reason in read.unreadable:
        assert path in ("Broken.md", "Folder.md") and reason


def test_a_vault_without_files() -> None:
    read = tasklint.Vault.from_texts({"b.md": "- [ ] two", "a.md": b"- [ ] on\xe9"})
    assert [(task.path, task.line) for task in read.tasks] == [
        ("a.md", "- [ ] on\udce9"),
        ("b.md", "- [ ] two"),
    ]
    assert read.root is None
    assert len(tasklint.Vault.from_texts({}).tasks) == 0
    with pytest.raises(TypeError, match="a mapping of paths"):
        tasklint.Vault.from_texts({"a.md": 1})  # type: ignore[dict-item]


def test_vaults_are_compared_copied_and_pickled(notes: pathlib.Path) -> None:
    read = tasklint.Vault(notes)
    assert read == tasklint.Vault(notes) and hash(read) == hash(tasklint.Vault(notes))
    assert copy.copy(read) is read and copy.deepcopy(read) is read
    again = pickle.loads(pickle.dumps(read))
    assert again == read and again.tasks == read.tasks
    assert again.check() == read.check()
    (notes / "Home.md").write_text("", encoding="utf-8")
    assert tasklint.Vault(notes) != read
    assert pickle.loads(pickle.dumps(read)) == read


def test_check_finds_what_the_command_finds(root: pathlib.Path) -> None:
    today = datetime.date(2026, 1, 12)
    example = root / "examples" / "vault"
    command = shutil.which("tasklint", path=sysconfig.get_path("scripts"))
    assert command is not None
    run = subprocess.run(
        [command, "check", example, "--report", "json", "--today", today.isoformat()],
        capture_output=True,
        check=False,
    )
    expected = [
        (one["vault_path"], one["line"], one["column"], one["code"], one["fingerprint"], one["fix"])
        for one in json.loads(run.stdout)
    ]
    assert expected
    found = tasklint.Vault(example).check(today=today)
    assert [
        (one.path, one.line, one.column, one.code, one.fingerprint, one.to_dict()["fix"])
        for one in found
    ] == expected
    assert found == tasklint.check(tasklint.Vault(example), today=today)


def test_vault_rules_are_for_whole_vaults(notes: pathlib.Path, today: datetime.date) -> None:
    def codes(read: tasklint.Vault, vault_rules: bool | None = None) -> set[str]:
        return {one.code for one in read.check(today=today, vault_rules=vault_rules)}

    (notes / "Home.md").write_text("- [ ] pay #task ⛔ nobody\n", encoding="utf-8")
    assert "TL602" in codes(tasklint.Vault(notes))
    assert "TL602" not in codes(tasklint.Vault(notes), vault_rules=False)
    assert "TL602" not in codes(tasklint.Vault(notes / "Home.md"))
    assert "TL602" in codes(tasklint.Vault(notes / "Home.md"), vault_rules=True)


def test_a_vault_is_checked_with_another_configuration(today: datetime.date) -> None:
    read = tasklint.Vault.from_texts({"a.md": "- [ ] pay 📅 2026-02-30\n"})
    off = tasklint.Config.from_toml('ignore = ["TL201"]')
    assert [one.code for one in read.check(today=today)] == ["TL201"]
    assert tasklint.check(read, config=off, today=today) == []
    with pytest.raises(ValueError, match="path is for a text"):
        tasklint.check(read, path="a.md")


def test_a_vault_is_exported(notes: pathlib.Path, today: datetime.date) -> None:
    read = tasklint.Vault(notes)
    file = notes / "tasks.ics"
    result = read.export(file, profile="todo", name="Plans", today=today)
    assert (result.path, result.written, result.todos, result.events) == (file, True, 3, 0)
    with file.open(encoding="utf-8", newline="") as stream:
        assert stream.read() == tasklint.to_ics(read, profile="todo", name="Plans", today=today)
    assert [(one.path, one.line, one.reason, one.by_choice) for one in result.left_out] == [
        ("Meetings/Plan.md", 5, "impossible due date 2026-02-30", False)
    ]
    assert not read.export(file, profile="todo", name="Plans", today=today).written
    before = file.stat().st_mtime_ns
    events = tasklint.export(read, file, profile="events", today=today)
    assert events.events == 1 and file.stat().st_mtime_ns >= before
    with pytest.raises(OSError):
        read.export(notes / "nowhere" / "tasks.ics")
    with pytest.raises(ValueError, match="profile must be"):
        read.export(file, profile="all")  # type: ignore[arg-type]


def test_the_calendar_of_a_vault_is_that_of_its_notes(notes: pathlib.Path, today: datetime.date) -> None:
    read = tasklint.Vault(notes)
    assert tasklint.to_ics(read, today=today) == tasklint.to_ics(read.notes, today=today, config=read.config)
    some = read.tasks.filter(lambda task: task.due is not None)
    assert tasklint.to_ics(some, today=today).count("BEGIN:VTODO") == 1


def test_a_vault_is_usable_after_a_fork(notes: pathlib.Path) -> None:
    read = tasklint.Vault(notes)
    child = os.fork()
    if child == 0:  # no test runner in the child
        try:
            again = tasklint.Vault(notes)
            fine = len(read.check()) == len(again.check()) and again == read
            os._exit(0 if fine else 1)
        except BaseException:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
