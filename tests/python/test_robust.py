"""Whatever is given, from whatever thread, at whatever time: an answer or an exception."""

from __future__ import annotations

import concurrent.futures
import datetime
import pathlib
import subprocess
import sys
import threading
from typing import Any

import pytest

import tasklint

TODAY = datetime.date(2026, 1, 5)
TEXTS = [
    "",
    "\x00",
    "- [ ] \udc80\udcff 📅 2026-01-06",
    "- [ ] a\x00b",
    "\ufeff- [ ] bom",
    "- [ ] " + "x" * 1_000_000,
    "- [ ] a\n" * 20_000,
    "> " * 10_000 + "- [ ] a",
    "\t" * 10_000 + "- [ ] a",
    "- [ ] " + "📅 2026-01-06 " * 10_000,
    "- [ ] " + "#a" * 10_000,
    "```\n" * 10_000,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_any_text_has_an_answer(text: str) -> None:
    note = tasklint.parse(text, path="n.md")
    assert note.text == text
    for task in note.tasks[:20]:
        assert isinstance(task.to_line(today=TODAY), str)
        assert isinstance(task.to_dict(today=TODAY), dict)
    assert isinstance(tasklint.check(note, today=TODAY)[:20], list)
    assert tasklint.to_ics(note.tasks[:20], today=TODAY).startswith("BEGIN:VCALENDAR")


def test_bytes_are_taken_as_a_note_on_disk() -> None:
    note = tasklint.parse(b"- [ ] on\xe9 \xf0\x9f\x93\x85 2026-01-06\n")
    assert note.text == "- [ ] on\udce9 📅 2026-01-06\n"
    assert note.tasks[0].due == datetime.date(2026, 1, 6)
    assert tasklint.check(b"- [ ] \xf0\x9f\x93\x85 2026-02-30", today=TODAY)[-1].code == "TL201"
    assert tasklint.fix("- [ ] a 📅 2026-01-06 b".encode(), today=TODAY).text == "- [ ] a b 📅 2026-01-06"


@pytest.mark.parametrize("lone", ["\ud800", "- [ ] \udbff", "\udfff"])
def test_other_lone_surrogates_are_a_value_error(lone: str) -> None:
    calls: list[Any] = [
        tasklint.parse,
        tasklint.parse_line,
        tasklint.check,
        tasklint.fix,
        tasklint.toggle,
        tasklint.to_ics,
        tasklint.Task.build,
        tasklint.Config.from_toml,
        tasklint.Settings.from_json,
        lambda text: tasklint.Vault.from_texts({text: "a"}),
        lambda text: tasklint.Vault.from_texts({"a.md": text}),
    ]
    for call in calls:
        with pytest.raises(ValueError):
            call(lone)


@pytest.mark.parametrize("wrong", [None, 7, 1.5, [], {}, object(), memoryview(b""), datetime])
def test_what_is_no_text_is_a_type_error_that_says_what_is_expected(wrong: Any) -> None:
    for call in (tasklint.parse, tasklint.parse_line, tasklint.check, tasklint.fix, tasklint.toggle):
        with pytest.raises(TypeError, match="str"):
            call(wrong)
    with pytest.raises(TypeError):
        tasklint.parse("- [ ] a", path=7)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        tasklint.check("- [ ] a", today="2026-01-05")  # type: ignore[arg-type]


def test_nothing_can_be_changed() -> None:
    note = tasklint.parse("- [ ] a\n")
    vault = tasklint.Vault.from_texts({"a.md": "- [ ] a"})
    for thing, name in ((note, "text"), (note.tasks[0], "due"), (vault, "tasks"), (note.tasks, "x")):
        with pytest.raises(AttributeError):
            setattr(thing, name, None)
    for kind in (tasklint.Task, tasklint.Document, tasklint.Diagnostic, tasklint.LeftOut):
        with pytest.raises(TypeError):
            kind()


def test_threads_share_one_vault() -> None:
    text = "# H\n" + "- [ ] a ⛔ b 📅 2026-03-01 @One #t\n- [ ] c 🆔 b ⏫\n" * 50
    vault = tasklint.Vault.from_texts({f"{i}.md": text for i in range(40)})
    start = threading.Barrier(8)

    def look(number: int) -> tuple[object, ...]:
        start.wait()
        seen = [
            (t.due, t.tags, t.owners, t.blocked, t.line_number, t.heading and t.heading.text)
            for t in vault.tasks
        ]
        found = [(one.path, one.line, one.code) for one in vault.check(today=TODAY)]
        ics = tasklint.to_ics(vault, today=TODAY)
        return len(seen), hash(tuple(seen)), len(found), hash(tuple(found)), hash(ics), hash(vault.tasks)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert len({*pool.map(look, range(8))}) == 1


def test_reading_lets_other_threads_run() -> None:
    text = "- [ ] a 📅 2026-03-01 soon\n" * 30_000
    done = threading.Event()
    turns = 0

    def work() -> None:
        tasklint.check(text, today=TODAY)
        done.set()

    worker = threading.Thread(target=work)
    worker.start()
    while not done.wait(0.001):
        turns += 1
    worker.join()
    assert turns > 3


@pytest.mark.parametrize(
    "script",
    [
        # at exit something is still read by a thread that nobody waits for
        """
import threading, tasklint, time
text = "- [ ] a 📅 2026-03-01 soon\\n" * 60_000
started = threading.Event()
def work():
    started.set()
    while True:
        tasklint.check(text)
threading.Thread(target=work, daemon=True).start()
started.wait()
time.sleep(0.05)
""",
        # threads wait for their turn when the end begins
        """
import threading, tasklint, time
text = "- [ ] a 📅 2026-03-01 soon\\n" * 40
def work():
    while True:
        tasklint.check(text)
for _ in range(6):
    threading.Thread(target=work, daemon=True).start()
time.sleep(0.02)
""",
        # objects live in globals, cycles and caches until the end
        """
import tasklint, sys, functools
vault = tasklint.Vault.from_texts({"a.md": "- [ ] a ⏫ 📅 2026-03-01"})
task = vault.tasks[0]
cycle = [vault, task, task.document, iter(vault.tasks), vault.tasks.__arrow_c_stream__()]
cycle.append(cycle)
sys.modules["kept"] = cycle
class Late:
    def __del__(self): print(task.due, vault.check is not None)
late = Late()
""",
        "import tasklint, atexit; atexit.register(lambda: tasklint.parse('- [ ] a').tasks[0].due)",
    ],
    ids=["daemon", "daemons", "globals", "atexit"],
)
def test_the_end_of_the_interpreter_is_clean(script: str) -> None:
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")


def test_files_that_vanish_are_an_os_error(tmp_path: pathlib.Path) -> None:
    for call in (tasklint.Vault, tasklint.Config.load, tasklint.Settings.load):
        with pytest.raises(FileNotFoundError):
            call(tmp_path / "gone")
    with pytest.raises(OSError):
        tasklint.Settings.load(tmp_path)
    file = tmp_path / "data.json"
    file.write_text("[]", encoding="utf-8")
    with pytest.raises(tasklint.ConfigError):
        tasklint.Settings.load(file)
