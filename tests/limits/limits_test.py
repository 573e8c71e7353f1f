"""limits_test.py COMMAND: the limits of docs/limits.md, and that nothing happens at them.

Notes, queries and settings that are nested as deep as LEVELS go through every command on a stack of
256 KiB: recursion on what was read would end the program. TASKLINT_FULL=1 takes the limits themselves
(10^5 levels, 10^6 tasks, 10^6 notes, 4 GiB - 1 bytes) and prints time and memory; else smaller numbers.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass

FULL = os.environ.get("TASKLINT_FULL", "") not in ("", "0")
LEVELS = 100_000 if FULL else 10_000
STACK = 256 * 1024
ROOM = 2 << 30  # of address space, in bytes: threads take some each
MOST_MEBIBYTES = 1000 if FULL else 200  # really used
MUCH_ROOM = 1 << 36
TODAY = ("--today", "2026-01-05")
DATE = "📅 2026-01-06"
TASK = f"- [ ] a {DATE} b\n"
LARGEST = (1 << 32) - 1
SECONDS = 300


@contextlib.contextmanager
def vault() -> Iterator[pathlib.Path]:
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tasklint-limits-")).resolve()
    try:
        (folder / ".obsidian/plugins/obsidian-tasks-plugin").mkdir(parents=True)
        settings_of(folder).write_text("{}")
        yield folder
    finally:
        shutil.rmtree(folder)


def settings_of(folder: pathlib.Path) -> pathlib.Path:
    return folder / ".obsidian/plugins/obsidian-tasks-plugin/data.json"


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: bytes
    seconds: float
    mebibytes: float


class Test:
    def __init__(self, command: str) -> None:
        self.command = command
        self.passed = self.failed = 0

    def expect(self, holds: bool, claim: str) -> None:
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"not so: {claim}")

    def run(self, folder: pathlib.Path, *words: str, room: int) -> Ran:
        def limit() -> None:
            hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
            resource.setrlimit(resource.RLIMIT_STACK, (STACK, hard))
            resource.setrlimit(resource.RLIMIT_AS, (room, room))

        begin = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(
                [self.command, *words],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                preexec_fn=limit,
            )
            signal.signal(signal.SIGALRM, lambda *_: process.kill())
            signal.alarm(SECONDS)
            _, status, usage = os.wait4(process.pid, 0)
            signal.alarm(0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            return Ran(
                process.returncode,
                out.read(1 << 20),
                err.read(1 << 16),
                time.monotonic() - begin,
                usage.ru_maxrss / 1024,
            )

    def lives(self, folder: pathlib.Path, title: str, *words: str, room: int = ROOM) -> Ran:
        """The command ends by itself, and not as a fault of the program, with no more than `room`."""
        ran = self.run(folder, *words, room=room)
        short = " ".join(words)[:60]
        self.expect(ran.code in (0, 1, 2), f"{title}: {short!r} ends with {ran.code}: {ran.err[:200]!r}")
        if room == ROOM:
            self.expect(ran.mebibytes < MOST_MEBIBYTES, f"{title}: {short!r} takes {ran.mebibytes:.0f} MiB")
        return ran


def deep_notes() -> dict[str, str]:
    n = LEVELS
    indented = 2000 if FULL else 500  # the text grows with the square
    return {
        "quotes": ">" * n + f" {TASK}",
        "quotes with blanks": "> " * n + TASK,
        "lists on one line": "- " * n + TASK,
        "indented items": "".join("\t" * i + TASK for i in range(indented)),
        "quotes in and out": "".join(">" * (i % 500) + f" {TASK}" for i in range(indented)),
        "callouts": "".join(">" * i + f" [!note] x\n" for i in range(1, indented)) + TASK,
        "elements": "<div>" * n + f"\n{TASK}",
        "comments": "<!-- " * n + f"\n{TASK}" + "%% " * n + f"\n{TASK}",
        "links": "- [ ] " + "[[" * n + "]]" * n + f" {DATE} b\n",
        "emphasis": "- [ ] " + "*a " * n + f" {DATE} b\n",
        "brackets": "- [ ] " + "(" * n + ")" * n + f" {DATE} b\n",
        "Dataview fields": "- [ ] " + "[due:: " * n + "]" * n + "\n",
        "backticks": "- [ ] " + "`" * n + f" {DATE} b\n",
        "tags": "- [ ] #" + "a/" * n + f" {DATE} b\n",
        "flow in front matter": "---\na: " + "[" * n + "]" * n + f"\n---\n{TASK}",
        "braces in front matter": "---\na: " + "{a: " * n + "}" * n + f"\n---\n{TASK}",
        "blocks in front matter": "---\n" + "".join(" " * i + "a:\n" for i in range(indented)) + f"---\n{TASK}",
        "headings": "".join("#" * (i % 6 + 1) + f" h\n{TASK}" for i in range(indented)),
        "dependencies": "".join(f"- [ ] a 🆔 i{i} ⛔ i{i + 1}\n" for i in range(n // 10)),
        "a line of words": "- [ ] " + "word " * (8 * n) + DATE + "\n",  # 4 MB in full
        "a line of tags": "- [ ] " + "#tag " * (8 * n) + "\n",
        "a line of prose": "word " * (8 * n) + "\n",
        "a line without an end": "- [ ] " + "a" * (40 * n),
        "line ends": "\n" * (10 * n),
        "carriage returns": "- [ ] a\r" * n,
    }


COMMANDS = (
    ("check", "--fix", "--diff", "--select", "all"),
    ("export", "--body", "-o", "/dev/null"),
    ("query", "not done\ngroup by heading\nsort by description"),
    ("agenda", "-o", "/dev/null"),
)
MORE_COMMANDS = (
    ("check", "--report", "json"),
    ("check", "--report", "sarif"),
    ("fmt", "--check"),
    ("list", "--json"),
    ("list", "--csv"),
    ("read",),
    ("parse", "--note"),
)


def check_notes(test: Test) -> None:
    with vault() as folder:
        for title, text in deep_notes().items():
            (folder / "note.md").write_text(text)
            for words in COMMANDS + (MORE_COMMANDS if FULL else ()):
                today = () if words[0] in ("fmt",) else TODAY
                # `read` and `parse` take the note first.
                place = words[:1] + ("note.md",) + words[1:] if words[0] == "read" else (*words, "note.md")
                test.lives(folder, title, *place, *today)
            test.lives(folder, title, "check", "--fix", "--threads", "2", *TODAY, ".")


def check_queries(test: Test) -> None:
    n = LEVELS
    queries = {
        "brackets": "(" * n + "not done" + ")" * n,
        "NOT": "NOT (" * n + "done" + ")" * n,
        "AND": "(done) AND " * n + "(done)",
        "OR of texts": "(description includes a) OR " * (n // 5) + "(done)",
        "not closed": "(" * n,
        "a regular expression of brackets": "description regex matches /" + "(" * n + "a" + ")" * n + "/",
        "a regular expression of stars": "description regex matches /" + "(a*)*" * (n // 10) + "b/",
        "continued lines": "\\\n" * n + "done",
        "instructions": "not done\n" * n,
        "groups": "group by tags\n" * (n // 10),
        "placeholders": "description includes " + "{{" * n + "query.file.path" + "}}" * n,
    }
    with vault() as folder:
        (folder / "note.md").write_text(TASK)
        for title, text in queries.items():
            (folder / "query.md").write_text(f"```tasks\n{text}\n```\n")
            test.lives(folder, f"query of {title}", "query", "-f", "query.md", *TODAY)
            test.lives(folder, f"check of a query of {title}", "check", "--select", "all", *TODAY)


def check_settings(test: Test) -> None:
    n = LEVELS
    json_texts = {
        "arrays": "[" * n + "]" * n,
        "an unknown key": '{"x":' + "[" * n + "]" * n + "}",
        "objects in a key that counts": '{"statusSettings":' + '{"a":' * n + "1" + "}" * n + "}",
        "a status": '{"statusSettings":{"coreStatuses":' + "[" * n + "]" * n + "}}",
        "a preset": '{"presets":{"a":' + "[" * n + "]" * n + "}}",
    }
    toml_texts = {
        "arrays": "a = " + "[" * n + "]" * n,
        "a key": "a" + ".a" * n + " = 1",
        "a table": "[" + "a." * n + "a]\nb = 1",
        "tables": "[tasks]\nstatuses = " + "{ a = " * n + "1" + " }" * n,
        "a list": "select = " + "[" * n + "]" * n,
    }
    with vault() as folder:
        (folder / "note.md").write_text(TASK)
        for title, text in json_texts.items():
            settings_of(folder).write_text(text)
            for words in (("check", *TODAY), ("config", "show"), ("init", "--settings", "--force")):
                test.lives(folder, f"settings of {title}", *words)
            (folder / ".tasklint.toml").unlink(missing_ok=True)
        settings_of(folder).write_text("{}")
        for name, before in ((".tasklint.toml", ""), ("pyproject.toml", "[tool.tasklint]\n")):
            for title, text in toml_texts.items():
                (folder / name).write_text(before + text)
                ran = test.lives(folder, f"{name} of {title}", "check", *TODAY)
                test.expect(ran.code == 2 and name.encode() in ran.err, f"{name} of {title} is told")
            (folder / name).unlink()
        (folder / ".tasklint").mkdir(exist_ok=True)
        (folder / ".tasklint/baseline.json").write_text('{"version":1,"findings":' + "[" * n + "]" * n + "}")
        test.lives(folder, "a baseline of arrays", "check", *TODAY)
        (folder / ".tasklint/baseline.json").unlink()
        (folder / ".gitignore").write_text("*" * n + "a\n" + "[a" * n + "\n" + "**/" * n + "a\n" + "a*" * 2000 + "b\n")
        test.lives(folder, "an ignore file of stars", "check", *TODAY)
        (folder / ".gitignore").unlink()
        test.lives(folder, "a glob of stars", "list", "--path", "*" * 9000 + "a" * 900 + "*b", *TODAY)


def check_paths(test: Test) -> None:
    """A folder that is nested deeper than a path can be is unreadable, and the rest is read."""
    with vault() as folder:
        (folder / "note.md").write_text(TASK)
        at = os.open(folder, os.O_RDONLY)
        name = "d" * 200
        for _ in range(25):  # 5,000 bytes; the system takes 4,096
            os.mkdir(name, dir_fd=at)
            below = os.open(name, os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = below
        file = os.open("deep.md", os.O_WRONLY | os.O_CREAT, dir_fd=at)
        os.write(file, TASK.encode())
        os.close(file)
        os.close(at)
        ran = test.lives(folder, "a path that is too long", "check", "--report", "concise", *TODAY)
        test.expect(ran.code == 1 and b"TL993" in ran.out, "the folder is reported")
        test.expect(b"note.md:1:" in ran.out, "the other notes are read")
        for words in (("export", "-o", "/dev/null"), ("list",), ("check", "--fix")):
            test.lives(folder, "a path that is too long", *words, *TODAY)
        longest = "n" * 252 + ".md"
        (folder / longest).write_text(TASK)
        test.lives(folder, "the longest name", "check", "--fix", *TODAY, longest)
        test.expect((folder / longest).read_text() != TASK, "a note with the longest name is mended")


def told(title: str, ran: Ran) -> None:
    print(f"  {title}: {ran.seconds:.1f} s, {ran.mebibytes:.0f} MiB", flush=True)


def check_sizes(test: Test) -> None:
    with vault() as folder:
        note = folder / "note.md"
        note.touch()
        os.truncate(note, LARGEST + 1)  # takes no space on the disk
        ran = test.lives(folder, "4 GiB", "check", "--report", "concise", *TODAY)
        test.expect(ran.code == 1 and b"TL993" in ran.out, "a note of 4 GiB is reported")
        test.expect(ran.mebibytes < 200, f"and not read: {ran.mebibytes:.0f} MiB")
        for words in (("list",), ("export", "-o", "/dev/null"), ("check", "--fix")):
            test.lives(folder, "4 GiB", *words, *TODAY)
        os.truncate(note, ROOM + ROOM // 2)
        (folder / "small.md").write_text(TASK)
        ran = test.lives(folder, "more than the memory", "check", "--threads", "1", "--report", "concise", *TODAY)
        test.expect(ran.code == 1 and b"note.md:1:1: error TL993" in ran.out, "a note without memory for it is reported")
        test.expect(b"small.md:1:" in ran.out, "and the others are read")
        (folder / "small.md").unlink()
        if not FULL:
            return
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES")
        if memory < 3 * LARGEST:
            print("skipped: the largest note (it takes 12 GiB of memory)")
        else:
            os.truncate(note, LARGEST)
            told("4 GiB - 1 bytes without a line end", test.lives(folder, "4 GiB - 1", "check", *TODAY, room=MUCH_ROOM))
            with note.open("r+b") as file:
                file.seek(LARGEST - len(TASK.encode()) + 1)
                file.write(TASK.encode()[:-1])
            ran = test.lives(folder, "a task at the end of 4 GiB - 1", "check", "--fix", *TODAY, room=MUCH_ROOM)
            told("the same, mended", ran)
        tasks = 1_000_000
        note.write_text("".join(f"- [ ] task {i} {DATE} #t{i % 100}\n" for i in range(tasks)))
        for words in (("check",), ("export", "-o", "/dev/null"), ("list", "--jsonl"),
                      ("query", "not done\nlimit 10"), ("agenda", "-o", "/dev/null")):
            told(f"10^6 tasks, {words[0]}", test.lives(folder, "10^6 tasks", *words, *TODAY, room=MUCH_ROOM))
        note.write_text(f"- [ ] task {DATE} b\n" * tasks)
        told("10^6 findings, check --fix", test.lives(folder, "10^6 findings", "check", "--fix", "-q", *TODAY, room=MUCH_ROOM))
        test.expect(b" b " in note.read_bytes()[:40], "they are mended")


def check_many_notes(test: Test) -> None:
    notes = 1_000_000 if FULL else 2_000
    with vault() as folder:
        for i in range(notes):
            if i % 1000 == 0:
                sub = folder / f"d{i // 1000}"
                sub.mkdir()
            (sub / f"n{i}.md").write_text(TASK if i % 100 == 0 else f"- [ ] task {i} {DATE}\n")
        many = f"{notes} notes"
        ran = test.lives(folder, many, "check", "--report", "concise", "--max-diagnostics", "10", *TODAY, room=MUCH_ROOM)
        test.expect(ran.code == 1 and f"Found {notes // 100:,} errors".encode() in ran.err, f"{many}: all findings are there")
        told(f"{many}, check", ran)
        for words in (("list", "--jsonl"), ("export", "-o", "/dev/null"), ("query", "not done\nlimit 10")):
            told(f"{many}, {words[0]}", test.lives(folder, many, *words, *TODAY, room=MUCH_ROOM))


def main(command: str) -> int:
    test = Test(str(pathlib.Path(command).resolve()))
    for part in (check_notes, check_queries, check_settings, check_paths, check_sizes, check_many_notes):
        begin = time.monotonic()
        part(test)
        print(f"{part.__name__}: {time.monotonic() - begin:.1f} s", flush=True)
    print(f"limits: {LEVELS} levels on {STACK // 1024} KiB of stack; {test.passed} claims hold, {test.failed} do not")
    return 1 if test.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
