#!/usr/bin/env python3
"""Times `tasklint` against other programs on the same notes, and prints the ratios beside the goals.

Two programs run in turn, A B A B, on files that were read before; a ratio is the median of those of all pairs. It is
given for the time by the clock and for that of the processor, which other programs on the machine disturb less. Vaults
are made below --work if they are not there.

  rg, grep, bare, python, node    `check` against each, on 10,000 notes: ripgrep and grep counting task lines, a bare
                                  program that only reads every note, and two scripts of the kind that people write
  threads   `check` with two threads against one
  growth    `check` of 100,000 notes against 10,000 and of these against 1,000, and the memory that it takes
  export    `export` against `check`, each with all cores, 100,000 notes
  note      one note from the start of the process to its end, against ripgrep on it

--with adds other linters, which look at all of Markdown and at no task.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TODAY = "2026-01-05"
LEAST, FEW, MANY = 1_000, 10_000, 100_000
LINTERS = ("rumdl", "markdownlint-cli2")

Command = list[str]
Goals = tuple[float, float] | tuple[()]  # must, aim


@dataclass(frozen=True)
class Run:
    clock: float  # seconds
    processor: float  # seconds, of the program and the kernel for it
    memory: float  # MiB at its peak; never less than what this program takes itself, about 15


@dataclass(frozen=True)
class Row:
    part: str
    what: str
    value: float
    must: float | None = None
    aim: float | None = None
    unit: str = ""
    processor: float | None = None  # the same ratio of processor times
    detail: str = ""


class Bench:
    def __init__(self, options: argparse.Namespace) -> None:
        self.work: Path = options.work
        self.tasklint: str = str(options.tasklint)
        self.pairs: int = options.pairs
        self.given: Path | None = options.vault
        self.work.mkdir(parents=True, exist_ok=True)

    def vault(self, notes: int) -> Path:
        if self.given and notes == FEW:
            return self.given
        folder = self.work / f"vault-{notes}"
        if not (folder / "truth.tsv").exists():  # written last
            shutil.rmtree(folder, ignore_errors=True)
            print(f"making {folder}", file=sys.stderr)
            subprocess.run([sys.executable, HERE / "make_vault.py", folder, str(notes)], check=True)
        return folder

    def bare_read(self) -> str:
        program, source = self.work / "bare_read", HERE / "bare_read.cpp"
        if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
            compiler = os.environ.get("CXX", "c++")
            subprocess.run([compiler, "-std=c++20", "-O2", "-pthread", "-o", program, source], check=True)
        return str(program)

    def check(self, path: Path, threads: int = 1) -> Command:
        command = [self.tasklint, "check", str(path), "--report", "concise", "--quiet", "--today", TODAY]
        return [*command, "--threads", str(threads)]

    def run(self, command: Command) -> Run:
        """Runs it once. Its output goes to a file: some programs do less if nobody reads it."""
        with open(self.work / "output", "wb") as output:
            begin = time.perf_counter()
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
            _, status, usage = os.wait4(process.pid, 0)
            clock = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):  # 1: something was found, or nothing
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")
        return Run(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)

    def in_turn(self, ours: Command, theirs: Command, pairs: int = 0) -> tuple[list[Run], list[Run]]:
        self.run(ours), self.run(theirs)
        runs = [(self.run(ours), self.run(theirs)) for _ in range(pairs or self.pairs)]
        return [a for a, _ in runs], [b for _, b in runs]

    def against(
        self, part: str, what: str, ours: Command, theirs: Command, goals: Goals = (), pairs: int = 0
    ) -> Row:
        a, b = self.in_turn(ours, theirs, pairs)
        return ratio(part, what, a, b, goals)


# grep is fast where a byte is a character; the others do not care.
ENVIRONMENT = {**os.environ, "LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1"}


def ratio(part: str, what: str, a: list[Run], b: list[Run], goals: Goals = ()) -> Row:
    def median(key: Callable[[Run], float]) -> tuple[float, float, float]:
        ratios = [key(x) / max(key(y), 1e-6) for x, y in zip(a, b)]
        return statistics.median(ratios), statistics.median(map(key, a)), statistics.median(map(key, b))

    clock, ours, theirs = median(lambda run: run.clock)
    processor = median(lambda run: run.processor)[0]
    must, aim = goals or (None, None)
    detail = f"{ours * 1000:.0f} ms, {theirs * 1000:.0f} ms"
    return Row(part, what, clock, must, aim, processor=processor, detail=detail)


def memory(part: str, what: str, runs: list[Run], goals: tuple[float, float]) -> Row:
    return Row(part, what, statistics.median(run.memory for run in runs), *goals, unit="MiB")


def task_lines(blank: str, digit: str) -> str:
    return rf"^[{blank}>]*([-*+]|{digit}+[.)]) +\[.\]"


def rg(path: Path, threads: int = 1) -> Command:
    return ["rg", f"-j{threads}", "-c", "--glob", "*.md", task_lines(r"\s", r"\d"), str(path)]


def threads_text(count: int) -> str:
    return "1 thread" if count == 1 else f"{count} threads"


def against_rg(bench: Bench) -> list[Row]:
    vault = bench.vault(FEW)
    return [
        bench.against("rg", f"check / rg -c, {threads_text(n)}", bench.check(vault, n), rg(vault, n), (0.9, 0.6))
        for n in (1, 2)
    ]


def against_grep(bench: Bench) -> list[Row]:
    vault = bench.vault(FEW)
    grep = ["grep", "-rcE", "--include=*.md", task_lines("[:space:]", "[0-9]"), str(vault)]
    return [bench.against("grep", "check / grep -rc, 1 thread", bench.check(vault), grep, (1.4, 1.0))]


def against_bare(bench: Bench) -> list[Row]:
    vault, program = bench.vault(FEW), bench.bare_read()
    return [
        bench.against(
            "bare",
            f"check / bare read, {threads_text(n)}",
            bench.check(vault, n),
            [program, str(vault), str(n)],
            (2.2, 1.5),
        )
        for n in (1, 2)
    ]


def against_python(bench: Bench) -> list[Row]:
    vault = bench.vault(FEW)
    script = [sys.executable, str(HERE / "peers/count.py"), str(vault)]
    return [bench.against("python", "check / Python script, 1 thread", bench.check(vault), script)]


def against_node(bench: Bench) -> list[Row]:
    vault = bench.vault(FEW)
    script = ["node", str(HERE / "peers/lint.mjs"), str(vault)]
    return [bench.against("node", "check / Node script, 1 thread", bench.check(vault), script)]


def threads(bench: Bench) -> list[Row]:
    vault = bench.vault(FEW)
    return [bench.against("threads", "check, 2 threads / 1", bench.check(vault, 2), bench.check(vault), (0.65, 0.56))]


def growth(bench: Bench) -> list[Row]:
    many, few = bench.in_turn(bench.check(bench.vault(MANY)), bench.check(bench.vault(FEW)))
    some, least = bench.in_turn(bench.check(bench.vault(FEW)), bench.check(bench.vault(LEAST)))
    return [
        ratio("growth", "check, 10,000 notes / 1,000", some, least),
        ratio("growth", "check, 100,000 notes / 10,000", many, few, (10, 8)),
        memory("growth", "check, 10,000 notes: memory", few, (32, 20)),
        memory("growth", "check, 100,000 notes: memory", many, (48, 24)),
    ]


def export(bench: Bench) -> list[Row]:
    vault, target = bench.vault(MANY), bench.work / "tasks.ics"
    exporting = [bench.tasklint, "export", str(vault), "--output", str(target)]
    ours, checks = bench.in_turn(exporting, bench.check(vault, os.cpu_count() or 1), min(bench.pairs, 7))
    target.unlink(missing_ok=True)
    return [
        ratio("export", "export / check, 100,000 notes", ours, checks, (4, 2)),
        memory("export", "export, 100,000 notes: memory", ours, (128, 64)),
    ]


def one_note(bench: Bench) -> list[Row]:
    note = bench.vault(FEW) / "01/Note 1.md"
    what = "check / rg -c, one note"
    return [bench.against("note", what, bench.check(note), rg(note), (1.2, 0.8), max(bench.pairs, 101))]


PARTS: dict[str, Callable[[Bench], list[Row]]] = {
    "rg": against_rg,
    "grep": against_grep,
    "bare": against_bare,
    "python": against_python,
    "node": against_node,
    "threads": threads,
    "growth": growth,
    "export": export,
    "note": one_note,
}


def against_linter(bench: Bench, name: str) -> list[Row]:
    program = shutil.which(name)
    if program is None:
        sys.exit(f"{name} is not installed (pip install rumdl, npm install markdownlint-cli2)")
    vault = bench.vault(FEW)
    command = [program, "check", "--no-cache", str(vault)] if name == "rumdl" else [program, f"{vault}/**/*.md"]
    return [bench.against(name, f"check / {name}, 2 threads", bench.check(vault, 2), command, pairs=1)]


def verdict(row: Row) -> str:
    if row.must is None or row.aim is None:
        return ""
    return "aim" if row.value <= row.aim else "must" if row.value <= row.must else "NOT MET"


def print_table(rows: list[Row]) -> None:
    def number(value: float | None) -> str:
        return "" if value is None else f"{value:.2f}" if value < 10 else f"{value:.1f}"

    print("| what | by the clock | processor | must | aim | met | medians |\n|---|---|---|---|---|---|---|")
    for row in rows:
        value = f"{number(row.value)} {row.unit}".rstrip()
        cells = (row.what, value, number(row.processor), number(row.must), number(row.aim), verdict(row), row.detail)
        print("| " + " | ".join(cells) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to measure: {', '.join(PARTS)}")
    parser.add_argument("--all", action="store_true", help="all of them")
    parser.add_argument("--tasklint", type=Path, default=ROOT / "build/release/bin/tasklint", metavar="COMMAND")
    parser.add_argument("--vault", type=Path, help="measure on this vault, not on 10,000 generated notes")
    parser.add_argument("--work", type=Path, default=ROOT / "build/bench", help="for vaults (default: build/bench)")
    parser.add_argument("--pairs", type=int, default=9)
    parser.add_argument("--with", dest="linters", default="", metavar="NAMES", help=f"also: {','.join(LINTERS)}")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    linters = options.linters.split(",") if options.linters else []
    parts = list(PARTS) if options.all else options.parts
    unknown = [part for part in parts if part not in PARTS] + [name for name in linters if name not in LINTERS]
    if unknown or not (parts or linters) or options.pairs < 1:
        parser.error(f"unknown: {', '.join(unknown)}" if unknown else "name a PART, or --all")
    bench = Bench(options)
    rows: list[Row] = []
    for part in parts:
        rows += PARTS[part](bench)
    for name in linters:
        rows += against_linter(bench, name)
    print_table(rows)
    if options.json:
        table = [{**asdict(row), "met": verdict(row)} for row in rows]
        options.json.write_text(json.dumps({"pairs": options.pairs, "rows": table}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
