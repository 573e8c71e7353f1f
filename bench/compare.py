#!/usr/bin/env python3
"""Times `tasklint check` against ripgrep counting task lines, in turn, on one vault; prints medians and their ratio.

usage: bench/compare.py COMMAND VAULT [PAIRS]     both with one thread, then with two; the files are read once before
"""

import os
import statistics
import subprocess
import sys
import time

TASK_LINE = r"^[\s>]*([-*+]|\d+[.)]) +\[.\]"


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if done.returncode > 1:
        sys.exit(f"{command[0]} failed with {done.returncode}")
    return time.perf_counter() - begin


def main() -> None:
    tasklint, vault, pairs = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 7
    for threads in (1, 2)[: os.cpu_count() or 1]:
        ours = [tasklint, "check", vault, "--report", "concise", "--today", "2026-01-05", "--threads", str(threads)]
        theirs = ["rg", "-j", str(threads), "-c", "--glob", "*.md", TASK_LINE, vault]
        seconds(ours), seconds(theirs)
        times = [(seconds(ours), seconds(theirs)) for _ in range(pairs)]
        a, b = (statistics.median(column) for column in zip(*times))
        ratio = statistics.median(x / y for x, y in times)
        print(f"threads {threads}: tasklint check {a * 1000:.0f} ms, rg -c {b * 1000:.0f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
