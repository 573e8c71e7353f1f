#!/usr/bin/env python3
"""Times the Python package against the command on one vault, in turn, each in a process of its own; prints medians and ratios.

usage: compare.py TASKLINT VAULT [PAIRS]     with the Python that has the package; TASKLINT is the command
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
BEFORE = "import datetime, time, tasklint; day = datetime.date(2026, 1, 5); "
# Each prints the seconds of its own part, which is what it says besides reading the vault.
CHECK = BEFORE + "v = tasklint.Vault({0!r}); t = time.perf_counter(); v.check(today=day); print(time.perf_counter() - t)"
READ_AND_CHECK = BEFORE + "t = time.perf_counter(); tasklint.Vault({0!r}).check(today=day); print(time.perf_counter() - t)"
ATTRIBUTES = (
    BEFORE + "t = time.perf_counter(); n = sum(1 for k in tasklint.Vault({0!r}).tasks if k.due and not k.is_done and k.tags);"
    " print(time.perf_counter() - t)"
)
TABLE = BEFORE + "import pyarrow; v = tasklint.Vault({0!r}); t = time.perf_counter(); pyarrow.table(v.tasks); print(time.perf_counter() - t)"


def run(command: list[str]) -> tuple[float, str]:
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode > 1 or done.stderr.startswith("Traceback"):
        sys.exit(f"{' '.join(command[:2])} failed: {done.stderr}")
    return time.perf_counter() - begin, done.stdout


def inner(script: str, vault: str) -> float:
    return float(run([sys.executable, "-c", script.format(vault)])[1])


def main() -> None:
    tasklint, vault = sys.argv[1:3]
    pairs = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    lint = [tasklint, "check", vault, "--report", "concise", "--today", "2026-01-05"]
    rows = {
        "Vault.check()": lambda: inner(CHECK, vault),
        "Vault(path).check()": lambda: inner(READ_AND_CHECK, vault),
        "three attributes of all tasks, with reading": lambda: inner(ATTRIBUTES, vault),
        "regular expressions, the whole script": lambda: run([sys.executable, str(HERE / "regex_script.py"), vault])[0],
    }
    try:
        import pyarrow  # noqa: F401

        rows["pyarrow.table(vault.tasks)"] = lambda: inner(TABLE, vault)
    except ImportError:
        pass
    run(lint)
    print(f"{'':45} {'ms':>7} {'command ms':>10} {'ratio':>6}")
    for name, measure in rows.items():
        measure()
        times = [(measure(), run(lint)[0]) for _ in range(pairs)]
        ours, theirs = (statistics.median(column) * 1000 for column in zip(*times))
        print(f"{name:45} {ours:7.0f} {theirs:10.0f} {statistics.median(a / b for a, b in times):6.2f}")


if __name__ == "__main__":
    main()
