#!/usr/bin/env python3
"""Writes the table of what was tried into docs/reliability.md.

usage: scripts/reliability.py [BUILD_DIR]

Runs the tests that count what they try (faults, attacks, limits, the replay of the fuzz corpora) with
the command of BUILD_DIR (default build/release) and puts their last lines between the marks of the
page. TASKLINT_FULL=1 tries all cases, which is what the page should have.
"""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reliability.md"
BEGIN = "<!-- table: made by scripts/reliability.py -->\n"
END = "<!-- end of table -->\n"


def last_lines(*words: str | pathlib.Path) -> list[str]:
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, errors="replace", check=False
    )
    lines = done.stdout.splitlines()
    if done.returncode != 0:
        sys.exit(f"{words}: {done.returncode}\n" + "\n".join(lines[-20:]) + done.stderr)
    return lines


def row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |\n"


def faults(command: pathlib.Path, library: pathlib.Path) -> str:
    lines = last_lines(sys.executable, ROOT / "tests/faults/faults_test.py", command, library)
    kinds = {
        "kill-before": "killed just before a call",
        "kill-after": "killed just after a call",
        "EINTR": "a call interrupted (`EINTR`)",
        "short": "a write that writes half",
        "changed meanwhile": "someone writes into the note just before a call",
        "two at once": "pairs of commands at once on one vault",
        "hard links": "notes with two names",
        "read-only": "read-only notes",
        "links": "links to notes, links out of the vault",
    }
    rows = ""
    for line in lines:
        if match := re.fullmatch(r"  (.+): (\d+)", line):
            name = kinds.get(match[1], f"a call that ends with `{match[1]}`")
            rows += row(name, match[2], "`tests/faults`", "0")
    return rows


def attacks(command: pathlib.Path, library: pathlib.Path, work: pathlib.Path) -> str:
    work.mkdir(parents=True, exist_ok=True)
    line = last_lines(sys.executable, ROOT / "tests/attacks/attacks_test.py", work, command, library)[-1]
    texts, tasks, rows = map(int, re.findall(r"\d+", line)[:3])
    return row(f"{texts} hostile texts in {tasks} tasks and names, outputs read again", rows, "`tests/attacks`", "0")


def limits(command: pathlib.Path) -> str:
    line = last_lines(sys.executable, ROOT / "tests/limits/limits_test.py", command)[-1]
    levels, stack, claims = map(int, re.findall(r"\d+", line)[:3])
    title = f"notes, queries and settings at their limits, {levels:,} levels, {stack} KiB of stack"
    return row(title, claims, "`tests/limits`", "0")


def corpora(build: pathlib.Path) -> str:
    rows = ""
    for corpus in sorted((ROOT / "fuzz/corpus").iterdir()):
        program = build / f"bin/fuzz_{corpus.name}"
        if program.exists():
            count = last_lines(program, corpus)[-1].split()[0]
            rows += row(f"fuzz target `{corpus.name}`, its corpus", count, "`fuzz`", "0")
    return rows


def main(build: str = "build/release") -> int:
    folder = (ROOT / build).resolve()
    command = folder / "bin/tasklint"
    library = folder / "tests/faults/libtasklint_faults.so"
    table = BEGIN + row("class", "tried", "by", "left broken") + row("---", "---:", "---", "---:")
    table += faults(command, library) + attacks(command, library, folder / "attacks") + limits(command)
    table += corpora(folder) + END
    page = PAGE.read_text()
    begin, end = page.index(BEGIN), page.index(END) + len(END)
    PAGE.write_text(page[:begin] + table + page[end:])
    print(f"{PAGE.relative_to(ROOT)}: {'all cases' if os.environ.get('TASKLINT_FULL') else 'a slice of the cases'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
